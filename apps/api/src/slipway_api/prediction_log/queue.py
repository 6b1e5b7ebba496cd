"""The bounded waiting room between predictions and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from uuid import UUID

from slipway_api.prediction_log.entries import LoggedPrediction


class PendingEntries:
    """First in, first out. Entries stay until they are written, so the limit also covers the batch on its way.

    Kept by id, so that a prediction can be found before it has reached the database.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: dict[UUID, LoggedPrediction] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entries: Sequence[LoggedPrediction]) -> int:
        """Take as many as there is room for; return how many were turned away (the newest)."""
        room = max(0, self._limit - len(self._entries))
        self._entries.update((entry.id, entry) for entry in entries[:room])
        return len(entries) - min(room, len(entries))

    def oldest(self, count: int) -> list[LoggedPrediction]:
        return list(islice(self._entries.values(), count))

    def remove(self, entries: Iterable[LoggedPrediction]) -> None:
        for entry in entries:
            self._entries.pop(entry.id, None)

    def get(self, prediction_id: UUID) -> LoggedPrediction | None:
        return self._entries.get(prediction_id)

    def close(self) -> int:
        """Forget everything and take no more; return how many entries were lost."""
        lost = len(self._entries)
        self._entries.clear()
        self._limit = 0
        return lost
