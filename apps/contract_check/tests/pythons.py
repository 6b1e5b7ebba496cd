"""Which Python runs an app, and whether another user may run it."""

import os
import sys
from pathlib import Path

from other_user import open_to_all

APPS = Path(__file__).parents[2]
UI_VENV = Path(os.environ.get("SLIPWAY_UI_VENV") or APPS / "ui" / ".venv")
DEBIAN_PYTHON = Path(f"/usr/bin/python3.{sys.version_info.minor}")
USER = 10001


def command_for(app: str) -> tuple[str, dict[str, str], list[str]]:
    """Command, environment and options: as user 10001 where that is possible."""
    venv = Path(sys.prefix) if app == "api" else UI_VENV
    package = f"slipway_{app}"
    source = str(APPS / app / "src")
    if os.geteuid() != 0:
        return f"{venv}/bin/python -m {package}", {"PYTHONPATH": source}, []
    if open_to_all((venv / "bin" / "python").resolve()):
        return f"{venv}/bin/python -m {package}", {"PYTHONPATH": source}, ["--user", str(USER)]
    # A Python in somebody's home folder: Debian's of the same version takes the same packages.
    if DEBIAN_PYTHON.exists() and open_to_all(venv):
        packages = f"{venv}/lib/{DEBIAN_PYTHON.name}/site-packages"
        environment = {"PYTHONPATH": f"{source}:{packages}", "PYTHONDONTWRITEBYTECODE": "1"}
        return f"{DEBIAN_PYTHON} -m {package}", environment, ["--user", str(USER)]
    return f"{venv}/bin/python -m {package}", {"PYTHONPATH": source}, []
