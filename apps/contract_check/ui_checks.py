"""The lines of the UI."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Self

import httpx

from contract_check.browser import REPORT, Browser, NoSession, report_page_load
from contract_check.exposition import Exposition
from contract_check.process_checks import clean_exit, unready_at_once
from contract_check.shutdown import Shutdown, watch_shutdown
from contract_check.surroundings import API_TIMEOUT_SECONDS, DRAIN_SECONDS
from contract_check.target import Target, expect_status
from contract_check.verdicts import Broken, Moment, NotTested, expect, line
from contract_check.workload import SecretFolder

START_SECONDS: Final = 120
HEALTH: Final = "/_stcore/health"
OUTCOMES: Final = ("ok", "error", "timeout")


def start_ui(target: Target) -> None:
    """Starts it while the API is away. Raises Broken when it does not come up."""
    process = target.process
    process.start()
    process.wait_until(lambda: target.answers(HEALTH), START_SECONDS, "healthy")
    target.memory["healthy_after"] = process.age_seconds
    with suppress(Broken):  # without metrics there are other lines that say so
        target.memory["at_start"] = target.metrics()
    target.memory["stub"].start()


# --- a session, as a browser has it


def visit(target: Target) -> bytes:
    """One session with one run of the page script. Raises NotTested when this is no Streamlit."""
    try:
        with Browser(target.url) as browser:
            return browser.run_script()
    except (NoSession, OSError) as error:
        raise NotTested(f"no session can be opened as Streamlit does it: {error}") from error


def _visited(target: Target) -> bytes:
    """The page of one session that reported its page load."""
    if "page" not in target.memory:
        page = target.memory["page"] = visit(target)
        report_page_load(target.url, page)
    page = target.memory["page"]
    return bytes(page)


def prepare_metrics(target: Target) -> None:
    """Somebody must have used the UI before its metrics can be looked at; a UI that is no Streamlit goes without."""
    try:
        _visited(target)
    except NotTested:
        return


def _calls(target: Target) -> list[tuple[str, dict[str, str]]]:
    """Path and headers of the API calls so far, at least one."""
    _ = target.process
    _visited(target)
    calls: list[tuple[str, dict[str, str]]] = target.memory["stub"].requests
    expect(calls, "a session calls nothing at SLIPWAY_API_URL")
    return calls


def _wait(condition: Callable[[], Any], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not (holds := bool(condition())) and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds


# --- settings


@line("ui-env-1")
def _api_url(target: Target) -> None:
    _calls(target)


@line("ui-env-2")
def _api_key(target: Target) -> None:
    calls, key = _calls(target), target.key
    found = {headers.get("authorization", "none") for _, headers in calls}
    expect(
        found == {f"Bearer {key}"}, "calls do not carry the content of SLIPWAY_API_KEY_FILE as Authorization: Bearer"
    )
    access = target.memory["access"]
    if not isinstance(access, SecretFolder):
        raise NotTested("the key is not ours")
    access.write({"api-key": "changed-key\n"})
    before = len(calls)
    time.sleep(0.3)
    visit(target)
    expect(_wait(lambda: len(calls) > before), "another session makes no call of the API")
    last = {headers.get("authorization") for _, headers in calls[before:]}
    expect(last == {"Bearer changed-key"}, "after a change of SLIPWAY_API_KEY_FILE calls carry the old key")


@line("ui-env-3")
def _api_timeout(target: Target) -> None:
    _calls(target)
    stub, name = target.memory["stub"], "api_client_requests_total"
    before = target.metrics().total(name, outcome="timeout")
    time.sleep(0.3)
    stub.delay_seconds = API_TIMEOUT_SECONDS + 3
    try:
        started = time.monotonic()
        visit(target)
        counted = _wait(lambda: target.metrics().total(name, outcome="timeout") > before, API_TIMEOUT_SECONDS + 2)
        seconds = time.monotonic() - started
    finally:
        stub.delay_seconds = 0
    expect(
        counted, f"a call that takes longer than {API_TIMEOUT_SECONDS} s is not counted as `timeout` ({seconds:.0f} s)"
    )


@line("ui-env-4", moment=Moment.OTHER_RUNS)
def _cookie_secret(target: Target) -> None:
    target.refuses_to_start("SLIPWAY_COOKIE_SECRET_FILE", "/no/such/cookie-secret")


@line("ui-env-5", moment=Moment.OTHER_RUNS)
def _wrong_value(target: Target) -> None:
    target.refuses_to_start("SLIPWAY_API_TIMEOUT_SECONDS", "five")


# --- endpoints and headers


@line("ui-http-1")
def _health(target: Target) -> None:
    expect_status(target.http.get(HEALTH), httpx.codes.OK)
    expect("<html" not in target.http.get(HEALTH).text.lower(), f"{HEALTH} answers a page: nobody serves that path")


@line("ui-http-2")
def _page(target: Target) -> None:
    answer = target.http.get("/")
    expect_status(answer, httpx.codes.OK)
    expect("text/html" in answer.headers.get("content-type", ""), "GET / is no HTML")


@line("ui-http-3")
def _session(target: Target) -> None:
    try:
        with Browser(target.url) as browser:
            expect(browser.run_script(), "the session sends nothing")
    except NoSession as error:
        raise Broken(str(error)) from error


@line("ui-http-4")
def _foreign_report(target: Target) -> None:
    report = {"ticket": "invented", "seconds": 1}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Origin": target.url}):
        answer = target.http.post(REPORT, json=report, headers=headers)
        expect_status(answer, httpx.codes.FORBIDDEN)


@line("ui-header-1")
def _headers(target: Target) -> None:
    headers = target.http.get("/").headers
    expect(headers.get("x-content-type-options") == "nosniff", "no X-Content-Type-Options: nosniff")
    expect(
        "frame-ancestors" in headers.get("content-security-policy", ""), "no Content-Security-Policy: frame-ancestors"
    )


@line("ui-header-2")
def _more_headers(target: Target) -> None:
    headers = target.http.get("/").headers
    missing = [name for name in ("Referrer-Policy", "Permissions-Policy") if name not in headers]
    expect(not missing, f"no {', '.join(missing)}")
    expect("server" not in headers, f"Server: {headers.get('server')}")


# --- life cycle


@line("ui-life-1", moment=Moment.AFTER_REQUESTS)
def _healthy_in_time(target: Target) -> None:
    _ = target.process
    expect("healthy_after" in target.memory, f"it never answered {HEALTH}")


def _shutdown(target: Target) -> Shutdown:
    if "shutdown" not in target.memory:
        process = target.process
        expect(
            process.exit_code is None, f"it ended before, with exit code {process.exit_code}: {process.last_words()}"
        )
        with _Visitor(target) as visitor:
            target.memory["shutdown"] = watch_shutdown(target, HEALTH, "/", DRAIN_SECONDS)
        target.memory["lasted"] = visitor.seconds
    seen: Shutdown = target.memory["shutdown"]
    return seen


class _Visitor:
    """A session that stays for some seconds after the start, unless the server ends it before."""

    STAYS_SECONDS: Final = 3.0

    def __init__(self, target: Target) -> None:
        self.seconds: float | None = None
        try:
            self._browser: Browser | None = Browser(target.url)
            self._browser.run_script(3)
        except (NoSession, OSError):
            self._browser = None
        self._thread = threading.Thread(target=self._stay, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(self.STAYS_SECONDS + 2)

    def _stay(self) -> None:
        if self._browser is None:
            return
        started = time.monotonic()
        while self._browser.open and time.monotonic() - started < self.STAYS_SECONDS:
            time.sleep(0.1)
        self.seconds = time.monotonic() - started
        self._browser.close()


@line("ui-life-2", moment=Moment.STOP)
def _unready(target: Target) -> None:
    unready_at_once(_shutdown(target))


@line("ui-life-3", moment=Moment.STOP)
def _sessions_go_on(target: Target) -> None:
    _ = _shutdown(target)
    lasted = target.memory["lasted"]
    if lasted is None:
        raise NotTested("no session can be opened as Streamlit does it")
    expect(lasted >= _Visitor.STAYS_SECONDS, f"a session was cut {lasted:.1f} s after SIGTERM")


@line("ui-life-4", moment=Moment.STOP)
def _clean_exit(target: Target) -> None:
    clean_exit(_shutdown(target))


# --- series, traces


@line("ui-series-1")
def _active_sessions(target: Target) -> None:
    name = "active_sessions"
    _wait(lambda: target.metrics().total(name) == 0)
    before = target.metrics().total(name)
    try:
        with Browser(target.url) as browser:
            browser.run_script(3)
            during = target.metrics().total(name)
    except (NoSession, OSError) as error:
        raise NotTested(f"no session can be opened as Streamlit does it: {error}") from error
    expect(during > before, f"{name} is {during:g} with a session more than at {before:g}")


@line("ui-series-2", moment=Moment.AFTER_REQUESTS)
def _zero_from_the_start(target: Target) -> None:
    _ = target.process
    at_start = target.memory.get("at_start")
    if not isinstance(at_start, Exposition):
        raise NotTested("the metrics of the start were not read")
    for outcome in OUTCOMES:
        found = at_start.has_series("api_client_requests_total", outcome=outcome)
        expect(found, f"api_client_requests_total has no series for {outcome} at the start")


@line("ui-trace-1", moment=Moment.AFTER_REQUESTS)
def _trace_context(target: Target) -> None:
    _ = target.spans
    expect(all("traceparent" in headers for _, headers in _calls(target)), "calls of the API carry no traceparent")


@line("ui-trace-2", moment=Moment.AFTER_REQUESTS)
def _spans(target: Target) -> None:
    calls = _calls(target)
    traced = {headers.get("traceparent", "--").split("-")[1] for _, headers in calls}
    found = target.spans.wait_for(lambda span: span.trace_id in traced)
    expect(found, "the trace that a call of the API names does not come to OTEL_EXPORTER_OTLP_ENDPOINT within 10 s")
    services = {span.service for span in target.spans.spans}
    expect(services == {"slipway-ui"}, f"service.name is {', '.join(sorted(services))}, not slipway-ui")
    time.sleep(1)
    ids = {span.span_id for span in target.spans.spans}
    nested = [span for span in target.spans.spans if span.trace_id in traced and span.parent_id in ids]
    expect(nested, "the calls of a script run have no span of that run as their parent")
