"""Our own API and UI keep every line."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_process import running_api
from postgres import PostgresServer, postgres_server
from redis import RedisServer, redis_server

from command import contract_check
from contract_check.surroundings import CLIENT
from ports import free_port
from pythons import UI_VENV, command_for

# Nobody made a load fail, an unhandled error or a click: these have no series then.
WITHOUT_SERIES = {"api-metric-14", "ui-metric-10", "ui-metric-11"}


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


def addresses() -> tuple[str, str, str]:
    return f"http://127.0.0.1:{free_port()}", "--metrics", f"http://127.0.0.1:{free_port()}"


def test_the_api_keeps_every_line(postgres: PostgresServer, redis: RedisServer) -> None:
    from slipway_api.prediction_log.migrate import run
    from slipway_api.settings import Settings

    database = postgres.create_database()
    run(Settings(**postgres.settings(database)))
    command, environment, options = command_for("api")
    environment |= postgres.environment(database) | {
        "SLIPWAY_CACHE_HOST": redis.host,
        "SLIPWAY_CACHE_PORT": str(redis.port),
    }
    result = contract_check("api", *addresses(), "--command", command, *options, environment=environment)
    assert result.with_status("broken") == {}
    untested = result.with_status("not tested here").keys() - WITHOUT_SERIES
    assert untested == (set() if options or os.geteuid() else {"api-file-2"})
    assert result.code == (3 if untested else 0)


def test_the_ui_keeps_every_line() -> None:
    if not UI_VENV.exists():
        pytest.fail(f"{UI_VENV} is missing: make -C apps/ui venv, or set SLIPWAY_UI_VENV")
    command, environment, options = command_for("ui")
    result = contract_check("ui", *addresses(), "--command", command, *options, environment=environment)
    assert result.with_status("broken") == {}
    untested = result.with_status("not tested here").keys() - WITHOUT_SERIES
    assert untested == (set() if options or os.geteuid() else {"ui-file-2"})
    assert result.code == (3 if untested else 0)


def test_an_api_that_runs_already_is_asked_over_http(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / CLIENT).write_text("a-key-of-the-test\n")
    key_file = tmp_path / "key"
    key_file.write_text("a-key-of-the-test\n")
    with running_api(tmp_path, {"SLIPWAY_API_KEYS_FOLDER": str(keys)}) as api:
        metrics = f"http://127.0.0.1:{api.metrics_port}"
        result = contract_check("api", api.url, "--metrics", metrics, "--key", str(key_file))
        partial = contract_check("api", api.url, "--metrics", metrics, "--key", str(key_file), "--partial")
    assert result.with_status("broken") == {}
    assert {"api-auth-1", "api-http-6", "api-metric-1", "api-series-2"} <= result.with_status("ok").keys()
    assert result.with_status("not tested here")["api-life-5"].startswith("give --command")
    assert (result.code, partial.code) == (3, 0)
