"""The command: its options and the order of its steps."""

import argparse
import json
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from builder.daemon import docker_daemon
from builder.docker import Docker
from builder.failure import Failure
from builder.progress import megabytes, say
from stand_ins import archive, builds, table

_DESCRIPTION = """\
Builds the images that the chart uses, from packages of languages and of Debian, for the cluster of the tests, and
writes them into archives as `docker save` does. An archive that is still right is left alone; a file .key beside it
says what it was made of.

It needs Python 3.10, Docker, `npm ci` and, where no image registry is reached, debootstrap and root.
Without a running Docker daemon root gets one for the time of the build; it is stopped at the end.
Exit code 0: the archives are there. 1: something failed. 3: there is no base image and none can be made.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say. Returns the exit code."""
    everything = table.read()
    options = _parser([image.name for images in everything.values() for image in images]).parse_args(arguments)
    wanted = table.chosen(everything, options.only)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        if options.table:
            print(table.markdown(wanted))
        elif options.keys:
            print(json.dumps({name: archive.key(images) for name, images in wanted.items()}))
        else:
            _bring_up_to_date(options.output, wanted, options.debian_mirror)
    except Failure as failure:
        print(f"images/build: {failure}", file=sys.stderr)
        return failure.exit_code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


def _bring_up_to_date(folder: Path, wanted: table.Table, mirror: str | None) -> None:
    keys = {name: archive.key(images) for name, images in wanted.items()}
    current = [name for name in wanted if archive.is_current(folder / f"{name}.tar", keys[name])]
    for name in current:
        say(f"{folder / name}.tar is up to date")
    stale = [name for name in wanted if name not in current]
    if not stale:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with docker_daemon() as talkative:
        docker = replace(talkative, quiet=True)
        bases = builds.base_images(docker, mirror)
        for name in stale:
            _build(docker, wanted[name], bases)
            file = folder / f"{name}.tar"
            say(f"writing {file}")
            archive.write(docker, file, wanted[name], keys[name])
            say(f"wrote {file}: {megabytes(file.stat().st_size)}")


def _build(docker: Docker, images: Sequence[table.Image], bases: Mapping[str, str]) -> None:
    for image in images:
        start = time.monotonic()
        say(f"building {image.built}")
        builds.build(docker, image, bases)
        say(f"built {image.built}: {megabytes(docker.size(image.built))} in {time.monotonic() - start:.0f} s")


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="test/cluster/images/build", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--output", type=Path, metavar="FOLDER", help="write third-party.tar and apps.tar into it")
    what.add_argument("--keys", action="store_true", help="print the keys that the archives should have, as JSON")
    what.add_argument("--table", action="store_true", help="print what stands in for what, as Markdown")
    parser.add_argument(
        "--only", nargs="+", choices=names, default=[], metavar="NAME", help=f"these images alone: {', '.join(names)}"
    )
    parser.add_argument("--debian-mirror", metavar="URL", help="for Debian packages (the mirror that apt uses here)")
    return parser
