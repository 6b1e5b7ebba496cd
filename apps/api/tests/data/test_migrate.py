"""`migrate` against a real server: fresh, again, at once, early, and without hope."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from slipway_api import prediction_log
from slipway_api.prediction_log import migrate, schema
from slipway_api.prediction_log.partitions import months_from, partition_name
from slipway_api.prediction_log.tables import metadata
from slipway_api.settings import Settings, SettingsError
from tests.other_user import open_to_all
from tests.postgres import PostgresServer, postgres_server

PACKAGE = Path(prediction_log.__file__).parents[1]


def rows(server: PostgresServer, settings: Settings, statement: str) -> list[tuple[Any, ...]]:
    with server.connect(settings.database_name) as connection:
        return connection.execute(statement.encode()).fetchall()


def test_makes_the_tables_and_partitions_ahead(server: PostgresServer, empty_database: Settings) -> None:
    migrate.run(empty_database)
    children = rows(
        server,
        empty_database,
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'predictions'::regclass",
    )
    months = {partition_name(month) for month in months_from(datetime.now(UTC), 4)}
    assert {name for (name,) in children} == months | {"predictions_default"}
    assert rows(server, empty_database, "SELECT version_num FROM alembic_version") == [(schema.REQUIRED_REVISION,)]


def test_says_what_it_did_and_does_nothing_the_second_time(
    empty_database: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "slipway.migrate")
    migrate.run(empty_database)
    assert f"schema migrated from revision none to {schema.REQUIRED_REVISION}" in caplog.messages
    caplog.clear()
    migrate.run(empty_database)
    assert f"schema is up to date at revision {schema.REQUIRED_REVISION}" in caplog.messages
    assert "partitions made: none, all were there" in caplog.messages


def test_many_at_once_migrate_once(
    server: PostgresServer, empty_database: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "slipway.migrate")
    with ThreadPoolExecutor(6) as pool:
        for outcome in [pool.submit(migrate.run, empty_database) for _ in range(6)]:
            outcome.result()
    did = [message for message in caplog.messages if message.startswith("schema ")]
    assert len(did) == 6
    assert sum("migrated" in message for message in did) == 1
    assert rows(server, empty_database, "SELECT count(*) FROM alembic_version") == [(1,)]


def test_frees_its_lock(server: PostgresServer, empty_database: Settings) -> None:
    migrate.run(empty_database)
    assert rows(server, empty_database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == [(0,)]


def test_waits_for_another_migration_and_gives_up_clearly(server: PostgresServer, empty_database: Settings) -> None:
    with server.connect(empty_database.database_name) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [migrate._MIGRATION_LOCK])
        with pytest.raises(migrate.MigrationFailed, match="another migration still runs"):
            migrate.run(empty_database, wait_seconds=0.5)


def test_waits_for_a_server_that_comes_up_later(caplog: pytest.LogCaptureFixture) -> None:
    with postgres_server() as late:
        settings = Settings(**late.settings(late.create_database()))
        late.stop()
        timer = threading.Timer(0.8, late.start)
        timer.start()
        migrate.run(settings, wait_seconds=30)
        timer.join()
        with late.connect(settings.database_name) as connection:
            assert connection.execute("SELECT count(*) FROM predictions").fetchone() == (0,)
    assert any("waiting for PostgreSQL at app@127.0.0.1" in message for message in caplog.messages)


def test_gives_up_on_a_server_that_never_comes(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("secret-word")
    settings = Settings(database_host="127.0.0.1", database_port=1, database_password_file=password)
    started = time.monotonic()
    with pytest.raises(migrate.MigrationFailed, match=r"gave up on PostgreSQL at app@127.0.0.1:1/slipway") as error:
        migrate.run(settings, wait_seconds=1)
    assert time.monotonic() - started < 60
    assert "secret-word" not in str(error.value)


def test_names_the_variable_when_there_is_no_database() -> None:
    with pytest.raises(SettingsError, match="SLIPWAY_DATABASE_HOST=db"):
        migrate.run(Settings(database_host=""))


def test_a_busy_table_is_waited_for_but_not_for_ever(
    server: PostgresServer, empty_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "200ms")
    with server.connect(empty_database.database_name) as other:
        other.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)")
        with other.transaction():
            other.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(migrate.MigrationFailed, match="lock timeout"):
                migrate.run(empty_database, wait_seconds=1)
    migrate.run(empty_database, wait_seconds=5)
    assert rows(server, empty_database, "SELECT count(*) FROM feedback") == [(0,)]


def test_leaves_a_newer_database_alone(
    server: PostgresServer, database: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """After a rollback the older release's migrate meets the newer release's schema."""
    caplog.set_level(logging.INFO, "slipway.migrate")
    with server.connect(database.database_name) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    migrate.run(database)
    assert any("revision 9000, which is newer" in message for message in caplog.messages)
    assert rows(server, database, "SELECT version_num FROM alembic_version") == [("9000",)]


def test_moves_rows_out_of_the_default_partition(server: PostgresServer, database: Settings) -> None:
    this_month = partition_name(months_from(datetime.now(UTC), 1)[0])
    with server.connect(database.database_name) as connection:
        connection.execute(f"DROP TABLE {this_month}".encode())
        connection.execute(
            "INSERT INTO predictions SELECT gen_random_uuid(), now(), 'm', '1', 'predict', '{}', '1', NULL, NULL, NULL"
            " FROM generate_series(1, 100)"
        )
    assert rows(server, database, "SELECT count(*) FROM predictions_default") == [(100,)]
    migrate.run(database)
    assert rows(server, database, "SELECT count(*) FROM predictions_default") == [(0,)]
    assert len(rows(server, database, f"TABLE {this_month}")) == 100


def test_the_code_and_the_revisions_agree(server: PostgresServer, database: Settings) -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config())
    assert scripts.get_heads() == [schema.REQUIRED_REVISION]
    engine = create_engine("postgresql+psycopg://", creator=lambda: server.connect(database.database_name))

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in metadata.tables

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.skipif(not open_to_all(PACKAGE), reason="another user cannot read this folder: clone into an open one")
def test_needs_no_writable_files(server: PostgresServer, empty_database: Settings) -> None:
    """As in the container: another user, who may write nowhere, and migrations inside the installed package."""
    search_path = os.pathsep.join([str(PACKAGE.parent), *filter(None, sys.path)])
    program = (
        "import logging; logging.basicConfig(level='INFO');"
        "from slipway_api.settings import load_settings; from slipway_api.prediction_log import migrate;"
        "migrate.run(load_settings())"
    )
    folder = server.folder / "nowhere"
    folder.mkdir(mode=0o555)
    outcome = subprocess.run(
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", sys.executable, "-c", program],
        env={**server.environment(empty_database.database_name), "PYTHONPATH": search_path, "HOME": "/nonexistent"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "schema migrated from revision none" in outcome.stderr
