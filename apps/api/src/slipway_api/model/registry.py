"""The model that is served, and its replacement by a newer one that passes its self-check."""

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from slipway_api.back_off import BackOff
from slipway_api.lifecycle import State
from slipway_api.model import artifact
from slipway_api.model.artifact import Artifact, ModelVersion
from slipway_api.model.current import current_version
from slipway_api.model.errors import ModelError, SelfCheckError, UnavailableModelError, UnusableModelError
from slipway_api.model.predictor import Label, Predictor
from slipway_api.model.self_check import SelfCheck, self_check
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics

logger = logging.getLogger(__name__)

# Waits between attempts to load the first model, never longer than the poll interval, which rules afterwards.
FIRST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 30.0
# A classifier with more classes gets no class label in metrics: every class is a series.
MAXIMUM_CLASS_LABELS = 20


@dataclass(frozen=True)
class ServedModel:
    """A model that passed its self-check, with everything that a request needs."""

    origin: ModelVersion
    # Tells it from any other model, even from one of the same name and number in another registry.
    identity: str
    artifact: Artifact
    predictor: Predictor
    check: SelfCheck
    loaded_at: datetime
    load_seconds: float

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def version(self) -> str:
        return self.origin.version

    def class_label(self, label: Label) -> str:
        """The class as a metric label, empty when there are none or too many."""
        classes = self.predictor.classes
        return str(label) if classes is not None and len(classes) <= MAXIMUM_CLASS_LABELS else ""


@dataclass(frozen=True)
class LoadFailure:
    """The last load that failed, until one succeeds."""

    at: datetime
    reason: str
    message: str
    version: str | None


class ModelRegistry:
    """Loads the first model in the background, watches for the next, swaps between two requests."""

    def __init__(self, settings: Settings, metrics: Metrics, state: State) -> None:
        self.current: ServedModel | None = None
        self.last_failure: LoadFailure | None = None
        self._settings = settings
        self._metrics = metrics
        self._state = state
        self._reload = asyncio.Event()
        # A version that was read and refused is not tried at every poll: it will not get better.
        self._refused: ModelVersion | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="model-registry")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def request_reload(self) -> None:
        """Look now, and load even what was refused before or is served already (SIGHUP)."""
        self._reload.set()

    async def _run(self) -> None:
        poll_seconds: float | None = self._settings.model_poll_seconds or None
        back_off = BackOff(FIRST_RETRY_SECONDS, min(LONGEST_RETRY_SECONDS, poll_seconds or LONGEST_RETRY_SECONDS))
        forced = True
        while True:
            await self.refresh(forced=forced)
            wait = back_off.next_pause() if self.current is None else poll_seconds
            forced = await self._reload_requested(wait)

    async def _reload_requested(self, wait: float | None) -> bool:
        try:
            await asyncio.wait_for(self._reload.wait(), wait)
        except TimeoutError:
            return False
        self._reload.clear()
        return True

    async def refresh(self, forced: bool = False) -> bool:
        """Load what the URI means now, if that is news. True when a model was swapped in."""
        started = time.perf_counter()
        version: ModelVersion | None = None
        try:
            version = await asyncio.to_thread(self._resolve)
            if not forced and version in (self._refused, self._served_version()):
                return False
            served = await asyncio.to_thread(self._load, version, started)
        except ModelError as error:
            self._failed(error, version)
            return False
        except Exception as error:
            logger.exception("unexpected error while loading a model")
            self._failed(UnavailableModelError(f"{type(error).__name__}: {error}"), version)
            return False
        self._swap(served)
        return True

    def _resolve(self) -> ModelVersion:
        return current_version(self._settings)

    def _load(self, version: ModelVersion, started: float) -> ServedModel:
        found = artifact.read(artifact.fetch(version, self._settings.model_cache_folder))
        identity = artifact.digest_of(found.folder)
        predictor = artifact.load(found)
        check = self_check(found, predictor)
        return ServedModel(version, identity, found, predictor, check, datetime.now(UTC), time.perf_counter() - started)

    def _served_version(self) -> ModelVersion | None:
        return self.current.origin if self.current else None

    def _swap(self, served: ServedModel) -> None:
        previous, self.current = self.current, served
        self.last_failure = self._refused = None
        self._state.model_loaded, self._state.model_problem = True, None
        metrics = self._metrics
        if previous is not None:
            metrics.model_info.remove(*self._info(previous))
        metrics.model_info.labels(*self._info(served)).set(1)
        for kind in (UnavailableModelError, UnusableModelError, SelfCheckError):
            # A rate needs its zero: a counter that appears with its first failure hides that failure.
            metrics.model_load_failures_total.labels(served.name, kind.reason)
        metrics.model_load_duration_seconds.labels(served.name).set(served.load_seconds)
        metrics.model_last_load_timestamp_seconds.labels(served.name).set(served.loaded_at.timestamp())
        logger.info(
            "model loaded",
            extra={
                "model_name": served.name,
                "model_version": served.version,
                "seconds": round(served.load_seconds, 3),
                "checked_on": served.check.checked_on,
                "golden_rows": served.check.golden_rows,
                "golden_accuracy": served.check.accuracy,
            },
        )
        if served.check.checked_on != "golden_rows":
            logger.warning(
                "the model has no golden rows: nobody knows whether its predictions are right",
                extra={"model_name": served.name, "checked_on": served.check.checked_on},
            )

    def _info(self, served: ServedModel) -> tuple[str, str, str, str]:
        return served.name, served.version, served.origin.run_id, self._settings.image_version

    def _failed(self, error: ModelError, version: ModelVersion | None) -> None:
        name, number = (version.name, version.version) if version else (self._expected_name(), None)
        if version is not None and not isinstance(error, UnavailableModelError):
            self._refused = version
        self.last_failure = LoadFailure(datetime.now(UTC), error.reason, str(error), number)
        if self.current is None:
            self._state.model_problem = str(error)
        self._metrics.model_load_failures_total.labels(name, error.reason).inc()
        logger.error(
            "model not loaded, %s",
            "the old one stays" if self.current else "there is none yet",
            extra={"model_name": name, "reason": error.reason, "problem": str(error)},
        )

    def _expected_name(self) -> str:
        return self._settings.model_name or (self.current.name if self.current else "unknown")
