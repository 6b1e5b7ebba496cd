"""The served model is replaced when its URI means another one, and only by one that passes its self-check."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import mlflow
import mlflow.sklearn
import pytest
import yaml

import train
from slipway_api.app import Api, create_app
from slipway_api.lifecycle import State
from slipway_api.model import artifact
from slipway_api.model.artifact import MLMODEL
from slipway_api.model.registry import ModelRegistry
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.core.api_process import running_api
from tests.core.clients import api_client, ready
from tests.redis import RedisServer


def registry(settings: Settings) -> ModelRegistry:
    return ModelRegistry(settings, Metrics(), State())


def failures(models: ModelRegistry) -> dict[str, float]:
    [family] = models._metrics.model_load_failures_total.collect()
    return {sample.labels["reason"]: sample.value for sample in family.samples if sample.value}


def spoil(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the MLmodel file of a model."""
    document = yaml.safe_load((folder / MLMODEL).read_text())
    change(document)
    (folder / MLMODEL).write_text(yaml.safe_dump(document))


def wrong_labels(document: dict[str, Any]) -> None:
    golden = document["metadata"]["slipway"]["golden"]
    golden["labels"] = ["class_2" if label != "class_2" else "class_0" for label in golden["labels"]]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the packaged model that a test may break."""
    return Path(shutil.copytree(artifact.packaged_model(), tmp_path / "model"))


async def test_a_model_that_fails_its_golden_rows_is_never_served(model: Path) -> None:
    spoil(model, wrong_labels)
    models = registry(Settings(model_uri=str(model)))
    assert not await models.refresh()
    assert models.current is None
    assert models.last_failure is not None
    assert "0.0% of 18 golden rows right; it must get 90.0%" in models.last_failure.message
    assert failures(models) == {"self_check": 1}
    assert not models._state.model_loaded


async def test_the_old_model_stays_when_the_new_one_fails(model: Path) -> None:
    models = registry(Settings(model_uri=str(model)))
    assert await models.refresh()
    old = models.current
    assert old is not None
    spoil(model, wrong_labels)
    assert not await models.refresh()
    assert models.current is old
    assert models.last_failure is not None
    assert models.last_failure.version != old.version
    # It is tried once, not at every poll.
    assert not await models.refresh()
    assert failures(models) == {"self_check": 1}
    # A repaired one is news again.
    spoil(model, lambda document: document["metadata"]["slipway"]["golden"].update(minimum_accuracy=0.0))
    assert await models.refresh()
    assert models.current is not old
    assert models.last_failure is None


@pytest.mark.parametrize(("poll_seconds", "longest"), [(5, 5), (60, 30), (0, 30)])
async def test_the_first_model_is_looked_for_at_least_as_often_as_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll_seconds: int, longest: int
) -> None:
    models = registry(Settings(model_uri=str(tmp_path / "later"), model_poll_seconds=poll_seconds))
    waits: list[float] = []

    async def do_not_wait(seconds: float) -> bool:
        waits.append(seconds)
        if len(waits) == 12:
            raise asyncio.CancelledError
        return False

    monkeypatch.setattr(models, "_reload_requested", do_not_wait)
    with pytest.raises(asyncio.CancelledError):
        await models._run()
    assert longest / 2 <= max(waits) <= longest


async def test_nothing_is_loaded_when_nothing_changed(model: Path) -> None:
    models = registry(Settings(model_uri=str(model)))
    assert await models.refresh()
    served = models.current
    assert not await models.refresh()
    assert models.current is served
    assert await models.refresh(forced=True)
    assert models.current is not served


@pytest.mark.parametrize(
    ("change", "reason", "message"),
    [
        (lambda document: document.pop("signature"), "unusable", "has no signature"),
        (lambda document: document["metadata"]["slipway"]["golden"].update(rows=3), "unusable", "golden.rows"),
        (lambda document: document["metadata"]["slipway"]["golden"]["rows"][2].pop("ash"), "unusable", "/rows/2/ash"),
        (lambda document: document["flavors"]["sklearn"].update(pickled_model="gone"), "unusable", "gone"),
    ],
)
async def test_an_unusable_model_says_why(model: Path, change: Any, reason: str, message: str) -> None:
    spoil(model, change)
    models = registry(Settings(model_uri=str(model)))
    assert not await models.refresh()
    assert models.last_failure is not None
    assert (models.last_failure.reason, failures(models)) == (reason, {reason: 1})
    assert message in models.last_failure.message


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("/nowhere/model", "No such file or directory: /nowhere/model/MLmodel"),
        ("models:/wine", "example: models:/wine@champion"),
    ],
)
async def test_a_model_that_is_not_there_says_why(uri: str, message: str) -> None:
    models = registry(Settings(model_uri=uri))
    assert not await models.refresh()
    assert models.last_failure is not None
    assert models.last_failure.reason == "unavailable"
    assert message in models.last_failure.message


async def test_pickles_can_be_forbidden(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_ALLOW_PICKLE_DESERIALIZATION", "false")
    models = registry(Settings(model_uri=str(model)))
    assert not await models.refresh()
    assert "forbids" in (models.last_failure.message if models.last_failure else "")


class Tracking:
    """An MLflow registry in a file, which processes and tests then use."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.uri = f"sqlite:///{folder / 'mlflow.db'}"
        mlflow.set_tracking_uri(self.uri)
        mlflow.create_experiment("wine", artifact_location=(folder / "artifacts").as_uri())
        self.trained = train.train()

    def register(self, alias: str = "champion") -> str:
        return train.register(self.trained, self.uri, "wine", alias)

    def point(self, version: str) -> None:
        mlflow.MlflowClient(self.uri).set_registered_model_alias("wine", "champion", version)


