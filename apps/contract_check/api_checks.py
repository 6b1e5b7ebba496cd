"""The lines of the API that requests show."""

import json
import time
import uuid
from collections.abc import Mapping
from typing import Any, Final

import httpx

from contract_check.exposition import ACCEPT, scrape
from contract_check.target import Target, expect_status, json_object
from contract_check.verdicts import Moment, NotTested, expect, line

TYPES: Final = frozenset({"double", "float", "long", "integer", "boolean", "string", "datetime"})
# Added to a feature of every row: digits that can be looked for where feature values must not be.
MARK: Final = 0.00271828459
MARKED_DIGITS: Final = "271828459"
MOST_ROWS: Final = 1000
LOG_SECONDS: Final = 5
MOST_BYTES: Final = 2 * 1024 * 1024
WRONG_BODY: Final = (400, 422)
UNKNOWN_ID: Final = "00000000-0000-4000-8000-000000000000"


# --- what several lines need


def model_of(target: Target) -> dict[str, Any]:
    """The answer of GET /model, asked once."""
    if "model" not in target.memory:
        answer = target.get("/model")
        expect_status(answer, httpx.codes.OK)
        target.memory["model"] = json_object(answer, "name", "version", "features")
    model: dict[str, Any] = target.memory["model"]
    return model


def row_of(target: Target) -> dict[str, Any]:
    """A row that the model should accept, made from its features."""
    features = model_of(target)["features"]
    row = {feature["name"]: _typical(feature) for feature in features}
    for feature in features:
        if feature["type"] == "double":
            row[feature["name"]] = round(row[feature["name"]], 2) + MARK
            break
    return row


def _typical(feature: Mapping[str, Any]) -> Any:
    kind = feature["type"]
    if (median := feature.get("median")) is not None:
        return median
    low, high = feature.get("minimum"), feature.get("maximum")
    number = (low + high) / 2 if low is not None and high is not None else 1
    substitutes = {"boolean": True, "string": "a", "datetime": "2026-01-01T00:00:00Z"}
    return substitutes.get(kind, float(number) if kind in ("double", "float") else int(number))


def predict(target: Target, document: Any, **headers: str) -> list[dict[str, Any]]:
    """The predictions of a request that must succeed."""
    answer = target.post("/predict", document, **headers)
    expect_status(answer, httpx.codes.OK)
    predictions = json_object(answer, "model", "predictions")["predictions"]
    expect(isinstance(predictions, list), "POST /predict: `predictions` is no array")
    for prediction in predictions:
        expect({"id", "prediction"} <= prediction.keys(), "POST /predict: a prediction has no `id` or no `prediction`")
    return list(predictions)


def problem_of(answer: httpx.Response, *statuses: int) -> dict[str, Any]:
    """The problem document of an answer."""
    expect_status(answer, *statuses)
    kind = answer.headers.get("content-type", "")
    request = f"{answer.request.method} {answer.request.url.path}"
    expect(kind.startswith("application/problem+json"), f"{request}: the error has the type {kind!r}")
    document = json_object(answer, "type", "title", "status", "detail")
    expect(document["status"] == answer.status_code, f"{request}: `status` is {document['status']!r}")
    return document


def has_log(target: Target) -> bool:
    """Whether there is a prediction log; without one the API says 503."""
    if "has_log" not in target.memory:
        target.memory["has_log"] = (
            target.get(f"/predictions/{UNKNOWN_ID}").status_code != httpx.codes.SERVICE_UNAVAILABLE
        )
    return bool(target.memory["has_log"])


def need_log(target: Target) -> None:
    if not has_log(target):
        raise NotTested("there is no prediction log: set SLIPWAY_DATABASE_HOST and so on")


# --- ports and endpoints


@line("api-port-1", "ui-port-1")
def _listens(target: Target) -> None:
    target.get("/")


@line("api-port-2", "ui-port-2", moment=Moment.AFTER_REQUESTS)
def _metrics_page(target: Target) -> None:
    for accept in ("text/plain", ACCEPT):
        expect(scrape(target.metrics_url, accept).families, f"{target.metrics_url}/metrics is empty")


