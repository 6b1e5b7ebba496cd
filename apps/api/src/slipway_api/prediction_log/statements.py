"""The SQL of the log, made from the fields of the entries, so that an order of columns is written once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from psycopg import sql
from psycopg.types.json import Jsonb

from slipway_api.prediction_log.connection import dump_json
from slipway_api.prediction_log.entries import Feedback, LoggedPrediction

_JSON_COLUMNS: Final = frozenset({"features", "prediction", "scores", "label"})
_OTHER_TYPES: Final = {"id": "uuid", "prediction_id": "uuid", "created_at": "timestamptz"}

_PREDICTION_COLUMNS: Final = tuple(field.name for field in fields(LoggedPrediction))
_FEEDBACK_COLUMNS: Final = tuple(field.name for field in fields(Feedback))

COLUMN_TYPES: Final = tuple(
    "jsonb" if name in _JSON_COLUMNS else _OTHER_TYPES.get(name, "text") for name in _PREDICTION_COLUMNS
)


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _values(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Placeholder, columns))


COPY: Final = sql.SQL("COPY predictions ({}) FROM STDIN (FORMAT BINARY)").format(_names(_PREDICTION_COLUMNS))

INSERT_ONE: Final = sql.SQL("INSERT INTO predictions ({}) VALUES ({}) ON CONFLICT DO NOTHING").format(
    _names(_PREDICTION_COLUMNS), _values(_PREDICTION_COLUMNS)
)

FIND: Final = sql.SQL("SELECT {} FROM predictions WHERE id = %(id)s").format(_names(_PREDICTION_COLUMNS))

# The prediction's own time is kept with its feedback: a join can then go straight to the right partition.
ADD_FEEDBACK: Final = sql.SQL(
    "INSERT INTO feedback ({names}, prediction_created_at)"
    " SELECT {values}, predictions.created_at FROM predictions WHERE predictions.id = %(prediction_id)s"
    " ON CONFLICT (prediction_id) DO UPDATE SET label = EXCLUDED.label, created_at = EXCLUDED.created_at,"
    " caller = EXCLUDED.caller"
).format(names=_names(_FEEDBACK_COLUMNS), values=_values(_FEEDBACK_COLUMNS))


def prediction_row(entry: LoggedPrediction) -> tuple[Any, ...]:
    """Values in the order of the columns."""
    return tuple(_value(name, getattr(entry, name)) for name in _PREDICTION_COLUMNS)


def prediction_parameters(entry: LoggedPrediction) -> dict[str, Any]:
    return dict(zip(_PREDICTION_COLUMNS, prediction_row(entry), strict=True))


def feedback_parameters(feedback: Feedback) -> dict[str, Any]:
    return {name: _value(name, getattr(feedback, name)) for name in _FEEDBACK_COLUMNS}


def _value(name: str, value: Any) -> Any:
    return Jsonb(value, dumps=dump_json) if name in _JSON_COLUMNS and value is not None else value
