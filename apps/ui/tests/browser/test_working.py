"""What a user does while everything works, in three sizes, over the fake and the real API."""

import csv
from pathlib import Path

import pytest
from photograph import Photograph
from playwright.sync_api import Browser, Page, expect
from walk import button, open_page, predict_wine, write_wines

from ui_process import UiProcess

pytestmark = pytest.mark.browser


def test_predict_then_tell_the_truth(page: Page, ui: UiProcess, photograph: Photograph) -> None:
    page.goto(ui.url)
    predict_wine(page)
    expect(page.get_by_role("heading", name="What the model looks at most")).to_be_visible()
    expect(page.locator("canvas, svg.marks").first).to_be_visible()
    page.get_by_role("heading", name="class_0").evaluate("heading => heading.scrollIntoView({ block: 'center' })")
    photograph("predict")

    open_page(page, "Feedback")
    page.get_by_test_id("stRadio").get_by_text("class_0").click()
    photograph("feedback")
    button(page, "Send feedback").click()
    expect(page.get_by_text("You told the truth about 1 prediction: the model was right in 1 (100 %)")).to_be_visible()


def test_a_stored_prediction_is_found_by_its_id(page: Page, ui: UiProcess) -> None:
    page.goto(ui.url)
    predict_wine(page)
    identifier = page.locator("code").first.inner_text()

    open_page(page, "Feedback")
    field = page.get_by_label("Prediction id")
    field.fill("no id")
    field.press("Enter")
    expect(page.get_by_text("This is not a prediction id")).to_be_visible()
    look_up(page, identifier)
    button(page, "Send for this id").click()
    expect(page.get_by_text("Choose what was true first")).to_be_visible()
    page.get_by_test_id("stRadio").last.get_by_text("class_2").click()
    button(page, "Send for this id").click()
    expect(page.get_by_text("Thank you, it is recorded.")).to_be_visible()


@pytest.mark.parametrize("screen", ["1440"], indirect=True)
def test_what_one_user_looked_up_is_not_kept_for_another(browser: Browser, page: Page, ui: UiProcess) -> None:
    page.goto(ui.url)
    predict_wine(page)
    identifier = page.locator("code").first.inner_text()
    misses = 'cache_requests_total{cache="prediction",result="miss"}'
    before = ui.metric(misses)
    open_page(page, "Feedback")
    look_up(page, identifier)
    assert ui.metric(misses) == before + 1

    with browser.new_context() as another:
        other_page = another.new_page()
        other_page.goto(f"{ui.url}/feedback")
        look_up(other_page, identifier)
    assert ui.metric(misses) == before + 2


def look_up(page: Page, identifier: str) -> None:
    field = page.get_by_label("Prediction id")
    field.fill(identifier)
    field.press("Enter")
    expect(page.get_by_text("The model said class_0")).to_be_visible()


def test_batch_with_bad_rows_then_drift(page: Page, ui: UiProcess, photograph: Photograph, tmp_path: Path) -> None:
    upload = tmp_path / "wines.csv"
    write_wines(upload, good=40)
    page.goto(f"{ui.url}/batch")
    page.locator("input[type=file]").set_input_files(upload)
    expect(page.get_by_text("Line 3: alcohol: is empty")).to_be_visible()
    expect(page.get_by_text('Line 4: magnesium: "12,5" is not a number')).to_be_visible()

    button(page, "Predict 40 rows").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Results").click()
    photograph("batch")

    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        results = list(csv.DictReader(file))
    assert len(results) == 42
    assert [row["error"] for row in results if row["error"]] == [
        "alcohol: is empty",
        'magnesium: "12,5" is not a number (write a decimal point, not a comma)',
    ]
    assert {row["prediction"] for row in results if not row["error"]} <= {"class_0", "class_1", "class_2"}

    open_page(page, "Explore")
    expect(page.get_by_text("40 predictions of this browser session")).to_be_visible()
    expect(page.get_by_text("Population stability index of 40 rows")).to_be_visible()
    photograph("explore")

    open_page(page, "Model")
    expect(page.get_by_text("Population stability index of 40 rows")).to_be_visible()
    photograph("model")


def test_the_model_page_tells_version_quality_and_importance(page: Page, ui: UiProcess) -> None:
    page.goto(f"{ui.url}/model")
    expect(page.get_by_role("heading", name="Model", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stMetric").filter(has_text="Accuracy")).to_contain_text("above its floor of 0.9")
    expect(page.get_by_text("Drift needs at least 30 predictions")).to_be_visible()


def test_the_browser_reports_its_page_load(page: Page, ui: UiProcess) -> None:
    counted = 'streamlit_page_load_duration_seconds_count{page="explore"}'
    before = ui.metric(counted)
    with page.expect_response("**/slipway/page-load") as report:
        page.goto(f"{ui.url}/explore")
        expect(page.get_by_role("heading", name="Explore", exact=True)).to_be_visible()
    assert report.value.status == 204
    assert ui.metric(counted) == before + 1
    assert ui.metric("active_sessions") >= 1
