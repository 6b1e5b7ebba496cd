"""What a caller of the API sees when PostgreSQL is killed, comes back, or was never migrated."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from slipway_api.app import create_app
from slipway_api.prediction_log import migrate
from slipway_api.settings import Settings
from tests.core.api_process import ApiProcess, running_api
from tests.core.clients import api_client, ready
from tests.postgres import PostgresServer, postgres_server


@pytest.fixture(scope="module")
def fragile() -> Iterator[PostgresServer]:
    with postgres_server() as running:
        yield running


@pytest.fixture
def database(fragile: PostgresServer) -> str:
    if not fragile.running:
        fragile.start()
    name = fragile.create_database()
    migrate.run(Settings(**fragile.settings(name)))
    return name


def entries(api: ApiProcess, result: str) -> float:
    return next(
        sample.value
        for family in text_string_to_metric_families(api.metrics())
        for sample in family.samples
        if sample.name == "prediction_log_entries_total" and sample.labels == {"result": result}
    )


def stored(server: PostgresServer, database: str) -> set[UUID]:
    with server.connect(database) as connection:
        return {id for (id,) in connection.execute("SELECT id FROM predictions").fetchall()}


class Callers:
    """Predict over and over; every answer is kept."""

    def __init__(self, api: ApiProcess, row: dict[str, Any]) -> None:
        self.answers: list[httpx.Response] = []
        self.slowest = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._call, args=(api.url, row))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _call(self, url: str, row: dict[str, Any]) -> None:
        with httpx.Client(base_url=url, timeout=10) as client:
            while not self._stop.is_set():
                before = time.perf_counter()
                self.answers.append(client.post("/predict", json={"row": row}))
                self.slowest = max(self.slowest, time.perf_counter() - before)
                time.sleep(0.01)


def test_a_killed_database_costs_no_prediction_and_no_entry(
    fragile: PostgresServer, database: str, wine: dict[str, Any], tmp_path: Path
) -> None:
    with running_api(tmp_path, fragile.environment(database)) as api:
        with Callers(api, wine) as callers:
            time.sleep(1)
            fragile.kill()
            time.sleep(2)
            assert httpx.get(f"{api.url}/readyz").status_code == 200, "predictions do not need the database"
            fragile.start()
            time.sleep(1)
        assert {answer.status_code for answer in callers.answers} == {200}
        assert callers.slowest < 2, "nobody waits for the database"
        assert api.stop() == 0
    answered = {UUID(row["id"]) for answer in callers.answers for row in answer.json()["predictions"]}
    assert len(answered) == len(callers.answers) > 20
    assert stored(fragile, database) == answered


def test_what_a_caller_is_told_while_the_database_is_away(
    fragile: PostgresServer, database: str, wine: dict[str, Any], tmp_path: Path
) -> None:
    environment = {**fragile.environment(database), "SLIPWAY_LOG_QUEUE_SIZE": "50", "SLIPWAY_DRAIN_SECONDS": "3"}
    with running_api(tmp_path, environment) as api, httpx.Client(base_url=api.url, timeout=10) as client:
        written = client.post("/predict", json={"row": wine}).json()["predictions"][0]["id"]
        api.wait_for(lambda: entries(api, "written") == 1, "done with writing")
        fragile.kill()
        assert client.post("/predict", json={"rows": [wine] * 200}).status_code == 200
        assert entries(api, "dropped") == 150

        for answer in (
            client.get(f"/predictions/{written}"),
            client.post("/feedback", json={"prediction_id": written, "label": "class_0"}),
        ):
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert "try again" in answer.json()["detail"]

        fragile.start()
        api.wait_for(lambda: entries(api, "written") == 51, "done with writing")
        assert client.get(f"/predictions/{written}").json()["id"] == written
        assert client.post("/feedback", json={"prediction_id": written, "label": "class_0"}).status_code == 204
        fragile.kill()
        assert client.post("/predict", json={"rows": [wine] * 20}).status_code == 200
        started = time.monotonic()
        assert api.stop() == 0
        assert time.monotonic() - started < 15, "a stop does not wait for the database beyond its grace"
        assert "dropped 20 entries: the grace for writing is over" in api.output()


async def test_a_read_during_shutdown_is_told_the_same_as_without_a_database(
    fragile: PostgresServer, database: str
) -> None:
    unknown = "/predictions/5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4"
    app = create_app(Settings(**fragile.settings(database)))
    async with api_client(app) as client:
        async with ready(app):
            assert (await client.get(unknown)).status_code == 404
            fragile.kill()
            away = await client.get(unknown)
            fragile.start()
        stopped = await client.get(unknown)
    for answer in (away, stopped):
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["detail"].startswith("The prediction log cannot be read: ")
        assert answer.json()["detail"].endswith("; try again in a moment.")
    assert stopped.json().keys() == away.json().keys()


def test_not_ready_before_the_migration(fragile: PostgresServer, wine: dict[str, Any], tmp_path: Path) -> None:
    if not fragile.running:
        fragile.start()
    database = fragile.create_database()
    api = ApiProcess(tmp_path / "api.log", fragile.environment(database))
    try:
        api.start()
        api.wait_for(lambda: "waits for a migration" in api.output(), "aware of the missing migration")
        assert httpx.get(f"{api.url}/readyz").status_code == 503
        migrate.run(Settings(**fragile.settings(database)))
        api.wait_ready()
        assert httpx.post(f"{api.url}/predict", json={"row": wine}).status_code == 200
        assert api.stop() == 0
        assert len(stored(fragile, database)) == 1
    finally:
        api.kill()
