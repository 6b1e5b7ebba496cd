"""Builds what all sessions of this process share, once."""

import logging
from collections.abc import Callable
from functools import cache, cached_property
from threading import Thread

from opentelemetry.sdk.trace import TracerProvider

from slipway_ui.api.client import ApiClient
from slipway_ui.api.facts import ModelFacts, StoredPrediction
from slipway_ui.caching import Audience, CountedCaches
from slipway_ui.login.gate import Gate
from slipway_ui.login.header import header_login_for
from slipway_ui.secret_file import SecretFile
from slipway_ui.settings import LoginMode, Settings
from slipway_ui.telemetry.metrics import Metrics
from slipway_ui.telemetry.page_load import PageLoadBeacon
from slipway_ui.telemetry.tracing import tracer_of, tracer_provider

_logger = logging.getLogger(__name__)


class Services:
    """The parts of the UI, wired."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics(settings)
        self.tracer_provider: TracerProvider = tracer_provider()
        self.tracer = tracer_of(self.tracer_provider)
        self.page_load = PageLoadBeacon(self.metrics)
        self.api = ApiClient(
            str(settings.api_url),
            settings.api_timeout_seconds,
            self.metrics,
            self.tracer,
            key=_secret_file_of(settings, "api_key_file"),
        )
        self.pseudonym_key = _secret_file_of(settings, "pseudonym_key_file")
        self.gate = Gate(settings, header_login_for(settings) if settings.ui_login is LoginMode.HEADER else None)
        self._caches = CountedCaches(self.metrics)

    # The caches are made with the first script run: before that, Streamlit does not run yet.

    @cached_property
    def model(self) -> Callable[[], ModelFacts]:
        """Facts about the model, the same for all users. They cannot be changed, so one object serves every run."""
        ttl_seconds = self.settings.ui_model_cache_seconds

        @self._caches.resource("model", audience=Audience.EVERYONE, ttl_seconds=ttl_seconds, most_entries=1)
        def model() -> ModelFacts:
            return self.api.model()

        return model

    @cached_property
    def prediction(self) -> Callable[[str], StoredPrediction]:
        """An earlier prediction, for the session that asks."""

        @self._caches.data("prediction", audience=Audience.SESSION, ttl_seconds=60, most_entries=20)
        def prediction(identifier: str) -> StoredPrediction:
            return self.api.prediction(identifier)

        return prediction

    def count_interaction(self, page: str, kind: str) -> None:
        """Count something that a user did; both words come from the code, never from the user."""
        self.metrics.interactions.labels(page, kind).inc()

    def close(self, seconds: float) -> None:
        """Close connections and send the last spans, which may take so many seconds."""
        self.api.close()
        # In a thread, because OpenTelemetry has no such bound: a collector that is away holds it for 30 seconds.
        last_export = Thread(target=self.tracer_provider.shutdown, name="last export", daemon=True)
        last_export.start()
        last_export.join(seconds)
        if last_export.is_alive():
            _logger.warning("the collector did not take the last spans", extra={"seconds": seconds})


def _secret_file_of(settings: Settings, field: str) -> SecretFile | None:
    path = getattr(settings, field)
    return None if path is None else SecretFile(path)


@cache
def services() -> Services:
    """The services of this process. The page script runs anew for each interaction, so it finds them here."""
    return Services(Settings())
