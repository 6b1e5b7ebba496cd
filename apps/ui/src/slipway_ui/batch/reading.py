"""Reads an uploaded CSV file into text cells. Whatever is wrong with the file as a whole is said in one sentence."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

_DELIMITERS = ",;\t"


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class TextTable:
    """Cells as they stand in the file. `lines` are the line numbers of the rows, as a text editor counts them."""

    columns: list[str]
    rows: list[list[str]]
    lines: list[int]


def read_csv(content: bytes, most_rows: int) -> TextTable:
    """Rows of a CSV file with a header line; comma, semicolon or tab; UTF-8. Raises UnreadableFile."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f'Byte {error.start} is not UTF-8. Save the file as "CSV UTF-8" and upload it again.'
        ) from error
    if "\x00" in text:
        raise UnreadableFile("This is not a text file. Export the table as CSV and upload that.")
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    lines = _Lines(text)
    try:
        return _table(csv.reader(lines, delimiter=delimiter, strict=True), lines, most_rows)
    except csv.Error as error:
        raise UnreadableFile(f"Line {lines.number} is not CSV: {error}.") from error


class _Lines(Iterator[str]):
    """The lines of a text, and how many were taken: a quoted cell may hold line breaks."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.number = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        return line


def _table(reader: Iterator[list[str]], position: _Lines, most_rows: int) -> TextTable:
    header = [name.strip() for name in next(reader, [])]
    if not any(header):
        raise UnreadableFile("The file is empty. Its first line must name the columns.")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise UnreadableFile(f"The header names a column twice: {', '.join(twice)}.")
    rows: list[list[str]] = []
    lines: list[int] = []
    while True:
        line = position.number + 1
        cells = next(reader, None)
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue  # empty lines at the end of a file are usual
        rows.append([cell.strip() for cell in cells])
        lines.append(line)
        if len(rows) > most_rows:
            raise UnreadableFile(f"The file has more than {most_rows} rows. Split it and upload the parts.")
    if not rows:
        raise UnreadableFile("The file has a header but no rows.")
    return TextTable(header, rows, lines)
