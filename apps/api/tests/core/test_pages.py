"""The pages beside /predict: the model, health, documentation, what is not there."""

import re
from typing import Any

import pytest

from slipway_api.app import Api
from slipway_api.model.artifact import Artifact
from tests.core.clients import Client


async def test_the_model_page_tells_what_forms_and_people_need(client: Client, packaged: Artifact) -> None:
    document = (await client.get("/model")).json()
    assert (document["name"], document["task"], document["source"]) == ("wine", "classification", "packaged")
    assert document["classes"] == ["class_0", "class_1", "class_2"]
    assert [feature["name"] for feature in document["features"]] == list(packaged.signature.names)
    alcohol = document["features"][0]
    assert (alcohol["name"], alcohol["type"], alcohol["required"]) == ("alcohol", "double", True)
    assert alcohol["accepted"]["minimum"] < alcohol["minimum"] < alcohol["median"] < alcohol["maximum"]
    assert sum(feature["importance"] for feature in document["features"]) == pytest.approx(1, abs=1e-4)
    quality = {measure["metric"]: measure for measure in document["quality"]}
    assert quality["accuracy"]["value"] >= quality["accuracy"]["floor"] == 0.9
    assert quality["f1"]["value"] >= quality["f1"]["floor"]
    assert document["checked_on"] == "golden_rows"
    assert document["golden_rows"] >= 10
    assert document["golden_accuracy"] == 1
    reference = document["reference"]
    assert reference["rows"] == 124
    assert len(reference["features"]) == 13
    for distribution in reference["features"].values():
        assert len(distribution["shares"]) == len(distribution["edges"]) + 1
    assert sum(reference["prediction"]["shares"]) == pytest.approx(1)
    assert document["last_failure"] is None


async def test_health_and_version(client: Client) -> None:
    assert (await client.get("/livez")).json() == {"status": "alive"}
    assert (await client.get("/readyz")).json() == {"status": "ready"}
    assert (await client.get("/version")).json()["version"]


async def test_readiness_ends_when_draining_begins(app: Api, client: Client, row: dict[str, Any]) -> None:
    app.services.state.drain(5)
    response = await client.get("/readyz")
    assert (response.status_code, response.json()["phase"]) == (503, "draining")
    # What still arrives is answered, and told not to come back on the same connection.
    late = await client.post("/predict", json={"row": row})
    assert (late.status_code, late.headers["connection"]) == (200, "close")
    assert (await client.get("/livez")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("GET", "/predict", 405), ("DELETE", "/model", 405)]
)
async def test_what_is_not_there_is_a_problem_too(client: Client, method: str, path: str, status: int) -> None:
    response = await client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert path in response.json()["detail"]


async def test_feedback_without_a_log_says_so(client: Client) -> None:
    identifier = "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4"
    response = await client.post("/feedback", json={"prediction_id": identifier, "label": "class_1"})
    assert response.status_code == 503
    assert "SLIPWAY_DATABASE_HOST" in response.json()["detail"]
    assert (await client.get(f"/predictions/{identifier}")).status_code == 503


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"label": "class_1"}, "/prediction_id"),
        ({"prediction_id": "5e0d3a52", "label": "class_1"}, "/prediction_id"),
        ({"prediction_id": "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4"}, "/label"),
        ({"prediction_id": "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4", "label": []}, "/label"),
        ({"prediction_id": "5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4", "label": "class_1", "who": 1}, "/who"),
        ([], ""),
    ],
)
async def test_wrong_feedback_is_named(client: Client, body: Any, place: str) -> None:
    response = await client.post("/feedback", json=body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [place]


async def test_an_identifier_that_is_none_is_named(client: Client) -> None:
    response = await client.get("/predictions/7")
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/id"


async def test_every_answer_has_security_headers(client: Client) -> None:
    for path in ("/livez", "/model", "/nothing"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "max-age" in headers["strict-transport-security"]
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


async def test_the_documentation_may_run_its_own_script_only(client: Client) -> None:
    response = await client.get("/docs")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "'sha256-" in policy
    [scripts] = re.findall(r"script-src ([^;]*)", policy)
    assert "unsafe-inline" not in scripts
    assert response.headers.get_list("content-security-policy") == [policy]


async def test_the_documentation_needs_no_other_host(client: Client) -> None:
    page = await client.get("/docs")
    named = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert named == ["docs/swagger-ui.css", "data:,", "docs/swagger-ui-bundle.js"]
    assert "//" not in page.text
    assert "//" not in page.headers["content-security-policy"]
    style, script = [await client.get(str(page.url.join(url))) for url in (named[0], named[2])]
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert set(re.findall(r"url\([\"']?([a-z]*:?)", style.text)) == {"data:"}
    assert "@import" not in style.text
    assert script.status_code == 200
    assert "javascript" in script.headers["content-type"]
    assert 'PACKAGE_VERSION:"5.' in script.text
    assert (style.headers["cache-control"], script.headers["x-content-type-options"]) == ("no-store", "nosniff")


async def test_the_openapi_document_is_made_from_the_signature(client: Client, packaged: Artifact) -> None:
    document = (await client.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    schema = document["components"]["schemas"]["Row"]
    assert list(schema["properties"]) == list(packaged.signature.names)
    assert schema["properties"]["alcohol"]["minimum"] == 7.31
    assert schema["example"]["alcohol"] == 13.05
    assert document["components"]["schemas"]["Prediction"]["properties"]["prediction"] == {
        "enum": ["class_0", "class_1", "class_2"]
    }
    assert "securitySchemes" not in document["components"]
    # The example is one that works.
    assert (await client.post("/predict", json={"row": schema["example"]})).status_code == 200
