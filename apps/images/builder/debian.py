"""A base image made from Debian packages, for machines that reach a Debian mirror but no image registry."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.docker import Docker
from builder.failure import Failure, NoBaseImage
from builder.progress import say

# The release whose Python is that of the default base image: see PYTHON_IMAGE in the Dockerfiles.
SUITE = "trixie"
IMAGE = f"slipway-local/python-base:{SUITE}"
# python3-venv brings ensurepip, which the official Python image has too.
PACKAGES = ("python3", "python3-venv", "ca-certificates")
# What a running program does not need, and what describes the machine that made the image.
_LEFT_OUT = (
    "./dev/*",
    "./etc/apt/sources.list",
    "./etc/hostname",
    "./etc/resolv.conf",
    "./usr/share/locale/*",
    "./usr/share/man/*",
    "./var/cache/*",
    "./var/lib/apt/lists/*",
    "./var/log/*",
)
_SETTINGS = (
    "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "ENV LANG=C.UTF-8",
    'CMD ["python3"]',
)


def make(docker: Docker, mirror: str | None = None) -> None:
    """Make the image with debootstrap. Takes minutes. Raises NoBaseImage or Failure."""
    if os.geteuid() != 0:
        raise NoBaseImage(
            "a base image from Debian packages needs root: run this as root, or where an image can be pulled"
        )
    if shutil.which("debootstrap") is None:
        raise NoBaseImage("`debootstrap` is missing: on Debian `apt-get install debootstrap`")
    mirror = mirror or mirror_of_this_machine()
    say(f"making {IMAGE} with debootstrap (Debian {SUITE}), some minutes")
    with TemporaryDirectory(prefix="slipway-debian-") as folder:
        root = Path(folder) / "root"
        _debootstrap(root, mirror)
        say(f"importing {IMAGE}")
        _import(docker, root)


def _debootstrap(root: Path, mirror: str | None) -> None:
    command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", SUITE, str(root)]
    last = ""
    with subprocess.Popen(
        [*command, *([mirror] if mirror else [])], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - asked for above
        for number, line in enumerate(process.stdout):
            last = line.strip()
            if number % 25 == 24:
                print(f"    debootstrap: step {number + 1}, {last.removeprefix('I: ')}", file=sys.stderr, flush=True)
    if process.returncode:
        raise NoBaseImage(f"debootstrap failed: {last}\nAnother mirror: --debian-mirror URL")


def _import(docker: Docker, root: Path) -> None:
    excluded = [f"--exclude={pattern}" for pattern in _LEFT_OUT]
    changes = [word for setting in _SETTINGS for word in ("--change", setting)]
    with subprocess.Popen(
        ["tar", "--create", "--numeric-owner", "--one-file-system", *excluded, f"--directory={root}", "."],
        stdout=subprocess.PIPE,
    ) as tar:
        assert tar.stdout is not None  # noqa: S101 - asked for above
        docker.run("import", *changes, "-", IMAGE, stdin=tar.stdout.fileno())
    if tar.returncode:
        raise Failure("tar could not read the new root folder")


def mirror_of_this_machine() -> str | None:
    """Where apt gets Debian from on this machine; None (debootstrap's own default) elsewhere."""
    query = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Label: Debian"]
    try:
        found = subprocess.run(query, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return None
    return found[0] if found else None
