"""Page-load time: only the browser knows it, so a small script reports it once to a route of the same origin.

A report is believed only with a ticket: a random word that the page script hands to a real session once. It names the
page, so the browser cannot invent a label, and one session cannot report twice.
"""

import hmac
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from slipway_ui.telemetry.metrics import Metrics

PATH: Final = "/slipway/page-load"
_XSRF_COOKIE: Final = "_streamlit_xsrf"
_XSRF_HEADER: Final = "X-Xsrftoken"
_LONGEST_BODY: Final = 512
_LONGEST_LOAD_SECONDS: Final = 60.0
_SCRIPT: Final = (Path(__file__).parent.parent / "assets" / "page_load.js").read_text(encoding="utf-8")

Clock = Callable[[], float]


class Tickets:
    """Tickets that were handed out and not used yet: bounded in number and age."""

    def __init__(self, most: int = 10_000, seconds: float = 120, clock: Clock = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._open: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._lock = Lock()

    def issue(self, page: str) -> str:
        """A new ticket for a page; the oldest one goes when there are too many."""
        ticket = secrets.token_urlsafe(18)
        with self._lock:
            self._open[ticket] = (page, self._clock() + self._seconds)
            while len(self._open) > self._most:
                self._open.popitem(last=False)
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """The page of a ticket, once; None if it is unknown, used or too old."""
        with self._lock:
            page, expires = self._open.pop(ticket, (None, 0.0))
        return page if self._clock() <= expires else None


class TokenBucket:
    """Lets `per_second` events through on average and `burst` at once."""

    def __init__(self, per_second: float, burst: int, clock: Clock = time.monotonic) -> None:
        self._rate, self._burst, self._clock = per_second, float(burst), clock
        self._tokens, self._last = float(burst), clock()
        self._lock = Lock()

    def take(self) -> bool:
        """True if the event may pass."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._last) * self._rate)
            self._last = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


class PageLoadBeacon:
    """The route that takes reports, and the markup that sends them."""

    def __init__(self, metrics: Metrics, tickets: Tickets | None = None, bucket: TokenBucket | None = None) -> None:
        self._metrics = metrics
        self._tickets = tickets or Tickets()
        self._bucket = bucket or TokenBucket(per_second=20, burst=100)

    def markup(self, page: str, base_path: str = "") -> str:
        """A script element that reports this page load once."""
        settings = {"path": f"{base_path}{PATH}", "ticket": self._tickets.issue(page)}
        return f"<script>({_SCRIPT})({json.dumps(settings)})</script>"

    async def receive(self, request: Request) -> Response:
        """POST {"ticket", "seconds"}: 204 if it counted, otherwise 4xx without a body."""
        result, status = await self._judge(request)
        self._metrics.page_load_beacons.labels(result).inc()
        return Response(status_code=status, headers={"Cache-Control": "no-store"})

    async def _judge(self, request: Request) -> tuple[str, int]:
        if not self._bucket.take():
            return "limited", 429
        if not _is_same_origin(request) or not _has_xsrf_token(request):
            return "foreign", 403
        report = _parse(await _short_body(request))
        if report is None:
            return "malformed", 400
        ticket, seconds = report
        page = self._tickets.redeem(ticket)
        if page is None:
            return "no_ticket", 403
        self._metrics.page_load.labels(page).observe(min(max(seconds, 0.0), _LONGEST_LOAD_SECONDS))
        return "counted", 204


def _is_same_origin(request: Request) -> bool:
    """Browsers tell the truth here; an attacker's page cannot change these headers."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def _has_xsrf_token(request: Request) -> bool:
    """Double submit: a foreign page can send the cookie, but it cannot read it into a header."""
    cookie, header = request.cookies.get(_XSRF_COOKIE), request.headers.get(_XSRF_HEADER)
    return bool(cookie and header) and hmac.compare_digest(str(cookie).encode(), str(header).encode())


async def _short_body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            return b""
    return body


def _parse(body: bytes) -> tuple[str, float] | None:
    try:
        report = json.loads(body)
        ticket, seconds = report["ticket"], report["seconds"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(ticket, str) or isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    # NaN and infinity are JSON to Python, and a NaN would spoil the sum of the histogram for ever.
    return (ticket, float(seconds)) if abs(seconds) < 1e6 else None
