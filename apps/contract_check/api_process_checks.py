"""The lines of the API about settings, life cycle, series, traces and log."""

import random
import shlex
import signal
import time
import uuid
from pathlib import Path
from typing import Final

import httpx

from contract_check import plain_http
from contract_check.api_checks import (
    MARKED_DIGITS,
    UNKNOWN_ID,
    has_log,
    model_of,
    need_log,
    predict,
    row_of,
)
from contract_check.collector import Span
from contract_check.exposition import ACCEPT
from contract_check.process_checks import clean_exit, no_secret_in_log, unready_at_once
from contract_check.shutdown import REFUSED, HalfRequest, Shutdown, watch_shutdown
from contract_check.surroundings import CLIENT, DRAIN_SECONDS
from contract_check.target import Target, expect_status
from contract_check.verdicts import Broken, Moment, NotTested, expect, line
from contract_check.workload import SecretFolder
from ports import free_port

START_SECONDS: Final = 300
ROTATION_SECONDS: Final = 60
ODD_REQUESTS: Final = 200
MOST_NEW_SERIES: Final = 50
READY: Final = "/readyz"


def start_api(target: Target) -> None:
    """Starts it and notes how it comes up. Raises Broken when it does not."""
    process = target.process
    process.start()
    process.wait_until(lambda: target.answers("/livez"), START_SECONDS, "alive")
    target.memory["alive_after"] = process.age_seconds
    process.wait_until(lambda: target.answers(READY), START_SECONDS, "ready")
    try:
        predict(target, {"row": row_of(target)})
    except Broken as error:
        target.memory["first_prediction"] = str(error)


# --- settings


@line("api-env-1", moment=Moment.OTHER_RUNS)
def _log_level(target: Target) -> None:
    with target.another_run(READY, {"SLIPWAY_LOG_LEVEL": "error"}) as process:
        predict(target, {"row": row_of(target)})
        process.send(signal.SIGTERM)
        process.wait(DRAIN_SECONDS)
        milder = [entry for entry in process.log_lines() if str(entry.get("level", "")).lower() in ("info", "warning")]
        expect(not milder, f"with `error` it still writes {str(milder[:1])[:160]}")


@line("api-env-2", "api-env-3", moment=Moment.OTHER_RUNS)
def _neighbours_away(target: Target) -> None:
    if "neighbours_away" not in target.memory:
        away = {"HOST": "127.0.0.1", "PORT": str(free_port())}
        changes = {f"SLIPWAY_{who}_{what}": value for who in ("DATABASE", "CACHE") for what, value in away.items()}
        with target.another_run(READY, changes):
            predict(target, {"row": row_of(target)})
        target.memory["neighbours_away"] = "fine"


@line("api-env-4", moment=Moment.OTHER_RUNS)
def _no_model(target: Target) -> None:
    with target.another_run("/livez", {"SLIPWAY_MODEL_URI": "/no/such/model"}):
        for _ in range(20):
            expect_status(target.http.get(READY), httpx.codes.SERVICE_UNAVAILABLE)
            time.sleep(0.1)
        expect_status(target.http.get("/livez"), httpx.codes.OK)


@line("api-env-5", moment=Moment.OTHER_RUNS)
def _wrong_value(target: Target) -> None:
    target.refuses_to_start("SLIPWAY_HTTP_PORT", "eight-thousand")


# --- commands


@line("api-command-1", moment=Moment.OTHER_RUNS)
def _migrate(target: Target) -> None:
    _needs(target, "migrate", "SLIPWAY_DATABASE_HOST")


@line("api-command-2", moment=Moment.OTHER_RUNS)
def _first_model(target: Target) -> None:
    _needs(target, "first-model", "MLFLOW_TRACKING_URI")


def _needs(target: Target, command: str, variable: str) -> None:
    """Without its server a command changes nothing, so this can be tested anywhere, and no other program says this."""
    words = shlex.split(target.process.command)
    python = next((word for word in words if Path(word).name.startswith("python")), None)
    if python is None:
        raise NotTested("--command names no Python, in which `-m slipway_api` would be")
    target.refuses_to_start(variable, "", shlex.join([python, "-m", "slipway_api", command]))


