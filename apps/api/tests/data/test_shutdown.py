"""What happens to queued predictions when a part of the API fails to stop."""

from __future__ import annotations

from typing import Any, NoReturn

import psycopg
import pytest

from slipway_api.app import Api, create_app
from slipway_api.settings import Settings
from tests.core.clients import api_client, ready

ROWS = 700


async def predict_and_stop(app: Api, row: dict[str, Any]) -> None:
    async with ready(app), api_client(app) as client:
        assert (await client.post("/predict", json={"rows": [row] * ROWS})).status_code == 200


@pytest.mark.parametrize("name", ["models", "cache", "authenticator"])
async def test_queued_predictions_are_written_though_another_part_fails_to_stop(
    database: Settings,
    connection: psycopg.AsyncConnection,
    wine: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    app = create_app(database)
    part = getattr(app.services, name)
    stop = part.stop

    async def stop_and_fail() -> NoReturn:
        await stop()
        raise RuntimeError(f"{name} cannot stop")

    monkeypatch.setattr(part, "stop", stop_and_fail)
    with pytest.raises(RuntimeError, match=f"{name} cannot stop"):
        await predict_and_stop(app, wine)
    cursor = await connection.execute("SELECT count(*) FROM predictions")
    assert await cursor.fetchone() == (ROWS,)
