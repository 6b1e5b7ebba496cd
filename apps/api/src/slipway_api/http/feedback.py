"""GET /predictions/{id} and POST /feedback: what was predicted, and what turned out to be true."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, ValidationError
from pydantic_core import to_json

from slipway_api.field_errors import FieldError, pointer
from slipway_api.http.admission import admit, services_of
from slipway_api.http.body import read_json
from slipway_api.http.responses import json_response, problems, unavailable
from slipway_api.model.registry import ServedModel
from slipway_api.prediction_log.entries import Feedback, LoggedPrediction, LogUnavailable
from slipway_api.problems import Problem
from slipway_api.security.audit import audit

router = APIRouter(tags=["feedback"])

# No class is named longer, and PostgreSQL cannot store the character U+0000.
ClassName = Annotated[str, Field(strict=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Number = Annotated[StrictFloat, Field(allow_inf_nan=False)]


class FeedbackRequest(BaseModel):
    """The true label of a prediction. A second one for the same prediction replaces the first."""

    model_config = ConfigDict(extra="forbid")

    prediction_id: UUID = Field(description="The `id` of a prediction.")
    label: ClassName | StrictBool | StrictInt | Number = Field(
        description="A class of the model that made the prediction, or the true number."
    )


class StoredPrediction(BaseModel):
    """A prediction as it was given."""

    id: UUID
    created_at: AwareDatetime
    model_name: str
    model_version: str
    features: dict[str, Any]
    prediction: str | float
    scores: dict[str, float] | None


@router.get(
    "/predictions/{id}",
    summary="A prediction that was made before",
    response_model=StoredPrediction,
    responses=problems(401, 404, 422, 429, 500, 503),
)
async def prediction(request: Request, id: UUID) -> Response:
    services = services_of(request)
    await admit(request, services)
    try:
        found = await services.log.find(id)
    except LogUnavailable as error:
        raise unavailable(f"The prediction log cannot be read: {error}.") from error
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no prediction {id}, or not any more.")
    return json_response(to_json({name: getattr(found, name) for name in StoredPrediction.model_fields}))


@router.post(
    "/feedback",
    summary="Tell the true label of a prediction",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FeedbackRequest"}}},
        }
    },
    responses=problems(400, 401, 404, 413, 415, 422, 429, 500, 503),
)
async def feedback(request: Request) -> Response:
    services = services_of(request)
    caller = await admit(request, services)
    given = _understood(await read_json(request, services.settings.max_body_bytes))
    try:
        predicted = await services.log.find(given.prediction_id)
        if predicted is not None:
            _check_label(given.label, _classes_behind(predicted, services.models.current))
        known = predicted is not None and await services.log.add_feedback(
            Feedback(given.prediction_id, given.label, datetime.now(UTC), caller.pseudonym)
        )
    except LogUnavailable as error:
        raise unavailable(f"The feedback was not kept: {error}.") from error
    if not known:
        raise Problem(
            HTTPStatus.NOT_FOUND,
            f"There is no prediction {given.prediction_id}.",
            [FieldError(pointer("prediction_id"), "is not the id of a prediction that was kept")],
        )
    audit("feedback", caller, prediction_id=given.prediction_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _understood(document: Any) -> FeedbackRequest:
    try:
        return FeedbackRequest.model_validate(document)
    except ValidationError as error:
        # A union reports one error for each of its members: one per place is enough.
        errors = {pointer(*problem["loc"][:1]): problem["msg"] for problem in reversed(error.errors())}
        raise _wrong([FieldError(place, message) for place, message in errors.items()]) from error


def _classes_behind(predicted: LoggedPrediction, served: ServedModel | None) -> list[str] | None:
    """The classes of the model that made the prediction, which may be an older one; None when nobody knows them."""
    if predicted.scores is not None:
        return list(predicted.scores)
    if served is None or (served.name, served.version) != (predicted.model_name, predicted.model_version):
        return None
    classes = served.predictor.classes
    return None if classes is None else [str(label) for label in classes]


def _check_label(label: object, classes: list[str] | None) -> None:
    if classes is not None and str(label) not in classes:
        names = ", ".join(classes[:20])
        raise _wrong([FieldError(pointer("label"), f"must be a class of the model that made the prediction: {names}")])


def _wrong(errors: list[FieldError]) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The feedback is not understood.", errors)
