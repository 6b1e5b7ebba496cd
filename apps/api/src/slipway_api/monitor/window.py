"""What happened lately, read from the prediction log: a bounded random sample, however busy the API was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, select, text

from slipway_api.prediction_log.tables import feedback, predictions

# Beyond this many rows the scores change in the third digit, while memory and time would grow with the traffic.
MAXIMUM_ROWS: Final = 20_000
_STATEMENT_TIMEOUT: Final = "60s"
_ROWS_AT_ONCE: Final = 2_000


@dataclass(frozen=True)
class Window:
    """Predictions of one version of a model that were made, and labels that arrived, since some time."""

    predictions_made: int
    features: dict[str, list[Any]]
    predictions: list[Any] = field(default_factory=list)
    # (true label, prediction)
    labelled: list[tuple[Any, Any]] = field(default_factory=list)
    labels_arrived: int = 0
    label_delay_seconds: float | None = None

    @property
    def samples(self) -> int:
        return len(self.predictions)

    @property
    def label_coverage(self) -> float | None:
        """Labels that arrived for each prediction that was made.

        Both in the same window, so that labels may be later than the window is long: with steady traffic this is the
        share of predictions that get a label in the end.
        """
        return min(1.0, self.labels_arrived / self.predictions_made) if self.predictions_made else None


def read_window(
    connection: Connection,
    model: tuple[str, str],
    feature_names: Sequence[str],
    length: timedelta,
    maximum_rows: int = MAXIMUM_ROWS,
) -> Window:
    """Read what happened in the last `length`. `model` is name and version. Raises SQLAlchemy's errors."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{_STATEMENT_TIMEOUT}'"))
    # The server's clock: the pods that wrote and this one need not agree to the second.
    now: datetime = connection.execute(select(func.now())).scalar_one()
    since = now - length

    made = _of_model(model) & (predictions.c.created_at >= since)
    count = connection.execute(select(func.count()).select_from(predictions).where(made)).scalar_one()
    window = Window(predictions_made=count, features={name: [] for name in feature_names})
    sampled = select(predictions.c.features, predictions.c.prediction).where(made)
    if count > maximum_rows:
        sampled = sampled.where(func.random() < maximum_rows / count)
    for features, prediction in connection.execute(sampled.execution_options(yield_per=_ROWS_AT_ONCE)):
        window.predictions.append(prediction)
        for name, values in window.features.items():
            values.append(features.get(name))
    return _with_labels(connection, window, model, since, maximum_rows)


def _with_labels(
    connection: Connection, window: Window, model: tuple[str, str], since: datetime, maximum_rows: int
) -> Window:
    joined = feedback.join(
        predictions,
        and_(
            predictions.c.id == feedback.c.prediction_id,
            predictions.c.created_at == feedback.c.prediction_created_at,
        ),
    )
    arrived = _of_model(model) & (feedback.c.created_at >= since)
    count = connection.execute(select(func.count()).select_from(joined).where(arrived)).scalar_one()
    delay = func.extract("epoch", feedback.c.created_at - feedback.c.prediction_created_at)
    newest = (
        select(feedback.c.label, predictions.c.prediction, delay)
        .select_from(joined)
        .where(arrived)
        .order_by(feedback.c.created_at.desc())
        .limit(maximum_rows)
    )
    rows = connection.execute(newest).all()
    return Window(
        predictions_made=window.predictions_made,
        features=window.features,
        predictions=window.predictions,
        labelled=[(label, prediction) for label, prediction, _ in rows],
        labels_arrived=count,
        label_delay_seconds=float(median(delay for *_, delay in rows)) if rows else None,
    )


def _of_model(model: tuple[str, str]) -> ColumnElement[bool]:
    name, version = model
    return and_(predictions.c.model_name == name, predictions.c.model_version == version)
