"""Containers of the images, and Python inside them: there is no other program that a test may count on."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from builder.docker import Docker

UID = 10001
# As the chart runs them, and stricter: no network, no shell.
NO_SHELL = tuple(f"--volume=/dev/null:/usr/bin/{shell}:ro" for shell in ("dash", "bash"))
HARDENED = (
    "--read-only",
    "--tmpfs=/tmp",
    f"--user={UID}",
    "--network=none",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    *NO_SHELL,
)
_START_SECONDS = 90
_REQUEST = """
import http.client, json
connection = http.client.HTTPConnection("127.0.0.1", {port}, timeout=20)
connection.request({method!r}, {path!r}, body={body!r}, headers={{"Content-Type": "application/json"}})
answer = connection.getresponse()
print(json.dumps([answer.status, answer.read().decode()]))
"""


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    text: str


@dataclass(frozen=True)
class Container:
    """A container that was started."""

    docker: Docker
    id: str

    def python(self, code: str, *options: str) -> str:
        """Run Python inside and return what it prints."""
        return self.execute("python", *options, "-c", code).stdout

    def execute(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command inside."""
        return subprocess.run(
            ["docker", "exec", self.id, *command],
            env=dict(self.docker.environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def request(self, port: int, path: str, body: Mapping[str, object] | None = None) -> Answer:
        """Ask the app inside, over its own loopback address."""
        method, text = ("GET", None) if body is None else ("POST", json.dumps(body))
        printed = self.python(_REQUEST.format(port=port, method=method, path=path, body=text))
        return Answer(*json.loads(printed)) if printed else Answer(0, "")

    def wait_until_healthy(self, port: int, path: str) -> None:
        """Wait for a 200. Fails with the log of the app."""
        end = time.monotonic() + _START_SECONDS
        while self.request(port, path).status != 200:
            assert self.state("Running") == "true", f"it ended:\n{self.log()}"
            assert time.monotonic() < end, f"no 200 from {path}:\n{self.log()}"
            time.sleep(0.5)

    def state(self, field: str) -> str:
        """A field of Docker's state of the container."""
        return self.docker.read("inspect", "--format", f"{{{{.State.{field}}}}}", self.id) or ""

    def log(self) -> str:
        """What the app wrote."""
        done = subprocess.run(
            ["docker", "logs", self.id],
            env=dict(self.docker.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout

    def stop(self) -> int:
        """SIGTERM, as Kubernetes does it. Returns the exit code; 137 means that it had to be killed."""
        self.docker.read("stop", "--time", "40", self.id)
        return int(self.state("ExitCode"))

    def changed_files(self) -> list[str]:
        """What differs from the image, without mounts."""
        return (self.docker.read("diff", self.id) or "").splitlines()


@contextmanager
def started(docker: Docker, image: str, *options: str, command: tuple[str, ...] = ()) -> Iterator[Container]:
    """A container of the image, removed at the end."""
    done = subprocess.run(
        ["docker", "run", "--detach", *options, image, *command],
        env=dict(docker.environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    container = Container(docker, done.stdout.strip())
    try:
        yield container
    finally:
        docker.read("rm", "--force", "--volumes", container.id)
