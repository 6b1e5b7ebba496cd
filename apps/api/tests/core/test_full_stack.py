"""The whole API as a process, with real PostgreSQL and a real cache, and what happens when those go away."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.core.api_process import ROOT, ApiProcess, running_api
from tests.postgres import PostgresServer
from tests.redis import RedisServer

KEY = "a-plain-key-for-the-shop-0123456789"


def migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "slipway_api", "migrate"]
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def environment_of(postgres: PostgresServer, redis: RedisServer, folder: Path) -> dict[str, str]:
    keys = folder / "keys"
    keys.mkdir()
    (keys / "shop").write_text(KEY)
    (folder / "pseudonym").write_text("0123456789abcdef0123456789abcdef")
    return {
        **postgres.environment(postgres.create_database()),
        "SLIPWAY_CACHE_HOST": redis.host,
        "SLIPWAY_CACHE_PORT": str(redis.port),
        # Ten times as long as in production, as a busy machine may be late.
        "SLIPWAY_CACHE_BUDGET_MILLISECONDS": "500",
        "SLIPWAY_API_KEYS_FOLDER": str(keys),
        "SLIPWAY_PSEUDONYM_KEY_FILE": str(folder / "pseudonym"),
        "SLIPWAY_RATE_LIMIT_PER_MINUTE": "600",
    }


@pytest.fixture
def environment(postgres: PostgresServer, redis: RedisServer, tmp_path: Path) -> dict[str, str]:
    return environment_of(postgres, redis, tmp_path)


@pytest.fixture
def stack(environment: dict[str, str], tmp_path: Path) -> Iterator[ApiProcess]:
    migrate(environment)
    with running_api(tmp_path, environment) as api:
        yield api


@pytest.fixture
def client(stack: ApiProcess) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.url, headers={"Authorization": f"Bearer {KEY}"}, timeout=30) as opened:
        yield opened


def counted(api: ApiProcess, series: str) -> float:
    return next((float(line.split()[-1]) for line in api.metrics().splitlines() if line.startswith(series)), 0.0)


def test_a_prediction_is_cached_kept_and_judged_later(
    stack: ApiProcess, client: httpx.Client, row: dict[str, Any]
) -> None:
    first = client.post("/predict", json={"row": row})
    assert first.headers["ratelimit"].startswith('"per-caller";r=599')
    stack.wait_for(lambda: client.post("/predict", json={"row": dict(reversed(row.items()))}).is_success, "answering")
    assert counted(stack, 'cache_requests_total{cache="predictions",result="miss"}') == 1
    assert counted(stack, 'cache_requests_total{cache="predictions",result="hit"}') == 1
    prediction = first.json()["predictions"][0]

    stored = client.get(f"/predictions/{prediction['id']}").json()
    assert stored["features"] == row
    assert (stored["prediction"], stored["scores"]) == (prediction["prediction"], prediction["scores"])
    assert stored["model_name"] == "wine"

    feedback = {"prediction_id": prediction["id"], "label": "class_1"}
    assert client.post("/feedback", json=feedback).status_code == 204
    assert '"action": "feedback"' in stack.output()
    unknown = {"prediction_id": "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4", "label": "class_1"}
    assert client.post("/feedback", json=unknown).status_code == 404
    assert client.get(f"/predictions/{unknown['prediction_id']}").status_code == 404

    assert httpx.get(f"{stack.url}/model").status_code == 401
    assert httpx.post(f"{stack.url}/predict", json={"row": row}).headers["www-authenticate"].startswith("Bearer")
    schemes = httpx.get(f"{stack.url}/openapi.json").json()["components"]["securitySchemes"]
    assert schemes.keys() == {"bearer", "key"}
    assert KEY not in stack.output()


def test_what_is_queued_is_written_on_sigterm(
    stack: ApiProcess, client: httpx.Client, postgres: PostgresServer, environment: dict[str, str], row: dict[str, Any]
) -> None:
    assert client.post("/predict", json={"rows": [row] * 1000}).status_code == 200
    assert stack.stop() == 0
    with postgres.connect(environment["SLIPWAY_DATABASE_NAME"]) as connection:
        assert connection.execute("SELECT count(*) FROM predictions").fetchone() == (1000,)


def test_it_is_unready_until_the_migration_ran(environment: dict[str, str], tmp_path: Path) -> None:
    api = ApiProcess(tmp_path / "api.log", environment)
    api.start()
    try:
        api.wait_for(
            lambda: httpx.get(f"{api.url}/readyz").json().get("phase") == "migrating", "waiting for the migration"
        )
        assert httpx.get(f"{api.url}/livez").status_code == 200
        migrate(environment)
        api.wait_ready()
    finally:
        api.kill()


@pytest.mark.slow
def test_predictions_go_on_while_cache_and_database_are_away(
    postgres: PostgresServer, stack: ApiProcess, client: httpx.Client, redis: RedisServer, row: dict[str, Any]
) -> None:
    redis.kill()
    postgres.kill()
    try:
        slowest = 0.0
        for number in range(40):
            started = time.perf_counter()
            response = client.post("/predict", json={"row": {**row, "alcohol": 12 + number / 100}})
            slowest = max(slowest, time.perf_counter() - started)
            assert response.status_code == 200
        # The cache may cost its budget, once, and the database nothing; the rest is for a busy machine.
        assert slowest < 1
        assert client.get("/readyz").status_code == 200
        answer = client.get("/predictions/5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    finally:
        postgres.start()
        redis.start()
    identifier = client.post("/predict", json={"row": row}).json()["predictions"][0]["id"]
    stack.wait_for(lambda: client.get(f"/predictions/{identifier}").status_code == 200, "writing again")
    stack.wait_for(lambda: counted(stack, "prediction_log_queue_entries") == 0, "done with its queue")
    assert counted(stack, 'prediction_log_entries_total{result="dropped"}') == 0


@pytest.mark.slow
def test_an_api_without_a_reachable_database_becomes_ready(tmp_path: Path, row: dict[str, Any]) -> None:
    nobody = {"HOST": "127.0.0.1", "PORT": "9"}
    environment = {f"SLIPWAY_{part}_{key}": value for part in ("DATABASE", "CACHE") for key, value in nobody.items()}
    environment["SLIPWAY_DRAIN_SECONDS"] = "5"
    with running_api(tmp_path, environment) as api:
        assert httpx.post(f"{api.url}/predict", json={"row": row}).status_code == 200
        assert api.stop() == 0
