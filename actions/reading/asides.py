"""What stands beside a table of actions on the same sheet: a key at the right, a list of meetings. It is no column of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.columns import Meaning, folded, header_score, is_exact, meaning_of
from actions.reading.ratings import colour_of, colour_of_fill
from actions.reading.status_words import status_named
from priorities.documents import Cell, Document, Paragraph, Row, Table

_KEY_TITLES = frozenset(
    "key|legend|rag key|brag key|rating key|colour key|key to ratings|rag rating key|brag rating key|status key".split(
        "|"
    )
)
_OF_AN_ACTION = frozenset(Meaning) - {Meaning.OTHER, Meaning.PRIORITY, Meaning.AIM}


BESIDE = ", beside the actions"
"""The end of the place of a table that stood at the right of a table of actions."""


def parted(document: Document) -> Document:
    """The document with tables that stand side by side as tables one after the other; places stay as they are.

    Only what columns without a word part from the table of actions, and what does not belong to its rows, is parted.
    """
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        blocks += _parts(block) if isinstance(block, Table) else [block]
    return replace(document, blocks=tuple(blocks))


def _parts(table: Table) -> list[Table]:
    cut = next(
        (cut for at in _headings(table) for cut in _gaps(table.rows[at:]) if _is_aside(table.rows[at:], cut)), None
    )
    if cut is None:
        return [table]
    left = [_cut(row, 0, cut) for row in table.rows]
    right = [_cut(row, cut, None) for row in table.rows]
    keep = replace(table, rows=tuple(row for row in left if row.cells))
    aside = replace(
        table,
        place=f"{table.place}{BESIDE}",
        rows=tuple(row for row in right if any(cell.text or cell.fill for cell in row.cells)),
    )
    return [keep, *_parts(aside)] if aside.rows else [table]


def _headings(table: Table) -> list[int]:
    """The rows that may be the heading row, with or without what stands at their right: the first, if any."""
    for at, row in enumerate(table.rows[:40]):
        texts = [cell.text for cell in row.cells if cell.text]
        if len(texts) >= 3 and any(header_score(texts[:end]) for end in range(len(texts), 2, -1)):
            return [at]
    return []


def _gaps(rows: Sequence[Row]) -> list[int]:
    """The columns behind a column that is empty in every row, from left to right; where a merged cell lies there is none."""
    used: set[int] = set()
    for row in rows:
        for cell in row.cells:
            if cell.text or cell.fill:
                used.update(range(cell.column, cell.column + cell.columns))
    first, last = min(used, default=0), max(used, default=0)
    return [column for column in range(first + 2, last + 1) if column in used and column - 1 not in used]


def _is_aside(rows: Sequence[Row], cut: int) -> bool:
    """Whether what stands from this column on is something else than columns of the actions at its left."""
    left = [text for cell in rows[0].cells if cell.column < cut and (text := cell.text)]
    right = [text for cell in rows[0].cells if cell.column >= cut and (text := cell.text)]
    if not header_score(left):
        return False
    if _is_key(rows, cut):
        return True
    if Meaning.ACTION in {meaning_of(text) for text in right}:
        return header_score(right) > 0
    known = {meaning_of(text) for text in left}
    new = [text for text in right if (meaning := meaning_of(text)) in _OF_AN_ACTION and meaning not in known]
    if any(map(is_exact, new)) or len({meaning_of(text) for text in new}) > 1:
        return False  # a hidden column, or one left empty, lies between them
    return bool(right) and _ends_elsewhere(rows[1:], cut)


def _ends_elsewhere(rows: Sequence[Row], cut: int) -> bool:
    """Whether the cells at the right fill other rows than those at the left, from the first on without a hole."""
    sides = [
        (
            any(cell.text for cell in row.cells if cell.column < cut),
            any(cell.text for cell in row.cells if cell.column >= cut),
        )
        for row in rows
    ]
    right = [own for _, own in sides]
    count = sum(right)
    return count > 0 and all(right[:count]) and sides.count((True, True)) != sum(own for own, _ in sides)


def _is_key(rows: Sequence[Row], cut: int) -> bool:
    """Whether the cells at the right are a key: titled so, or each row of them a colour or rating word and its meaning."""
    parts = [[cell for cell in row.cells if cell.column >= cut and (cell.text or cell.fill)] for row in rows]
    parts = [part for part in parts if part]
    if not 2 <= len(parts) <= 12:
        return False
    titled = len(parts[0]) == 1 and folded(parts[0][0].text) in _KEY_TITLES
    lines = sum(1 for part in parts if len(part) == 2 and _rates(part[0]) and part[1].text)
    return lines >= 2 and (titled or lines >= len(parts) - 1)


def _rates(cell: Cell) -> bool:
    if not cell.text:
        return bool(cell.fill and colour_of_fill(cell.fill))
    return len(cell.text.split()) <= 4 and (colour_of(cell.text) is not None or status_named(cell.text) is not None)


def _cut(row: Row, first: int, end: int | None) -> Row:
    """The row's cells from column `first` up to `end`, counted from `first`. A title over both sides stays at the left."""
    cells = [cell for cell in row.cells if cell.column >= first and (end is None or cell.column < end)]
    return Row(row.place, tuple(replace(cell, column=cell.column - first) for cell in cells))
