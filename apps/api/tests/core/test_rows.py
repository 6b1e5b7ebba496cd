"""Rows are checked column by column, and every wrong value is named."""

import time
from typing import Any

import numpy as np
import pytest

from slipway_api.model.errors import UnusableModelError
from slipway_api.model.facts import FeatureFacts, ModelFacts, Range
from slipway_api.model.rows import MAXIMUM_ERRORS, Batch, InvalidRowsError, check_rows
from slipway_api.model.signature import FEATURE_TYPES, Feature, Signature, signature_of


def signature(**features: str | Feature) -> Signature:
    """Features by name: a type, `type?` for an optional one, or a whole feature."""
    return Signature(
        tuple(
            feature
            if isinstance(feature, Feature)
            else Feature(name, FEATURE_TYPES[feature.rstrip("?")], not feature.endswith("?"), FeatureFacts())
            for name, feature in features.items()
        )
    )


def bounded(name: str, low: float, high: float) -> Feature:
    return Feature(name, FEATURE_TYPES["double"], True, FeatureFacts(accepted=Range(minimum=low, maximum=high)))


def errors_of(rows: list[Any], features: Signature, at: tuple[str, ...] = ()) -> dict[str, str]:
    with pytest.raises(InvalidRowsError) as caught:
        check_rows(rows, features, at)
    return {error.pointer: error.detail for error in caught.value.errors}


def test_columns_have_the_types_and_the_order_of_the_signature() -> None:
    features = signature(a="double", b="float", c="integer", d="long", e="boolean", f="string", g="datetime")
    rows = [
        {"g": "2026-01-31T12:00:00+02:00", "f": "x", "e": True, "d": 2**53 + 1, "c": 3, "b": 1, "a": 2},
        {"a": 0.5, "b": 0.5, "c": -3, "d": -(2**63), "e": False, "f": "", "g": "2026-01-31"},
    ]
    batch = check_rows(rows, features)
    assert list(batch.columns) == list("abcdefg")
    kinds = [column.dtype.str for column in batch.columns.values()]
    assert kinds == ["<f8", "<f4", "<i4", "<i8", "|b1", "|O", "<M8[ns]"]
    assert batch.columns["d"].tolist() == [2**53 + 1, -(2**63)]
    assert batch.columns["g"][0] == np.datetime64("2026-01-31T10:00:00")


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("double", "13.2", "must be a number, not a string"),
        ("double", True, "must be a number, not a boolean"),
        ("double", None, "must be a number, not null"),
        ("double", [1], "must be a number, not an array"),
        ("double", float("nan"), "must be a finite number"),
        ("double", float("-inf"), "must be a finite number"),
        ("double", 10**400, "must be a number of ordinary size, not a number of more than 20 digits"),
        ("float", 1e39, "must be from -3.4028234663852886e+38 to 3.4028234663852886e+38, not 1e+39"),
        ("integer", 2**31, "must be from -2147483648 to 2147483647, not 2147483648"),
        ("integer", 1.5, "must be a whole number"),
        ("long", 2**63, "must be from -9223372036854775808 to 9223372036854775807, not 9223372036854775808"),
        ("boolean", 1, "must be true or false, not a number"),
        ("string", {}, "must be a string, not an object"),
        ("string", "a\0b", "must not contain the character U+0000"),
        ("datetime", "yesterday", "must be a date and time such as 2026-01-31T12:00:00Z"),
    ],
)
def test_a_wrong_value_is_named(kind: str, value: Any, complaint: str) -> None:
    features = signature(**{"od/280": kind, "other": "double"})
    good: dict[str, Any] = {"boolean": True, "string": "x", "datetime": "2026-01-31"}
    rows = [{"od/280": good.get(kind, 1), "other": 1.0}, {"od/280": value, "other": 1.0}]
    assert errors_of(rows, features) == {"/rows/1/od~1280": complaint}


def test_missing_and_unknown_features_are_named() -> None:
    features = signature(alcohol="double", ash="double?")
    assert errors_of([{"alcohl": 1}, {"alcohol": 1, "ash": 2}], features) == {
        "/rows/0/alcohol": "is missing",
        "/rows/0/alcohl": "is not a feature of the model; GET /model lists the features",
    }
    assert "must be an object" in errors_of([3], features, ("/row",))["/row"]


def test_values_outside_the_accepted_range_are_named() -> None:
    features = signature(alcohol=bounded("alcohol", 7, 18))
    assert errors_of([{"alcohol": 18.1}, {"alcohol": 7}, {"alcohol": -1}], features) == {
        "/rows/0/alcohol": "must be from 7.0 to 18.0, not 18.1",
        "/rows/2/alcohol": "must be from 7.0 to 18.0, not -1",
    }


def test_optional_features_may_be_absent_or_null() -> None:
    batch = check_rows([{"a": 1.0, "s": "x"}, {"a": None}, {}], signature(a="double?", s="string?"))
    assert np.array_equal(batch.columns["a"], [1.0, np.nan, np.nan], equal_nan=True)
    assert batch.columns["s"].tolist() == ["x", None, None]


def test_the_list_of_errors_is_limited() -> None:
    errors = errors_of([{"a": "x"}] * 1000, signature(a="double"))
    assert len(errors) == MAXIMUM_ERRORS + 1
    assert errors[""].startswith("and more")
    assert len(errors_of([{"b": 1}] * 1000, signature(a="double"))) == MAXIMUM_ERRORS + 1


def test_equal_rows_have_one_canonical_form() -> None:
    features = signature(a="double", b="double")

    def canonical(**row: float) -> bytes:
        return check_rows([row], features).canonical()

    assert canonical(a=13, b=-0.0) == canonical(b=0, a=13.0)
    assert canonical(a=13, b=0) != canonical(a=0, b=13)


def test_the_matrix_has_rows_by_features() -> None:
    batch = check_rows([{"b": 2, "a": 1}, {"a": 3, "b": 4}], signature(a="double", b="integer"))
    assert batch.matrix.tolist() == [[1, 2], [3, 4]]


def test_a_thousand_rows_take_milliseconds() -> None:
    features = signature(**{f"f{number}": "double" for number in range(13)})
    rows: list[Any] = [{f"f{number}": 1.5 for number in range(13)}] * 1000

    def seconds() -> float:
        started = time.process_time()
        batch: Batch = check_rows(rows, features)
        assert len(batch) == 1000
        return time.process_time() - started

    # About 1.5 ms; 20 ms would be the whole time that a batch may take.
    assert min(seconds() for _ in range(5)) < 0.01


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        (None, "has no signature"),
        ('[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 13]}}]', "(without a name)"),
        ('[{"name": "photo", "type": "binary", "required": true}]', "input photo"),
    ],
)
def test_a_signature_that_json_cannot_carry_is_refused(inputs: str | None, complaint: str) -> None:
    with pytest.raises(UnusableModelError, match=complaint.replace("(", r"\(").replace(")", r"\)")):
        signature_of({"signature": {"inputs": inputs}}, ModelFacts())


def test_the_json_schema_says_what_is_checked() -> None:
    schema = signature(a=bounded("a", 0, 9), b="integer?").row_schema()
    assert schema["properties"]["a"] == {"type": "number", "minimum": 0, "maximum": 9}
    assert schema["properties"]["b"] == {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
    assert (schema["required"], schema["additionalProperties"]) == (["a"], False)
