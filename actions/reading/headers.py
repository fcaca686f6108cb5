"""What the headings of a table and its cells together say: which columns mean what, how references are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from actions.reading.building import Context
from actions.reading.chosen import ColumnChoice, with_chosen
from actions.reading.columns import Meaning
from actions.reading.heading_rows import heading_rows
from actions.reading.leads import joins_by_commas
from actions.reading.printed import row_starts
from actions.reading.priority_columns import priority_column, priority_title_column
from actions.reading.ratings import RatingKey, colour_of_fill, looks_like_rating
from actions.reading.references import glued_reference, label_of_reference, reference_in_column
from actions.reading.rows import Header, RawRow, Unwrapper
from actions.reading.settling import settled
from actions.reading.shapes import (
    RULE,
    folded_line,
    is_gapped,
    is_printed,
    lone_text,
    text_under,
    texts_of,
    values_under,
)
from actions.reading.status_words import status_named
from priorities.documents import Document, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the whole document before its tables are read."""

    document: Document
    document_date: date | None
    key: RatingKey
    roles: Mapping[str, str]
    running: frozenset[str]
    """The heads and feet of the pages of a printed document, folded."""
    explicit: bool
    """A heading with a word for it ("Priority 1") stands somewhere, so nothing else opens a priority."""
    titled: bool = False
    """Each of several tables of actions stands below a heading of its own, which names the priority."""
    has_several_tables: bool = False
    """The actions stand in more than one table, or on cards, so that a heading may name the priority of those below it."""

    @property
    def structured(self) -> bool:
        """Whether the format keeps rows and cells apart by itself; a text does not."""
        return self.document.format in ("xlsx", "docx", "csv")


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that is needed to read the rows below a heading row."""

    header: Header
    unwrapper: Unwrapper
    context: Context
    priority_column: int | None
    priority_title_column: int | None
    first_reference: str | None
    titles_in_rows: bool = False
    """The first row below the headings holds nothing but a title, so that further ones do, too."""


def set_up(
    header: Header,
    table: Table,
    first: int,
    around: Surroundings,
    before: SetUp | None,
    passed: Collection[int] = (),
    chosen: Collection[ColumnChoice] = (),
) -> SetUp:
    """Settle what the headings mean by the rows below them, from row `first` on, but for those at `passed` (a key's).

    `chosen` is what a person said of its columns. `before` is the table read before: how its references are written holds for one that shows none itself.
    """
    headings = heading_rows(table)
    others = (at for at in range(first, len(table.rows)) if at in headings)
    end = next((at for at in others if not header.has_headings_of(headings[at][0])), len(table.rows))
    rows = [
        row
        for at, row in enumerate(table.rows[first:end], start=first)
        if at not in passed and not RULE.match("".join(texts_of(row))) and not header.same_as(row)
    ]
    of_actions = _rows_of_actions(header, rows, around.running) or rows
    titled = around.structured and (around.titled or _have_titles(rows))
    header = with_chosen(settled(with_chosen(header, chosen), of_actions, around.key, titled=titled), chosen)
    many = [row for row in rows if lone_text(row) is None]
    glued, plain = _glued(header, rows)
    if not glued and before is not None and before.context.glued and header.first(Meaning.REFERENCE) is None:
        glued, plain = True, before.context.plain
    counts = [sum(1 for cell in row.cells if cell.text) for row in rows]
    filled = bool(counts) and sorted(counts)[len(counts) // 2] * 2 > len(header.columns)
    whole = sum(1 for row in many if len(row.cells) >= len(header.columns)) * 10 >= len(many) * 6
    gapped = not around.structured and is_gapped(table)
    unwrapper = Unwrapper(
        header,
        structured=around.structured,
        layout=not around.structured
        and is_printed(table)
        and (gapped or not filled or _has_sparse_references(header, rows, glued=glued, plain=plain)),
        gapped=gapped,
        glued=glued,
        plain=plain,
        filled=filled,
    )
    # References begin rows by themselves; the rule is for tables without any.
    unwrapper.whole_lines = not glued and not _any_reference(header, rows) and _are_whole_lines(header, rows)
    unwrapper.small_letters = around.structured and _begin_small(many, unwrapper.action)
    unwrapper.goes_on = not unwrapper.small_letters and any(
        unwrapper.is_only_words(row) and (text_under(row, unwrapper.action) or "")[:1].islower() for row in rows
    )
    unwrapper.row_starts = row_starts(table, first, unwrapper, header, around.running)
    context = Context(
        document_date=around.document_date,
        key=around.key,
        roles=around.roles,
        glued=glued,
        plain=plain,
        has_references=glued or _any_reference(header, rows),
        rating_column=_rating_column(header, rows, around.key),
        structured=around.structured,
        addressed=around.document.format == "xlsx",
        whole_rows=around.document.format != "xlsx" and whole,
        title_column=priority_title_column(header),
        reference_label=_label_of_all(header, rows),
        joins_by_commas=joins_by_commas(
            [text for column in header.all(Meaning.LEAD) for text in values_under(rows, column.index)]
        ),
    )
    return SetUp(
        header,
        unwrapper,
        context,
        priority_column(header, rows, around.explicit),
        priority_title_column(header),
        first_reference(header, rows),
        _begins_with_title(header, rows, structured=around.structured),
    )


def stand_under_titles(document: Document) -> bool:
    """Whether a document has several tables of actions, each below a heading of its own."""
    above = None
    tables = under = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above = block if block.level or above is None else above
        elif heading_rows(block):
            tables, under = tables + 1, under + bool(above and above.level)
            above = None
    return tables == under > 1


def _have_titles(rows: Sequence[Row]) -> bool:
    """Whether titles stand between the rows of actions, more than one: across the table, or in a first cell alone."""
    titles = 0
    for row, below in pairwise(rows):
        cell = next((cell for cell in row.cells if cell.text and not cell.continues), None)
        if cell is None or lone_text(row) is None or lone_text(below) is not None or cell.column > 0:
            continue
        titles += cell.columns > 2 or len(texts_of(row)) > 1 or bool(text_under(below, 0))
    return titles > 1


def _rows_of_actions(header: Header, rows: Sequence[Row], running: Collection[str]) -> list[Row]:
    """The rows without titles, page numbers and the heads of pages, which may lie across all columns."""
    headings = {column.index: column.heading.lower() for column in header.columns}

    def repeats(row: Row) -> bool:
        return all(cell.text.lower() in headings.get(cell.column, "") for cell in row.cells if cell.text)

    return [
        row
        for row in rows
        if lone_text(row) is None and not repeats(row) and folded_line(" ".join(texts_of(row))) not in running
    ]


def _begin_small(rows: Sequence[Row], action: int) -> bool:
    """Whether two thirds of the actions, and three at least, begin with a small letter."""
    texts = values_under(rows, action)
    small = sum(text[:1].islower() for text in texts)
    return small >= 3 and small * 3 >= len(texts) * 2


def _label_of_all(header: Header, rows: Sequence[Row]) -> str:
    """The word before every reference of the table ("Action 1.1", "Action 1.2"); "" where not all have the same."""
    texts = [text for column in header.all(Meaning.REFERENCE) for text in values_under(rows, column.index)]
    labels = {label_of_reference(text).lower() for text in texts if reference_in_column(text)}
    return labels.pop() if len(labels) == 1 else ""


def _has_sparse_references(header: Header, rows: Sequence[Row], *, glued: bool, plain: bool) -> bool:
    """Whether most lines of a table with references have none: they are printed lines, not whole rows."""
    unwrapper = Unwrapper(header, structured=False, glued=glued, plain=plain, filled=False)
    own = sum(map(unwrapper.has_reference, rows))
    return 3 <= own <= len(rows) * 0.6


def _are_whole_lines(header: Header, rows: Sequence[Row]) -> bool:
    """Whether every cell of every row is filled and begins with a capital letter or a figure: no line goes on with another."""
    width = len(header.columns)
    return (
        width >= 2
        and len(rows) >= 3
        and all(
            len(row.cells) == width
            and all(
                cell.text and not cell.continues and (cell.text[0].isupper() or cell.text[0].isdigit())
                for cell in row.cells
            )
            for row in rows
        )
    )


def _begins_with_title(header: Header, rows: Sequence[Row], *, structured: bool) -> bool:
    """Whether the first row holds a few words at its left only, and whole rows stand below it."""
    if len(rows) < 2:
        return False
    texts = texts_of(rows[0])
    whole = structured or len(rows[0].cells) >= len(header.columns)
    full = len(texts_of(rows[1])) >= max(3, (len(header.columns) + 1) // 2)
    short = len(texts) == 1 and text_under(rows[0], 0) == texts[0] and len(texts[0].split()) <= 10
    return whole and full and short and not reference_in_column(texts[0])


def set_up_rows(header: Header, raws: Sequence[RawRow], around: Surroundings) -> SetUp:
    """The same for rows that were put together already: labelled lines, sideways tables, bullets."""
    action = header.first(Meaning.ACTION)
    texts = [raw.cells.get(action.index, "") for raw in raws] if action else []
    glued = header.first(Meaning.REFERENCE) is None and any(glued_reference(text) for text in texts)
    references = [raw.cells.get(column.index, "") for raw in raws for column in header.all(Meaning.REFERENCE)]
    rating = header.first(Meaning.RATING)
    context = Context(
        document_date=around.document_date,
        key=around.key,
        roles=around.roles,
        glued=glued,
        plain=False,
        has_references=glued or any(map(reference_in_column, references)),
        rating_column=rating.index if rating else None,
        structured=True,
        addressed=True,
    )
    unwrapper = Unwrapper(header, structured=True, glued=glued, plain=False, filled=True)
    priority = header.first(Meaning.PRIORITY)
    return SetUp(header, unwrapper, context, priority.index if priority else None, None, None)


def first_reference(header: Header, rows: Sequence[Row]) -> str | None:
    """The first reference that stands in the rows, in its column or glued to an action."""
    action = _action_index(header)
    for row in rows:
        for column in header.all(Meaning.REFERENCE):
            found = reference_in_column(text_under(row, column.index) or "")
            if found:
                return found
        glued = glued_reference(text_under(row, action) or "")
        if glued:
            return glued[0]
    return None


def _action_index(header: Header) -> int:
    action = header.first(Meaning.ACTION) or header.first(Meaning.AIM) or header.first(Meaning.OUTCOME)
    return action.index if action else 0


def _glued(header: Header, rows: Sequence[Row]) -> tuple[bool, bool]:
    """Whether references stand at the front of the actions' words, and whether they are whole numbers."""
    if header.first(Meaning.REFERENCE) is not None:
        return False, False
    texts = [text for row in rows if (text := text_under(row, _action_index(header)))]
    with_reference = sum(1 for text in texts if glued_reference(text))
    if with_reference > 0 and with_reference * 4 >= min(len(texts), 12):
        return True, False
    whole = [found[0] for text in texts if (found := glued_reference(text, plain=True))]
    plain = len(whole) >= 2 and len(whole) * 2 >= len(texts) and len(set(whole)) == len(whole)
    return plain, plain


def _any_reference(header: Header, rows: Sequence[Row]) -> bool:
    return any(
        reference_in_column(text_under(row, column.index) or "")
        for row in rows
        for column in header.all(Meaning.REFERENCE)
    )


def _rating_column(header: Header, rows: Sequence[Row], key: RatingKey) -> int | None:
    """Of several columns of ratings, the one whose cells say most; the later one where they say the same."""
    best: tuple[float, int] | None = None
    for column in header.all(Meaning.RATING):
        if re.search(r"\b(previous|last|prior|initial|original)\b", column.heading, re.IGNORECASE):
            continue
        values = values_under(rows, column.index)
        worth = float(sum(1 for text in values if key.status(text)[0] is not None))
        worth += sum(0.5 for text in values if status_named(text) is None and looks_like_rating(text))
        worth += sum(
            0.5
            for row in rows
            for cell in row.cells
            if cell.column == column.index and cell.fill and colour_of_fill(cell.fill)
        )
        if best is None or worth >= best[0]:
            best = (worth, column.index)
    return best[1] if best else None
