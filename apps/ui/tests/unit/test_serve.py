"""The process as a whole: ports, headers, and its end."""

import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from fake_api import FakeApi
from ui_process import UiProcess


@pytest.fixture
def ui(fake_api: FakeApi, tmp_path: Path) -> Iterator[UiProcess]:
    with UiProcess(tmp_path, fake_api.url, SLIPWAY_DRAIN_SECONDS="8", CPU_LIMIT="1500", MEMORY_LIMIT="1024") as ui:
        yield ui


def end(ui: UiProcess) -> tuple[int, float]:
    """SIGTERM; exit code and seconds until then."""
    assert ui.process is not None
    started = time.monotonic()
    ui.process.send_signal(signal.SIGTERM)
    return ui.process.wait(20), time.monotonic() - started


def open_session(ui: UiProcess) -> ClientConnection:
    """A WebSocket as a browser opens it; what it is sent is kept and not waited for."""
    address = f"ws://127.0.0.1:{ui.port}/_stcore/stream"
    return connect(address, subprotocols=[Subprotocol("streamlit")], max_queue=None)


def run_script(session: ClientConnection) -> None:
    """Ask for a page as a browser does, and wait for the first of it."""
    session.send(BackMsg(rerun_script=ClientState()).SerializeToString())
    session.recv()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_metrics_have_a_port_of_their_own(ui: UiProcess) -> None:
    assert ui.metric("active_sessions") == 0
    assert ui.metric("container_cpu_limit_cores") == 1.5
    assert ui.metric("container_memory_limit_bytes") == 1024
    assert ui.metric("process_resident_memory_bytes") > 0
    with urllib.request.urlopen(f"{ui.url}/metrics") as answer:
        assert b"active_sessions" not in answer.read()


def test_answers_carry_security_headers(ui: UiProcess) -> None:
    with urllib.request.urlopen(ui.url) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert "Server" not in answer.headers


def test_without_sessions_it_ends_at_once(ui: UiProcess) -> None:
    code, seconds = end(ui)
    assert code == 0
    assert seconds < 4


def test_ctrl_c_is_no_failure(ui: UiProcess) -> None:
    assert ui.process is not None
    ui.process.send_signal(signal.SIGINT)
    assert ui.process.wait(5) == 0
    assert "Traceback" not in ui.log.read_text()


def test_an_open_session_may_finish_but_not_for_ever(ui: UiProcess) -> None:
    assert ui.process is not None
    with open_session(ui):
        wait_until(lambda: ui.metric("active_sessions") == 1)
        started = time.monotonic()
        ui.process.send_signal(signal.SIGTERM)
        wait_until(lambda: ui.health() == 503)
        assert ui.process.poll() is None
        assert ui.process.wait(20) == 0
        assert 4 < time.monotonic() - started < 12


def test_the_drain_ends_with_the_last_session(ui: UiProcess) -> None:
    assert ui.process is not None
    with open_session(ui):
        wait_until(lambda: ui.metric("active_sessions") == 1)
        ui.process.send_signal(signal.SIGTERM)
        wait_until(lambda: ui.health() == 503)
    assert ui.process.wait(4) == 0


def test_a_second_signal_ends_the_drain(ui: UiProcess) -> None:
    assert ui.process is not None
    with open_session(ui):
        wait_until(lambda: ui.metric("active_sessions") == 1)
        ui.process.send_signal(signal.SIGTERM)
        wait_until(lambda: ui.health() == 503)
        ui.process.send_signal(signal.SIGTERM)
        assert ui.process.wait(4) == 0


def test_a_collector_that_never_answers_does_not_hold_the_end(fake_api: FakeApi, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as collector:
        endpoint = f"http://127.0.0.1:{collector.getsockname()[1]}"
        with UiProcess(tmp_path, fake_api.url, OTEL_EXPORTER_OTLP_ENDPOINT=endpoint) as ui:
            with open_session(ui) as session:
                run_script(session)
                wait_until(lambda: ui.metric('streamlit_script_runs_total{outcome="ok"}') == 1)
            code, seconds = end(ui)
    assert code == 0
    # Three seconds for the last spans, and none of the thirty that OpenTelemetry would wait.
    assert 3 < seconds < 6
    assert "the collector did not take the last spans" in ui.log.read_text()
