from pathlib import Path

import pytest

from slipway_ui.login.pseudonym import pseudonym_of
from slipway_ui.parts.text import moment, number, percent, plain, readable
from slipway_ui.secret_file import SecretFile


def test_text_from_outside_is_not_markdown() -> None:
    assert plain("[x](http://evil) $a$ :smile: <b>") == r"\[x\]\(http\://evil\) \$a\$ \:smile\: \<b\>"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0, "0"), (13.0506, "13.05"), (1680.0, "1,680"), (1e9, "1e+09"), (0.00001234, "1.23e-05")],
)
def test_numbers_are_short(value: float | None, text: str) -> None:
    assert number(value) == text


def test_names_shares_and_moments_read_well() -> None:
    assert readable("alcalinity_of_ash") == "Alcalinity of ash"
    assert percent(0.957) == "96 %"
    assert moment("2026-01-31T12:00:07.25+01:00") == "2026-01-31 11:00 UTC"
    assert (moment("yesterday"), moment(None)) == ("yesterday", None)


def test_a_pseudonym_needs_a_user_and_a_key(secret: Path) -> None:
    key = SecretFile(secret)
    pseudonym = pseudonym_of("ada@example.com", key)
    assert pseudonym is not None
    assert (len(pseudonym), "ada" in pseudonym) == (32, False)
    assert pseudonym == pseudonym_of("ada@example.com", key) != pseudonym_of("bob@example.com", key)
    assert (pseudonym_of(None, key), pseudonym_of("ada@example.com", None)) == (None, None)
