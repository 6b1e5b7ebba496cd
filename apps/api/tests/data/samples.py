"""Entries for tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from prometheus_client import CollectorRegistry

from slipway_api.prediction_log.entries import FeatureValue, LoggedPrediction
from slipway_api.prediction_log.log import PredictionLog
from slipway_api.settings import Settings

OpenLog = Callable[[Settings], Awaitable[PredictionLog]]

WINE: Mapping[str, FeatureValue] = {
    name: round(1.25 + position * 0.7, 3)
    for position, name in enumerate(
        (
            *("alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids"),
            *("nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280", "proline"),
        )
    )
}


def prediction(**changes: Any) -> LoggedPrediction:
    values: dict[str, Any] = {
        "id": uuid4(),
        "created_at": datetime.now(UTC),
        "model_name": "wine",
        "model_version": "3",
        "request_type": "predict",
        # Its own copy and its own numbers, as each request brings them.
        "features": {name: float(str(value)) for name, value in WINE.items()},
        "prediction": "class_1",
        "scores": {"class_0": 0.1, "class_1": 0.7, "class_2": 0.2},
        "caller": "0f" * 16,
        "trace_id": "ab" * 16,
    }
    return LoggedPrediction(**values | changes)


def predictions(count: int, **changes: Any) -> list[LoggedPrediction]:
    return [prediction(**changes) for _ in range(count)]


def sample(registry: CollectorRegistry, name: str, **labels: str) -> float | None:
    """The value of one series, None when it is absent."""
    return registry.get_sample_value(name, labels)
