"""python -m slipway_api [serve | migrate | first-model | monitor | hash-key]"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from slipway_api.command_failed import CommandFailed
from slipway_api.settings import Settings, SettingsError, load_settings, variables


def _serve(settings: Settings) -> int:
    from slipway_api.serve import serve

    return serve(settings)


def _migrate(settings: Settings) -> int:
    from slipway_api.prediction_log.migrate import run

    run(settings)
    return 0


def _first_model(settings: Settings) -> int:
    from slipway_api.model.first_model import run

    run(settings)
    return 0


def _monitor(settings: Settings) -> int:
    from slipway_api.monitor.service import run

    run(settings)
    return 0


def _hash_key(settings: Settings) -> int:
    from slipway_api.security.api_keys import hash_key_command

    hash_key_command(settings.api_key_pepper_file, sys.stdin, sys.stdout, sys.stderr)
    return 0


COMMANDS: Mapping[str, tuple[str, Callable[[Settings], int]]] = {
    "serve": ("answer requests (the default)", _serve),
    "migrate": ("bring the tables of the prediction log up to date", _migrate),
    "first-model": ("register the packaged model in MLflow, unless the alias is set there", _first_model),
    "monitor": ("compute drift and quality on a timer", _monitor),
    "hash-key": ("print the hash of an API key: of the one on standard input, or of a new one", _hash_key),
}


def main(arguments: Sequence[str] | None = None) -> int:
    command = _parser().parse_args(arguments).command
    try:
        settings = load_settings()
        if command != "hash-key":
            from slipway_api.telemetry.logging import configure_logging

            configure_logging(settings.log_level)
        return COMMANDS[command][1](settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except CommandFailed as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:{width}} {text}" for name, (text, _) in COMMANDS.items())
    names = "\n".join(
        f"  {variable.name}\n      {variable.description}"
        f"{f' Default: {variable.default}.' if variable.default else ''} Example: {variable.example}"
        for variable in variables()
    )
    parser = argparse.ArgumentParser(
        prog="python -m slipway_api",
        description="Serves an MLflow model over HTTP.",
        epilog=f"commands:\n{commands}\n\nenvironment variables:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", choices=COMMANDS, default="serve", metavar="COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
