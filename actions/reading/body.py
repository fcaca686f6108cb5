"""A row below the headings of a table of actions: part of an action, a priority, an aim, a note, or the table's end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.columns import Meaning, is_exact, meaning_of
from actions.reading.headers import first_reference
from actions.reading.headings import (
    Heading,
    never_a_priority,
    numbered_heading,
    plain_heading,
    priority_heading,
)
from actions.reading.legends import Spot
from actions.reading.openings import carry_priority, naming_column, why_only_a_title
from actions.reading.references import priority_number
from actions.reading.rows import date_like
from actions.reading.shapes import NOTE, gap_above, heading_over_cells, lone_text, text_of, text_under, texts_of
from actions.reading.walk import Walk
from priorities.documents import Cell, Row, Table

_TOTAL = re.compile(r"^(grand |sub[- ]?)?totals?\b|^(count|number of actions)$|^count:", re.IGNORECASE)


def body_row(walk: Walk, spot: Spot, row: Row, text: str, table: Table, at: int) -> None:
    texts = texts_of(row)
    lone = lone_text(row)
    heading = priority_heading(lone) if lone else heading_over_cells(row)
    if heading is not None and (heading.number is not None or _stands_across(row)):
        walk.flush()
        column = naming_column(table, at, heading)
        if column is not None:
            walk.skip(spot, row.place, text, why_only_a_title(column))
        else:
            walk.open_priority(heading, spot, row.place, text)
        return
    if lone is not None and _TOTAL.match(lone) and walk.around.structured:
        walk.flush()
        walk.skip(spot, row.place, text, "a row of totals")
        return
    if lone is not None and _lone_row(walk, spot, row, lone, table, at):
        return
    if _TOTAL.match(texts[0]) and len(texts) <= max(3, len(walk.set_up.header.columns) // 2):
        walk.flush()
        walk.skip(spot, row.place, text, "a row of totals")
        return
    numbered = _numbered_over_cells(walk, row, table, at)
    if numbered is not None:
        walk.flush()
        walk.open_priority(numbered, spot, row.place, text)
        return
    summary = _summary(walk, row, table, at)
    if summary is not None:
        walk.flush()
        walk.finder.open(summary, row.place)
        walk.finder.opened_by_row = True
        walk.skip(spot, row.place, text, "the title of a priority with other words beside it")
        return
    if _after_the_table(walk, row, table, at):
        walk.flush()
        walk.skip(spot, row.place, text, "a row after the end of the table of actions")
        return
    if walk.set_up.unwrapper.starts_new(row, walk.open_row):
        walk.flush()
        walk.open_row = walk.set_up.unwrapper.begin(row)
        walk.open_spot = spot
        carry_priority(walk, row)
    else:
        walk.set_up.unwrapper.go_on(walk.open_row, row)


def begin_over_lines(walk: Walk, spot: Spot, lines: Sequence[Row]) -> None:
    """Begin a row whose cells hold line breaks: the last cell of each line and the first of the next are one."""
    walk.flush()
    texts = [cell.text for cell in lines[0].cells]
    for row in lines[1:]:
        first, *others = [cell.text for cell in row.cells]
        texts[-1] = walk.set_up.unwrapper.joined(texts[-1], first, len(texts) - 1)
        texts += others
    whole = Row(lines[0].place, tuple(Cell(text, column) for column, text in enumerate(texts)))
    walk.open_row = walk.set_up.unwrapper.begin(whole)
    walk.open_row.places = [row.place for row in lines]
    walk.open_spot = spot
    carry_priority(walk, whole)


def _numbered_over_cells(walk: Walk, row: Row, table: Table, at: int) -> Heading | None:
    """A priority with its number under the references and its title under the actions: "2" and "Moving on"."""
    texts = texts_of(row)
    if len(texts) != 2 or walk.around.explicit:
        return None
    number = re.fullmatch(r"(\d{1,2}|[A-Z])[.:)]?", texts[0])
    title = plain_heading(texts[1])
    if number is None or title is None or not _next_reference_fits(walk, table, at, number[1]):
        return None
    return Heading("", number[1], title.title)


_OF_AN_ACTION = (Meaning.LEAD, Meaning.OUTCOME, Meaning.RATING, Meaning.PROGRESS)


def _summary(walk: Walk, row: Row, table: Table, at: int) -> Heading | None:
    """A priority above its actions as project software sums it up: "1", "Workstream 1 – Early help", first day, last day.

    Its number begins the next reference, and nothing of an action stands in it, but in the row below.
    """
    header, unwrapper = walk.set_up.header, walk.set_up.unwrapper
    words = text_under(row, unwrapper.action)
    heading = (priority_heading(words) or plain_heading(words)) if words else None
    number = text_under(row, unwrapper.reference) if unwrapper.reference is not None else None
    if heading is None or not number or not _next_reference_fits(walk, table, at, number):
        return None
    if heading.number not in (None, number) or priority_number(number) is not None:
        return None
    said = [column.index for column in header.columns if column.meaning in _OF_AN_ACTION]
    below = table.rows[at + 1]
    if any(text_under(row, index) for index in said) or sum(bool(text_under(below, index)) for index in said) < 2:
        return None
    return Heading(heading.word, number, heading.title)


def _after_the_table(walk: Walk, row: Row, table: Table, at: int) -> bool:
    """Rows below a blank row of a sheet that fit its headings no more: a budget, a list of words."""
    if not walk.around.structured:
        return False
    if walk.set_up.unwrapper.has_reference(row):
        walk.beyond = False
        return False
    if walk.beyond:
        return True
    gap = walk.loosened or gap_above(table, at)
    due = any(date_like(text_under(row, column.index) or "") for column in walk.set_up.header.all(Meaning.DUE))
    few = len(texts_of(row)) * 2 <= len(walk.set_up.header.columns)
    has_references = walk.set_up.context.has_references
    action = text_under(row, walk.set_up.unwrapper.action)
    other = not action or len(action.split()) <= 3 or not text_under(row, 0)
    walk.beyond = bool(gap and not due and (few or other) and (has_references or len(texts_of(row)) > 1))
    walk.loosened = False
    return walk.beyond


def _stands_across(row: Row) -> bool:
    return any(cell.columns > 1 and cell.text for cell in row.cells) or len([c for c in row.cells if c.text]) == 1


def _lone_row(walk: Walk, spot: Spot, row: Row, lone: str, table: Table, at: int) -> bool:
    """A row with words in one cell only: a priority without a word for it, an aim, a note; False: part of the table."""
    cell = next(cell for cell in row.cells if cell.text and not cell.continues)
    if walk.set_up.unwrapper.has_reference(row) and cell.columns == 1:
        numbered = numbered_heading(lone)
        if numbered is None or not _next_reference_fits(walk, table, at, numbered.number):
            return False
    across = cell.columns > 1 and cell.columns * 2 >= len(walk.set_up.header.columns)
    numbered = numbered_heading(lone)
    if (
        numbered is not None
        and (across or _next_reference_fits(walk, table, at, numbered.number))
        and not walk.around.explicit
    ):
        walk.flush()
        walk.open_priority(numbered, spot, row.place, lone)
        return True
    if NOTE.match(lone) and (across or walk.around.structured):
        walk.flush()
        walk.skip(spot, row.place, lone, "a note")
        return True
    if _is_aim(walk, row, across=across):
        walk.finder.add_aim(lone)
        walk.take(spot, row.place, lone)
        return True
    walk.loosened = walk.loosened or (walk.around.structured and gap_above(table, at))
    if walk.loosened and walk.around.structured and never_a_priority(lone):
        walk.flush()
        walk.beyond = True
    if walk.beyond:
        walk.skip(spot, row.place, lone, "a row after the end of the table of actions")
        return True
    return _title_row(walk, spot, row, lone, table, at, across=across)


def _is_aim(walk: Walk, row: Row, *, across: bool) -> bool:
    """Whether words right below the heading of a priority, before its first action, say more about it."""
    if not walk.finder.takes_aim() or walk.open_row is not None:
        return False
    at_left = next(cell.column for cell in row.cells if cell.text and not cell.continues) == 0
    return (across or at_left) if walk.around.structured else len(row.cells) == 1


def _title_row(walk: Walk, spot: Spot, row: Row, lone: str, table: Table, at: int, *, across: bool) -> bool:
    """A title among the rows opens a priority or stands within one; False where the row may belong to an action."""
    if across and _labels_words(lone):
        walk.flush()
        walk.skip(spot, row.place, lone, "words about the actions below it, not an action")
        return True
    at_left = next(cell.column for cell in row.cells if cell.text and not cell.continues) == 0
    in_rows = walk.set_up.titles_in_rows
    title = plain_heading(lone, any_case=across or in_rows)
    apart = at_left and (walk.around.structured or in_rows) and _full_row_follows(walk, table, at)
    if title is not None and (across or apart):
        walk.flush()
        walk.finder.nests_titles = walk.finder.nests_titles or walk.finder.takes_aim()
        if walk.around.explicit and not _is_sister(walk, table, at):
            walk.skip(spot, row.place, lone, "a heading within a priority")
        else:
            walk.open_priority(title, spot, row.place, lone)
        return True
    no_action = at_left and walk.set_up.unwrapper.action != 0 and walk.open_row is None
    if across or (walk.around.structured and no_action):
        walk.flush()
        walk.skip(spot, row.place, lone, "a row across the table that names no action")
        walk.unclear = lone
        return True
    return False


def _labels_words(lone: str) -> bool:
    """Whether a line is labelled words about a group of actions: "What we want to achieve: …", "Lead: …"."""
    label, colon, words = lone.partition(":")
    if not colon or not words.strip() or len(label.split()) > 8:
        return False
    meaning = meaning_of(label)
    return meaning in (Meaning.AIM, Meaning.OUTCOME) or (is_exact(label) and meaning is not Meaning.PRIORITY)


def _is_sister(walk: Walk, table: Table, at: int) -> bool:
    """Whether a title stands as the priorities do: as a row of the table, with actions right below it."""
    if walk.finder.nests_titles or not walk.finder.opened_by_row or walk.loosened:
        return False
    following = next((row for row in table.rows[at + 1 :] if text_of(row)), None)
    return following is not None and (
        walk.set_up.unwrapper.has_reference(following)
        or any(date_like(text_under(following, column.index) or "") for column in walk.set_up.header.all(Meaning.DUE))
    )


def _next_reference_fits(walk: Walk, table: Table, at: int, number: str | None) -> bool:
    for row in table.rows[at + 1 : at + 4]:
        reference = first_reference(walk.set_up.header, [row])
        if reference is not None:
            lettered = number is not None and number.isalpha() and re.match(rf"{number}[. -]?\d", reference)
            return priority_number(reference) == number or bool(lettered)
    return False


def _full_row_follows(walk: Walk, table: Table, at: int) -> bool:
    following = next((row for row in table.rows[at + 1 :] if text_of(row)), None)
    return following is not None and len(texts_of(following)) >= max(3, (len(walk.set_up.header.columns) + 1) // 2)
