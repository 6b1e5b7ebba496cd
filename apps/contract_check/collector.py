"""Takes spans by OTLP/gRPC, as an OpenTelemetry collector does, and keeps them."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Span:
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    service: str
    attributes: Mapping[str, Any]


class Collector:
    """On a free loopback port; raises ImportError without the packages that the exporters of our apps bring."""

    def __init__(self) -> None:
        import grpc
        from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as service

        self._spans: list[Span] = []
        self._lock = threading.Lock()

        def export(request: Any, _context: Any) -> Any:
            with self._lock:
                self._spans += _spans_of(request)
            return service.ExportTraceServiceResponse()

        handler = grpc.unary_unary_rpc_method_handler(
            export,
            request_deserializer=service.ExportTraceServiceRequest.FromString,
            response_serializer=service.ExportTraceServiceResponse.SerializeToString,
        )
        self._server = grpc.server(ThreadPoolExecutor(2))
        self._server.add_generic_rpc_handlers(
            (
                grpc.method_handlers_generic_handler(
                    "opentelemetry.proto.collector.trace.v1.TraceService", {"Export": handler}
                ),
            )
        )
        self.port: int = self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()

    @property
    def spans(self) -> list[Span]:
        with self._lock:
            return list(self._spans)

    def wait_for(self, wanted: Callable[[Span], bool], seconds: float = 10) -> list[Span]:
        """The wanted spans, as soon as there are any; exporters send with a delay."""
        deadline = time.monotonic() + seconds
        while not (found := [span for span in self.spans if wanted(span)]) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def stop(self) -> None:
        self._server.stop(None)


def _spans_of(request: Any) -> list[Span]:
    return [
        Span(
            name=span.name,
            trace_id=span.trace_id.hex(),
            span_id=span.span_id.hex(),
            parent_id=span.parent_span_id.hex(),
            service=str(_attributes(resource.resource).get("service.name", "")),
            attributes=_attributes(span),
        )
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def _attributes(holder: Any) -> dict[str, Any]:
    return {
        item.key: getattr(item.value, item.value.WhichOneof("value") or "string_value") for item in holder.attributes
    }
