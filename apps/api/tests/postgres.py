"""A real PostgreSQL for tests: it can be stopped, killed, frozen and started again."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from ports import free_port

USER = "app"
_START_SECONDS = 30.0
# The tests check what survives a killed process, not a killed machine: syncing would only slow them down.
_SERVER_OPTIONS = {"fsync": "off", "full_page_writes": "off", "max_connections": "50", "shared_buffers": "32MB"}


@dataclass
class PostgresServer:
    """One server with its own data folder; the address stays the same over restarts."""

    folder: Path
    programs: Path
    port: int
    password: str
    run_as: list[str] = field(default_factory=list)
    host: str = "127.0.0.1"
    user: str = USER
    _process: subprocess.Popen[bytes] | None = None

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    def parameters(self, database: str = "postgres") -> dict[str, Any]:
        """For `psycopg.connect`."""
        return {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": database,
            "connect_timeout": 3,
        }

    def settings(self, database: str) -> dict[str, Any]:
        """For `Settings(**…)`."""
        return {
            "database_host": self.host,
            "database_port": self.port,
            "database_user": self.user,
            "database_name": database,
            "database_password_file": self.password_file,
            "database_ssl_mode": "disable",
        }

    def environment(self, database: str) -> dict[str, str]:
        """For a process: the same settings as environment variables."""
        return {f"SLIPWAY_{name.upper()}": str(value) for name, value in self.settings(database).items()}

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(**self.parameters(database), autocommit=True)

    def create_database(self, template: str = "template1") -> str:
        """A new, empty database (or a copy of `template`); its name."""
        name = f"test_{secrets.token_hex(6)}"
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            )
        return name

    def start(self) -> None:
        options = [text for name, value in _SERVER_OPTIONS.items() for text in ("-c", f"{name}={value}")]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*self.run_as, str(self.programs / "postgres"), "-D", str(self.folder / "data")),
                    *("-h", self.host, "-p", str(self.port), "-k", "", *options),
                ],
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """A fast shutdown: sessions are ended, the server leaves in order."""
        server = self._server()
        server.send_signal(signal.SIGINT)
        server.wait(timeout=_START_SECONDS)

    def kill(self) -> None:
        """No goodbye: every process of the server is gone at once, and connections break."""
        server = self._server()
        processes = [server.pid, *_children(server.pid)]
        for process in processes:
            _send(process, signal.SIGKILL)
        server.wait(timeout=_START_SECONDS)
        while any(Path(f"/proc/{process}").exists() for process in processes[1:]):
            time.sleep(0.01)

    def freeze(self) -> None:
        """Connections stay open and nothing answers, as with a stuck disk."""
        for process in (self._server().pid, *_children(self._server().pid)):
            _send(process, signal.SIGSTOP)

    def thaw(self) -> None:
        for process in (*_children(self._server().pid), self._server().pid):
            _send(process, signal.SIGCONT)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _server(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server was not started"
        return self._process

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError as error:
                if not self.running or time.monotonic() > deadline:
                    log = (self.folder / "server.log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {error}\n{log[-2000:]}") from error
                time.sleep(0.05)
            else:
                return


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A running server on a free loopback port; it and its files are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="slipway-postgres-"))
    server = PostgresServer(folder, _programs(), free_port(), secrets.token_hex(16), _other_user_if_root())
    try:
        _initialise(server)
        server.start()
        yield server
    finally:
        if server.running:
            server.thaw()
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(server: PostgresServer) -> None:
    server.password_file.write_text(f"{server.password}\n")
    (server.folder / "data").mkdir()
    if server.run_as:
        shutil.chown(server.folder, "postgres", "postgres")
        shutil.chown(server.folder / "data", "postgres", "postgres")
        shutil.chown(server.password_file, "postgres", "postgres")
    server.folder.chmod(0o755)
    subprocess.run(
        [
            *(*server.run_as, str(server.programs / "initdb"), "-D", str(server.folder / "data"), "-U", server.user),
            *("--auth=scram-sha-256", f"--pwfile={server.password_file}", "--encoding=UTF8", "--locale=C", "--no-sync"),
        ],
        check=True,
        capture_output=True,
    )


def _other_user_if_root() -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings the user `postgres`."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    raise RuntimeError("PostgreSQL is not installed; on Debian: apt-get install postgresql")


def _children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _send(process: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)
