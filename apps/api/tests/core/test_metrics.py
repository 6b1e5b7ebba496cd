"""The contract of the metrics: names, labels, buckets, exemplars, and a bounded number of series."""

import asyncio
import random
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from slipway_api.app import Api, create_app
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.core.clients import Client, api_client, ready

MODEL = ("model_name", "model_version")
# observability-and-scaling, the metric contract: name -> labels.
CONTRACT: Mapping[str, tuple[str, ...]] = {
    "http_server_request_duration_seconds": ("http_request_method", "http_response_status_code", "http_route"),
    "http_server_active_requests": ("http_request_method",),
    "model_prediction_duration_seconds": (*MODEL, "stage"),
    "model_predictions": (*MODEL, "outcome", "predicted_class"),
    "model_prediction_value": MODEL,
    "model_load_failures": ("model_name", "reason"),
    "model_info": ("image_version", "mlflow_run_id", *MODEL),
    "model_load_duration_seconds": ("model_name",),
    "model_last_load_timestamp_seconds": ("model_name",),
    "prediction_log_queue_entries": (),
    "authentications": ("kind", "outcome"),
    "container_memory_limit_bytes": (),
    "container_cpu_limit_cores": (),
    "process_resident_memory_bytes": (),
    "process_start_time_seconds": (),
}
TYPES = {
    "http_server_request_duration_seconds": "histogram",
    "model_prediction_duration_seconds": "histogram",
    "model_prediction_value": "histogram",
    "model_predictions": "counter",
    "model_info": "gauge",
}


def families(registry: CollectorRegistry) -> dict[str, Metric]:
    return {family.name: family for family in registry.collect()}


def series(registry: CollectorRegistry) -> int:
    return sum(len(family.samples) for family in registry.collect())


def buckets(family: Metric) -> set[float]:
    return {float(sample.labels["le"]) for sample in family.samples if sample.name.endswith("_bucket")}


def labels(family: Metric) -> set[str]:
    return {name for sample in family.samples for name in sample.labels} - {"le"}


async def test_names_labels_and_types_are_those_of_the_contract(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]
) -> None:
    monkeypatch.setenv("MEMORY_LIMIT", "4294967296")
    monkeypatch.setenv("CPU_LIMIT", "2000")
    app = create_app(Settings(image_version="1.2.3"))
    async with ready(app), api_client(app) as client:
        assert (await client.post("/predict", json={"row": row})).status_code == 200
        found = families(app.services.metrics.registry)
        assert {name: labels(found[name]) for name in CONTRACT} == {
            name: set(expected) for name, expected in CONTRACT.items()
        }
        assert {name: found[name].type for name in TYPES} == TYPES
        assert found["container_memory_limit_bytes"].samples[0].value == 4 * 2**30
        assert found["container_cpu_limit_cores"].samples[0].value == 2
        assert found["model_info"].samples[0].labels["image_version"] == "1.2.3"
        stages = {sample.labels["stage"] for sample in found["model_prediction_duration_seconds"].samples}
        assert stages == {"preprocess", "inference", "postprocess"}


def test_every_threshold_is_a_bucket(row: dict[str, Any]) -> None:
    metrics = Metrics()
    metrics.http_server_request_duration_seconds.labels("GET", "/", "200").observe(0.1)
    assert buckets(families(metrics.registry)["http_server_request_duration_seconds"]) == {
        0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, float("inf")
    }  # fmt: skip


async def test_predictions_are_counted_by_outcome_and_class(app: Api, client: Client, row: dict[str, Any]) -> None:
    await client.post("/predict", json={"rows": [row] * 5})
    await client.post("/predict", json={"row": {**row, "ash": "x"}})
    counted = {
        (sample.labels["outcome"], sample.labels["predicted_class"]): sample.value
        for sample in families(app.services.metrics.registry)["model_predictions"].samples
    }
    assert counted == {("ok", "class_0"): 5, ("invalid_input", ""): 1}
    values = families(app.services.metrics.registry)["model_prediction_value"].samples
    assert next(sample.value for sample in values if sample.name.endswith("_count")) == 5


async def test_requests_are_measured_by_route_template(app: Api, client: Client) -> None:
    await client.get("/predictions/5e0d3a52-9b8e-4a53-9d0b-0b60a2a8a3f4")
    await client.get("/somewhere/else")
    await client.request("BREW", "/livez")
    found = {
        (sample.labels["http_request_method"], sample.labels["http_route"], sample.labels["http_response_status_code"])
        for sample in families(app.services.metrics.registry)["http_server_request_duration_seconds"].samples
    }
    assert found == {
        ("GET", "/predictions/{id}", "503"),
        ("GET", "unmatched", "404"),
        ("_OTHER", "/livez", "405"),
    }
    active = families(app.services.metrics.registry)["http_server_active_requests"].samples
    assert {sample.value for sample in active} == {0}


@pytest.mark.slow
async def test_three_thousand_odd_requests_make_a_bounded_number_of_series(
    app: Api, client: Client, row: dict[str, Any]
) -> None:
    requests = odd_requests(random.Random(1), row)

    async def send(count: int) -> None:
        for _ in range(count):
            await client.request(**next(requests))

    # The methods, routes and statuses that occur together have all occurred after 2,000 requests; 8,000 more that were
    # tried once added none. So a thousand see every series that one request in twenty would add.
    await send(2000)
    early = series(app.services.metrics.registry)
    await asyncio.gather(*(send(100) for _ in range(10)))
    late = series(app.services.metrics.registry)
    assert late < 2500
    assert late - early < 50
    text = "\n".join(
        str(sample.labels) for family in app.services.metrics.registry.collect() for sample in family.samples
    )
    assert "odd-" not in text


def odd_requests(chance: random.Random, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Requests that each have something of their own: method, path, query, header, key, body."""
    own = ["/predict", "/feedback", "/model", "/livez", "/readyz", "/version", "/docs", "/openapi.json"]
    while True:
        word = "odd-" + "".join(chance.choices(string.ascii_lowercase + "/%é", k=12))
        path = chance.choice([*own, f"/{word}", f"/predictions/{word}", f"/model/{word}", "/predict/", f"/docs?{word}"])
        yield {
            "method": chance.choice(["GET", "POST", "PUT", "OPTIONS", "HEAD", "odd-" + word[4:7].strip("/%é") or "X"]),
            "url": path,
            "headers": {"x-api-key": "odd-key", "user-agent": "odd-agent", "content-type": chance.choice(
                ["application/json", "odd-type", ""]
            )},
            "json": chance.choice(
                [{"row": row}, {"row": {**row, word: 1}}, {"rows": [word]}, word, {"row": {**row, "ash": word}}, None]
            ),
        }  # fmt: skip
