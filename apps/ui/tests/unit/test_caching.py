"""Caches: what is counted, who shares, and the bounds."""

import time
from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.errors import StreamlitAPIException

from slipway_ui.caching import Audience, CountedCaches
from slipway_ui.settings import Settings
from slipway_ui.telemetry.metrics import Metrics

_NAME = "tried"


@pytest.fixture
def metrics(settings: Settings) -> Iterator[Metrics]:
    yield Metrics(settings)
    st.cache_data.clear()
    st.cache_resource.clear()


def counted(metrics: Metrics) -> tuple[float, ...]:
    """Hits, misses and errors."""
    values = (
        metrics.registry.get_sample_value("cache_requests_total", {"cache": _NAME, "result": result})
        for result in ("hit", "miss", "error")
    )
    return tuple(value or 0 for value in values)


def a_list(size: int) -> list[int]:
    if size < 0:
        raise ValueError("no such size")
    return [0] * size


@pytest.fixture(params=["data", "resource"])
def cache(request: pytest.FixtureRequest, metrics: Metrics) -> Callable[[int], list[int]]:
    """For half a second and two entries."""
    decorate = getattr(CountedCaches(metrics), request.param)
    made: Callable[[int], list[int]]
    made = decorate(_NAME, audience=Audience.EVERYONE, ttl_seconds=0.5, most_entries=2)(a_list)
    return made


def test_hits_misses_and_errors_are_counted(cache: Callable[[int], list[int]], metrics: Metrics) -> None:
    assert cache(1) == cache(1) == [0]
    assert counted(metrics) == (1, 1, 0)
    for _ in range(2):
        with pytest.raises(ValueError, match="no such size"):
            cache(-1)
    assert counted(metrics) == (1, 1, 2)


def test_an_entry_grows_old(cache: Callable[[int], list[int]], metrics: Metrics) -> None:
    cache(1)
    time.sleep(0.6)
    cache(1)
    assert counted(metrics) == (0, 2, 0)


def test_the_oldest_entry_goes_when_there_are_too_many(cache: Callable[[int], list[int]], metrics: Metrics) -> None:
    for size in (1, 2, 3, 3, 1):
        cache(size)
    assert counted(metrics) == (1, 4, 0)


def test_data_is_copied_and_a_resource_is_shared(metrics: Metrics) -> None:
    caches = CountedCaches(metrics)
    data = caches.data(_NAME, audience=Audience.EVERYONE, ttl_seconds=9, most_entries=1)(a_list)
    resource = caches.resource(_NAME, audience=Audience.EVERYONE, ttl_seconds=9, most_entries=1)(a_list)
    assert data(1) is not data(1)
    assert resource(1) is resource(1)


@pytest.mark.parametrize("kind", ["data", "resource"])
def test_a_cache_of_sessions_gives_nothing_without_a_session(kind: str, metrics: Metrics) -> None:
    decorate = getattr(CountedCaches(metrics), kind)
    cached = decorate(_NAME, audience=Audience.SESSION, ttl_seconds=9, most_entries=1)(a_list)
    with pytest.raises(StreamlitAPIException, match="session-scoped"):
        cached(1)
