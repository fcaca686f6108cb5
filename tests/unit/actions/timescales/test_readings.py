"""Our own table of timescales, and the shared one.

A line of readings.txt is: as written | start | due | precision | recurrence | ongoing, note, problem. The second
table has the same columns, read from a document of WRITTEN_ON.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.timescales import Timescale, read_timescale

HERE = Path(__file__).parent
SHARED_TABLE = Path(__file__).parents[4].parent / "shared" / "design" / "timescales.tsv"
WRITTEN_ON = date(2024, 8, 31)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def rows(table: str) -> list[list[str]]:
    """Each line of a table beside this module, in its columns."""
    lines = (HERE / table).read_text(encoding="utf-8").strip().splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def expect(found: Timescale, start: str, due: str, precision: str, recurrence: str, flags: str) -> None:
    assert (found.start, found.due) == (day(start), day(due))
    assert (found.precision or "", found.recurrence or "") == (precision, recurrence)
    said = {"ongoing": found.ongoing, "note": found.note, "problem": found.problem}
    assert " ".join(name for name, is_so in said.items() if is_so) == flags


@pytest.mark.parametrize(("raw", "start", "due", "precision", "recurrence", "flags"), rows("readings.txt"))
def test_reading(raw: str, start: str, due: str, precision: str, recurrence: str, flags: str) -> None:
    expect(read_timescale(raw), start, due, precision, recurrence, flags)


@pytest.mark.parametrize(
    ("raw", "start", "due", "precision", "recurrence", "flags"), rows("readings_of_a_dated_document.txt")
)
def test_reading_from_a_dated_document(
    raw: str, start: str, due: str, precision: str, recurrence: str, flags: str
) -> None:
    expect(read_timescale(raw, document_date=WRITTEN_ON), start, due, precision, recurrence, flags)


@pytest.mark.skipif(not SHARED_TABLE.exists(), reason="the shared design folder is not beside this checkout")
def test_shared_table() -> None:
    with SHARED_TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(table) >= 82
    assert [row["raw"] for row in table if not agrees(row)] == []


def agrees(row: dict[str, str]) -> bool:
    found = read_timescale(row["raw"], document_date=day(row["document_date"]))
    near = timedelta(days=int(row["tolerance"] or 0))
    due, start = day(row["due"]), day(row["start"])
    return (
        (found.due is None if due is None else found.due is not None and abs(found.due - due) <= near)
        and (start is None or (found.start is not None and abs(found.start - start) <= near))
        and row["recurrence"] in ("", found.recurrence)
        and row["ongoing"] in ("", "yes" if found.ongoing else "no")
        and (row["warning"] == "either" or (found.problem is not None) == (row["warning"] == "yes"))
    )
