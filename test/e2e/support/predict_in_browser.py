"""Predicts a wine in the user interface, as a person does, and prints the id of the prediction.

Arguments: the address of the interface. Runs in the virtual environment of apps/ui.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

_TESTS = Path(__file__).parents[3] / "apps/ui/tests"
sys.path[:0] = [str(_TESTS), str(_TESTS / "browser")]

from walk import predict_wine  # noqa: E402  the steps of the interface's own tests

expect.set_options(timeout=30_000)
with sync_playwright() as playwright:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--headless"])
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(30_000)
    page.goto(sys.argv[1])
    predict_wine(page)
    print(page.locator("code").first.inner_text())
    browser.close()
