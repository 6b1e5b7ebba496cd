"""Log lines are JSON, with the trace that they belong to."""

import json
import logging

import pytest
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, use_span

from slipway_api.security.audit import audit
from slipway_api.security.caller import Caller
from slipway_api.telemetry.logging import JsonFormatter


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger("test").makeRecord(
        "test", logging.WARNING, "file", 1, message, arguments, None, extra=extra
    )


def test_a_line_has_message_and_fields() -> None:
    line = json.loads(JsonFormatter().format(record("%d rows\n", 3, model="wine", when=object())))
    assert (line["message"], line["level"], line["logger"], line["model"]) == ("3 rows\n", "warning", "test", "wine")
    assert line["time"].endswith("+00:00")
    assert "trace_id" not in line


def test_a_line_has_the_trace_it_belongs_to() -> None:
    context = SpanContext(0xABC, 0x1, is_remote=False, trace_flags=TraceFlags(1))
    with use_span(NonRecordingSpan(context)):
        line = json.loads(JsonFormatter().format(record("hello")))
    assert line["trace_id"] == f"{0xABC:032x}"


def test_an_exception_is_part_of_its_line() -> None:
    try:
        raise ValueError("no")
    except ValueError as error:
        broken = record("failed")
        broken.exc_info = (type(error), error, error.__traceback__)
    text = JsonFormatter().format(broken)
    assert "\n" not in text
    assert "ValueError: no" in json.loads(text)["exception"]


def test_an_audit_line_is_not_json_within_json(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    audit("feedback", Caller("shop", "api-key", None), prediction_id="7")
    line = json.loads(JsonFormatter().format(caplog.records[0]))
    assert line["message"] == "feedback"
    assert (line["audit"]["caller"], line["audit"]["prediction_id"]) == ("shop", "7")
