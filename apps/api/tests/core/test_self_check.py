"""A model without golden rows must at least predict its own input example before it is served."""

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mlflow.sklearn as mlflow_sklearn
import numpy as np
import pandas as pd
import pytest
import yaml
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression

from slipway_api.app import create_app
from slipway_api.lifecycle import State
from slipway_api.model.artifact import MLMODEL
from slipway_api.model.registry import ModelRegistry
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.core.clients import api_client, ready

pytestmark = pytest.mark.filterwarnings("default")

INPUTS = pd.DataFrame({"a": [0.0, 1.0, 2.0, 3.0], "b": [1.0, 0.0, 1.0, 0.0]})
MODEL = LinearRegression().fit(INPUTS, INPUTS["a"] * 2 + 1)
EXAMPLE = "serving_input_example.json"


class Silent:
    """Predicts nothing that could be told."""

    def predict(self, rows: Any) -> Any:
        return np.full(len(rows), np.nan)


class Failing:
    def predict(self, rows: Any) -> Any:  # noqa: ARG002 - as scikit-learn has it
        raise ValueError("I want three columns")


def save(folder: Path, model: Any = MODEL, example: Any = INPUTS) -> Path:
    """Written anew, as training does."""
    shutil.rmtree(folder, ignore_errors=True)
    mlflow_sklearn.save_model(
        model,
        str(folder),
        signature=infer_signature(INPUTS, INPUTS["a"]),
        input_example=example,
        pip_requirements=["scikit-learn"],
        serialization_format="cloudpickle",
    )
    return folder


def registry(folder: Path) -> ModelRegistry:
    return ModelRegistry(Settings(model_uri=str(folder)), Metrics(), State())


@pytest.mark.parametrize(
    ("example", "checked_on"),
    [
        (INPUTS, "input_example"),
        ([{"a": 1.0, "b": 2.0}], "input_example"),
        ({"a": 1.0, "b": 2.0}, "input_example"),
        (INPUTS.assign(unused="x"), "input_example"),
        (INPUTS.to_numpy(), "nothing"),
        (None, "nothing"),
    ],
)
async def test_the_page_and_the_log_say_that_there_was_no_golden_set(
    tmp_path: Path, example: Any, checked_on: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    app = create_app(Settings(model_uri=str(save(tmp_path / "m", example=example))))
    async with ready(app), api_client(app) as client:
        document = (await client.get("/model")).json()
    assert (document["checked_on"], document["golden_rows"], document["golden_accuracy"]) == (checked_on, 0, None)
    [record] = [record for record in caplog.records if "no golden rows" in record.getMessage()]
    assert vars(record)["checked_on"] == checked_on


async def test_a_missing_value_in_the_example_is_one(tmp_path: Path) -> None:
    folder = save(tmp_path / "m")
    inputs = json.dumps([{"name": "a", "type": "double"}, {"name": "b", "type": "double", "required": False}])
    document = yaml.safe_load((folder / MLMODEL).read_text())
    document["signature"]["inputs"] = inputs
    (folder / MLMODEL).write_text(yaml.safe_dump(document))
    (folder / EXAMPLE).write_text('{"dataframe_split": {"columns": ["a", "b"], "data": [[1.0, NaN]]}}')
    models = registry(folder)
    assert not await models.refresh()
    assert models.last_failure is not None
    assert "fails on its input example: Input X contains NaN" in models.last_failure.message


def failing(folder: Path) -> None:
    save(folder, Failing())


def silent(folder: Path) -> None:
    save(folder, Silent())


def wrong_example(folder: Path) -> None:
    (folder / EXAMPLE).write_text('{"dataframe_split": {"columns": ["a", "b"], "data": [[1.0, "x"]]}}')


def broken_example(folder: Path) -> None:
    (folder / EXAMPLE).write_text("{")


def no_example(folder: Path) -> None:
    (folder / EXAMPLE).unlink()


@pytest.mark.parametrize(
    ("change", "reason", "message"),
    [
        (failing, "self_check", "fails on its input example: I want three columns"),
        (silent, "self_check", "NaN or infinity for its input example"),
        (wrong_example, "unusable", "input example /rows/0/b must be a number, not a string"),
        (broken_example, "unusable", f"the input example {EXAMPLE} cannot be read"),
        (no_example, "unusable", f"the input example {EXAMPLE} cannot be read"),
    ],
)
async def test_the_old_model_stays_when_the_new_one_cannot_predict_its_example(
    tmp_path: Path, change: Callable[[Path], None], reason: str, message: str
) -> None:
    folder = save(tmp_path / "m")
    models = registry(folder)
    assert await models.refresh()
    old = models.current
    change(folder)
    assert not await models.refresh()
    assert models.current is old
    assert models.last_failure is not None
    assert models.last_failure.reason == reason
    assert message in models.last_failure.message
