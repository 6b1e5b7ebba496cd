"""The ASGI application: Streamlit's, a route for the browser's report, security headers, errors kept inside."""

import logging
from collections.abc import MutableMapping
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from slipway_ui.lifecycle import Lifecycle
from slipway_ui.login.oidc import oidc_secrets
from slipway_ui.parts.away import show_reference
from slipway_ui.services import Services
from slipway_ui.streamlit_config import SCRIPT, base_path
from slipway_ui.telemetry import page_load

_logger = logging.getLogger(__name__)
_HEALTH = "/_stcore/health"
# No Content-Security-Policy for scripts: charts are compiled in the browser, which needs eval.
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds headers to each HTTP response that does not have them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class Readiness:
    """Answers the health probe with 503 while the process drains, so that no new session is sent here."""

    def __init__(self, app: ASGIApp, lifecycle: Lifecycle) -> None:
        self._app, self._lifecycle = app, lifecycle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer the probe."""
        if scope["type"] == "http" and scope["path"] == _HEALTH and self._lifecycle.draining:
            await PlainTextResponse("draining", status_code=503)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def create_app(services: Services, lifecycle: Lifecycle) -> st.App:
    """The application. Streamlit's own configuration must be loaded already."""

    def on_script_error(error: Exception) -> bool:
        """Keep an uncaught exception inside: count and log it, and tell the user only a number to quote."""
        services.metrics.count_script_error(error)
        _logger.error("the page script failed", exc_info=error)
        st.error("**This page had an error.** It was recorded. Reload the page to go on.", icon=":material/error:")
        show_reference()
        return True

    secrets: MutableMapping[str, Any] | None = oidc_secrets(services.settings)
    return st.App(
        SCRIPT,
        secrets=secrets,
        routes=[Route(f"{base_path()}{page_load.PATH}", services.page_load.receive, methods=["POST"])],
        middleware=[Middleware(SecurityHeaders), Middleware(Readiness, lifecycle=lifecycle)],
        on_script_error=on_script_error,
    )
