"""A real Chromium against the UI as a process; the API is the fake one, or the real one if its Python is named."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from photograph import SCREENS, Photograph, Screen
from playwright.sync_api import Browser, Page, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from fake_api import FakeApi
from ports import free_port
from ui_process import UiProcess

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_REAL_API = Path(__file__).parent.parent / "real_api.py"


class Sharing(LoadScopeScheduling):
    """Among several workers, by what the tests use: each file and each kind of API has a UI of its own."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return f"{file} {'[real-' in test}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, or it would be all that runs at the end."""
    items.sort(key=lambda item: item.path.name not in {"test_session.py", "test_working.py"})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if program is None:
        pytest.fail("No Chromium found. Install it, for example: apt-get install chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=60_000)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--headless"])
        yield browser
        browser.close()


@pytest.fixture(params=SCREENS, ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    chosen: Screen | str = request.param
    # A test that needs one size only names its width.
    return chosen if isinstance(chosen, Screen) else next(one for one in SCREENS if str(one.width) == chosen)


@pytest.fixture
def page(browser: Browser, screen: Screen) -> Iterator[Page]:
    """A tab of the size; the test fails if the page asks another host for anything."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height}, color_scheme=screen.scheme, locale="en-GB"
    )
    page = context.new_page()
    # Generous: on a busy machine the first page takes seconds.
    page.set_default_timeout(60_000)
    foreign: list[str] = []
    page.on("request", lambda request: _note_foreign(request.url, foreign))
    yield page
    context.close()
    assert foreign == []


def _note_foreign(url: str, foreign: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
        foreign.append(url)


@contextmanager
def _real_api() -> Iterator[str]:
    python = os.environ["SLIPWAY_TEST_API_PYTHON"]
    port = free_port()
    process = subprocess.Popen(
        [python, str(_REAL_API), str(port), str(free_port())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=sys.stderr,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "")
        assert any(line.strip() == "ready" for line in lines), "the API did not start; its log is above"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stdin.close()
        process.wait(40)


@pytest.fixture(scope="session", params=["fake", "real"])
def api_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of an API that works, one after the other kind."""
    if request.param == "fake":
        with FakeApi() as api:
            yield api.url
    elif "SLIPWAY_TEST_API_PYTHON" not in os.environ:
        pytest.skip("SLIPWAY_TEST_API_PYTHON is not set to the Python of the API's environment")
    else:
        with _real_api() as url:
            yield url


@pytest.fixture(scope="session")
def ui(api_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UiProcess]:
    """The UI over an API that works."""
    with UiProcess(tmp_path_factory.mktemp("ui"), api_url) as ui:
        yield ui


@pytest.fixture
def photograph(page: Page, screen: Screen) -> Photograph:
    return Photograph(page, screen)
