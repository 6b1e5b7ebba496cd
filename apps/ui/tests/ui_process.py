"""The UI as its image runs it: a process of its own, with settings from the environment."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from ports import free_port

_SOURCE = Path(__file__).parent.parent / "src"
_START_SECONDS = 120


class UiProcess:
    """`python -m slipway_ui` on free ports; the log goes to a file."""

    def __init__(self, folder: Path, api_url: str, port: int | None = None, **settings: str) -> None:
        self.port, self.metrics_port = port or free_port(), free_port()
        self.log = folder / f"ui-{self.port}.log"
        self._folder = folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(_SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SLIPWAY_API_URL": api_url,
            "SLIPWAY_API_TIMEOUT_SECONDS": "5",
            "SLIPWAY_HTTP_ADDRESS": "127.0.0.1",
            "SLIPWAY_HTTP_PORT": str(self.port),
            "SLIPWAY_METRICS_ADDRESS": "127.0.0.1",
            "SLIPWAY_METRICS_PORT": str(self.metrics_port),
            "SLIPWAY_DRAIN_SECONDS": "5",
            "SLIPWAY_UI_MODEL_CACHE_SECONDS": "1",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "slipway_ui"],
                env=self._environment,
                cwd=self._folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + _START_SECONDS
        while self.health() != 200:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise RuntimeError(f"the UI did not start:\n{self.log.read_text()}")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def health(self) -> int:
        """Status of the probe; 0 if nobody listens."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def metric(self, line_start: str) -> float:
        """Value of the sample whose line starts like this; 0 if there is none."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return next((float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(line_start)), 0.0)
