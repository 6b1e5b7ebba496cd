"""Time, outcome and trace of each run of the page script."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer
from streamlit.runtime.scriptrunner import RerunException, StopException

from slipway_ui.telemetry.metrics import Metrics


class ScriptRun:
    """One run. The page is known only after the router chose it, so it is set while the run goes on."""

    page = "none"
    first_run = False


@contextmanager
def script_run(metrics: Metrics, tracer: Tracer) -> Iterator[ScriptRun]:
    """Measure a run under a root span: a WebSocket carries no trace context, so each run starts a trace of its own."""
    run = ScriptRun()
    outcome = "ok"
    started = time.perf_counter()
    with tracer.start_as_current_span("streamlit.script_run", kind=SpanKind.SERVER, record_exception=False) as span:
        try:
            yield run
        except (RerunException, StopException):
            raise  # how Streamlit ends a run early; not an error
        except Exception as error:
            outcome = "error"
            span.record_exception(error)
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise  # on_script_error counts it: it also sees the callbacks of widgets, which run before the script
        finally:
            span.set_attributes({"slipway.ui.page": run.page, "slipway.ui.first_run": run.first_run})
            duration = time.perf_counter() - started
            metrics.script_run.labels(run.page, outcome, str(run.first_run).lower()).observe(duration)
            if outcome == "ok":
                metrics.script_runs.labels("ok").inc()
