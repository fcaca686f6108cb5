"""Documents as the reader of files hands them over, made from headings and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.update_sheet import COLUMNS, SHEET_SIGN
from actions.update_sheet.reading import RawCell, Row
from priorities.documents import Cell, Document, Notice, Table
from priorities.documents import Row as TableRow

HEADINGS = [column.heading for column in COLUMNS]
PLACE = "sheet 'Updates', row 2"


def table(rows: Sequence[Sequence[str | Cell]], *, title: str = "Updates", first: int = 1) -> Table:
    made = []
    for number, cells in enumerate(rows, start=first):
        placed = [cell if isinstance(cell, Cell) else Cell(cell, column) for column, cell in enumerate(cells)]
        made.append(TableRow(f"sheet '{title}', row {number}", tuple(placed)))
    return Table(f"sheet '{title}'", title, tuple(made))


def hidden(*marks: tuple[int, str]) -> Notice:
    lines = [SHEET_SIGN, *(f"{number} | {mark}" for number, mark in marks)]
    return Notice("sheet 'sendplan'", "hidden sheet", "\n".join(lines), "The sheet 'sendplan' is hidden.")


def document(*tables: Table, notices: Sequence[Notice] = (hidden((1, "aaa:b"), (2, "bbb:c")),)) -> Document:
    return Document("xlsx", tables, tuple(notices))


def row(cells: Mapping[str, str | RawCell]) -> Row:
    """A row with these cells, by the columns' keys."""
    return Row(PLACE, {key: cell if isinstance(cell, RawCell) else RawCell(cell) for key, cell in cells.items()})
