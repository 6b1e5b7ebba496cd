"""What a check says about a line, and the table of all checks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, Final

from contract_check.contract import Line


class Broken(Exception):
    """The line does not hold; the text says what was found instead."""


class NotTested(Exception):
    """The line cannot be tested here; the text says what is needed."""


class Status(StrEnum):
    OK = "ok"
    BROKEN = "broken"
    NOT_TESTED = "not tested here"


@dataclass(frozen=True)
class Verdict:
    line: Line
    status: Status
    reason: str = ""


class Moment(IntEnum):
    """When a check runs. Metrics, traces and log are looked at when requests were made; a stop comes after that."""

    EARLY = 0
    AFTER_REQUESTS = 1
    STOP = 2
    OTHER_RUNS = 3


@dataclass(frozen=True)
class Check:
    run: Callable[[Any], None]
    moment: Moment


CHECKS: Final[dict[str, Check]] = {}


def line(*ids: str, moment: Moment = Moment.EARLY) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Marks a function as the check of these lines. It returns when they hold, or raises Broken or NotTested."""

    def register(check: Callable[[Any], None]) -> Callable[[Any], None]:
        for id in ids:
            if id in CHECKS:
                raise ValueError(f"two checks for {id}")
            CHECKS[id] = Check(check, moment)
        return check

    return register


def expect(condition: object, otherwise: str) -> None:
    """Raises Broken unless the condition is true."""
    if not condition:
        raise Broken(otherwise)
