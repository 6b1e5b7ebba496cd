"""All Prometheus metrics of the UI, once. Names and labels are a contract: dashboards, alerts and scaling read them.

Every label value comes from a fixed set in the code: pages, kinds, outcomes, route templates. Nothing that a user
types, and no identity, ever becomes a label.
"""

from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from slipway_ui.settings import Settings

# Every threshold of an alert or a scaling rule is a boundary, so that no rule depends on interpolation.
PAGE_LOAD_BUCKETS = (0.25, 0.5, 1, 2, 3, 5, 10, 30)
SCRIPT_RUN_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30)
API_CALL_BUCKETS = (0.1, 0.3, 0.5, 1, 2, 5, 10)

# Classes that scripts really raise; anything else is 'other', so that the label set stays bounded.
KNOWN_EXCEPTIONS = frozenset(
    {
        "ApiAway",
        "ApiRefused",
        "AttributeError",
        "FileNotFoundError",
        "IndexError",
        "KeyError",
        "MemoryError",
        "OSError",
        "RuntimeError",
        "StreamlitAPIException",
        "TypeError",
        "ValidationError",
        "ValueError",
        "ZeroDivisionError",
    }
)


class _ActiveSessions(Collector):
    """Sessions with an open WebSocket on this replica, asked of Streamlit at scrape time."""

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("active_sessions", "Open browser sessions on this replica.", value=active_sessions())


def active_sessions() -> int:
    """Number of browser tabs connected to this process; 0 before the server runs."""
    from streamlit.runtime import Runtime

    if not Runtime.exists():
        return 0
    statistics = Runtime.instance().stats_mgr.get_stats(["active_sessions"])
    return sum(int(getattr(sample, "value", 0)) for sample in statistics.get("active_sessions", ()))


class Metrics:
    """One instance for a process. It lives in an imported module: a script run must not register it again."""

    def __init__(self, settings: Settings) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # one more series for each of ours, and nothing reads them
        self.registry = registry = CollectorRegistry(auto_describe=True)
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
        registry.register(_ActiveSessions())

        self.page_load = Histogram(
            "streamlit_page_load_duration_seconds",
            "Time from the start of navigation to a rendered page, told by the browser.",
            ["page"],
            buckets=PAGE_LOAD_BUCKETS,
            registry=registry,
        )
        self.page_load_beacons = Counter(
            "streamlit_page_load_beacons_total",
            "Browser reports about page load by what became of them.",
            ["result"],
            registry=registry,
        )
        self.script_run = Histogram(
            "streamlit_script_run_duration_seconds",
            "Time of one run of the page script.",
            ["page", "outcome", "first_run"],
            buckets=SCRIPT_RUN_BUCKETS,
            registry=registry,
        )
        self.script_runs = Counter(
            "streamlit_script_runs_total", "Runs of the page script by outcome.", ["outcome"], registry=registry
        )
        self.script_errors = Counter(
            "streamlit_script_errors_total", "Uncaught exceptions of the page script.", ["exception"], registry=registry
        )
        self.interactions = Counter(
            "streamlit_interactions_total", "What users did.", ["page", "kind"], registry=registry
        )
        self.api_call = Histogram(
            "http_client_request_duration_seconds",
            "Time of one call to the API.",
            ["http_request_method", "url_template", "http_response_status_code", "error_type"],
            buckets=API_CALL_BUCKETS,
            registry=registry,
        )
        self.api_calls = Counter("api_client_requests_total", "Calls to the API.", ["outcome"], registry=registry)
        self.cache_requests = Counter(
            "cache_requests_total", "Look-ups in the caches of the UI.", ["cache", "result"], registry=registry
        )
        self._start_at_zero()
        self._limits(settings)

    def _start_at_zero(self) -> None:
        """A rate over a series that appears with its first error misses that error, so they exist from the start."""
        for outcome in ("ok", "error", "timeout"):
            self.api_calls.labels(outcome)
        for outcome in ("ok", "error"):
            self.script_runs.labels(outcome)

    def _limits(self, settings: Settings) -> None:
        class Limits(Collector):
            def collect(self) -> Iterator[Metric]:
                if settings.memory_limit_bytes is not None:
                    yield GaugeMetricFamily(
                        "container_memory_limit_bytes", "Memory limit.", value=settings.memory_limit_bytes
                    )
                if settings.cpu_limit_millicores is not None:
                    yield GaugeMetricFamily(
                        "container_cpu_limit_cores", "CPU limit.", value=settings.cpu_limit_millicores / 1000
                    )

        self.registry.register(Limits())

    def count_script_error(self, error: BaseException) -> None:
        """Count an exception that nobody caught, and the run that it ended."""
        name = type(error).__name__
        self.script_errors.labels(name if name in KNOWN_EXCEPTIONS else "other").inc()
        self.script_runs.labels("error").inc()
