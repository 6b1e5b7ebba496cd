"""How long to wait before asking again for what is away."""

import random


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
