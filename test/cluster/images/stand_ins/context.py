"""The files of a build: what decides the content of an image is exactly what its build gets to see."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path

from builder.failure import Failure
from stand_ins.table import PROJECT, Image

# Name in the build to file on this machine.
Context = Mapping[str, Path]


def of(image: Image) -> Context:
    """The recipe without what its .dockerignore leaves out, and the files from elsewhere. Raises Failure."""
    found = recipe(PROJECT / image.recipe)
    for name, place in image.files.items():
        source = PROJECT / place
        if not source.exists():
            raise Failure(f"{place} is missing" + (": `npm ci` brings it" if "node_modules" in place else ""))
        found |= {os.path.normpath(f"{name}/{below}"): file for below, file in _files(source).items()}
    return found


def recipe(folder: Path) -> dict[str, Path]:
    """The Dockerfile of a folder and what is beside it."""
    ignore = folder / ".dockerignore"
    if not ignore.exists():
        return _files(folder)
    lines = [line for line in ignore.read_text().splitlines() if line and not line.startswith("#")]
    kept = [line.removeprefix("!") for line in lines if line.startswith("!")]
    left_out = [line.removeprefix("**/") for line in lines if line.startswith("**/")]
    if len(lines) != 1 + len(kept) + len(left_out) or lines[0] != "*":
        raise Failure(f"{ignore} must have the line `*`, and after it only lines like `!name` and `**/name`")
    return {
        os.path.normpath(f"{name}/{below}"): file
        for name in ("Dockerfile", *kept)
        for below, file in _files(folder / name).items()
        if not any(fnmatch(part, pattern) for part in Path(below).parts for pattern in left_out)
    }


def write(context: Context, folder: Path) -> None:
    """Put the files together for Docker."""
    for name, file in context.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target, follow_symlinks=False)


def digest(context: Context) -> str:
    """Changes with the name, the content and the mode of every file."""
    total = hashlib.sha256()
    for name, file in sorted(context.items()):
        content = str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()
        total.update(f"{name} {file.lstat().st_mode:o} {hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def _files(path: Path) -> dict[str, Path]:
    """Every file of a folder by its name in there; a file alone has the name `.`."""
    if path.is_file():
        return {".": path}
    found = {str(file.relative_to(path)): file for file in path.rglob("*") if file.is_symlink() or file.is_file()}
    return {name: file for name, file in found.items() if "__pycache__" not in file.parts}
