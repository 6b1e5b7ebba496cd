"""How the images run: as an ordinary user, with nothing to write to but /tmp, without network and shell."""

import json
import time

import pytest

from builder.docker import Docker
from containers import HARDENED, NO_SHELL, UID, Container, started
from subjects import Subject

pytestmark = pytest.mark.docker

_PROCESSES = """
import json, pathlib
found = []
for status in pathlib.Path("/proc").glob("[0-9]*/status"):
    fields = dict(line.split(":\\t", 1) for line in status.read_text().splitlines() if ":\\t" in line)
    found.append({"name": fields["Name"], "uids": fields["Uid"].split(), "gids": fields["Gid"].split(),
                  "capabilities": int(fields["CapEff"], 16), "seccomp": fields["Seccomp"]})
print(json.dumps(found))
"""
_WRITE = """
import errno, pathlib, sys
for folder in map(pathlib.Path, ("/", "/app", "/app/code", "/var/tmp", "/etc")):
    try:
        (folder / "written").write_text("")
    except OSError as error:
        print(folder, errno.errorcode[error.errno])
    else:
        print(folder, "written")
(pathlib.Path("/tmp") / "written").write_text("")
"""


def test_is_healthy_for_docker_too(hardened: Container) -> None:
    end = time.monotonic() + 60
    while hardened.state("Health.Status") == "starting" and time.monotonic() < end:
        time.sleep(0.5)
    assert hardened.state("Health.Status") == "healthy"


def test_has_no_process_of_root_and_no_capability(hardened: Container) -> None:
    processes = json.loads(hardened.python(_PROCESSES))
    assert processes
    for process in processes:
        # How Docker begins a health check: not yet the image's own process.
        if process["name"].startswith("runc:["):
            continue
        assert set(process["uids"]) == {str(UID)}, process
        assert process["capabilities"] == 0, process


def test_runs_without_a_shell(hardened: Container) -> None:
    assert hardened.execute("sh", "-c", "true").returncode == 126


def test_can_write_to_tmp_alone(hardened: Container) -> None:
    lines = hardened.python(_WRITE).split("\n")
    assert lines == ["/ EROFS", "/app EROFS", "/app/code EROFS", "/var/tmp EROFS", "/etc EROFS", ""]


def test_image_itself_asks_for_the_numeric_user(docker: Docker, image: str) -> None:
    assert docker.read("image", "inspect", "--format", "{{.Config.User}}", image) == f"{UID}:{UID}"


def test_tries_to_write_nowhere_else(docker: Docker, subject: Subject, image: str) -> None:
    """As root, with a writable root folder, it could write anywhere: a start, an answer and an end leave no trace."""
    with started(docker, image, "--user=0", "--tmpfs=/tmp", "--network=none") as container:
        container.wait_until_healthy(subject.port, subject.health)
        assert container.request(subject.port, "/").status in (200, 404)
        assert container.stop() == 0
        assert container.changed_files() == []


def test_runs_as_any_other_user(docker: Docker, subject: Subject, image: str) -> None:
    """Some clusters choose the user: podSecurity.fixedUsers off."""
    other = [option for option in HARDENED if not option.startswith("--user=")]
    with started(docker, image, *other, "--user=1000650000:0") as container:
        container.wait_until_healthy(subject.port, subject.health)
        assert container.request(9464, "/metrics").status == 200


def test_ends_with_zero_after_sigterm(docker: Docker, subject: Subject, image: str) -> None:
    with started(docker, image, *HARDENED) as container:
        container.wait_until_healthy(subject.port, subject.health)
        start = time.monotonic()
        assert container.stop() == 0, container.log()
        assert time.monotonic() - start < 30
        assert "Traceback" not in container.log()


def test_answers_metrics_on_a_port_of_their_own(hardened: Container) -> None:
    answer = hardened.request(9464, "/metrics")
    assert answer.status == 200
    assert "# TYPE" in answer.text


def test_arguments_choose_another_command(docker: Docker, subject: Subject, image: str) -> None:
    printed = docker.read("run", "--rm", "--network=none", "--read-only", *NO_SHELL, image, "--help")
    assert printed is not None
    assert subject.package in printed or "serve" in printed
