"""CSV: values between separators, quoted where needed (RFC 4180), read as a spreadsheet would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Cell, Document, DocumentError, Row, Table
from .decoding import decode
from .limits import Limits, check_cell, check_columns, check_rows
from .wording import clean, direction_doubt, join_doubts

SEPARATORS = ",;\t|"
_NAMED = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)
# So many records decide which separator the file uses.
_SAMPLE = 50
_LOOSE = "The quote marks inside this value are not doubled, so where it ends was guessed; check it."


class _Unclosed(Exception):
    """A quote that never closes; `args[0]` is its 1-based row."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its raw values, and which of them hold quote marks that are not doubled as they should be."""

    values: list[str]
    loose: frozenset[int] = frozenset()


def records(text: str, separator: str) -> Iterator[Record]:
    """The records of the text. Raises _Unclosed at a quote without an end.

    A quote opens a value only at its start; two quotes inside one stand for a quote mark. A quote mark inside a
    quoted value that is neither doubled nor followed by the separator is text, and the value is `loose`: people
    write such files by hand. Other quote marks are text. Written out because `csv.reader` takes an unclosed quote
    for the rest of the file and says nothing.
    """
    length, at, number = len(text), 0, 0
    while at < length:
        number += 1
        record: list[str] = []
        loose: set[int] = set()
        while True:
            if at < length and text[at] == '"':
                value, at, is_loose = _quoted(text, at, number, separator)
                if is_loose:
                    loose.add(len(record))
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
        yield Record(record, frozenset(loose))


def _quoted(text: str, at: int, number: int, separator: str) -> tuple[str, int, bool]:
    """The value of the quoted field that opens at `at`, the place just behind its closing quote, and whether a quote
    mark inside it was not doubled. Such a mark counts as text only within one line: over line breaks nobody can
    say where the value ends.
    """
    pieces, start, loose = [], at + 1, False
    while True:
        end = text.find('"', start)
        if end < 0:
            raise _Unclosed(number)
        pieces.append(text[start:end])
        if text[end + 1 : end + 2] == '"' and not (loose and _ends_value(text, end + 2, separator)):
            pieces.append('"')
            start = end + 2
            continue
        if _ends_value(text, end + 1, separator):
            return "".join(pieces), end + 1, loose
        if "\n" in text[at:end] or "\r" in text[at:end]:
            raise _Unclosed(number)
        if not _closes_later(text, end + 1, separator):
            return "".join(pieces), end + 1, True
        pieces.append('"')
        start, loose = end + 1, True


def _closes_later(text: str, at: int, separator: str) -> bool:
    """Whether a quote mark that ends a value stands further on in the line."""
    line_end = min((found for mark in "\r\n" if (found := text.find(mark, at)) >= 0), default=len(text))
    while (at := text.find('"', at, line_end)) >= 0:
        at += 1
        if _ends_value(text, at, separator):
            return True
    return False


def _ends_value(text: str, at: int, separator: str) -> bool:
    """Whether nothing but blanks stands between here and the next separator, the line's end or the text's end."""
    while at < len(text) and text[at] == " ":
        at += 1
    return at >= len(text) or text[at] in (separator, "\n", "\r")


def choose_separator(text: str) -> str:
    """The separator by which most of the first records have the same number of values, above one.

    Comma when none divides anything: a file of one column is a file of one column.
    """
    best, best_score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths: list[int] = []
        try:
            for record in records(text, separator):
                if any(value.strip() for value in record.values):
                    # Empty values at the end are padding of the spreadsheet, but they do show the width.
                    widths.append(len(record.values))
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
            for column, value in enumerate(record.values):
                shown = clean(value, place)
                check_cell(shown, place, limits)
                doubt = _LOOSE if column in record.loose else None
                cells.append(Cell(shown, column, doubt=join_doubts(doubt, direction_doubt(shown))))
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
                widths.add(len(record.values))
                if len(widths) > 1 or len(record.values) < _PROOF_COLUMNS:
                    break
        except _Unclosed:
            continue
        if len(widths) == 1 and count >= _PROOF_ROWS and widths.pop() >= _PROOF_COLUMNS:
            return Table("row 1", None, table_rows(text, separator, name, limits))
    return None
