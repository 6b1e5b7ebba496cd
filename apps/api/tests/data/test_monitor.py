"""The monitor against a real prediction log: synthetic traffic in, gauges out."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prometheus_client import CollectorRegistry, generate_latest

from slipway_api.monitor import service
from slipway_api.monitor.reference import FeatureReference, category_shares, reference_of
from slipway_api.monitor.service import Monitor
from slipway_api.monitor.window import MAXIMUM_ROWS, read_window
from slipway_api.prediction_log.statements import COLUMN_TYPES, COPY, prediction_row
from slipway_api.settings import Settings, SettingsError
from tests.data.samples import prediction
from tests.postgres import PostgresServer, postgres_server

FEATURES = [f"feature_{number:02}" for number in range(40)]
CLASSES = ["class_0", "class_1", "class_2"]
DRIFTED = "feature_07"


@dataclass(frozen=True)
class Facts:
    """A model of forty features, the first the most important."""

    model_name: str = "wine"
    model_version: str = "3"
    references: Mapping[str, FeatureReference] = field(
        default_factory=lambda: {
            name: reference_of(np.random.default_rng(position).normal(10, 2, 5000))
            for position, name in enumerate(FEATURES)
        }
    )
    importance: Mapping[str, float] = field(
        default_factory=lambda: {name: 1 / (position + 1) for position, name in enumerate(FEATURES)}
    )
    prediction_reference: FeatureReference | None = field(default_factory=lambda: category_shares(CLASSES * 700))
    floors: Mapping[str, float] = field(default_factory=lambda: {"accuracy": 0.9, "f1": 0.85})


def log_traffic(
    server: PostgresServer, settings: Settings, count: int, *, shift: float = 0, labels: int = 0, wrong: float = 0,
    age: timedelta = timedelta(minutes=5), label_delay: timedelta = timedelta(minutes=4), **changes: Any,
) -> None:  # fmt: skip
    """Predictions like those of training, with one feature shifted by so many standard deviations."""
    generator = np.random.default_rng(count)
    columns = {name: generator.normal(10 + (2 * shift if name == DRIFTED else 0), 2, count) for name in FEATURES}
    created = datetime.now(UTC) - age
    entries = [
        prediction(
            **{
                "created_at": created,
                "features": {name: float(values[row]) for name, values in columns.items()},
                "prediction": CLASSES[row % 3],
            }
            | changes
        )
        for row in range(count)
    ]
    with server.connect(settings.database_name) as connection, connection.cursor() as cursor:
        with cursor.copy(COPY) as copy:
            copy.set_types(COLUMN_TYPES)
            for entry in entries:
                copy.write_row(prediction_row(entry))
        cursor.executemany(
            "INSERT INTO feedback VALUES (%s, %s, to_jsonb(%s::text), %s, NULL)",
            [
                (
                    entry.id,
                    entry.created_at,
                    "other" if row < wrong * labels else entry.prediction,
                    created + label_delay,
                )
                for row, entry in enumerate(entries[:labels])
            ],
        )


def watch(settings: Settings, *answers: Facts) -> tuple[Monitor, CollectorRegistry]:
    """A monitor that is told these facts one after the other; then the registry of models is away."""
    registry = CollectorRegistry()
    monitor = Monitor(settings, partial(next, iter(answers)))
    registry.register(monitor.collector)
    return monitor, registry


def series(registry: CollectorRegistry, name: str) -> dict[tuple[str, ...], float]:
    """Values of a gauge by its label values."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name == name
    }


def test_no_drift_stays_below_the_limit(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 4000)
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    scores = series(registry, "model_feature_drift_score")
    assert len(scores) == 30 * 2
    assert max(scores.values()) < 0.1
    assert max(series(registry, "model_prediction_drift_score").values()) < 0.1
    assert series(registry, "model_drift_window_samples") == {("wine",): 4000}


def test_a_shifted_feature_is_found_and_named(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 1500, shift=1)
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    scores = series(registry, "model_feature_drift_score")
    for method in ("psi", "wasserstein"):
        above = {feature for (_, _, feature, kind), score in scores.items() if kind == method and score > 0.2}
        assert above == {DRIFTED}


