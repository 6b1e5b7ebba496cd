"""The prediction log in PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from slipway_api.prediction_log.entries import Feedback, LoggedPrediction, LogUnavailable
from slipway_api.prediction_log.queue import PendingEntries
from slipway_api.prediction_log.reader import ANSWER_SECONDS, Reader
from slipway_api.prediction_log.writer import BATCH_SIZE, FLUSH_SECONDS, Writer
from slipway_api.telemetry.metrics import Metrics

logger = logging.getLogger("slipway.prediction_log")

_SECONDS_BETWEEN_COMPLAINTS: Final = 10.0
_CLOSE_SECONDS: Final = 1.0


class PostgresPredictionLog:
    """Lives on one event loop: every method is called from there."""

    def __init__(
        self,
        pool: AsyncConnectionPool,
        metrics: Metrics,
        queue_size: int,
        batch_size: int = BATCH_SIZE,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> None:
        self._pool = pool
        self._metrics = metrics
        self._pending = PendingEntries(queue_size)
        self._writer = Writer(self._pending, pool, metrics, batch_size, flush_seconds)
        self._reader = Reader(pool)
        self._task: asyncio.Task[None] | None = None
        self._next_complaint = 0.0
        for result in ("written", "dropped"):
            # A rate needs its zero: a counter that appears with its first drop hides that drop.
            metrics.log_entries_total.labels(result)

    def record(self, entries: Sequence[LoggedPrediction]) -> int:
        dropped = self._pending.add(entries)
        if dropped:
            self._drop(dropped, "the queue is full or closed")
        self._metrics.log_queue_entries.set(len(self._pending))
        self._writer.notify()
        return dropped

    async def find(self, prediction_id: UUID) -> LoggedPrediction | None:
        return self._pending.get(prediction_id) or await self._reader.find(prediction_id)

    async def add_feedback(self, feedback: Feedback) -> bool:
        entry = self._pending.get(feedback.prediction_id)
        if entry is not None:
            try:
                await asyncio.wait_for(self._writer.written(entry), ANSWER_SECONDS)
            except TimeoutError as error:
                raise LogUnavailable("the prediction is not written yet; try again in a moment") from error
        return await self._reader.add_feedback(feedback)

    async def schema_is_current(self) -> bool:
        return await self._reader.schema_is_current()

    async def start(self) -> None:
        await self._pool.open(wait=False)
        self._task = asyncio.create_task(self._writer.run(), name="prediction-log-writer")

    async def stop(self, grace_seconds: float) -> None:
        if self._task is not None:
            self._writer.finish()
            _, unfinished = await asyncio.wait({self._task}, timeout=grace_seconds)
            if unfinished:
                self._task.cancel()
                await asyncio.wait({self._task}, timeout=_CLOSE_SECONDS)
            self._task = None
        lost = self._pending.close()
        if lost:
            self._drop(lost, "the grace for writing is over")
        self._metrics.log_queue_entries.set(0)
        closing = asyncio.create_task(self._pool.close(timeout=_CLOSE_SECONDS))
        await asyncio.wait({closing}, timeout=2 * _CLOSE_SECONDS)

    def _drop(self, count: int, reason: str) -> None:
        self._metrics.log_entries_total.labels("dropped").inc(count)
        # The counter has every drop; the log needs only to say that it happens.
        if time.monotonic() >= self._next_complaint:
            self._next_complaint = time.monotonic() + _SECONDS_BETWEEN_COMPLAINTS
            logger.error("prediction log: dropped %d entries: %s", count, reason)
