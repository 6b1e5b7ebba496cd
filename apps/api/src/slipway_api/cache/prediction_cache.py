"""Predictions kept in Valkey by model and features. Without Valkey everything is computed, nothing fails."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Literal

from slipway_api.cache.single_flight import SingleFlight
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from slipway_api.cache.valkey_link import ValkeyLink

Lookup = Literal["hit", "miss", "error"]

CACHE_LABEL: Final = "predictions"

# Raise it when the bytes of an entry get another meaning: old entries are then not found and expire.
ENTRY_FORMAT: Final = 1

# A larger entry would take longer than the budget to write and push many small ones out of Valkey.
LARGEST_ENTRY_BYTES: Final = 1024 * 1024

# Entries being written while their requests have been answered. Beyond it entries are not kept rather than queued.
MOST_PENDING_WRITES: Final = 64

# Share of the budget that the rate limit may use when it asks Valkey before the same prediction.
RATE_LIMIT_SHARE: Final = 0.4


class PredictionCache:
    """Answers from Valkey, or computes once per key and process. `link` None: computes always, counts nothing."""

    def __init__(self, link: "ValkeyLink | None", ttl_seconds: int, metrics: Metrics) -> None:
        self._link = link
        self._ttl_seconds = ttl_seconds
        self._flights = SingleFlight[tuple[bytes, Lookup]]()
        self._writes = set[asyncio.Task[None]]()
        self._metrics = metrics

    async def start(self) -> None:
        if self._link:
            await self._link.start()

    async def stop(self) -> None:
        """Finishes what is being written, within the budget of each write, and closes the connections."""
        if self._link:
            await asyncio.gather(*self._writes, return_exceptions=True)
            await self._link.stop()

    def key(self, model: str, canonical_features: bytes) -> str:
        """Key of an entry. `model` names exactly one model, so that another one finds none of its answers."""
        features = blake2b(canonical_features, digest_size=20).hexdigest()
        return f"slipway:prediction:{ENTRY_FORMAT}:{model}:{features}"

    async def get_or_compute(self, key: str, compute: Callable[[], Awaitable[bytes]]) -> tuple[bytes, Lookup]:
        """
        The entry, or what `compute` returns, and how it was found. Adds at most the budget to the computation, and
        raises only what `compute` raises. Who waited for the computation of another request had a hit.
        """
        link = self._link
        if link is None:
            return await compute(), "miss"
        (value, lookup), started = await self._flights.run(key, lambda: self._find_or_compute(link, key, compute))
        if lookup == "miss" and not started:
            lookup = "hit"
        self._metrics.cache_requests.labels(cache=CACHE_LABEL, result=lookup).inc()
        return value, lookup

    async def _find_or_compute(
        self, link: "ValkeyLink", key: str, compute: Callable[[], Awaitable[bytes]]
    ) -> tuple[bytes, Lookup]:
        from slipway_api.cache.valkey_link import ValkeyAway

        try:
            found = await link.call(lambda valkey: valkey.get(key))
        except ValkeyAway:
            return await compute(), "error"
        if found is not None:
            return bytes(found), "hit"
        value = await compute()
        self._keep(link, key, value)
        return value, "miss"

    def _keep(self, link: "ValkeyLink", key: str, value: bytes) -> None:
        """Writes behind the answer: the request does not wait for it."""
        if len(value) > LARGEST_ENTRY_BYTES or len(self._writes) >= MOST_PENDING_WRITES:
            return
        write = asyncio.create_task(_write(link, key, value, self._ttl_seconds))
        self._writes.add(write)
        write.add_done_callback(self._writes.discard)


async def _write(link: "ValkeyLink", key: str, value: bytes, ttl_seconds: int) -> None:
    from slipway_api.cache.valkey_link import ValkeyAway

    with contextlib.suppress(ValkeyAway):  # the link has said so in the log
        await link.call(lambda valkey: valkey.set(key, value, ex=ttl_seconds))


def prediction_cache_for(settings: Settings, metrics: Metrics) -> PredictionCache:
    """The cache of the settings; without a host one that always computes."""
    if not settings.cache_host:
        return PredictionCache(None, settings.cache_ttl_seconds, metrics)
    from slipway_api.cache.valkey_link import valkey_link_for  # the client is loaded only when there is a Valkey

    share = 1 - RATE_LIMIT_SHARE if settings.rate_limit_per_minute else 1.0
    link = valkey_link_for(settings, share * settings.cache_budget_milliseconds / 1000)
    return PredictionCache(link, settings.cache_ttl_seconds, metrics)
