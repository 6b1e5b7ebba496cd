"""The model monitor: a long-running process that computes drift and quality on a timer and is scraped by Prometheus."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from typing import Final

from prometheus_client import CollectorRegistry, ProcessCollector
from sqlalchemy import NullPool, create_engine

from slipway_api.listening import metrics_served
from slipway_api.monitor.reference import ModelReference
from slipway_api.monitor.report import Report, ReportCollector, facts_only, report_on, watched_features
from slipway_api.monitor.window import read_window
from slipway_api.prediction_log.connection import connect, where
from slipway_api.settings import Settings, SettingsError

logger = logging.getLogger("slipway.monitor")

# A score of so few labels could be off by a tenth for no reason but chance.
MINIMUM_LABELS: Final = 100
# After a failure there is no reason to wait for the whole interval.
_RETRY_SECONDS: Final = 15.0

ReferenceSource = Callable[[], ModelReference]


class Monitor:
    """Computes a report now and then. Keeps the last one while it cannot: its age shows in the metrics."""

    def __init__(self, settings: Settings, current_reference: ReferenceSource) -> None:
        self.collector = ReportCollector()
        self._settings = settings
        self._current_reference = current_reference
        self._reference: ModelReference | None = None
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connect(settings, "slipway-monitor"),
            # One short visit per interval: nothing to keep open.
            poolclass=NullPool,
        )

    def run_until(self, stop: threading.Event) -> None:
        interval = self._settings.monitor_interval_seconds
        while not stop.is_set():
            pause = interval if self.compute() else min(interval, _RETRY_SECONDS)
            stop.wait(pause)

    def compute(self) -> bool:
        """Compute a new report; False (and one line in the log) when that was not possible."""
        reference = self._latest_reference()
        if reference is None:
            return False
        shown = self.collector.report
        of_reference = (reference.model_name, reference.model_version)
        try:
            if shown is None or (shown.model_name, shown.model_version) != of_reference:
                self.collector.report = facts_only(reference)
            with self._engine.connect() as connection:
                window = read_window(
                    connection,
                    of_reference,
                    watched_features(reference),
                    timedelta(hours=self._settings.monitor_window_hours),
                )
            report = report_on(
                reference, window, self._settings.monitor_minimum_samples, MINIMUM_LABELS, computed_at=time.time()
            )
        except Exception as error:
            # Whatever it is, the next attempt may succeed, and a crash would take the last good report with it.
            logger.warning("no new report: PostgreSQL at %s: %s", where(self._settings), _first_line(error))
            return False
        self.collector.report = report
        logger.info(
            "%s %s: %d samples, %d labels, most drifted: %s",
            *of_reference,
            window.samples,
            window.labels_arrived,
            _most_drifted(report),
        )
        return True

    def _latest_reference(self) -> ModelReference | None:
        try:
            self._reference = self._current_reference()
        except Exception as error:
            # The registry may be away; the model that was served a moment ago is the best guess.
            logger.warning("the model's facts cannot be read now: %s", _first_line(error))
        return self._reference


def run(settings: Settings, current_reference: ReferenceSource | None = None) -> None:
    """Monitor until SIGTERM or SIGINT. Must be called in the main thread, which receives signals."""
    if not settings.database_host:
        raise SettingsError("SLIPWAY_DATABASE_HOST is empty; example: SLIPWAY_DATABASE_HOST=db")
    monitor = Monitor(settings, current_reference or _reference_from(settings))
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    registry = CollectorRegistry()
    registry.register(monitor.collector)
    ProcessCollector(registry=registry)
    with metrics_served(settings, registry) as port:
        logger.info("metrics on port %d", port)
        monitor.run_until(stop)
    logger.info("stopped")


def _reference_from(settings: Settings) -> ReferenceSource:
    from slipway_api.model.reference import model_reference

    return lambda: model_reference(settings)


def _most_drifted(report: Report) -> str:
    scores = {name: scores["psi"] for name, scores in report.feature_drift.items() if "psi" in scores}
    name = max(scores, key=scores.__getitem__, default=None)
    return "not known, too few samples" if name is None else f"{name} (psi {scores[name]:.3f})"


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else 'no details'}"
