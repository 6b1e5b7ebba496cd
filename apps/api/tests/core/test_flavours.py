"""Models other than the packaged one: regressors, text, optional inputs, MLflow flavours that only pyfunc can load."""

from pathlib import Path
from typing import Any

import mlflow.pyfunc
import mlflow.sklearn as mlflow_sklearn
import numpy as np
import pandas as pd
import pytest
from mlflow.models import infer_signature
from mlflow.pyfunc.model import PythonModel
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.svm import SVC, LinearSVC

from slipway_api.app import create_app
from slipway_api.settings import Settings
from tests.core.clients import api_client, ready

pytestmark = pytest.mark.filterwarnings("default")

INPUTS = pd.DataFrame({"a": [0.0, 1.0, 2.0, 3.0] * 5, "b": [1.0, 0.0, 1.0, 0.0] * 5})


def save(folder: Path, model: Any, inputs: pd.DataFrame, outputs: Any, facts: dict[str, Any] | None = None) -> str:
    mlflow_sklearn.save_model(
        model,
        str(folder),
        signature=infer_signature(inputs, outputs),
        metadata={"slipway": facts} if facts else None,
        pip_requirements=["scikit-learn"],
        serialization_format="cloudpickle",
    )
    return str(folder)


async def answers(uri: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    app = create_app(Settings(model_uri=uri))
    async with ready(app), api_client(app) as client:
        response = await client.post("/predict", json={"rows": rows})
        assert response.status_code == 200, response.text
        one = await client.post("/predict", json={"row": rows[0]})
        predictions: list[dict[str, Any]] = response.json()["predictions"]
        assert one.json()["predictions"][0]["prediction"] == predictions[0]["prediction"]
        return predictions


async def test_a_regressor_predicts_numbers(tmp_path: Path) -> None:
    target = INPUTS["a"] * 2 + 1
    golden = {"rows": [{"a": 3.0, "b": 0.0}], "labels": [7.0], "tolerance": 0.01}
    uri = save(tmp_path / "m", LinearRegression().fit(INPUTS, target), INPUTS, target, {"golden": golden})
    [prediction] = await answers(uri, [{"a": 10, "b": 1}])
    assert prediction["prediction"] == pytest.approx(21)
    assert "scores" not in prediction


async def test_classes_may_be_numbers(tmp_path: Path) -> None:
    labels = (INPUTS["a"] > 1).astype(int)
    uri = save(tmp_path / "m", RandomForestClassifier(5, random_state=0).fit(INPUTS, labels), INPUTS, labels)
    first, second = await answers(uri, [{"a": 0, "b": 1}, {"a": 3, "b": 0}])
    assert (first["prediction"], second["prediction"]) == (0, 1)
    assert second["scores"].keys() == {"0", "1"}


@pytest.mark.parametrize("model", [LinearSVC(), SVC()])
async def test_a_classifier_without_probabilities_has_no_scores(tmp_path: Path, model: Any) -> None:
    labels = np.where(INPUTS["a"] > 1, "high", "low")
    uri = save(tmp_path / "m", model.fit(INPUTS, labels), INPUTS, labels)
    predictions = await answers(uri, [{"a": 0, "b": 1}, {"a": 3, "b": 0}])
    assert [prediction["prediction"] for prediction in predictions] == ["low", "high"]
    assert "scores" not in predictions[0]


async def test_a_pipeline_that_picks_columns_by_name(tmp_path: Path) -> None:
    inputs = pd.DataFrame({"colour": ["red", "white", "red", "white"], "price": [1, 9, 2, 8]})
    labels = ["cheap", "dear", "cheap", "dear"]
    pipeline = make_pipeline(
        make_column_transformer((OneHotEncoder(), ["colour"]), ("passthrough", ["price"])),
        RandomForestClassifier(5, random_state=0),
    ).fit(inputs, labels)
    golden = {"rows": inputs.to_dict("records"), "labels": labels}
    uri = save(tmp_path / "m", pipeline, inputs, labels, {"golden": golden})
    first, second = await answers(uri, [{"price": 1, "colour": "red"}, {"colour": "white", "price": 9}])
    assert (first["prediction"], second["prediction"]) == ("cheap", "dear")


class Doubler(PythonModel):
    """A model that only MLflow can load."""

    def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:  # noqa: ARG002 - as MLflow calls it
        return (model_input["a"] * 2 + model_input["b"].fillna(100)).to_numpy()


async def test_any_other_flavour_is_loaded_by_mlflow(tmp_path: Path) -> None:
    inputs = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, None]})
    mlflow.pyfunc.save_model(
        str(tmp_path / "m"),
        python_model=Doubler(),
        signature=infer_signature(inputs, np.array([1.0, 2.0])),
        pip_requirements=["mlflow-skinny"],
    )
    first, second = await answers(str(tmp_path / "m"), [{"a": 3, "b": 1}, {"a": 4}])
    assert (first["prediction"], second["prediction"]) == (7, 108)
