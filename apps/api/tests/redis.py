"""A real redis-server for tests: it can be stopped, killed, frozen and started again on the same port."""

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ports import free_port

HOST = "127.0.0.1"
PROGRAMS = ("valkey-server", "redis-server")
START_SECONDS = 10.0


@dataclass
class RedisServer:
    """Keeps nothing on disk: what it held is gone after a restart. Without a password when `password` is empty."""

    folder: Path
    port: int
    password: str = field(default="", repr=False)
    host: str = HOST
    _process: subprocess.Popen[bytes] | None = None

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    def settings(self) -> dict[str, Any]:
        """For `Settings(**…)`."""
        return {
            "cache_host": self.host,
            "cache_port": self.port,
            "cache_password_file": self.password_file if self.password else None,
        }

    def start(self) -> None:
        if self.password:
            self.password_file.write_text(self.password + "\n")
        options = [f"bind {self.host}", f"port {self.port}", f"dir {self.folder}", 'save ""', "appendonly no"]
        if self.password:
            options.append(f"requirepass {self.password}")
        with (self.folder / "log").open("ab") as log:
            # By way of stdin, so that the password is not in the list of processes.
            self._process = subprocess.Popen([_program(), "-"], stdin=subprocess.PIPE, stdout=log, stderr=log)
        assert self._process.stdin
        self._process.stdin.write("\n".join(options).encode())
        self._process.stdin.close()
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"redis-server does not start:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """It goes on accepting connections, as the kernel does that, but answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def command(self, *words: str) -> str:
        """The answer to one command; of several lines only as text."""
        with socket.create_connection((self.host, self.port), timeout=2) as connection:
            if self.password:
                connection.sendall(_packed("AUTH", self.password))
                connection.recv(1024)
            connection.sendall(_packed(*words))
            return connection.recv(65536).decode(errors="replace").strip()

    def _answers(self) -> bool:
        try:
            return self.command("PING") == "+PONG"
        except OSError:
            return False

    def _signal(self, number: signal.Signals) -> None:
        assert self._process, "the server does not run"
        self._process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(number)
            self._process.wait(timeout=10)
            self._process = None


@contextmanager
def redis_server(password: str = "") -> Iterator[RedisServer]:
    """A running server on a free port of the loopback interface; everything of it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="slipway-redis-") as folder:
        server = RedisServer(Path(folder), free_port(), password)
        server.start()
        try:
            yield server
        finally:
            server.kill()


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A server of the test's own, as many tests break it."""
    with redis_server() as server:
        yield server


def _program() -> str:
    for program in PROGRAMS:
        if path := shutil.which(program):
            return path
    raise RuntimeError("the tests need redis-server; install it, for example with: apt-get install redis-server")


def _packed(*words: str) -> bytes:
    encoded = [word.encode() for word in words]
    return b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded)
