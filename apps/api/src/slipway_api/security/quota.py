"""
The generic cell rate algorithm: one number per caller, the time at which their quota is whole again.

A caller may use the whole quota at once; it comes back evenly over the window. The same rule stands here twice: as a
script that Valkey runs as one step, with Valkey's clock, and in Python for the time without Valkey. A test compares
them.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MICROSECONDS: Final = 1_000_000

# Callers whose use is remembered without Valkey; the one not seen for longest is forgotten first.
MOST_LOCAL_CALLERS: Final = 10_000


@dataclass(frozen=True)
class Quota:
    """`limit` requests in `window_seconds`. Whole microseconds, so that both implementations count the same."""

    limit: int
    window_seconds: int

    @property
    def interval_us(self) -> int:
        """Time in which one request comes back."""
        return max(1, self.window_seconds * MICROSECONDS // self.limit)

    @property
    def window_us(self) -> int:
        return self.interval_us * self.limit


@dataclass(frozen=True)
class Use:
    """`wait_us`: until the quota is whole again, or, when not allowed, until the next request would be."""

    allowed: bool
    remaining: int
    wait_us: int


# What lies further ahead than the window (a clock was set back, a limit was lowered) counts as a used-up quota.
SCRIPT: Final = """
local interval, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local whole_at = tonumber(redis.call('GET', KEYS[1]) or now) or now
if not (whole_at >= now) then whole_at = now end
whole_at = math.min(whole_at, now + window)
local next_at = whole_at + interval - window
if now < next_at then
  return {0, 0, next_at - now}
end
whole_at = whole_at + interval
redis.call('SET', KEYS[1], whole_at, 'PX', math.ceil((whole_at - now) / 1000))
return {1, math.floor((now + window - whole_at) / interval), whole_at - now}
"""


class LocalQuotas:
    """The use of each caller in this process."""

    def __init__(self, quota: Quota, clock_us: Callable[[], int] = lambda: time.monotonic_ns() // 1000) -> None:
        self._quota = quota
        self._clock_us = clock_us
        self._whole_at = OrderedDict[str, int]()

    def use(self, caller: str) -> Use:
        interval, window, now = self._quota.interval_us, self._quota.window_us, self._clock_us()
        whole_at = max(self._whole_at.pop(caller, now), now)
        next_at = whole_at + interval - window
        allowed = now >= next_at
        if allowed:
            whole_at += interval
        self._whole_at[caller] = whole_at
        if len(self._whole_at) > MOST_LOCAL_CALLERS:
            self._whole_at.popitem(last=False)
        if not allowed:
            return Use(allowed=False, remaining=0, wait_us=next_at - now)
        return Use(allowed=True, remaining=(now + window - whole_at) // interval, wait_us=whole_at - now)