@line("api-port-3")
def _no_metrics_on_the_http_port(target: Target) -> None:
    answer = target.http.get("/metrics")
    expect(answer.status_code >= httpx.codes.BAD_REQUEST, f"GET /metrics of the HTTP port answers {answer.status_code}")


@line("api-http-1")
def _livez(target: Target) -> None:
    expect_status(target.http.get("/livez"), httpx.codes.OK)


@line("api-http-2")
def _readyz(target: Target) -> None:
    expect_status(target.http.get("/readyz"), httpx.codes.OK)


@line("api-http-3")
def _model(target: Target) -> None:
    model = model_of(target)
    for key in ("name", "version"):
        expect(isinstance(model[key], str) and model[key], f"GET /model: `{key}` is {model[key]!r}, no text")
    expect(isinstance(model["features"], list) and model["features"], "GET /model: `features` is no array, or empty")
    for feature in model["features"]:
        missing = {"name", "type", "required"} - feature.keys()
        expect(not missing, f"GET /model: a feature has no {', '.join(sorted(missing))}")
        expect(feature["type"] in TYPES, f"GET /model: {feature['name']} has the type {feature['type']!r}")


@line("api-http-4")
def _facts_of_the_model(target: Target) -> None:
    model = model_of(target)
    missing = {"classes", "quality", "reference"} - model.keys()
    expect(not missing, f"GET /model has no {', '.join(sorted(missing))}")
    gaps = {"rows", "features", "prediction"} - model["reference"].keys()
    expect(not gaps, f"GET /model: `reference` has no {', '.join(sorted(gaps))}")
    for feature in model["features"]:
        gaps = {"minimum", "maximum", "median", "accepted", "importance"} - feature.keys()
        expect(not gaps, f"GET /model: {feature['name']} has no {', '.join(sorted(gaps))}")


@line("api-http-5")
def _one_row(target: Target) -> None:
    row = row_of(target)
    first, second = (predict(target, {"row": row}) for _ in range(2))
    expect(len(first) == 1, f"POST /predict: {len(first)} predictions for one row")
    expect(first[0]["id"] != second[0]["id"], "POST /predict: two predictions have the same id")


@line("api-http-6")
def _many_rows(target: Target) -> None:
    row = row_of(target)
    expect(len(predict(target, {"rows": [row] * MOST_ROWS})) == MOST_ROWS, "POST /predict: not one prediction per row")
    other = {**row, **_changed(target)}
    alone = [predict(target, {"row": each})[0]["prediction"] for each in (row, other)]
    together = [prediction["prediction"] for prediction in predict(target, {"rows": [row, other]})]
    expect(together == alone, f"POST /predict: {together} for two rows, but {alone} one by one")


def _changed(target: Target) -> dict[str, Any]:
    """Numbers at their upper end, so that many models answer something else."""
    features = model_of(target)["features"]
    numbers = (feature for feature in features if feature["type"] in ("double", "float", "integer", "long"))
    return {feature["name"]: feature["maximum"] for feature in numbers if feature.get("maximum") is not None}


@line("api-http-7")
def _classes_and_scores(target: Target) -> None:
    classes = model_of(target).get("classes") or []
    if not classes:
        raise NotTested("the model is no classifier")
    [prediction] = predict(target, {"row": row_of(target)})
    expect(
        str(prediction["prediction"]) in classes, f"POST /predict: {prediction['prediction']!r} is none of {classes}"
    )
    if (scores := prediction.get("scores")) is not None:
        expect(
            sorted(scores) == sorted(classes), f"POST /predict: scores of {sorted(scores)}, not of {sorted(classes)}"
        )
        total = sum(scores.values())
        expect(abs(total - 1) < 1e-3, f"POST /predict: the scores add up to {total:g}")


