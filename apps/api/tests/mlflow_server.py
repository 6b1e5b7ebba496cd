"""A real MLflow server for tests, with a login."""

import os
import secrets
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import mlflow
import pytest

from ports import free_port, is_free
from slipway_api.settings import Settings
from tests.core.api_process import PATIENCE_SECONDS, TLS

# The full mlflow package is no requirement of the API.
PROGRAM = Path(__file__).parents[2] / "mlflow" / ".venv" / "bin" / "mlflow"
USER = "admin"

needs_mlflow_server = pytest.mark.skipif(not PROGRAM.exists(), reason="make -C apps/mlflow venv")


@dataclass
class MlflowServer:
    """Asks for a login, and answers under its address only, not as `localhost`."""

    folder: Path
    port: int
    password: str = field(repr=False)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    def settings(self, **changes: Any) -> Settings:
        given: dict[str, Any] = {
            "mlflow_tracking_uri": self.url,
            "mlflow_tracking_username": USER,
            "mlflow_password_file": self.password_file,
        }
        return Settings(**(given | changes))

    def start(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")}
        with (self.folder / "log").open("ab") as log:
            # In a process group of its own: the server starts other processes, which must go with it.
            self._process = subprocess.Popen(
                [str(PROGRAM), "server", *self._options()],
                # As in the chart; its workers would take more time to start than everything else.
                env=environment | self._login() | {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"},
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
            # Those that it started die in their own time, and answer until then: 12 ms were seen.
            while not is_free(self.port):
                time.sleep(0.001)

    def change_password(self, new: str) -> None:
        """On the server only: the file is rewritten by who rotates."""
        answer = httpx.patch(
            f"{self.url}/api/2.0/mlflow/users/update-password",
            auth=(USER, self.password),
            json={"username": USER, "password": new, "current_password": self.password},
        )
        assert answer.status_code == 200, answer.text
        self.password = new

    def _options(self) -> Sequence[str]:
        return [
            *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"),
            *("--backend-store-uri", f"sqlite:///{self.folder / 'mlflow.db'}"),
            *("--artifacts-destination", str(self.folder / "artifacts")),
            *("--app-name", "basic-auth"),
            *("--allowed-hosts", "127.0.0.1:*"),
        ]

    def _login(self) -> dict[str, str]:
        self.password_file.write_text(f"{self.password}\n")
        configuration = self.folder / "auth.ini"
        configuration.write_text(
            f"[mlflow]\ndefault_permission = READ\ndatabase_uri = sqlite:///{self.folder / 'users.db'}\n"
            f"admin_username = {USER}\n"
            "authorization_function = mlflow.server.auth:authenticate_request_basic_auth\n"
            # Otherwise it computes the slow hash of the password three times for each request.
            "auth_cache_ttl_seconds = 600\n"
        )
        return {
            "MLFLOW_AUTH_CONFIG_PATH": str(configuration),
            "MLFLOW_AUTH_ADMIN_PASSWORD": self.password,
            "MLFLOW_FLASK_SERVER_SECRET_KEY": secrets.token_hex(32),
        }

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            try:
                if httpx.get(f"{self.url}/health", timeout=10, verify=TLS).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        raise AssertionError(f"the MLflow server does not answer:\n{(self.folder / 'log').read_text()[-3000:]}")


@contextmanager
def mlflow_server(password: str) -> Iterator[MlflowServer]:
    """A running server on a free loopback port; it and its files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="slipway-mlflow-") as folder:
        server = MlflowServer(Path(folder), free_port(), password)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def used_by_this_process(server: MlflowServer) -> Iterator[None]:
    """What MLFLOW_… variables do in a process that has just started; MLflow remembers some of them."""
    names = [name for name in os.environ if name.startswith("MLFLOW_")]
    environment, uri = {name: os.environ.pop(name) for name in names}, mlflow.get_tracking_uri()
    os.environ |= {"MLFLOW_TRACKING_URI": server.url, "MLFLOW_TRACKING_USERNAME": USER}
    mlflow.set_tracking_uri(server.url)
    try:
        yield
    finally:
        mlflow.set_tracking_uri(uri)
        for name in [name for name in os.environ if name.startswith("MLFLOW_")]:
            del os.environ[name]
        os.environ |= environment
