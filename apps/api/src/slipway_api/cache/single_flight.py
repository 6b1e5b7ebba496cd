"""One computation per key and process: whoever asks meanwhile waits for it and shares what comes of it."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


class ComputationCancelled(Exception):
    """The shared computation was cancelled from inside, not by the request that waits for it."""


@dataclass(eq=False)
class _Flight(Generic[Result]):
    task: asyncio.Task[Result]
    waiters: int = 0


class SingleFlight(Generic[Result]):
    """
    Runs each computation in a task of its own, so that a request that is cancelled takes nothing from the others.
    The computation itself is cancelled when nobody waits for it any more. A failure reaches everybody who waited and
    is not remembered: the next request computes again.
    """

    def __init__(self) -> None:
        self._flights: dict[Hashable, _Flight[Result]] = {}

    def __len__(self) -> int:
        return len(self._flights)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._flights

    async def run(self, key: Hashable, compute: Callable[[], Awaitable[Result]]) -> tuple[Result, bool]:
        """The result, and whether this call started the computation."""
        flight = self._flights.get(key)
        started = flight is None
        if flight is None:
            flight = self._start(key, compute)
        flight.waiters += 1
        try:
            return await asyncio.shield(flight.task), started
        except asyncio.CancelledError:
            if flight.task.cancelled() and not _being_cancelled():
                raise ComputationCancelled("the computation was cancelled") from None
            raise
        finally:
            flight.waiters -= 1
            if not flight.waiters and not flight.task.done():
                # Forgotten first: who asks from now on must not join a computation that is being cancelled.
                self._forget(key, flight)
                flight.task.cancel()

    def _start(self, key: Hashable, compute: Callable[[], Awaitable[Result]]) -> _Flight[Result]:
        async def work() -> Result:
            return await compute()

        flight = _Flight(asyncio.create_task(work()))
        self._flights[key] = flight
        flight.task.add_done_callback(lambda _: self._forget(key, flight))
        return flight

    def _forget(self, key: Hashable, flight: _Flight[Result]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]


def _being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