@line("api-http-8")
def _stored_predictions(target: Target) -> None:
    row = row_of(target)
    [prediction] = predict(target, {"row": row})
    path = f"/predictions/{prediction['id']}"
    if not has_log(target):
        problem_of(target.get(path), httpx.codes.SERVICE_UNAVAILABLE)
        return
    stored = _soon(target, path)
    expect(stored["features"] == row, f"GET {path}: `features` is {stored['features']}, not {row}")
    expect(stored["prediction"] == prediction["prediction"], f"GET {path}: the prediction is another one")
    problem_of(target.get(f"/predictions/{UNKNOWN_ID}"), httpx.codes.NOT_FOUND)


def _soon(target: Target, path: str) -> dict[str, Any]:
    deadline = time.monotonic() + LOG_SECONDS
    while (answer := target.get(path)).status_code != httpx.codes.OK:
        expect(time.monotonic() < deadline, f"GET {path} still answers {answer.status_code} after {LOG_SECONDS} s")
        time.sleep(0.1)
    return json_object(answer, "id", "created_at", "features", "prediction")


@line("api-http-9")
def _feedback(target: Target) -> None:
    [prediction] = predict(target, {"row": row_of(target)})
    feedback = {"prediction_id": prediction["id"], "label": prediction["prediction"]}
    if not has_log(target):
        problem_of(target.post("/feedback", feedback), httpx.codes.SERVICE_UNAVAILABLE)
        return
    _soon(target, f"/predictions/{prediction['id']}")
    target.memory["feedback_trace"] = trace_id = uuid.uuid4().hex
    parent = {"traceparent": f"00-{trace_id}-{'1' * 16}-01"}
    expect_status(target.post("/feedback", feedback, **parent), httpx.codes.NO_CONTENT)
    problem_of(target.post("/feedback", {**feedback, "prediction_id": UNKNOWN_ID}), httpx.codes.NOT_FOUND)
    if model_of(target).get("classes"):
        problem_of(target.post("/feedback", {**feedback, "label": "no-such-class"}), httpx.codes.UNPROCESSABLE_ENTITY)


@line("api-http-10")
def _version(target: Target) -> None:
    answer = target.http.get("/version")
    expect_status(answer, httpx.codes.OK)
    expect(isinstance(json_object(answer, "version")["version"], str), "GET /version: `version` is no text")


@line("api-http-11")
def _openapi(target: Target) -> None:
    answer = target.get("/openapi.json")
    expect_status(answer, httpx.codes.OK)
    document = json_object(answer, "openapi", "paths")
    expect(str(document["openapi"]).startswith("3."), f"GET /openapi.json: OpenAPI {document['openapi']}")
    missing = {"/predict", "/feedback", "/model"} - document["paths"].keys()
    expect(not missing, f"GET /openapi.json does not describe {', '.join(sorted(missing))}")
    expect_status(target.get("/docs"), httpx.codes.OK)


# --- errors and headers


@line("api-error-1")
def _problem_documents(target: Target) -> None:
    problem_of(target.get("/no-such-path"), httpx.codes.NOT_FOUND)
    problem_of(target.get("/predict"), httpx.codes.METHOD_NOT_ALLOWED)


@line("api-error-2")
def _named_fields(target: Target) -> None:
    row = row_of(target)
    required = [feature for feature in model_of(target)["features"] if feature["required"]] or model_of(target)[
        "features"
    ]
    name = required[0]["name"]
    wrong: Any = 1 if required[0]["type"] in ("string", "boolean", "datetime") else "no number"
    pointer = "/rows/1/" + name.replace("~", "~0").replace("/", "~1")
    for what, place, bad in (
        ("a wrong type", pointer, {**row, name: wrong}),
        ("a missing feature", pointer, {key: value for key, value in row.items() if key != name}),
        ("an unknown feature", "/rows/1/no-such-feature", {**row, "no-such-feature": 1}),
    ):
        answer = target.post("/predict", {"rows": [row, bad]})
        errors = problem_of(answer, httpx.codes.UNPROCESSABLE_ENTITY).get("errors") or []
        found = [error.get("pointer") for error in errors]
        expect(place in found, f"POST /predict with {what}: `errors` names {found}, not {place}")
        expect(all(error.get("detail") for error in errors), f"POST /predict with {what}: an error has no `detail`")


