from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from slipway_ui.settings import Settings
from slipway_ui.telemetry.metrics import Metrics
from slipway_ui.telemetry.page_load import PATH, PageLoadBeacon, Tickets, TokenBucket

XSRF = {"X-Xsrftoken": "token", "Cookie": "_streamlit_xsrf=token", "Sec-Fetch-Site": "same-origin"}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(Settings())


@pytest.fixture
def tickets(clock: Clock) -> Tickets:
    return Tickets(most=3, seconds=60, clock=clock)


@pytest.fixture
def browser(metrics: Metrics, tickets: Tickets, clock: Clock) -> Iterator[TestClient]:
    beacon = PageLoadBeacon(metrics, tickets, TokenBucket(1, 5, clock))
    with TestClient(Starlette(routes=[Route(PATH, beacon.receive, methods=["POST"])])) as client:
        yield client


def loads(metrics: Metrics) -> tuple[float, float]:
    def value(name: str) -> float:
        return (
            metrics.registry.get_sample_value(f"streamlit_page_load_duration_seconds_{name}", {"page": "predict"}) or 0
        )

    return value("count"), value("sum")


def test_a_report_with_a_ticket_counts_once(browser: TestClient, tickets: Tickets, metrics: Metrics) -> None:
    report = {"ticket": tickets.issue("predict"), "seconds": 1.5}
    assert browser.post(PATH, json=report, headers=XSRF).status_code == 204
    assert browser.post(PATH, json=report, headers=XSRF).status_code == 403
    assert loads(metrics) == (1, 1.5)


@pytest.mark.parametrize(("told", "kept"), [(-5, 0), (9999, 60)])
def test_times_are_clamped(browser: TestClient, tickets: Tickets, metrics: Metrics, told: float, kept: float) -> None:
    browser.post(PATH, json={"ticket": tickets.issue("predict"), "seconds": told}, headers=XSRF)
    assert loads(metrics) == (1, kept)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        XSRF | {"Sec-Fetch-Site": "cross-site"},
        XSRF | {"X-Xsrftoken": "other"},
        {name: value for name, value in XSRF.items() if name != "Cookie"},
        {name: value for name, value in XSRF.items() if name != "Sec-Fetch-Site"} | {"Origin": "https://evil.example"},
    ],
)
def test_other_sites_cannot_report(
    browser: TestClient, tickets: Tickets, metrics: Metrics, headers: dict[str, str]
) -> None:
    report = {"ticket": tickets.issue("predict"), "seconds": 1}
    assert browser.post(PATH, json=report, headers=headers).status_code == 403
    assert loads(metrics) == (0, 0)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "[]",
        '{"ticket": "T"}',
        '{"ticket": 1, "seconds": 1}',
        '{"ticket": "T", "seconds": true}',
        '{"ticket": "T", "seconds": NaN}',
        '{"ticket": "T", "seconds": Infinity}',
        '{"ticket": "T", "seconds": 1, "more": "%s"}' % ("y" * 600),
    ],
)
def test_odd_bodies_are_refused(browser: TestClient, metrics: Metrics, tickets: Tickets, body: str) -> None:
    content = body.replace('"T"', f'"{tickets.issue("predict")}"')
    assert browser.post(PATH, content=content, headers=XSRF).status_code == 400
    assert loads(metrics) == (0, 0)


def test_a_flood_is_limited(browser: TestClient, clock: Clock) -> None:
    answers = [browser.post(PATH, content="", headers=XSRF).status_code for _ in range(7)]
    clock.now += 1
    assert answers == [400] * 5 + [429] * 2
    assert browser.post(PATH, content="", headers=XSRF).status_code == 400


def test_tickets_are_bounded_in_number_and_age(tickets: Tickets, clock: Clock) -> None:
    first, *others = [tickets.issue("predict") for _ in range(4)]
    assert tickets.redeem(first) is None
    assert tickets.redeem(others[0]) == "predict"
    clock.now += 61
    assert tickets.redeem(others[1]) is None
