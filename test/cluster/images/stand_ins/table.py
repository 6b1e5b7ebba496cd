"""The table of images, images.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
PROJECT = FOLDER.parents[2]


@dataclass(frozen=True)
class Image:
    """A row of the table. Paths start at the project."""

    name: str
    image: str  # what the chart asks for
    built: str  # what is built in its place
    recipe: str  # folder with the Dockerfile
    program: str
    version: str
    differs: str
    files: Mapping[str, str] = field(default_factory=dict)  # what the build needs besides the recipe, and where that is
    arguments: Mapping[str, str] = field(default_factory=dict)  # of the build
    check: Sequence[str] = ()  # a command in the image that prints the version


# Archive to its images.
Table = Mapping[str, Sequence[Image]]


def read() -> Table:
    """Every image that can be built."""
    archives = json.loads((FOLDER / "images.json").read_text())
    return {archive: [Image(**row) for row in rows] for archive, rows in archives.items()}


def chosen(table: Table, names: Sequence[str]) -> Table:
    """The images with these names, or all; without archives that would be empty."""
    kept = {
        archive: [image for image in images if not names or image.name in names] for archive, images in table.items()
    }
    return {archive: images for archive, images in kept.items() if images}


def markdown(table: Table) -> str:
    """The table as the README shows it."""
    rows = [
        f"| `{image.image}` | {image.program} | {image.version} | {image.differs} |"
        for images in table.values()
        for image in images
    ]
    return "\n".join(["| image | what stands in | version | what differs |", "| --- | --- | --- | --- |", *rows])
