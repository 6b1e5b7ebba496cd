"""How long to wait before asking again for what is away."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 5.0


class BackOff:
    """Pauses that double from `first_seconds` on, up to `longest_seconds`."""

    def __init__(self, first_seconds: float, longest_seconds: float) -> None:
        self._first_seconds = first_seconds
        self._longest_seconds = longest_seconds
        self._seconds = first_seconds

    def next_pause(self) -> float:
        """Seconds; a little less than it could be, so that pods that lost the same server do not come back in step."""
        seconds, self._seconds = self._seconds, min(2 * self._seconds, self._longest_seconds)
        return seconds * random.uniform(0.5, 1)  # noqa: S311 - no secret

    def reset(self) -> None:
        """Begin with the first pause again."""
        self._seconds = self._first_seconds


def keep_trying(
    attempt: Callable[[], Result],
    deadline: float,
    may_pass: Callable[[Exception], bool],
    say: Callable[[Exception], None],
) -> Result:
    """What the first attempt that succeeds returns. Raises the error of one that cannot pass, or of the last one
    before the deadline on the monotonic clock; `say` hears of each error after which it goes on.
    """
    back_off = BackOff(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS)
    while True:
        try:
            return attempt()
        except Exception as error:
            pause = back_off.next_pause()
            if not may_pass(error) or time.monotonic() + pause > deadline:
                raise
            say(error)
        time.sleep(pause)
