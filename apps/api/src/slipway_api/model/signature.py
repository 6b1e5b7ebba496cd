"""The inputs of a model: from the signature in its MLmodel file to features, and from features to a JSON schema."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from slipway_api.model.errors import UnusableModelError
from slipway_api.model.facts import FeatureFacts, ModelFacts


@dataclass(frozen=True)
class FeatureType:
    """What one MLflow type means in JSON and in numpy."""

    name: str
    noun: str
    json_schema: Mapping[str, Any]
    # Python types that JSON gives for it. bool is no number here, though Python says so.
    accepts: frozenset[type]
    dtype: DTypeLike
    lowest: float | None = None
    highest: float | None = None
    whole: bool = False

    @cached_property
    def numeric(self) -> bool:
        return self.accepts <= NUMBERS


NUMBERS = frozenset({int, float})
_FLOAT32 = float(np.finfo(np.float32).max)
_LARGEST = {"integer": 2**31, "long": 2**63}

FEATURE_TYPES: Mapping[str, FeatureType] = {
    kind.name: kind
    for kind in (
        FeatureType("double", "a number", {"type": "number"}, NUMBERS, np.float64),
        FeatureType("float", "a number", {"type": "number"}, NUMBERS, np.float32, -_FLOAT32, _FLOAT32),
        *(
            FeatureType(name, "a whole number", {"type": "integer"}, NUMBERS, dtype, -size, size - 1, whole=True)
            for name, dtype, size in (("integer", np.int32, _LARGEST["integer"]), ("long", np.int64, _LARGEST["long"]))
        ),
        FeatureType("boolean", "true or false", {"type": "boolean"}, frozenset({bool}), np.bool_),
        FeatureType("string", "a string", {"type": "string"}, frozenset({str}), object),
        FeatureType(
            "datetime",
            "a date and time such as 2026-01-31T12:00:00Z",
            {"type": "string", "format": "date-time"},
            frozenset({str}),
            np.dtype("datetime64[ns]"),
        ),
    )
}


@dataclass(frozen=True)
class Feature:
    """One input of the model."""

    name: str
    type: FeatureType
    required: bool
    facts: FeatureFacts

    @cached_property
    def minimum(self) -> float | None:
        """The lowest accepted number: what the facts accept, within what the type can hold."""
        accepted = self.facts.accepted.minimum if self.facts.accepted else None
        return max((end for end in (accepted, self.type.lowest) if end is not None), default=None)

    @cached_property
    def maximum(self) -> float | None:
        accepted = self.facts.accepted.maximum if self.facts.accepted else None
        return min((end for end in (accepted, self.type.highest) if end is not None), default=None)

    def json_schema(self) -> dict[str, Any]:
        limits = {"minimum": self.minimum, "maximum": self.maximum, "description": self.facts.description or None}
        return {**self.type.json_schema, **{key: limit for key, limit in limits.items() if limit is not None}}


@dataclass(frozen=True)
class Signature:
    """The inputs of a model, in the order in which it wants them."""

    features: tuple[Feature, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(feature.name for feature in self.features)

    @cached_property
    def digest(self) -> str:
        """The same for the same names and types, whatever the model."""
        declared = json.dumps([(feature.name, feature.type.name, feature.required) for feature in self.features])
        return hashlib.sha256(declared.encode()).hexdigest()[:12]

    def row_schema(self) -> dict[str, Any]:
        """JSON schema of one row."""
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {feature.name: feature.json_schema() for feature in self.features},
            "required": [feature.name for feature in self.features if feature.required],
            "additionalProperties": False,
        }
        example = {feature.name: feature.facts.typical for feature in self.features}
        if None not in example.values():
            schema["example"] = example
        return schema


def signature_of(mlmodel: Mapping[str, Any], facts: ModelFacts) -> Signature:
    """The features that the MLmodel file declares. Raises UnusableModelError when it has none that JSON can carry."""
    declared = (mlmodel.get("signature") or {}).get("inputs")
    if not declared:
        raise UnusableModelError(
            "the model has no signature: log it with one, for example "
            "mlflow.sklearn.log_model(model, name='wine', signature=infer_signature(X, y))"
        )
    return Signature(tuple(_features(json.loads(declared), facts)))


def _features(columns: Iterable[Mapping[str, Any]], facts: ModelFacts) -> Iterable[Feature]:
    for column in columns:
        name, kind = column.get("name"), FEATURE_TYPES.get(str(column.get("type")))
        if not name or kind is None:
            raise UnusableModelError(
                f"input {name or '(without a name)'} of the model's signature has type {column.get('type')!r}; "
                f"supported are named columns of {', '.join(FEATURE_TYPES)}"
            )
        yield Feature(name, kind, column.get("required", True), facts.features.get(name, FeatureFacts()))


def parse_datetime(text: str) -> np.datetime64:
    """The moment in UTC. Raises ValueError when the text is no ISO 8601 date and time."""
    moment = datetime.fromisoformat(text)
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return np.datetime64(in_utc.replace(tzinfo=None), "ns")
