"""Which columns of a table name the priority of each row, by their headings and by the cells below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.columns import Meaning, folded, meaning_of
from actions.reading.headings import numbered_heading, priority_heading
from actions.reading.rows import Column, Header
from actions.reading.shapes import is_grouped, text_under, values_under
from priorities.documents import Row


def priority_title_column(header: Header) -> int | None:
    """The second column of priorities, where one holds their numbers and one their titles."""
    columns = [column for column in header.columns if meaning_of(column.heading) is Meaning.PRIORITY]
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
