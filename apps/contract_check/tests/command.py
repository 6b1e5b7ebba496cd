"""Runs the command, in this process: starting Python a hundred times would take longer than all checks."""

import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

from contract_check.command_line import main


@dataclass(frozen=True)
class Result:
    code: int
    statuses: Mapping[str, str]
    reasons: Mapping[str, str]
    required: frozenset[str]
    errors: str

    def with_status(self, status: str) -> dict[str, str]:
        """Ids and reasons."""
        return {id: self.reasons[id] for id, found in self.statuses.items() if found == status}


def contract_check(*arguments: str, environment: Mapping[str, str] | None = None) -> Result:
    output, errors = io.StringIO(), io.StringIO()
    with changed_environment(environment or {}), redirect_stdout(output), redirect_stderr(errors):
        code = main([*arguments, "--json"])
    verdicts = json.loads(output.getvalue() or "[]")
    return Result(
        code=code,
        statuses={verdict["id"]: verdict["status"] for verdict in verdicts},
        reasons={verdict["id"]: verdict["reason"] for verdict in verdicts},
        required=frozenset(verdict["id"] for verdict in verdicts if verdict["required"]),
        errors=errors.getvalue(),
    )


@contextmanager
def changed_environment(changes: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
