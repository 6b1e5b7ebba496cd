"""The prediction log as the rest of the API sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from slipway_api.prediction_log.entries import Feedback, LoggedPrediction
from slipway_api.prediction_log.no_log import NoPredictionLog
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics


class PredictionLog(Protocol):
    def record(self, entries: Sequence[LoggedPrediction]) -> int:
        """Queue entries. Returns at once and never raises; the result is how many are not kept."""
        ...

    async def find(self, prediction_id: UUID) -> LoggedPrediction | None:
        """The prediction, also one that still waits to be written. Raises LogUnavailable after two seconds."""
        ...

    async def add_feedback(self, feedback: Feedback) -> bool:
        """Keep the true label; False if there is no such prediction. Raises LogUnavailable after a few seconds."""
        ...

    async def schema_is_current(self) -> bool:
        """Whether the tables are at the revision that this code needs, or newer.

        Raises LogUnavailable when PostgreSQL does not answer, which says nothing about the schema.
        """
        ...

    async def start(self) -> None:
        """Begin to write. Does not wait for PostgreSQL."""
        ...

    async def stop(self, grace_seconds: float) -> None:
        """Write what is queued, for as long as the grace allows; what remains is counted as dropped."""
        ...


def prediction_log_for(settings: Settings, metrics: Metrics) -> PredictionLog:
    if not settings.database_host:
        return NoPredictionLog()
    # Only here: an API without a database should not pay for the driver.
    from slipway_api.prediction_log.pool import pool_for
    from slipway_api.prediction_log.postgres_log import PostgresPredictionLog

    return PostgresPredictionLog(pool_for(settings), metrics, settings.log_queue_size)
