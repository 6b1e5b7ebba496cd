"""Training is reproducible, and the packaged model is what training makes."""

from pathlib import Path

import mlflow.pyfunc
import numpy as np
import pandas as pd
import pytest

import train
from slipway_api.model import artifact
from slipway_api.model.artifact import Artifact
from slipway_api.model.reference import ArtifactReference
from slipway_api.model.self_check import self_check

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def trained() -> train.Trained:
    return train.train()


def test_the_same_seed_gives_the_same_model_and_figures(trained: train.Trained) -> None:
    again = train.train()
    assert again.facts == trained.facts
    assert np.array_equal(again.model.predict_proba(again.example), trained.model.predict_proba(trained.example))
    assert train.train(seed=train.SEED + 1).facts != trained.facts


def test_the_packaged_model_is_what_training_makes(trained: train.Trained, packaged: Artifact) -> None:
    assert packaged.facts == trained.facts
    assert trained.facts.golden is not None
    rows = pd.DataFrame([dict(row) for row in trained.facts.golden.rows])
    # Through MLflow itself, as any other consumer of the model folder.
    loaded = mlflow.pyfunc.load_model(str(packaged.folder))
    assert list(loaded.predict(rows)) == list(trained.facts.golden.labels)


def test_quality_is_above_its_floor(packaged: Artifact) -> None:
    quality = packaged.facts.quality
    assert {name: measure.floor for name, measure in quality.items()} == train.FLOORS
    assert all(measure.value >= train.FLOORS[name] for name, measure in quality.items())
    check = self_check(packaged, artifact.load(packaged))
    assert (check.golden_rows, check.accuracy) == (train.GOLDEN_ROWS, 1.0)


def test_the_monitor_finds_references_floors_and_importance(packaged: Artifact) -> None:
    reference = ArtifactReference(artifact.resolve(""), packaged)
    names = set(packaged.signature.names)
    assert reference.references.keys() == reference.importance.keys() == names
    assert (reference.model_name, reference.floors) == ("wine", train.FLOORS)
    assert reference.prediction_reference.kind == "categorical"


def test_the_command_writes_a_model_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train.main(["--output", str(tmp_path / "model")])
    assert "accuracy 0.98" in capsys.readouterr().out
    assert artifact.read(tmp_path / "model").facts == train.train().facts
