"""A sheet's cells as they stand in the file, and from them what a person sees: no hidden rows or columns, and
merged cells as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .blocks import Cell, DocumentError, Notice, Row, Table

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(slots=True)
class Value:
    """What one cell shows, before rows, columns and merged ranges are looked at."""

    text: str
    date: str | None = None
    fill: str | None = None
    doubt: str | None = None
    struck: str = ""
    concealed: str = ""  # a stored value whose number format shows nothing


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, all ends included: 1-based rows, 0-based columns."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """A sheet as it stands in the file, hidden parts included."""

    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    filtered: bool = False

    def words(self, row: int, column: int) -> str:
        """What the cell holds, shown or concealed; "" when it holds nothing."""
        value = self.rows.get(row, {}).get(column)
        return (value.text or value.concealed or value.doubt or "") if value else ""


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is "A", 26 is "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_reference(text: str) -> tuple[int, int] | None:
    """The 1-based row and 0-based column of a reference like "B7", or None."""
    found = _REFERENCE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def _covered(grid: Grid, place: str) -> dict[tuple[int, int], Merge]:
    """Every used cell of a merged range, with its range. Raises DocumentError when
    two ranges overlap.
    """
    covered: dict[tuple[int, int], Merge] = {}
    last = max(grid.rows, default=0)
    used = sorted(grid.rows)
    for merge in grid.merges:
        if merge.top > last:
            continue
        # Only rows that hold something: a range may claim a million of them.
        for row in used if merge.bottom - merge.top > len(used) else range(merge.top, merge.bottom + 1):
            if not merge.top <= row <= merge.bottom or (row not in grid.rows and row != merge.top):
                continue
            for column in range(merge.left, merge.right + 1):
                if (row, column) in covered:
                    raise DocumentError(
                        f"In {place} two merged ranges overlap at {column_letters(column)}{row}: unmerge "
                        "them and save the file again."
                    )
                covered[row, column] = merge
    return covered


def visible(grid: Grid, title: str, place: str) -> tuple[Table, list[Notice]]:
    """The table of what a person sees of a sheet, and notices of hidden rows,
    columns and values and of struck text. Raises DocumentError when merged ranges overlap.
    """
    view = _View(grid, place, _covered(grid, place))
    rows = [row for number in sorted(grid.rows) if (row := view.row(number))]
    for column, words in sorted(view.hidden_words.items()):
        letters = column_letters(column)
        said = f"Column {letters} of {place} is hidden, so its words were not read as content."
        view.notices.append(Notice(f"{place}, column {letters}", "hidden column", "\n".join(words), said))
    return Table(place, title, tuple(rows)), view.notices


class _View:
    """A walk over the grid from the top, collecting notices."""

    def __init__(self, grid: Grid, place: str, covered: dict[tuple[int, int], Merge]) -> None:
        self._grid = grid
        self._place = place
        self._covered = covered
        self._last_row = max(grid.rows, default=0)
        self._first_row: dict[Merge, int] = {}  # where a merged cell is first seen
        self.hidden_words: dict[int, list[str]] = {}
        self.notices: list[Notice] = []

    def row(self, number: int) -> Row | None:
        """The row as a table row; None when it is hidden or shows nothing of its own."""
        place = f"{self._place}, row {number}"
        if number in self._grid.hidden_rows:
            self._report_hidden(number, place)
            return None
        last = max(self._grid.rows[number], default=-1)
        while (number, last + 1) in self._covered:
            last += 1
        cells = [cell for column in range(last + 1) if (cell := self._cell(number, column, place))]
        if not any(cell.text or cell.doubt for cell in cells if not cell.continues):
            return None
        return Row(place, tuple(cells))

    def _cell(self, row: int, column: int, place: str) -> Cell | None:
        """The cell at this place; None where a column is hidden or a merged cell to the left reaches over."""
        merge = self._covered.get((row, column))
        words = self._grid.words(row, column)
        if column in self._grid.hidden_columns:
            if words and not self._seen_elsewhere(merge, row, column):
                self.hidden_words.setdefault(column, []).append(words)
            return None
        if merge is None:
            value = self._grid.rows[row].get(column)
            self._report_value(value, row, column, place)
            return _shown(value, column)
        if words and (row, column) != (merge.top, merge.left):
            said = f"A value lies under the merged cell at {column_letters(column)}{row} of {self._place}."
            self.notices.append(Notice(place, "hidden text", words, said))
        return self._merged(merge, row, column, place)

    def _merged(self, merge: Merge, row: int, column: int, place: str) -> Cell | None:
        """A merged cell's part in this row, at its first visible column; None at its other columns."""
        if any(before not in self._grid.hidden_columns for before in range(merge.left, column)):
            return None
        value = self._grid.rows.get(merge.top, {}).get(merge.left)
        continues = self._first_row.setdefault(merge, row) != row
        if not continues:
            self._report_value(value, row, column, place)
        right = column
        while self._covered.get((row, right + 1)) is merge:
            right += 1
        while right > column and right in self._grid.hidden_columns:
            right -= 1
        return _shown(value, column, right - column + 1, continues)

    def _seen_elsewhere(self, merge: Merge | None, row: int, column: int) -> bool:
        """Whether the value of a merged range, stored at a hidden place, shows in a visible part of the
        range.
        """
        if merge is None or (row, column) != (merge.top, merge.left):
            return False
        across = range(merge.left, merge.right + 1)
        if not any((row, at) in self._covered and at not in self._grid.hidden_columns for at in across):
            return False
        # Merged ranges do not overlap, so however tall they are, all of them together are only the sheet.
        down = range(merge.top, min(merge.bottom, self._last_row) + 1)
        return any(at in self._grid.rows and at not in self._grid.hidden_rows for at in down)

    def _report_hidden(self, number: int, place: str) -> None:
        words = [
            self._grid.words(number, column)
            for column in sorted(self._grid.rows[number])
            if not self._seen_elsewhere(self._covered.get((number, column)), number, column)
        ]
        if any(words):
            why = "hidden or filtered out" if self._grid.filtered else "hidden"
            said = f"In {place} the row is {why}, so its words were not read as content."
            self.notices.append(Notice(place, "hidden row", " | ".join(filter(None, words)), said))

    def _report_value(self, value: Value | None, row: int, column: int, place: str) -> None:
        if value is None:
            return
        reference = f"{column_letters(column)}{row}"
        if value.struck:
            said = f"Words in cell {reference} are struck through, and are kept as content."
            self.notices.append(Notice(place, "strikethrough", value.struck, said))
        if value.concealed:
            said = f"Cell {reference} holds a value that its number format does not show."
            self.notices.append(Notice(place, "hidden text", value.concealed, said))


def _shown(value: Value | None, column: int, columns: int = 1, continues: bool = False) -> Cell:
    if value is None:
        return Cell("", column, columns, continues)
    return Cell(value.text, column, columns, continues, value.date, value.fill, value.doubt)
