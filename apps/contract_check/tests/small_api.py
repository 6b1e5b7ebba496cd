"""A small API that keeps the contract, or, with FAULT set to the id of a line, breaks that line on purpose.

Run as `python small_api.py` with the chart's environment. Its prediction log is the file STORE, if there is a database.
"""

import json
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, start_http_server

FAULT = os.environ.get("FAULT", "")
HTTP_PORT = os.environ.get("SLIPWAY_HTTP_PORT", "8000")
METRICS_PORT = int(os.environ.get("SLIPWAY_METRICS_PORT", "9464"))
LEVELS = ("debug", "info", "warning", "error")
FEATURES = ("size", "weight")
CLASSES = ("large", "small")
MOST_ROWS, MOST_BYTES = 1000, 2 * 1024 * 1024
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=1",
    "RateLimit": '"x";r=1;t=1',
    "RateLimit-Policy": '"x";q=1;w=60',
}
MODEL: dict[str, Any] = {
    "name": "small",
    "version": "1",
    "classes": CLASSES,
    "quality": [],
    "reference": {"rows": 0, "features": {}, "prediction": None},
    "features": [
        {
            "name": name,
            "type": "double",
            "required": True,
            "minimum": 0.0,
            "maximum": 9.0,
            "median": 4.0,
            "accepted": {"minimum": 0.0, "maximum": 9.0},
            "importance": 0.5,
        }
        for name in FEATURES
    ],
}
STORE = Path(os.environ.get("STORE", "/nonexistent"))
POSTGRES = os.environ.get("SLIPWAY_DATABASE_HOST", "")


def broken(*ids: str) -> bool:
    return FAULT in ids


class Problem(Exception):
    def __init__(self, status: int, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(status)
        self.status, self.errors = status, errors
        self.headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}


# --- log


def log(level: str, message: str, **more: object) -> None:
    least = "debug" if broken("api-env-1") else os.environ.get("SLIPWAY_LOG_LEVEL", "info")
    if LEVELS.index(level) < LEVELS.index(least):
        return
    line = {"time": datetime.now(UTC).isoformat(), "level": level, "message": message, **more}
    print(message if broken("api-log-1") else json.dumps(line), flush=True)


# --- metrics


def without(id: str, labels: list[str]) -> list[str]:
    """The labels, without the last when the line about this metric is to be broken."""
    return labels[:-1] if broken(id) else labels


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        model = ["model_name", "model_version"]
        if not broken("api-metric-4", "api-metric-6"):
            ProcessCollector(registry=self.registry)
        self.duration = Histogram(
            "http_server_request_duration_seconds",
            "d",
            without("api-metric-1", ["http_request_method", "http_route", "http_response_status_code"]),
            buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10),
            registry=self.registry,
        )
        self.cache = self._counter("api-metric-2", "cache_requests_total", ["cache", "result"])
        stage = Histogram(
            "model_prediction_duration_seconds",
            "d",
            [*model, "stage"],
            # A gap at 0.1 is the fault.
            buckets=tuple(
                edge
                for edge in (0.001, 0.005, 0.01, 0.05, 0.1, 0.3, 0.5, 1, 5)
                if edge != 0.1 or not broken("api-metric-8")
            ),
            registry=self.registry,
        )
        stage.labels("small", "1", "inference").observe(0.01)
        self._counter("api-metric-9", "model_predictions_total", [*model, "outcome", "predicted_class"])
        value = Histogram(
            "model_prediction_value",
            "d",
            without("api-metric-10", model),
            buckets=tuple(tenth / 10 for tenth in range(11)),
            registry=self.registry,
        )
        value.labels(*without("api-metric-10", ["small", "1"])).observe(0.5)
        self._gauge("api-metric-7", "http_server_active_requests", ["http_request_method"])
        self._gauge("api-metric-11", "model_info", [*model, "mlflow_run_id", "image_version"])
        self._gauge("api-metric-12", "model_load_duration_seconds", ["model_name"])
        self.loaded = self._gauge("api-metric-13", "model_last_load_timestamp_seconds", ["model_name"])
        self._counter("api-metric-14", "model_load_failures_total", ["model_name", "reason"])
        self._counter("api-metric-15", "prediction_log_entries_total", ["result"])
        self._counter("api-metric-17", "rate_limit_decisions_total", ["result", "backend"])
        self._counter("api-metric-18", "authentications_total", ["kind", "outcome"])
        for id, name, value_ in (
            ("api-metric-3", "container_memory_limit_bytes", "MEMORY_LIMIT"),
            ("api-metric-5", "container_cpu_limit_cores", "CPU_LIMIT"),
            ("api-metric-16", "prediction_log_queue_entries", ""),
        ):
            if not broken(id):
                Gauge(name, "d", registry=self.registry).set(float(os.environ.get(value_, "0")))

    def _counter(self, id: str, name: str, labels: list[str]) -> Counter:
        counter = Counter(name, "d", without(id, labels), registry=self.registry)
        counter.labels(*without(id, ["x" for _ in labels])) if without(id, labels) else counter.inc()
        return counter

    def _gauge(self, id: str, name: str, labels: list[str]) -> Gauge:
        gauge = Gauge(name, "d", without(id, labels), registry=self.registry)
        if without(id, labels):
            gauge.labels(*without(id, ["x" for _ in labels])).set(time.time())
        return gauge


