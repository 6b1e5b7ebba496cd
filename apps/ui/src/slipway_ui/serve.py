"""Runs the application with Uvicorn, the metrics on a port of their own, and an end that lets sessions finish."""

import asyncio
import importlib
import logging
import signal
import socket
from types import FrameType

import streamlit as st
import uvicorn
from prometheus_client import start_http_server

from slipway_ui.app import create_app
from slipway_ui.lifecycle import Lifecycle
from slipway_ui.services import services
from slipway_ui.settings import Settings
from slipway_ui.streamlit_config import load_streamlit_config
from slipway_ui.telemetry.logging import log_as_json
from slipway_ui.telemetry.metrics import active_sessions

_logger = logging.getLogger(__name__)
# Of the drain time: closing WebSockets and answering the last requests.
_CLOSING_SECONDS = 3.0
# Of the margin between the drain time and the kill, which is 5 s in the chart.
_LAST_EXPORT_SECONDS = 3.0
_LOOK_EVERY_SECONDS = 0.2


class DrainingServer(uvicorn.Server):
    """On SIGTERM it serves on, not ready, until no session is open or the time is over. A second signal ends it."""

    def __init__(self, config: uvicorn.Config, lifecycle: Lifecycle, drain_seconds: float) -> None:
        super().__init__(config)
        self._lifecycle, self._drain_seconds = lifecycle, max(0.0, drain_seconds - _CLOSING_SECONDS)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._drain_task: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Remember the loop, which a signal handler needs to start the drain."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  as Uvicorn calls it
        """Start the drain at the first SIGTERM; anything else ends the server now."""
        if sig == signal.SIGTERM and not self._lifecycle.draining and self._loop is not None:
            self._lifecycle.draining = True
            self._loop.call_soon_threadsafe(self._start_drain)
            return
        # Not by Uvicorn's own handler: it raises the signal again at the end, so that Ctrl-C would look like a failure.
        self.force_exit = self.should_exit
        self.should_exit = True

    def _start_drain(self) -> None:
        self._drain_task = asyncio.create_task(self._drain())

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + self._drain_seconds
        _logger.info("draining", extra={"sessions": active_sessions(), "seconds": self._drain_seconds})
        # Streamlit tells nobody when a session ends, so it is asked.
        while active_sessions() and loop.time() < end:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_EVERY_SECONDS)
        _logger.info("drained", extra={"sessions": active_sessions()})
        self.should_exit = True


def serve(settings: Settings) -> None:
    """Serve until a signal ends it."""
    load_streamlit_config(settings)
    shared = services()
    # Pandas and charts take seconds to load. Done here, it is the probe that waits for them and not the first user.
    importlib.import_module("slipway_ui.shell")
    lifecycle = Lifecycle()
    app = create_app(shared, lifecycle)
    log_as_json(settings.log_level)
    config = uvicorn.Config(
        app,
        host=str(st.get_option("server.address") or "0.0.0.0"),  # noqa: S104  a container listens on all its addresses
        port=int(st.get_option("server.port")),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        # Longer than the idle time of a proxy in front, so that the proxy and not this server closes first.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=int(_CLOSING_SECONDS),
    )
    if settings.metrics_port:
        start_http_server(settings.metrics_port, settings.metrics_address, shared.metrics.registry)
    _logger.info("serving", extra={"port": config.port, "login": str(settings.ui_login)})
    try:
        DrainingServer(config, lifecycle, settings.drain_seconds).run()
    finally:
        shared.close(_LAST_EXPORT_SECONDS)
