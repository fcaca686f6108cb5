"""An action plan's document into priorities and actions, with every row accounted for.

The flow: find what the document explains (its key, its people), then walk through its blocks in order. Headings open
priorities; heading rows say what the columns of a table mean; physical rows are put together to rows; each row
becomes an action. What is nothing of this is skipped with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from actions.reading.asides import parted
from actions.reading.checks import check
from actions.reading.choices import REASON, without_choices
from actions.reading.chosen import ColumnChoice, WrongChoice
from actions.reading.columns import is_exact, meaning_of
from actions.reading.front import suggested_date, suggested_title
from actions.reading.kept import forget
from actions.reading.paragraphs import read_paragraph
from actions.reading.result import KeyWord, PlanReading, ReadTable
from actions.reading.rows import Column
from actions.reading.shapes import text_of
from actions.reading.tables import read_table
from actions.reading.unheaded import read_bullets, read_labelled
from actions.reading.walk import Walk
from priorities.documents import Document, DocumentError, Paragraph


def read_action_plan(
    document: Document,
    *,
    document_date: date | None = None,
    rating_key: Iterable[KeyWord] = (),
    columns: Sequence[ColumnChoice] = (),
) -> PlanReading:
    """Read the priorities and actions of an action plan.

    `document_date` is the day that the document bears: timescales like "in the next 6 months" count from it.
    `rating_key` is the key stored with the plan; words that the document explains otherwise go before it.
    `columns` is what a person said that columns hold. Raises NoActions, one sentence, where the document holds none,
    WrongChoice where `columns` names a column that it has not.
    """
    try:
        return _read(document, document_date, list(rating_key), columns)
    finally:
        forget()


def _read(
    document: Document, document_date: date | None, stored: list[KeyWord], columns: Sequence[ColumnChoice]
) -> PlanReading:
    document, choices = without_choices(parted(document))
    walk = Walk(document, document_date, stored, columns)
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            read_paragraph(walk, (number, 0), block)
        else:
            read_table(walk, number, block)
    for spot, row in choices:
        walk.skip(spot, row.place, text_of(row), REASON)
    walk.flush()
    walk.leftover_paragraphs()
    for read_otherwise in (read_labelled, read_bullets):
        if not walk.reading.actions:
            read_otherwise(walk)
    _refuse_unknown(columns, walk.reading.tables)
    if not walk.reading.actions:
        raise NoActions(_why_nothing(document), walk.reading.tables)
    reading = walk.reading
    reading.priorities = walk.finder.finish()
    _in_order_of_numbers(reading)
    reading.priority_word = walk.finder.word
    reading.title = suggested_title(document)
    check(reading, document, walk.set_up.header if walk.set_up else None, stored)
    reading.rows = walk.rows() + reading.rows
    reading.dated = suggested_date(document)
    return reading


class NoActions(DocumentError):
    """No actions were found. `tables` are those of which a person may say what their columns hold."""

    def __init__(self, sentence: str, tables: Sequence[ReadTable]) -> None:
        super().__init__(sentence)
        self.tables = list(tables)


def _refuse_unknown(chosen: Sequence[ColumnChoice], tables: Sequence[ReadTable]) -> None:
    """Raise WrongChoice where somebody spoke of a column that no table of the document has."""
    for item in chosen:
        named = [table for table in tables if item.table in (None, table.key)]
        columns = [Column(column.number - 1, column.heading, None) for table in named for column in table.columns]
        if not any(map(item.is_about, columns)):
            known = ", ".join(dict.fromkeys(table.key for table in tables)) or "no table"
            raise WrongChoice(
                f"The document has no column '{item.place}'; it has {known}: check the number or the heading."
            )


def _why_nothing(document: Document) -> str:
    """One sentence about a document without actions, and what would help."""
    lines = [block for block in document.blocks if isinstance(block, Paragraph)]
    for at in range(len(lines) - 2):
        known = [meaning_of(line.text) if is_exact(line.text) else None for line in lines[at : at + 3]]
        if None not in known and len(set(known)) == 3:
            return (
                f"From {lines[at].place} on, headings and cells stand one below another, so rows cannot be told apart: "
                "save the table as .docx, .xlsx or .csv."
            )
    pictures = [notice for notice in document.notices if notice.kind == "picture"]
    if pictures and len(lines) == len(document.blocks) and not any(line.text.strip() for line in lines):
        return (
            f"At {pictures[0].place} the document's words are a picture, which cannot be read: ask for the file in which "
            "they were typed."
        )
    return "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'."


def _in_order_of_numbers(reading: PlanReading) -> None:
    """Priorities that come up again among one another, as in a tracker sorted by date, stand by their numbers."""
    numbers = [priority.number or "" for priority in reading.priorities]
    under = [action.priority for action in reading.actions]
    mixed = len([at for at, before in zip(under, [None, *under], strict=False) if at != before]) > len(set(under))
    if not mixed or None in under or len(set(numbers)) < len(numbers) or not all(map(str.isdigit, numbers)):
        return
    order = sorted(range(len(numbers)), key=lambda at: int(numbers[at]))
    reading.priorities = [reading.priorities[at] for at in order]
    for action in reading.actions:
        if action.priority is not None:
            action.priority = order.index(action.priority)
