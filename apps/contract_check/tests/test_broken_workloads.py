"""Each line is shown to fail: a small workload keeps the contract, and then breaks one line after the other."""

import os
import sys
from pathlib import Path

import pytest

from command import Result, contract_check
from contract_check import api_process_checks
from contract_check.confined import landlock_version
from contract_check.contract import read_contract
from ports import free_port

HERE = Path(__file__).parent
LINES = {line.id: line for line in read_contract()}
# What cannot be broken one by one.
UNBREAKABLE = {
    # Nobody answers: the command says so and ends. See test_nobody_answers.
    "api-port-1",
    "ui-port-1",
    # The start fails without that user: see test_another_user.
    "api-file-2",
    "ui-file-2",
}
# Lines whose check needs what another check left.
TOGETHER = {
    "api-http-2": ["api-http-5"],
    "api-log-2": ["api-http-9"],
    "api-log-3": ["api-http-9"],
    "api-log-4": ["api-http-5"],
    "api-auth-4": ["api-http-5"],
    "api-metric-1": ["api-http-1"],
    "ui-log-2": ["ui-env-1"],
    "ui-trace-2": ["ui-trace-1"],
}


def run_small(folder: Path, workload: str, fault: str = "", only: list[str] | None = None, *more: str) -> Result:
    url, metrics = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    environment = {
        "FAULT": fault,
        "STORE": str(folder / "predictions.json"),
        "SLIPWAY_DATABASE_HOST": "kept-in-a-file" if workload == "api" else "",
        "PYTHONPATH": str(HERE / "small_modules"),
        "TRACES": "yes" if not fault or "-trace-" in fault else "",
    }
    command = f"{sys.executable} {HERE / f'small_{workload}.py'}"
    chosen = [word for id in only or [] for word in ("--only", id)]
    arguments = (workload, url, "--metrics", metrics, "--command", command, *chosen, *more)
    return contract_check(*arguments, environment=environment)


@pytest.mark.parametrize("workload", ["api", "ui"])
def test_a_workload_that_keeps_the_contract_passes(tmp_path: Path, workload: str) -> None:
    result = run_small(tmp_path, workload)
    assert result.with_status("broken") == {}
    assert result.with_status("not tested here").keys() == {f"{workload}-file-2"}


def can_be_broken() -> list[str]:
    unseen = set() if landlock_version() else {"api-file-1", "ui-file-1"}
    return [id for id in LINES if id not in UNBREAKABLE | unseen]


@pytest.mark.parametrize("id", can_be_broken())
def test_a_broken_line_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    # Nobody has to wait a minute for a key that never counts.
    monkeypatch.setattr(api_process_checks, "ROTATION_SECONDS", 3)
    workload = LINES[id].workload
    result = run_small(tmp_path, workload, id, [*TOGETHER.get(id, []), id])
    assert result.statuses[id] == "broken", (result.reasons, result.errors)
    assert result.reasons[id]
    # A recommended line alone never fails the command; what it needs was tested with it and holds.
    assert result.code == (1 if LINES[id].required else 0)


def test_nobody_answers() -> None:
    result = contract_check("api", f"http://127.0.0.1:{free_port()}", "--metrics", "http://127.0.0.1:1")
    assert (result.code, result.statuses) == (2, {})
    assert "nobody answers at http://127.0.0.1:" in result.errors


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_another_user(tmp_path: Path) -> None:
    # Only its owner may read it, so that the other user cannot start it.
    closed = tmp_path / "closed.py"
    closed.write_text("print('never')")
    closed.chmod(0o700)
    url, metrics = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    command = f"/usr/bin/env {closed}"
    result = contract_check("api", url, "--metrics", metrics, "--command", command, "--user", "10001")
    assert result.code == 1
    assert "Permission denied" in result.reasons["api-life-1"]
    assert "does not start: it ended with exit code" in result.errors


def test_a_port_that_is_taken_is_not_taken_for_the_workload() -> None:
    import http.server
    import threading

    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{other.server_address[1]}"
        result = contract_check("api", url, "--metrics", f"http://127.0.0.1:{free_port()}", "--command", "true")
    finally:
        other.shutdown()
        other.server_close()
    assert (result.code, result.statuses) == (2, {})
    assert f"something listens at {url} already" in result.errors
