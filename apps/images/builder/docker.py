"""The Docker command line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.failure import Failure


@dataclass(frozen=True)
class Docker:
    """Runs docker commands against one daemon."""

    environment: Mapping[str, str]
    # Whether what a command prints is shown only if it fails.
    quiet: bool = False

    def run(self, *arguments: str, stdin: int | None = None) -> None:
        """Run and show what it prints. Raises Failure."""
        done = subprocess.run(
            ["docker", *arguments],
            env=dict(self.environment),
            stdin=stdin,
            stdout=subprocess.PIPE if self.quiet else None,
            stderr=subprocess.STDOUT if self.quiet else None,
            check=False,
        )
        if done.returncode:
            sys.stderr.write((done.stdout or b"").decode(errors="replace"))
            raise Failure(f"`docker {arguments[0]}` failed; its last lines above say why")

    def read(self, *arguments: str, seconds: float | None = None) -> str | None:
        """What it prints, or None if it fails or takes too long."""
        try:
            done = subprocess.run(
                ["docker", *arguments],
                env=dict(self.environment),
                capture_output=True,
                text=True,
                timeout=seconds,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip()

    def answers(self) -> bool:
        """Whether the daemon does."""
        return bool(self.read("version", "--format", "{{.Server.Version}}", seconds=20))

    def has(self, image: str) -> bool:
        """Whether the image is on this machine."""
        return self.read("image", "inspect", "--format", "{{.Id}}", image) is not None

    def size(self, image: str) -> int:
        """Bytes of all layers. Raises Failure if the image is missing."""
        size = self.read("image", "inspect", "--format", "{{.Size}}", image)
        if size is None:
            raise Failure(f"image {image} is missing")
        return int(size)

    def build(
        self,
        context: Path,
        tag: str,
        *,
        arguments: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Build the Dockerfile of a folder. Raises Failure."""
        options = [f"--build-arg={name}={value}" for name, value in (arguments or {}).items()]
        options += [f"--label={name}={value}" for name, value in (labels or {}).items()]
        # The network of the host: a package index or proxy on its loopback address is reached as well.
        self.run("build", "--network=host", f"--tag={tag}", *options, str(context))


def client(host: str | None = None) -> Docker:
    """The Docker of this machine, or the one at an address. Raises Failure if the command is missing."""
    if shutil.which("docker") is None:
        raise Failure("the command `docker` is missing: install Docker, on Debian `apt-get install docker.io`")
    environment = dict(os.environ)
    if host:
        environment["DOCKER_HOST"] = host
    docker = Docker(environment)
    # Without the buildx plugin Docker has only its older builder, and some versions must be told. With it, the builder
    # of the daemon is the one that sees local images.
    if docker.read("buildx", "version") is None:
        environment["DOCKER_BUILDKIT"] = "0"
    else:
        environment["BUILDX_BUILDER"] = "default"
    return Docker(environment)
