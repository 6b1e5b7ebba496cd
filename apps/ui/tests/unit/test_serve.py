"""The process as a whole: ports, headers, and its end."""

import base64
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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


def open_session(ui: UiProcess) -> socket.socket:
    """A WebSocket as a browser opens it, kept open."""
    connection = socket.create_connection(("127.0.0.1", ui.port), timeout=5)
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{ui.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n".encode()
    )
    assert b"101" in connection.recv(4096).split(b"\r\n")[0]
    return connection


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
    assert code in {0, -signal.SIGTERM}
    assert seconds < 4


def test_an_open_session_may_finish_but_not_for_ever(ui: UiProcess) -> None:
    assert ui.process is not None
    with open_session(ui):
        wait_until(lambda: ui.metric("active_sessions") == 1)
        started = time.monotonic()
        ui.process.send_signal(signal.SIGTERM)
        wait_until(lambda: ui.health() == 503)
        assert ui.process.poll() is None
        assert ui.process.wait(20) in {0, -signal.SIGTERM}
        assert 4 < time.monotonic() - started < 12


def test_the_drain_ends_with_the_last_session(ui: UiProcess) -> None:
    assert ui.process is not None
    session = open_session(ui)
    wait_until(lambda: ui.metric("active_sessions") == 1)
    ui.process.send_signal(signal.SIGTERM)
    wait_until(lambda: ui.health() == 503)
    session.close()
    assert ui.process.wait(4) in {0, -signal.SIGTERM}