def test_other_predictions_than_in_training_are_found(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 800, prediction="class_2")
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    assert series(registry, "model_prediction_drift_score")["wine", "3", "psi"] > 0.2


def test_every_gauge_of_the_contract(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600, labels=300, wrong=0.2)
    monitor, registry = watch(database, Facts())
    before = time.time()
    assert monitor.compute()
    labels = {family.name: list(family.samples[0].labels) for family in registry.collect()}
    assert labels == {
        "model_feature_drift_score": ["model_name", "model_version", "feature", "method"],
        "model_prediction_drift_score": ["model_name", "model_version", "method"],
        "model_drift_window_samples": ["model_name"],
        "model_drift_last_success_timestamp_seconds": ["model_name"],
        "model_quality_score": ["model_name", "model_version", "metric", "basis"],
        "model_quality_label_coverage_ratio": ["model_name"],
        "model_quality_label_delay_seconds": ["model_name"],
        "model_quality_floor": ["model_name", "model_version", "metric"],
        "model_feature_importance": ["model_name", "model_version", "feature"],
    }
    quality = series(registry, "model_quality_score")
    assert quality["wine", "3", "accuracy", "realised"] == pytest.approx(0.8)
    assert 0.5 < quality["wine", "3", "f1", "realised"] < 0.8, "the class that the model does not know pulls it down"
    assert series(registry, "model_quality_floor") == {("wine", "3", "accuracy"): 0.9, ("wine", "3", "f1"): 0.85}
    assert series(registry, "model_quality_label_coverage_ratio") == {("wine",): 0.5}
    assert series(registry, "model_quality_label_delay_seconds") == {("wine",): 240}
    assert before <= series(registry, "model_drift_last_success_timestamp_seconds")["wine",] <= time.time()
    importance = series(registry, "model_feature_importance")
    assert {feature for _, _, feature in importance} == set(FEATURES[:30]), "the thirty most important"
    assert b"model_drift_window_samples" in generate_latest(registry)


def test_too_little_data_gives_no_score_rather_than_zero(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 499, labels=99)
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    for gauge in ("model_feature_drift_score", "model_prediction_drift_score", "model_quality_score"):
        assert series(registry, gauge) == {}, gauge
    assert series(registry, "model_drift_window_samples") == {("wine",): 499}
    assert series(registry, "model_quality_label_coverage_ratio")["wine",] == pytest.approx(99 / 499)
    assert series(registry, "model_drift_last_success_timestamp_seconds")["wine",] > 0


def test_scores_disappear_when_traffic_ends(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600)
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    assert series(registry, "model_feature_drift_score")
    with server.connect(database.database_name) as connection:
        connection.execute("DELETE FROM predictions")
    assert monitor.compute()
    assert series(registry, "model_feature_drift_score") == {}
    assert series(registry, "model_quality_label_coverage_ratio") == {}


def test_other_versions_and_older_predictions_do_not_count(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600)
    log_traffic(server, database, 600, shift=4, model_version="2", labels=200, wrong=1)
    log_traffic(server, database, 600, shift=4, age=timedelta(hours=25))
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    assert series(registry, "model_drift_window_samples") == {("wine",): 600}
    assert max(series(registry, "model_feature_drift_score").values()) < 0.2
    assert series(registry, "model_quality_score") == {}


def test_labels_that_come_later_than_the_window_is_long_still_count(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 300)
    log_traffic(server, database, 150, age=timedelta(days=3), labels=150, label_delay=timedelta(days=3, minutes=-1))
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    assert series(registry, "model_quality_score")["wine", "3", "accuracy", "realised"] == 1
    assert series(registry, "model_quality_label_coverage_ratio") == {("wine",): 0.5}
    assert series(registry, "model_quality_label_delay_seconds")["wine",] == 3 * 86400 - 60


def test_a_new_version_leaves_no_series_of_the_old_one(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600, labels=150)
    monitor, registry = watch(database, Facts(), Facts(model_version="4"))
    assert monitor.compute()
    assert monitor.compute()
    versions = {sample.labels.get("model_version") for family in registry.collect() for sample in family.samples}
    assert versions == {"4", None}


