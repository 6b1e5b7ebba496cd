"""How pip reaches its package index on this machine, given to the builds and never to the images that they make.

The settings lie in an image that only the build stages start from. A build argument would stand in the history of a
stage, and a secret mount needs BuildKit, which not every Docker has.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.docker import Docker
from builder.progress import say

BUILDER_IMAGE = "slipway-local/python-builder"
# What says where packages come from and how to get there. The rest, such as local folders, means nothing in a build.
_KEPT = ("index-url", "extra-index-url", "trusted-host", "proxy", "timeout", "retries", "cert")
_SYNONYMS = {"default-timeout": "timeout"}
# Other tools' names for a file with certificates; pip itself honours them as well.
_CERTIFICATE_VARIABLES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
_CERTIFICATES = "/etc/pip-certificates.pem"
_LINE = re.compile(r"^(?P<section>[^=]*)\.(?P<key>[\w-]+)=(?P<value>.*)$")


def builder_image(docker: Docker, base: str) -> str:
    """The image that build stages start from: the base itself, or the base plus the settings of pip. Raises Failure."""
    settings = pip_settings()
    if not settings:
        return base
    say(f"settings of pip for the build stages: {', '.join(sorted(settings))}")
    with TemporaryDirectory(prefix="slipway-pip-") as folder:
        write_context(Path(folder), base, settings)
        docker.build(Path(folder), BUILDER_IMAGE)
    return BUILDER_IMAGE


def pip_settings(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What pip is told on this machine about its index, from its files and the environment."""
    settings = parse(_listed().splitlines())
    certificates = [environment[name] for name in _CERTIFICATE_VARIABLES if environment.get(name)]
    if certificates:
        settings.setdefault("cert", certificates[0])
    if not Path(settings.get("cert", "/")).is_file():
        settings.pop("cert", None)
    return settings


def parse(lines: Iterable[str]) -> dict[str, str]:
    """Settings from the output of `pip config list`; a later line wins, as it does for pip."""
    settings: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        key = _SYNONYMS.get(found["key"], found["key"])
        if key in _KEPT and found["section"] in ("global", "install", ":env:"):
            settings[key] = str(ast.literal_eval(found["value"]))
    return settings


def write_context(folder: Path, base: str, settings: Mapping[str, str]) -> None:
    """Write the Dockerfile of the builder image and what it copies."""
    lines = [f"FROM {base}", "COPY pip.conf /etc/pip.conf"]
    written = dict(settings)
    if "cert" in written:
        shutil.copyfile(written["cert"], folder / "certificates.pem")
        written["cert"] = _CERTIFICATES
        lines.append(f"COPY certificates.pem {_CERTIFICATES}")
    # A value of several lines is continued by indented ones.
    texts = (f"{key} = {value.strip()}".replace("\n", "\n    ") for key, value in sorted(written.items()))
    (folder / "pip.conf").write_text("[global]\n" + "\n".join(texts) + "\n")
    (folder / "Dockerfile").write_text("\n".join(lines) + "\n")


def proxies(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Proxy variables. Docker knows these build arguments by itself and keeps them out of the image and its history."""
    names = ("http_proxy", "https_proxy", "no_proxy")
    return {name: environment[name] for plain in names for name in (plain, plain.upper()) if environment.get(name)}


def _listed() -> str:
    try:
        return subprocess.run([*_pip(), "config", "list"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""  # no pip on this machine, so nobody has told it anything


def _pip() -> list[str]:
    return [sys.executable, "-m", "pip"] if find_spec("pip") else ["pip"]
