"""Steps that several tests take."""

import csv
from pathlib import Path
from random import Random

from playwright.sync_api import Locator, Page, expect

from fake_api import FEATURES, random_wine, typical_row


def open_page(page: Page, title: str) -> None:
    """Go to a page of the UI as a user does, by the navigation that this size shows."""
    page.locator("a:visible", has_text=title).first.click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()


def button(page: Page, name: str) -> Locator:
    """The button with exactly this text."""
    return page.get_by_role("button", name=name, exact=True)


def predict_wine(page: Page) -> None:
    """Fill in a wine that is clearly of class 0, and ask."""
    page.get_by_label("Alcohol", exact=True).fill("13.9")
    page.get_by_label("Proline", exact=True).fill("1250")
    page.get_by_label("Flavanoids", exact=True).fill("3.1")
    # An input of a form is taken over when it is left.
    page.get_by_label("Flavanoids", exact=True).press("Tab")
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    expect(page.get_by_role("heading", name="class_0")).to_be_visible()


def write_wines(path: Path, good: int) -> None:
    """A file with good rows and two bad ones, in lines 3 and 4."""
    random = Random(7)
    rows: list[dict[str, object]] = [{**random_wine(random)} for _ in range(good)]
    rows[1:1] = [{**typical_row(), "alcohol": ""}, {**typical_row(), "magnesium": "12,5"}]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [feature["name"] for feature in FEATURES])
        writer.writeheader()
        writer.writerows(rows)
