"""A port that a test got stays free until its server starts."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

import ports

# Beside those of the other tests, which run at the same time.
HERE = range(31_000, 31_200)
PROGRAM = "import ports, sys; print(*(ports.free_port() for _ in range(300)), flush=True); sys.stdin.read()"


@pytest.fixture(autouse=True)
def _nothing_taken_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_PORTS", HERE)
    monkeypatch.setattr(ports, "_BLOCK", 50)
    monkeypatch.setattr(ports, "_mine", [])


def test_no_port_twice() -> None:
    with socket.create_server((ports.HOST, HERE[7])):
        given = [ports.free_port() for _ in range(180)]
    assert len(set(given)) == 180
    assert HERE[7] not in given


def test_no_port_for_two_processes() -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            cwd=Path(ports.__file__).parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    given = [word for process in processes if process.stdout for word in process.stdout.readline().split()]
    for process in processes:
        process.communicate()
    assert len(set(given)) == 900


def test_the_system_gives_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert ports.free_port() < 32_768
    with socket.create_server((ports.HOST, 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert not {server.getsockname()[1], client.getsockname()[1]} & set(ports._PORTS)


def test_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_PORTS", range(31_500, 31_501))
    with socket.create_server((ports.HOST, 31_500)), pytest.raises(OSError, match="from 31500 to 31500 is free"):
        ports.free_port()
