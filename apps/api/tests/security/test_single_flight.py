import asyncio
from itertools import count

import pytest

from slipway_api.cache.single_flight import ComputationCancelled, SingleFlight


async def test_computes_once_for_all_who_wait() -> None:
    flights, runs, gate = SingleFlight[int](), count(), asyncio.Event()

    async def compute() -> int:
        run = next(runs)
        await gate.wait()
        return run

    callers = [asyncio.create_task(flights.run("key", compute)) for _ in range(50)]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*callers)
    assert {value for value, _ in results} == {0}
    assert sum(started for _, started in results) == 1
    assert next(runs) == 1
    assert len(flights) == 0


async def test_different_keys_do_not_wait_for_each_other() -> None:
    flights, never = SingleFlight[str](), asyncio.Event()

    async def stuck() -> str:
        await never.wait()
        return "stuck"

    async def quick() -> str:
        return "quick"

    waiting = asyncio.create_task(flights.run("a", stuck))
    await asyncio.sleep(0)
    assert await flights.run("b", quick) == ("quick", True)
    waiting.cancel()


async def test_a_failure_reaches_all_and_is_not_remembered() -> None:
    flights, gate = SingleFlight[int](), asyncio.Event()

    async def fail() -> int:
        await gate.wait()
        raise ValueError("no such row")

    async def work() -> int:
        return 7

    callers = [asyncio.create_task(flights.run("key", fail)) for _ in range(3)]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*callers, return_exceptions=True)
    assert [str(result) for result in results] == ["no such row"] * 3
    assert await flights.run("key", work) == (7, True)


async def test_cancelling_the_request_that_started_does_not_cancel_the_others() -> None:
    flights, gate = SingleFlight[int](), asyncio.Event()

    async def compute() -> int:
        await gate.wait()
        return 1

    first = asyncio.create_task(flights.run("key", compute))
    await asyncio.sleep(0)
    second = asyncio.create_task(flights.run("key", compute))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    gate.set()
    assert await second == (1, False)
    assert first.cancelled()


async def test_the_computation_ends_when_nobody_waits_and_the_next_request_starts_another() -> None:
    flights, ended, gate = SingleFlight[int](), asyncio.Event(), asyncio.Event()

    async def abandoned() -> int:
        try:
            await gate.wait()
        finally:
            ended.set()
        return 1

    async def work() -> int:
        return 2

    callers = [asyncio.create_task(flights.run("key", abandoned)) for _ in range(2)]
    await asyncio.sleep(0.01)
    for caller in callers:
        caller.cancel()
    # Before the first computation has even noticed: nobody may join it.
    await asyncio.sleep(0)
    assert await flights.run("key", work) == (2, True)
    await asyncio.wait_for(ended.wait(), 1)
    assert len(flights) == 0


async def test_a_computation_that_cancels_itself_is_an_error_not_a_cancelled_request() -> None:
    async def compute() -> int:
        raise asyncio.CancelledError

    with pytest.raises(ComputationCancelled):
        await SingleFlight[int]().run("key", compute)
