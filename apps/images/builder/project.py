"""What the project says about its images: where they are, how they are called, of what state of the source they are."""

import re
import subprocess
from pathlib import Path

from builder.failure import Failure

APPS = ("api", "ui")
FOLDER = Path(__file__).resolve().parents[2]
_DEFAULT_IMAGE = re.compile(r"^ARG PYTHON_IMAGE=(\S+)$", re.MULTILINE)
_APP_VERSION = re.compile(r"^appVersion: *\"?([^\s\"]+)", re.MULTILINE)
_LABEL = "org.opencontainers.image."


def python_image() -> str:
    """The default base image of the Dockerfiles."""
    return _only(_DEFAULT_IMAGE, FOLDER / APPS[0] / "Dockerfile")


def version() -> str:
    """The tag that the chart asks for when nobody sets another."""
    return _only(_APP_VERSION, FOLDER.parent / "chart" / "Chart.yaml")


def labels(source: str | None) -> dict[str, str]:
    """OCI labels about the state of the source; what is not known is left out."""
    found = {"source": source, "revision": _git("rev-parse", "HEAD"), "created": _git("log", "-1", "--format=%cI")}
    if found["revision"] and _git("status", "--porcelain", "--", str(FOLDER)):
        found["revision"] += "-dirty"
    return {_LABEL + name: value for name, value in found.items() if value}


def _only(pattern: re.Pattern[str], file: Path) -> str:
    found = pattern.search(file.read_text())
    if found is None:
        raise Failure(f"{file} has no line like {pattern.pattern}")
    return found[1]


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=FOLDER, capture_output=True, text=True, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() or None
