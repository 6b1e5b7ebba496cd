"""Predicts the good rows of a batch in parts. What is done stays done: a run that was cut off can be continued."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from slipway_ui.api.errors import ApiRefused
from slipway_ui.api.facts import Prediction, Predictions, Value
from slipway_ui.batch.checking import CheckedRow, CheckedTable

_NO_FIELD = ""


class Predict(Protocol):
    """The API's predict call."""

    def __call__(self, rows: Sequence[dict[str, Value]], /) -> Predictions:
        """Predictions in the order of the rows."""
        ...


class BatchRun:
    """A checked table and the predictions that it has so far, by line of the file."""

    def __init__(self, table: CheckedTable) -> None:
        self.table = table
        self.results: dict[int, Prediction] = {}

    @property
    def waiting(self) -> list[CheckedRow]:
        """Good rows without a prediction."""
        return [row for row in self.table.good_rows if row.line not in self.results]

    def advance(self, predict: Predict, chunk_rows: int) -> Iterator[tuple[list[dict[str, Value]], Predictions]]:
        """Predict what waits, part by part; yields rows and answer of each part. Raises ApiError, keeping what is done.

        A part that the API refuses for some of its rows goes again without them, and they get the API's words.
        """
        while waiting := self.waiting[:chunk_rows]:
            rows = [row.values for row in waiting if row.values is not None]
            try:
                answer = predict(rows)
            except ApiRefused as refusal:
                if not _blame_rows(waiting, refusal):
                    raise
                continue
            for row, prediction in zip(waiting, answer.predictions, strict=True):
                self.results[row.line] = prediction
            yield rows, answer


def _blame_rows(rows: list[CheckedRow], refusal: ApiRefused) -> bool:
    """Give the API's complaints to the rows that they name; False if they name none, so that trying again is vain."""
    blamed = False
    for problem in refusal.errors:
        position, column = problem.row_and_field()
        if position is not None and position < len(rows):
            rows[position].errors[column or _NO_FIELD] = problem.detail or "is refused by the service"
            blamed = True
    return blamed
