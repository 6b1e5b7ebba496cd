"""Runs the model: single rows of a quick one at once, everything else beside the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from slipway_api.model.predictor import Predictions
from slipway_api.model.registry import ServedModel
from slipway_api.model.rows import Batch

# Handing a row to the thread and back takes about 0.2 ms: more than it is worth, for a model that is done so soon.
QUICK_SECONDS = 0.003


class Inference:
    """One thread: models rarely gain from more, and a process has about one core."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="inference")

    async def run(self, served: ServedModel, batch: Batch) -> Predictions:
        """Probes and other requests are answered meanwhile, but for the moment that a single row may take."""
        predictor, quick = served.predictor, served.check.row_seconds < QUICK_SECONDS
        if quick and len(batch) == 1:
            return predictor.predict(batch)
        return await asyncio.get_running_loop().run_in_executor(self._thread, predictor.predict, batch)

    def stop(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
