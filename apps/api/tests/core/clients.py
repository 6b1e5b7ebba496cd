"""HTTP clients of an application in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from slipway_api.app import Api

Client = httpx.AsyncClient


@asynccontextmanager
async def ready(app: Api) -> AsyncIterator[Api]:
    """The application, started and ready."""
    state = app.services.state
    async with app.router.lifespan_context(app):
        async with asyncio.timeout(60):
            while not state.ready:
                assert state.model_problem is None, state.reason
                await asyncio.sleep(0.02)
        yield app


@asynccontextmanager
async def api_client(app: Api) -> AsyncIterator[Client]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        yield client
