import csv
import io
from collections.abc import Sequence

import pytest

from fake_api import FEATURES, FakeApi, problems_of, typical_row
from slipway_ui.api.errors import ApiAway, ApiRefused
from slipway_ui.api.facts import Feature, FieldProblem, ModelFacts, Predictions, Range, Value
from slipway_ui.batch.checking import CheckedTable, check_table, parse_value
from slipway_ui.batch.reading import UnreadableFile, read_csv
from slipway_ui.batch.running import BatchRun
from slipway_ui.batch.writing import results_csv, template_csv

NAMES = [feature["name"] for feature in FEATURES]


def file_of(*rows: dict[str, object], delimiter: str = ",", extra: str = "") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [*NAMES, *([extra] if extra else [])], delimiter=delimiter)
    writer.writeheader()
    for row in rows:
        writer.writerow(row)
    return text.getvalue().encode()


def checked(model: ModelFacts, *rows: dict[str, object], extra: str = "") -> CheckedTable:
    return check_table(read_csv(file_of(*rows, extra=extra), 100), model)


def changed(**changes: object) -> dict[str, object]:
    return {**typical_row(), **changes}


def test_a_bad_row_does_not_spoil_the_others(wine: ModelFacts) -> None:
    table = checked(wine, changed(), changed(alcohol="", magnesium="12,5"), changed(proline=-4))
    assert [row.line for row in table.good_rows] == [2]
    assert [row.problem for row in table.bad_rows] == [
        'alcohol: is empty; magnesium: "12,5" is not a number (write a decimal point, not a comma)',
        "proline: -4 is not between 0 and 3,070",
    ]


def test_unusual_values_are_warned_about_and_kept(wine: ModelFacts) -> None:
    row = checked(wine, changed(alcohol=15.5)).rows[0]
    assert list(row.warnings) == ["alcohol"]
    assert row.values is not None
    assert row.values["alcohol"] == 15.5


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_usual_delimiters_are_understood(wine: ModelFacts, delimiter: str) -> None:
    table = check_table(read_csv(file_of(changed(), delimiter=delimiter), 100), wine)
    assert len(table.good_rows) == 1


def test_lines_are_counted_as_an_editor_does(wine: ModelFacts) -> None:
    content = file_of(changed(note="two\nlines"), changed(note="x"), extra="note") + b"\r\n\r\n"
    table = check_table(read_csv(content, 100), wine)
    assert [row.line for row in table.rows] == [2, 4]
    assert table.ignored_columns == ["note"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"a,b\n", "no rows"),
        (b"a,a\n1,2\n", "names a column twice: a"),
        (b"a,b\n1,\xff\n", "not UTF-8"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b'a\n"1\n', "Line 2 is not CSV"),
        (b"a\n1\n2\n3\n", "more than 2 rows"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_csv(content, 2)


def test_missing_columns_are_named(wine: ModelFacts) -> None:
    with pytest.raises(
        UnreadableFile, match="lacks the columns malic_acid, ash, alcalinity_of_ash, magnesium and 8 more"
    ):
        check_table(read_csv(b"alcohol\n1\n", 100), wine)


def test_a_row_of_another_length_is_one_error(wine: ModelFacts) -> None:
    content = file_of(changed()) + b"1,2,3\r\n"
    assert check_table(read_csv(content, 100), wine).bad_rows[0].problem == "has 3 cells, the header has 13"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("double", "1e3", 1000.0),
        ("long", "7.0", 7),
        ("boolean", "Yes", True),
        ("string", " x", " x"),
        ("boolean", "0", False),
    ],
)
def test_cells_take_the_type_of_their_feature(kind: str, text: str, value: Value) -> None:
    feature = Feature.model_validate({"name": "f", "type": kind})
    assert parse_value(text, feature) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("double", "nan", "not a finite number"),
        ("double", "-inf", "not a finite number"),
        ("double", "abc", '"abc" is not a number'),
        ("long", "1.5", "not a whole number"),
        ("boolean", "perhaps", "not true or false"),
        ("string", "", "is empty"),
        ("double", "11", "more than 10"),
    ],
)
def test_wrong_cells_say_what_is_wrong(kind: str, text: str, message: str) -> None:
    feature = Feature.model_validate({"name": "f", "type": kind, "accepted": Range(maximum=10)})
    with pytest.raises(ValueError, match=message):
        parse_value(text, feature)


class Api:
    """The fake API's answers without a socket in between, cut off after some calls."""

    def __init__(self, calls: int = 100) -> None:
        self.sizes: list[int] = []
        self._calls = calls
        self._api = FakeApi()

    def __call__(self, rows: Sequence[dict[str, Value]], /) -> Predictions:
        if len(self.sizes) >= self._calls:
            raise ApiAway("away", "away")
        self.sizes.append(len(rows))
        if problems := problems_of(list(rows)):
            raise ApiRefused("no", "no", 422, [FieldProblem.model_validate(problem) for problem in problems])
        return Predictions.model_validate(self._api.predict(list(rows)))


def test_a_batch_goes_in_parts_and_can_be_continued(wine: ModelFacts) -> None:
    run = BatchRun(checked(wine, *[changed(alcohol=12 + number / 10) for number in range(5)]))
    with pytest.raises(ApiAway):
        list(run.advance(Api(calls=1), 2))
    assert (len(run.results), len(run.waiting)) == (2, 3)

    api = Api()
    parts = list(run.advance(api, 2))
    assert api.sizes == [2, 1]
    assert [len(rows) for rows, _ in parts] == [2, 1]
    assert run.waiting == []


def test_rows_that_only_the_api_refuses_get_its_words(wine: ModelFacts) -> None:
    table = checked(wine, changed(), changed(), changed())
    values = table.rows[1].values
    assert values is not None
    values["ash"] = 999.0
    run = BatchRun(table)
    list(run.advance(Api(), 10))
    assert table.rows[1].problem == "ash: is out of range"
    assert sorted(run.results) == [2, 4]


def test_results_keep_the_file_and_defuse_formulas(wine: ModelFacts) -> None:
    table = checked(wine, changed(note="=1+1"), changed(alcohol="", note="-5"), extra="note")
    run = BatchRun(table)
    list(run.advance(Api(), 10))
    good, bad = csv.DictReader(io.StringIO(results_csv(run, wine.classes).decode("utf-8-sig")))
    assert (good["note"], good["prediction"], good["error"]) == ("'=1+1", "class_1", "")
    assert float(good["probability_class_1"]) > 0.5
    assert (bad["note"], bad["prediction"], bad["error"]) == ("-5", "", "alcohol: is empty")


def test_the_template_is_a_file_that_can_be_predicted(wine: ModelFacts) -> None:
    assert len(check_table(read_csv(template_csv(wine), 10), wine).good_rows) == 1
