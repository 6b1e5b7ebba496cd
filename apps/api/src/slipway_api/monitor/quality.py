"""How often the model was right, as far as the truth is known by now."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, root_mean_squared_error

from slipway_api.monitor.reference import FeatureReference, NumericReference, label_text

Metric = Literal["accuracy", "f1", "rmse"]


def realised_quality(
    prediction: FeatureReference | None, pairs: Sequence[tuple[Any, Any]], minimum: int
) -> Mapping[Metric, float]:
    """Scores from pairs (true label, prediction); none when there are fewer pairs than the minimum.

    F1 is the macro average: a rare class counts as much as a common one. A model whose predictions were numbers in
    training is a regressor.
    """
    if isinstance(prediction, NumericReference):
        return _of_numbers(pairs, minimum)
    if not pairs or len(pairs) < minimum:
        return {}
    truth = [label_text(label) for label, _ in pairs]
    predicted = [label_text(answer) for _, answer in pairs]
    return {
        "accuracy": float(accuracy_score(truth, predicted)),
        # The stubs know only the default of zero_division.
        "f1": float(f1_score(truth, predicted, average="macro", zero_division=0.0)),  # pyright: ignore[reportArgumentType]
    }


def _of_numbers(pairs: Sequence[tuple[Any, Any]], minimum: int) -> Mapping[Metric, float]:
    numbers = np.array([pair for pair in map(_as_numbers, pairs) if pair is not None], dtype=float)
    if not len(numbers) or len(numbers) < minimum:
        return {}
    return {"rmse": float(root_mean_squared_error(numbers[:, 0], numbers[:, 1]))}


def _as_numbers(pair: tuple[Any, Any]) -> tuple[float, float] | None:
    try:
        label, answer = float(pair[0]), float(pair[1])
    except (TypeError, ValueError):
        return None
    return (label, answer) if math.isfinite(label) and math.isfinite(answer) else None
