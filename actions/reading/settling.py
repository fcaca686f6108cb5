"""What headings mean where only the cells below them settle it: "Priority: High", an unknown heading over dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions.reading.columns import Meaning, folded, is_exact
from actions.reading.leads import looks_like_lead
from actions.reading.priority_columns import with_numbered_titles
from actions.reading.ratings import RatingKey, looks_like_rating
from actions.reading.references import glued_reference, reference_in_column
from actions.reading.rows import Column, Header, date_like
from actions.reading.shapes import are_levels, is_grouped, text_under, values_under
from actions.reading.unknown_headings import (
    are_ratings,
    choose_action,
    choose_more_leads,
    choose_outcome_from_aim,
    choose_priority,
    choose_short,
    choose_texts,
    with_references,
    without_contradicted,
)
from actions.timescales import read_timescale
from priorities.documents import Row
from priorities.people import people_in_lead


def settled(header: Header, rows: Sequence[Row], key: RatingKey, *, titled: bool = False) -> Header:
    """The headings with what they mean over these rows: those that say several things first, then those that nobody knows.

    `titled` where titles stand between the rows: they name the priorities, and no column that nobody knows does.
    """
    columns = _with_one_action(with_references(without_contradicted(header.columns, rows), rows), rows)
    columns = with_numbered_titles(columns)
    _settle_known(columns, rows, key)
    _beside_leads(columns)
    choose_action(columns, rows)
    choose_short(columns, rows, key)
    if not titled:
        choose_priority(columns, rows)
    choose_texts(columns, rows)
    choose_outcome_from_aim(columns)
    choose_more_leads(columns, rows)
    _keep_dates(columns, rows)
    _part_dates(columns, rows)
    _part_names(columns, rows)
    return Header(tuple(columns))


def _settle_known(columns: list[Column], rows: Sequence[Row], key: RatingKey) -> None:
    """Headings that say different things over different cells: "Priority: High", "Progress" over "On track"."""
    headed = {column.meaning for column in columns}
    seen: set[Meaning] = set()
    for position, column in enumerate(columns):
        if column.meaning is None:
            continue
        values = values_under(rows, column.index)
        meaning = _settled_meaning(column.meaning, values, seen, headed)
        if meaning is Meaning.PROGRESS and Meaning.RATING not in headed and are_ratings(values, key):
            meaning = Meaning.RATING
        seen.add(meaning)
        columns[position] = replace(column, meaning=meaning)


def _beside_leads(columns: list[Column]) -> None:
    """A column headed "Name" or "Contact" beside one of leads names who leads."""
    if {Meaning.LEAD, Meaning.ACTION} <= {column.meaning for column in columns}:
        for position, column in enumerate(columns):
            if column.meaning is None and _NAMED.fullmatch(folded(column.heading)):
                columns[position] = replace(column, meaning=Meaning.LEAD)


def _with_one_action(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Of several columns that may hold the actions, the one that says so most plainly; the others have no field."""
    named = [column for column in columns if column.meaning is Meaning.ACTION and values_under(rows, column.index)]
    if len(named) < 2:
        return list(columns)
    best = max(
        named,
        key=lambda column: (
            is_exact(column.heading) or not is_grouped(rows, column.index),
            "action" in column.heading.lower() and is_exact(column.heading),
            not re.search(r"milestone|deliverable", column.heading, re.IGNORECASE),  # how far an action is by when
            is_exact(column.heading),
        ),
    )
    named_elsewhere = any(column.meaning in (Meaning.PRIORITY, Meaning.AIM) for column in columns)
    return [
        _no_action(column, rows, named_elsewhere) if column in named and column is not best else column
        for column in columns
    ]


def _no_action(column: Column, rows: Sequence[Row], named_elsewhere: bool) -> Column:
    """A column that another one leaves without actions: the priorities where it groups rows, else without a field."""
    groups = is_grouped(rows, column.index) and not named_elsewhere and not is_exact(column.heading)
    return replace(column, meaning=Meaning.PRIORITY if groups else Meaning.OTHER)


