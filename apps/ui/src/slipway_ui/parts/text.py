"""Text as it should read: names of features, numbers, and text of others that must not act as Markdown."""

import re
from datetime import UTC, datetime

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:&-])")


def plain(text: str) -> str:
    """Escape Markdown, so that text from outside is shown and never interpreted."""
    return _MARKDOWN.sub(r"\\\1", text)


def readable(name: str) -> str:
    """'alcalinity_of_ash' as 'Alcalinity of ash'."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def number(value: float | None) -> str:
    """At most four significant digits, without an exponent for usual sizes."""
    if value is None:
        return "–"
    if value != 0 and not 1e-4 <= abs(value) < 1e6:
        return f"{value:.3g}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def moment(text: str | None) -> str | None:
    """'2026-01-31T12:00:07.25Z' as '2026-01-31 12:00 UTC'; anything else as it is."""
    try:
        return None if text is None else f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return text


def percent(share: float | None, decimals: int = 0) -> str:
    """0.957 as '96 %'."""
    return "–" if share is None else f"{share * 100:.{decimals}f} %"
