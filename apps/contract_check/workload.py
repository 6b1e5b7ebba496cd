"""The workload as a process of ours, with the environment that the chart gives a container."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from contract_check.confined import landlock_version
from contract_check.verdicts import Broken

# Where a container may write: the emptyDir, devices and shared memory.
WRITABLE: Final = ("/tmp", "/dev")  # noqa: S108
LOOK_SECONDS: Final = 0.05
_CONFINED: Final = Path(__file__).with_name("confined.py")


@dataclass
class Workload:
    """A command that can be started several times, one after the other. `user` 0: as who we are."""

    command: str
    environment: Mapping[str, str]
    log_file: Path
    user: int = 0
    started_at: float = 0.0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self, changes: Mapping[str, str] | None = None) -> None:
        """Forgets the log of an earlier run."""
        confine = [str(self.user or "-"), *WRITABLE, "--", *shlex.split(self.command)]
        with self.log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_CONFINED), *confine],
                env={**self.environment, **(changes or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                # Its children go with it when it has to be killed.
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    @property
    def confined(self) -> bool:
        return landlock_version() > 0

    @property
    def age_seconds(self) -> float:
        return time.monotonic() - self.started_at

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process else None

    def wait_until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Raises Broken when the condition does not come true, or the process is gone before."""
        while True:
            with suppress(httpx.TransportError):
                if condition():
                    return
            if self.exit_code is not None:
                raise Broken(f"it ended with exit code {self.exit_code} before it was {what}: {self.last_words()}")
            if self.age_seconds > seconds:
                raise Broken(f"not {what} within {seconds:g} s of the start: {self.last_words()}")
            time.sleep(LOOK_SECONDS)

    def send(self, number: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)

    def wait(self, seconds: float) -> int | None:
        """The exit code, or None when it still runs."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=seconds) if self._process else None
        return None

    def kill(self) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def log(self) -> str:
        return self.log_file.read_text(errors="replace")

    def log_lines(self) -> Iterator[dict[str, Any]]:
        """Lines that are JSON objects."""
        for text in self.log().splitlines():
            with suppress(ValueError):
                document = json.loads(text)
                if isinstance(document, dict):
                    yield document

    def last_words(self) -> str:
        return " / ".join(self.log().splitlines()[-3:])[-500:] or "it wrote nothing"


@contextmanager
def running(workload: Workload, changes: Mapping[str, str] | None = None) -> Iterator[Workload]:
    """Another run, with some variables changed."""
    workload.start(changes)
    try:
        yield workload
    finally:
        workload.kill()


class SecretFolder:
    """A folder like a mounted Secret: a change swaps one link, so that all files change at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._edition = 0
        folder.mkdir(parents=True)

    def write(self, files: Mapping[str, str]) -> None:
        self._edition += 1
        edition = self.folder / f"..edition-{self._edition}"
        edition.mkdir()
        for name, content in files.items():
            (edition / name).write_text(content)
        link = self.folder / "..data-new"
        link.symlink_to(edition.name)
        link.replace(self.folder / "..data")
        for name in files:
            if not (self.folder / name).is_symlink():
                (self.folder / name).symlink_to(f"..data/{name}")
