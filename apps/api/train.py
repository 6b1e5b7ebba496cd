"""Trains the model that is packaged with the API, and can register it in an MLflow server.

python train.py                                     # writes model/
python train.py --tracking-uri http://mlflow:5000   # registers it too, and points the alias at the new version

The same seed gives the same model and the same figures.
"""

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mlflow
import mlflow.sklearn as mlflow_sklearn
import numpy as np
import pandas as pd
from mlflow.models import ModelSignature, infer_signature
from sklearn.datasets import load_wine
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import train_test_split

from slipway_api.model import registration
from slipway_api.model.facts import (
    METADATA_KEY,
    FeatureFacts,
    FeatureSet,
    GoldenSet,
    ModelFacts,
    Quality,
    Range,
)
from slipway_api.monitor.reference import category_shares, reference_of

NAME = "wine"
SEED = 7
# Boosted stumps: better on this data than a forest (98.7 % against 97.4 % in repeated cross-validation), and a single
# row takes them half a millisecond, because no part of a prediction is written in Python.
MODEL: dict[str, Any] = {
    "n_estimators": 100,
    "max_depth": 1,
    "learning_rate": 0.2,
    "subsample": 0.7,
    "max_features": "sqrt",
}
GOLDEN_ROWS = 18
# The least that a model may reach on held-out data, and the least share of golden rows that it must get right.
FLOORS = {"accuracy": 0.90, "f1": 0.90}
REQUIREMENTS = ["scikit-learn", "cloudpickle", "numpy", "pandas"]


@dataclass(frozen=True)
class Trained:
    model: GradientBoostingClassifier
    signature: ModelSignature
    example: pd.DataFrame
    facts: ModelFacts


def train(seed: int = SEED) -> Trained:
    """The model and its facts, from scikit-learn's own wine data: 178 wines, 13 measurements, 3 growers."""
    data: Any = load_wine(as_frame=True)
    inputs: pd.DataFrame = data.data
    labels = pd.Series(np.asarray(data.target_names)[data.target], name="grower").astype(str)
    split: Any = train_test_split(inputs, labels, test_size=0.3, stratify=labels, random_state=seed)
    train_x, test_x, train_y, test_y = split
    model = GradientBoostingClassifier(**MODEL, random_state=seed).fit(train_x, train_y)
    predicted = model.predict(test_x)
    quality = {
        "accuracy": float(accuracy_score(test_y, predicted)),
        "f1": float(f1_score(test_y, predicted, average="macro")),
    }
    # The golden rows are held-out wines that this model gets right: another model may miss a few, but not many.
    golden_x = test_x[predicted == test_y].head(GOLDEN_ROWS)
    facts = ModelFacts(
        name=NAME,
        description="Which of three growers made a wine, from 13 chemical measurements.",
        task="classification",
        feature_set=FeatureSet(name="wine-chemistry", version="1"),
        features={
            str(name): feature_facts(train_x[name], float(importance))
            for name, importance in zip(inputs.columns, np.asarray(model.feature_importances_).tolist(), strict=True)
        },
        prediction=category_shares(train_y),
        quality={name: Quality(value=round(value, 6), floor=FLOORS[name]) for name, value in quality.items()},
        golden=GoldenSet(
            rows=tuple({str(name): float(value) for name, value in row.items()} for row in golden_x.to_dict("records")),
            labels=tuple(test_y[golden_x.index]),
            minimum_accuracy=FLOORS["accuracy"],
        ),
    )
    signature = infer_signature(train_x, pd.Series(predicted, name="grower"))
    return Trained(model, signature, test_x.head(2), facts)


def feature_facts(values: pd.Series, importance: float) -> FeatureFacts:
    """Range, accepted range and reference statistics of one measurement."""
    low, high = float(values.min()), float(values.max())
    width = high - low
    return FeatureFacts(
        description=str(values.name).replace("_", " "),
        range=Range(minimum=low, maximum=high),
        # No concentration is negative. Above, a whole range of room: enough for drift, not for another unit.
        accepted=Range(minimum=max(0.0, round(low - width, 4)), maximum=round(high + width, 4)),
        importance=round(importance, 6),
        typical=float(values.median()),
        reference=reference_of(values.to_numpy()),
    )


def save(trained: Trained, folder: Path) -> None:
    """Write the model as an MLflow model folder, in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    mlflow_sklearn.save_model(trained.model, str(folder), **_saved_with(trained))


def register(trained: Trained, tracking_uri: str, name: str, alias: str) -> str:
    """Register the model and point the alias at it. Returns the new version."""
    client = mlflow.MlflowClient(tracking_uri)
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        save(trained, model)
        version = registration.register(client, model, name, {"seed": SEED, **MODEL})
    client.set_registered_model_alias(name, alias, version)
    return version


def _saved_with(trained: Trained) -> dict[str, Any]:
    return {
        "signature": trained.signature,
        "input_example": trained.example,
        "metadata": {METADATA_KEY: trained.facts.model_dump(mode="json", exclude_none=True)},
        "pip_requirements": REQUIREMENTS,
        "serialization_format": mlflow_sklearn.SERIALIZATION_FORMAT_CLOUDPICKLE,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "model", help="folder for the model")
    parser.add_argument("--tracking-uri", help="MLflow server to register the model in, such as http://mlflow:5000")
    parser.add_argument("--name", default=NAME, help="name of the registered model")
    parser.add_argument("--alias", default="champion", help="alias that is pointed at the new version")
    options = parser.parse_args(arguments)

    trained = train()
    if options.tracking_uri:
        version = register(trained, options.tracking_uri, options.name, options.alias)
        print(f"registered {options.name} version {version} as @{options.alias}")
    else:
        save(trained, options.output)
        print(f"wrote {options.output}")
    for measure, quality in trained.facts.quality.items():
        print(f"{measure} {quality.value:.4f} (floor {quality.floor})")


if __name__ == "__main__":
    main()
