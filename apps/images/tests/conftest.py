"""A Docker daemon, the two images built by the real command, and one hardened container of each."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest

from builder import project
from builder.daemon import docker_daemon
from builder.docker import Docker
from builder.failure import Failure, NoBaseImage
from containers import HARDENED, Container, started
from subjects import SUBJECTS, Subject

PREFIX = "slipway-test"
VERSION = "7.8.9"


_reasons = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say once why the images were not tested; pytest itself would say it for each test."""
    for reason in config.stash.get(_reasons, []):
        terminalreporter.write_line(f"SKIPPED the images: {reason}", yellow=True)


def _skip(config: pytest.Config, text: str) -> NoReturn:
    reason = " ".join(text.removeprefix("build-images: ").split())
    config.stash.setdefault(_reasons, []).append(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def docker(pytestconfig: pytest.Config) -> Iterator[Docker]:
    """The daemon that runs, or one for the time of the tests."""
    with ExitStack() as stack:
        try:
            docker = stack.enter_context(docker_daemon())
        except Failure as failure:
            _skip(pytestconfig, str(failure))
        yield docker


@pytest.fixture(scope="session")
def images(docker: Docker, pytestconfig: pytest.Config) -> dict[str, str]:
    """Name of the image of each app, built by the command that users call."""
    command = [str(project.FOLDER / "build-images"), f"--prefix={PREFIX}", f"--tag={VERSION}"]
    done = subprocess.run(
        command, env={**os.environ, **docker.environment}, capture_output=True, text=True, check=False
    )
    if done.returncode == NoBaseImage.exit_code:
        _skip(pytestconfig, done.stderr[done.stderr.rfind("build-images: ") :])
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return {subject.name: f"{PREFIX}/{subject.name}:{VERSION}" for subject in SUBJECTS}


@pytest.fixture(scope="session", params=SUBJECTS, ids=lambda subject: subject.name)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Each of the two apps."""
    chosen: Subject = request.param
    return chosen


@pytest.fixture(scope="session")
def image(subject: Subject, images: dict[str, str]) -> str:
    """The image of the app."""
    return images[subject.name]


@pytest.fixture(scope="session")
def hardened(docker: Docker, subject: Subject, image: str) -> Iterator[Container]:
    """The app as the chart runs it, healthy."""
    with started(docker, image, *HARDENED, "--health-interval=1s") as container:
        container.wait_until_healthy(subject.port, subject.health)
        yield container
