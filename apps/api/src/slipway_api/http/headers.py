"""Headers that every answer gets."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from slipway_api.lifecycle import State

Header = tuple[bytes, bytes]

# An API gives data, never pages that load something; /docs replaces the policy by its own.
SECURITY_HEADERS: Final[tuple[Header, ...]] = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # Predictions are about somebody: no proxy keeps them.
    (b"cache-control", b"no-store"),
)

# Under this key of the ASGI scope a handler leaves headers for its answer, even one that an error handler writes.
EXTRA_HEADERS: Final = "slipway.headers"


class ResponseHeaders:
    """ASGI layer that adds security headers, the caller's rate limit, and `Connection: close` while draining."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._missing(message, scope)]
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _missing(self, message: Message, scope: Scope) -> list[Header]:
        present = {name.lower() for name, _ in message.get("headers", ())}
        headers: list[Header] = [header for header in SECURITY_HEADERS if header[0] not in present]
        extra: dict[str, str] = scope.get(EXTRA_HEADERS) or {}
        headers += [
            (name.encode(), value.encode()) for name, value in extra.items() if name.lower().encode() not in present
        ]
        if self._state.draining:
            # So that a proxy does not keep a connection that is about to be closed.
            headers.append((b"connection", b"close"))
        return headers
