"""The input example that MLflow keeps beside a model: rows that its author meant it to take."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from slipway_api.model.artifact import Artifact
from slipway_api.model.errors import UnusableModelError
from slipway_api.model.rows import Batch

# Some authors save all of their data as the example.
MAXIMUM_ROWS = 100


def input_example(artifact: Artifact) -> Batch | None:
    """None without an example, or with one that names no features. Raises UnusableModelError."""
    path = (artifact.mlmodel.get("saved_input_example_info") or {}).get("serving_input_path")
    if not path:
        return None
    try:
        rows = _rows(json.loads((artifact.folder / path).read_bytes()))
    except (OSError, ValueError) as error:
        raise UnusableModelError(f"the input example {path} cannot be read: {error}") from error
    if not rows:
        return None
    return artifact.checked([_of_signature(row, artifact.signature.names) for row in rows], "input example")


def _rows(document: Mapping[str, Any]) -> list[Any]:
    """From the forms that MLflow gives an example with named columns; empty for any other."""
    if split := document.get("dataframe_split"):
        columns = split.get("columns", ())
        return [dict(zip(columns, values, strict=True)) for values in split["data"][:MAXIMUM_ROWS]] if columns else []
    inputs = document.get("inputs")
    rows: list[Any] = inputs[:MAXIMUM_ROWS] if isinstance(inputs, list) else [inputs]
    return rows if all(isinstance(row, dict) for row in rows) else []


def _of_signature(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Without what the model does not use. MLflow writes a missing number as NaN."""
    return {name: None if row[name] != row[name] else row[name] for name in names if name in row}