# --- keys


@line("api-auth-3", moment=Moment.AFTER_REQUESTS)
def _rotation(target: Target) -> None:
    _ = target.process
    keys, old, new = target.memory["keys"], target.key, f"new-{uuid.uuid4().hex}"
    if not isinstance(keys, SecretFolder) or old is None:
        raise NotTested("the keys are not ours")
    target.memory["rotated"] = (old, new)
    keys.write({CLIENT: f"{old}\n{new}\n"})
    _until_key(target, new, httpx.codes.OK)
    expect_status(_with_key(target, old), httpx.codes.OK)
    keys.write({CLIENT: f"{new}\n"})
    target.key = new
    _until_key(target, old, httpx.codes.UNAUTHORIZED)
    expect_status(_with_key(target, new), httpx.codes.OK)


def _with_key(target: Target, key: str) -> httpx.Response:
    return target.http.get("/model", headers={"Authorization": f"Bearer {key}"})


def _until_key(target: Target, key: str, status: int) -> None:
    deadline = time.monotonic() + ROTATION_SECONDS
    while (found := _with_key(target, key).status_code) != status:
        expect(time.monotonic() < deadline, f"{ROTATION_SECONDS} s after the change a key is still answered {found}")
        time.sleep(0.5)


@line("api-auth-4", moment=Moment.AFTER_REQUESTS)
def _no_key_in_log(target: Target) -> None:
    log = target.process.log()
    keys = (target.key, *target.memory.get("rotated", ()))
    expect(not any(key in log for key in keys if key), "an API key is in the log")


# --- life cycle


@line("api-life-1", moment=Moment.AFTER_REQUESTS)
def _alive_in_time(target: Target) -> None:
    _ = target.process
    expect("alive_after" in target.memory, "it never answered /livez")


@line("api-life-2", moment=Moment.AFTER_REQUESTS)
def _ready_means_ready(target: Target) -> None:
    _ = target.process
    expect("first_prediction" not in target.memory, f"ready, but {target.memory.get('first_prediction')}")


@line("api-life-7", moment=Moment.AFTER_REQUESTS)
def _reload(target: Target) -> None:
    before = _loaded_at(target)
    target.process.send(signal.SIGHUP)
    deadline = time.monotonic() + 30
    while _loaded_at(target) == before:
        expect(target.process.exit_code is None, f"SIGHUP ends it, with exit code {target.process.exit_code}")
        expect(time.monotonic() < deadline, "nothing is loaded within 30 s of SIGHUP")
        time.sleep(0.3)
    predict(target, {"row": row_of(target)})


def _loaded_at(target: Target) -> float:
    return target.metrics().total("model_last_load_timestamp_seconds")


def _shutdown(target: Target) -> Shutdown:
    if "shutdown" not in target.memory:
        process, row = target.process, row_of(target)
        expect(
            process.exit_code is None, f"it ended before, with exit code {process.exit_code}: {process.last_words()}"
        )
        _ = has_log(target)
        unfinished = HalfRequest(target, "/predict", {"row": row})
        time.sleep(0.3)
        [last] = predict(target, {"row": row})
        target.memory["last_prediction"] = last["id"]
        target.memory["shutdown"] = watch_shutdown(target, READY, "/model", DRAIN_SECONDS, unfinished)
    seen: Shutdown = target.memory["shutdown"]
    return seen


@line("api-life-3", moment=Moment.STOP)
def _unready(target: Target) -> None:
    unready_at_once(_shutdown(target))


@line("api-life-4", moment=Moment.STOP)
def _running_requests_finish(target: Target) -> None:
    status = _shutdown(target).unfinished
    expect(status == httpx.codes.OK, f"a request that ran at SIGTERM got {status or 'no answer'}")


@line("api-life-5", moment=Moment.STOP)
def _clean_exit(target: Target) -> None:
    clean_exit(_shutdown(target))


@line("api-life-6", moment=Moment.STOP)
def _late_requests(target: Target) -> None:
    looks = [look for look in _shutdown(target).looks if look.seconds < 1]
    lost = [look for look in looks if look.request == REFUSED]
    expect(looks and not lost, "a new connection within a second of SIGTERM is refused")
    expect(all(look.closes for look in looks), "an answer after SIGTERM does not say Connection: close")


