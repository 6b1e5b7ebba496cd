"""How far the values of a session lie from the training data: the population stability index (PSI)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from slipway_ui.api.facts import Feature, FeatureReference, ModelFacts, Value

Band = Literal["stable", "moderate", "shifted", "too few"]

# The usual convention. It ignores how many samples there are, which is why a minimum stands before it.
MODERATE, SHIFTED = 0.1, 0.25
# A bin that one side does not know would make the index infinite.
_SMALLEST_SHARE = 1e-4


@dataclass(frozen=True)
class FeatureDrift:
    """Drift of one feature; no score if there are too few values or the API has no reference for it."""

    feature: str
    score: float | None
    samples: int
    band: Band


@dataclass(frozen=True)
class Bin:
    """One bar of a distribution: share of the training data and share of the session."""

    label: str
    expected: float
    actual: float


def distribution(reference: FeatureReference, values: Sequence[Value]) -> list[Bin]:
    """Shares per bin of the reference. The outer bins take everything beyond them; empty without a usable reference."""
    labels, counts = _counted(reference, values)
    # Of all values: a category that training did not know lowers the shares of the known ones.
    total = len(values) or 1
    return [
        Bin(label, expected, count / total)
        for label, expected, count in zip(labels, reference.shares, counts, strict=False)
    ]


def _counted(reference: FeatureReference, values: Sequence[Value]) -> tuple[list[str], list[int]]:
    edges, bins = reference.edges, len(reference.shares)
    if len(edges) == bins:
        counts = Counter(str(value) for value in values)
        return [str(edge) for edge in edges], [counts[str(edge)] for edge in edges]
    if len(edges) != bins - 1 or bins < 2:
        return [], []
    borders = [float(edge) for edge in edges]
    # A value on an edge belongs to the bin below, as in the shares that the API tells.
    position = np.searchsorted(np.asarray(borders), np.asarray([float(value) for value in values]), side="left")
    return _range_labels(borders), [int(count) for count in np.bincount(position, minlength=bins)]


def _range_labels(borders: list[float]) -> list[str]:
    between = [f"{low:.4g} – {high:.4g}" for low, high in pairwise(borders)]
    return [f"≤ {borders[0]:.4g}", *between, f"> {borders[-1]:.4g}"]


def population_stability_index(bins: Iterable[Bin]) -> float:
    """Sum of (actual - expected) · ln(actual / expected); 0 means the same distribution."""
    score = 0.0
    for one in bins:
        actual, expected = max(one.actual, _SMALLEST_SHARE), max(one.expected, _SMALLEST_SHARE)
        score += (actual - expected) * math.log(actual / expected)
    return score


def _band(score: float) -> Band:
    if score < MODERATE:
        return "stable"
    return "moderate" if score < SHIFTED else "shifted"


def drift_of(model: ModelFacts, rows: Sequence[Mapping[str, Value]], minimum_rows: int) -> list[FeatureDrift]:
    """Drift of each feature over rows of a session, the largest first."""
    drifts = [_drift_of_feature(feature, model, rows, minimum_rows) for feature in model.features]
    return sorted(drifts, key=lambda drift: -1 if drift.score is None else drift.score, reverse=True)


def _drift_of_feature(
    feature: Feature, model: ModelFacts, rows: Sequence[Mapping[str, Value]], minimum_rows: int
) -> FeatureDrift:
    values = [row[feature.name] for row in rows if feature.name in row]
    reference = model.reference.features.get(feature.name)
    if reference is None or len(values) < minimum_rows:
        return FeatureDrift(feature.name, None, len(values), "too few")
    # Few values in many bins look like drift by chance alone, so bins are merged until each expects some values.
    bins = _merged(distribution(reference, values), len(values))
    if not bins:
        return FeatureDrift(feature.name, None, len(values), "too few")
    score = population_stability_index(bins)
    return FeatureDrift(feature.name, score, len(values), _band(score))


def _merged(bins: list[Bin], samples: int, expected_each: int = 10) -> list[Bin]:
    """Join neighbours until each bin expects `expected_each` samples; at least three bins stay."""
    if len(bins) <= 3:
        return bins
    wanted = max(3, min(len(bins), samples // expected_each))
    groups = [bins[start * len(bins) // wanted : (start + 1) * len(bins) // wanted] for start in range(wanted)]
    return [
        Bin(f"{group[0].label} … {group[-1].label}", sum(b.expected for b in group), sum(b.actual for b in group))
        for group in groups
    ]
