"""The lines that are the same for both workloads and need one that is started here."""

import re
from datetime import datetime
from typing import Final

from contract_check.shutdown import REFUSED, Shutdown
from contract_check.surroundings import DRAIN_SECONDS, MARGIN_SECONDS
from contract_check.target import Target
from contract_check.verdicts import Broken, Moment, NotTested, expect, line

LEVELS: Final = ("debug", "info", "warning", "error", "critical")
UNAVAILABLE: Final = 503


@line("api-file-1", "ui-file-1", moment=Moment.AFTER_REQUESTS)
def _read_only_root(target: Target) -> None:
    if not target.process.confined:
        raise NotTested("this kernel has no Landlock, so that writing cannot be forbidden")
    # It was forbidden to write from its start on, and it became ready and answered.
    denied = re.search(r"[^\n]*(?:Permission denied|Read-only file system)[^\n]*", target.process.log())
    expect(denied is None, f"it tries to write where it may not: {denied.group()[:200] if denied else ''}")


@line("api-file-2", "ui-file-2", moment=Moment.AFTER_REQUESTS)
def _another_user(target: Target) -> None:
    if not target.process.user:
        raise NotTested("run this command as root with --user 10001")


def json_log(target: Target) -> None:
    """Raises Broken unless every line of the log is an object with time, level and message."""
    lines = [text for text in target.process.log().splitlines() if text.strip()]
    expect(lines, "it wrote nothing")
    documents = list(target.process.log_lines())
    if len(documents) < len(lines):
        odd = next(text for text in lines if not text.startswith("{"))
        raise Broken(f"a line is no JSON object: {odd[:160]}")
    for document in documents:
        missing = {"time", "level", "message"} - document.keys()
        expect(not missing, f"a line has no {', '.join(sorted(missing))}: {str(document)[:160]}")
        expect(str(document["level"]).lower() in LEVELS, f"`level` is {document['level']!r}")
        try:
            zone = datetime.fromisoformat(str(document["time"])).tzinfo
        except ValueError as error:
            raise Broken(f"`time` is {document['time']!r}") from error
        expect(zone is not None, f"`time` has no zone: {document['time']!r}")


line("api-log-1", "ui-log-1", moment=Moment.AFTER_REQUESTS)(json_log)


@line("ui-log-2", moment=Moment.AFTER_REQUESTS)
def no_secret_in_log(target: Target) -> None:
    """Raises Broken when the log holds the content of a mounted Secret."""
    log = target.process.log()
    expect(not any(secret in log for secret in target.memory["secrets"]), "the content of a Secret is in the log")


def unready_at_once(seen: Shutdown) -> None:
    late = [look for look in seen.looks if look.readiness not in (REFUSED, UNAVAILABLE)]
    expect(not late, f"readiness still answers {late[-1].readiness if late else ''} after SIGTERM")


def clean_exit(seen: Shutdown) -> None:
    expect(seen.exit_code is not None, f"it still runs {seen.seconds:.0f} s after SIGTERM")
    expect(seen.exit_code == 0, f"exit code {seen.exit_code}")
    grace = DRAIN_SECONDS + MARGIN_SECONDS
    expect(
        seen.seconds <= grace,
        f"it ended {seen.seconds:.1f} s after SIGTERM, and would have been killed after {grace} s",
    )
