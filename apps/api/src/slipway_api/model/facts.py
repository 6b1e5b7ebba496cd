"""What is known about a model beside its weights: written by training, read by API, UI and monitor.

It lives under `metadata.slipway` of the MLmodel file, so that it travels with the model through any registry. A model
without it is served too: its facts are empty, and nothing is checked or shown that nobody wrote down.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from slipway_api.monitor.reference import CategoricalReference, NumericReference

METADATA_KEY = "slipway"


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Range(_Facts):
    """A closed interval; an end that is absent is open."""

    minimum: float | None = None
    maximum: float | None = None


# How a quantity was distributed in training: numbers by bins, names by category.
Reference = Annotated[NumericReference | CategoricalReference, Field(discriminator="kind")]


class FeatureFacts(_Facts):
    """One input: what training saw and what the API accepts."""

    description: str = ""
    # What training saw: for forms and charts.
    range: Range | None = None
    # What is accepted at all: wider, so that drift is served and seen while nonsense is refused.
    accepted: Range | None = None
    importance: float | None = None
    typical: float | int | str | bool | None = None
    reference: Reference | None = None


class Quality(_Facts):
    """A measure of the model on data that it was not trained on, and the least that is good enough."""

    value: float
    floor: float | None = None


class GoldenSet(_Facts):
    """Rows with known answers. A model that gets fewer of them right than the floor is never served."""

    rows: tuple[Mapping[str, float | int | str | bool], ...]
    labels: tuple[str | float | int, ...]
    minimum_accuracy: float = 1.0
    # For a regressor: how far a prediction may be from its label and still count as right.
    tolerance: float = 0.0


class FeatureSet(_Facts):
    """Name and version of the inputs, for traces; raw values never leave in a trace."""

    name: str = ""
    version: str = ""


class ModelFacts(_Facts):
    """Everything that training wrote down about a model."""

    name: str = ""
    description: str = ""
    task: Literal["classification", "regression"] | None = None
    feature_set: FeatureSet = FeatureSet()
    features: Mapping[str, FeatureFacts] = Field(default_factory=dict)
    prediction: Reference | None = None
    quality: Mapping[str, Quality] = Field(default_factory=dict)
    golden: GoldenSet | None = None


def facts_of(mlmodel: Mapping[str, Any]) -> ModelFacts:
    """The facts in a parsed MLmodel file. Raises pydantic's ValidationError when they are not of this form."""
    return ModelFacts.model_validate((mlmodel.get("metadata") or {}).get(METADATA_KEY) or {})
