"""The API as a process of its own, as a container runs it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from ports import free_port

ROOT = Path(__file__).parents[2]
# An idle machine needs two seconds; a busy one must not fail a test.
PATIENCE_SECONDS = 120.0
# For httpx.get and so on, which otherwise read all certificates of the machine for every request.
TLS = httpx.create_ssl_context()
# What a developer's shell may hold must not reach the process.
FOREIGN = ("SLIPWAY_", "OTEL_", "MLFLOW_", "POD_NAME", "CPU_LIMIT", "MEMORY_LIMIT")


class ApiProcess:
    """One process on free loopback ports; the ports stay the same over restarts."""

    def __init__(self, log: Path, environment: Mapping[str, str]) -> None:
        self.port, self.metrics_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self._environment = {
            **inherited,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUNBUFFERED": "1",
            "SLIPWAY_HTTP_HOST": "127.0.0.1",
            "SLIPWAY_HTTP_PORT": str(self.port),
            "SLIPWAY_METRICS_PORT": str(self.metrics_port),
            "SLIPWAY_SHUTDOWN_DELAY_SECONDS": "0",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the API was not started"
        return self._process

    def start(self) -> None:
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "slipway_api"]
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log, cwd=ROOT)

    def wait_ready(self) -> None:
        self.wait_for(lambda: httpx.get(f"{self.url}/readyz", timeout=10, verify=TLS).status_code == 200, "ready")

    def wait_for(self, condition: Any, what: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if condition():
                    return
            except httpx.TransportError:
                pass
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the API is not {what}:\n{self.output()[-3000:]}")
            time.sleep(0.05)

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        return self.end(signal.SIGTERM)

    def end(self, number: signal.Signals) -> int:
        """A signal, and the exit code."""
        if self.process.poll() is None:
            self.send(number)
        return self.exit_code()

    def exit_code(self) -> int:
        """Of a process that was told to stop."""
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def output(self) -> str:
        return self._log.read_text(errors="replace")

    def metrics(self, accept: str = "text/plain") -> str:
        url = f"http://127.0.0.1:{self.metrics_port}/metrics"
        return httpx.get(url, headers={"Accept": accept}, timeout=10, verify=TLS).text


@contextmanager
def running_api(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[ApiProcess]:
    """Started and ready; gone afterwards."""
    api = ApiProcess(folder / "api.log", environment or {})
    try:
        api.start()
        api.wait_ready()
        yield api
    finally:
        api.kill()
