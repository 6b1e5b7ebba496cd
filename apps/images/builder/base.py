"""Which image the two are built on."""

from dataclasses import dataclass
from typing import Literal

from builder import debian
from builder.docker import Docker
from builder.failure import NoBaseImage
from builder.progress import say

Way = Literal["auto", "registry", "debian"]
# Time for an image of 50 MB on a slow line; where no registry is reachable the answer comes much sooner.
_PULL_SECONDS = 300


@dataclass(frozen=True)
class Base:
    """An image with Python, and how it came here."""

    image: str
    origin: str


def choose(docker: Docker, way: Way, image: str, mirror: str | None) -> Base:
    """The image, present or pulled; where that fails, one made from Debian packages. Raises NoBaseImage or Failure."""
    if way != "debian":
        if docker.has(image):
            return Base(image, "it is on this machine")
        say(f"pulling {image}")
        if docker.read("pull", image, seconds=_PULL_SECONDS) is not None:
            return Base(image, "pulled from its registry")
        if way == "registry":
            raise NoBaseImage(f"{image} cannot be pulled: try `docker pull {image}`, or --base debian")
        say("it cannot be pulled from here: taking Debian packages instead")
    if docker.has(debian.IMAGE):
        return Base(debian.IMAGE, f"made earlier from Debian packages; `docker image rm {debian.IMAGE}` makes it anew")
    debian.make(docker, mirror)
    return Base(debian.IMAGE, "made from Debian packages")
