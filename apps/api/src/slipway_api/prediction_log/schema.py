"""Which revision of the tables this release of the code needs."""

from __future__ import annotations

from typing import Final

# Revisions are numbers of equal length, so that "this one or newer" is a comparison of texts. A database may be
# newer than the code during a rolling update: old pods keep working (see migrations/README.md).
REQUIRED_REVISION: Final = "0001"


def is_current(revision: str | None) -> bool:
    return revision is not None and revision >= REQUIRED_REVISION
