"""The builds of the images."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from builder import base, debian, pip_settings, project
from builder.docker import Docker
from builder.failure import Failure
from builder.progress import say
from stand_ins import apt_settings, context
from stand_ins.table import FOLDER, PROJECT, Image

_PACKAGES_IMAGE = "slipway-local/debian-packages"
# As strict as the chart, so that a program that needs more is seen here.
_HARDENED = (
    "--read-only",
    "--tmpfs=/tmp",
    "--user=10001",
    "--network=none",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
)


def base_images(docker: Docker, mirror: str | None) -> Mapping[str, str]:
    """The images that the recipes start from, as build arguments. Raises Failure."""
    mirror = mirror or debian.mirror_of_this_machine()
    python = base.choose(docker, "auto", project.python_image(), mirror)
    say(f"base image: {python.image} ({python.origin})")
    if mirror is None and python.image == debian.IMAGE:
        raise Failure("apt names no Debian mirror on this machine: --debian-mirror URL")
    builder = pip_settings.builder_image(docker, python.image)
    with TemporaryDirectory(prefix="slipway-packages-") as name:
        folder = Path(name)
        context.write(context.recipe(FOLDER / "debian-packages"), folder)
        apt_settings.write(folder / "apt", mirror)
        docker.build(folder, _PACKAGES_IMAGE, arguments={"BUILDER_IMAGE": builder})
    return {"PYTHON_IMAGE": python.image, "BUILDER_IMAGE": builder, "PACKAGES_IMAGE": _PACKAGES_IMAGE}


def build(docker: Docker, image: Image, bases: Mapping[str, str]) -> None:
    """Build an image and look whether it is of the version that the table says. Raises Failure."""
    recipe = (PROJECT / image.recipe / "Dockerfile").read_text()
    used = {name: bases[name] for name in re.findall(r"^ARG (\w+)", recipe, re.MULTILINE) if name in bases}
    with TemporaryDirectory(prefix="slipway-image-") as name:
        folder = Path(name)
        context.write(context.of(image), folder)
        docker.build(folder, image.built, arguments={**used, **image.arguments, **pip_settings.proxies()})
    _check_version(docker, image)


def _check_version(docker: Docker, image: Image) -> None:
    if not image.check:
        return
    command = ("run", "--rm", *_HARDENED, "--entrypoint=", image.built, *image.check)
    printed = docker.read(*command)
    if printed is None or image.version not in printed:
        raise Failure(
            f"`docker {' '.join(command)}` should print {image.version}, the version in images.json: {printed}"
        )
