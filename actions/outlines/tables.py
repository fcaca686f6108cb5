"""Tables in an outline: a heading beside its words, a column for each section, or the marks of a list beside its points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.outlines.lines import Line, line_of
from actions.outlines.marks import mark_in_a_cell
from actions.outlines.vocabulary import Vocabulary
from actions.outlines.wrapping import UNSURE_END, whole_lines
from actions.reading.rows import lines_apart
from actions.reading.shapes import PAGE_NUMBER, RULE, text_of
from priorities.documents import Cell, Row, Table
from priorities.documents.wording import join_doubts

NOT_PLACED = "a row of a table in which no heading is known"
_LONGEST_HEADING = 14


def table_lines(table: Table, number: int, known: Vocabulary, *, is_text: bool) -> list[Line]:
    """The lines of one table, which is block `number` of its document."""
    return list(_Reader(table, number, known, is_text).lines())


class _Reader:
    def __init__(self, table: Table, number: int, known: Vocabulary, is_text: bool) -> None:
        self.rows, self.number, self.known, self.is_text = table.rows, number, known, is_text
        self.head: dict[int, str] = {}
        """The headings of the columns where the table has them, by grid column."""
        self.beside = any(_heads(_filled(row), known) for row in table.rows)
        """Some first cell is a heading that we know, so first cells say what stands beside them."""

    def lines(self) -> Iterator[Line]:
        at = 0
        while at < len(self.rows):
            row = self.rows[at]
            cells = _filled(row)
            headings = _column_headings(cells, self.known)
            if headings:
                self.head = headings
                for cell in cells:
                    yield self._line(
                        cell.text, row, at, cell.column, heads=True, in_table=True, why_not="the heading of a column"
                    )
                at += 1
            elif self.head and not _spans(cells, self.head):
                end = self._end_of_group(at)
                yield from self._group(at, end)
                at = end
            elif self.is_text and len(cells) == 2 and mark_in_a_cell(cells[0].text):
                end = self._end_of_point(at, cells[1])
                below = [(self.rows[other], other, _filled(self.rows[other])[0]) for other in range(at + 1, end)]
                yield from self._marked(row, at, cells, below)
                at = end
            else:
                yield from self._single(row, at, cells)
                at += 1

    def _end_of_point(self, at: int, words: Cell) -> int:
        """The row behind the last over which the point of row `at` goes: lines of a text below its words, under no mark."""
        end, before = at + 1, self.rows[at].place
        while end < len(self.rows):
            cells = _filled(self.rows[end])
            alone = len(cells) == 1 and cells[0].column == words.column and cells[0].columns == words.columns
            if not alone or lines_apart(before, self.rows[end].place) > 1:
                break
            before = self.rows[end].place
            end += 1
        return end

    def _marked(
        self, row: Row, at: int, cells: Sequence[Cell], below: Sequence[tuple[Row, int, Cell]] = ()
    ) -> Iterator[Line]:
        """A point whose mark stands in a cell of its own."""
        mark = mark_in_a_cell(cells[0].text)
        words = list(self._cell(cells[1], [(row, at, cells[1]), *below]))
        first = words[0]
        words[0] = replace(first, mark=mark.kind, number=mark.number, source=f"{cells[0].text} {first.source}")
        yield from words

    def _single(self, row: Row, at: int, cells: Sequence[Cell]) -> Iterator[Line]:
        """A row that no headings of columns stand above."""
        if not cells:
            if text_of(row):
                yield self._line(
                    text_of(row), row, at, 0, in_table=True, why_not="a cell that goes on from the row above"
                )
            return
        text = text_of(row)
        if RULE.match("".join(cell.text for cell in cells)):
            yield self._line(text, row, at, 0, in_table=True, why_not="a ruled line")
        elif len(cells) == 1:
            why = "a page number" if PAGE_NUMBER.match(cells[0].text) else ""
            yield from self._cell(cells[0], [(row, at, cells[0])], why_not=why)
        elif len(cells) == 2 and mark_in_a_cell(cells[0].text):
            yield from self._marked(row, at, cells)
        elif self.beside:
            for cell in cells:
                for line in self._cell(cell, [(row, at, cell)]):
                    yield replace(line, heads=cell is cells[0] and not line.mark)
        else:
            yield self._line(text, row, at, 0, in_table=True, why_not=NOT_PLACED)

    def _end_of_group(self, at: int) -> int:
        """The row behind the last that belongs to the subject of row `at`; without a column for it, all to the next headings."""
        subjects = [column for column, text in self.head.items() if self.known.column(text) == "subject"]
        end = at + 1
        while end < len(self.rows):
            cells = _filled(self.rows[end])
            if _column_headings(cells, self.known) or (cells and _spans(cells, self.head)):
                break
            if any(cell.column in subjects for cell in cells):
                break
            end += 1
        return end

    def _group(self, first: int, end: int) -> Iterator[Line]:
        """Rows below headings of columns, column by column."""
        columns: dict[int, list[tuple[Row, int, Cell]]] = {}
        for at in range(first, end):
            for cell in _filled(self.rows[at]):
                column = max((known for known in self.head if known <= cell.column), default=min(self.head))
                columns.setdefault(column, []).append((self.rows[at], at, cell))
        for column, cells in sorted(columns.items()):
            row, at, cell = cells[0]
            yield self._line(self.head[column], row, at, column, heads=True, repeated=True, in_table=True)
            yield from self._cell(cell, cells)

    def _cell(self, cell: Cell, cells: Sequence[tuple[Row, int, Cell]], why_not: str = "") -> Iterator[Line]:
        """The whole lines of a cell, or of the cells of a column one below another."""
        lines: list[Line] = []
        before = ""
        for row, at, one in cells:
            whole_row = len(_filled(row)) >= len(self.head) > 1
            small = all(other.text[:1].islower() for other in _filled(row))
            gap = not self.is_text or (whole_row and not small) or (bool(before) and lines_apart(before, row.place) > 1)
            doubt = join_doubts(one.doubt, UNSURE_END if before and whole_row and small else None)
            before = row.place
            for number, text in enumerate(one.text.split("\n")):
                if not text.strip():
                    gap = True
                    continue
                lines.append(
                    line_of(
                        text,
                        row.place,
                        (self.number, at, one.column * 1000 + number),
                        gap=gap,
                        in_table=True,
                        doubt=doubt,
                        why_not=why_not,
                    )
                )
                gap = False
        yield from whole_lines(lines, self.known, is_text=self.is_text)

    def _line(self, text: str, row: Row, at: int, column: int, **how: object) -> Line:
        return Line(" ".join(text.split()), text, row.place, (self.number, at, column * 1000), **how)


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text.strip() and not cell.continues]


def _heads(cells: Sequence[Cell], known: Vocabulary) -> bool:
    return len(cells) > 1 and known.heads(cells[0].text.split("\n")[0]) and not mark_in_a_cell(cells[0].text)


def _column_headings(cells: Sequence[Cell], known: Vocabulary) -> dict[int, str]:
    """The headings of columns that a row holds, by grid column; {} where it holds none.

    Two of its cells or more are short, at least one is a section's heading, and at least half are known.
    """
    texts = [" ".join(cell.text.split()) for cell in cells]
    if len(texts) < 2 or any(len(text.split()) > _LONGEST_HEADING for text in texts):
        return {}
    kinds = [known.column(text) for text in texts]
    sections = kinds.count("section")
    if not sections or sum(map(bool, kinds)) * 2 < len(kinds) or (sections == 1 and kinds[0] == "section"):
        return {}
    return {cell.column: text for cell, text in zip(cells, texts, strict=True)}


def _spans(cells: Sequence[Cell], head: dict[int, str]) -> bool:
    """Whether a row is one cell across all columns: a title between the rows."""
    return len(cells) == 1 and cells[0].columns >= len(head) > 1
