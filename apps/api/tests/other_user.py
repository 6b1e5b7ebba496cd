"""Running something as another user than the owner of this folder."""

from pathlib import Path


def open_to_all(path: Path) -> bool:
    """Whether every user may read and enter it: not below root's home folder, for example."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (path, *path.parents))