# --- the API


class Api:
    """What the process knows."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.draining = False
        self.ready = True
        self.answering = 0
        self.stored: dict[str, dict[str, Any]] = json.loads(STORE.read_text()) if POSTGRES and STORE.exists() else {}
        self.seen: set[str] = set()
        self.folder = os.environ.get("SLIPWAY_API_KEYS_FOLDER", "")
        self.first_keys = self.keys()
        self.tracer: Any = None

    def keys(self) -> dict[str, str]:
        files = Path(self.folder).iterdir() if self.folder else ()
        found = {file.name: file.read_text() for file in files if not file.name.startswith(".")}
        return {key: name for name, text in found.items() for key in text.split()}

    def client_of(self, headers: Message) -> str:
        keys = self.first_keys if broken("api-auth-3") else self.keys()
        if not keys or broken("api-auth-1"):
            return "everybody"
        key = "" if broken("api-auth-2") else headers.get("X-API-Key", "")
        key = key or headers.get("Authorization", "").removeprefix("Bearer ")
        if broken("api-auth-4"):
            log("info", f"key {key}")
        if key not in keys:
            raise Problem(401)
        return keys[key]

    def predict(self, document: Any) -> list[dict[str, Any]]:
        rows = [document["row"]] if set(document) == {"row"} else document.get("rows")
        if (
            not rows
            or (len(rows) > MOST_ROWS and not broken("api-error-4"))
            or (broken("api-http-6") and len(rows) > 500)
        ):
            raise Problem(422)
        if errors := list(self._errors(rows)):
            raise Problem(
                422, [{} if broken("api-error-2") else {"pointer": place, "detail": "wrong"} for place in errors]
            )
        if POSTGRES and broken("api-env-2", "api-env-3"):
            raise Problem(500)
        return [self._answer(row) for row in rows]

    def _errors(self, rows: list[dict[str, Any]]) -> Any:
        for number, row in enumerate(rows):
            for name in sorted(set(FEATURES) ^ set(row)):
                yield f"/rows/{number}/{name}"
            for name in set(FEATURES) & set(row):
                finite = isinstance(row[name], float | int) and (broken("api-error-7") or abs(row[name]) < 1e9)
                if not finite:
                    yield f"/rows/{number}/{name}"

    def _answer(self, row: dict[str, Any]) -> dict[str, Any]:
        key = json.dumps(row)
        result = "hit" if key in self.seen and not broken("api-series-3") else "miss"
        self.seen.add(key)
        self.metrics.cache.labels(*without("api-metric-2", ["predictions", result])).inc()
        id = str(uuid.UUID(int=1) if broken("api-http-5") else uuid.uuid4())
        label = "small" if row["size"] < 5 else "large"
        scores = {"small": 0.25, "large": 0.9 if broken("api-http-7") else 0.75}
        self.stored[id] = {"id": id, "created_at": "now", "features": row, "prediction": label}
        if broken("api-log-4"):
            log("info", f"row {row}")
        return {"id": id, "prediction": label, "scores": scores}


API = Api()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    routes: ClassVar[dict[tuple[str, str], str]] = {}

    def log_message(self, format: str, *args: object) -> None:
        pass

    def version_string(self) -> str:
        return "small"

    def __getattr__(self, name: str) -> Any:
        # Any method, also one that nobody knows.
        if name.startswith("do_"):
            return self._handle
        raise AttributeError(name)

    def _handle(self) -> None:
        API.answering += 1
        started = time.monotonic()
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        route = self._route()
        try:
            with self._span(route) as span:
                status, document, kind, headers = self._respond(route, body, span)
                self._send(status, document, kind, headers)
        finally:
            API.answering -= 1
        labels = without("api-metric-1", [self.command, route, str(status)])
        exemplar = None if broken("api-series-4") or not self.headers.get("traceparent") else {"trace_id": "1" * 32}
        API.metrics.duration.labels(*labels).observe(time.monotonic() - started, exemplar)

    def _route(self) -> str:
        if self.path.startswith("/predictions/"):
            return self.path if broken("api-series-1") else "/predictions/{id}"
        known = ("/livez", "/readyz", "/version", "/model", "/predict", "/feedback", "/openapi.json", "/docs")
        return self.path if self.path in known or broken("api-series-2") else "unmatched"

    def _span(self, route: str) -> Any:
        from contextlib import nullcontext

        if API.tracer is None or (route in ("/livez", "/readyz") and not broken("api-trace-7")):
            return nullcontext()
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        parent = None if broken("api-trace-2") else TraceContextTextMapPropagator().extract(dict(self.headers.items()))
        parent = parent or TraceContextTextMapPropagator().extract({k.lower(): v for k, v in self.headers.items()})
        return API.tracer.start_as_current_span(f"{self.command} {route}", None if broken("api-trace-2") else parent)

    def _respond(self, route: str, body: bytes, span: Any) -> tuple[int, Any, str, dict[str, str]]:
        try:
            status, document = self._document(route, body, span)
        except Problem as problem:
            details: dict[str, Any] = {
                "type": "about:blank",
                "title": "Problem",
                "status": problem.status,
                "detail": "x",
            }
            if problem.errors is not None:
                details["errors"] = problem.errors
            kind = "application/json" if broken("api-error-1") else "application/problem+json"
            return problem.status, details, kind, problem.headers
        return status, document, "application/json", {}

    def _document(self, route: str, body: bytes, span: Any) -> tuple[int, Any]:
        if route == "/livez":
            # After the first prediction: it would never be seen to start otherwise.
            return (500 if broken("api-http-1") and API.stored else 200), {}
        if route == "/readyz":
            wants = API.ready and (not API.draining or broken("api-life-3"))
            return (503 if not wants or (broken("api-http-2") and API.stored) else 200), {}
        if route == "/version":
            return 200, ({} if broken("api-http-10") else {"version": "1"})
        if self.path == "/metrics" and broken("api-port-3"):
            return 200, {}
        return self._for_clients(route, body, API.client_of(self.headers), span)

    def _for_clients(self, route: str, body: bytes, client: str, span: Any) -> tuple[int, Any]:
        match self.command, route:
            case "GET", "/model":
                return 200, self._model()
            case "GET", "/openapi.json":
                return 200, {
                    "openapi": "2.0" if broken("api-http-11") else "3.1.0",
                    "paths": dict.fromkeys(["/predict", "/feedback", "/model"]),
                }
            case "GET", "/docs":
                return 200, {}
            case "GET", _ if self.path.startswith("/predictions/"):
                return 200, self._stored(self.path.rpartition("/")[2])
            case "POST", "/predict":
                return self._predict(body, client, span)
            case "POST", "/feedback":
                return self._feedback(json.loads(body), client)
            case _, "/predict" | "/model" | "/feedback" | "/docs":
                raise Problem(405)
        raise Problem(404)

    def _model(self) -> dict[str, Any]:
        gone = {"api-http-3": "version", "api-http-4": "quality"}.get(FAULT, "")
        return {key: value for key, value in MODEL.items() if key != gone}

    def _stored(self, id: str) -> dict[str, Any]:
        if not POSTGRES:
            raise Problem(503)
        if id not in API.stored:
            raise Problem(404)
        found = dict(API.stored[id])
        if broken("api-http-8"):
            found["features"] = {}
        return found

    def _predict(self, body: bytes, client: str, span: Any) -> tuple[int, Any]:
        kind = self.headers.get("Content-Type", "")
        if not kind.startswith("application/json") and not broken("api-error-6"):
            raise Problem(415)
        if len(body) > MOST_BYTES and not broken("api-error-5"):
            raise Problem(413)
        try:
            document = json.loads(body)
        except ValueError:
            raise Problem(500 if broken("api-error-3") else 400) from None
        predictions = API.predict(document)
        if span is not None:
            describe(span, document, client)
        if broken("api-life-2") and API.ready:
            raise Problem(503)
        return 200, {"model": {"name": "small", "version": "1"}, "predictions": predictions}

    def _feedback(self, given: dict[str, Any], client: str) -> tuple[int, Any]:
        if not POSTGRES:
            raise Problem(503)
        if given["prediction_id"] not in API.stored:
            raise Problem(404)
        if given["label"] not in CLASSES:
            raise Problem(422)
        trace_id = self.headers.get("traceparent", "--").split("-")[1]
        more = {} if broken("api-log-2") else {"trace_id": trace_id}
        log(
            "info",
            "feedback",
            logger="other" if broken("api-log-3") else "slipway.audit",
            action="feedback",
            caller="x",
            **more,
        )
        return (200 if broken("api-http-9") else 204), None

    def _send(self, status: int, document: Any, kind: str, headers: Mapping[str, str]) -> None:
        content = b"" if document is None else json.dumps(document).encode()
        self.send_response_only(status)
        gone = {"api-header-1": "Cache-Control", "api-header-2": "X-Frame-Options", "api-header-3": "RateLimit-Policy"}
        for name, value in {**HEADERS, **headers}.items():
            if name != gone.get(FAULT):
                self.send_header(name, value)
        if API.draining and not broken("api-life-6"):
            self.send_header("Connection", "close")
            self.close_connection = True
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content if status != 204 else b"")


# --- traces


def describe(span: Any, document: dict[str, Any], client: str) -> None:
    attributes = {
        "http.request.method": "POST",
        "http.route": "/predict",
        "http.response.status_code": 200,
        "mlp.request.type": "predict",
        "mlp.feature_set.name": "f",
        "mlp.feature_set.version": "1",
        "mlp.feature_set.hash": "h",
        "mlp.model.name": "small",
        "mlp.model.version": "1",
        "mlp.prediction.class": "small",
    }
    if not broken("api-trace-3"):
        attributes["mlp.prediction.outcome"] = "ok"
    if broken("api-trace-4"):
        attributes["row"] = str(document)
    if not broken("api-trace-5"):
        attributes["enduser.pseudo.id"] = "p"
    span.set_attributes(attributes)
    for stage in ("preprocess", "inference", "postprocess", "cache", "log"):
        if stage != "cache" or not broken("api-trace-6"):
            API.tracer.start_span(stage).end()


def tracer() -> Any:
    endpoint = os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    if not endpoint or not os.environ.get("TRACES"):
        return None
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    name = "another" if broken("api-trace-1") else os.environ["OTEL_SERVICE_NAME"]
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider.get_tracer("small")


# --- the process


def main() -> None:
    if broken("api-life-1"):
        sys.exit(1)
    if not HTTP_PORT.isdigit() and not broken("api-env-5"):
        log("error", f"SLIPWAY_HTTP_PORT is {HTTP_PORT}")
        sys.exit(2)
    if broken("api-file-1"):
        try:
            Path("/var/small-api").touch()
        except OSError as error:
            log("error", str(error))
    API.tracer = tracer()
    API.ready = os.environ.get("SLIPWAY_MODEL_URI") is None or broken("api-env-4")
    if not broken("api-port-2"):
        start_http_server(METRICS_PORT, registry=API.metrics.registry)
    server = ThreadingHTTPServer(("127.0.0.1", int(HTTP_PORT) if HTTP_PORT.isdigit() else 0), Handler)
    server.daemon_threads = True
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if not broken("api-life-7"):
        signal.signal(
            signal.SIGHUP, lambda *_: API.metrics.loaded.labels(*without("api-metric-13", ["small"])).set(time.time())
        )
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    log("info", "started")
    stop.wait()
    end(server)


def end(server: ThreadingHTTPServer) -> None:
    API.draining = True
    if broken("api-life-4"):
        os._exit(0)
    wait_for(lambda: False, 1.5)
    server.shutdown()
    wait_for(lambda: API.answering == 0, 5)
    if POSTGRES and not broken("api-life-8"):
        STORE.write_text(json.dumps(API.stored))
    log("info", "stopped")
    os._exit(1 if broken("api-life-5") else 0)


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


if __name__ == "__main__":
    main()
