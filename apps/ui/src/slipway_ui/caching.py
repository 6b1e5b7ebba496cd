"""Streamlit's caches with hits and misses counted, and with bounds that cannot be forgotten.

Who may see a cached value is said where the cache is made: `everyone` is for facts that are the same for all users,
`session` for anything that came from a user. There is no default, so that nobody shares a user's data by accident.
"""

import threading
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from slipway_ui.telemetry.metrics import Metrics

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
_Function = Callable[_Parameters, _Result]


class Audience(StrEnum):
    """Who shares a cached value."""

    EVERYONE = "global"
    SESSION = "session"


class CountedCaches:
    """Makes caches whose look-ups appear in `cache_requests_total`."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def data(
        self, name: str, *, audience: Audience, ttl_seconds: float, most_entries: int
    ) -> Callable[[_Function[_Parameters, _Result]], _Function[_Parameters, _Result]]:
        """Cache what a function returns; every caller gets a copy."""
        cached = st.cache_data(
            ttl=ttl_seconds, max_entries=most_entries, scope=audience.value, show_spinner=False, show_time=False
        )
        return self._counted(name, cached)

    def resource(
        self, name: str, *, audience: Audience, ttl_seconds: float, most_entries: int
    ) -> Callable[[_Function[_Parameters, _Result]], _Function[_Parameters, _Result]]:
        """Cache the object itself: only for what nobody changes."""
        cached = st.cache_resource(
            ttl=ttl_seconds, max_entries=most_entries, scope=audience.value, show_spinner=False, show_time=False
        )
        return self._counted(name, cached)

    def _counted(
        self,
        name: str,
        cached: Callable[[_Function[_Parameters, _Result]], _Function[_Parameters, _Result]],
    ) -> Callable[[_Function[_Parameters, _Result]], _Function[_Parameters, _Result]]:
        """Streamlit tells nobody about hits. A call that does not reach the function itself was one."""
        count = self._metrics.cache_requests

        def decorate(function: _Function[_Parameters, _Result]) -> _Function[_Parameters, _Result]:
            run = threading.local()

            @wraps(function)
            def noticed(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
                run.reached = True
                return function(*args, **kwargs)

            lookup = cached(noticed)

            @wraps(function)
            def counted(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
                run.reached = False
                try:
                    result = lookup(*args, **kwargs)
                except Exception:
                    count.labels(name, "error").inc()
                    raise
                count.labels(name, "miss" if run.reached else "hit").inc()
                return result

            counted.clear = lookup.clear  # type: ignore[attr-defined]
            return counted

        return decorate
