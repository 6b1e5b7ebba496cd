"""Checks each cell against the model's features before anything is sent, so that errors appear beside the cell."""

import math
from dataclasses import dataclass, field

from slipway_ui.api.facts import Feature, ModelFacts, Range, Value
from slipway_ui.batch.reading import TextTable, UnreadableFile
from slipway_ui.parts.text import number

_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})


@dataclass
class CheckedRow:
    """One row of the file: its cells, its values if all are good, what is wrong with it, and its result later."""

    line: int
    cells: dict[str, str]
    values: dict[str, Value] | None
    errors: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """All errors in one line; empty if there are none."""
        return "; ".join(f"{column}: {text}" if column else text for column, text in self.errors.items())


@dataclass
class CheckedTable:
    """A file after the check."""

    columns: list[str]
    ignored_columns: list[str]
    rows: list[CheckedRow]

    @property
    def good_rows(self) -> list[CheckedRow]:
        """Rows that can be predicted."""
        return [row for row in self.rows if not row.errors]

    @property
    def bad_rows(self) -> list[CheckedRow]:
        """Rows with errors."""
        return [row for row in self.rows if row.errors]


def check_table(table: TextTable, model: ModelFacts) -> CheckedTable:
    """Check all rows. Raises UnreadableFile if a feature has no column, because then every row would be wrong."""
    features = {feature.name: feature for feature in model.features}
    missing = [name for name, feature in features.items() if feature.required and name not in table.columns]
    if missing:
        raise UnreadableFile(
            f"The file lacks {_listed(missing)}. Its first line must name all features of the model; "
            "the template shows them."
        )
    ignored = [name for name in table.columns if name and name not in features]
    rows = [
        _check_row(cells, line, table.columns, features) for cells, line in zip(table.rows, table.lines, strict=True)
    ]
    return CheckedTable(table.columns, ignored, rows)


def _listed(names: list[str], most: int = 4) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    noun = "the column" if len(names) == 1 else "the columns"
    return f"{noun} {shown}" + (f" and {more} more" if more > 0 else "")


def _check_row(cells: list[str], line: int, columns: list[str], features: dict[str, Feature]) -> CheckedRow:
    by_column = dict(zip(columns, cells, strict=False))
    row = CheckedRow(line, by_column, None)
    if len(cells) != len(columns):
        row.errors[""] = f"has {len(cells)} cells, the header has {len(columns)}"
        return row
    values: dict[str, Value] = {}
    for name, feature in features.items():
        if not by_column.get(name) and not feature.required:
            continue
        try:
            values[name] = parse_value(by_column[name], feature)
        except ValueError as error:
            row.errors[name] = str(error)
            continue
        if feature.is_unusual(values[name]):
            row.warnings[name] = "outside of what the model was trained on"
    if not row.errors:
        row.values = values
    return row


def parse_value(text: str, feature: Feature) -> Value:
    """Value of a cell in the type of its feature. Raises ValueError that says what is wrong, to stand beside it."""
    if not text:
        raise ValueError("is empty")
    if feature.type in {"string", "datetime"}:
        return text
    if feature.type == "boolean":
        word = text.lower()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        raise ValueError(f'"{_short(text)}" is not true or false')
    try:
        value = float(text)
    except ValueError:
        hint = " (write a decimal point, not a comma)" if "," in text else ""
        raise ValueError(f'"{_short(text)}" is not a number{hint}') from None
    if not math.isfinite(value):
        raise ValueError(f'"{_short(text)}" is not a finite number')
    if not feature.accepted.holds(value):
        raise ValueError(f"{_short(text)} is {_bounds(feature.accepted)}")
    if not feature.is_whole:
        return value
    if value != int(value):
        raise ValueError(f'"{_short(text)}" is not a whole number')
    return int(value)


def _bounds(accepted: Range) -> str:
    if accepted.minimum is not None and accepted.maximum is not None:
        return f"not between {number(accepted.minimum)} and {number(accepted.maximum)}"
    return (
        f"less than {number(accepted.minimum)}"
        if accepted.minimum is not None
        else f"more than {number(accepted.maximum)}"
    )


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
