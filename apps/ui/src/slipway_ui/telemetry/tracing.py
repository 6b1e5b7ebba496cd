"""Traces by OTLP. Endpoint, sampler and service name come from the standard OTEL_* variables."""

import os

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import Tracer, format_trace_id, get_current_span

from slipway_ui import __version__

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def tracer_provider() -> TracerProvider:
    """A provider that exports if an endpoint is set; without one, spans still carry ids to the API and to the log."""
    attributes = {"service.name": os.environ.get("OTEL_SERVICE_NAME", "slipway-ui"), "service.version": __version__}
    provider = TracerProvider(resource=Resource.create(attributes))
    if any(os.environ.get(name) for name in _ENDPOINTS) and os.environ.get("OTEL_SDK_DISABLED", "").lower() != "true":
        # Imported here because gRPC costs memory and start-up time that an installation without traces need not pay.
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def tracer_of(provider: TracerProvider) -> Tracer:
    """The tracer that all spans of the UI come from."""
    return provider.get_tracer("slipway_ui", __version__)


def current_trace_id() -> str | None:
    """Hexadecimal id of the running trace, for log lines and for messages that a user can quote; None outside one."""
    context = get_current_span().get_span_context()
    return format_trace_id(context.trace_id) if context.is_valid else None
