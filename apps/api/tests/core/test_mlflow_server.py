"""The alias of a real MLflow server is followed. Needs the full mlflow package, which is no requirement of the API."""

import asyncio
import os
import signal
import subprocess
import time
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
from tests.core.api_process import PATIENCE_SECONDS, free_port

PROGRAM = Path(__file__).parents[3] / "mlflow" / ".venv" / "bin" / "mlflow"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="make -C apps/mlflow venv"),
]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [str(PROGRAM), "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    command += ["--backend-store-uri", f"sqlite:///{tmp_path / 'mlflow.db'}"]
    command += ["--artifacts-destination", str(tmp_path / "artifacts")]
    with (tmp_path / "mlflow.log").open("wb") as log:
        # In a process group of its own: the server starts other processes, which must go with it.
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    before = mlflow.get_tracking_uri()
    try:
        _wait_for(f"{url}/health", process)
        monkeypatch.setenv("MLFLOW_TRACKING_URI", url)
        monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
        yield url, process
    finally:
        mlflow.set_tracking_uri(before)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the MLflow server does not answer")


async def test_the_alias_of_a_server_is_followed(server: tuple[str, subprocess.Popen[bytes]], tmp_path: Path) -> None:
    url, process = server
    trained = await asyncio.to_thread(train.train)
    first = await asyncio.to_thread(train.register, trained, url, "wine", "champion")
    settings = Settings(model_uri="models:/wine@champion", model_cache_folder=tmp_path / "cache")
    models = ModelRegistry(settings, Metrics(), State())
    assert await models.refresh()
    assert models.current is not None
    assert models.current.version == first
    assert models.current.check.accuracy == 1

    second = await asyncio.to_thread(train.register, trained, url, "wine", "champion")
    assert await models.refresh()
    assert models.current.version == second != first

    # A server that is away changes nothing for what is served, but is seen.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not await models.refresh()
    assert models.current.version == second
    assert models.last_failure is not None
    assert models.last_failure.reason == "unavailable"