@line("api-error-3")
def _no_json(target: Target) -> None:
    _refused(target, b'{"row": ', *WRONG_BODY)


@line("api-error-4")
def _wrong_number_of_rows(target: Target) -> None:
    row = row_of(target)
    documents: tuple[dict[str, Any], ...] = ({"rows": [row] * (MOST_ROWS + 1)}, {"rows": []}, {})
    for document in documents:
        problem_of(target.post("/predict", document), httpx.codes.UNPROCESSABLE_ENTITY)


@line("api-error-5")
def _large_body(target: Target) -> None:
    _refused(target, b'{"row": "' + b" " * MOST_BYTES + b'"}', httpx.codes.REQUEST_ENTITY_TOO_LARGE)


@line("api-error-6")
def _other_type(target: Target) -> None:
    answer = target.request("POST", "/predict", content=b"a=1", headers={"Content-Type": "text/csv"})
    problem_of(answer, httpx.codes.UNSUPPORTED_MEDIA_TYPE)


@line("api-error-7")
def _not_finite(target: Target) -> None:
    row = row_of(target)
    numbers = [feature["name"] for feature in model_of(target)["features"] if feature["type"] in ("double", "float")]
    if not numbers:
        raise NotTested("the model has no feature of type double or float")
    for value in (float("nan"), float("inf")):
        _refused(target, json.dumps({"row": {**row, numbers[0]: value}}).encode(), *WRONG_BODY)


def _refused(target: Target, body: bytes, *statuses: int) -> None:
    headers = {"Content-Type": "application/json"}
    problem_of(target.request("POST", "/predict", content=body, headers=headers), *statuses)


@line("api-header-1")
def _headers(target: Target) -> None:
    for answer in (target.get("/livez"), target.get("/model"), target.get("/no-such-path")):
        place, headers = answer.request.url.path, answer.headers
        expect(headers.get("x-content-type-options") == "nosniff", f"{place}: no X-Content-Type-Options: nosniff")
        expect("no-store" in headers.get("cache-control", ""), f"{place}: no Cache-Control: no-store")


@line("api-header-2")
def _more_headers(target: Target) -> None:
    answer = target.get("/model")
    wanted = ("Content-Security-Policy", "Referrer-Policy", "X-Frame-Options", "Strict-Transport-Security")
    missing = [name for name in wanted if name not in answer.headers]
    expect(not missing, f"GET /model: no {', '.join(missing)}")
    expect("server" not in answer.headers, f"GET /model: Server: {answer.headers.get('server')}")


@line("api-header-3")
def _rate_limit_headers(target: Target) -> None:
    answer = target.get("/model")
    present = [name for name in ("RateLimit", "RateLimit-Policy") if name in answer.headers]
    if not present and target.workload is None:
        raise NotTested("there seems to be no rate limit")
    expect(len(present) == 2, f"GET /model has a rate limit, but only the headers {present}")


# --- authentication


@line("api-auth-1")
def _keys_are_needed(target: Target) -> None:
    _need_key(target)
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"X-API-Key": "wrong"}):
        for method, path in (
            ("GET", "/model"),
            ("POST", "/predict"),
            ("POST", "/feedback"),
            ("GET", f"/predictions/{UNKNOWN_ID}"),
        ):
            answer = target.http.request(method, path, headers=headers)
            problem_of(answer, httpx.codes.UNAUTHORIZED)
            expect("www-authenticate" in answer.headers, f"{method} {path}: 401 without WWW-Authenticate")


@line("api-auth-2")
def _both_headers(target: Target) -> None:
    key = _need_key(target)
    for headers in ({"Authorization": f"Bearer {key}"}, {"X-API-Key": key}):
        expect_status(target.http.get("/model", headers=headers), httpx.codes.OK)


def _need_key(target: Target) -> str:
    if target.key is None:
        raise NotTested("give --key FILE with a key that the API accepts")
    return target.key
