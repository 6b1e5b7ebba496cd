"""Log lines as JSON on standard output, each with the trace that it belongs to."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

from opentelemetry.trace import get_current_span

from slipway_api.telemetry.tracing import trace_id_of

# What every record has; anything else was given by `extra` and becomes a field of the line.
_STANDARD: Final = frozenset(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {
    "message", "asctime", "taskName", "color_message"
}  # fmt: skip


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if trace_id := trace_id_of(get_current_span()):
            line["trace_id"] = trace_id
        if audited := getattr(record, "audit", None):
            # The message repeats the record for plain formatters.
            line["message"] = audited["action"]
        line.update((key, value) for key, value in vars(record).items() if key not in _STANDARD)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def configure_logging(level: str) -> None:
    """One handler for the whole process."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These say at level info what the process says itself, or what the metrics say.
    for chatty in ("uvicorn", "uvicorn.access", "alembic", "mlflow", "urllib3", "httpx"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
