"""Streamlit's own login, against a real small provider."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from walk import button

from fake_api import FakeApi
from oidc_provider import CLIENT_ID, CLIENT_SECRET, USER, OidcProvider
from ports import free_port
from ui_process import UiProcess

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("screen", ["1440"], indirect=True)]


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with OidcProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def oidc_ui(provider: OidcProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UiProcess]:
    folder: Path = tmp_path_factory.mktemp("oidc")
    (folder / "client").write_text(CLIENT_SECRET)
    (folder / "cookie").write_text("the same for all replicas")
    port = free_port()
    with (
        FakeApi() as api,
        UiProcess(
            folder,
            api.url,
            port,
            SLIPWAY_UI_LOGIN="oidc",
            SLIPWAY_UI_OIDC_CLIENT_ID=CLIENT_ID,
            SLIPWAY_UI_OIDC_CLIENT_SECRET_FILE=str(folder / "client"),
            SLIPWAY_UI_OIDC_METADATA_URL=provider.metadata_url,
            SLIPWAY_UI_PUBLIC_URL=f"http://127.0.0.1:{port}",
            SLIPWAY_COOKIE_SECRET_FILE=str(folder / "cookie"),
        ) as ui,
    ):
        yield ui


def test_sign_in_and_out(page: Page, oidc_ui: UiProcess) -> None:
    page.goto(oidc_ui.url)
    expect(page.get_by_role("heading", name="Sign in to go on")).to_be_visible()
    button(page, "Sign in").click()
    expect(page.get_by_role("heading", name="Predict", exact=True)).to_be_visible()

    page.get_by_test_id("stPopover").get_by_role("button").click()
    expect(page.get_by_text(USER)).to_be_visible()
    button(page, "Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to go on")).to_be_visible()


def test_an_old_login_is_not_enough(page: Page, oidc_ui: UiProcess, provider: OidcProvider) -> None:
    provider.login_age_seconds = 9 * 3600
    page.goto(oidc_ui.url)
    button(page, "Sign in").click()
    expect(page.get_by_role("heading", name="Your session has ended")).to_be_visible()
    expect(page.get_by_text("Your login is too old.")).to_be_visible()
    provider.login_age_seconds = 0
