"""Log lines as JSON with the trace id, for the UI and for the servers below it."""

import json
import logging
import sys
from datetime import UTC, datetime

from slipway_ui.telemetry.tracing import current_trace_id

# Of every record, or Uvicorn's message once more with escape codes.
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class JsonFormatter(logging.Formatter):
    """One object a line: time, level, logger, message, trace_id, what `extra` adds, and the exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if trace_id := current_trace_id():
            line["trace_id"] = trace_id
        line.update({key: value for key, value in vars(record).items() if key not in _OWN_FIELDS})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def log_as_json(level: str) -> None:
    """Send all log lines, Streamlit's and Uvicorn's included, through one JSON handler on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"streamlit", "uvicorn"}:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
    # Every probe and asset would be a line; these libraries say what matters at warning level.
    for name in ("httpx", "httpcore", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
