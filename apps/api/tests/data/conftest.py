"""A real PostgreSQL for every test of this folder, and fresh databases in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest

from slipway_api.model import artifact
from slipway_api.prediction_log import migrate
from slipway_api.prediction_log.log import PredictionLog, prediction_log_for
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.data.samples import OpenLog
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def server(postgres: PostgresServer) -> PostgresServer:
    return postgres


@pytest.fixture(scope="session")
def migrated_template(server: PostgresServer) -> str:
    """A migrated database to copy from: quicker than migrating for every test."""
    name = server.create_database()
    migrate.run(Settings(**server.settings(name)))
    return name


@pytest.fixture
def empty_database(server: PostgresServer) -> Settings:
    return Settings(**server.settings(server.create_database()))


@pytest.fixture
def database(server: PostgresServer, migrated_template: str) -> Settings:
    """Settings of a migrated database without rows."""
    return Settings(**server.settings(server.create_database(migrated_template)), metrics_port=0)


@pytest.fixture
async def connection(server: PostgresServer, database: Settings) -> AsyncIterator[psycopg.AsyncConnection]:
    """The test's own view of the database."""
    async with await psycopg.AsyncConnection.connect(
        **server.parameters(database.database_name), autocommit=True
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def wine() -> dict[str, Any]:
    """A row that the packaged model knows."""
    golden = artifact.read(artifact.packaged_model()).facts.golden
    assert golden is not None
    return dict(golden.rows[0])


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def open_log(metrics: Metrics) -> AsyncIterator[OpenLog]:
    """Starts logs and stops them afterwards, also when the test fails: a pool left open would keep the loop alive."""
    opened: list[PredictionLog] = []

    async def start(settings: Settings) -> PredictionLog:
        log = prediction_log_for(settings, metrics)
        opened.append(log)
        await log.start()
        return log

    yield start
    for log in opened:
        await log.stop(0.1)
