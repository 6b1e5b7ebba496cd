"""GET /model: everything that a person or a form wants to know about the model that is served."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from slipway_api.http.admission import admit, served_model, services_of
from slipway_api.http.responses import json_response, problems
from slipway_api.model.facts import Range
from slipway_api.model.registry import LoadFailure, ServedModel
from slipway_api.model.self_check import CheckedOn
from slipway_api.model.signature import FEATURE_TYPES, Feature
from slipway_api.monitor.reference import CategoricalReference, FeatureReference, NumericReference

router = APIRouter(tags=["model"])


class _Document(BaseModel):
    model_config = ConfigDict(protected_namespaces=(), from_attributes=True)


class FeatureDocument(_Document):
    """One input. `minimum` to `maximum` is what training saw, `accepted` what the API takes."""

    name: str
    type: Annotated[str, Field(json_schema_extra={"enum": list(FEATURE_TYPES)})]
    required: bool
    description: str
    minimum: float | None
    maximum: float | None
    median: float | int | str | bool | None
    mean: float | None
    standard_deviation: float | None
    accepted: Range
    importance: float | None


class QualityDocument(_Document):
    """A measure on data that the model was not trained on, and the least that is good enough."""

    metric: str
    value: float
    floor: float | None


class DistributionDocument(_Document):
    """Shares of the bins between inner edges (one more than edges), or of the categories that `edges` names."""

    edges: list[float | str]
    shares: list[float]


class ReferenceDocument(_Document):
    """How the training data was distributed."""

    rows: int
    features: Mapping[str, DistributionDocument]
    prediction: DistributionDocument | None


class FailureDocument(_Document):
    """The last attempt to load a newer model, if it failed."""

    at: datetime
    reason: str
    message: str
    version: str | None


class FeatureSetDocument(_Document):
    name: str
    version: str
    hash: str


class ModelDocument(_Document):
    """The model that is served now."""

    name: str
    version: str
    alias: str | None
    run_id: str | None
    source: str
    description: str
    task: Literal["classification", "regression"] | None
    loaded_at: datetime
    feature_set: FeatureSetDocument
    features: list[FeatureDocument]
    classes: list[str]
    quality: list[QualityDocument]
    # On what it proved itself before it was served.
    checked_on: CheckedOn
    golden_rows: int
    golden_accuracy: float | None
    reference: ReferenceDocument
    last_failure: FailureDocument | None


@router.get(
    "/model",
    summary="The model that is served",
    response_model=ModelDocument,
    responses=problems(401, 429, 500, 503),
)
async def model(request: Request) -> Response:
    services = services_of(request)
    await admit(request, services)
    document = model_document(served_model(services), services.models.last_failure)
    return json_response(document.model_dump_json().encode())


def model_document(served: ServedModel, failure: LoadFailure | None) -> ModelDocument:
    artifact, facts = served.artifact, served.artifact.facts
    return ModelDocument(
        name=served.name,
        version=served.version,
        alias=served.origin.alias,
        run_id=served.origin.run_id or None,
        source=served.origin.uri,
        description=facts.description,
        task=facts.task,
        loaded_at=served.loaded_at,
        feature_set=FeatureSetDocument(
            name=facts.feature_set.name or served.name,
            version=facts.feature_set.version,
            hash=artifact.signature.digest,
        ),
        features=[_feature(feature) for feature in artifact.signature.features],
        classes=[str(label) for label in served.predictor.classes or ()],
        quality=[
            QualityDocument(metric=metric, value=measure.value, floor=measure.floor)
            for metric, measure in facts.quality.items()
        ],
        checked_on=served.check.checked_on,
        golden_rows=served.check.golden_rows,
        golden_accuracy=served.check.accuracy,
        reference=_reference(served),
        last_failure=FailureDocument.model_validate(failure) if failure else None,
    )


def _feature(feature: Feature) -> FeatureDocument:
    facts = feature.facts
    seen = facts.range or Range()
    numbers = facts.reference if isinstance(facts.reference, NumericReference) else None
    return FeatureDocument(
        name=feature.name,
        type=feature.type.name,
        required=feature.required,
        description=facts.description,
        minimum=seen.minimum,
        maximum=seen.maximum,
        median=facts.typical,
        mean=numbers.mean if numbers else None,
        standard_deviation=numbers.standard_deviation if numbers else None,
        accepted=Range(minimum=feature.minimum, maximum=feature.maximum),
        importance=facts.importance,
    )


def _reference(served: ServedModel) -> ReferenceDocument:
    facts = served.artifact.facts
    references = {name: feature.reference for name, feature in facts.features.items() if feature.reference}
    return ReferenceDocument(
        rows=max((reference.rows for reference in references.values()), default=0),
        features={name: _distribution(reference) for name, reference in references.items()},
        prediction=_distribution(facts.prediction) if facts.prediction else None,
    )


def _distribution(reference: FeatureReference) -> DistributionDocument:
    if isinstance(reference, CategoricalReference):
        return DistributionDocument(edges=list(reference.shares), shares=list(reference.shares.values()))
    return DistributionDocument(edges=list(reference.edges), shares=list(reference.shares))
