"""Measures every request: duration, number, span. The outermost layer, so that it sees every answer."""

import time

from opentelemetry.trace import SpanKind, Tracer
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from slipway_api.telemetry.metrics import KNOWN_METHODS, OTHER_METHOD, UNMATCHED_ROUTE, Metrics
from slipway_api.telemetry.tracing import Tracing, remote_context, trace_id_of

# Probes are measured but not traced: they would be most of the traces.
UNTRACED = frozenset({"/livez", "/readyz"})
# When the caller went away before an answer began: nginx's code, which no server can send.
CLIENT_CLOSED_REQUEST = 499


class RequestTelemetry:
    """ASGI layer around the whole application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracing: Tracing) -> None:
        self._app = app
        self._duration = metrics.http_server_request_duration_seconds
        self._active = metrics.http_server_active_requests
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._tracing.provider is None or scope["path"] in UNTRACED:
            await self._measured(scope, receive, send)
        else:
            await self._traced(self._tracing.tracer, scope, receive, send)

    async def _traced(self, tracer: Tracer, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        method = _method(scope)
        with tracer.start_as_current_span(
            method, remote_context(headers), SpanKind.SERVER, {"http.request.method": method}
        ) as span:
            status = await self._measured(scope, receive, send, trace_id_of(span, sampled_only=True))
            route = _route(scope)
            span.update_name(f"{method} {route}")
            span.set_attributes({"http.route": route, "http.response.status_code": status})
            if status >= 500:
                span.set_attribute("error.type", str(status))

    async def _measured(self, scope: Scope, receive: Receive, send: Send, trace_id: str | None = None) -> int:
        status = CLIENT_CLOSED_REQUEST

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method = _method(scope)
        active = self._active.labels(method)
        active.inc()
        started = time.perf_counter()
        try:
            await self._app(scope, receive, send_and_note)
        finally:
            seconds = time.perf_counter() - started
            active.dec()
            self._duration.labels(method, _route(scope), str(status)).observe(
                seconds, {"trace_id": trace_id} if trace_id else None
            )
        return status


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in KNOWN_METHODS else OTHER_METHOD


def _route(scope: Scope) -> str:
    """The template, such as /predictions/{id}; never what the client wrote."""
    return getattr(scope.get("route"), "path", UNMATCHED_ROUTE)
