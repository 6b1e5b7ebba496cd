"""Puts the application together: layers, routes, and what starts and stops with it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp

from slipway_api.http import docs, feedback, health, model, predict
from slipway_api.http.headers import ResponseHeaders
from slipway_api.http.openapi import openapi_document
from slipway_api.problems import install_problem_handlers
from slipway_api.readiness import watch_schema
from slipway_api.services import Services, services_for
from slipway_api.settings import Settings
from slipway_api.telemetry.requests import RequestTelemetry
from slipway_api.version import version_of

# The prediction log gets at least so long to write what it holds, even after a slow drain.
SHORTEST_FLUSH_SECONDS = 1.0


class Api(FastAPI):
    """FastAPI with our layers outside its own error handling, so that they see and complete every answer."""

    def __init__(self, services: Services, **options: Any) -> None:
        super().__init__(**options)
        self.services = services

    def build_middleware_stack(self) -> ASGIApp:
        inner = super().build_middleware_stack()
        return RequestTelemetry(
            ResponseHeaders(inner, self.services.state), self.services.metrics, self.services.tracing
        )

    def openapi(self) -> dict[str, Any]:
        """Made anew: the schema of a row is that of the model that is served now."""
        return openapi_document(self, self.services)


def create_app(settings: Settings, services: Services | None = None) -> Api:
    """The application. Raises SettingsError when settings contradict each other."""
    services = services or services_for(settings)
    app = Api(
        services,
        title="slipway API",
        summary="Predictions of an MLflow model",
        version=version_of(settings),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    for router in (predict.router, feedback.router, model.router, health.router, docs.router):
        app.include_router(router)
    install_problem_handlers(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The model is loaded behind the started server, so that /livez answers meanwhile."""
    services: Services = app.state.services
    # What was started last stops first. Each part stops even when another one fails to: the log must get its rows out.
    async with AsyncExitStack() as parts:
        parts.push_async_callback(asyncio.to_thread, services.tracing.stop)
        for part in (services.authenticator, services.cache, services.rate_limiter):
            await part.start()
            parts.push_async_callback(part.stop)
        await services.log.start()
        parts.push_async_callback(_stop_log, services)
        parts.callback(services.inference.stop)
        await services.models.start()
        parts.push_async_callback(services.models.stop)
        schema = asyncio.create_task(watch_schema(services.log, services.state))
        parts.callback(schema.cancel)
        services.state.started = True
        try:
            yield
        finally:
            services.state.draining = True


async def _stop_log(services: Services) -> None:
    await services.log.stop(_remaining_seconds(services))


def _remaining_seconds(services: Services) -> float:
    deadline = services.state.drain_deadline
    if deadline is None:
        return services.settings.drain_seconds
    return max(SHORTEST_FLUSH_SECONDS, deadline - time.monotonic())
