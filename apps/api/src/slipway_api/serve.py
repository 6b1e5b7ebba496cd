"""Runs the API: one worker, metrics on a port of their own, a shutdown that loses no request."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator
from wsgiref.simple_server import WSGIServer

import uvicorn
import uvloop
from prometheus_client import start_http_server

from slipway_api.app import create_app
from slipway_api.services import Services, services_for
from slipway_api.settings import Settings

logger = logging.getLogger(__name__)

# Longer than a proxy keeps an idle connection: the proxy then closes it and never sends into a closed one.
KEEP_ALIVE_SECONDS = 75


class Server(uvicorn.Server):
    """Leaves signals to us: Uvicorn raises a caught one again at its end, and a clean stop would look like a crash."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT. Returns the exit code. Raises SettingsError."""
    services = services_for(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(settings, services))


async def _serve(settings: Settings, services: Services) -> int:
    metrics_server, _ = start_http_server(settings.metrics_port, registry=services.metrics.registry)
    server = Server(
        uvicorn.Config(
            create_app(settings, services),
            host=settings.http_host,
            port=settings.http_port,
            http="httptools",
            ws="none",
            lifespan="on",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            # The rest of the drain is for the delay before it and the prediction log after it.
            timeout_graceful_shutdown=max(1, settings.drain_seconds - settings.shutdown_delay_seconds - 1),
        )
    )
    stopping = asyncio.create_task(_stop_on_signal(server, services))
    await server.serve()
    stopping.cancel()
    _close(metrics_server)
    logger.info("stopped")
    return 0 if server.started else 1


async def _stop_on_signal(server: uvicorn.Server, services: Services) -> None:
    """SIGTERM: unready at once, a moment for proxies to notice, then no new connections. SIGHUP: look for a model."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, services.models.request_reload)
    await stop.wait()
    logger.info("stopping", extra={"phase": "draining"})
    services.state.drain(services.settings.drain_seconds)
    await asyncio.sleep(services.settings.shutdown_delay_seconds)
    server.should_exit = True


def _close(server: WSGIServer) -> None:
    server.shutdown()
    server.server_close()
