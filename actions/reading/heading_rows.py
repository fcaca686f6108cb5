"""The rows of a table that head its columns: one row, a wrapped one, or groups over their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from actions.reading.columns import Meaning, header_score, is_exact, is_period, meaning_of
from actions.reading.references import reference_in_column
from actions.reading.rows import Column, Header, lines_apart
from actions.reading.shapes import values_under
from actions.reading.unknown_headings import heads_actions
from priorities.documents import Cell, Row, Table


def header_of(rows: Sequence[Row], at: int) -> tuple[Header, int] | None:
    """The headings that begin at a row, and over how many rows they go; None where no heading row begins."""
    found = _headings_at(rows, at)
    return None if found is None or _heads_counts(found[0], rows[at + found[1] : at + found[1] + 6]) else found


def _heads_counts(header: Header, below: Sequence[Row]) -> bool:
    """Whether nothing but figures stands under the heading of actions: a summary that counts them."""
    column = header.first(Meaning.ACTION)
    values = values_under(below, column.index) if column is not None else []
    return len(values) >= 2 and not any(map(str.isalpha, "".join(values)))


def _headings_at(rows: Sequence[Row], at: int) -> tuple[Header, int] | None:
    row = rows[at]
    score = header_score([cell.text for cell in row.cells])
    below = rows[at + 1] if at + 1 < len(rows) else None
    wrapped = _wrapped(rows, at)
    if wrapped is not None:
        return wrapped
    if below is not None:
        two = _two_lines(row, below)
        both = header_score([column.heading for column in two.columns]) if two is not None else 0
        if both and (both >= score or _parts_groups(row, below)):
            return two, 2
    if score == 0:
        return None
    return Header(tuple(_columns(row))), 1


class TheTable:
    """One table as a key for what is kept about it: told by being the same, which is quicker than by its words."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TheTable) and self.table is other.table


def heading_rows(table: Table) -> Mapping[int, tuple[Header, int]]:
    """Every heading row of a table, as `header_of` gives it; kept, as a table is asked many times."""
    return _heading_rows(TheTable(table))


@lru_cache(maxsize=16)
def _heading_rows(key: TheTable) -> Mapping[int, tuple[Header, int]]:
    rows = key.table.rows
    found = ((at, header_of(rows, at)) for at in range(len(rows)))
    return MappingProxyType({at: header for at, header in found if header is not None})


def headings_as_they_stand(row: Row) -> Header:
    """A row as headings, whatever it says: for a table of which a person says what its columns hold."""
    return Header(tuple(_columns(row)))


def header_by_cells(rows: Sequence[Row], at: int) -> tuple[Header, int] | None:
    """The headings at a row where the cells below show that it heads actions, though few or none of its words are known.

    Only for a table in which no row is a heading row by its words.
    """
    row, lines = _unwrapped(rows, at)
    return (Header(tuple(_columns(row))), lines) if heads_actions(row, islice(rows, at + lines, None)) else None


def _wrapped(rows: Sequence[Row], at: int) -> tuple[Header, int] | None:
    """Headings that a printed page breaks over lines: "Responsible" above "officer(s)"; None where no line goes on."""
    row, lines = _unwrapped(rows, at)
    score = header_score([cell.text for cell in row.cells]) if lines > 1 else 0
    return (Header(tuple(_columns(row))), lines) if score else None


def _unwrapped(rows: Sequence[Row], at: int) -> tuple[Row, int]:
    """A row with the ends of its cells that stand in the lines below it, and of how many lines that is."""
    row, lines = rows[at], 1
    for below in rows[at + 1 : at + 4]:
        texts = {cell.column: cell.text.strip() for cell in below.cells if cell.text.strip() and not cell.continues}
        above = {cell.column for cell in row.cells if cell.text.strip()}
        if lines_apart(row.place, below.place) > lines or any(text.endswith(".") for text in texts.values()):
            break
        if not texts or not set(texts) <= above or any(cell.columns > 1 for cell in (*row.cells, *below.cells)):
            break
        if any(not cell.text[:1].isupper() for cell in row.cells if cell.column in texts):
            break
        if any(not re.match(r"[a-z(&/]", text) or len(text.split()) > 3 for text in texts.values()):
            break
        cells = (Cell(f"{cell.text} {texts.get(cell.column, '')}".strip(), cell.column) for cell in row.cells)
        row, lines = Row(row.place, tuple(cells)), lines + 1
    return row, lines


