"""A server with ACL users: cache and rate limit work with the rights that the README asks for, and use all of them."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from slipway_api.cache.prediction_cache import prediction_cache_for
from slipway_api.security.rate_limit import rate_limiter_for
from slipway_api.telemetry.metrics import Metrics
from tests.redis import RedisServer, redis_server
from tests.security.conftest import counted, settings_with
from tests.security.test_prediction_cache import PATIENCE_MILLISECONDS, Computation, until

PASSWORD = "password-of-the-app"
README = Path(__file__).parents[2] / "README.md"
[SMALLEST] = re.findall(r"^user app on #\w+ resetchannels (.+)$", README.read_text(), re.MULTILINE)
BROAD = "~* &* +@all -@admin -@dangerous"


@dataclass(frozen=True)
class Outcome:
    """Twice the same prediction and one request of a caller."""

    lookups: tuple[str, str]
    backend: str


@contextmanager
def server_with(rights: str, password: str = f"#{sha256(PASSWORD.encode()).hexdigest()}") -> Iterator[RedisServer]:
    """The user `app` has these rights, and nobody else but the tests has any."""
    with redis_server(password="password-of-the-test") as server:
        server.command("ACL", "SETUSER", "app", "reset", "on", password, *rights.split())
        yield server


def settings_of(server: RedisServer, **changes: Any) -> dict[str, Any]:
    file = server.folder / "app"
    file.write_text(PASSWORD)
    return {
        "cache_host": server.host,
        "cache_port": server.port,
        "cache_user": "app",
        "cache_password_file": file,
        "cache_budget_milliseconds": PATIENCE_MILLISECONDS,
        "rate_limit_per_minute": 60,
    } | changes


async def use(server: RedisServer, **changes: Any) -> Outcome:
    metrics, settings = Metrics(), settings_with(**settings_of(server, **changes))
    cache, limiter = prediction_cache_for(settings, metrics), rate_limiter_for(settings, metrics)
    await cache.start()
    await limiter.start()
    try:
        await limiter.check("shop")
        key, compute = cache.key("wine/3", b"{}"), Computation()
        _, first = await cache.get_or_compute(key, compute)
        # What is written is written behind the answer.
        await until(lambda: not cache._writes)
        _, second = await cache.get_or_compute(key, compute)
    finally:
        await cache.stop()
        await limiter.stop()
    [backend] = [backend for backend, _ in counted(metrics, "rate_limit_decisions_total", "backend", "result")]
    return Outcome((first, second), backend)


WORKS = Outcome(("miss", "hit"), "valkey")


@pytest.mark.parametrize("rights", [SMALLEST, BROAD])
async def test_cache_and_rate_limit_work_with_these_rights(rights: str) -> None:
    with server_with(rights) as server:
        assert await use(server) == WORKS
        assert await use(server) == Outcome(("hit", "hit"), "valkey")


@pytest.mark.parametrize("right", [right for right in SMALLEST.split() if right != "-@all"])
async def test_each_of_the_rights_is_needed(right: str) -> None:
    kept = " ".join(other for other in SMALLEST.split() if other != right)
    with server_with(kept) as server:
        assert await use(server) != WORKS


async def test_the_server_is_asked_nothing_else() -> None:
    with server_with(SMALLEST) as server, socket.create_connection((server.host, server.port), timeout=5) as admin:
        admin.sendall(b"AUTH password-of-the-test\r\nMONITOR\r\n")
        assert admin.recv(1024).count(b"+OK") >= 1
        await use(server)
        server.command("ECHO", "the end")
        seen = ""
        while "the end" not in seen:
            seen += admin.recv(65536).decode(errors="replace")
    names = {name.lower() for name in re.findall(r'^\+[\d.]+ \[[^]]+\] "(\w+)"', seen, re.MULTILINE)} - {"echo", "auth"}
    assert names == {right[1:].split("|")[0] for right in SMALLEST.split() if right.startswith("+")}


async def test_a_wrong_password_and_the_default_user_get_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with server_with(SMALLEST) as server:
        wrong = server.folder / "wrong"
        wrong.write_text("another-password")
        nothing = Outcome(("error", "error"), "local")
        assert await use(server, cache_password_file=wrong) == nothing
        server.command("ACL", "SETUSER", "default", "reset", "on", "nopass", "-@all", "+ping")
        assert await use(server, cache_user="", cache_password_file=None) == nothing
    assert "another-password" not in caplog.text


async def test_a_user_without_a_password_needs_no_file() -> None:
    with server_with(SMALLEST, "nopass") as server:
        assert await use(server, cache_password_file=None) == WORKS
