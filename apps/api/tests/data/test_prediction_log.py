"""The prediction log against a real server, in good times."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from slipway_api.prediction_log.entries import Feedback, LoggedPrediction, LogUnavailable
from slipway_api.prediction_log.log import PredictionLog, prediction_log_for
from slipway_api.prediction_log.partitions import following, month_of, months_from, partition_name
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.data.samples import OpenLog, prediction, predictions, sample
from tests.postgres import PostgresServer


@pytest.fixture
async def log(database: Settings, open_log: OpenLog) -> PredictionLog:
    return await open_log(database)


def counted(metrics: Metrics, result: str) -> float | None:
    return sample(metrics.registry, "prediction_log_entries_total", result=result)


async def count(connection: psycopg.AsyncConnection, table: str = "predictions") -> int:
    cursor = await connection.execute(f"TABLE {table}".encode())
    return len(await cursor.fetchall())


async def until_written(connection: psycopg.AsyncConnection, expected: int) -> None:
    async with asyncio.timeout(60):
        while await count(connection) < expected:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"prediction": 3.25, "scores": None, "caller": None, "trace_id": None, "request_type": "batch"},
        {"features": {"city": "Zürich", "open": True, "rooms": 3, "size": 1e-300}, "prediction": "a\"b'c\\d\n"},
        {"prediction": 2},
    ],
)
async def test_gives_back_what_was_recorded(
    log: PredictionLog, connection: psycopg.AsyncConnection, changes: dict[str, Any]
) -> None:
    entry = prediction(**changes)
    assert log.record([entry]) == 0
    assert await log.find(entry.id) == entry, "while it waits"
    await until_written(connection, 1)
    await asyncio.sleep(0.05)
    assert await log.find(entry.id) == entry, "from the database"


async def test_finds_nothing_that_is_not_there(log: PredictionLog) -> None:
    assert await log.find(uuid4()) is None


async def test_stop_writes_everything_and_counts_it(
    database: Settings, metrics: Metrics, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    log = await open_log(database)
    assert log.record(predictions(2345)) == 0
    await log.stop(10)
    assert await count(connection) == 2345
    assert counted(metrics, "written") == 2345
    assert counted(metrics, "dropped") == 0
    assert sample(metrics.registry, "prediction_log_queue_entries") == 0


async def test_an_idle_log_stops_at_once(database: Settings, metrics: Metrics, open_log: OpenLog) -> None:
    log = await open_log(database)
    async with asyncio.timeout(10):
        await log.stop(30)
    assert counted(metrics, "written") == 0


async def test_a_single_entry_does_not_wait_for_a_batch(
    log: PredictionLog, connection: psycopg.AsyncConnection
) -> None:
    log.record([prediction()])
    async with asyncio.timeout(10):
        await until_written(connection, 1)
    assert await count(connection) == 1


async def test_what_does_not_fit_is_dropped_and_counted(database: Settings, metrics: Metrics) -> None:
    log = prediction_log_for(database.model_copy(update={"log_queue_size": 100}), metrics)
    entries = predictions(250)
    assert log.record(entries[:60]) == 0
    assert log.record(entries[60:]) == 150
    assert log.record(predictions(1)) == 1
    assert counted(metrics, "dropped") == 151
    assert sample(metrics.registry, "prediction_log_queue_entries") == 100
    await log.start()
    await log.stop(10)
    assert counted(metrics, "written") == 100
    assert log.record(predictions(2)) == 2, "after the stop nothing is kept"


async def test_one_bad_entry_does_not_take_the_others_with_it(
    database: Settings, metrics: Metrics, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    log = await open_log(database)
    good = predictions(20)
    bad = [
        prediction(features={"name": "a\x00b"}),
        prediction(model_name=None),
        prediction(features={"thing": object()}),
        prediction(caller="a\x00b"),
    ]
    log.record([*good[:10], *bad, *good[10:]])
    await log.stop(10)
    assert await count(connection) == 20
    assert (counted(metrics, "written"), counted(metrics, "dropped")) == (20, 4)


async def test_entries_already_written_are_not_written_twice(
    database: Settings, metrics: Metrics, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    """The connection may break after the commit and before its acknowledgement: the batch is then sent again."""
    entries = predictions(10)
    for _ in range(2):
        log = await open_log(database)
        log.record(entries)
        await log.stop(10)
    assert await count(connection) == 10
    assert counted(metrics, "dropped") == 0


async def test_not_a_number_is_kept_as_text(log: PredictionLog, connection: psycopg.AsyncConnection) -> None:
    log.record([prediction(prediction=float("nan"), scores={"a": float("inf")})])
    await until_written(connection, 1)
    row = await (await connection.execute("SELECT prediction, scores FROM predictions")).fetchone()
    assert row == ("NaN", {"a": "Infinity"})


async def test_feedback_replaces_older_feedback(log: PredictionLog, connection: psycopg.AsyncConnection) -> None:
    entry = prediction(created_at=datetime.now(UTC) - timedelta(hours=1))
    log.record([entry])
    for label in ("class_0", 2.0):
        assert await log.add_feedback(Feedback(entry.id, label, datetime.now(UTC), None)), (
            "also right after the prediction"
        )
    rows = await (await connection.execute("SELECT label, prediction_created_at FROM feedback")).fetchall()
    assert rows == [(2.0, entry.created_at)]


async def test_feedback_for_an_unknown_prediction_is_refused(
    log: PredictionLog, connection: psycopg.AsyncConnection
) -> None:
    assert not await log.add_feedback(Feedback(uuid4(), "class_0", datetime.now(UTC), None))
    assert await count(connection, "feedback") == 0


async def test_the_writer_makes_missing_months(
    database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    this, following_month = months_from(datetime.now(UTC), 2)
    for month in (this, following_month):
        await connection.execute(f"DROP TABLE {partition_name(month)}".encode())
    log = await open_log(database)
    log.record(predictions(5))
    await log.stop(10)
    assert await count(connection, partition_name(this)) == 5
    assert await count(connection, partition_name(following_month)) == 0


async def test_many_pods_make_a_month_at_once_while_others_write(
    database: Settings,
    metrics: Metrics,
    connection: psycopg.AsyncConnection,
    open_log: OpenLog,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await connection.execute(f"DROP TABLE {partition_name(month_of(datetime.now(UTC)))}".encode())
    logs = [await open_log(database) for _ in range(8)]
    for log in logs:
        log.record(predictions(600))
    await asyncio.gather(*(log.stop(20) for log in logs))
    assert await count(connection) == 4800
    assert caplog.text == "", "nobody fails and tries again"
    assert await count(connection, "predictions_default") == 0
    assert counted(metrics, "dropped") == 0


async def test_a_detached_month_does_not_stop_the_writing(
    database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog, caplog: pytest.LogCaptureFixture
) -> None:
    await connection.execute(
        f"ALTER TABLE predictions DETACH PARTITION {partition_name(month_of(datetime.now(UTC)))}".encode()
    )
    log = await open_log(database)
    log.record(predictions(5))
    await log.stop(10)
    assert await count(connection, "predictions_default") == 5
    assert "are not made: DuplicateTable" in caplog.text


async def test_a_month_nobody_expected_goes_to_the_default_partition(
    database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    log = await open_log(database)
    log.record([prediction(created_at=datetime(1999, 5, 4, tzinfo=UTC)), prediction()])
    await log.stop(10)
    assert await count(connection, "predictions_default") == 1
    assert await count(connection) == 2


async def test_writes_on_without_the_right_to_make_partitions(
    server: PostgresServer, database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    """Whoever lets only `migrate` change the schema gives the API a user without that right."""
    role = f"writer_{database.database_name}"
    await connection.execute(f"DROP TABLE {partition_name(month_of(datetime.now(UTC)))}".encode())
    await connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{server.password}'".encode())
    await connection.execute(f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role}".encode())
    log = await open_log(database.model_copy(update={"database_user": role}))
    log.record(predictions(3))
    await log.stop(10)
    assert await count(connection, "predictions_default") == 3


async def test_a_new_password_is_read_from_the_file(
    server: PostgresServer, database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    role = f"rotating_{database.database_name}"
    file = server.folder / role
    await connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'first'".encode())
    await connection.execute(f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {role}".encode())
    file.write_text("first\n")
    log = await open_log(database.model_copy(update={"database_user": role, "database_password_file": file}))
    log.record(predictions(1))
    await until_written(connection, 1)
    await connection.execute(f"ALTER ROLE {role} PASSWORD 'second'".encode())
    file.write_text("second\n")
    await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [role])
    log.record(predictions(1))
    await log.stop(15)
    assert await count(connection) == 2


async def test_knows_whether_the_schema_is_current(
    database: Settings, empty_database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog
) -> None:
    log = await open_log(database)
    for revision, current in (("0001", True), ("9999", True), ("0000", False)):
        await connection.execute("UPDATE alembic_version SET version_num = %s", [revision])
        assert await log.schema_is_current() is current, revision
    await log.stop(1)

    unmigrated = await open_log(empty_database)
    assert await unmigrated.schema_is_current() is False
    with pytest.raises(LogUnavailable, match="slipway_api migrate"):
        await unmigrated.find(uuid4())
    await unmigrated.stop(1)


async def test_a_table_that_may_not_be_read_yet_is_not_current(
    database: Settings, connection: psycopg.AsyncConnection, open_log: OpenLog, tmp_path: Path
) -> None:
    """So it is while a migration runs: first there is the table, then the right to read it."""
    await connection.execute("CREATE ROLE newcomer LOGIN PASSWORD 'new'")
    password = tmp_path / "password"
    password.write_text("new")
    log = await open_log(database.model_copy(update={"database_user": "newcomer", "database_password_file": password}))
    try:
        assert await log.schema_is_current() is False
        await connection.execute("GRANT SELECT ON alembic_version TO newcomer")
        assert await log.schema_is_current() is True
    finally:
        await log.stop(1)
        await connection.execute("DROP OWNED BY newcomer")
        await connection.execute("DROP ROLE newcomer")


async def test_entries_wait_for_the_migration(
    server: PostgresServer, empty_database: Settings, open_log: OpenLog
) -> None:
    from slipway_api.prediction_log import migrate

    log = await open_log(empty_database)
    log.record(predictions(7))
    await asyncio.sleep(1)
    await asyncio.to_thread(migrate.run, empty_database)
    await log.stop(20)
    with server.connect(empty_database.database_name) as connection:
        assert connection.execute("SELECT count(*) FROM predictions").fetchone() == (7,)


async def test_without_a_database_it_keeps_nothing_and_says_so(
    caplog: pytest.LogCaptureFixture, open_log: OpenLog
) -> None:
    log = await open_log(Settings(database_host=""))
    assert "SLIPWAY_DATABASE_HOST" in caplog.text
    entry: LoggedPrediction = prediction()
    assert log.record([entry]) == 1, "it is not kept"
    assert await log.schema_is_current()
    with pytest.raises(LogUnavailable, match="not logged"):
        await log.find(entry.id)
    with pytest.raises(LogUnavailable, match="not logged"):
        await log.add_feedback(Feedback(entry.id, "x", datetime.now(UTC), None))
    await log.stop(1)


async def test_predictions_are_hardly_held_up_while_batches_are_written(
    log: PredictionLog, connection: psycopg.AsyncConnection, metrics: Metrics
) -> None:
    """The event loop gets to others while 5,000 entries go out. In processor time: the machine may be busy."""
    log.record(predictions(5000))
    longest = 0.0
    while counted(metrics, "written") != 5000:
        before = time.thread_time()
        await asyncio.sleep(0)
        longest = max(longest, time.thread_time() - before)
    assert longest < 0.05
    assert await count(connection) == 5000


def test_months_follow_each_other_over_the_year() -> None:
    months = months_from(datetime(2026, 11, 30, 23, tzinfo=UTC), 3)
    assert [partition_name(month) for month in months] == [
        "predictions_2026_11",
        "predictions_2026_12",
        "predictions_2027_01",
    ]
    assert following(months[-1]).isoformat() == "2027-02-01"
