"""Sheets that only hold what drop-down lists of other sheets offer: no actions, no key, no headings."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.heading_rows import header_of
from actions.reading.legends import key_among_lists
from priorities.documents import Document, Row, Table

REASON = "a choice of a drop-down list, not an action"


def without_choices(document: Document) -> tuple[Document, list[tuple[tuple[int, int], Row]]]:
    """The document with such sheets emptied, and their rows by block and row."""
    blocks = list(document.blocks)
    rows: list[tuple[tuple[int, int], Row]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table) and _holds_choices(block):
            rows += [((number, at), row) for at, row in enumerate(block.rows)]
            blocks[number] = replace(block, rows=())
    return replace(document, blocks=tuple(blocks)), rows


def _holds_choices(table: Table) -> bool:
    """Whether drop-down lists of other sheets point to every filled column, or to two of a sheet without a plan's headings.

    A plan's own references may be choices on a sheet of risks: its headings and its other columns say that it is a plan.
    The words of a key may be choices, too: what they mean stands beside them, where no list points.
    """
    filled = {cell.column for row in table.rows for cell in row.cells if cell.text}
    offered = filled & set(table.choices)
    if not offered:
        return False
    if offered == filled:
        return True
    plan = any(header_of(table.rows, at) for at in range(len(table.rows)))
    return len(offered) > 1 and not plan and not key_among_lists(table)
