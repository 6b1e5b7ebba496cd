"""A Docker daemon: the one that runs, or one that is started here and stopped again."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.docker import Docker, client
from builder.failure import Failure
from builder.progress import say

_START_SECONDS = 60
_STOP_SECONDS = 60
# Where Docker puts the number of the process of the daemon that owns /var/lib/docker.
_PID_FILE = Path("/var/run/docker.pid")


@contextmanager
def docker_daemon(start: bool = False) -> Iterator[Docker]:
    """The Docker to work with; a daemon is started if `start` says so or if root finds none. Raises Failure."""
    docker = client()
    if not start and docker.answers():
        say(f"Docker {docker.read('version', '--format', '{{.Server.Version}}')} is running")
        yield docker
        return
    program = shutil.which("dockerd") or shutil.which("dockerd", path="/usr/sbin:/sbin")
    if os.geteuid() != 0:
        raise Failure("no Docker daemon answers: start Docker, or run this as root, which starts one for the build")
    if program is None:
        raise Failure("no Docker daemon answers and `dockerd` is missing: on Debian `apt-get install docker.io`")
    if _is_running(_PID_FILE):
        raise Failure("a Docker daemon runs here already: leave out --start-dockerd, or set DOCKER_HOST to its address")
    with TemporaryDirectory(prefix="slipway-docker-") as folder, _started(program, Path(folder)) as own:
        yield own


@contextmanager
def _started(program: str, folder: Path) -> Iterator[Docker]:
    socket, log = f"unix://{folder}/docker.sock", folder / "dockerd.log"
    command = [
        program,
        f"--host={socket}",
        f"--exec-root={folder}/exec",
        f"--pidfile={_PID_FILE}",
        # No network of its own: builds use the one of the host, and the machine's firewall stays as it is.
        "--bridge=none",
        "--iptables=false",
        "--ip-forward=false",
        "--group=root",
    ]
    say("starting a Docker daemon for this run")
    with log.open("wb") as output:
        # A session of its own: Ctrl-C reaches this program alone, which then stops the daemon in order.
        process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    try:
        docker = client(socket)
        _wait(docker, process, log)
        yield docker
    finally:
        say("stopping the Docker daemon")
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _unmount_below(folder)


def _unmount_below(folder: Path) -> None:
    """Docker leaves the network namespaces of its containers mounted when it ends."""
    mounts = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
    for mount in reversed([mount for mount in mounts if Path(mount).is_relative_to(folder)]):
        subprocess.run(["umount", mount], check=False)


def _wait(docker: Docker, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while not docker.answers():
        if process.poll() is not None or time.monotonic() > end:
            last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            raise Failure(f"dockerd does not start:\n{last}")
        time.sleep(0.3)


def _is_running(pid_file: Path) -> bool:
    try:
        return Path("/proc", pid_file.read_text().strip(), "comm").read_text().strip() == "dockerd"
    except OSError:
        return False
