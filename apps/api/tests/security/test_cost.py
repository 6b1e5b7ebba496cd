"""What security and cache cost a request in processor time; `pytest tests/security/test_cost.py -rP` shows it."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest

from slipway_api.cache.prediction_cache import prediction_cache_for
from slipway_api.security.authentication import authenticator_for
from slipway_api.security.key_hashes import hash_key
from slipway_api.security.rate_limit import rate_limiter_for
from slipway_api.telemetry.metrics import Metrics
from tests.redis import RedisServer
from tests.security.conftest import settings_with
from tests.security.issuer import AUDIENCE, Issuer

ROUNDS = 5
CALLS = 300
LIMIT_SECONDS = 0.001


class Part(Protocol):
    async def start(self) -> None: ...

    async def stop(self) -> None: ...


@asynccontextmanager
async def running(*parts: Part) -> AsyncIterator[None]:
    for part in parts:
        await part.start()
    try:
        yield
    finally:
        for part in parts:
            await part.stop()


async def processor_seconds(call: Callable[[], Awaitable[object]]) -> float:
    """Of one call; the best of some rounds, since other processes disturb the others."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(CALLS):
            await call()
        rounds.append((time.process_time() - started) / CALLS)
    return min(rounds)


def judge(what: str, seconds: float) -> None:
    print(f"{what}: {seconds * 1e6:.0f} µs of processor time")
    assert seconds < LIMIT_SECONDS


@pytest.mark.parametrize("form", ["plain", "hmac-sha256", "scrypt"])
@pytest.mark.parametrize("clients", [1, 1000])
async def test_a_known_key(metrics: Metrics, key_folder: Path, tmp_path: Path, form: str, clients: int) -> None:
    (tmp_path / "pepper").write_bytes(b"pepper")
    stored = {"plain": "the-key", "hmac-sha256": hash_key("the-key", b"pepper"), "scrypt": hash_key("the-key", None)}
    for number in range(1, clients):
        (key_folder / f"client-{number}").write_text(f"key-{number}")
    (key_folder / "shop").write_text(stored[form])
    settings = settings_with(api_keys_folder=key_folder, api_key_pepper_file=tmp_path / "pepper")
    authenticator = authenticator_for(settings, metrics)
    async with running(authenticator):
        await authenticator.authenticate({"x-api-key": "the-key"})
        seconds = await processor_seconds(lambda: authenticator.authenticate({"x-api-key": "the-key"}))
    judge(f"known key, {form}, {clients} clients", seconds)


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
async def test_a_token(metrics: Metrics, issuer: Issuer, algorithm: str) -> None:
    issuer.add_key("key", algorithm)
    authenticator = authenticator_for(settings_with(oidc_issuer=issuer.url, oidc_audience=AUDIENCE), metrics)
    headers = {"authorization": f"Bearer {issuer.token('key')}"}
    async with running(authenticator):
        await authenticator.authenticate(headers)
        judge(f"token, {algorithm}", await processor_seconds(lambda: authenticator.authenticate(headers)))


async def test_a_cache_hit(metrics: Metrics, redis: RedisServer) -> None:
    cache = prediction_cache_for(settings_with(**redis.settings(), cache_budget_milliseconds=5000), metrics)

    async def compute() -> bytes:
        return b"x" * 300

    async with running(cache):
        key = cache.key("wine/3", b"features")
        while (await cache.get_or_compute(key, compute))[1] != "hit":
            pass
        judge("cache hit", await processor_seconds(lambda: cache.get_or_compute(key, compute)))


async def test_a_cache_that_is_away(metrics: Metrics, redis: RedisServer) -> None:
    redis.kill()
    cache = prediction_cache_for(settings_with(**redis.settings()), metrics)

    async def compute() -> bytes:
        return b"x"

    async with running(cache):
        judge("cache away", await processor_seconds(lambda: cache.get_or_compute("key", compute)))


@pytest.mark.parametrize("with_valkey", [True, False])
async def test_a_decision_of_the_rate_limit(metrics: Metrics, redis: RedisServer, with_valkey: bool) -> None:
    server = redis.settings() if with_valkey else {}
    settings = settings_with(**server, rate_limit_per_minute=1_000_000, cache_budget_milliseconds=5000)
    limiter = rate_limiter_for(settings, metrics)
    async with running(limiter):
        seconds = await processor_seconds(lambda: limiter.check("shop"))
    judge(f"rate limit, {'valkey' if with_valkey else 'local'}", seconds)
