"""Which columns of a table name the priority of each row, by their headings and by the cells below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actions.reading.columns import Meaning, folded, meaning_of
from actions.reading.headings import numbered_heading, priority_heading
from actions.reading.rows import Column, Header
from actions.reading.shapes import is_grouped, text_under, values_under
from priorities.documents import Row

_NUMBERS = re.compile(r"\s*(?:\b(?:no|number|ref|id|code)\b|#)$")
"""What ends the heading of a column of numbers: "Priority no", "objective_id"."""


def numbers_of(heading: str) -> str:
    """Whose numbers stand under a heading: "objective" under "objective_no"; "" where it says nothing of numbers."""
    text = folded(heading)
    return _NUMBERS.sub("", text) if _NUMBERS.search(text) else ""


def with_numbered_titles(columns: Sequence[Column]) -> list[Column]:
    """The columns, where "Objective no" stands before "Objective": together they name the priorities."""
    kinds = (Meaning.PRIORITY, Meaning.AIM)
    if any(column.meaning is Meaning.PRIORITY for column in columns):
        return list(columns)
    for left, right in pairwise(columns):
        named = numbers_of(left.heading) == folded(right.heading) != ""
        if named and left.meaning in kinds and right.meaning in kinds:
            return [
                replace(column, meaning=Meaning.PRIORITY) if column in (left, right) else column for column in columns
            ]
    return list(columns)


def priority_title_column(header: Header) -> int | None:
    """The second column of priorities, where one holds their numbers and one their titles."""
    first = header.first(Meaning.PRIORITY)
    columns = [column for column in header.columns if Meaning.PRIORITY in (column.meaning, meaning_of(column.heading))]
    if first is not None and numbers_of(first.heading):
        titles = [column for column in header.columns if folded(column.heading) == numbers_of(first.heading)]
        columns = [first, *titles] if len(titles) == 1 else columns
    numbers = [column for column in columns if re.search(r"\b(no|number|ref|id)\b|#", folded(column.heading))]
    if len(columns) == 2 and len(numbers) == 1 and numbers[0] is columns[0]:
        return columns[1].index
    return None


def priority_column(header: Header, rows: Sequence[Row], explicit: bool) -> int | None:
    """The column that names each row's priority: headed so, or an aim that groups rows."""
    column = header.first(Meaning.PRIORITY)
    if column is not None:
        return column.index
    aim = header.first(Meaning.AIM)
    if aim is None:
        return _grouping_outcome(header, rows)
    values = values_under(rows, aim.index)
    if values and sum(priority_heading(text) is not None for text in values) * 2 > len(values):
        return aim.index
    if explicit:
        return None
    return aim.index if is_grouped(rows, aim.index) or _stands_once(header, aim, rows) else None


def _grouping_outcome(header: Header, rows: Sequence[Row]) -> int | None:
    """An outcome left of the actions that is numbered and stands again and again: "1: Getting help sooner"."""
    outcome, action = header.first(Meaning.OUTCOME), header.first(Meaning.ACTION)
    if outcome is None or action is None or outcome.index > action.index:
        return None
    values = values_under(rows, outcome.index)
    numbered = all(priority_heading(text) or numbered_heading(text) for text in values)
    return outcome.index if is_grouped(rows, outcome.index) and numbered else None


def _stands_once(header: Header, aim: Column, rows: Sequence[Row]) -> bool:
    """Whether an aim at the left is written once for the rows of its group: filled, then blank over whole rows below."""
    action = header.first(Meaning.ACTION)
    if action is None or aim.index > action.index:
        return False
    own = [bool(text_under(row, aim.index)) for row in rows if text_under(row, action.index)]
    others = [column for column in header.columns if column.meaning in (Meaning.LEAD, Meaning.DUE)]
    below = [
        any(text_under(row, column.index) for column in others)
        for row in rows
        if text_under(row, action.index) and not text_under(row, aim.index)
    ]
    return bool(own) and own[0] and own.count(False) * 2 >= len(own) and all(below)
