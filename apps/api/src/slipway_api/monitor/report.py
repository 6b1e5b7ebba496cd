"""The result of one computation, and how it looks to Prometheus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from slipway_api.monitor.drift import Method, drift_scores
from slipway_api.monitor.quality import Metric, realised_quality
from slipway_api.monitor.reference import ModelReference
from slipway_api.monitor.window import Window

# Bounds the number of series; the features that matter least are not worth an alert.
WATCHED_FEATURES: Final = 30


@dataclass(frozen=True)
class Report:
    """What is known of one version of a model. What is not known is absent, never zero."""

    model_name: str
    model_version: str
    floors: Mapping[str, float]
    importance: Mapping[str, float]
    feature_drift: Mapping[str, Mapping[Method, float]] = field(default_factory=dict)
    prediction_drift: Mapping[Method, float] = field(default_factory=dict)
    quality: Mapping[Metric, float] = field(default_factory=dict)
    window_samples: int | None = None
    label_coverage: float | None = None
    label_delay_seconds: float | None = None
    computed_at: float | None = None


def watched_features(reference: ModelReference) -> list[str]:
    """The most important features that have a reference; in the order of training where importance is not known."""
    return nlargest(
        WATCHED_FEATURES, reference.references, key=lambda name: reference.importance.get(name, float("-inf"))
    )


def facts_only(reference: ModelReference) -> Report:
    """What is known before any prediction was read."""
    watched = watched_features(reference)
    return Report(
        model_name=reference.model_name,
        model_version=reference.model_version,
        floors=dict(reference.floors),
        importance={name: reference.importance[name] for name in watched if name in reference.importance},
    )


def report_on(
    reference: ModelReference, window: Window, minimum_samples: int, minimum_labels: int, computed_at: float
) -> Report:
    facts = facts_only(reference)
    of_predictions = reference.prediction_reference
    return Report(
        model_name=facts.model_name,
        model_version=facts.model_version,
        floors=facts.floors,
        importance=facts.importance,
        feature_drift={
            name: drift_scores(reference.references[name], values, minimum_samples)
            for name, values in window.features.items()
        },
        prediction_drift=drift_scores(of_predictions, window.predictions, minimum_samples) if of_predictions else {},
        quality=realised_quality(of_predictions, window.labelled, minimum_labels),
        window_samples=window.samples,
        label_coverage=window.label_coverage,
        label_delay_seconds=window.label_delay_seconds,
        computed_at=computed_at,
    )


class ReportCollector(Collector):
    """Shows the latest report. A report replaces the one before as a whole: no series of an old version stays."""

    def __init__(self) -> None:
        self.report: Report | None = None

    def collect(self) -> Iterable[GaugeMetricFamily]:
        report = self.report
        return _families(report) if report else []


def _families(report: Report) -> Iterable[GaugeMetricFamily]:
    model = {"model_name": report.model_name}
    version = model | {"model_version": report.model_version}
    yield _family(
        "model_feature_drift_score",
        "Distance between live and training values of a feature; wasserstein is in standard deviations.",
        (
            (version | {"feature": feature, "method": method}, score)
            for feature, scores in report.feature_drift.items()
            for method, score in scores.items()
        ),
    )
    yield _family(
        "model_prediction_drift_score",
        "Distance between live predictions and those on the training data.",
        ((version | {"method": method}, score) for method, score in report.prediction_drift.items()),
    )
    yield _family(
        "model_drift_window_samples",
        "Predictions that the drift scores rest on (a random sample when there were very many).",
        [(model, report.window_samples)],
    )
    yield _family(
        "model_drift_last_success_timestamp_seconds",
        "When drift and quality were last computed, in seconds since 1970.",
        [(model, report.computed_at)],
    )
    yield _family(
        "model_quality_score",
        "Quality by the true labels that arrived in the window; f1 is the macro average.",
        ((version | {"metric": metric, "basis": "realised"}, score) for metric, score in report.quality.items()),
    )
    yield _family(
        "model_quality_label_coverage_ratio",
        "True labels that arrived in the window per prediction made in it.",
        [(model, report.label_coverage)],
    )
    yield _family(
        "model_quality_label_delay_seconds",
        "Median time between a prediction and its true label.",
        [(model, report.label_delay_seconds)],
    )
    yield _family(
        "model_quality_floor",
        "Lowest acceptable quality, written down by training.",
        ((version | {"metric": metric}, floor) for metric, floor in report.floors.items()),
    )
    yield _family(
        "model_feature_importance",
        "How much the model relies on a feature, written down by training.",
        ((version | {"feature": feature}, importance) for feature, importance in report.importance.items()),
    )


def _family(name: str, text: str, series: Iterable[tuple[Mapping[str, str], float | None]]) -> GaugeMetricFamily:
    known = [(labels, value) for labels, value in series if value is not None]
    family = GaugeMetricFamily(name, text, labels=list(known[0][0]) if known else [])
    for labels, value in known:
        family.add_metric(list(labels.values()), value)
    return family
