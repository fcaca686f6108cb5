"""Tables of a roadmap: a column for each period, a row for each milestone, or a box for each period."""

from __future__ import annotations

from actions.reading import Problem
from actions.reading.shapes import texts_of
from actions.roadmap_reading.cells import NO_HEADING, FromTable, label_of_cell, milestones_in, own_cells
from actions.roadmap_reading.labels import Label, flat, labels_in, titled_label
from actions.roadmap_reading.table_columns import read_columns
from actions.roadmap_reading.table_rows import read_rows
from priorities.documents import Cell, Table

_NO_PERIOD = "No heading of this table names a month, a quarter or a term."


def heading_row(table: Table) -> str:
    """The words of a table that is nothing but one row of headings of time, merged by a paste; else ""."""
    if len(table.rows) != 1:
        return ""
    texts = [flat(text) for text in texts_of(table.rows[0])]
    return " | ".join(texts) if len(texts) > 1 and all(map(labels_in, texts)) else ""


def read_table(table: Table) -> FromTable:
    """The periods and milestones of a table; every row skipped, with its reason, where it names no period."""
    for read in (_read_boxes, read_columns, read_rows):
        found = read(table)
        if found is not None:
            return found
    return FromTable(reasons=[_NO_PERIOD] * len(table.rows))


def _read_boxes(table: Table) -> FromTable | None:
    """Cells that begin with a heading of time and go on with its list."""
    cells = [(row, cell) for row in table.rows for cell in own_cells(row)]
    boxes = [(row, cell) for row, cell in cells if _box(cell)]
    if len(boxes) < 2 or len(boxes) * 2 < len(cells):
        return None
    found = FromTable()
    for row in table.rows:
        own = own_cells(row)
        found.reasons.append(None if any(map(_box, own)) else "No cell of this row begins with a heading of time.")
        for cell in own:
            label = _box(cell)
            if label is not None:
                lines = cell.text.split("\n")[1:]
                found.periods.append((label, label.words, row.place, milestones_in(lines, row.place)))
            elif any(map(_box, own)):
                found.periods.append((None, "", row.place, milestones_in(cell.text.split("\n"), row.place)))
                found.problems.append(Problem(row.place, None, cell.text, NO_HEADING))
    return found


def _box(cell: Cell) -> Label | None:
    first, _, rest = cell.text.partition("\n")
    return (label_of_cell(first) or titled_label(first)) if rest.strip() else None
