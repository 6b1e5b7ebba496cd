"""A model serves only after it proved itself on rows with known answers."""

import math
import time
from dataclasses import dataclass

from slipway_api.model.artifact import Artifact
from slipway_api.model.errors import SelfCheckError
from slipway_api.model.facts import GoldenSet
from slipway_api.model.predictor import Label, Predictions, Predictor
from slipway_api.model.rows import Batch

# Probabilities of one row may miss 1 by rounding, not by more.
PROBABILITY_TOLERANCE = 1e-3
TRIES = 5


@dataclass(frozen=True)
class SelfCheck:
    """What the check found, for /model and the log."""

    rows: int
    accuracy: float | None
    # Time that one row takes; infinite when there is no row to try.
    row_seconds: float


def self_check(artifact: Artifact, predictor: Predictor) -> SelfCheck:
    """Also the warm-up: the first prediction of a process is slow. Raises SelfCheckError."""
    golden, batch = artifact.facts.golden, artifact.sample()
    if golden is None or batch is None:
        return SelfCheck(rows=0, accuracy=None, row_seconds=math.inf)
    try:
        predictions = predictor.predict(batch)
    except Exception as error:
        raise SelfCheckError(f"the model fails on its golden rows: {error}") from error
    _check_numbers(predictions)
    accuracy = _accuracy(predictions, golden)
    if accuracy < golden.minimum_accuracy:
        raise SelfCheckError(
            f"the model gets {accuracy:.1%} of {len(golden.rows)} golden rows right; "
            f"it must get {golden.minimum_accuracy:.1%}"
        )
    return SelfCheck(rows=len(batch), accuracy=accuracy, row_seconds=_row_seconds(predictor, batch.first()))


def _row_seconds(predictor: Predictor, row: Batch) -> float:
    """The quickest of a few: the first ones are a warm-up."""

    def once() -> float:
        started = time.perf_counter()
        predictor.predict(row)
        return time.perf_counter() - started

    return min(once() for _ in range(TRIES))


def _check_numbers(predictions: Predictions) -> None:
    if not all(math.isfinite(value) for value in predictions.values):
        raise SelfCheckError("the model predicts NaN or infinity for a golden row")
    for scores in predictions.scores or ():
        if abs(sum(scores.values()) - 1) > PROBABILITY_TOLERANCE:
            raise SelfCheckError(f"probabilities of a golden row add up to {sum(scores.values()):.4f}, not to 1")


def _accuracy(predictions: Predictions, golden: GoldenSet) -> float:
    pairs = zip(predictions.labels, golden.labels, strict=True)
    return sum(_right(label, true, golden.tolerance) for label, true in pairs) / len(golden.labels)


def _right(predicted: Label, true: str | float, tolerance: float) -> bool:
    if isinstance(predicted, int | float) and isinstance(true, int | float):
        return abs(predicted - true) <= tolerance
    return str(predicted) == str(true)
