"""POST /predict: one row, or up to the allowed number of rows."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response
from opentelemetry.trace import Span, get_current_span

from slipway_api.answers import Answers
from slipway_api.field_errors import FieldError, pointer
from slipway_api.http.admission import admit, served_model, services_of
from slipway_api.http.body import read_json
from slipway_api.http.responses import json_response, problems
from slipway_api.model.registry import ServedModel
from slipway_api.model.rows import Batch, InvalidRowsError, check_rows
from slipway_api.problems import Problem

router = APIRouter(tags=["predictions"])

EXAMPLE = '{"row": {"alcohol": 13.2, …}} or {"rows": [{"alcohol": 13.2, …}, …]}'


@router.post(
    "/predict",
    summary="Predict one row or many",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PredictRequest"}}},
        }
    },
    response_class=Response,
    responses={
        200: {
            "description": "One prediction for each row, in the order of the rows.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PredictResponse"}}},
        },
        **problems(400, 401, 413, 415, 422, 429, 500, 503),
    },
)
async def predict(request: Request) -> Response:
    services = services_of(request)
    caller = await admit(request, services)
    served = served_model(services)
    answers = Answers(services, served, get_current_span())
    document = await read_json(request, services.settings.max_body_bytes)
    try:
        with answers.stage("preprocess"):
            batch, single = _checked(document, served, services.settings.max_rows)
    except Problem:
        answers.count("invalid_input", 1)
        raise
    _describe(answers.span, served, single)
    return json_response(await (answers.one if single else answers.many)(batch, caller))


def _checked(document: Any, served: ServedModel, maximum: int) -> tuple[Batch, bool]:
    """The rows, and whether there is a single one. Raises Problem."""
    keys = set(document) if isinstance(document, dict) else set()
    if keys not in ({"row"}, {"rows"}):
        errors = [FieldError("", "must have either `row` or `rows`, and nothing else")]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"The body must be {EXAMPLE}.", errors)
    places = [pointer("row")] if "row" in keys else []
    rows = [document["row"]] if places else document["rows"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= maximum:
        found = f"it has {len(rows)}" if isinstance(rows, list) else "it is something else"
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"`rows` must be an array of 1 to {maximum} rows.",
            [FieldError(pointer("rows"), f"must be an array of 1 to {maximum} rows, but {found}")],
        )
    try:
        return check_rows(rows, served.artifact.signature, places), len(rows) == 1
    except InvalidRowsError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _summary(error), error.errors) from error


def _summary(error: InvalidRowsError) -> str:
    first = error.errors[0]
    more = f", and {len(error.errors) - 1} more" if len(error.errors) > 1 else ""
    return f"{first.pointer} {first.detail}{more}."


def _describe(span: Span, served: ServedModel, single: bool) -> None:
    """What the trace may say about the request: never a raw value."""
    features = served.artifact.facts.feature_set
    span.set_attributes(
        {
            "mlp.request.type": "predict" if single else "batch",
            "mlp.feature_set.name": features.name or served.name,
            "mlp.feature_set.version": features.version,
            "mlp.feature_set.hash": served.artifact.signature.digest,
            "mlp.model.name": served.name,
            "mlp.model.version": served.version,
        }
    )
