"""The command: its options and the order of its steps."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence

from builder import base, pip_settings, project
from builder.daemon import docker_daemon
from builder.docker import Docker
from builder.failure import Failure
from builder.progress import megabytes, say

_DESCRIPTION = """\
Builds the images of the API and the user interface, and prints their sizes.

The base image is chosen like this, and the choice is printed:
  1. PYTHON_IMAGE of the Dockerfiles, if it is on this machine or can be pulled;
  2. else an image made here with debootstrap from Debian packages, which needs root and a Debian mirror.
Without a running Docker daemon root gets one for the time of the build; it is stopped at the end.
The builds use pip's own settings of this machine (index, certificates, proxy); the images do not contain them.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build. Returns the exit code."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with docker_daemon(start=options.start_dockerd) as docker:
            build(docker, options)
    except Failure as failure:
        print(f"build-images: {failure}", file=sys.stderr)
        return failure.exit_code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


def build(docker: Docker, options: argparse.Namespace) -> None:
    """Build the chosen apps with a daemon that runs. Raises Failure."""
    python = base.choose(docker, options.base, options.python_image, options.debian_mirror)
    say(f"base image: {python.image} ({python.origin})")
    arguments = {
        "PYTHON_IMAGE": python.image,
        "BUILDER_IMAGE": pip_settings.builder_image(docker, python.image),
        "VERSION": options.tag,
        **pip_settings.proxies(),
    }
    report: list[tuple[str, int, float]] = []
    for app in options.apps or project.APPS:
        image, start = f"{options.prefix}/{app}:{options.tag}", time.monotonic()
        say(f"building {image}")
        docker.build(project.FOLDER / app, image, arguments=arguments, labels=project.labels(options.source))
        report.append((image, docker.size(image), time.monotonic() - start))
    shared = docker.size(python.image)
    say(f"done; each image includes the {megabytes(shared)} of {python.image}")
    for image, size, seconds in report:
        print(f"{image:32} {megabytes(size):>8}   built in {seconds:.0f} s")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="apps/build-images", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("apps", nargs="*", type=_app, metavar="APP", help=f"{' or '.join(project.APPS)} (both)")
    parser.add_argument("--base", choices=("auto", "registry", "debian"), default="auto", help="fix the choice (auto)")
    parser.add_argument(
        "--python-image", default=project.python_image(), metavar="IMAGE", help="base image, such as %(default)s"
    )
    parser.add_argument("--debian-mirror", metavar="URL", help="for debootstrap (the mirror that apt uses here)")
    parser.add_argument(
        "--prefix", default="ghcr.io/slipway", help="name of the images before /api and /ui (%(default)s)"
    )
    parser.add_argument("--tag", default=project.version(), help="tag and version of the images (%(default)s)")
    parser.add_argument("--source", metavar="URL", help="address of the source code, for the OCI label")
    parser.add_argument(
        "--start-dockerd",
        action="store_true",
        help="start a daemon for this run even if the docker command points at another one; needs root",
    )
    return parser


def _app(name: str) -> str:
    if name not in project.APPS:
        raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(project.APPS)}")
    return name
