"""python -m slipway_ui [serve|settings|--help]; serve is the default."""

import argparse
import logging
import os
import sys
from typing import NoReturn

from pydantic import ValidationError

from slipway_ui import __version__
from slipway_ui.settings import Settings

_WRONG_SETTINGS = 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="slipway_ui", description="The slipway user interface.")
    parser.add_argument(
        "command",
        nargs="?",
        default="serve",
        choices=["serve", "settings"],
        help="serve (default): run the UI; settings: list the environment variables",
    )
    parser.add_argument("--version", action="version", version=__version__)
    command = parser.parse_args(arguments).command
    if command == "settings":
        _print_settings()
        return 0
    try:
        settings = Settings()
    except ValidationError as error:
        _print_problems(error)
        return _WRONG_SETTINGS
    # Imported late: --help and a wrong setting answer at once.
    from slipway_ui.serve import serve

    try:
        serve(settings)
    except (OSError, ValueError) as error:
        print(f"slipway_ui cannot start: {error}", file=sys.stderr)
        return _WRONG_SETTINGS
    return 0


def _variable(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias if field in Settings.model_fields else None
    return alias if isinstance(alias, str) else f"SLIPWAY_{field.upper()}"


def _print_settings() -> None:
    for field, info in Settings.model_fields.items():
        default = "" if info.default is None else f" (default: {info.default})"
        print(f"{_variable(field)}\n    {info.description}{default}")


def _print_problems(error: ValidationError) -> None:
    for problem in error.errors():
        where = "".join(f"{_variable(str(part))}: " for part in problem["loc"][:1])
        print(f"{where}{problem['msg'].removeprefix('Value error, ')}", file=sys.stderr)


def _leave(code: int) -> NoReturn:
    """End now. All work is done, and Python would still wait for threads and take thousands of modules apart."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _leave(main())
