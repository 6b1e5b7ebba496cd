"""What the prediction log holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

RequestType = Literal["predict", "batch"]
FeatureValue = float | int | str | bool


@dataclass(frozen=True, slots=True)
class LoggedPrediction:
    """One answered row. `created_at` carries a time zone; `caller` is a pseudonym, never a name."""

    id: UUID
    created_at: datetime
    model_name: str
    model_version: str
    request_type: RequestType
    features: Mapping[str, FeatureValue]
    prediction: str | float
    scores: Mapping[str, float] | None
    caller: str | None
    trace_id: str | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """The true label of a prediction, known later. A second one for the same prediction replaces the first."""

    prediction_id: UUID
    label: str | float
    created_at: datetime
    caller: str | None


class LogUnavailable(Exception):
    """The prediction log cannot answer now; the text says why, in words that a caller may read."""
