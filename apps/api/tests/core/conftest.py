"""What the tests of the core share."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from slipway_api.app import Api, create_app
from slipway_api.model import artifact
from slipway_api.model.artifact import Artifact
from slipway_api.settings import Settings
from tests.core.api_process import ApiProcess, running_api
from tests.core.clients import Client, api_client, ready
from tests.mlflow_server import MlflowServer, mlflow_server
from tests.redis import redis

__all__ = ["redis"]


@pytest.fixture(scope="session")
def packaged() -> Artifact:
    return artifact.read(artifact.packaged_model())


@pytest.fixture
def row(packaged: Artifact) -> dict[str, Any]:
    """A wine that the packaged model knows."""
    assert packaged.facts.golden is not None
    return dict(packaged.facts.golden.rows[0])


@pytest.fixture
async def app() -> AsyncIterator[Api]:
    """The application in this process, with the packaged model, without database and cache."""
    async with ready(create_app(Settings())) as running:
        yield running


@pytest.fixture
async def client(app: Api) -> AsyncIterator[Client]:
    async with api_client(app) as opened:
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[MlflowServer]:
    """MLflow. Each test uses names of its own, and leaves it as it was."""
    with mlflow_server("password-of-the-tests") as running:
        yield running


@pytest.fixture
def api(tmp_path: Path) -> Iterator[ApiProcess]:
    """The API as a process, with the packaged model, without database and cache."""
    with running_api(tmp_path) as running:
        yield running
