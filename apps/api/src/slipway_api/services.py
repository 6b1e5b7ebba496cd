"""The parts of the API, made from the settings once and handed to whoever needs them."""

from dataclasses import dataclass

from slipway_api.cache.prediction_cache import PredictionCache, prediction_cache_for
from slipway_api.lifecycle import State
from slipway_api.model.inference import Inference
from slipway_api.model.registry import ModelRegistry
from slipway_api.prediction_log.log import PredictionLog, prediction_log_for
from slipway_api.security.authentication import Authenticator, authenticator_for
from slipway_api.security.rate_limit import RateLimiter, rate_limiter_for
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from slipway_api.telemetry.tracing import Tracing, tracing_for


@dataclass(frozen=True)
class Services:
    """Everything that lives as long as the process."""

    settings: Settings
    metrics: Metrics
    tracing: Tracing
    state: State
    models: ModelRegistry
    inference: Inference
    authenticator: Authenticator
    rate_limiter: RateLimiter
    cache: PredictionCache
    log: PredictionLog


def services_for(settings: Settings) -> Services:
    """Raises SettingsError when settings contradict each other or a file that they name cannot be read."""
    metrics, state = Metrics(), State()
    return Services(
        settings=settings,
        metrics=metrics,
        tracing=tracing_for(settings),
        state=state,
        models=ModelRegistry(settings, metrics, state),
        inference=Inference(),
        authenticator=authenticator_for(settings, metrics),
        rate_limiter=rate_limiter_for(settings, metrics),
        cache=prediction_cache_for(settings, metrics),
        log=prediction_log_for(settings, metrics),
    )
