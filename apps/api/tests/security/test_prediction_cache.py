import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from typing import Any

import pytest

from slipway_api.cache import valkey_link
from slipway_api.cache.prediction_cache import PredictionCache, prediction_cache_for
from slipway_api.settings import SettingsError
from slipway_api.telemetry.metrics import Metrics
from tests.redis import HOST, RedisServer, redis_server
from tests.security.conftest import at_once, counted, settings_with

BUDGET_SECONDS = 0.05
# A busy machine wakes a process up late now and then; still far from the seconds of a connection that hangs.
TOLERANCE_SECONDS = 2.0
# For tests that are not about time.
PATIENCE_MILLISECONDS = 5000


@asynccontextmanager
async def running_cache(
    metrics: Metrics, *, budget_milliseconds: int = PATIENCE_MILLISECONDS, **settings: Any
) -> AsyncIterator[PredictionCache]:
    cache = prediction_cache_for(settings_with(cache_budget_milliseconds=budget_milliseconds, **settings), metrics)
    await cache.start()
    try:
        yield cache
    finally:
        await cache.stop()


class Computation:
    """Counts its runs and returns their number."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.runs = 0

    async def __call__(self) -> bytes:
        self.runs = next(self._numbers)
        return b"prediction %d" % self.runs


async def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        await asyncio.sleep(0.01)


async def until_kept(redis: RedisServer) -> None:
    await until(lambda: redis.command("DBSIZE") != ":0")


async def until_hit(cache: PredictionCache, key: str, compute: Computation, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while (await cache.get_or_compute(key, compute))[1] != "hit":
        assert time.monotonic() < deadline, "the cache did not come back"
        await asyncio.sleep(0.02)


def lookups(metrics: Metrics) -> dict[str, float]:
    return {result: value for (_, result), value in counted(metrics, "cache_requests_total", "cache", "result").items()}


async def test_miss_then_hit_with_the_configured_life_time(redis: RedisServer, metrics: Metrics) -> None:
    compute = Computation()
    async with running_cache(metrics, **redis.settings(), cache_ttl_seconds=300) as cache:
        key = cache.key("wine/3", b'{"alcohol":13.2}')
        assert await cache.get_or_compute(key, compute) == (b"prediction 1", "miss")
        await until_kept(redis)
        assert await cache.get_or_compute(key, compute) == (b"prediction 1", "hit")
        assert 290 < int(redis.command("TTL", key).removeprefix(":")) <= 300
    assert compute.runs == 1
    assert lookups(metrics) == {"miss": 1, "hit": 1}


async def test_an_entry_is_gone_after_its_life_time(redis: RedisServer, metrics: Metrics) -> None:
    compute = Computation()
    async with running_cache(metrics, **redis.settings(), cache_ttl_seconds=1) as cache:
        await cache.get_or_compute("key", compute)
        await until_kept(redis)
        await until(lambda: redis.command("DBSIZE") == ":0")
        assert await cache.get_or_compute("key", compute) == (b"prediction 2", "miss")


async def test_two_processes_share_entries(redis: RedisServer, metrics: Metrics) -> None:
    async with (
        running_cache(metrics, **redis.settings()) as first,
        running_cache(metrics, **redis.settings()) as second,
    ):
        await first.get_or_compute("key", Computation())
        await until_kept(redis)
        assert await second.get_or_compute("key", Computation()) == (b"prediction 1", "hit")


def test_the_key_depends_on_model_and_features(metrics: Metrics) -> None:
    cache = PredictionCache(None, 1, metrics)
    assert cache.key("1", b"a") == cache.key("1", b"a")
    assert len({cache.key("1", b"a"), cache.key("2", b"a"), cache.key("1", b"b")}) == 3
    assert b"13.2" not in cache.key("1", b"13.2").encode()


async def test_without_a_host_everything_is_computed_and_nothing_counted(metrics: Metrics) -> None:
    compute = Computation()
    async with running_cache(metrics) as cache:
        assert await cache.get_or_compute("key", compute) == (b"prediction 1", "miss")
        assert await cache.get_or_compute("key", compute) == (b"prediction 2", "miss")
    assert lookups(metrics) == {}


async def test_requests_at_once_compute_once(redis: RedisServer, metrics: Metrics) -> None:
    compute = Computation()

    async def slowly() -> bytes:
        await asyncio.sleep(0.02)
        return await compute()

    async with running_cache(metrics, **redis.settings()) as cache:
        answers = await asyncio.gather(*(cache.get_or_compute("key", slowly) for _ in range(100)))
    assert {value for value, _ in answers} == {b"prediction 1"}
    assert compute.runs == 1
    assert lookups(metrics) == {"miss": 1, "hit": 99}


async def test_many_different_requests_at_once_stay_within_the_connections(
    redis: RedisServer, metrics: Metrics
) -> None:
    async with running_cache(metrics, **redis.settings()) as cache:
        await asyncio.gather(*(cache.get_or_compute(f"key {number}", Computation()) for number in range(500)))
        clients = redis.command("INFO", "clients").split("connected_clients:")[1].split()[0]
    assert lookups(metrics) == {"miss": 500}
    assert int(clients) <= valkey_link.MAX_CONNECTIONS + 1


async def test_a_failing_computation_is_raised_and_not_kept(redis: RedisServer, metrics: Metrics) -> None:
    async def fail() -> bytes:
        raise ValueError("no such column")

    async with running_cache(metrics, **redis.settings()) as cache:
        with pytest.raises(ValueError, match="no such column"):
            await cache.get_or_compute("key", fail)
        assert await cache.get_or_compute("key", Computation()) == (b"prediction 1", "miss")


async def test_killed_while_running_and_back(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings(), budget_milliseconds=50) as cache:
        await until_hit(cache, "key", Computation())
        redis.kill()
        compute = Computation()
        started = time.perf_counter()
        for _ in range(100):
            assert (await cache.get_or_compute("key", compute))[1] == "error"
        assert time.perf_counter() - started < BUDGET_SECONDS + TOLERANCE_SECONDS
        redis.start()
        await until_hit(cache, "key", compute)
    assert lookups(metrics)["error"] >= 100


async def test_frozen_costs_one_budget_and_then_nothing(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings(), budget_milliseconds=50) as cache:
        await until_hit(cache, "key", Computation())
        redis.freeze()
        compute = Computation()
        started = time.perf_counter()
        assert await cache.get_or_compute("key", compute) == (b"prediction 1", "error")
        first = time.perf_counter() - started
        assert BUDGET_SECONDS <= first < BUDGET_SECONDS + TOLERANCE_SECONDS
        # The background keeps asking, and no request pays for it.
        for _ in range(50):
            assert await at_once(cache.get_or_compute("key", compute))
            await asyncio.sleep(0.02)
        redis.thaw()
        await until_hit(cache, "key", compute)


@contextmanager
def full_backlog() -> Iterator[int]:
    """A port whose connections are never established: a host that packets do not reach."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen(0)
        fillers = []
        try:
            for _ in range(3):
                filler = socket.socket()
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
                fillers.append(filler)
            yield listener.getsockname()[1]
        finally:
            for filler in fillers:
                filler.close()


