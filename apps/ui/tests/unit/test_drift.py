import random

import pytest

from fake_api import FEATURES
from slipway_ui.api.facts import FeatureReference, ModelFacts, Value
from slipway_ui.insight.drift import distribution, drift_of, population_stability_index


def rows_like_training(model: ModelFacts, count: int, seed: int) -> list[dict[str, Value]]:
    """Values that fall into the bins as often as those of training did."""
    generator = random.Random(seed)
    rows: list[dict[str, Value]] = []
    for _ in range(count):
        row: dict[str, Value] = {}
        for feature in model.features:
            reference = model.reference.features[feature.name]
            edges = [feature.minimum or 0.0, *(float(edge) for edge in reference.edges), feature.maximum or 0.0]
            position = generator.choices(range(len(reference.shares)), reference.shares)[0]
            row[feature.name] = generator.uniform(edges[position], edges[position + 1])
        rows.append(row)
    return rows


def test_no_drift_stays_below_the_band(wine: ModelFacts) -> None:
    drifts = drift_of(wine, rows_like_training(wine, 2000, seed=1), 30)
    assert {drift.band for drift in drifts} == {"stable"}
    assert max(drift.score or 0 for drift in drifts) < 0.1


def test_a_shifted_feature_is_found_and_named_first(wine: ModelFacts) -> None:
    rows = rows_like_training(wine, 300, seed=2)
    for row in rows:
        row["hue"] = float(row["hue"]) + 0.4
    worst, *others = drift_of(wine, rows, 30)
    assert (worst.feature, worst.band) == ("hue", "shifted")
    assert all(other.band == "stable" for other in others)


def test_few_values_make_no_statement(wine: ModelFacts) -> None:
    drifts = drift_of(wine, rows_like_training(wine, 29, seed=3), 30)
    assert [drift.feature for drift in drifts] == [feature["name"] for feature in FEATURES]
    assert {(drift.score, drift.band) for drift in drifts} == {(None, "too few")}


def test_outer_bins_take_what_lies_beyond_and_an_edge_belongs_below() -> None:
    bins = distribution(FeatureReference(edges=[1, 2], shares=[0.25, 0.5, 0.25]), [-9, 1.5, 2, 99])
    assert [(one.label, one.actual) for one in bins] == [("≤ 1", 0.25), ("1 – 2", 0.5), ("> 2", 0.25)]
    assert population_stability_index(bins) == 0


def test_categories_are_counted_by_name() -> None:
    bins = distribution(FeatureReference(edges=["red", "white"], shares=[0.5, 0.5]), ["red", "red", "blue", "white"])
    assert [(one.label, one.actual) for one in bins] == [("red", 0.5), ("white", 0.25)]


@pytest.mark.parametrize("reference", [FeatureReference(), FeatureReference(edges=[1, 2, 3, 4], shares=[1])])
def test_a_reference_that_does_not_fit_shows_nothing(reference: FeatureReference) -> None:
    assert distribution(reference, [1, 2]) == []
