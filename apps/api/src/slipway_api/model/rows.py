"""Rows from a request, checked column by column: a thousand rows cost little more than a few."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from slipway_api.field_errors import FieldError, pointer
from slipway_api.model.signature import Feature, Signature, parse_datetime

# More would help nobody, and an answer must not become larger than its request.
MAXIMUM_ERRORS = 50

# PostgreSQL cannot store it, and no name or word needs it.
NUL = "\0"

Value = float | int | str | bool
Row = Mapping[str, Value]


class InvalidRowsError(Exception):
    """Some rows do not fit the signature."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(f"{len(errors)} wrong values")
        self.errors = errors


@dataclass(frozen=True)
class Batch:
    """Checked rows: as they came, and as typed columns in the order of the signature."""

    rows: Sequence[Row]
    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """Rows by features, for models that take nothing but numbers."""
        matrix = np.empty((len(self.rows), len(self.columns)))
        for position, column in enumerate(self.columns.values()):
            matrix[:, position] = column
        return matrix

    def first(self) -> "Batch":
        """The first row alone."""
        return Batch(self.rows[:1], {name: column[:1] for name, column in self.columns.items()})

    def canonical(self) -> bytes:
        """One spelling for equal rows, whatever the order of their keys and the spelling of their numbers."""
        values = [column.tolist() for column in self.columns.values()]
        return json.dumps(values, separators=(",", ":"), default=str).encode()


def check_rows(rows: Sequence[object], signature: Signature, at: Sequence[str] = ()) -> Batch:
    """The rows as a batch. `at` are the pointers of the rows, `/rows/0`, … unless given.

    Raises InvalidRowsError with a pointer to every wrong value (at most MAXIMUM_ERRORS).
    """
    if errors := _keys(rows, signature, at):
        raise InvalidRowsError(errors)
    # The keys were just looked at, the values are next.
    checked = cast("Sequence[Row]", rows)
    columns: dict[str, NDArray[Any]] = {}
    for feature in signature.features:
        column = [row.get(feature.name) for row in checked]
        array = _column(column, feature)
        if array is None:
            errors += _wrong_values(column, feature, at)
        else:
            columns[feature.name] = array
    if errors:
        raise InvalidRowsError(_limited(errors))
    return Batch(checked, columns)


def _keys(rows: Sequence[object], signature: Signature, at: Sequence[str]) -> list[FieldError]:
    names = frozenset(signature.names)
    required = frozenset(feature.name for feature in signature.features if feature.required)
    errors: list[FieldError] = []
    for position, row in enumerate(rows):
        if type(row) is dict and row.keys() == names:
            continue
        errors += _wrong_keys(row, names, required, _place(at, position))
        if len(errors) > MAXIMUM_ERRORS:
            break
    return _limited(errors)


def _wrong_keys(row: object, names: frozenset[str], required: frozenset[str], place: str) -> Iterator[FieldError]:
    if not isinstance(row, dict):
        yield FieldError(place, 'must be an object of features, such as {"alcohol": 13.2, …}')
        return
    for name in sorted(required - row.keys()):
        yield FieldError(place + pointer(name), "is missing")
    for name in sorted(row.keys() - names):
        yield FieldError(place + pointer(name), "is not a feature of the model; GET /model lists the features")


def _column(values: list[Any], feature: Feature) -> NDArray[Any] | None:
    """The values as an array, or None when any is wrong: finding out which one is left to the slow path."""
    kind = feature.type
    present = values if feature.required else [value for value in values if value is not None]
    if not set(map(type, present)) <= kind.accepts:
        return None
    try:
        if kind.numeric:
            array = _numbers(present, feature)
        elif kind.name == "datetime":
            array = np.array([parse_datetime(value) for value in present], dtype=kind.dtype)
        elif kind.name == "string" and any(NUL in value for value in present):
            return None
        else:
            array = np.array(present, dtype=kind.dtype)
    except (ValueError, OverflowError):
        return None
    if array is None or len(present) == len(values):
        return array
    return _with_gaps(values, array)


def _numbers(values: list[float | int], feature: Feature) -> NDArray[Any] | None:
    numbers = np.array(values, dtype=np.float64)
    low, high = (float(numbers.min()), float(numbers.max())) if len(numbers) else (0.0, 0.0)
    # Any NaN or infinity shows in the ends.
    if not (np.isfinite(low) and np.isfinite(high)):
        return None
    if feature.type.whole:
        # Through Python: above 2^53 a float would lose the last digits of a long.
        low, high = min(values, default=0), max(values, default=0)
    if feature.minimum is not None and low < feature.minimum:
        return None
    if feature.maximum is not None and high > feature.maximum:
        return None
    if not feature.type.whole:
        # Adding zero turns -0.0 into 0.0, so that equal rows have one canonical form.
        return numbers.astype(feature.type.dtype, copy=False) + 0
    if not np.array_equal(numbers, np.floor(numbers)):
        return None
    return np.array([int(value) for value in values], dtype=feature.type.dtype)


def _with_gaps(values: list[Any], present: NDArray[Any]) -> NDArray[Any]:
    """A column with missing values: NaN among numbers, None among anything else."""
    given = np.array([value is not None for value in values])
    column: NDArray[Any] = (
        np.full(len(values), np.nan) if present.dtype.kind in "iuf" else np.full(len(values), None, dtype=object)
    )
    column[given] = present
    return column


def _wrong_values(values: list[Any], feature: Feature, at: Sequence[str]) -> list[FieldError]:
    errors: list[FieldError] = []
    for position, value in enumerate(values):
        if value is None and not feature.required:
            continue
        if _column([value], feature) is None:
            errors.append(FieldError(_place(at, position) + pointer(feature.name), _complaint(value, feature)))
            if len(errors) > MAXIMUM_ERRORS:
                break
    return errors


def _complaint(value: object, feature: Feature) -> str:
    kind = feature.type
    if type(value) not in kind.accepts:
        return f"must be {kind.noun}, not {_json_type(value)}"
    if kind.numeric and isinstance(value, int | float):
        if value != value or value in (float("inf"), float("-inf")):
            return "must be a finite number"
        if kind.whole and value != int(value):
            return "must be a whole number"
        return f"must be {_span(feature.minimum, feature.maximum)}, not {_short(value)}"
    return "must not contain the character U+0000" if kind.name == "string" else f"must be {kind.noun}"


def _span(minimum: float | None, maximum: float | None) -> str:
    if minimum is None:
        return f"at most {maximum}" if maximum is not None else "a number of ordinary size"
    return f"from {minimum} to {maximum}" if maximum is not None else f"at least {minimum}"


def _short(value: float) -> str:
    return str(value) if isinstance(value, float) or abs(value) < 10**20 else "a number of more than 20 digits"


def _json_type(value: object) -> str:
    names: dict[type, str] = {
        bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"
    }  # fmt: skip
    return names.get(type(value), "null")


def _place(at: Sequence[str], position: int) -> str:
    return at[position] if at else pointer("rows", position)


def _limited(errors: list[FieldError]) -> list[FieldError]:
    if len(errors) <= MAXIMUM_ERRORS:
        return errors
    return [*errors[:MAXIMUM_ERRORS], FieldError("", f"and more: only the first {MAXIMUM_ERRORS} errors are listed")]
