"""The page script, run by Streamlit's own test harness against the fake API."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import slipway_ui
from fake_api import FakeApi
from slipway_ui.services import Services, services
from slipway_ui.settings import Settings

SCRIPT = Path(slipway_ui.__file__).with_name("main.py")
StartApp = Callable[[], AppTest]


@pytest.fixture
def start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartApp]:
    services.cache_clear()
    st.cache_resource.clear()
    yield lambda: AppTest.from_file(SCRIPT, default_timeout=10).run()
    services().close(seconds=1)
    services.cache_clear()


def value(shared: Services, name: str, **labels: str) -> float:
    return shared.metrics.registry.get_sample_value(name, labels) or 0


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_the_form_comes_from_the_model_and_predicts(start: StartApp, fake_api: FakeApi) -> None:
    app = start()
    assert [widget.label for widget in app.number_input][:3] == ["Alcohol", "Malic acid", "Ash"]

    app.number_input[0].set_value(13.7)
    app.number_input[12].set_value(1200.0)
    press(app, "Predict")

    assert not app.exception
    assert "## class\\_0" in [text.value for text in app.markdown]
    assert fake_api.stored.popitem()[1]["features"]["alcohol"] == 13.7
    assert value(services(), "streamlit_interactions_total", page="predict", kind="predict") == 1


def test_typical_values_come_back(start: StartApp) -> None:
    app = start()
    typical = app.number_input[0].value
    app.number_input[0].set_value(12.0).run()
    press(app, "Typical values")
    assert app.number_input[0].value == typical


def test_runs_and_cache_are_counted(start: StartApp) -> None:
    app = start()
    app.run()
    shared = services()
    assert value(shared, "cache_requests_total", cache="model", result="miss") == 1
    assert value(shared, "cache_requests_total", cache="model", result="hit") == 1
    assert value(shared, "streamlit_script_runs_total", outcome="ok") == 2
    for first_run in ("true", "false"):
        labels = {"page": "predict", "outcome": "ok", "first_run": first_run}
        assert value(shared, "streamlit_script_run_duration_seconds_count", **labels) == 1


def test_away_at_the_start_offers_to_try_again(start: StartApp, fake_api: FakeApi) -> None:
    fake_api.stop()
    app = start()
    assert not app.exception
    assert "cannot be reached" in app.markdown[0].value

    fake_api.start()
    press(app, "Try again")
    assert app.title[0].value == "Predict"
    assert value(services(), "cache_requests_total", cache="model", result="error") == 1
    assert value(services(), "streamlit_interactions_total", page="predict", kind="retry") == 1


def test_away_in_between_keeps_what_was_entered(start: StartApp, fake_api: FakeApi) -> None:
    app = start()
    app.number_input[0].set_value(12.3)
    fake_api.stop()
    press(app, "Predict")
    assert "cannot be reached" in app.error[0].value
    assert app.number_input[0].value == 12.3


def test_inputs_outlive_a_page_without_the_form(
    start: StartApp, fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLIPWAY_UI_MODEL_CACHE_SECONDS", "0.01")
    app = start()
    app.number_input[0].set_value(12.3)
    press(app, "Predict")
    fake_api.stop()
    app.run()
    assert not app.number_input
    fake_api.start()
    app.run()
    assert app.number_input[0].value == 12.3


def test_a_session_ends_after_idle_time(start: StartApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLIPWAY_UI_SESSION_IDLE_MINUTES", "1")
    app = start()
    press(app, "Predict")
    session = app.session_state["slipway.session"]
    session.last_seen -= 61
    app.run()

    assert "Your session has ended" in app.markdown[0].value
    assert not app.session_state["slipway.session"].history
    app.run()
    assert "Your session has ended" in app.markdown[0].value


def test_a_request_past_the_gateway_sees_nothing(
    start: StartApp, fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch, secret: Path
) -> None:
    monkeypatch.setenv("SLIPWAY_UI_LOGIN", "header")
    monkeypatch.setenv("SLIPWAY_UI_HEADER_SECRET_FILE", str(secret))
    app = start()
    assert "You are not signed in" in app.markdown[0].value
    assert not app.number_input
    assert fake_api.requests == []
