"""The prediction log of an API that has no database: it keeps nothing, and says so."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final, NoReturn
from uuid import UUID

from slipway_api.prediction_log.entries import Feedback, LoggedPrediction, LogUnavailable

logger = logging.getLogger("slipway.prediction_log")

_EXPLANATION: Final = "predictions are not logged here: no database is configured (SLIPWAY_DATABASE_HOST is empty)"


class NoPredictionLog:
    def record(self, entries: Sequence[LoggedPrediction]) -> int:
        return len(entries)

    async def find(self, prediction_id: UUID) -> NoReturn:  # noqa: ARG002
        raise LogUnavailable(_EXPLANATION)

    async def add_feedback(self, feedback: Feedback) -> NoReturn:  # noqa: ARG002
        raise LogUnavailable(_EXPLANATION)

    async def schema_is_current(self) -> bool:
        return True

    async def start(self) -> None:
        logger.warning(_EXPLANATION)

    async def stop(self, grace_seconds: float) -> None:
        """Nothing was kept."""
