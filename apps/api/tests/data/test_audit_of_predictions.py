"""A prediction that is kept in the log is a write: one line of the audit says who made it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from slipway_api.app import create_app
from slipway_api.settings import Settings
from tests.core.clients import api_client, ready

KEY = "a-plain-key-for-the-shop-0123456789"


@pytest.fixture
def with_keys(database: Settings, tmp_path: Path) -> Settings:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "shop").write_text(KEY)
    return database.model_copy(update={"api_keys_folder": tmp_path / "keys"})


def audited(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(record.getMessage()) for record in log.records if record.name == "slipway.audit"]


async def answer(settings: Settings, body: dict[str, Any], **headers: str) -> dict[str, Any]:
    app = create_app(settings)
    async with ready(app), api_client(app) as client:
        response = await client.post("/predict", json=body, headers=headers)
        document: dict[str, Any] = response.json()
        return document


async def test_one_line_for_each_request_whatever_the_number_of_rows(
    with_keys: Settings, wine: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for body in ({"row": wine}, {"rows": [wine] * 7}):
        answered = await answer(with_keys, body, Authorization=f"Bearer {KEY}")
        [line] = audited(caplog)
        assert line.pop("time")
        assert line == {
            "action": "predict",
            "caller": "shop",
            "caller_kind": "api-key",
            "rows": len(answered["predictions"]),
            "first_prediction_id": answered["predictions"][0]["id"],
            "model_name": answered["model"]["name"],
            "model_version": answered["model"]["version"],
        }
        assert KEY not in caplog.text
        caplog.clear()


async def test_nothing_is_audited_that_is_not_kept_or_that_nobody_in_particular_wrote(
    with_keys: Settings, database: Settings, wine: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    key = f"Bearer {KEY}"
    await answer(with_keys, {"row": wine})
    await answer(with_keys, {"row": {**wine, "alcohol": "much"}}, Authorization=key)
    await answer(with_keys.model_copy(update={"database_host": ""}), {"row": wine}, Authorization=key)
    await answer(database, {"row": wine})
    assert audited(caplog) == []


async def test_what_the_full_queue_turns_away_is_not_counted(
    with_keys: Settings, wine: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    settings = with_keys.model_copy(update={"log_queue_size": 5})
    await answer(settings, {"rows": [wine] * 8}, Authorization=f"Bearer {KEY}")
    assert [line["rows"] for line in audited(caplog)] == [5]