@line("api-life-8", moment=Moment.OTHER_RUNS)
def _log_is_flushed(target: Target) -> None:
    _ = _shutdown(target)
    need_log(target)
    path = f"/predictions/{target.memory['last_prediction']}"
    with target.another_run(READY, {}):
        expect_status(target.get(path), httpx.codes.OK)


# --- series


@line("api-series-1", moment=Moment.AFTER_REQUESTS)
def _route_templates(target: Target) -> None:
    odd = f"odd-{uuid.uuid4().hex}"
    target.get(f"/predictions/{UNKNOWN_ID}")
    target.get(f"/{odd}")
    found = target.metrics()
    values = found.label_values()
    expect(not any(odd in value or UNKNOWN_ID in value for value in values), "a path of a client became a label")
    name = "http_server_request_duration_seconds"
    expect(found.has_series(name, http_route="/predictions/{id}"), f"{name} has no http_route /predictions/{{id}}")


@line("api-series-2", moment=Moment.AFTER_REQUESTS)
def _bounded_series(target: Target) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    # The first ones may bring statuses and methods that were not there before.
    methods = ("GET", "POST", "PUT", "DELETE", "BREW")
    before = 0
    for number in range(ODD_REQUESTS + len(methods)):
        if number == len(methods):
            before = target.metrics().series
        word = f"odd-{chance.getrandbits(64):x}"
        content = f'{{"row": {{"{word}": "{word}"}}}}'.encode() if number % 2 else word.encode()
        path = "/predict" if number % 3 == 0 else f"/{word}"
        target.request(
            methods[number % len(methods)], path, content=content, headers={"Content-Type": "application/json"}
        )
    added = target.metrics().series - before
    expect(added < MOST_NEW_SERIES, f"{ODD_REQUESTS} odd requests add {added} series")


@line("api-series-3", moment=Moment.AFTER_REQUESTS)
def _cache_hits(target: Target) -> None:
    row = row_of(target)
    before = target.metrics()
    for _ in range(3):
        predict(target, {"row": row})
        time.sleep(0.2)
    after = target.metrics()
    if not after.has_series("cache_requests_total"):
        raise NotTested("there is no cache: set SLIPWAY_CACHE_HOST and so on")
    hits = after.total("cache_requests_total", result="hit") - before.total("cache_requests_total", result="hit")
    expect(hits >= 2, f"three equal predictions give {hits:g} hits")


@line("api-series-4", moment=Moment.AFTER_REQUESTS)
def _exemplars(target: Target) -> None:
    _ = target.spans
    _ = _trace(target)
    accepted = {"Accept": ACCEPT}
    # As text: an exemplar is also there when another line of the page is not as OpenMetrics wants it.
    page = plain_http.get(f"{target.metrics_url}/metrics", headers=accepted, timeout=20).text
    found = [text for text in page.splitlines() if text.startswith("http_server_request_duration_seconds_bucket")]
    expect(any('# {trace_id="' in text for text in found), "no bucket has an exemplar with trace_id")


# --- traces


def _trace(target: Target) -> list[Span]:
    """The spans of one prediction that was made with a `traceparent` of ours."""
    if "trace" not in target.memory:
        collector, trace_id = target.spans, uuid.uuid4().hex
        target.memory["trace_id"] = trace_id
        predict(target, {"row": row_of(target)}, traceparent=f"00-{trace_id}-{'1' * 16}-01")
        expect(collector.wait_for(lambda _: True), "no span comes to OTEL_EXPORTER_OTLP_ENDPOINT within 10 s")
        collector.wait_for(lambda span: span.trace_id == trace_id)
        # The rest of the trace may come with the next batch.
        time.sleep(1)
        target.memory["trace"] = [span for span in collector.spans if span.trace_id == trace_id]
    spans: list[Span] = target.memory["trace"]
    return spans


