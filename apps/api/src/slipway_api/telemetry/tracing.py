"""Traces by OTLP/gRPC. The SDK is imported only when traces are on: it costs 15 MiB and a fifth of a second."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from opentelemetry.context import Context
from opentelemetry.trace import NoOpTracer, Span, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from slipway_api.settings import Settings

_propagator = TraceContextTextMapPropagator()


class _Provider(Protocol):
    def shutdown(self) -> None: ...


@dataclass(frozen=True)
class Tracing:
    """Where spans come from. Without an endpoint they cost next to nothing and go nowhere."""

    tracer: Tracer = field(default_factory=NoOpTracer)
    provider: _Provider | None = None

    def span(self, name: str) -> AbstractContextManager[Span]:
        return self.tracer.start_as_current_span(name)

    def stop(self) -> None:
        """Send what is buffered; takes as long as the exporter's time-out when the collector is away."""
        if self.provider is not None:
            self.provider.shutdown()


def tracing_for(settings: Settings) -> Tracing:
    """Sampling and the export are set by the standard OTEL_… variables."""
    if not settings.tracing_enabled:
        return Tracing()
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    facts = {
        "service.name": settings.otel_service_name,
        "service.version": settings.image_version,
        "k8s.pod.name": settings.pod_name,
    }
    provider = TracerProvider(resource=Resource.create({key: value for key, value in facts.items() if value}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=settings.otel_exporter_otlp_endpoint)))
    return Tracing(provider.get_tracer("slipway_api"), provider)


def remote_context(headers: Mapping[str, str]) -> Context:
    """The caller's trace, from its `traceparent` header."""
    return _propagator.extract(headers)


def trace_id_of(span: Span, sampled_only: bool = False) -> str | None:
    """Hexadecimal trace id, or None without a trace (or without a sampled one: only those can be looked up)."""
    context = span.get_span_context()
    if not context.is_valid or (sampled_only and not context.trace_flags.sampled):
        return None
    return f"{context.trace_id:032x}"
