"""Which labels count for a prediction: the classes of the model that made it, not of the one that is served now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from slipway_api.app import Api, create_app
from slipway_api.settings import Settings
from tests.core.clients import Client, api_client, ready
from tests.data.samples import prediction

COLOURS = {"prediction": "red", "scores": {"red": 0.9, "white": 0.1}}


@pytest.fixture
async def app(database: Settings) -> AsyncIterator[Api]:
    async with ready(create_app(database)) as running:
        yield running


@pytest.fixture
async def client(app: Api) -> AsyncIterator[Client]:
    async with api_client(app) as opened:
        yield opened


@pytest.mark.parametrize(
    ("made_by", "label", "status"),
    [
        ({"model_version": "1", **COLOURS}, "white", 204),
        ({"model_version": "1", **COLOURS}, "class_1", 422),
        ({"model_name": "beer", "model_version": "1", **COLOURS}, "white", 204),
        # An older classifier without probabilities, or a regressor: the log does not tell their classes.
        ({"model_version": "1", "prediction": "red", "scores": None}, "white", 204),
        ({"model_version": "1", "prediction": 7.5, "scores": None}, 8.25, 204),
        ({}, "class_1", 204),
        ({}, "white", 422),
        ({"scores": None}, "class_1", 204),
        ({"scores": None}, "white", 422),
    ],
)
async def test_a_label_must_be_a_class_of_the_model_that_made_the_prediction(
    app: Api, client: Client, made_by: dict[str, Any], label: str | float, status: int
) -> None:
    served = app.services.models.current
    assert served is not None
    entry = prediction(**{"model_name": served.name, "model_version": served.version, **made_by})
    app.services.log.record([entry])
    response = await client.post("/feedback", json={"prediction_id": str(entry.id), "label": label})
    assert response.status_code == status, response.text
    if status == 422:
        [error] = response.json()["errors"]
        classes = ", ".join(entry.scores or ("class_0", "class_1", "class_2"))
        assert error == {
            "pointer": "/label",
            "detail": f"must be a class of the model that made the prediction: {classes}",
        }


async def test_an_unknown_prediction_is_not_found_whatever_the_label(client: Client) -> None:
    unknown = {"prediction_id": "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4", "label": "white"}
    response = await client.post("/feedback", json=unknown)
    assert response.status_code == 404
    assert response.json()["errors"][0]["pointer"] == "/prediction_id"