@line("api-trace-1", moment=Moment.AFTER_REQUESTS)
def _spans_arrive(target: Target) -> None:
    _ = _trace(target)
    services = {span.service for span in target.spans.spans}
    expect(services == {"slipway-api"}, f"service.name is {', '.join(sorted(services))}, not slipway-api")


@line("api-trace-2", moment=Moment.AFTER_REQUESTS)
def _server_span(target: Target) -> None:
    roots = [span for span in _trace(target) if span.parent_id == "1" * 16]
    expect(roots, "no span has the caller's span of `traceparent` as its parent")
    root = roots[0]
    expect(root.name == "POST /predict", f"the server span is named {root.name!r}, not 'POST /predict'")
    wanted = {"http.request.method": "POST", "http.route": "/predict", "http.response.status_code": httpx.codes.OK}
    for name, value in wanted.items():
        expect(root.attributes.get(name) == value, f"{name} is {root.attributes.get(name)!r}, not {value!r}")


@line("api-trace-3", moment=Moment.AFTER_REQUESTS)
def _attributes(target: Target) -> None:
    found = {name for span in _trace(target) for name in span.attributes}
    feature_set = {f"mlp.feature_set.{part}" for part in ("name", "version", "hash")}
    wanted = feature_set | {"mlp.request.type", "mlp.model.name", "mlp.model.version", "mlp.prediction.outcome"}
    expect(wanted <= found, f"no span has {', '.join(sorted(wanted - found))}")


@line("api-trace-4", moment=Moment.AFTER_REQUESTS)
def _nothing_personal(target: Target) -> None:
    _ = _trace(target)
    values = [str(value) for span in target.spans.spans for value in span.attributes.values()]
    for forbidden in (MARKED_DIGITS, CLIENT, target.key or CLIENT):
        expect(not any(forbidden in value for value in values), "an attribute holds a feature value, a key or a caller")


@line("api-trace-5", moment=Moment.AFTER_REQUESTS)
def _pseudonym(target: Target) -> None:
    pseudonyms = {span.attributes.get("enduser.pseudo.id") for span in _trace(target)} - {None}
    expect(pseudonyms, "no span has enduser.pseudo.id")


@line("api-trace-6", moment=Moment.AFTER_REQUESTS)
def _stages(target: Target) -> None:
    spans = _trace(target)
    # An answer from the cache needs no inference: every prediction of this run may have it.
    names = {span.name for span in (*spans, *(span for span in target.spans.spans if span.name == "inference"))}
    missing = {"preprocess", "inference", "postprocess", "cache", "log"} - names
    expect(not missing, f"no span is named {', '.join(sorted(missing))}")
    if model_of(target).get("classes"):
        expect(any("mlp.prediction.class" in span.attributes for span in spans), "no span has mlp.prediction.class")


@line("api-trace-7", moment=Moment.AFTER_REQUESTS)
def _probes_are_not_traced(target: Target) -> None:
    _ = _trace(target)
    probes = {span.name for span in target.spans.spans if span.name.endswith(("/livez", "/readyz"))}
    expect(not probes, f"there are spans named {', '.join(sorted(probes))}")


# --- log


@line("api-log-2", moment=Moment.AFTER_REQUESTS)
def _trace_ids_in_log(target: Target) -> None:
    _ = target.spans
    need_log(target)
    trace_id = target.memory.get("feedback_trace")
    lines = [entry for entry in target.process.log_lines() if entry.get("trace_id") == trace_id]
    expect(lines, "no line of the log has the trace_id of a feedback that was traced")


@line("api-log-3", moment=Moment.AFTER_REQUESTS)
def _audit(target: Target) -> None:
    process = target.process
    need_log(target)
    lines = [entry for entry in process.log_lines() if entry.get("logger") == "slipway.audit"]
    expect(lines, "feedback leaves no line of the logger slipway.audit")
    flat = str(lines[0])
    expect("action" in flat and "caller" in flat, f"the line of the audit does not say who did what: {flat[:160]}")


@line("api-log-4", moment=Moment.AFTER_REQUESTS)
def _nothing_secret_in_log(target: Target) -> None:
    no_secret_in_log(target)
    expect(MARKED_DIGITS not in target.process.log(), "a feature value is in the log")