async def test_connecting_is_part_of_the_budget(metrics: Metrics) -> None:
    with full_backlog() as port:
        cache = prediction_cache_for(settings_with(cache_host=HOST, cache_port=port), metrics)
        started = time.perf_counter()
        assert await cache.get_or_compute("key", Computation()) == (b"prediction 1", "error")
        assert time.perf_counter() - started < BUDGET_SECONDS + TOLERANCE_SECONDS
        await cache.stop()


async def test_an_absent_server_does_not_hold_up_the_start_and_is_found_later(metrics: Metrics) -> None:
    with redis_server() as server:
        server.kill()
        started = time.perf_counter()
        async with running_cache(metrics, **server.settings(), budget_milliseconds=50) as cache:
            assert time.perf_counter() - started < BUDGET_SECONDS + TOLERANCE_SECONDS
            compute = Computation()
            assert (await cache.get_or_compute("key", compute))[1] == "error"
            server.start()
            await until_hit(cache, "key", compute)


async def test_a_cancelled_request_leaves_the_connection_usable(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings()) as cache:
        await cache.get_or_compute("first", Computation())
        await until_kept(redis)
        redis.freeze()
        request = asyncio.create_task(cache.get_or_compute("second", Computation()))
        await asyncio.sleep(0.02)
        request.cancel()
        await asyncio.gather(request, return_exceptions=True)
        redis.thaw()
        # Were the connection used again as it was, this would get the answer to the cancelled command.
        assert await cache.get_or_compute("first", Computation()) == (b"prediction 1", "hit")


async def test_a_server_out_of_memory_still_answers_what_it_has(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings()) as cache:
        await cache.get_or_compute("old", Computation())
        await until_kept(redis)
        redis.command("CONFIG", "SET", "maxmemory", "1")
        assert (await cache.get_or_compute("new", Computation()))[1] == "miss"
        await asyncio.sleep(0.1)
        assert (await cache.get_or_compute("old", Computation()))[1] == "hit"


async def test_logs_in_with_the_password_of_the_file_also_after_it_has_changed(metrics: Metrics) -> None:
    with redis_server("first-password") as server:
        async with running_cache(metrics, **server.settings()) as cache:
            compute = Computation()
            assert (await cache.get_or_compute("key", compute))[1] == "miss"
            server.kill()
            await cache.get_or_compute("key", compute)
            server.password = "second-password"
            server.start()
            await until_hit(cache, "key", compute)


async def test_a_wrong_password_fails_no_request_and_is_not_logged(
    metrics: Metrics, everything_logged: pytest.LogCaptureFixture
) -> None:
    with redis_server("right-password") as server:
        server.password_file.write_text("wrong-password")
        async with running_cache(metrics, **server.settings()) as cache:
            assert await cache.get_or_compute("key", Computation()) == (b"prediction 1", "error")
            server.password_file.unlink()
            await asyncio.sleep(0.3)
            assert await cache.get_or_compute("key", Computation()) == (b"prediction 1", "error")
    assert "Valkey is away" in everything_logged.text
    assert "-password" not in everything_logged.text


def test_a_missing_password_file_is_named_at_the_start(metrics: Metrics, tmp_path: Any) -> None:
    with pytest.raises(SettingsError, match="SLIPWAY_CACHE_PASSWORD_FILE"):
        prediction_cache_for(settings_with(cache_host=HOST, cache_password_file=tmp_path / "none"), metrics)


async def test_stopping_writes_what_is_pending(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings()) as cache:
        await asyncio.gather(*(cache.get_or_compute(f"key {number}", Computation()) for number in range(8)))
    assert redis.command("DBSIZE") == ":8"


async def test_requests_after_stop_are_computed(redis: RedisServer, metrics: Metrics) -> None:
    async with running_cache(metrics, **redis.settings()) as cache:
        pass
    assert await cache.get_or_compute("key", Computation()) == (b"prediction 1", "error")
