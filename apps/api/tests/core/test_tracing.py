"""Traces reach a collector with the required attributes, and metrics and log lines lead to them."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tests.core.api_process import running_api
from tests.core.collector import attributes, running_collector

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
UNSAMPLED = f"00-{TRACE[::-1]}-00f067aa0ba902b7-00"


def test_a_prediction_is_traced_from_the_caller_to_the_log(tmp_path: Path, row: dict[str, Any]) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "shop").write_text("a-plain-key-for-the-shop-0123456789")
    (tmp_path / "pseudonym").write_text("0123456789abcdef0123456789abcdef")
    with running_collector() as collector:
        environment = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint,
            "OTEL_SDK_DISABLED": "false",
            "OTEL_SERVICE_NAME": "slipway-api",
            "POD_NAME": "shop-api-1",
            "SLIPWAY_API_KEYS_FOLDER": str(keys),
            "SLIPWAY_PSEUDONYM_KEY_FILE": str(tmp_path / "pseudonym"),
        }
        with running_api(tmp_path, environment) as api:
            headers = {"X-API-Key": "a-plain-key-for-the-shop-0123456789", "traceparent": PARENT}
            with httpx.Client(base_url=api.url, headers=headers) as client:
                assert client.post("/predict", json={"row": row}).status_code == 200
                assert client.post("/predict", json={"rows": [row, row]}).status_code == 200
                assert client.post("/predict", json={"row": {}}).status_code == 422
                client.post("/predict", json={"row": row}, headers={"traceparent": UNSAMPLED})
                client.get("/readyz")
                exposition = api.metrics("application/openmetrics-text; version=1.0.0")
            output = api.output()
            assert api.stop() == 0

    assert collector.resource["service.name"] == "slipway-api"
    assert collector.resource["k8s.pod.name"] == "shop-api-1"
    assert {span.trace_id.hex() for span in collector.spans} == {TRACE}
    assert {span.name for span in collector.spans} == {
        "POST /predict", "preprocess", "cache", "inference", "postprocess", "log"
    }  # fmt: skip

    single, batch, wrong = (attributes(span) for span in collector.spans if span.name == "POST /predict")
    pseudonym = single["enduser.pseudo.id"]
    assert len(pseudonym) == 32
    assert single["mlp.request.type"] == "predict"
    assert (single["mlp.feature_set.name"], single["mlp.feature_set.version"]) == ("wine-chemistry", "1")
    assert len(single["mlp.feature_set.hash"]) == 12
    assert (single["mlp.prediction.outcome"], single["mlp.prediction.class"]) == ("ok", "class_0")
    assert single["mlp.model.name"] == "wine"
    assert (single["http.route"], single["http.response.status_code"]) == ("/predict", 200)
    assert (batch["mlp.request.type"], batch["mlp.prediction.outcome"]) == ("batch", "ok")
    assert (wrong["mlp.prediction.outcome"], wrong["http.response.status_code"]) == ("invalid_input", 422)
    # Neither the caller's name and key nor a raw value leaves.
    everything = str(collector.requests)
    assert "shop" not in everything.replace("shop-api-1", "")
    assert str(row["proline"]) not in everything

    exemplars = {
        (family.name, sample.exemplar.labels["trace_id"])
        for family in text_string_to_metric_families(exposition)  # type: ignore[no-untyped-call]
        for sample in family.samples
        if sample.exemplar
    }
    assert exemplars == {
        ("http_server_request_duration_seconds", TRACE),
        ("model_prediction_duration_seconds", TRACE),
    }
    assert all(json.loads(line)["logger"] for line in output.splitlines())


@pytest.mark.slow
def test_an_absent_collector_delays_neither_requests_nor_the_stop(tmp_path: Path, row: dict[str, Any]) -> None:
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "SLIPWAY_DRAIN_SECONDS": "5"}
    with running_api(tmp_path, environment) as api:
        for _ in range(3):
            response = httpx.post(f"{api.url}/predict", json={"row": row})
            assert response.status_code == 200
            assert response.elapsed.total_seconds() < 2
        api.stop()
        assert api.process.returncode == 0
