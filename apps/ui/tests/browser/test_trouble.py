"""What a user sees when the API is away, slow or not ready."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from photograph import Photograph
from playwright.sync_api import Page, expect
from walk import button, open_page, predict_wine, write_wines

from fake_api import FakeApi
from ui_process import UiProcess

pytestmark = pytest.mark.browser
# Longer than the UI here remembers the facts about the model.
FORGETS_MODEL_MILLISECONDS = 300


@pytest.fixture(scope="module")
def shaky_api() -> Iterator[FakeApi]:
    with FakeApi() as api:
        yield api


@pytest.fixture(scope="module")
def shaky_ui(shaky_api: FakeApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UiProcess]:
    folder = tmp_path_factory.mktemp("shaky")
    with UiProcess(
        folder,
        shaky_api.url,
        SLIPWAY_API_TIMEOUT_SECONDS="3",
        SLIPWAY_UI_BATCH_CHUNK_ROWS="10",
        SLIPWAY_UI_MODEL_CACHE_SECONDS="0.2",
    ) as ui:
        yield ui


@pytest.fixture(autouse=True)
def healthy_again(shaky_api: FakeApi) -> Iterator[None]:
    yield
    shaky_api.stop()
    shaky_api.ready, shaky_api.delay_seconds, shaky_api.predictions_left = True, 0.0, None
    shaky_api.start()


def test_api_away_at_the_start(page: Page, shaky_ui: UiProcess, shaky_api: FakeApi, photograph: Photograph) -> None:
    page.wait_for_timeout(FORGETS_MODEL_MILLISECONDS)
    shaky_api.stop()
    page.goto(shaky_ui.url)
    expect(page.get_by_role("heading", name="The prediction service cannot be reached")).to_be_visible()
    photograph("api-away")

    shaky_api.start()
    button(page, "Try again").click()
    expect(page.get_by_role("heading", name="Predict", exact=True)).to_be_visible()


def test_api_away_in_between_keeps_the_form(page: Page, shaky_ui: UiProcess, shaky_api: FakeApi) -> None:
    page.goto(shaky_ui.url)
    page.get_by_label("Alcohol", exact=True).fill("12.34")
    page.get_by_label("Alcohol", exact=True).press("Tab")
    shaky_api.stop()
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    expect(page.get_by_text("The prediction service cannot be reached").first).to_be_visible()

    page.wait_for_timeout(FORGETS_MODEL_MILLISECONDS)  # and the whole page is away
    open_page_away(page)
    shaky_api.start()
    button(page, "Try again").click()
    open_page(page, "Predict")
    expect(page.get_by_label("Alcohol", exact=True)).to_have_value("12.34")


def open_page_away(page: Page) -> None:
    page.locator("a:visible", has_text="Explore").first.click()
    expect(page.get_by_role("heading", name="The prediction service cannot be reached")).to_be_visible()
    # The page before may say the same, but offers nothing.
    expect(button(page, "Try again")).to_be_visible()


@pytest.mark.parametrize("screen", ["1440"], indirect=True)
def test_a_slow_api_is_cut_off(page: Page, shaky_ui: UiProcess, shaky_api: FakeApi) -> None:
    page.goto(shaky_ui.url)
    predict_wine(page)
    timeouts = shaky_ui.metric('api_client_requests_total{outcome="timeout"}')
    shaky_api.delay_seconds = 4.5
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    expect(page.get_by_text("The prediction service takes too long").first).to_be_visible()
    assert shaky_ui.metric('api_client_requests_total{outcome="timeout"}') == timeouts + 1


@pytest.mark.parametrize("screen", ["1440"], indirect=True)
def test_an_api_that_is_not_ready(page: Page, shaky_ui: UiProcess, shaky_api: FakeApi) -> None:
    page.wait_for_timeout(FORGETS_MODEL_MILLISECONDS)
    shaky_api.ready = False
    page.goto(shaky_ui.url)
    expect(page.get_by_role("heading", name="The prediction service is not ready")).to_be_visible()


@pytest.mark.parametrize("screen", ["1440"], indirect=True)
def test_a_batch_that_was_cut_off_goes_on(page: Page, shaky_ui: UiProcess, shaky_api: FakeApi, tmp_path: Path) -> None:
    upload = tmp_path / "wines.csv"
    write_wines(upload, good=60)
    page.goto(f"{shaky_ui.url}/batch")
    page.locator("input[type=file]").set_input_files(upload)
    shaky_api.predictions_left = 2
    button(page, "Predict 60 rows").click()
    expect(page.get_by_text("20 of 60 rows are done and kept")).to_be_visible()

    shaky_api.predictions_left = None
    button(page, "Continue with 40 rows").click()
    expect(page.get_by_text("60 predicted")).to_be_visible()
