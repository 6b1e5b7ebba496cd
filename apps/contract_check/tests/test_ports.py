"""A port that a test got stays free until its server starts."""

import socket

import pytest

import ports


def test_no_port_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_PORTS", range(20_000, 20_050))
    with socket.create_server((ports.HOST, 20_007)):
        given = [ports.free_port() for _ in range(40)]
    assert len(set(given)) == 40
    assert 20_007 not in given


def test_the_system_gives_none_of_them() -> None:
    assert ports.free_port() < 32_768
    with socket.create_server((ports.HOST, 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert not {server.getsockname()[1], client.getsockname()[1]} & set(ports._PORTS)


def test_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_PORTS", range(20_100, 20_101))
    with socket.create_server((ports.HOST, 20_100)), pytest.raises(OSError, match="from 20100 to 20100 is free"):
        ports.free_port()
