"""Login by a header of a gateway, through a real gateway and past it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from photograph import Photograph
from playwright.sync_api import Page, expect

from fake_api import FakeApi
from gateway import Gateway
from ui_process import UiProcess

pytestmark = pytest.mark.browser
USER = {"X-Forwarded-Email": "ada@example.com"}
SECRET = {"X-Slipway-Gateway-Secret": "known-to-the-gateway"}


@pytest.fixture(scope="module")
def guarded_ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UiProcess]:
    folder = tmp_path_factory.mktemp("guarded")
    secret: Path = folder / "secret"
    secret.write_text(SECRET["X-Slipway-Gateway-Secret"])
    with (
        FakeApi() as api,
        UiProcess(
            folder,
            api.url,
            SLIPWAY_UI_LOGIN="header",
            SLIPWAY_UI_HEADER_SECRET_FILE=str(secret),
            SLIPWAY_UI_SIGN_OUT_URL="/oauth2/sign_out",
        ) as ui,
    ):
        yield ui


def test_the_gateway_signs_in(page: Page, guarded_ui: UiProcess, photograph: Photograph) -> None:
    with Gateway(guarded_ui.port, USER | SECRET) as gateway:
        page.goto(gateway.url)
        expect(page.get_by_role("heading", name="Predict", exact=True)).to_be_visible()
        page.get_by_test_id("stPopover").get_by_role("button").click()
        expect(page.get_by_text("ada@example.com")).to_be_visible()
        expect(page.get_by_role("link", name="Sign out")).to_have_attribute("href", "/oauth2/sign_out")
        photograph("login")


@pytest.mark.parametrize("headers", [{}, USER, USER | {"X-Slipway-Gateway-Secret": "guessed"}])
def test_a_header_without_the_secret_is_not_believed(
    page: Page, guarded_ui: UiProcess, photograph: Photograph, headers: dict[str, str]
) -> None:
    with Gateway(guarded_ui.port, headers) as gateway:
        page.goto(gateway.url)
        expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
        expect(page.get_by_role("heading", name="Predict", exact=True)).not_to_be_visible()
        photograph("not-signed-in")
