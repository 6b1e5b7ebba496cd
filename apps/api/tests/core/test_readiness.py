"""Who waits for a migration must not stop to look."""

import logging

import pytest

from slipway_api import readiness
from slipway_api.lifecycle import State
from slipway_api.prediction_log.no_log import NoPredictionLog


class Unsteady(NoPredictionLog):
    """Fails in a way that nobody thought of, then waits for a migration, then is well."""

    def __init__(self) -> None:
        self._answers: list[bool | Exception] = [RuntimeError("unheard of"), False, True]

    async def schema_is_current(self) -> bool:
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_an_unexpected_error_is_logged_and_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(readiness, "CHECK_SECONDS", 0)
    monkeypatch.setattr(readiness, "AWAY_SECONDS", 0)
    state = State()
    with caplog.at_level(logging.WARNING):
        await readiness.watch_schema(Unsteady(), state)
    assert state.schema_current
    assert "unheard of" in caplog.text
    assert "waits for a migration" in caplog.text
