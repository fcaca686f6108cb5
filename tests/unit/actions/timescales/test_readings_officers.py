"""Timescales as officers of many areas type them, each with the one reading that a careful colleague expects.

Written without a look at the reader, by kinds of handwriting: months, days, terms, quarters, spans, repetition,
changed dates, scanner damage, and words that are no date at all. Terms are the approximate ones.

In officers.txt a line that begins with "=" gives start | due | precision | recurrence | ongoing, note, problem. The
cells under it, set apart by "¦", all read so; "⏎" stands for a new line in a cell. A line of the second table is: as
written | date of the document | the same columns.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.timescales import Timescale, read_timescale


def lines(table: str) -> list[str]:
    """The lines of a table beside this module."""
    return (Path(__file__).parent / table).read_text(encoding="utf-8").strip().splitlines()


def officers_cells() -> list[tuple[str, str]]:
    """Each cell with the reading under which it stands."""
    cells: list[tuple[str, str]] = []
    reading = ""
    for line in lines("officers.txt"):
        if line.startswith("="):
            reading = line[1:]
            continue
        cells.extend((raw.replace("⏎", "\n"), reading) for raw in line.split(" ¦ "))
    return cells


def as_written(found: Timescale) -> list[str]:
    """A reading in the columns of the tables."""
    said = {"ongoing": found.ongoing, "note": found.note, "problem": found.problem}
    dates = [str(day) if day else "" for day in (found.start, found.due)]
    flags = " ".join(name for name, is_so in said.items() if is_so)
    return [*dates, found.precision or "", found.recurrence or "", flags]


def columns(reading: str) -> list[str]:
    cells = [cell.strip() for cell in reading.split("|")]
    return [*cells, *[""] * (5 - len(cells))]


@pytest.mark.parametrize(("raw", "reading"), officers_cells())
def test_reading(raw: str, reading: str) -> None:
    assert as_written(read_timescale(raw)) == columns(reading)


@pytest.mark.parametrize("row", lines("officers_of_a_dated_document.txt"))
def test_reading_from_a_dated_document(row: str) -> None:
    raw, written_on, reading = (part.strip() for part in row.split("|", 2))
    found = read_timescale(raw, document_date=date.fromisoformat(written_on))
    assert as_written(found) == columns(reading)
