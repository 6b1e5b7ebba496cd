"""What is in the images, and what is not."""

import hashlib
import json
import re

import pytest

from builder import project
from builder.docker import Docker
from builder.progress import megabytes
from conftest import VERSION
from containers import NO_SHELL, Container
from subjects import API, Subject

pytestmark = pytest.mark.docker

_PACKAGES = """
import importlib.metadata, json
print(json.dumps(sorted((found.metadata["Name"], found.version) for found in importlib.metadata.distributions())))
"""
_LISTED = "import json, os; print(json.dumps([sorted(os.listdir('/app')), os.path.exists('/etc/pip.conf')]))"
_OWNERS = """
import json, os
found = set()
for folder, folders, files in os.walk("/app"):
    for name in [*folders, *files]:
        status = os.lstat(os.path.join(folder, name))
        found.add((status.st_uid, bool(status.st_mode & 0o022) and not os.path.islink(os.path.join(folder, name))))
print(json.dumps(sorted(found)))
"""
_MODEL = """
import hashlib, json, pathlib
files = pathlib.Path("/app/model").iterdir()
print(json.dumps({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}))
"""


def test_says_what_it_is(docker: Docker, subject: Subject, image: str) -> None:
    printed = docker.read("image", "inspect", "--format", "{{json .Config.Labels}}", image)
    prefix = "org.opencontainers.image."
    labels = {name.removeprefix(prefix): value for name, value in json.loads(printed or "{}").items()}
    assert labels["title"] == subject.title
    assert labels["version"] == VERSION
    assert labels["licenses"] == "Apache-2.0"
    assert labels["description"]
    assert re.search(r"python", labels["base.name"])
    known = project.labels(source=None)
    assert {name: labels[name.removeprefix(prefix)] for name in known} == known


def test_is_small_enough(docker: Docker, subject: Subject, image: str) -> None:
    size = docker.size(image)
    print(f"{image} {megabytes(size)}")
    assert size < subject.most_megabytes * 1_000_000, f"{image} has {megabytes(size)}"


def test_holds_the_locked_packages_and_no_other(hardened: Container, subject: Subject) -> None:
    lock = (subject.folder / "requirements.txt").read_text()
    locked = {_normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)}
    installed = {_normal(name): version for name, version in json.loads(hardened.python(_PACKAGES))}
    assert installed.pop(_normal(subject.package))
    assert installed == locked


def test_is_byte_compiled(docker: Docker, subject: Subject, image: str) -> None:
    """Nothing can be compiled at the start: the folder is read-only, and every start would pay for it."""
    code = f"import sys, {subject.largest_module}; print(len(sys.modules))"
    options = ("--rm", "--network=none", "--read-only", "--tmpfs=/tmp", *NO_SHELL, "--entrypoint=python")
    printed = docker.read("run", *options, image, "-v", "-c", f"import os; os.dup2(1, 2)\n{code}")
    assert printed is not None
    compiled = set(re.findall(r"# code object from '?(/app/\S+\.py)\b'?$", printed, re.MULTILINE))
    matching = set(re.findall(r"\.pyc matches (/app/\S+\.py)", printed))
    assert any(path.startswith("/app/code/") for path in matching)
    assert len(matching) > 300
    assert compiled == set()


def test_holds_the_app_and_no_settings_of_the_build_machine(
    docker: Docker, subject: Subject, image: str, hardened: Container
) -> None:
    listed, has_pip_settings = json.loads(hardened.python(_LISTED))
    assert set(listed) == subject.content
    assert not has_pip_settings
    history = docker.read("history", "--no-trunc", "--format", "{{.CreatedBy}}", image)
    assert history is not None
    assert "pip" not in history.replace("/pip/", "")


def test_code_cannot_be_changed_by_the_app(hardened: Container) -> None:
    assert json.loads(hardened.python(_OWNERS)) == [[0, False]]


def test_model_is_the_one_of_the_source(docker: Docker, images: dict[str, str]) -> None:
    options = ("--rm", "--network=none", "--entrypoint=python")
    printed = docker.read("run", *options, images[API.name], "-c", _MODEL)
    source = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (API.folder / "model").iterdir()}
    assert "model.pkl" in source
    assert json.loads(printed or "{}") == source


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
