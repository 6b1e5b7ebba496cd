"""PostgreSQL killed, stopped, frozen, absent: predictions go on, and what was lost is counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from slipway_api.prediction_log import migrate
from slipway_api.prediction_log.entries import Feedback, LogUnavailable
from slipway_api.prediction_log.log import PredictionLog
from slipway_api.prediction_log.pool import MAXIMUM_CONNECTIONS
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.data.samples import OpenLog, prediction, predictions, sample
from tests.postgres import PostgresServer, postgres_server

# Whoever waits for PostgreSQL waits for seconds; a machine that runs many tests at once may take a part of one.
HELD_UP_SECONDS = 0.5
BUSY_MACHINE_SECONDS = 8


@pytest.fixture(scope="module")
def fragile() -> Iterator[PostgresServer]:
    """A server of its own: the others must not notice what happens to it."""
    with postgres_server() as running:
        yield running


@pytest.fixture
def database(fragile: PostgresServer) -> Iterator[Settings]:
    if not fragile.running:
        fragile.start()
    settings = Settings(**fragile.settings(fragile.create_database()), log_queue_size=3000)
    migrate.run(settings)
    yield settings
    if fragile.running:
        fragile.thaw()


def counted(metrics: Metrics, result: str) -> float:
    value = sample(metrics.registry, "prediction_log_entries_total", result=result)
    assert value is not None
    return value


def stored(server: PostgresServer, settings: Settings) -> int:
    with server.connect(settings.database_name) as connection:
        row = connection.execute("SELECT count(*) FROM predictions").fetchone()
    assert row is not None
    return int(row[0])


async def record_for(log: PredictionLog, seconds: float, per_turn: int = 10) -> tuple[int, float]:
    """Record at a steady pace; how many, and the longest time that one call took."""
    recorded, longest, end = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        entries = predictions(per_turn)
        before = time.perf_counter()
        log.record(entries)
        longest = max(longest, time.perf_counter() - before)
        recorded += per_turn
        await asyncio.sleep(0.02)
    return recorded, longest


@pytest.mark.parametrize("how", ["kill", "stop"])
async def test_a_server_that_comes_back_gets_everything(
    fragile: PostgresServer, database: Settings, metrics: Metrics, how: str, open_log: OpenLog
) -> None:
    log = await open_log(database)
    before, _ = await record_for(log, 0.7)
    await asyncio.to_thread(getattr(fragile, how))
    during, longest = await record_for(log, 1.5)
    assert longest < HELD_UP_SECONDS, "recording is never held up"
    await asyncio.to_thread(fragile.start)
    after, _ = await record_for(log, 0.5)
    await log.stop(20)
    assert counted(metrics, "written") + counted(metrics, "dropped") == before + during + after
    assert counted(metrics, "dropped") == 0
    assert stored(fragile, database) == before + during + after


async def test_an_absent_server_costs_entries_but_no_prediction(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    fragile.kill()
    log = await open_log(database)
    assert log.record(predictions(2900)) == 0
    assert log.record(predictions(300)) == 200, "the queue is full"
    started = time.monotonic()
    await log.stop(1)
    assert time.monotonic() - started < 1 + BUSY_MACHINE_SECONDS, "the stop ends with its grace"
    assert counted(metrics, "dropped") == 3200
    assert counted(metrics, "written") == 0


async def test_a_server_that_comes_back_within_the_grace_gets_everything(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    fragile.kill()
    log = await open_log(database)
    log.record(predictions(700))
    await asyncio.sleep(1)
    stopping = asyncio.create_task(log.stop(12))
    await asyncio.sleep(1)
    await asyncio.to_thread(fragile.start)
    await stopping
    assert counted(metrics, "dropped") == 0
    assert stored(fragile, database) == 700


async def test_questions_are_refused_in_time_while_the_server_is_away(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    log = await open_log(database)
    waiting = prediction()
    fragile.kill()
    log.record([waiting])
    for question in (
        lambda: log.find(uuid4()),
        lambda: log.add_feedback(Feedback(uuid4(), "a", datetime.now(UTC), None)),
        lambda: log.add_feedback(Feedback(waiting.id, "a", datetime.now(UTC), None)),
        log.schema_is_current,
    ):
        started = time.monotonic()
        with pytest.raises(LogUnavailable, match="try again"):
            await question()
        assert time.monotonic() - started < 2 + BUSY_MACHINE_SECONDS
    assert await log.find(waiting.id) == waiting, "what still waits is known"
    fragile.start()
    async with asyncio.timeout(60):
        while counted(metrics, "written") < 1:
            await asyncio.sleep(0.05)
    assert await log.find(waiting.id) == waiting
    assert await log.add_feedback(Feedback(waiting.id, "a", datetime.now(UTC), None))
    await log.stop(5)


async def test_questions_that_wait_while_the_log_stops_are_refused_too(
    fragile: PostgresServer, database: Settings, open_log: OpenLog
) -> None:
    log = await open_log(database)
    with fragile.connect(database.database_name) as connection, connection.transaction():
        connection.execute("LOCK TABLE predictions IN ACCESS EXCLUSIVE MODE")
        # More than there are connections: some wait for an answer, the others for a connection.
        waiting = [asyncio.create_task(log.find(uuid4())) for _ in range(2 * MAXIMUM_CONNECTIONS)]
        await asyncio.sleep(0.3)
        await log.stop(0.1)
        refusals = await asyncio.gather(*waiting, log.find(uuid4()), return_exceptions=True)
    assert {type(refusal) for refusal in refusals} == {LogUnavailable}


async def test_a_restart_between_two_questions_is_not_noticed(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    log = await open_log(database)
    assert await log.find(uuid4()) is None
    fragile.kill()
    fragile.start()
    assert await log.find(uuid4()) is None
    await log.stop(5)
    assert counted(metrics, "dropped") == 0


async def test_a_frozen_server_holds_up_nothing(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    """Connections stay open and nothing answers: worse than a server that is gone."""
    log = await open_log(database)
    first, _ = await record_for(log, 0.7)
    fragile.freeze()
    second, longest = await record_for(log, 1.5)
    assert longest < HELD_UP_SECONDS
    started = time.monotonic()
    with pytest.raises(LogUnavailable, match="try again"):
        await log.find(uuid4())
    assert time.monotonic() - started < 2 + BUSY_MACHINE_SECONDS
    started = time.monotonic()
    await log.stop(1)
    assert time.monotonic() - started < 1 + BUSY_MACHINE_SECONDS
    assert counted(metrics, "written") + counted(metrics, "dropped") == first + second
    assert counted(metrics, "dropped") > 0


async def test_a_thawed_server_gets_everything(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    log = await open_log(database)
    fragile.freeze()
    recorded, _ = await record_for(log, 1)
    fragile.thaw()
    await log.stop(20)
    assert counted(metrics, "dropped") == 0
    assert stored(fragile, database) == recorded


async def test_sessions_ended_by_an_administrator_cost_nothing(
    fragile: PostgresServer, database: Settings, metrics: Metrics, open_log: OpenLog
) -> None:
    log = await open_log(database)
    recorded = 0
    for _ in range(5):
        more, _ = await record_for(log, 0.4)
        recorded += more
        with fragile.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.database_name]
            )
    await log.stop(20)
    assert counted(metrics, "dropped") == 0
    assert stored(fragile, database) == recorded
