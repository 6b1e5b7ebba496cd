"""Writes CSV files: the template, and the uploaded rows with their predictions."""

import csv
import io
from collections.abc import Iterable

from slipway_ui.api.facts import ModelFacts, Value
from slipway_ui.batch.running import BatchRun

# Spreadsheets run cells that begin like this as formulas, and the cells come from whoever made the file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def template_csv(model: ModelFacts) -> bytes:
    """A file with all columns and one row of typical values."""
    values = [_typical(feature.median) for feature in model.features]
    return _csv([[feature.name for feature in model.features], values])


def _typical(value: Value | None) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def results_csv(run: BatchRun, classes: list[str]) -> bytes:
    """The file as it was, with prediction, probabilities, id and errors behind."""
    columns = [name for name in run.table.columns if name]
    header = [*columns, "prediction", *(f"probability_{name}" for name in classes), "prediction_id", "error"]
    return _csv([header, *_result_rows(run, columns, classes)])


def _result_rows(run: BatchRun, columns: list[str], classes: list[str]) -> Iterable[list[str]]:
    for row in run.table.rows:
        cells = [row.cells.get(name, "") for name in columns]
        result = run.results.get(row.line)
        if result is None:
            yield [*cells, "", *("" for _ in classes), "", row.problem or "not predicted"]
        else:
            scores = result.scores or {}
            probabilities = [f"{scores[name]:.6f}" if name in scores else "" for name in classes]
            yield [*cells, result.label, *probabilities, result.id, ""]


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    # The mark makes spreadsheets read UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Quote a cell that a spreadsheet would run; negative numbers stay as they are."""
    if not cell.startswith(_FORMULA_STARTS):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
