"""python apps/contract-check api|ui URL --metrics URL [--key FILE] [--command '…']"""

import argparse
import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

# The checks register themselves.
from contract_check import api_checks, api_process_checks, plain_http, process_checks, ui_checks
from contract_check.contract import ContractError, Line, read_contract
from contract_check.surroundings import Taken, started
from contract_check.target import Target
from contract_check.verdicts import CHECKS, Broken, Check, Moment, NotTested, Status, Verdict

__all__ = ["api_checks", "main", "process_checks"]

EXIT_HOLDS, EXIT_BROKEN, EXIT_USAGE, EXIT_NOT_ALL_TESTED = 0, 1, 2, 3

DESCRIPTION = """\
Tells which lines of docs/contract.md a running API or UI keeps, one line of output for each.

  python apps/contract-check api http://127.0.0.1:8000 --metrics http://127.0.0.1:9464 --key key.txt
  python apps/contract-check ui http://127.0.0.1:8501 --metrics http://127.0.0.1:9465
  python apps/contract-check api http://127.0.0.1:8010 --metrics http://127.0.0.1:9474 --command 'python -m slipway_api'

With --command it starts the workload itself, in the environment that the chart gives, and can test all lines; database,
cache and model are then those of SLIPWAY_DATABASE_…, SLIPWAY_CACHE_… and SLIPWAY_MODEL_… in the present environment.
"""
EPILOG = """\
exit code:
  0  every required line holds
  1  a required line is broken
  2  wrong use, or nobody answers at the URL
  3  no required line is broken, but some could not be tested here (--partial makes that 0)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    lines: list[Line] = []
    try:
        lines = _chosen([line for line in read_contract() if line.workload == options.workload], options.only)
        with _target(options) as target:
            verdicts = judge(target, lines)
        code = exit_code(verdicts, options.partial)
    except (ContractError, Taken, OSError) as error:
        print(f"contract-check: {error}", file=sys.stderr)
        return EXIT_USAGE
    except httpx.TransportError as error:
        print(f"contract-check: nobody answers at {options.url}: {error}", file=sys.stderr)
        return EXIT_USAGE
    except Broken as error:
        print(f"contract-check: the workload does not start: {error}", file=sys.stderr)
        verdicts, code = [_of_what_does_not_start(line, error) for line in lines], EXIT_BROKEN
    print(_as_json(verdicts) if options.json else _as_text(verdicts))
    return code


def _chosen(lines: list[Line], ids: list[str] | None) -> list[Line]:
    """Raises ContractError for an id that is no line of the workload."""
    if unknown := set(ids or ()) - {line.id for line in lines}:
        raise ContractError(f"--only: no line {', '.join(sorted(unknown))}; example: --only {lines[0].id}")
    return [line for line in lines if not ids or line.id in ids]


def judge(target: Target, lines: Sequence[Line]) -> list[Verdict]:
    """The verdicts in the order of the lines. Checks run by their moment: a stopped workload answers nothing."""
    verdicts: dict[str, Verdict] = {}
    for moment in Moment:
        if moment is Moment.AFTER_REQUESTS and lines[0].workload == "ui":
            ui_checks.prepare_metrics(target)
        for line in lines:
            check = check_of(line)
            if check.moment is moment:
                verdicts[line.id] = _verdict(target, line, check)
    return [verdicts[line.id] for line in lines]


def check_of(line: Line) -> Check:
    """The check of a line; a metric is described by its line alone. Raises ContractError for an unknown id."""
    spec = line.metric
    if spec is not None:
        return Check(lambda target: target.check_metric(spec), Moment.AFTER_REQUESTS)
    if line.id not in CHECKS:
        raise ContractError(f"docs/contract.md has the line {line.id}, which this command does not know")
    return CHECKS[line.id]


def exit_code(verdicts: Sequence[Verdict], partial: bool = False) -> int:
    found = {verdict.status for verdict in verdicts if verdict.line.required}
    if Status.BROKEN in found:
        return EXIT_BROKEN
    return EXIT_NOT_ALL_TESTED if Status.NOT_TESTED in found and not partial else EXIT_HOLDS


def _verdict(target: Target, line: Line, check: Check) -> Verdict:
    try:
        check.run(target)
    except Broken as error:
        return Verdict(line, Status.BROKEN, str(error))
    except NotTested as error:
        return Verdict(line, Status.NOT_TESTED, str(error))
    except httpx.TransportError as error:
        return Verdict(line, Status.BROKEN, f"it does not answer: {type(error).__name__} {error}")
    except Exception as error:
        # An answer of a form that nobody thought of is a broken line, not an end of the command.
        return Verdict(
            line, Status.BROKEN, f"an answer is not of the form of the contract: {type(error).__name__}: {error}"
        )
    return Verdict(line, Status.OK)


def _of_what_does_not_start(line: Line, error: Broken) -> Verdict:
    if line.id == f"{line.workload}-life-1":
        return Verdict(line, Status.BROKEN, str(error))
    return Verdict(line, Status.NOT_TESTED, "it does not start")


@contextmanager
def _target(options: argparse.Namespace) -> Iterator[Target]:
    url, metrics = options.url.rstrip("/"), options.metrics.rstrip("/")
    if options.command:
        with started(options.workload, url, metrics, options.command, options.user) as target:
            start = api_process_checks.start_api if options.workload == "api" else ui_checks.start_ui
            start(target)
            yield target
        return
    plain_http.get(url, timeout=10)
    with closing(Target(url, metrics, options.key)) as target:
        yield target


def _as_text(verdicts: Sequence[Verdict]) -> str:
    width = max(len(verdict.line.id) for verdict in verdicts)
    rows = []
    for verdict in verdicts:
        level = "" if verdict.line.required else " (recommended)"
        reason = f": {verdict.reason}" if verdict.reason else ""
        rows.append(f"{verdict.line.id:{width}}  {verdict.status}{level}{reason}")
        if verdict.status is Status.BROKEN:
            rows.append(f"{'':{width}}  the contract: {verdict.line.text}")
    return "\n".join([*rows, "", _summary(verdicts)])


def _summary(verdicts: Sequence[Verdict]) -> str:
    def count(status: Status, required: bool) -> int:
        return sum(verdict.status is status and verdict.line.required is required for verdict in verdicts)

    return "; ".join(
        f"{word}: " + ", ".join(f"{count(status, required)} {status}" for status in Status)
        for word, required in (("required", True), ("recommended", False))
    )


def _as_json(verdicts: Sequence[Verdict]) -> str:
    return json.dumps(
        [
            {
                "id": verdict.line.id,
                "required": verdict.line.required,
                "status": verdict.status,
                "reason": verdict.reason,
                "line": verdict.line.text,
            }
            for verdict in verdicts
        ],
        indent=2,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="contract-check",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("workload", choices=["api", "ui"])
    parser.add_argument("url", type=_url, help="address of the workload, such as http://127.0.0.1:8000")
    parser.add_argument("--metrics", required=True, type=_url, metavar="URL", help="address of its metrics port")
    parser.add_argument("--key", type=_key, metavar="FILE", help="file with an API key that the API accepts")
    parser.add_argument("--command", type=_command, metavar="COMMAND", help="starts the workload; no shell reads it")
    parser.add_argument("--user", type=int, default=0, metavar="UID", help="run COMMAND as this user; needs root")
    parser.add_argument("--only", action="append", metavar="ID", help="test this line; may be given several times")
    parser.add_argument("--json", action="store_true", help="print an array of objects")
    parser.add_argument("--partial", action="store_true", help="exit with 0 when nothing required is broken")
    return parser


def _url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no address; example: http://127.0.0.1:8000")
    return text


def _key(path: str) -> str:
    try:
        key = Path(path).read_text().strip()
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read: {error.strerror}") from error
    if not key or len(key.split()) > 1:
        raise argparse.ArgumentTypeError(f"{path} must hold one key, nothing else")
    return key


def _command(text: str) -> str:
    if not shlex.split(text):
        raise argparse.ArgumentTypeError("it is empty; example: --command 'python -m slipway_api'")
    return text
