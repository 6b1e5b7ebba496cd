"""What the command decides without Docker."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder import debian, pip_settings, project
from builder.daemon import docker_daemon
from builder.docker import Docker, client
from builder.failure import Failure, NoBaseImage
from subjects import SUBJECTS, Subject


def test_pip_settings_keep_what_leads_to_the_index() -> None:
    lines = [
        "global.index-url='https://one.example/simple'",
        "global.find-links='/somewhere'",
        ":env:.default-timeout='180'",
        ":env:.index-url='https://user:secret@two.example/simple'",
        "global.extra-index-url='https://a.example\\nhttps://b.example'",
        "freeze.timeout='1'",
        "WARNING: something else",
    ]
    assert pip_settings.parse(lines) == {
        "index-url": "https://user:secret@two.example/simple",
        "timeout": "180",
        "extra-index-url": "https://a.example\nhttps://b.example",
    }


def test_builder_image_gets_a_copy_of_the_certificates(tmp_path: Path) -> None:
    certificates = tmp_path / "own.pem"
    certificates.write_text("certificate")
    context = tmp_path / "context"
    context.mkdir()
    settings = {"cert": str(certificates), "extra-index-url": "https://a.example\nhttps://b.example"}
    pip_settings.write_context(context, "python:base", settings)
    assert (context / "certificates.pem").read_text() == "certificate"
    written = (context / "pip.conf").read_text()
    assert str(tmp_path) not in written
    assert "extra-index-url = https://a.example\n    https://b.example\n" in written
    dockerfile = (context / "Dockerfile").read_text().splitlines()
    assert dockerfile[0] == "FROM python:base"
    assert any(line.startswith("COPY certificates.pem ") for line in dockerfile)


def test_certificates_of_other_variables_are_used_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    certificates = tmp_path / "own.pem"
    certificates.write_text("certificate")
    assert pip_settings.pip_settings({"SSL_CERT_FILE": str(certificates)})["cert"] == str(certificates)
    assert "cert" not in pip_settings.pip_settings({"SSL_CERT_FILE": str(tmp_path / "missing.pem")})


def test_proxy_variables_become_build_arguments() -> None:
    found = pip_settings.proxies({"HTTPS_PROXY": "http://proxy:3128", "no_proxy": "localhost", "http_proxy": ""})
    assert found == {"HTTPS_PROXY": "http://proxy:3128", "no_proxy": "localhost"}


def test_both_dockerfiles_have_the_same_base_and_the_debian_way_the_same_release() -> None:
    for subject in SUBJECTS:
        text = (subject.folder / "Dockerfile").read_text()
        assert re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", text, re.MULTILINE) == [project.python_image()]
    assert project.python_image().endswith(f"-{debian.SUITE}")


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_last_stage_runs_no_command(subject: Subject) -> None:
    last = (subject.folder / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert not re.search(r"^RUN ", last, re.MULTILINE)
    for instruction in ("ENTRYPOINT", "CMD"):
        found = re.search(rf"^{instruction} (.)", last, re.MULTILINE)
        assert found is not None
        assert found[1] == "["


def test_a_wrong_app_is_named() -> None:
    done = subprocess.run([project.FOLDER / "build-images", "apo"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "'apo' is not one of api, ui" in done.stderr


def test_help_says_how_the_base_is_chosen() -> None:
    done = subprocess.run([project.FOLDER / "build-images", "--help"], capture_output=True, text=True, check=True)
    assert "can be pulled" in done.stdout
    assert "debootstrap" in done.stdout


def test_a_missing_docker_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, str(project.FOLDER / "build-images")]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("build-images: the command `docker` is missing")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(shutil.which("docker") is None, reason="the command `docker` is missing")
def test_an_ordinary_user_is_told_to_start_docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Failure, match="no Docker daemon answers: start Docker"), docker_daemon():
        pass


@pytest.mark.skipif(shutil.which("docker") is None, reason="the command `docker` is missing")
def test_an_ordinary_user_cannot_make_a_base_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(NoBaseImage, match="needs root"):
        debian.make(client())


def test_quiet_docker_shows_its_output_only_if_it_fails(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "docker"
    program.write_text('#!/bin/sh\necho "$1 says something"\n[ "$1" = info ]\n')
    program.chmod(0o755)
    docker = Docker({"PATH": f"{tmp_path}:{os.environ['PATH']}"}, quiet=True)
    docker.run("info")
    assert capfd.readouterr() == ("", "")
    with pytest.raises(Failure, match="`docker build` failed"):
        docker.run("build")
    assert capfd.readouterr().err == "build says something\n"