@pytest.fixture
async def tracking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tracking]:
    before = mlflow.get_tracking_uri()
    made = await asyncio.to_thread(Tracking, tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", made.uri)
    yield made
    mlflow.set_tracking_uri(before)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
async def test_the_alias_is_followed_and_a_worse_model_is_not(tracking: Tracking, tmp_path: Path) -> None:
    first = tracking.register()
    models = registry(Settings(model_uri="models:/wine@champion", model_cache_folder=tmp_path / "cache"))
    assert await models.refresh()
    assert models.current is not None
    assert (models.current.name, models.current.version, models.current.origin.alias) == ("wine", first, "champion")
    assert models.current.origin.run_id
    second = tracking.register()
    assert await models.refresh()
    assert models.current.version == second != first
    # A model that learned the wrong thing: registered, aliased, refused.
    swap_classes(tracking.trained)
    third = tracking.register()
    assert not await models.refresh()
    assert models.current.version == second
    assert models.last_failure is not None
    assert (models.last_failure.version, models.last_failure.reason) == (third, "self_check")
    # Going back needs no download: the registry is asked for the version only.
    tracking.point(first)
    assert await models.refresh()
    assert models.current.version == first
    assert models.last_failure is None


def content_with_any_answer(trained: train.Trained) -> train.Trained:
    assert trained.facts.golden is not None
    golden = trained.facts.golden.model_copy(update={"minimum_accuracy": 0.0})
    return replace(trained, facts=trained.facts.model_copy(update={"golden": golden}))


def swap_classes(trained: train.Trained) -> None:
    """Another model: it gives other answers to the same rows."""
    classes: Any = trained.model.classes_
    classes[:] = classes[::-1].copy()


async def answer_and_lookups(app: Api, row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, float]]:
    async with ready(app), api_client(app) as client:
        response = await client.post("/predict", json={"row": row})
        assert response.status_code == 200
        counter = "cache_requests_total"
        results = {
            result: app.services.metrics.registry.get_sample_value(counter, {"cache": "predictions", "result": result})
            for result in ("hit", "miss")
        }
    return response.json(), {result: value for result, value in results.items() if value}


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
async def test_models_of_the_same_name_and_number_share_no_answers(
    tracking: Tracking, tmp_path: Path, redis: RedisServer, row: dict[str, Any]
) -> None:
    settings = Settings(
        model_uri="models:/wine@champion",
        model_cache_folder=tmp_path / "cache",
        cache_budget_milliseconds=5000,
        **redis.settings(),
    )
    tracking.trained = content_with_any_answer(tracking.trained)
    assert tracking.register() == "1"
    first, lookups = await answer_and_lookups(create_app(settings), row)
    assert lookups == {"miss": 1}
    again, lookups = await answer_and_lookups(create_app(settings), row)
    assert lookups == {"hit": 1}, "the same model shares its answers with the next process"
    assert again["predictions"][0]["prediction"] == first["predictions"][0]["prediction"]

    # The name is deleted, and registered anew with another model.
    models = registry(settings)
    assert await models.refresh()
    served = models.current
    mlflow.MlflowClient(tracking.uri).delete_registered_model("wine")
    swap_classes(tracking.trained)
    assert tracking.register() == "1"
    assert await models.refresh(), "that is news, though the number is not"
    assert served is not None
    assert models.current is not None
    assert models.current.version == served.version
    assert models.current.identity != served.identity
    anew, lookups = await answer_and_lookups(create_app(settings), row)
    assert lookups == {"miss": 1}
    assert anew["model"] == first["model"]
    assert anew["predictions"][0]["prediction"] != first["predictions"][0]["prediction"]

    # Another registry with the same name and number, and the same folder for downloads.
    other = await asyncio.to_thread(Tracking, tmp_path / "other")
    other.trained = content_with_any_answer(other.trained)
    assert other.register() == "1"
    elsewhere, lookups = await answer_and_lookups(create_app(settings), row)
    assert lookups == {"miss": 1}
    assert elsewhere["model"] == first["model"]
    assert elsewhere["predictions"][0]["prediction"] == first["predictions"][0]["prediction"]


@pytest.mark.slow
def test_sighup_and_the_poll_reload_without_a_failed_request(tmp_path: Path, model: Path, row: dict[str, Any]) -> None:
    environment = {"SLIPWAY_MODEL_URI": str(model), "SLIPWAY_MODEL_POLL_SECONDS": "1"}
    with running_api(tmp_path, environment) as api, httpx.Client(base_url=api.url) as client:

        def version() -> str:
            response = client.post("/predict", json={"row": row})
            assert response.status_code == 200
            return str(response.json()["model"]["version"])

        first = version()
        spoil(model, lambda document: document.update(model_uuid="another"))
        api.wait_for(lambda: version() != first, "serving the new model after a poll")
        second = version()
        # A broken one is refused, and everybody can see that.
        spoil(model, wrong_labels)
        api.wait_for(lambda: client.get("/model").json()["last_failure"], "showing the failure")
        assert version() == second
        assert 'model_load_failures_total{model_name="wine",reason="self_check"} 1.0' in api.metrics()
        # SIGHUP tries again at once, also what was refused.
        api.send(signal.SIGHUP)
        api.wait_for(lambda: 'reason="self_check"} 2.0' in api.metrics(), "trying again after SIGHUP")
        assert version() == second
        assert client.get("/readyz").status_code == 200
        assert [line for line in api.metrics().splitlines() if line.startswith("model_info{")] == [
            f'model_info{{image_version="",mlflow_run_id="",model_name="wine",model_version="{second}"}} 1.0'
        ]
