"""Reads docs/contract.md: the lines, which of them are required, and what a metric must look like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CONTRACT: Final = Path(__file__).resolve().parents[2] / "docs" / "contract.md"

_ROW: Final = re.compile(r"^\|\s*(?P<id>(?:api|ui)-[a-z]+-\d+)\s*\|\s*(?P<level>\w+)\s*\|(?P<cells>.*)\|\s*$")
_LEVELS: Final = ("required", "recommended")
_METRIC_CELLS: Final = 4


class ContractError(Exception):
    """The page is not written the way this command reads it."""


@dataclass(frozen=True)
class MetricSpec:
    """Least that a metric has: labels and bucket boundaries may be more."""

    name: str
    type: str
    labels: frozenset[str]
    buckets: tuple[float, ...]


@dataclass(frozen=True)
class Line:
    """One line of the contract."""

    id: str
    required: bool
    text: str
    metric: MetricSpec | None = None

    @property
    def workload(self) -> str:
        """api or ui."""
        return self.id.partition("-")[0]


def read_contract(page: Path = CONTRACT) -> list[Line]:
    """The lines in the order of the page. Raises ContractError."""
    lines = list(_lines(page.read_text(encoding="utf-8")))
    ids = [line.id for line in lines]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise ContractError(f"{page}: these ids stand there twice: {', '.join(twice)}")
    return lines


def _lines(page: str) -> Iterator[Line]:
    for text in page.splitlines():
        row = _ROW.match(text)
        if row is None:
            continue
        if row["level"] not in _LEVELS:
            raise ContractError(f"{row['id']}: {row['level']!r} is none of {', '.join(_LEVELS)}")
        cells = [cell.strip() for cell in row["cells"].split("|")]
        required = row["level"] == "required"
        if len(cells) == _METRIC_CELLS:
            spec = _metric(cells)
            yield Line(row["id"], required, f"metric `{spec.name}`", spec)
        else:
            yield Line(row["id"], required, "|".join(cells))


def _metric(cells: list[str]) -> MetricSpec:
    name, kind, labels, buckets = (cell.replace("`", "") for cell in cells)
    return MetricSpec(name, kind, frozenset(labels.split()), tuple(map(float, buckets.split())))
