"""The page and the command know the same lines."""

import subprocess
import sys
from pathlib import Path

import pytest

from contract_check.command_line import check_of
from contract_check.contract import ContractError, read_contract
from contract_check.verdicts import CHECKS

LINES = read_contract()


def test_every_line_of_the_page_is_known_to_the_command() -> None:
    assert len(LINES) > 100
    for line in LINES:
        check_of(line)


def test_every_check_of_the_command_is_a_line_of_the_page() -> None:
    assert CHECKS.keys() - {line.id for line in LINES} == set()


def test_ids_are_numbered_without_gaps() -> None:
    # Holds as long as no line was taken out; then this test names the gaps that stay.
    numbers: dict[str, list[int]] = {}
    for line in LINES:
        group, _, number = line.id.rpartition("-")
        numbers.setdefault(group, []).append(int(number))
    assert {group: sorted(found) for group, found in numbers.items()} == {
        group: list(range(1, len(found) + 1)) for group, found in numbers.items()
    }


def test_metric_lines_say_what_a_metric_looks_like() -> None:
    [duration] = [line.metric for line in LINES if line.id == "api-metric-1"]
    assert duration is not None
    assert (duration.name, duration.type) == ("http_server_request_duration_seconds", "histogram")
    assert duration.labels == {"http_request_method", "http_route", "http_response_status_code"}
    # The thresholds of alerts and scaling rules.
    assert {0.3, 0.5, 1.0} <= set(duration.buckets)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("| api-x-1 | perhaps | a |", "api-x-1: 'perhaps' is none of required, recommended"),
        ("| api-x-1 | required | a |\n| api-x-1 | required | b |", "these ids stand there twice: api-x-1"),
    ],
)
def test_a_page_that_is_written_wrongly_is_refused(tmp_path: Path, row: str, message: str) -> None:
    page = tmp_path / "contract.md"
    page.write_text(f"# Page\n\n{row}\n")
    with pytest.raises(ContractError, match=message):
        read_contract(page)


def test_the_launcher_explains_itself() -> None:
    launcher = Path(__file__).parents[2] / "contract-check"
    run = subprocess.run([sys.executable, str(launcher), "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert "--command" in run.stdout
    assert "exit code:" in run.stdout
