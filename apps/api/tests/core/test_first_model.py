"""`first-model` against a real MLflow server: fresh, again, interrupted, with another champion, and without hope."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlflow
import pytest

from ports import free_port
from slipway_api.lifecycle import State
from slipway_api.model import first_model, registration
from slipway_api.model.artifact import Artifact
from slipway_api.model.first_model import FirstModelFailed, run
from slipway_api.model.registry import ModelRegistry
from slipway_api.settings import Settings, SettingsError
from slipway_api.telemetry.metrics import Metrics
from tests.core.api_process import FOREIGN, ROOT
from tests.gate import gate_before
from tests.mlflow_server import USER, MlflowServer, needs_mlflow_server, used_by_this_process

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default"), needs_mlflow_server]


class Interrupted(BaseException):
    """As a kill at this point: nothing catches it."""


@pytest.fixture(autouse=True)
def used(server: MlflowServer) -> Iterator[None]:
    with used_by_this_process(server):
        yield


@pytest.fixture
def settings(server: MlflowServer, request: pytest.FixtureRequest) -> Settings:
    """Each test has a model of its own on the server."""
    return server.settings(first_model_name=request.node.name)


@pytest.fixture
def client(server: MlflowServer, monkeypatch: pytest.MonkeyPatch) -> mlflow.MlflowClient:
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", server.password)
    return mlflow.MlflowClient(server.url)


def versions(client: mlflow.MlflowClient, settings: Settings) -> list[str]:
    found = client.search_model_versions(f"name = '{settings.first_model_name}'")
    return sorted(str(version.version) for version in found)


def champion(client: mlflow.MlflowClient, settings: Settings) -> str:
    return str(client.get_model_version_by_alias(settings.first_model_name, "champion").version)


def another_model(client: mlflow.MlflowClient, settings: Settings) -> str:
    """A version that somebody else made, of other files."""
    name = settings.first_model_name
    created = client.create_run(client.create_experiment(f"{name}-other"))
    client.log_text(created.info.run_id, "another model", "model/MLmodel")
    client.create_registered_model(name)
    source = f"{created.info.artifact_uri}/model"
    return str(client.create_model_version(name, source, created.info.run_id).version)


async def test_the_first_time_it_is_registered_and_can_be_served(
    settings: Settings,
    client: mlflow.MlflowClient,
    packaged: Artifact,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    await asyncio.to_thread(run, settings)
    name = settings.first_model_name
    assert champion(client, settings) == "1"
    assert f"{name}@champion is version 1 now" in caplog.messages
    made = client.get_run(str(client.get_model_version(name, "1").run_id))
    assert made.info.status == "FINISHED"
    assert str(made.info.artifact_uri).startswith("mlflow-artifacts:")
    assert made.data.metrics == {measure: quality.value for measure, quality in packaged.facts.quality.items()}

    served = server_side(settings, tmp_path)
    assert await served.refresh()
    assert served.current is not None
    assert (served.current.name, served.current.version) == (name, "1")
    assert served.current.check.checked_on == "golden_rows"
    assert served.current.check.accuracy == 1
    # The same files, to which a download adds where they came from.
    assert files_of(packaged.folder).items() <= files_of(served.current.artifact.folder).items()
    assert "input_example.json" in files_of(packaged.folder)
    assert served.current.artifact.signature == packaged.signature
    assert served.current.artifact.facts == packaged.facts
    assert served.current.artifact.facts.prediction is not None


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def server_side(settings: Settings, folder: Path) -> ModelRegistry:
    uri = f"models:/{settings.first_model_name}@champion"
    serving = settings.model_copy(update={"model_uri": uri, "model_cache_folder": folder / "cache"})
    return ModelRegistry(serving, Metrics(), State())


def test_the_second_time_nothing_happens(
    settings: Settings, client: mlflow.MlflowClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "slipway.first_model")
    run(settings)
    caplog.clear()
    run(settings)
    assert caplog.messages == [f"{settings.first_model_name}@champion is version 1 already: nothing to do"]
    assert versions(client, settings) == ["1"]


def test_somebody_elses_champion_stays(settings: Settings, client: mlflow.MlflowClient) -> None:
    other = another_model(client, settings)
    client.set_registered_model_alias(settings.first_model_name, "champion", other)
    run(settings)
    assert champion(client, settings) == other
    assert versions(client, settings) == [other]


def test_somebody_elses_version_without_alias_is_not_made_champion(
    settings: Settings, client: mlflow.MlflowClient
) -> None:
    other = another_model(client, settings)
    run(settings)
    assert versions(client, settings) == [other, "2"]
    assert champion(client, settings) == "2"


def test_a_champion_that_is_set_meanwhile_stays(
    settings: Settings, client: mlflow.MlflowClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    upload = registration.register

    def slowly(*arguments: Any) -> str:
        other = another_model(client, settings)
        client.set_registered_model_alias(settings.first_model_name, "champion", other)
        return upload(*arguments)

    monkeypatch.setattr(first_model, "register", slowly)
    run(settings)
    assert champion(client, settings) == "1"
    assert caplog.messages[-1].endswith("@champion was set to version 1 meanwhile: it stays")


@pytest.mark.parametrize("step", ["set_registered_model_alias", "create_model_version", "log_artifacts"])
def test_an_interrupted_try_is_finished_by_the_next_one(
    settings: Settings, client: mlflow.MlflowClient, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise Interrupted

    settings = settings.model_copy(update={"first_model_name": f"interrupted-{step}"})
    with monkeypatch.context() as first_try:
        first_try.setattr(mlflow.MlflowClient, step, interrupted)
        with pytest.raises(Interrupted):
            run(settings)
    run(settings)
    assert versions(client, settings) == ["1"]
    assert champion(client, settings) == "1"


def test_a_wrong_password_ends_it_at_once(settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another-password")
    with pytest.raises(FirstModelFailed, match=r"login is refused \(401\).*SLIPWAY_MLFLOW_PASSWORD_FILE") as refused:
        run(settings.model_copy(update={"mlflow_password_file": wrong}))
    assert "another-password" not in str(refused.value) + caplog.text
    assert "\n" not in str(refused.value)


def test_missing_settings_are_named(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="MLFLOW_TRACKING_URI=http"):
        run(settings.model_copy(update={"mlflow_tracking_uri": ""}))
    with pytest.raises(SettingsError, match="SLIPWAY_MLFLOW_PASSWORD_FILE: cannot read"):
        run(settings.model_copy(update={"mlflow_password_file": Path("/no/such/file")}))
    with pytest.raises(FirstModelFailed, match="/no/such/model is no MLflow model"):
        run(settings.model_copy(update={"packaged_model": Path("/no/such/model")}))


def test_it_gives_up_on_a_server_that_never_comes(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    away = f"http://somebody:secret-word@127.0.0.1:{free_port()}"
    with pytest.raises(
        FirstModelFailed, match=r"gave up on MLflow at http://127\.0\.0\.1:\d+: the server does not answer: .+ refused$"
    ) as gave_up:
        run(settings.model_copy(update={"mlflow_tracking_uri": away}), wait_seconds=1)
    assert "secret-word" not in str(gave_up.value) + caplog.text
    assert len(caplog.messages) > 1


def test_it_waits_for_a_server_that_comes_up_later(
    server: MlflowServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with gate_before(server.port) as gate:
        timer = threading.Timer(1, gate.open)
        timer.start()
        run(settings.model_copy(update={"mlflow_tracking_uri": gate.url}))
        timer.join()
    assert any("waiting for MLflow at http://127.0.0.1" in message for message in caplog.messages)


def test_a_server_that_refuses_the_host_name_ends_it_at_once(server: MlflowServer, settings: Settings) -> None:
    by_another_name = f"http://localhost:{server.port}"
    with pytest.raises(FirstModelFailed, match=r"refuses the host name in MLFLOW_TRACKING_URI \(403\)"):
        run(settings.model_copy(update={"mlflow_tracking_uri": by_another_name}))


def command(server: MlflowServer, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    given = {
        "PYTHONPATH": str(ROOT / "src"),
        "MLFLOW_TRACKING_URI": server.url,
        "MLFLOW_TRACKING_USERNAME": USER,
        "SLIPWAY_MLFLOW_PASSWORD_FILE": str(server.password_file),
        "SLIPWAY_FIRST_MODEL_NAME": "by-command",
    }
    return subprocess.run(
        [sys.executable, "-m", "slipway_api", "first-model"],
        env=inherited | given | environment,
        capture_output=True,
        text=True,
    )


def test_the_command_speaks_json_and_has_the_exit_codes_of_migrate(server: MlflowServer, tmp_path: Path) -> None:
    done = command(server)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(line.startswith('{"time"') for line in done.stdout.splitlines())
    assert "by-command@champion is version 1 now" in done.stdout

    wrong = tmp_path / "wrong"
    wrong.write_text("another-password")
    refused = command(server, SLIPWAY_MLFLOW_PASSWORD_FILE=str(wrong))
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    assert command(server, MLFLOW_TRACKING_URI="").returncode == 2