def test_facts_that_cannot_be_read_are_remembered(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600)
    monitor, registry = watch(database, Facts())
    assert monitor.compute()
    assert monitor.compute(), "with the facts of before"
    nothing, empty = watch(database)
    assert not nothing.compute()
    assert list(empty.collect()) == []
    assert series(registry, "model_feature_drift_score")


def test_a_model_without_facts_is_watched_as_far_as_possible(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600, labels=150)
    monitor, registry = watch(database, Facts(references={}, importance={}, prediction_reference=None, floors={}))
    assert monitor.compute()
    assert series(registry, "model_quality_score")["wine", "3", "accuracy", "realised"] == 1
    assert series(registry, "model_feature_drift_score") == {}


def test_a_busy_window_is_sampled(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 3000)
    monitor, _ = watch(database, Facts())
    with monitor._engine.connect() as connection:
        window = read_window(connection, ("wine", "3"), FEATURES[:2], timedelta(hours=1), maximum_rows=1000)
    assert MAXIMUM_ROWS > 1000
    assert 850 < window.samples < 1150
    assert window.predictions_made == 3000
    assert {len(values) for values in window.features.values()} == {window.samples}


def test_a_server_that_is_away_leaves_the_last_report(caplog: pytest.LogCaptureFixture) -> None:
    from slipway_api.prediction_log import migrate

    with postgres_server() as fragile:
        settings = Settings(**fragile.settings(fragile.create_database()))
        monitor, registry = watch(settings, Facts())
        assert not monitor.compute(), "not migrated yet"
        assert series(registry, "model_quality_floor"), "what is known without predictions is shown"
        assert series(registry, "model_drift_last_success_timestamp_seconds") == {}
        migrate.run(settings)
        log_traffic(fragile, settings, 600)
        assert monitor.compute()
        first = series(registry, "model_drift_last_success_timestamp_seconds")
        fragile.kill()
        assert not monitor.compute()
        assert series(registry, "model_feature_drift_score")
        assert series(registry, "model_drift_last_success_timestamp_seconds") == first
        fragile.start()
        assert monitor.compute()
        assert series(registry, "model_drift_last_success_timestamp_seconds")["wine",] > first["wine",]
    assert "no new report: PostgreSQL at app@127.0.0.1" in caplog.text


def test_without_a_database_the_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="SLIPWAY_DATABASE_HOST=db"):
        service.run(Settings(database_host=""))


def test_a_metrics_port_in_use_is_named_in_one_line(database: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = {
            "SLIPWAY_DATABASE_HOST": database.database_host,
            "SLIPWAY_METRICS_PORT": str(port),
            "SLIPWAY_HTTP_HOST": "127.0.0.1",
            "PYTHONPATH": ":".join(sys.path),
        }
        command = [sys.executable, "-m", "slipway_api", "monitor"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert done.stderr.startswith(f"SLIPWAY_METRICS_PORT: nothing can listen on port {port} of 127.0.0.1")
    assert len(done.stderr.splitlines()) == 1


def test_the_process_serves_its_gauges_and_ends_on_sigterm(server: PostgresServer, database: Settings) -> None:
    log_traffic(server, database, 600)
    program = (
        "import logging; logging.basicConfig(level='INFO');"
        "from slipway_api.monitor import service; from slipway_api.settings import load_settings;"
        "from tests.data.test_monitor import Facts; facts = Facts();"
        "service.run(load_settings(), lambda: facts)"
    )
    environment = {
        **server.environment(database.database_name),
        "SLIPWAY_METRICS_PORT": "0",
        "SLIPWAY_HTTP_HOST": "127.0.0.1",
        "SLIPWAY_MONITOR_INTERVAL_SECONDS": "0.2",
        "PYTHONPATH": ":".join(sys.path),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=environment, cwd=Path.cwd(), stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        said = [next(line for line in process.stderr if "metrics on port" in line)]
        said.append(next(line for line in process.stderr if "600 samples" in line))
        port = int(said[0].rsplit(" ", 1)[1])
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
        assert 'model_drift_window_samples{model_name="wine"} 600.0' in page
        assert "process_resident_memory_bytes" in page
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.communicate()
