"""Wrong places in a request, named by JSON pointers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong place in a request: a JSON pointer into the body, and what is wrong there."""

    pointer: str
    detail: str


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901): `pointer('rows', 3, 'a/b')` is `/rows/3/a~1b`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
