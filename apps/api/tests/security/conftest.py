"""What the tests of security and cache share."""

import logging
from collections.abc import Iterator
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


def counted(metrics: Metrics, counter: str, *labels: str) -> dict[tuple[str, ...], float]:
    """What a counter has counted, by the values of its labels."""
    return {
        tuple(sample.labels[label] for label in labels): sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == counter
    }
