"""Priorities that no word announces: a heading above a table, a sheet's name, a column of the rows."""

from __future__ import annotations

import re

from actions.reading.columns import Meaning
from actions.reading.heading_rows import header_of, heading_rows
from actions.reading.headings import (
    Heading,
    never_a_priority,
    numbered_heading,
    plain_heading,
    priority_heading,
)
from actions.reading.priority_columns import numbers_of
from actions.reading.references import priority_number
from actions.reading.rows import Column, date_like
from actions.reading.shapes import are_levels, lone_text, text_under, values_under
from actions.reading.walk import Walk
from priorities.documents import Paragraph, Row, Table


def priority_before_table(walk: Walk, first_reference: str | None) -> None:
    """The heading above a table of actions, where no word announces priorities anywhere."""
    chosen: int | None = None
    heading: Heading | None = None
    in_column = walk.set_up is not None and walk.set_up.priority_column is not None
    if not walk.around.explicit and not in_column:
        for index in range(len(walk.before_table) - 1, -1, -1):
            paragraph = walk.before_table[index][1]
            candidate = _unannounced(walk, paragraph, first_reference)
            if candidate is not None:
                chosen, heading = index, candidate
                break
    if heading is not None and chosen is not None:
        for spot, paragraph in walk.before_table[:chosen]:
            walk.aim_or_skip(spot, paragraph)
        spot, paragraph = walk.before_table[chosen]
        walk.open_priority(heading, spot, paragraph.place, paragraph.text)
        walk.before_table = walk.before_table[chosen + 1 :]
    walk.leftover_paragraphs()


def _unannounced(walk: Walk, paragraph: Paragraph, first_reference: str | None) -> Heading | None:
    text = paragraph.text.strip()
    if paragraph.bullet or never_a_priority(text):
        return None
    numbered = numbered_heading(text)
    if numbered is not None:
        fits = first_reference is not None and priority_number(first_reference) == numbered.number
        return numbered if fits or paragraph.level is not None else None
    if paragraph.level is not None and paragraph.level > 0 and walk.around.has_several_tables:
        return plain_heading(text)
    if paragraph.level is None and not walk.around.structured and walk.around.has_several_tables:
        return plain_heading(text)
    return None


def sheet_priority(walk: Walk, number: int, table: Table, own: int | None) -> None:
    """A sheet for each priority: its name opens it, unless the rows above the headings or a column of it do."""
    if table.title is None or own is None:
        return
    heading = priority_heading(table.title)
    if heading is None:
        heading = numbered_heading(table.title)
    short = re.fullmatch(r"P(?:riority)?\s*(\d{1,2})", table.title, re.IGNORECASE)
    if date_like(table.title):
        return
    if heading is None and short:
        heading = Heading("Priority", short[1], "")
    if (
        heading is None
        and not walk.around.explicit
        and walk.around.has_several_tables
        and not _has_priority_column(table)
    ):
        heading = plain_heading(table.title)
    if heading is None:
        return
    column = naming_column(table, -1, heading)
    if column is None and not _is_named_above(table, own, heading):
        walk.finder.open(heading, table.place)
    elif column is not None:
        walk.skip((number, -1), table.place, table.title, why_only_a_title(column))


def _is_named_above(table: Table, own: int, heading: Heading) -> bool:
    """Whether a row above the headings names the sheet's priority in full: "Priority 1: Early help" on a sheet "1 Help"."""
    lone = [text for row in table.rows[:own] if (text := lone_text(row))]
    named = [found for text in lone if (found := priority_heading(text) or numbered_heading(text)) is not None]
    return any(found.title and found.number is not None and found.number == heading.number for found in named)


def naming_column(table: Table, at: int, heading: Heading) -> Column | None:
    """The column below a title at row `at` that names the priorities in its place; None where the title opens one.

    The column stands under the next headings and holds more than levels ("High"). A title that one of its cells names
    as well ("1" below "Priority 1: Early help") is that priority.
    """
    for first in range(at + 1, min(len(table.rows), at + 12)):
        found = header_of(table.rows, first)
        if found is None:
            continue
        header, lines = found
        column = header.first(Meaning.PRIORITY)
        headings = heading_rows(table)
        below = (later for later in range(first + lines, len(table.rows)) if later in headings)
        rows = table.rows[first + lines : next(below, len(table.rows))]
        values = list(dict.fromkeys(values_under(rows, column.index))) if column is not None else []
        if not values or are_levels(values):
            return None
        named = (_in_column(" ".join(text.split()), "") for text in values)
        return None if any(_is_same(heading, other) for other in named) else column
    return None


def why_only_a_title(column: Column) -> str:
    """Why the words above a table open no priority."""
    return f"a title; the column '{' '.join(column.heading.split())}' names the priorities"


def _is_same(heading: Heading, other: Heading) -> bool:
    mine, theirs = ("".join(filter(str.isalnum, item.title.lower())) for item in (heading, other))
    if heading.number is None or other.number is None:
        return heading.number == other.number and mine == theirs
    return heading.number.lower() == other.number.lower() and (not mine or not theirs or mine == theirs)


def _in_column(text: str, title: str) -> Heading:
    """What a cell of the priority column names: "Priority 1: Early help", "1" with its title beside it, or a title."""
    number = re.fullmatch(r"(\d{1,2}|[A-Z])", text)
    code = re.match(r"(?!KS|Y\d|Q\d)([A-Z]{1,4}\d{1,2})(?:\s*[:.–—-]+\s*(?=\S)|\s+(?=[A-Z]))", text)
    return (
        (Heading("", code[1], text[code.end() :]) if code else None)
        or priority_heading(text)
        or numbered_heading(text)
        or (Heading("", number[1], " ".join(title.split())) if number else Heading("", None, text))
    )


def _has_priority_column(table: Table) -> bool:
    for at in range(min(len(table.rows), 12)):
        found = header_of(table.rows, at)
        if found:
            return found[0].first(Meaning.PRIORITY) is not None
    return False


def carry_priority(walk: Walk, row: Row) -> None:
    """The priority column of a row: blank cells below belong to the last one that was filled."""
    if walk.set_up.priority_column is None:
        return
    cell = next((cell for cell in row.cells if cell.column == walk.set_up.priority_column), None)
    text = " ".join(cell.text.split()) if cell else ""
    if not text or text == walk.carried:
        return
    walk.carried = text
    title = (
        text_under(row, walk.set_up.priority_title_column) if walk.set_up.priority_title_column is not None else None
    )
    heading = _in_column(text, title or "")
    priority = walk.finder.open(heading, row.place)
    column = walk.set_up.header.at(walk.set_up.priority_column)
    if not walk.finder.word and column is not None and len(column.heading.split()) <= 3:
        walk.finder.word = (numbers_of(column.heading) or column.heading.strip()).capitalize()
    if not priority.title and not re.fullmatch(r"\d{1,2}|[A-Z]", text):
        priority.title = text
