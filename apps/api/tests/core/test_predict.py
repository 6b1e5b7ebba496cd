"""POST /predict: answers, and problem documents that name the field."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from slipway_api.app import create_app
from slipway_api.model.artifact import Artifact
from slipway_api.settings import Settings
from tests.core.clients import Client, api_client, ready


async def problem(client: Client, status: int, **request: Any) -> dict[str, Any]:
    response = await client.post("/predict", **request)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail"} <= document.keys()
    assert document["status"] == status
    return document


async def errors(client: Client, body: Any) -> dict[str, str]:
    document = await problem(client, 422, json=body)
    return {error["pointer"]: error["detail"] for error in document["errors"]}


async def test_one_row(client: Client, row: dict[str, Any]) -> None:
    response = await client.post("/predict", json={"row": row})
    assert response.status_code == 200
    document = response.json()
    assert document["model"]["name"] == "wine"
    [prediction] = document["predictions"]
    assert UUID(prediction["id"]).version == 4
    assert prediction["prediction"] == "class_0"
    assert prediction["scores"].keys() == {"class_0", "class_1", "class_2"}
    assert sum(prediction["scores"].values()) == pytest.approx(1)


async def test_golden_rows_get_their_labels_in_their_order(client: Client, packaged: Artifact) -> None:
    golden = packaged.facts.golden
    assert golden is not None
    assert len(golden.rows) >= 10
    response = await client.post("/predict", json={"rows": [dict(row) for row in golden.rows]})
    predictions = response.json()["predictions"]
    assert [prediction["prediction"] for prediction in predictions] == list(golden.labels)
    assert len({prediction["id"] for prediction in predictions}) == len(golden.rows)


async def test_one_row_and_many_rows_give_the_same(client: Client, row: dict[str, Any]) -> None:
    one = (await client.post("/predict", json={"row": row})).json()["predictions"][0]
    many = (await client.post("/predict", json={"rows": [row, row]})).json()["predictions"]
    single = (await client.post("/predict", json={"rows": [row]})).json()["predictions"]
    for prediction in (*many, *single):
        assert {**prediction, "id": one["id"]} == one


async def test_a_thousand_rows_are_answered_and_one_more_is_not(client: Client, row: dict[str, Any]) -> None:
    response = await client.post("/predict", json={"rows": [row] * 1000})
    assert len(response.json()["predictions"]) == 1000
    assert await errors(client, {"rows": [row] * 1001}) == {
        "/rows": "must be an array of 1 to 1000 rows, but it has 1001"
    }
    assert await errors(client, {"rows": []}) == {"/rows": "must be an array of 1 to 1000 rows, but it has 0"}
    assert "/rows" in await errors(client, {"rows": row})


@pytest.mark.parametrize("body", [[], 3, None, {}, {"row": {}, "rows": []}, {"row": {}, "x": 1}])
async def test_a_body_of_another_form_is_explained(client: Client, body: Any) -> None:
    document = await problem(client, 422, content=json.dumps(body), headers={"content-type": "application/json"})
    assert '{"rows": [{"alcohol": 13.2, …}, …]}' in document["detail"]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"alcohol": "strong"}, "must be a number, not a string"),
        ({"alcohol": None}, "must be a number, not null"),
        ({"alcohol": True}, "must be a number, not a boolean"),
        ({"alcohol": 99}, "must be from 7.31 to 18.47, not 99"),
        ({"alcohol": 1e300}, "must be from 7.31 to 18.47, not 1e+300"),
    ],
)
async def test_a_wrong_value_is_named(client: Client, row: dict[str, Any], change: dict[str, Any], detail: str) -> None:
    assert await errors(client, {"rows": [row, row, {**row, **change}]}) == {"/rows/2/alcohol": detail}
    assert await errors(client, {"row": {**row, **change}}) == {"/row/alcohol": detail}


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_no_number_is_named(client: Client, row: dict[str, Any], literal: str) -> None:
    content = json.dumps({"row": {**row, "alcohol": 12345}}).replace("12345", literal)
    document = await problem(client, 422, content=content, headers={"content-type": "application/json"})
    assert document["errors"] == [{"pointer": "/row/alcohol", "detail": "must be a finite number"}]
    assert document["detail"] == "/row/alcohol must be a finite number."


async def test_missing_and_unknown_features_are_named(client: Client, row: dict[str, Any]) -> None:
    del row["ash"]
    row["od280"] = row.pop("od280/od315_of_diluted_wines")
    assert await errors(client, {"row": row}) == {
        "/row/ash": "is missing",
        "/row/od280~1od315_of_diluted_wines": "is missing",
        "/row/od280": "is not a feature of the model; GET /model lists the features",
    }


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"row": 1', b"\xff\xfe", b'{"row": {"alcohol": "\\ud800"}}', b"[" * 5000]
)
async def test_what_is_no_json_is_refused(client: Client, content: bytes) -> None:
    document = await problem(client, 400, content=content, headers={"content-type": "application/json"})
    assert document["detail"] == "The body is no JSON."


async def test_another_content_type_is_refused(client: Client) -> None:
    document = await problem(
        client, 415, content="alcohol=13", headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert "application/json" in document["detail"]


async def test_a_large_body_is_refused_before_it_is_read(client: Client) -> None:
    limit = Settings().max_body_bytes
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield b" " * (limit // 10)

    document = await problem(client, 413, content=b" " * (limit + 1), headers={"content-type": "application/json"})
    assert str(limit) in document["detail"]
    # In chunks, without a declared length.
    await problem(client, 413, content=body(), headers={"content-type": "application/json"})


async def test_limits_come_from_the_settings(row: dict[str, Any]) -> None:
    app = create_app(Settings(max_rows=2, max_body_bytes=2000))
    async with ready(app), api_client(app) as client:
        assert (await client.post("/predict", json={"rows": [row] * 2})).status_code == 200
        assert (await client.post("/predict", json={"rows": [row] * 3})).status_code == 422
        assert (await client.post("/predict", json={"rows": [row] * 20})).status_code == 413


async def test_without_a_model_the_answer_is_503(tmp_path: Any, row: dict[str, Any]) -> None:
    app = create_app(Settings(model_uri=str(tmp_path / "nothing")))
    async with app.router.lifespan_context(app), api_client(app) as client:
        document = await problem(client, 503, json={"row": row})
        assert "model" in document["detail"].lower()
        assert (await client.get("/model")).status_code == 503
        assert (await client.get("/readyz")).json()["phase"] == "loading"
        assert (await client.get("/livez")).status_code == 200
        assert (await client.get("/openapi.json")).status_code == 200
