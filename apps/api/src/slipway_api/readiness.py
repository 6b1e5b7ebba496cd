"""Keeps the process unready while the database waits for a migration."""

import asyncio
import logging

from slipway_api.lifecycle import State
from slipway_api.prediction_log.entries import LogUnavailable
from slipway_api.prediction_log.log import PredictionLog

logger = logging.getLogger(__name__)

CHECK_SECONDS = 1.0
# A database that is away is asked more rarely, and is no reason to be unready: predictions work without it.
AWAY_SECONDS = 5.0


async def watch_schema(log: PredictionLog, state: State) -> None:
    """Returns once the tables are as this code needs them: migrations only go forward."""
    while True:
        try:
            state.schema_current = await log.schema_is_current()
        except LogUnavailable:
            state.schema_current = True
            await asyncio.sleep(AWAY_SECONDS)
            continue
        except Exception:
            # Nobody waits for this task: without this it would end unseen, and the process be unready for good.
            logger.exception("the schema of the database cannot be read")
            await asyncio.sleep(AWAY_SECONDS)
            continue
        if state.schema_current:
            return
        logger.warning("the database waits for a migration: run `python -m slipway_api migrate`")
        await asyncio.sleep(CHECK_SECONDS)
