"""Every Prometheus object of the API, once. Names, labels and buckets are a contract with alerts and dashboards."""

import os
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

# Every threshold of an alert or a scaling trigger (0.3 s, 0.5 s, 1 s) is a bucket boundary, so that ratios are exact.
REQUEST_SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10)

# A prediction takes less than the request around it: finer at the fast end, the same thresholds at the slow end.
STAGE_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 1, 5)

# For a classifier the value is the probability of the predicted class; the wide end is for regressors. No bucket lies
# below zero: OpenMetrics knows no sum of such a histogram, and strict parsers refuse it.
PREDICTION_VALUES: Final = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1, 10, 100, 1000)

# Methods that get a label of their own; everything else a client invents counts as OTHER_METHOD (OTel convention).
KNOWN_METHODS: Final = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
OTHER_METHOD: Final = "_OTHER"

# The route label of a request that no route matches: the path itself would let clients make series.
UNMATCHED_ROUTE: Final = "unmatched"


class Metrics:
    """The metrics of one process, in a registry of their own. No label holds a user, a raw value or free text."""

    def __init__(self) -> None:
        # One more series for each of them, which nobody reads.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)

        self.http_server_request_duration_seconds = Histogram(
            "http_server_request_duration_seconds",
            "Time from the first byte of a request to the last byte of its answer.",
            ["http_request_method", "http_route", "http_response_status_code"],
            buckets=REQUEST_SECONDS,
            registry=registry,
        )
        self.http_server_active_requests = Gauge(
            "http_server_active_requests",
            "Requests that are being answered.",
            ["http_request_method"],
            registry=registry,
        )

        model_labels = ["model_name", "model_version"]
        self.model_prediction_duration_seconds = Histogram(
            "model_prediction_duration_seconds",
            "Time of one stage of a prediction request: preprocess, inference or postprocess.",
            [*model_labels, "stage"],
            buckets=STAGE_SECONDS,
            registry=registry,
        )
        self.model_predictions_total = Counter(
            "model_predictions_total",
            "Rows by outcome: ok, invalid_input or error. The class is empty unless the model has a few named classes.",
            [*model_labels, "outcome", "predicted_class"],
            registry=registry,
        )
        self.model_prediction_value = Histogram(
            "model_prediction_value",
            "Predicted number, or probability of the predicted class.",
            model_labels,
            buckets=PREDICTION_VALUES,
            registry=registry,
        )
        self.model_info = Gauge(
            "model_info",
            "1 for the model that is served.",
            [*model_labels, "mlflow_run_id", "image_version"],
            registry=registry,
        )
        self.model_load_duration_seconds = Gauge(
            "model_load_duration_seconds",
            "Time that the last load of the model took, with its self-check.",
            ["model_name"],
            registry=registry,
        )
        self.model_last_load_timestamp_seconds = Gauge(
            "model_last_load_timestamp_seconds",
            "When the served model was loaded, in seconds since 1970.",
            ["model_name"],
            registry=registry,
        )
        self.model_load_failures_total = Counter(
            "model_load_failures_total",
            "Loads that failed by reason: unavailable, unusable or self_check. The old model, if any, stayed.",
            ["model_name", "reason"],
            registry=registry,
        )

        self.cache_requests = Counter(
            "cache_requests_total",
            "Look-ups in a cache by result: hit, miss or error.",
            ["cache", "result"],
            registry=registry,
        )
        self.log_entries_total = Counter(
            "prediction_log_entries_total",
            "Predictions for the prediction log by result: written or dropped.",
            ["result"],
            registry=registry,
        )
        self.log_queue_entries = Gauge(
            "prediction_log_queue_entries",
            "Predictions that wait to be written.",
            registry=registry,
        )
        self.rate_limit_decisions_total = Counter(
            "rate_limit_decisions_total",
            "Decisions of the rate limit by result (allowed, refused) and backend (valkey, local).",
            ["result", "backend"],
            registry=registry,
        )
        self.authentications_total = Counter(
            "authentications_total",
            "Authentications by kind (anonymous, api-key, oidc) and outcome (ok, refused, unavailable).",
            ["kind", "outcome"],
            registry=registry,
        )

        self._container_limits(registry)

    @staticmethod
    def _container_limits(registry: CollectorRegistry) -> None:
        """Limits of the container as the chart passes them (bytes and thousandths of a core); absent when unknown."""
        for variable, name, text, unit in (
            ("MEMORY_LIMIT", "container_memory_limit_bytes", "Memory limit of the container.", 1),
            ("CPU_LIMIT", "container_cpu_limit_cores", "CPU limit of the container.", 1000),
        ):
            limit = os.environ.get(variable, "")
            if limit.isdigit():
                Gauge(name, text, registry=registry).set(int(limit) / unit)
