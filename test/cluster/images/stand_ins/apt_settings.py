"""How apt reaches Debian's packages on this machine, given to the builds and never to the images that they make."""

import subprocess
from pathlib import Path

from builder.debian import SUITE

# What says how to get there. The rest is about the machine itself.
_KEPT = ("Acquire::http::Proxy", "Acquire::https::Proxy", "Acquire::Check-", "Acquire::Retries")


def write(folder: Path, mirror: str | None) -> None:
    """Write what belongs into /etc/apt. Without a mirror the base image's own sources stay in force."""
    (folder / "apt.conf.d").mkdir(parents=True)
    lines = [line for line in _listed() if line.startswith(_KEPT)]
    if mirror:
        (folder / "sources.list").write_text(f"deb {mirror} {SUITE} main\n")
        lines.append('Dir::Etc::SourceParts "-";')
    (folder / "apt.conf.d" / "build-host").write_text("\n".join([*lines, ""]))


def _listed() -> list[str]:
    try:
        return subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        return []  # no apt on this machine, so nobody has told it anything