def _parts_groups(upper: Row, lower: Row) -> bool:
    """Whether a row only parts the merged headings above it: "Q1" to "Q4" below "Milestones", "NHS" and "Council" below "Leads".

    What is no period is a heading where all the others are merged with the cells above them.
    """
    grouped = {
        index for cell in upper.cells if cell.columns > 1 for index in range(cell.column, cell.column + cell.columns)
    }
    parts = [cell for cell in lower.cells if cell.text.strip() and not cell.continues]
    merged = all(cell.continues or cell.column in grouped for cell in lower.cells)
    return all(cell.column in grouped and (merged or is_period(cell.text)) for cell in parts)


def _columns(row: Row) -> list[Column]:
    columns = []
    for cell in row.cells:
        for offset in range(cell.columns):
            columns.append(Column(cell.column + offset, cell.text, meaning_of(cell.text) if cell.text else None))
    if any(column.meaning in (Meaning.ACTION, Meaning.AIM) for column in columns):
        return columns
    # "Priority action" groups actions where another column holds them; alone it is the actions.
    return [
        replace(column, meaning=Meaning.ACTION)
        if column.meaning is Meaning.PRIORITY and re.search(r"\bactions?\b", column.heading, re.IGNORECASE)
        else column
        for column in columns
    ]


def _two_lines(upper: Row, lower: Row) -> Header | None:
    """Headings in two lines: a group over its parts ("Responsible" over "Agency" and "Role"), or a wrapped heading."""
    parts = [cell for cell in lower.cells if cell.text.strip() and not cell.continues]
    groups = [cell for cell in upper.cells if cell.text.strip()]
    if not parts or len(groups) < 2:
        return None
    if any(len(cell.text.split()) > 7 or (not is_period(cell.text) and _is_value(cell)) for cell in parts):
        return None
    if any(len(cell.text.split()) > 9 for cell in groups):
        return None
    merged = any(cell.columns > 1 for cell in groups)
    if not merged and (len(parts) * 2 > len(lower.cells) or not header_score([cell.text for cell in upper.cells])):
        return None
    if merged and not any(meaning_of(cell.text) for cell in groups):
        return None
    columns = _combined(upper, lower)
    known = sum(1 for column in columns if column.meaning is not None)
    before = sum(1 for column in _columns(upper) if column.meaning is not None)
    wrapped = known >= before and all(is_exact(_heading_at(columns, cell.column)) for cell in parts)
    return Header(tuple(columns)) if merged or known > before or wrapped else None


def _heading_at(columns: Sequence[Column], index: int) -> str:
    return next(column.heading for column in columns if column.index == index)


def _is_value(cell: Cell) -> bool:
    return bool(cell.date or reference_in_column(cell.text))


def _combined(upper: Row, lower: Row) -> list[Column]:
    below = {
        cell.column + offset: cell.text
        for cell in lower.cells
        if cell.text.strip() and not cell.continues
        for offset in range(cell.columns)
    }
    above = {cell.column + offset: cell for cell in upper.cells for offset in range(cell.columns)}
    columns = []
    for index in sorted(set(above) | set(below)):
        group = above.get(index)
        part = below.get(index, "")
        over = group.text if group else ""
        if group is not None and group.columns == 1 and over and part:
            heading = f"{over} {part}"
            meaning = meaning_of(heading) or meaning_of(over)
        else:
            heading = part or over
            meaning, general = meaning_of(heading), meaning_of(over) if over else None
            if meaning is None or (
                general in (Meaning.DUE, Meaning.LEAD) and meaning in (Meaning.OTHER, Meaning.PRIORITY)
            ):
                meaning = general
        columns.append(Column(index, heading, meaning))
    return columns
