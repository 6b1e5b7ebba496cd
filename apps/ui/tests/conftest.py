"""Fixtures for all tests: the fake API, and settings that point to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_api import FakeApi
from slipway_ui.api.facts import ModelFacts
from slipway_ui.settings import Settings


@pytest.fixture
def fake_api() -> Iterator[FakeApi]:
    with FakeApi() as api:
        yield api


@pytest.fixture
def settings(fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("SLIPWAY_API_URL", fake_api.url)
    monkeypatch.setenv("SLIPWAY_API_TIMEOUT_SECONDS", "1")
    return Settings()


@pytest.fixture(scope="session")
def wine() -> ModelFacts:
    from fake_api import MODEL

    return ModelFacts.model_validate(MODEL)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("first\n")
    return path
