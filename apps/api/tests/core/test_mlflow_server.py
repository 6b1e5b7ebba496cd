"""The alias of a real MLflow server is followed, also when it asks for a login."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import mlflow
import pytest

import train
from slipway_api.lifecycle import State
from slipway_api.model.registry import ModelRegistry
from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.gate import gate_before
from tests.mlflow_server import MlflowServer, needs_mlflow_server, used_by_this_process

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default"), needs_mlflow_server]

NEW_PASSWORD = "another-password-of-the-tests"


@pytest.fixture(autouse=True)
def used(server: MlflowServer) -> Iterator[None]:
    with used_by_this_process(server):
        yield


@pytest.fixture
def settings(server: MlflowServer, tmp_path: Path) -> Settings:
    return server.settings(model_uri="models:/wine@champion", model_cache_folder=tmp_path / "cache")


@pytest.fixture
def old_password(server: MlflowServer) -> Iterator[str]:
    """The password, which is back afterwards."""
    password = server.password
    yield password
    server.change_password(password)
    server.password_file.write_text(password)


async def register_by_hand(server: MlflowServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """As a person does, with the password in the environment."""
    with monkeypatch.context() as shell:
        shell.setenv("MLFLOW_TRACKING_PASSWORD", server.password)
        trained = await asyncio.to_thread(train.train)
        return await asyncio.to_thread(train.register, trained, server.url, "wine", "champion")


async def test_the_alias_of_a_server_is_followed(
    server: MlflowServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await register_by_hand(server, monkeypatch)
    models = ModelRegistry(settings, Metrics(), State())
    assert await models.refresh()
    assert models.current is not None
    assert models.current.version == first
    assert models.current.check.accuracy == 1

    second = await register_by_hand(server, monkeypatch)
    assert await models.refresh()
    assert models.current.version == second != first


async def test_the_password_is_read_again_and_never_logged(
    server: MlflowServer,
    old_password: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    await register_by_hand(server, monkeypatch)
    async with httpx.AsyncClient(base_url=server.url) as stranger:
        assert (await stranger.get("/api/2.0/mlflow/registered-models/get?name=wine")).status_code == 401
    models = ModelRegistry(settings, Metrics(), State())
    assert await models.refresh()

    server.change_password(NEW_PASSWORD)
    assert not await models.refresh()
    assert models.last_failure is not None
    assert models.last_failure.reason == "unavailable"
    assert "(401)" in models.last_failure.message
    assert "SLIPWAY_MLFLOW_PASSWORD_FILE" in models.last_failure.message

    server.password_file.write_text(NEW_PASSWORD)
    second = await register_by_hand(server, monkeypatch)
    assert await models.refresh()
    assert models.current is not None
    assert models.current.version == second

    for password in (old_password, NEW_PASSWORD):
        assert password not in caplog.text
        assert password not in (models.last_failure.message if models.last_failure else "")


async def test_a_password_file_that_is_missing_is_named(settings: Settings) -> None:
    models = ModelRegistry(
        settings.model_copy(update={"mlflow_password_file": Path("/no/such/password")}), Metrics(), State()
    )
    assert not await models.refresh()
    assert models.last_failure is not None
    assert models.last_failure.message.startswith("SLIPWAY_MLFLOW_PASSWORD_FILE: cannot read /no/such/password")


async def test_the_packaged_model_needs_no_password(settings: Settings) -> None:
    models = ModelRegistry(
        settings.model_copy(update={"model_uri": "", "mlflow_password_file": Path("/no/such/password")}),
        Metrics(),
        State(),
    )
    assert await models.refresh()


async def test_a_server_that_is_away_changes_nothing_but_is_seen(
    server: MlflowServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await register_by_hand(server, monkeypatch)
    with gate_before(server.port) as gate:
        gate.open()
        monkeypatch.setenv("MLFLOW_TRACKING_URI", gate.url)
        mlflow.set_tracking_uri(gate.url)
        models = ModelRegistry(settings.model_copy(update={"mlflow_tracking_uri": gate.url}), Metrics(), State())
        assert await models.refresh()
        served = models.current
        gate.close()
        assert not await models.refresh()
    assert models.current is served
    assert models.last_failure is not None
    assert models.last_failure.reason == "unavailable"
    assert models.last_failure.message.endswith("the server does not answer: [Errno 111] Connection refused")
