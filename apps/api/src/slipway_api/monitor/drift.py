"""How far live values are from the training data, as distances: 0 is the same, and more is further.

Distances rather than tests of significance: with many rows every test finds "drift". The convention for PSI is below
0.1 stable, 0.1 to 0.2 moderate, above significant; for the normalised Wasserstein distance 0.1 is a common limit.

Two samples of one source are not at distance 0. The normalised Wasserstein distance is then near
sqrt(1/rows of training + 1/rows of traffic): 0.04 for 2,000 and 1,500, but 0.12 for 142 and 500. Rely on PSI, which is
binned with that in mind, when there was little to train on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import wasserstein_distance

from slipway_api.monitor.reference import (
    OTHER_CATEGORY,
    CategoricalReference,
    FeatureReference,
    NumericReference,
    bin_counts,
    label_text,
)

Method = Literal["psi", "wasserstein"]


def drift_scores(reference: FeatureReference, values: Iterable[Any], minimum: int) -> Mapping[Method, float]:
    """Scores by method; none when there are fewer usable values than the minimum."""
    if isinstance(reference, CategoricalReference):
        labels = [label_text(value) for value in values if value is not None]
        return {"psi": _categorical_psi(reference, labels)} if labels and len(labels) >= minimum else {}
    numbers = usable_numbers(values)
    if not numbers.size or numbers.size < minimum:
        return {}
    return {"psi": _numeric_psi(reference, numbers), "wasserstein": normalised_wasserstein(reference, numbers)}


def psi(expected: Sequence[float], observed: Sequence[float]) -> float:
    """Population stability index of two lists of counts per bin.

    Half a row is added to every bin, on both sides: without it one empty bin would make the index infinite.
    """
    expected_shares = _smoothed(expected)
    observed_shares = _smoothed(observed)
    return float(np.sum((observed_shares - expected_shares) * np.log(observed_shares / expected_shares)))


def normalised_wasserstein(reference: NumericReference, values: NDArray[np.float64]) -> float:
    """Wasserstein distance in standard deviations of the training data (in plain units if those were all the same)."""
    distance = float(wasserstein_distance(reference.sample, values))
    return distance / (reference.standard_deviation or 1.0)


def usable_numbers(values: Iterable[Any]) -> NDArray[np.float64]:
    """The finite numbers among the values; the log keeps NaN as text and missing values as null."""
    numbers = (float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool))
    return np.array([number for number in numbers if math.isfinite(number)], dtype=float)


def _numeric_psi(reference: NumericReference, values: NDArray[np.float64]) -> float:
    expected = [share * reference.rows for share in reference.shares]
    return psi(expected, bin_counts(values, reference.edges).tolist())


def _categorical_psi(reference: CategoricalReference, labels: Iterable[str]) -> float:
    # Whatever training did not see, or not by name, is one bin: a client cannot make bins.
    counts = Counter(label if label in reference.shares else OTHER_CATEGORY for label in labels)
    bins = list(reference.shares.keys() | counts.keys())
    return psi([reference.shares.get(label, 0.0) * reference.rows for label in bins], [counts[label] for label in bins])


def _smoothed(counts: Sequence[float]) -> NDArray[np.float64]:
    raised: NDArray[np.float64] = np.asarray(counts, dtype=float) + 0.5
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares
