"""The archives that the cluster loads, and the keys that say whether they are still right."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from builder import project
from builder.docker import Docker
from stand_ins import context
from stand_ins.table import FOLDER, Image

# What every image is made with, besides its own files.
_TOOLS = (project.FOLDER / "images" / "builder", FOLDER / "stand_ins", FOLDER / "debian-packages")


def key(images: Sequence[Image]) -> str:
    """Changes with everything that decides the content of the images. Raises Failure if some of it is missing."""
    parts = [[image.built, image.arguments, context.digest(context.of(image))] for image in images]
    tools = [context.digest(context.recipe(folder)) for folder in _TOOLS]
    return hashlib.sha256(json.dumps([project.python_image(), parts, tools]).encode()).hexdigest()


def is_current(archive: Path, wanted: str) -> bool:
    """Whether the archive is there and was written for this key."""
    keys = _key_file(archive)
    return archive.exists() and keys.exists() and keys.read_text().strip() == wanted


def write(docker: Docker, archive: Path, images: Sequence[Image], key: str) -> None:
    """Write archive and key, so that at no time a key stands beside an archive of another one. Raises Failure."""
    with TemporaryDirectory(prefix=".unfinished-", dir=archive.parent) as folder:
        saved, written = Path(folder, "archive"), Path(folder, "key")
        docker.run("save", f"--output={saved}", *(image.built for image in images))
        written.write_text(f"{key}\n")
        _key_file(archive).unlink(missing_ok=True)
        saved.replace(archive)
        written.replace(_key_file(archive))


def _key_file(archive: Path) -> Path:
    return archive.with_name(f"{archive.name}.key")
