"""A small UI that keeps the contract, or, with FAULT set to the id of a line, breaks that line on purpose.

It speaks just enough of Streamlit's WebSocket for a session: any message runs "the script", which calls the API once.
"""

import base64
import hashlib
import json
import os
import signal
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, start_http_server

FAULT = os.environ.get("FAULT", "")
ENVIRONMENT = os.environ
TICKET = "a-ticket"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


def broken(*ids: str) -> bool:
    return FAULT in ids


def log(level: str, message: str) -> None:
    line = {"time": datetime.now(UTC).isoformat(), "level": level, "message": message}
    print(message if broken("ui-log-1") else json.dumps(line), flush=True)


def without(id: str, labels: list[str]) -> list[str]:
    return labels[:-1] if broken(id) else labels


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        if not broken("ui-metric-7", "ui-metric-14"):
            ProcessCollector(registry=self.registry)
        for id, name, variable in (
            ("ui-metric-6", "container_memory_limit_bytes", "MEMORY_LIMIT"),
            ("ui-metric-13", "container_cpu_limit_cores", "CPU_LIMIT"),
        ):
            if not broken(id):
                Gauge(name, "d", registry=self.registry).set(float(ENVIRONMENT.get(variable, "0")))
        # The fault of a gauge without labels is another type.
        kind: Any = Counter if broken("ui-metric-1") else Gauge
        self.sessions = kind("active_sessions", "d", registry=self.registry)
        self.calls = Counter(
            "api_client_requests_total", "d", without("ui-metric-4", ["outcome"]), registry=self.registry
        )
        if not broken("ui-series-2", "ui-metric-4"):
            for outcome in ("ok", "error", "timeout"):
                self.calls.labels(outcome)
        loads = (0.25, 0.5, 1, 2, 5, 10, 30) if broken("ui-metric-2") else (0.25, 0.5, 1, 2, 3, 5, 10, 30)
        self._histogram("streamlit_page_load_duration_seconds", ["page"], loads)
        calls = without(
            "ui-metric-3", ["http_request_method", "url_template", "http_response_status_code", "error_type"]
        )
        self._histogram("http_client_request_duration_seconds", calls, (0.1, 0.3, 0.5, 1, 2, 5, 10))
        runs = without("ui-metric-9", ["page", "outcome", "first_run"])
        self._histogram("streamlit_script_run_duration_seconds", runs, (0.1, 0.25, 0.5, 1, 2, 3, 5, 10))
        for id, name, labels in (
            ("ui-metric-5", "streamlit_script_runs_total", ["outcome"]),
            ("ui-metric-8", "cache_requests_total", ["cache", "result"]),
            ("ui-metric-10", "streamlit_script_errors_total", ["exception"]),
            ("ui-metric-11", "streamlit_interactions_total", ["page", "kind"]),
            ("ui-metric-12", "streamlit_page_load_beacons_total", ["result"]),
        ):
            left = without(id, labels)
            counter = Counter(name, "d", left, registry=self.registry)
            counter.labels(*left).inc() if left else counter.inc()

    def _histogram(self, name: str, labels: list[str], buckets: tuple[float, ...]) -> None:
        Histogram(name, "d", labels, buckets=buckets, registry=self.registry).labels(*labels).observe(1)

    def count(self, outcome: str) -> None:
        if not broken("ui-metric-4"):
            self.calls.labels(outcome).inc()


METRICS = Metrics()


class State:
    draining = False
    open_sessions = 0
    first_key = ""
    tracer: Any = None


def key() -> str:
    if not State.first_key:
        State.first_key = Path(ENVIRONMENT["SLIPWAY_API_KEY_FILE"]).read_text().strip()
    return State.first_key if broken("ui-env-2") else Path(ENVIRONMENT["SLIPWAY_API_KEY_FILE"]).read_text().strip()


def run_script() -> None:
    """Calls the API as the contract says."""
    if broken("ui-env-1"):
        return
    if broken("ui-log-2"):
        log("info", f"key {key()}")
    headers = {"Authorization": f"Bearer {key()}"}
    if State.tracer is None:
        call(headers)
        return
    with State.tracer.start_as_current_span("run") as run:
        parent = None if broken("ui-trace-2") else run
        call_traced(headers, parent)


def call_traced(headers: dict[str, str], run: Any) -> None:
    from opentelemetry import context, propagate

    if run is None:
        # A call with a trace of its own, which nobody connects to the run.
        with State.tracer.start_as_current_span("call", context.Context()):
            propagate.inject(headers)
            call(headers)
        return
    with State.tracer.start_as_current_span("call"):
        if not broken("ui-trace-1"):
            propagate.inject(headers)
        call(headers)


