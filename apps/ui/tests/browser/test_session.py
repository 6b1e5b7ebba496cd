"""A session in time: what it keeps, and its end."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from walk import open_page, predict_wine

from fake_api import FakeApi
from ui_process import UiProcess

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["1440"], indirect=True)]


def test_inputs_stay_while_another_page_is_open_until_the_session_ends(
    page: Page, fake_api: FakeApi, tmp_path: Path
) -> None:
    # Of twelve seconds: the page looks at the clock every three.
    with UiProcess(tmp_path, fake_api.url, SLIPWAY_UI_SESSION_IDLE_MINUTES="0.2") as ui:
        page.goto(ui.url)
        predict_wine(page)
        open_page(page, "Model")
        page.wait_for_timeout(5000)
        open_page(page, "Predict")
        expect(page.get_by_label("Alcohol", exact=True)).to_have_value("13.90")

        expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
        expect(page.get_by_label("Alcohol", exact=True)).not_to_be_visible()
        page.get_by_role("link", name="Start again").click()
        expect(page.get_by_label("Alcohol", exact=True)).to_have_value("13.05")
