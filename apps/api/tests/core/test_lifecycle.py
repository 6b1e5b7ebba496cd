"""Start and stop: unready first, running requests finished, exit code 0, and no request lost behind a proxy."""

import asyncio
import json
import signal
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from slipway_api.lifecycle import State
from tests.core.api_process import PATIENCE_SECONDS, ApiProcess, running_api
from tests.core.proxy import Proxy


def test_phases_follow_from_facts() -> None:
    state = State()
    assert state.phase == "starting"
    state.started = True
    assert state.phase == "loading"
    state.model_problem = "no such file"
    assert "no such file" in state.reason
    state.model_loaded, state.schema_current = True, False
    assert state.phase == "migrating"
    assert "python -m slipway_api migrate" in state.reason
    state.schema_current = True
    assert state.ready
    state.drain(5)
    assert state.phase == "draining"
    assert not state.ready


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_clean(tmp_path: Path, number: signal.Signals) -> None:
    with running_api(tmp_path) as api:
        assert api.end(number) == 0
        messages = [json.loads(line)["message"] for line in api.output().splitlines()]
        assert messages[-2:] == ["stopping", "stopped"]
        assert "Traceback" not in api.output()


def test_while_stopping_it_is_unready_and_still_answers(tmp_path: Path, row: dict[str, Any]) -> None:
    with running_api(tmp_path, {"SLIPWAY_SHUTDOWN_DELAY_SECONDS": "3"}) as api:
        api.send(signal.SIGTERM)
        api.wait_for(lambda: httpx.get(f"{api.url}/readyz", timeout=10).status_code == 503, "unready")
        answer = httpx.post(f"{api.url}/predict", json={"row": row})
        assert (answer.status_code, answer.headers["connection"]) == (200, "close")
        assert httpx.get(f"{api.url}/livez").status_code == 200
        assert api.exit_code() == 0


def test_a_request_that_is_still_being_sent_is_finished(api: ApiProcess, row: dict[str, Any]) -> None:
    body = json.dumps({"row": row}).encode()
    head = f"POST /predict HTTP/1.1\r\nHost: api\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", api.port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(head + body[:40])
        api.wait_for(lambda: 'active_requests{http_request_method="POST"} 1.0' in api.metrics(), "reading the request")
        api.send(signal.SIGTERM)
        api.wait_for(lambda: '"stopping"' in api.output(), "stopping")
        connection.sendall(body[40:])
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    assert api.exit_code() == 0


@pytest.mark.parametrize("variable", ["SLIPWAY_HTTP_PORT", "SLIPWAY_METRICS_PORT"])
def test_a_port_in_use_is_named_in_one_line(tmp_path: Path, variable: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        api = ApiProcess(tmp_path / "api.log", {variable: str(port)})
        api.start()
        assert api.exit_code() == 2
    [line] = [line for line in api.output().splitlines() if not line.startswith("{")]
    assert line.startswith(f"{variable}: nothing can listen on port {port} of 127.0.0.1 (Address already in use")
    assert line.endswith(f"; stop what uses the port, or set {variable} to another one")


@pytest.mark.slow
async def test_a_rolling_restart_loses_no_request(tmp_path: Path, row: dict[str, Any]) -> None:
    environment = {"SLIPWAY_SHUTDOWN_DELAY_SECONDS": "3"}
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    with running_api(folders[0], environment) as first, running_api(folders[1], environment) as second:
        async with Proxy([first.port, second.port]) as proxy:
            await _until(lambda: all(proxy.ready.values()))
            stop = asyncio.Event()
            load = [asyncio.create_task(_load(f"http://127.0.0.1:{proxy.port}", row, stop)) for _ in range(4)]
            for api in (first, second):
                assert await asyncio.to_thread(api.stop) == 0
                assert not proxy.ready[api.port]
                api.start()
                await asyncio.to_thread(api.wait_ready)
                await _until(lambda: all(proxy.ready.values()))
            stop.set()
            statuses = sum(await asyncio.gather(*load), Counter[int]())
    assert statuses.keys() == {200}
    assert statuses[200] > 200


async def _load(url: str, row: dict[str, Any], stop: asyncio.Event) -> Counter[int]:
    """Requests one after the other, at a rate that leaves the machine to others."""
    statuses = Counter[int]()
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        while not stop.is_set():
            statuses[(await client.post("/predict", json={"row": row})).status_code] += 1
            await asyncio.sleep(0.05)
    return statuses


async def _until(condition: Any) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.05)
