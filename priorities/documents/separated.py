"""CSV: values between separators, quoted where needed (RFC 4180), read as a spreadsheet would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .blocks import Cell, Document, DocumentError, Row, Table
from .decoding import decode
from .limits import Limits, check_cell, check_columns, check_rows
from .wording import clean, direction_doubt

SEPARATORS = ",;\t|"
_NAMED = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
# So many records decide which separator the file uses.
_SAMPLE = 50


class _Unclosed(Exception):
    """A quote that never closes; `args[0]` is its 1-based row."""


def records(text: str, separator: str) -> Iterator[list[str]]:
    """The records of the text, one list of raw values each. Raises _Unclosed at a quote without an end.

    A quote opens a value only at its start; two quotes inside one stand for a quote mark. Other quote marks
    are text. Written out because `csv.reader` takes an unclosed quote for the rest of the file and says
    nothing.
    """
    length, at, number = len(text), 0, 0
    while at < length:
        number += 1
        record: list[str] = []
        while True:
            if at < length and text[at] == '"':
                value, at = _quoted(text, at, number)
            else:
                value = ""
            end = at
            while end < length and text[end] not in (separator, "\n", "\r"):
                end += 1
            record.append(value + text[at:end])
            at = end + 1
            if end >= length or text[end] != separator:
                break
        if end < length and text[end] == "\r" and text[at : at + 1] == "\n":
            at += 1
        yield record


def _quoted(text: str, at: int, number: int) -> tuple[str, int]:
    """The value of the quoted field that opens at `at`, and the place just behind its closing quote."""
    pieces, start = [], at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            raise _Unclosed(number)
        pieces.append(text[start:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(pieces), end + 1
        pieces.append('"')
        start = end + 2


def choose_separator(text: str) -> str:
    """The separator by which most of the first records have the same number of values, above one.

    Comma when none divides anything: a file of one column is a file of one column.
    """
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths: list[int] = []
        try:
            for record in records(text, separator):
                if any(value.strip() for value in record):
                    # Empty values at the end are padding of the spreadsheet, but they do show the width.
                    widths.append(len(record))
                if len(widths) == _SAMPLE:
                    break
        except _Unclosed:
            pass
        divided = Counter(width for width in widths if width > 1)
        if not divided:
            continue
        width, times = max(divided.items(), key=lambda item: (item[1], item[0]))
        score = (times / len(widths), width)
        if score > best_score:
            best, best_score = separator, score
    return best


def read_csv(data: bytes, name: str, limits: Limits) -> Document:
    """A CSV file as one table. Rows keep the number a spreadsheet shows; blank rows are left out.

    Raises DocumentError for an unclosed quote (naming its row), and for what is not text.
    """
    text, notices = decode(data, name)
    # Excel names an unusual separator in a first line that it then does not show.
    named = _NAMED.match(text)
    separator = named[1] if named else choose_separator(text)
    text = text[named.end() :] if named else text
    rows = table_rows(text, separator, name, limits)
    return Document("csv", (Table("row 1", None, rows),) if rows else (), notices)


def table_rows(text: str, separator: str, name: str, limits: Limits) -> tuple[Row, ...]:
    """The rows of separated text that are not blank, placed "row N"."""
    rows: list[Row] = []
    try:
        for number, record in enumerate(records(text, separator), 1):
            place = f"row {number}"
            cells = []
            for column, value in enumerate(record):
                shown = clean(value, place)
                check_cell(shown, place, limits)
                cells.append(Cell(shown, column, doubt=direction_doubt(shown)))
            filled = [cell.column for cell in cells if cell.text]
            if not filled:
                continue
            check_columns(filled[-1] + 1, place, limits)
            rows.append(Row(place, tuple(cells[: limits.columns])))
            check_rows(len(rows), place, limits)
    except _Unclosed as unclosed:
        raise DocumentError(
            f"In row {unclosed.args[0]} of {name} a value begins with a quote mark that is never closed: "
            "add the closing "
            'mark (") and save the file again.'
        ) from None
    return tuple(rows)


# Prose has commas too, so separated text without a .csv name must show at least so many columns and rows.
_PROOF_COLUMNS, _PROOF_ROWS = 3, 2


def as_table(text: str, name: str, limits: Limits) -> Table | None:
    """The table in a text file whose every line divides into the same number of columns, at least three; else
    None.
    """
    for separator in ";,|":
        if separator not in text:
            continue
        widths = set()
        count = 0
        try:
            for record in records(text.strip("\r\n"), separator):
                count += 1
                widths.add(len(record))
                if len(widths) > 1 or len(record) < _PROOF_COLUMNS:
                    break
        except _Unclosed:
            continue
        if len(widths) == 1 and count >= _PROOF_ROWS and widths.pop() >= _PROOF_COLUMNS:
            return Table("row 1", None, table_rows(text, separator, name, limits))
    return None
