"""Monthly partitions of `predictions`: named, and made ahead of time.

Months are UTC. A row whose month has no partition goes to the default partition, so a missing month loses nothing;
when the month's partition is made later, those rows move into it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from psycopg import AsyncConnection, sql

logger = logging.getLogger("slipway.prediction_log")

# Any number that nothing else in the database uses as an advisory lock.
_PARTITION_LOCK: Final = 7_311_902_001
_LOCK_TIMEOUT: Final = "2s"

_PARENT: Final = sql.Identifier("predictions")
_DEFAULT: Final = sql.Identifier("predictions_default")


def month_of(moment: datetime | date) -> date:
    return date(moment.year, moment.month, 1)


def following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_from(start: date, count: int) -> list[date]:
    """`count` months, the month of `start` first."""
    months = [month_of(start)]
    while len(months) < count:
        months.append(following(months[-1]))
    return months


def partition_name(month: date) -> str:
    return f"predictions_{month:%Y_%m}"


async def ensure_months(connection: AsyncConnection, months: Iterable[date]) -> list[str]:
    """Make the partitions that are missing and return their names. Safe when many pods do it at once.

    Waits two seconds at most for a lock, then raises `psycopg.errors.LockNotAvailable`.
    """
    return [partition_name(month) for month in months if await _ensure(connection, month)]


async def _ensure(connection: AsyncConnection, month: date) -> bool:
    name = partition_name(month)
    if await _exists(connection, name):
        return False
    async with connection.transaction():
        await connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(_LOCK_TIMEOUT))
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_PARTITION_LOCK])
        if await _exists(connection, name):
            return False
        for statement in _statements(month):
            await connection.execute(statement)
    logger.info("made partition %s", name)
    return True


async def _exists(connection: AsyncConnection, name: str) -> bool:
    # Not to_regclass(name): within a transaction it may still answer from before another pod made the table.
    cursor = await connection.execute(
        "SELECT EXISTS (SELECT FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
        " WHERE inhparent = to_regclass('predictions') AND relname = %s)",
        [name],
    )
    row = await cursor.fetchone()
    return row is not None and bool(row[0])


def _statements(month: date) -> list[sql.Composed]:
    """Make the table beside the parent and attach it: unlike CREATE ... PARTITION OF, writers go on meanwhile."""
    names = {
        "parent": _PARENT,
        "default": _DEFAULT,
        "partition": sql.Identifier(partition_name(month)),
        "start": sql.Literal(f"{month.isoformat()} 00:00:00+00"),
        "end": sql.Literal(f"{following(month).isoformat()} 00:00:00+00"),
    }
    return [
        sql.SQL(text).format(**names)
        for text in (
            "CREATE TABLE {partition} (LIKE {parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)",
            # Before the rows are moved, so that none slips into the default partition in between.
            "LOCK TABLE {default} IN ACCESS EXCLUSIVE MODE",
            "WITH moved AS (DELETE FROM {default} WHERE created_at >= {start} AND created_at < {end} RETURNING *)"
            " INSERT INTO {partition} SELECT * FROM moved",
            "ALTER TABLE {parent} ATTACH PARTITION {partition} FOR VALUES FROM ({start}) TO ({end})",
        )
    ]