def call(headers: dict[str, str]) -> None:
    timeout = 60.0 if broken("ui-env-3") else float(ENVIRONMENT.get("SLIPWAY_API_TIMEOUT_SECONDS", "5"))
    try:
        request = urllib.request.Request(f"{ENVIRONMENT['SLIPWAY_API_URL']}/model", headers=headers)  # noqa: S310
        urllib.request.urlopen(request, timeout=timeout).read()  # noqa: S310
    except TimeoutError:
        METRICS.count("timeout")
    except urllib.error.URLError:
        METRICS.count("error")
    else:
        METRICS.count("ok")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def version_string(self) -> str:
        return "small"

    def do_GET(self) -> None:
        if self.path == "/_stcore/stream" and not broken("ui-http-3"):
            self._session()
        elif self.path == "/_stcore/health" and not broken("ui-http-1"):
            unready = State.draining and not broken("ui-life-2")
            self._send(503 if unready else 200, b"draining" if unready else b"ok", "text/plain")
        elif self.path == "/" and broken("ui-http-2"):
            self._send(200, b"{}", "application/json")
        else:
            # As Streamlit: any other path is its page.
            self._send(200, b"<html>", "text/html")

    def do_POST(self) -> None:
        report = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        known = report.get("ticket") == TICKET
        self._send(204 if known or broken("ui-http-4") else 403, b"", "text/plain")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response_only(status)
        gone = {"ui-header-1": "X-Content-Type-Options", "ui-header-2": "Permissions-Policy"}
        for name, value in HEADERS.items():
            if name != gone.get(FAULT):
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _session(self) -> None:
        magic = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(magic.encode()).digest()).decode()  # noqa: S324 - RFC 6455 wants it
        self.close_connection = True
        self.send_response_only(101)
        for name, value in (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)):
            self.send_header(name, value)
        self.end_headers()
        State.open_sessions += 1
        if not broken("ui-series-1", "ui-metric-1"):
            METRICS.sessions.set(State.open_sessions)
        try:
            self._messages()
        except OSError:
            pass
        finally:
            State.open_sessions -= 1
            if not broken("ui-series-1", "ui-metric-1"):
                METRICS.sessions.set(State.open_sessions)

    def _messages(self) -> None:
        while head := self.rfile.read(2):
            if head[0] & 0x0F == 8:
                return
            self.rfile.read((head[1] & 0x7F) + 4)
            run_script()
            page = b'"ticket": "%b"' % TICKET.encode()
            for message in (page, b"\x0a\x01x\x30\x00"):
                self.wfile.write(bytes([0x82, len(message)]) + message)


def tracer() -> Any:
    endpoint = ENVIRONMENT.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    if not endpoint or not ENVIRONMENT.get("TRACES"):
        return None
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": ENVIRONMENT["OTEL_SERVICE_NAME"]}))
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    return provider.get_tracer("small")


def main() -> None:
    if broken("ui-life-1"):
        sys.exit(1)
    secret = ENVIRONMENT.get("SLIPWAY_COOKIE_SECRET_FILE", "")
    if secret and not Path(secret).exists() and not broken("ui-env-4"):
        log("error", f"{secret} is missing")
        sys.exit(2)
    timeout = ENVIRONMENT.get("SLIPWAY_API_TIMEOUT_SECONDS", "5")
    if not timeout.replace(".", "").isdigit() and not broken("ui-env-5"):
        log("error", f"SLIPWAY_API_TIMEOUT_SECONDS is {timeout}")
        sys.exit(2)
    if broken("ui-file-1"):
        try:
            Path("/var/small-ui").touch()
        except OSError as error:
            log("error", str(error))
    State.tracer = tracer()
    if not broken("ui-port-2"):
        start_http_server(int(ENVIRONMENT.get("SLIPWAY_METRICS_PORT", "9464")), registry=METRICS.registry)
    server_settings = tomllib.loads((Path(ENVIRONMENT["HOME"]) / ".streamlit" / "config.toml").read_text())["server"]
    server = ThreadingHTTPServer((server_settings["address"], server_settings["port"]), Handler)
    server.daemon_threads = True
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    log("info", "started")
    stop.wait()
    State.draining = True
    deadline = time.monotonic() + (0.7 if broken("ui-life-3") else float(ENVIRONMENT["SLIPWAY_DRAIN_SECONDS"]))
    while State.open_sessions and time.monotonic() < deadline:
        time.sleep(0.05)
    log("info", "stopped")
    os._exit(1 if broken("ui-life-4") else 0)


if __name__ == "__main__":
    main()
