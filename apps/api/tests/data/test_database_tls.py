"""A real PostgreSQL with a certificate: only the right server is believed, and a refusal names the setting."""

from __future__ import annotations

import asyncio
import logging
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg_pool import PoolTimeout

from slipway_api.monitor.service import Monitor
from slipway_api.prediction_log import migrate
from slipway_api.prediction_log.connection import connect
from slipway_api.prediction_log.log import prediction_log_for
from slipway_api.prediction_log.pool import pool_for
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.certificate import Certificate, certificate_in
from tests.data.samples import prediction, sample
from tests.postgres import PostgresServer, postgres_server

ROOT_CERT = "SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE"
HOST = "SLIPWAY_DATABASE_HOST"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate_in(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def other_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate_in(tmp_path_factory.mktemp("other")).authority


@pytest.fixture(scope="module")
def tls_server(certificate: Certificate) -> Iterator[PostgresServer]:
    with postgres_server() as server:
        server.stop()
        data = server.folder / "data"
        for source, name in ((certificate.certificate, "server.crt"), (certificate.key, "server.key")):
            shutil.copy(source, data / name)
            (data / name).chmod(0o600)
            if server.run_as:
                shutil.chown(data / name, "postgres", "postgres")
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write("ssl = on\n")
        # Nobody gets in without TLS: a client that falls back is seen.
        (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
        server.start()
        yield server


@pytest.fixture
def settings(tls_server: PostgresServer, certificate: Certificate) -> Settings:
    given = {"database_ssl_mode": "verify-full", "database_ssl_root_cert_file": certificate.authority}
    return Settings(**tls_server.settings(tls_server.create_database()) | given)


def with_changes(settings: Settings, **changes: Any) -> Settings:
    return settings.model_copy(update=changes)


def is_encrypted(settings: Settings) -> bool:
    with connect(settings, "test") as connection:
        return connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone() == (True,)


@pytest.mark.parametrize("mode", ["verify-full", "verify-ca"])
async def test_the_right_authority_is_believed_by_everybody(settings: Settings, metrics: Metrics, mode: str) -> None:
    settings = with_changes(settings, database_ssl_mode=mode)
    assert is_encrypted(settings)
    await asyncio.to_thread(migrate.run, settings, wait_seconds=30)
    log = prediction_log_for(settings, metrics)
    await log.start()
    log.record([prediction()])
    await log.stop(10)
    assert sample(metrics.registry, "prediction_log_entries_total", result="written") == 1
    assert Monitor(settings, _reference).compute()


def _reference() -> Any:
    from slipway_api.model.reference import model_reference

    return model_reference(Settings())


def wrong(settings: Settings, other_authority: Path, name: str) -> tuple[Settings, str]:
    """Settings with one mistake, and the setting that a message must name."""
    match name:
        case "authority":
            return with_changes(settings, database_ssl_root_cert_file=other_authority), ROOT_CERT
        case "no such file":
            return with_changes(settings, database_ssl_root_cert_file=Path("/no/such/ca.crt")), ROOT_CERT
        case "only the system's":
            return with_changes(settings, database_ssl_root_cert_file=None), ROOT_CERT
        case "none":
            return with_changes(settings, database_ssl_root_cert_file=None, database_ssl_mode="verify-ca"), ROOT_CERT
        case _:
            return with_changes(settings, database_host="localhost"), HOST


MISTAKES = ["authority", "no such file", "only the system's", "none", "host name"]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_migrate_and_monitor_refuse_and_name_the_setting(
    settings: Settings, other_authority: Path, mistake: str, caplog: pytest.LogCaptureFixture
) -> None:
    mistaken, blamed = wrong(settings, other_authority, mistake)
    with pytest.raises(migrate.MigrationFailed, match=blamed) as refused:
        migrate.run(mistaken, wait_seconds=0)
    assert "\n" not in str(refused.value)
    assert not Monitor(mistaken, _reference).compute()
    assert blamed in caplog.messages[-1]


@pytest.mark.parametrize("mistake", ["authority", "host name"])
async def test_the_log_refuses_and_names_the_setting(
    settings: Settings, other_authority: Path, mistake: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    mistaken, blamed = wrong(settings, other_authority, mistake)
    async with pool_for(mistaken) as pool:
        with pytest.raises(PoolTimeout):
            async with pool.connection(timeout=1):
                pass
    assert blamed in caplog.text


def test_a_server_without_tls_is_refused(server: PostgresServer, certificate: Certificate) -> None:
    given = {"database_ssl_mode": "verify-full", "database_ssl_root_cert_file": certificate.authority}
    with pytest.raises(migrate.MigrationFailed, match="SLIPWAY_DATABASE_SSL_MODE"):
        migrate.run(Settings(**server.settings("postgres") | given), wait_seconds=0)


@pytest.mark.parametrize("told_by", ["SSL_CERT_FILE", "PGSSLROOTCERT"])
def test_without_the_setting_the_authorities_of_the_system_count(
    settings: Settings, certificate: Certificate, told_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(told_by, str(certificate.authority))
    assert is_encrypted(with_changes(settings, database_ssl_root_cert_file=None))


def test_the_place_of_the_systems_authorities_is_shown_to_the_driver() -> None:
    """Its OpenSSL would look elsewhere. In a process of its own, as the variables stay."""
    program = (
        "import os; from slipway_api.settings import Settings;"
        "from slipway_api.prediction_log.tls import tls_parameters;"
        "print(tls_parameters(Settings(database_ssl_mode='verify-full')));"
        "print(os.environ['SSL_CERT_FILE'], os.environ['SSL_CERT_DIR'])"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True, text=True
    )
    paths = ssl.get_default_verify_paths()
    assert outcome.stdout.splitlines() == [
        str({"sslmode": "verify-full", "sslrootcert": "system"}),
        f"{paths.openssl_cafile} {paths.openssl_capath}",
    ], outcome.stderr
