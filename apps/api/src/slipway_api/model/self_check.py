"""A model serves only after it proved itself on rows with known answers, or at least on its input example."""

import math
import time
from dataclasses import dataclass
from typing import Literal

from slipway_api.model.artifact import Artifact
from slipway_api.model.errors import SelfCheckError
from slipway_api.model.facts import GoldenSet
from slipway_api.model.input_example import input_example
from slipway_api.model.predictor import Label, Predictions, Predictor
from slipway_api.model.rows import Batch

# Probabilities of one row may miss 1 by rounding, not by more.
PROBABILITY_TOLERANCE = 1e-3
TRIES = 5


CheckedOn = Literal["golden_rows", "input_example", "nothing"]


@dataclass(frozen=True)
class SelfCheck:
    """What the check found, for /model and the log."""

    checked_on: CheckedOn
    golden_rows: int
    accuracy: float | None
    # Time that one row takes; infinite when there is no row to try.
    row_seconds: float


def self_check(artifact: Artifact, predictor: Predictor) -> SelfCheck:
    """Also the warm-up: the first prediction of a process is slow. Raises SelfCheckError or UnusableModelError."""
    golden, rows = artifact.facts.golden, artifact.golden_rows()
    if golden is None or rows is None:
        return _check_without_labels(artifact, predictor)
    accuracy = _accuracy(_predict(predictor, rows, "golden rows"), golden)
    if accuracy < golden.minimum_accuracy:
        raise SelfCheckError(
            f"the model gets {accuracy:.1%} of {len(golden.rows)} golden rows right; "
            f"it must get {golden.minimum_accuracy:.1%}"
        )
    return SelfCheck("golden_rows", len(rows), accuracy, _row_seconds(predictor, rows.first()))


def _check_without_labels(artifact: Artifact, predictor: Predictor) -> SelfCheck:
    """Nobody wrote down what is right, but at least the model must answer."""
    rows = input_example(artifact)
    if rows is None:
        return SelfCheck("nothing", 0, None, math.inf)
    _predict(predictor, rows, "input example")
    return SelfCheck("input_example", 0, None, _row_seconds(predictor, rows.first()))


def _predict(predictor: Predictor, rows: Batch, what: str) -> Predictions:
    try:
        predictions = predictor.predict(rows)
    except Exception as error:
        raise SelfCheckError(f"the model fails on its {what}: {error}") from error
    if not all(math.isfinite(value) for value in predictions.values):
        raise SelfCheckError(f"the model predicts NaN or infinity for its {what}")
    for scores in predictions.scores or ():
        if abs(sum(scores.values()) - 1) > PROBABILITY_TOLERANCE:
            raise SelfCheckError(f"probabilities for its {what} add up to {sum(scores.values()):.4f}, not to 1")
    return predictions


def _row_seconds(predictor: Predictor, row: Batch) -> float:
    """The quickest of a few: the first ones are a warm-up."""

    def once() -> float:
        started = time.perf_counter()
        predictor.predict(row)
        return time.perf_counter() - started

    return min(once() for _ in range(TRIES))


def _accuracy(predictions: Predictions, golden: GoldenSet) -> float:
    pairs = zip(predictions.labels, golden.labels, strict=True)
    return sum(_right(label, true, golden.tolerance) for label, true in pairs) / len(golden.labels)


def _right(predicted: Label, true: str | float, tolerance: float) -> bool:
    if isinstance(predicted, int | float) and isinstance(true, int | float):
        return abs(predicted - true) <= tolerance
    return str(predicted) == str(true)
