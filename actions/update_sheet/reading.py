"""What a sheet that comes back holds, row by row and as it stands there; nothing is understood yet.

Columns are known by their headings, so they may have been moved; rows by their numbers, so they may have been sorted. The
sheet's name and what stands beside the table do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actions.update_sheet.columns import BY_KEY, COLUMNS, FILLED_IN, SHEET_SIGN
from priorities.documents import Cell, Document, DocumentError, Table

_MARK = re.compile(r"(\d{1,4}) ?\| ?(\S+)")
_HEADINGS_WITHIN = 20
"""How many rows of a sheet are looked through for its headings."""

_NEEDED = ("number", "status", "done")
AGAIN = "Download your sheet again and copy your words into it."


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands there: its words, the day that the file stores ("YYYY-MM-DD") or None, a doubt about it."""

    text: str
    day: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the headings: its place as a person sees it, and its cells that hold something, by the column's key."""

    place: str
    cells: dict[str, RawCell]

    def text(self, key: str) -> str:
        cell = self.cells.get(key)
        return cell.text if cell else ""

    @property
    def number(self) -> int | None:
        """Its number; None where there is none that a sheet could have given it."""
        digits = re.sub(r"\.0+$", "", self.text("number"))
        return int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else None

    @property
    def is_filled_in(self) -> bool:
        """Somebody wrote something into a column that is theirs."""
        return any(column.key in self.cells for column in FILLED_IN)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read as an update, and why, in one sentence."""

    place: str
    words: str
    why: str


@dataclass(slots=True)
class Read:
    """A sheet's rows, the marks by their numbers, and what was left out."""

    rows: list[Row] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def find_rows(document: Document, name: str) -> Read:
    """The rows of an update sheet. Raises DocumentError, one sentence, for a document that is none or was cut."""
    read = Read(marks=_marks(document))
    found = [(table, at) for table in document.tables() if (at := _headings(table)) is not None]
    if not found:
        raise DocumentError(
            f"The file {name} has no sheet with the headings 'Row', 'Status' and 'What we have done': send an update "
            "sheet that you downloaded here, with its headings."
        )
    if not read.marks:
        raise DocumentError(
            f"The file {name} has lost the hidden sheet by which its rows are known; it is lost where rows are copied into "
            f"another file, or where a file is not saved as .xlsx. {AGAIN}"
        )
    for table, at in found:
        _read_table(table, at, read)
    read.skipped += [
        Skipped(notice.place, notice.text, notice.message)
        for notice in document.notices
        if notice.kind in ("hidden row", "hidden column") and any(notice.text.split())
    ]
    return read


def _marks(document: Document) -> dict[int, str]:
    """The marks by the rows' numbers, from the hidden sheet, or from the same sheet where somebody made it visible."""
    lines = [line for notice in document.notices if notice.kind == "hidden sheet" for line in notice.text.split("\n")]
    for table in document.tables():
        if table.rows and table.rows[0].cells and table.rows[0].cells[0].text == SHEET_SIGN:
            lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    matches = filter(None, map(_MARK.fullmatch, lines))
    return {int(match[1]): match[2] for match in matches}


def _headings(table: Table) -> tuple[int, dict[int, str]] | None:
    """The number of the row of headings, and the keys of the columns by their place; None where there is none."""
    known = {_heading(column.heading): column.key for column in COLUMNS}
    for number, row in enumerate(table.rows[:_HEADINGS_WITHIN]):
        named = [(cell.column, known.get(_heading(cell.text))) for cell in row.cells if not cell.continues]
        keys = [key for _, key in named if key]
        if not all(key in keys for key in _NEEDED):
            continue
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise DocumentError(
                f"In {row.place} the heading '{BY_KEY[twice].heading}' stands twice: delete the column that is yours."
            )
        return number, {column: key for column, key in named if key}
    return None


def _heading(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read_table(table: Table, at: tuple[int, dict[int, str]], read: Read) -> None:
    number, keys = at
    read.skipped += [
        Skipped(row.place, _words_of(row.cells), "It stands above the headings, so it was not read.")
        for row in table.rows[:number]
    ]
    headings = {cell.column: cell.text for cell in table.rows[number].cells}
    for row in table.rows[number + 1 :]:
        cells, beside = {}, []
        for cell in row.cells:
            if not cell.text and not cell.doubt:
                continue
            key = keys.get(cell.column)
            if key is None:
                heading = headings.get(cell.column) or "no heading"
                beside.append(f"{heading}: {cell.text}")
            else:
                cells[key] = RawCell(cell.text, cell.date, cell.doubt)
        if beside:
            why = "It stands in a column that the sheet does not have, so it was not read."
            read.skipped.append(Skipped(row.place, "; ".join(beside), why))
        if cells:
            read.rows.append(Row(row.place, cells))


def _words_of(cells: tuple[Cell, ...]) -> str:
    return " | ".join(cell.text for cell in cells if cell.text and not cell.continues)


# -- rows on their way through a page ---------------------------------------------------------------------------------


def rows_to_plain(read: Read) -> dict[str, object]:
    """A read sheet as plain lists and strings, which `rows_from_plain` takes."""
    return {
        "rows": [
            [row.place, {key: [cell.text, cell.day, cell.doubt] for key, cell in row.cells.items()}]
            for row in read.rows
        ],
        "marks": [[number, mark] for number, mark in read.marks.items()],
        "skipped": [[item.place, item.words, item.why] for item in read.skipped],
    }


def rows_from_plain(plain: dict) -> Read:
    """The read sheet that `rows_to_plain` was given."""
    return Read(
        [Row(place, {key: RawCell(*cell) for key, cell in cells.items()}) for place, cells in plain["rows"]],
        {number: mark for number, mark in plain["marks"]},  # noqa: C416
        [Skipped(*item) for item in plain["skipped"]],
    )
