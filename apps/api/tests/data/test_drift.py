"""Drift and quality on numbers whose answer is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter
from sklearn.datasets import load_wine

from slipway_api.monitor.drift import drift_scores, normalised_wasserstein, psi
from slipway_api.monitor.quality import realised_quality
from slipway_api.monitor.reference import (
    CategoricalReference,
    FeatureReference,
    NumericReference,
    category_shares,
    label_text,
    reference_of,
)


@pytest.fixture
def generator() -> np.random.Generator:
    return np.random.default_rng(7)


def test_psi_of_a_textbook_example() -> None:
    """Shares 50/30/20 against 40/30/30, large counts: (0.4-0.5)ln(0.8) + 0 + (0.3-0.2)ln(1.5)."""
    assert psi([500_000, 300_000, 200_000], [400_000, 300_000, 300_000]) == pytest.approx(0.06286, abs=1e-4)
    assert psi([10, 20], [10, 20]) == 0
    assert np.isfinite(psi([100, 0], [0, 100]))


def test_wasserstein_is_the_shift_in_standard_deviations(generator: np.random.Generator) -> None:
    reference = reference_of(generator.normal(10, 2, 20_000))
    assert isinstance(reference, NumericReference)
    assert normalised_wasserstein(reference, generator.normal(13, 2, 20_000)) == pytest.approx(1.5, abs=0.05)


@pytest.mark.parametrize("rows", [142, 1000, 20_000])
@pytest.mark.parametrize(
    "draw",
    [
        lambda generator, count: generator.normal(5, 3, count),
        lambda generator, count: generator.exponential(2, count),
        lambda generator, count: generator.integers(0, 4, count),
        lambda generator, count: generator.choice(["red", "white", "rosé"], count, p=[0.6, 0.3, 0.1]),
        lambda generator, count: generator.random(count) < 0.2,
    ],
    ids=["normal", "exponential", "few integers", "words", "booleans"],
)
def test_the_same_source_does_not_drift(rows: int, draw: Any, generator: np.random.Generator) -> None:
    """With as few rows of traffic as the gate lets through. So small a training set as 142 rows may be unlucky."""
    scores = [
        drift_scores(reference_of(draw(generator, rows)), draw(generator, 500).tolist(), 500)["psi"] for _ in range(200)
    ]
    assert max(scores) < 0.2
    assert sum(score < 0.1 for score in scores) >= (196 if rows < 1000 else 200)


@pytest.mark.parametrize("shift", [0.5, 1.0, -1.0])
def test_a_shift_is_found(shift: float, generator: np.random.Generator) -> None:
    reference = reference_of(generator.normal(0, 1, 1000))
    scores = drift_scores(reference, (generator.normal(0, 1, 1000) + shift).tolist(), 500)
    assert scores["psi"] > 0.2
    assert scores["wasserstein"] > 0.1


def test_a_wider_spread_is_found_although_the_mean_stays(generator: np.random.Generator) -> None:
    reference = reference_of(generator.normal(0, 1, 5000))
    scores = drift_scores(reference, generator.normal(0, 2.5, 2000).tolist(), 500)
    assert scores["psi"] > 0.2
    assert scores["wasserstein"] > 0.5


def test_new_categories_are_drift_and_share_one_bin() -> None:
    reference = reference_of(["a"] * 500 + ["b"] * 500)
    invented = [f"new-{number}" for number in range(300)]
    assert drift_scores(reference, ["a", "b"] * 350 + invented, 500)["psi"] > 0.2
    assert list(drift_scores(reference, ["a", "b"] * 500, 500)) == ["psi"]


def test_too_few_values_give_no_score() -> None:
    reference = reference_of([1.0, 2.0, 3.0])
    assert drift_scores(reference, [1.0] * 499, 500) == {}
    assert drift_scores(reference, [None, "NaN", True, float("inf"), *[1.0] * 499], 500) == {}
    assert drift_scores(category_shares("ab"), [None] * 600, 500) == {}
    assert drift_scores(reference, [], 0) == {}


def test_a_constant_feature_has_a_score() -> None:
    reference = reference_of([4.0] * 100)
    assert isinstance(reference, NumericReference)
    assert (reference.edges, reference.shares) == ((), (1.0,))
    same = drift_scores(reference, [4.0] * 500, 500)
    assert (same["psi"], same["wasserstein"]) == (0, 0)
    assert drift_scores(reference, [6.0] * 500, 500)["wasserstein"] == 2


def test_reference_of_wine() -> None:
    rows, _ = load_wine(return_X_y=True)
    for column in np.asarray(rows).T:
        reference = reference_of(column)
        assert isinstance(reference, NumericReference)
        assert sum(reference.shares) == pytest.approx(1)
        assert min(reference.shares) > 0
        assert len(reference.sample) <= 200
        assert list(reference.sample) == sorted(reference.sample)


def test_references_survive_json() -> None:
    adapter: TypeAdapter[FeatureReference] = TypeAdapter(FeatureReference)
    for reference in (reference_of([1, 2, 3, 4]), reference_of(["a", "b"]), reference_of([True, False])):
        assert adapter.validate_json(adapter.dump_json(reference)) == reference


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"shares": (1.0,)}, "2 shares"),
        ({"edges": (1.0, 1.0), "shares": (0.1, 0.2, 0.7)}, "ascend"),
        ({"sample": ()}, "sample"),
    ],
)
def test_a_wrong_reference_is_refused(changes: dict[str, Any], message: str) -> None:
    right: dict[str, Any] = {
        "rows": 2, "edges": (1.0,), "shares": (0.5, 0.5), "mean": 1.0, "standard_deviation": 1.0, "sample": (1.0,),
    }  # fmt: skip
    with pytest.raises(ValueError, match=message):
        NumericReference(**right | changes)


@pytest.mark.parametrize("values", [[], [float("nan")], np.array([], dtype=str)])
def test_a_reference_needs_values(values: Any) -> None:
    with pytest.raises(ValueError, match="at least one"):
        reference_of(values)


def test_rare_categories_are_counted_together() -> None:
    reference = category_shares(["often"] * 100 + [f"rare-{number}" for number in range(100)])
    assert len(reference.shares) == 51
    assert reference.shares["(other)"] == pytest.approx(51 / 200)
    assert sum(reference.shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (1, "1"),
        (1.0, "1"),
        ("1", "1"),
        (np.int64(1), "1"),
        (1.5, "1.5"),
        (True, "true"),
        (np.True_, "true"),
        ("a", "a"),
    ],
)
def test_a_class_has_one_spelling(value: Any, spelling: str) -> None:
    assert label_text(value) == spelling


def test_quality_of_classes() -> None:
    classes = CategoricalReference(rows=4, shares={"a": 0.5, "b": 0.5})
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    scores = realised_quality(classes, pairs, 4)
    # Class a: precision 1, recall 2/3, F1 0.8; class b: precision 1/2, recall 1, F1 2/3.
    assert scores == {"accuracy": 0.75, "f1": pytest.approx((0.8 + 2 / 3) / 2)}
    assert realised_quality(classes, pairs, 5) == {}
    assert realised_quality(None, [(1, "1"), (2.0, 2)], 2) == {"accuracy": 1.0, "f1": 1.0}


def test_quality_of_numbers() -> None:
    numbers = reference_of([1.0, 2.0])
    assert realised_quality(numbers, [(1.0, 4.0), (2.0, "2"), ("?", 1.0), (1.0, "NaN")], 2) == {
        "rmse": pytest.approx((9 / 2) ** 0.5)
    }
    assert realised_quality(numbers, [("?", 1.0)] * 9, 2) == {}
