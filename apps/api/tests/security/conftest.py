"""What the tests of security and cache share."""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from slipway_api.settings import Settings
from slipway_api.telemetry.metrics import Metrics
from tests.redis import redis
from tests.security.issuer import Issuer, running_issuer

__all__ = ["redis"]


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with running_issuer() as issuer:
        yield issuer


@pytest.fixture
def key_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    folder.mkdir()
    return folder


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def settings_with(**values: Any) -> Settings:
    return Settings(**values)


async def at_once(request: Coroutine[Any, Any, Any]) -> bool:
    """Whether it ends without waiting for anything: no other server, no time. No clock, as the machine may be busy."""
    task = asyncio.create_task(request)
    for _ in range(20):
        await asyncio.sleep(0)
    ended = task.done()
    await task
    return ended


def counted(metrics: Metrics, counter: str, *labels: str) -> dict[tuple[str, ...], float]:
    """What a counter has counted, by the values of its labels."""
    return {
        tuple(sample.labels[label] for label in labels): sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == counter
    }