def _part_dates(columns: list[Column], rows: Sequence[Row]) -> None:
    """Of two columns of dates under headings that say not which is which, the earlier is the start, where each row agrees.

    Nobody knows these headings, or they are sentences: "When will you see it begin?", "When will it be there?".
    """
    dated = [position for position, column in enumerate(columns) if column.meaning is Meaning.DUE]
    unclear = [at for at in dated if columns[at].guessed or folded(columns[at].heading).startswith("when ")]
    if len(dated) < 2 or len(unclear) < len(dated) or any(is_exact(columns[at].heading) for at in dated):
        return
    for position in (at for at in dated[2:] if columns[at].guessed):
        columns[position] = replace(columns[position], meaning=None, guessed=False)
    pairs = [[_last_day(text_under(row, columns[position].index)) for position in dated[:2]] for row in rows]
    both = [(first, second) for first, second in pairs if first and second]
    if (
        len(both) >= 2
        and all(first <= second for first, second in both)
        and any(first < second for first, second in both)
    ):
        columns[dated[0]] = replace(columns[dated[0]], meaning=Meaning.START, guessed=True)


def _last_day(text: str | None) -> date | None:
    reading = read_timescale(text or "")
    return reading.due or reading.start


def _part_names(columns: list[Column], rows: Sequence[Row]) -> None:
    """Of two columns of leads, one of persons and one of roles: the roles are the leads."""
    leads = [position for position, column in enumerate(columns) if column.meaning is Meaning.LEAD]
    shares = {position: _share_of_names(values_under(rows, columns[position].index)) for position in leads}
    if any(share <= 0.2 and values_under(rows, columns[position].index) for position, share in shares.items()):
        for position, share in shares.items():
            if share >= 0.8:
                columns[position] = replace(columns[position], meaning=Meaning.NAME)


def _share_of_names(values: Sequence[str]) -> float:
    """How many of the cells hold a person's name and no role."""
    held = sum(
        1
        for text in values
        if any(item.kind == "name" for item in people_in_lead(text)) and looks_like_lead(text) < 0.5
    )
    return held / len(values) if values else 0.0


def _keep_dates(columns: list[Column], rows: Sequence[Row]) -> None:
    """Of several columns that may hold dates ("Target" and "Due date"), keep those that do."""

    def share(column: Column) -> float:
        values = values_under(rows, column.index)
        return sum(map(date_like, values)) / len(values) if values else 0.0

    dated = [position for position, column in enumerate(columns) if column.meaning is Meaning.DUE]
    if len(dated) > 1 and any(share(columns[position]) >= 0.5 for position in dated):
        for position in dated:
            if share(columns[position]) < 0.2 and any(text_under(row, columns[position].index) for row in rows):
                columns[position] = replace(columns[position], meaning=Meaning.OTHER)


def _settled_meaning(
    meaning: Meaning, values: Sequence[str], seen: set[Meaning], headed: set[Meaning | None]
) -> Meaning:
    if not values:
        return Meaning.OTHER if meaning in seen and meaning in _ONCE else meaning
    if meaning is Meaning.PRIORITY and are_levels(values):
        return Meaning.OTHER
    if meaning is Meaning.LEAD and sum(map(date_like, values)) * 2 > len(values):
        return Meaning.OTHER
    if meaning is Meaning.DUE and all(map(looks_like_rating, values)):
        return Meaning.RATING
    if meaning is Meaning.REVIEW and sum(map(date_like, values)) * 3 < len(values):
        # "Last update" over what was said, not over the day on which it was.
        return Meaning.OTHER if Meaning.PROGRESS in headed | seen else Meaning.PROGRESS
    if meaning is Meaning.REFERENCE and not any(map(reference_in_column, values)):
        # "Action reference and description" over "1.1 – Train staff": the actions, their references glued to them.
        glued = sum(glued_reference(text) is not None for text in values) * 2 > len(values)
        words = sum(len(text.split()) for text in values) >= 4 * len(values)
        return Meaning.ACTION if (glued or words) and Meaning.ACTION not in headed | seen else Meaning.OTHER
    return Meaning.OTHER if meaning in seen and meaning in _ONCE else meaning


# Beside a column of leads a person or a post of theirs; alone it may as well be the name of a project.
_NAMED = re.compile(
    r"(?:(?:officer|post ?holder|contact|named|full)(?:'s)? )?(?:names?|officer|person|contact|post ?holder)"
)

_ONCE = frozenset({Meaning.PRIORITY, Meaning.ACTION, Meaning.REFERENCE})
