"""apps/up: everything starts, answers, and is gone afterwards."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from ports import free_port
from pythons import APPS, UI_VENV

UP = APPS / "up"
START_SECONDS = 240


def up(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    venvs = {"SLIPWAY_API_VENV": sys.prefix, "SLIPWAY_UI_VENV": str(UI_VENV)}
    return subprocess.Popen(
        [sys.executable, str(UP), *arguments],
        env={**os.environ, **venvs, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until(process: "subprocess.Popen[str]", text: str) -> str:
    """What it printed, up to the text."""
    assert process.stdout is not None
    printed, deadline = "", time.monotonic() + START_SECONDS
    for line in process.stdout:
        printed += line
        if text in line or time.monotonic() > deadline:
            break
    assert text in printed, printed
    return printed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_everything_starts_answers_and_leaves_nothing(number: signal.Signals) -> None:
    ports = {name: free_port() for name in ("api", "api-metrics", "ui", "ui-metrics")}
    process = up(*(word for name, port in ports.items() for word in (f"--{name}-port", str(port))))
    try:
        printed = until(process, "Ctrl-C stops everything.")
        folder = Path(re.findall(r"logs +(\S+)/\*\.log", printed)[0])
        assert folder.is_dir()
        api = f"http://127.0.0.1:{ports['api']}"
        row = httpx.get(f"{api}/openapi.json").json()["components"]["schemas"]["Row"]["example"]
        [prediction] = httpx.post(f"{api}/predict", json={"row": row}).json()["predictions"]
        stored = f"{api}/predictions/{prediction['id']}"
        deadline = time.monotonic() + 20
        while httpx.get(stored).status_code != httpx.codes.OK:
            assert time.monotonic() < deadline, "the prediction does not come to the log"
            time.sleep(0.2)
        assert httpx.get(f"http://127.0.0.1:{ports['ui']}/_stcore/health").status_code == httpx.codes.OK
        assert httpx.get(f"http://127.0.0.1:{ports['ui-metrics']}/metrics").status_code == httpx.codes.OK
        assert processes_of(folder)
    finally:
        process.send_signal(number)
        process.communicate(timeout=120)
    assert process.returncode == 0
    assert not folder.exists()
    assert processes_of(folder) == []


def processes_of(folder: Path) -> list[str]:
    """Command lines of processes that work in the folder or name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            at = os.readlink(process / "cwd")  # noqa: PTH115 - the folder may be gone
        except OSError:
            continue
        if str(folder) in command or at.startswith(str(folder)):
            found.append(command)
    return found


def test_a_missing_virtual_environment_is_named(tmp_path: Path) -> None:
    process = up(SLIPWAY_API_VENV=str(tmp_path / "none"))
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    expected = f"{tmp_path}/none/bin/python is missing: make -C apps/api venv (or set SLIPWAY_API_VENV"
    assert expected in printed


def test_a_missing_program_is_named_with_its_package(tmp_path: Path) -> None:
    process = up(PATH=str(tmp_path))
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    # Debian keeps PostgreSQL's programs outside of PATH; setpriv is needed by root alone.
    assert re.fullmatch(r"(redis-server|setpriv|PostgreSQL) is missing: apt-get install \S+\n", printed)


def test_a_taken_port_is_named_with_the_option() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = up(
            "--ui-port",
            str(port),
            *(word for name in ("api", "api-metrics") for word in (f"--{name}-port", str(free_port()))),
        )
        printed, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert printed == (
        f"port {port} is taken: stop what listens there, or give --ui-port another one, such as {port + 1000}\n"
    )
