"""The two images under test and what is promised about each."""

from dataclasses import dataclass
from pathlib import Path

from builder import project


@dataclass(frozen=True)
class Subject:
    """One app, as its image must behave."""

    name: str
    package: str
    port: int
    health: str
    title: str
    # A little above the size measured when it was written, so that a new heavy dependency is noticed.
    most_megabytes: int
    # Everything that lies in /app.
    content: frozenset[str]
    # A module that pulls in all of the app.
    largest_module: str

    @property
    def folder(self) -> Path:
        """Its source."""
        return project.FOLDER / self.name


API = Subject(
    name="api",
    package="slipway_api",
    port=8000,
    health="/readyz",
    title="slipway API",
    most_megabytes=620,
    content=frozenset({"code", "model", "venv"}),
    largest_module="slipway_api.serve",
)
UI = Subject(
    name="ui",
    package="slipway_ui",
    port=8501,
    health="/_stcore/health",
    title="slipway UI",
    most_megabytes=640,
    content=frozenset({"code", "venv"}),
    largest_module="slipway_ui.serve",
)
SUBJECTS = (API, UI)
