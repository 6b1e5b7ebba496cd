"""Moves waiting entries to PostgreSQL in batches, and starts again whenever the server has been away."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Final

import psycopg
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from slipway_api.back_off import BackOff
from slipway_api.prediction_log.entries import LoggedPrediction
from slipway_api.prediction_log.partitions import ensure_months, months_from
from slipway_api.prediction_log.queue import PendingEntries
from slipway_api.prediction_log.statements import (
    COLUMN_TYPES,
    COPY,
    INSERT_ONE,
    prediction_parameters,
    prediction_row,
)
from slipway_api.telemetry.metrics import Metrics

logger = logging.getLogger("slipway.prediction_log")

BATCH_SIZE: Final = 500
FLUSH_SECONDS: Final = 0.5
_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 5.0
_LONGEST_PAUSE_WHEN_STOPPING_SECONDS: Final = 0.5
_CONNECT_SECONDS: Final = 5.0
# Rows that are turned into bytes before predictions get their turn again: well under a millisecond.
_ROWS_PER_TURN: Final = 20
_PARTITION_RETRY_SECONDS: Final = 300.0

# The entry itself is at fault; trying again would only hold up those behind it.
_UNWRITABLE: Final = (psycopg.DataError, psycopg.IntegrityError, TypeError, ValueError)


class Writer:
    """The one task that writes. An entry leaves the queue when it is written, or when it can never be."""

    def __init__(
        self,
        pending: PendingEntries,
        pool: AsyncConnectionPool,
        metrics: Metrics,
        batch_size: int = BATCH_SIZE,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self._pending = pending
        self._pool = pool
        self._metrics = metrics
        self._batch_size = batch_size
        self._flush_seconds = flush_seconds
        self._arrived = asyncio.Event()
        self._hurry = asyncio.Event()
        self._stopping = asyncio.Event()
        self._batch_written = asyncio.Condition()
        self._months_made: set[date] = set()
        self._next_partition_attempt = 0.0

    def notify(self) -> None:
        """Entries have been queued."""
        self._arrived.set()
        if len(self._pending) >= self._batch_size:
            self._hurry.set()

    def finish(self) -> None:
        """Write what is queued without waiting for a full batch, then end."""
        self._stopping.set()
        self._arrived.set()
        self._hurry.set()

    async def written(self, entry: LoggedPrediction) -> None:
        """Wait until this queued entry has left the queue."""
        self._hurry.set()
        async with self._batch_written:
            await self._batch_written.wait_for(lambda: self._pending.get(entry.id) is None)

    async def run(self) -> None:
        back_off = BackOff(_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS)
        while await self._next_batch_is_due():
            try:
                await self._write(self._pending.oldest(self._batch_size))
                back_off.reset()
            except Exception as error:
                # Whatever it is, the entries stay queued: this task must not die while the API lives.
                logger.warning("prediction log: %d entries wait: %s", len(self._pending), _reason(error))
                if isinstance(error, psycopg.OperationalError):
                    await self._pool.drain()
                await self._rest(back_off.next_pause())

    async def _next_batch_is_due(self) -> bool:
        """Wait for a full batch, or for the oldest entry to have waited long enough. False when all is done."""
        if not self._pending:
            self._arrived.clear()
            self._hurry.clear()
            if self._stopping.is_set():
                return False
            await self._arrived.wait()
        if len(self._pending) < self._batch_size and not self._stopping.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), self._flush_seconds)
        self._hurry.clear()
        return bool(self._pending) or not self._stopping.is_set()

    async def _rest(self, pause: float) -> None:
        if self._stopping.is_set():
            # The grace may be short: a server that comes back within it must be seen.
            await asyncio.sleep(min(pause, _LONGEST_PAUSE_WHEN_STOPPING_SECONDS))
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _write(self, batch: Sequence[LoggedPrediction]) -> None:
        if not batch:
            return
        async with self._pool.connection(timeout=_CONNECT_SECONDS) as connection:
            await self._make_partitions(connection)
            try:
                await _copy(connection, batch)
            except _UNWRITABLE as error:
                logger.warning("prediction log: a batch was refused, writing it row by row: %s", _reason(error))
                await self._write_one_by_one(connection, batch)
            else:
                await self._done(batch, "written")

    async def _write_one_by_one(self, connection: AsyncConnection, batch: Sequence[LoggedPrediction]) -> None:
        """Also for a batch whose first COPY was committed just before the connection broke: those rows are skipped."""
        for entry in batch:
            try:
                await connection.execute(INSERT_ONE, prediction_parameters(entry))
            except _UNWRITABLE as error:
                # Without the traceback, which may quote values.
                logger.error("prediction log: dropped %s: %s", entry.id, _reason(error))  # noqa: TRY400
                await self._done([entry], "dropped")
            else:
                await self._done([entry], "written")

    async def _done(self, entries: Sequence[LoggedPrediction], result: str) -> None:
        self._pending.remove(entries)
        self._metrics.log_entries_total.labels(result).inc(len(entries))
        self._metrics.log_queue_entries.set(len(self._pending))
        async with self._batch_written:
            self._batch_written.notify_all()

    async def _make_partitions(self, connection: AsyncConnection) -> None:
        """This month's and the next one's. Without them rows go to the default partition, so a failure can wait."""
        months = months_from(datetime.now(UTC), 2)
        if self._months_made.issuperset(months) or time.monotonic() < self._next_partition_attempt:
            return
        self._next_partition_attempt = time.monotonic() + _PARTITION_RETRY_SECONDS
        try:
            await ensure_months(connection, months)
        except psycopg.Error as error:
            if connection.closed:
                raise
            # Somebody else holds the table, the user may not change the schema, a detached month is in the way...
            logger.warning("prediction log: partitions of %s and later are not made: %s", months[0], _reason(error))
        else:
            self._months_made = set(months)
            self._next_partition_attempt = 0.0


async def _copy(connection: AsyncConnection, batch: Sequence[LoggedPrediction]) -> None:
    async with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.set_types(COLUMN_TYPES)
        for position, entry in enumerate(batch, start=1):
            await copy.write_row(prediction_row(entry))
            if position % _ROWS_PER_TURN == 0:
                await asyncio.sleep(0)


def _reason(error: Exception) -> str:
    """The first line only: the lines after it may quote a row's values."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else 'no details'}"
