"""HTTP client of the API: one deadline for a whole call, metrics, trace context, errors in plain words."""

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote

import httpx
from opentelemetry import propagate
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer
from pydantic import BaseModel, ValidationError

from slipway_ui import __version__
from slipway_ui.api import errors
from slipway_ui.api.facts import Label, ModelFacts, Predictions, Problem, StoredPrediction, Value
from slipway_ui.secret_file import SecretFile
from slipway_ui.telemetry.metrics import Metrics

Row = Mapping[str, Value]

_logger = logging.getLogger(__name__)
_Answer = TypeVar("_Answer", bound=BaseModel)
_Result = TypeVar("_Result")
_LONGEST_ANSWER = 32 * 1024 * 1024
_GATEWAY_ERRORS = frozenset({502, 503, 504})
# An answer that tells the user about a mistake of the user's is an API that works.
_WORKING_STATUS = frozenset({400, 404, 409, 413, 422})


class ApiClient:
    """Calls the API for all sessions of this process; safe to use from many threads."""

    def __init__(
        self,
        base_url: str,
        timeout_seconds: float,
        metrics: Metrics,
        tracer: Tracer,
        *,
        key: SecretFile | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._metrics, self._tracer, self._key = metrics, tracer, key
        self._http = httpx.Client(
            base_url=base_url,
            # Each step may take the whole time; the deadline below bounds their sum.
            timeout=timeout_seconds,
            limits=httpx.Limits(max_connections=50, max_keepalive_connections=10, keepalive_expiry=30),
            headers={"Accept": "application/json", "User-Agent": f"slipway-ui/{__version__}"},
            transport=transport,
            trust_env=False,  # the API is a neighbour: never by a proxy that an environment variable names
        )

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def model(self) -> ModelFacts:
        """Facts about the model that serves now."""
        return self._call(_reader_of(ModelFacts), "GET", "/model")

    def predict(self, rows: Sequence[Row]) -> Predictions:
        """Predictions for rows, in their order."""
        request_type = "predict" if len(rows) == 1 else "batch"
        answer = self._call(
            _reader_of(Predictions),
            "POST",
            "/predict",
            body={"rows": list(rows)},
            attributes={"mlp.request.type": request_type},
        )
        if len(answer.predictions) != len(rows):
            raise errors.not_understood()
        return answer

    def prediction(self, identifier: str) -> StoredPrediction:
        """A prediction that was made earlier."""
        return self._call(_reader_of(StoredPrediction), "GET", "/predictions/{id}", identifier=identifier)

    def send_feedback(self, prediction_id: str, label: Label) -> None:
        """Tell the true label of a prediction."""
        self._call(_ignore, "POST", "/feedback", body={"prediction_id": prediction_id, "label": label})

    def _call(
        self,
        read: Callable[[bytes], _Result],
        method: str,
        template: str,
        *,
        identifier: str | None = None,
        body: Mapping[str, object] | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> _Result:
        path = template if identifier is None else template.replace("{id}", quote(identifier, safe=""))
        status, error_type = "", ""
        started = time.perf_counter()
        with self._tracer.start_as_current_span(
            f"{method} {template}", kind=SpanKind.CLIENT, record_exception=False, set_status_on_exception=False
        ) as span:
            span.set_attributes({"http.request.method": method, "url.template": template, **(attributes or {})})
            try:
                response, content = self._exchange(method, path, body)
                status = str(response.status_code)
                span.set_attribute("http.response.status_code", response.status_code)
                if response.status_code >= 400:
                    error_type = status
                    raise _error_for(response, content)
                return read(content)
            except httpx.TimeoutException as error:
                error_type = "timeout"
                raise errors.timed_out(self._timeout_seconds) from error
            except httpx.HTTPError as error:
                error_type = "connection"
                raise errors.refused_connection() from error
            except errors.ApiAway:
                error_type = error_type or "answer"
                raise
            finally:
                if error_type:
                    span.set_attribute("error.type", error_type)
                    span.set_status(Status(StatusCode.ERROR, error_type))
                    _logger.info("API call failed", extra={"call": f"{method} {template}", "error_type": error_type})
                self._metrics.api_call.labels(method, template, status, error_type).observe(
                    time.perf_counter() - started
                )
                self._metrics.api_calls.labels(_outcome(status, error_type)).inc()

    def _exchange(self, method: str, path: str, body: Mapping[str, object] | None) -> tuple[httpx.Response, bytes]:
        """Send one request and read the whole answer before the deadline."""
        deadline = time.perf_counter() + self._timeout_seconds
        headers = self._authorization()
        propagate.inject(headers)
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body, allow_nan=False).encode()
        answer = bytearray()
        with self._http.stream(method, path, headers=headers, content=content) as response:
            for chunk in response.iter_bytes():
                answer += chunk
                if time.perf_counter() > deadline:
                    raise httpx.ReadTimeout("the whole answer took too long", request=response.request)
                if len(answer) > _LONGEST_ANSWER:
                    raise errors.not_understood()
        return response, bytes(answer)

    def _authorization(self) -> dict[str, str]:
        if self._key is None:
            return {}
        try:
            return {"Authorization": f"Bearer {self._key.text()}"}
        except (OSError, ValueError) as error:
            _logger.error("SLIPWAY_API_KEY_FILE cannot be used: %s", error)  # noqa: TRY400  the message says it all
            raise errors.no_key("Its key is missing. Please tell the people who run this service.") from error


def _outcome(status: str, error_type: str) -> str:
    """ok, error or timeout. A refusal of bad input is ok: the API did its work."""
    if error_type == "timeout" or status == "504":
        return "timeout"
    if error_type and not (status.isdecimal() and int(status) in _WORKING_STATUS):
        return "error"
    return "ok"


def _reader_of(kind: type[_Answer]) -> Callable[[bytes], _Answer]:
    def read(content: bytes) -> _Answer:
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            _logger.error("the API broke its contract: %s", error)  # noqa: TRY400  the message says it all
            raise errors.not_understood() from error

    return read


def _ignore(_content: bytes) -> None:
    """Some calls answer with their status alone."""


def _error_for(response: httpx.Response, content: bytes) -> errors.ApiError:
    status = response.status_code
    if status in _GATEWAY_ERRORS:
        return errors.not_ready(response.headers.get("retry-after"))
    if status >= 500:
        return errors.failed_inside()
    try:
        problem = Problem.model_validate_json(content)
    except ValidationError:
        problem = Problem()
    if status in {401, 403}:
        return errors.no_key("The service does not accept its key. Please tell the people who run this service.")
    if status == 429:
        wait = response.headers.get("retry-after", "")
        seconds = f"{wait} seconds" if wait.isdecimal() else "a few seconds"
        return errors.ApiRefused("Too many requests", f"Please wait {seconds} and try again.", status)
    if problem.errors:
        return errors.ApiRefused(
            "The prediction service does not accept this", "Please correct what is named.", status, problem.errors
        )
    return errors.ApiRefused(
        "The prediction service refused the request", problem.detail or f"It answered with status {status}.", status
    )
