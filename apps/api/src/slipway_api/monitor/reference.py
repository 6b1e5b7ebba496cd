"""What the training data looked like: the statistics that live traffic is compared with.

They are made once, when a model is trained, and travel with the model. Only numpy is needed here, so that
training, the API and the monitor can share this file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

MAXIMUM_BINS = 10
# With fewer rows in a bin its share is so uncertain that PSI often passes 0.1 although nothing has drifted: for 142
# rows of training and 500 of traffic in 4 bins it does so for one feature in 75, in 3 bins for one in 370.
ROWS_PER_BIN = 45
MAXIMUM_SAMPLE = 200
MAXIMUM_CATEGORIES = 50
OTHER_CATEGORY = "(other)"

Values = Sequence[Any] | NDArray[Any]


@dataclass(frozen=True)
class NumericReference:
    """A number's distribution. Bins are (-inf, e0], (e0, e1], ... (en, inf)."""

    rows: int
    edges: tuple[float, ...]
    shares: tuple[float, ...]
    mean: float
    standard_deviation: float
    sample: tuple[float, ...]
    kind: Literal["numeric"] = "numeric"

    def __post_init__(self) -> None:
        if len(self.shares) != len(self.edges) + 1:
            raise ValueError(f"{len(self.edges)} edges need {len(self.edges) + 1} shares, not {len(self.shares)}")
        if list(self.edges) != sorted(set(self.edges)):
            raise ValueError("edges must ascend without repeats, for example (1.5, 2.0, 4.25)")
        if not self.sample:
            raise ValueError("sample is empty: give at least one value")


@dataclass(frozen=True)
class CategoricalReference:
    """The share of each category; rare ones beyond the limit are counted together under '(other)'."""

    rows: int
    shares: Mapping[str, float]
    kind: Literal["categorical"] = "categorical"


FeatureReference = NumericReference | CategoricalReference


class ModelReference(Protocol):
    """What the monitor must know of a model."""

    @property
    def model_name(self) -> str: ...
    @property
    def model_version(self) -> str: ...
    @property
    def references(self) -> Mapping[str, FeatureReference]:
        """Per feature."""
        ...

    @property
    def importance(self) -> Mapping[str, float]:
        """Per feature; the monitor watches the most important ones."""
        ...

    @property
    def prediction_reference(self) -> FeatureReference | None:
        """Class shares of a classifier, or the numbers that a regressor predicts; None when training wrote none."""
        ...

    @property
    def floors(self) -> Mapping[str, float]:
        """Lowest acceptable quality per metric: accuracy, f1 (macro average)."""
        ...


def reference_of(values: Values) -> FeatureReference:
    """Reference of one feature: numbers by quantile bins, text and booleans by category."""
    column = np.asarray(values)
    if column.dtype.kind in "iuf":
        return _numeric(column.astype(float))
    return category_shares(column.tolist())


def category_shares(values: Iterable[Any]) -> CategoricalReference:
    """Reference of categories; also for a classifier's predictions, whose classes may be written as numbers."""
    counts = Counter(label_text(value) for value in values)
    rows = counts.total()
    if not rows:
        raise ValueError("a reference needs at least one row")
    kept = dict(counts.most_common(MAXIMUM_CATEGORIES))
    rest = rows - sum(kept.values())
    if rest:
        kept[OTHER_CATEGORY] = kept.get(OTHER_CATEGORY, 0) + rest
    return CategoricalReference(rows=rows, shares={label: count / rows for label, count in kept.items()})


def label_text(value: Any) -> str:
    """One spelling per class: 1, 1.0 and "1" are the same class, whichever way they travelled."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def bin_counts(values: NDArray[np.float64], edges: Sequence[float]) -> NDArray[np.int64]:
    """How many values fall into each bin of `NumericReference`."""
    bins = np.searchsorted(np.asarray(edges, dtype=float), values, side="left")
    return np.bincount(bins, minlength=len(edges) + 1).astype(np.int64)


def _numeric(values: NDArray[np.float64]) -> NumericReference:
    finite = np.sort(values[np.isfinite(values)])
    rows = int(finite.size)
    if not rows:
        raise ValueError("a reference needs at least one finite number")
    bins = min(MAXIMUM_BINS, max(2, rows // ROWS_PER_BIN))
    quantiles = np.quantile(finite, np.linspace(0, 1, bins + 1)[1:-1])
    # Repeated values give equal quantiles; an edge at the maximum would leave the last bin empty for ever.
    edges = np.unique(quantiles[quantiles < finite[-1]])
    # Each value stands for an equal slice of the rows: the middle of the slice, so that the ends get no extra weight.
    kept = min(rows, MAXIMUM_SAMPLE)
    sample = finite if kept == rows else np.quantile(finite, (np.arange(kept) + 0.5) / kept)
    return NumericReference(
        rows=rows,
        edges=tuple(edges.tolist()),
        shares=tuple((bin_counts(finite, edges.tolist()) / rows).tolist()),
        mean=float(finite.mean()),
        standard_deviation=float(finite.std()),
        sample=tuple(sample.tolist()),
    )
