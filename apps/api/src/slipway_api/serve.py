"""Runs the API: one worker, metrics on a port of their own, a shutdown that loses no request."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Iterator

import uvicorn
import uvloop

from slipway_api.app import create_app
from slipway_api.listening import http_socket, metrics_served
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
    with (
        metrics_served(settings, services.metrics.registry),
        http_socket(settings) as listener,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        code = runner.run(_serve(settings, services, listener))
    logger.info("stopped")
    return code


async def _serve(settings: Settings, services: Services, listener: socket.socket) -> int:
    server = Server(
        uvicorn.Config(
            create_app(settings, services),
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
    await server.serve([listener])
    stopping.cancel()
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
