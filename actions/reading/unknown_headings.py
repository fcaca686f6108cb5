"""Columns under headings that nobody knows, or that say something else than the cells below them: told by the cells.

Every column found here is `guessed`: each row of it says so, for a person to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from actions.reading.columns import Meaning, folded, heads_something_else, is_exact, meaning_of
from actions.reading.headings import numbered_heading, plain_heading, priority_heading
from actions.reading.leads import looks_like_lead
from actions.reading.ratings import RatingKey, looks_like_rating
from actions.reading.references import reference_in_column
from actions.reading.rows import Column, date_like
from actions.reading.sentence_kinds import column_likeness
from actions.reading.shapes import is_grouped, text_under, texts_of, values_under
from priorities.documents import Row

# How much the cells of a column must read like a kind of sentence, as a mean, to be taken for it without a heading.
_SURELY = {Meaning.ACTION: 0.6, Meaning.OUTCOME: 0.4, Meaning.PROGRESS: 0.4}
_CLEARLY = 0.1
_ENOUGH = 20
"""How many rows below a row show what stands under it."""
# Days on which something was written down, which are nobody's due date.
BOOKKEEPING = re.compile(
    r"\b(created|added|raised|opened|updated|reviewed|achieved|actual|closed|modified|start)", re.IGNORECASE
)


def as_guessed(column: Column, meaning: Meaning) -> Column:
    """A column whose cells say what it holds and whose heading does not: each of its rows says so."""
    return replace(column, meaning=meaning, guessed=bool(column.heading.strip()))


def heads_actions(row: Row, below: Iterable[Row]) -> bool:
    """Whether a row of short words heads a table of actions, as the cells below it show.

    Things to do stand beside dates, leads or ratings. Where none of its words is a heading that we know, two of these
    must stand there.
    """
    cells = [cell for cell in row.cells if cell.text.strip() and not cell.continues]
    texts = [cell.text for cell in cells]
    if len(texts) < 3 or len(set(texts)) < len(texts) or any(len(text.split()) > 8 for text in texts):
        return False
    if heads_something_else(texts) or any(map(_is_value, texts)):
        return False
    rows = list(islice((other for other in below if len(texts_of(other)) * 2 > len(texts)), _ENOUGH))
    if len(rows) < 2:
        return False
    under = [values_under(rows, cell.column) for cell in cells]
    to_do = [
        at
        for at, values in enumerate(under)
        if len(values) >= 2
        and _words(values) >= 3
        and column_likeness(values)[Meaning.ACTION] >= _SURELY[Meaning.ACTION]
        and meaning_of(texts[at]) in (None, Meaning.ACTION, Meaning.AIM)
    ]
    others = sum(
        1
        for fits in (date_like, _is_lead, looks_like_rating)
        if any(len(values) >= 2 and _share(values, fits) >= 0.6 for at, values in enumerate(under) if at not in to_do)
    )
    known = any(meaning_of(text) is not None for text in texts)
    return bool(to_do) and others >= (1 if known else 2)


def _is_value(text: str) -> bool:
    """Whether a cell holds something of a row, and not the name of a column."""
    named = is_exact(text) or meaning_of(text) not in (None, Meaning.LEAD)
    counts = any(map(str.isdigit, text)) and reference_in_column(text) is not None
    return (
        date_like(text)
        or counts
        or (not named and (looks_like_rating(text) or looks_like_lead(text) >= 0.6 or text.endswith(".")))
    )


# Words for how far an action is that name no status by themselves.
_STAGE = re.compile(
    r"(?:work )?in progress|under ?way|started|open|live|closed|delayed|overdue|late|paused|on hold|pending|blocked|stuck|planned|active"
)


def with_references(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """One of the first three columns, under a heading that we do not know, whose cells count the rows: the references."""
    if any(column.meaning is Meaning.REFERENCE for column in columns):
        return columns
    whole = [row for row in rows if len(texts_of(row)) > 2]
    for position, column in enumerate(columns[:3]):
        found = [reference_in_column(text) for text in values_under(whole, column.index)]
        other = column.meaning not in (None, Meaning.ACTION)  # "Step" may head the steps or count them
        if not other and len(found) >= 2 and None not in found and _counts(found):
            return [*columns[:position], as_guessed(column, Meaning.REFERENCE), *columns[position + 1 :]]
    return columns


def _counts(references: Sequence[str | None]) -> bool:
    """Whether references go on one by one: "1.1", "1.2" or "A1", each another, or "1", "2", "3", perhaps from 1 again."""
    numbers = [int(found) for found in references if found is not None and found.isdigit()]
    if not numbers:
        return len(set(references)) == len(references)
    steps = zip([0, *numbers], numbers, strict=False)
    return len(numbers) == len(references) and all(now in (before + 1, 1) for before, now in steps)


def without_contradicted(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Headings of leads, dates and ratings over sentences or over something else of these: their cells decide."""
    return [
        replace(column, meaning=None) if _is_contradicted(column, values_under(rows, column.index)) else column
        for column in columns
    ]


_CHECKED = (Meaning.LEAD, Meaning.DUE, Meaning.START, Meaning.RATING, Meaning.ACTION)


def _is_contradicted(column: Column, values: Sequence[str]) -> bool:
    if len(values) < 3 or column.meaning not in _CHECKED:
        return False
    if column.meaning is Meaning.ACTION:
        # "Health of action" over colours
        return not is_exact(column.heading) and any(
            _share(values, fits) >= 0.6 for fits in (date_like, _is_lead, looks_like_rating)
        )
    likely = column_likeness(values)
    sentences = _words(values) >= 3 and max(likely.values()) >= 0.4
    if column.meaning is Meaning.LEAD:
        prose = sentences or (_words(values) >= 3 and not is_exact(column.heading))
        return _share(values, date_like) >= 0.6 or (prose and _share(values, _is_lead) <= 0.2)
    if column.meaning in (Meaning.DUE, Meaning.START):
        return _share(values, date_like) <= 0.2 and (sentences or _share(values, _is_lead) >= 0.6)
    return _words(values) > 4 and sentences and _share(values, looks_like_rating) <= 0.2


def _share(values: Sequence[str], fits: Callable[[str], object]) -> float:
    """How many of the cells fit, 0 to 1."""
    return sum(bool(fits(text)) for text in values) / len(values) if values else 0.0


def _is_lead(text: str) -> bool:
    return looks_like_lead(text) >= 0.4


def _words(values: Sequence[str]) -> float:
    """How many words a cell has, as a mean."""
    return sum(len(text.split()) for text in values) / len(values)


def are_ratings(values: Sequence[str], key: RatingKey, *, most: bool = False) -> bool:
    """Whether cells are a few short words or signs that repeat, a third of them ratings (or `most`): "In progress", "✔"."""
    # A row that lost a column puts a sentence here.
    short = [
        entry.word if (entry := key.entry(text)) else text
        for text in values
        if len(text.split()) <= 4 or key.entry(text)
    ]
    rated = sum(
        looks_like_rating(text) or key.entry(text) is not None or bool(_STAGE.fullmatch(text.strip().lower()))
        for text in values
    )
    # Every status has a word of its own at most, and some that name none.
    few = 0 < len(set(short)) <= (9 if rated * 5 >= len(values) * 4 else 6) and len(short) * 5 >= len(values) * 4
    return few and rated * 3 >= len(values) * (2 if most else 1)


def choose_short(columns: list[Column], rows: Sequence[Row], key: RatingKey) -> None:
    """Unknown headings over ratings, leads or dates, where no heading names such a column."""
    for meaning, fits in (
        (Meaning.RATING, lambda values: are_ratings(values, key, most=len(set(values)) == len(values))),
        (Meaning.DUE, lambda values: _share(values, date_like) >= 0.6),
        (Meaning.LEAD, lambda values: _share(values, _is_lead) >= 0.6),
    ):
        if any(column.meaning is meaning for column in columns):
            continue
        for position, column in enumerate(columns):
            values = values_under(rows, column.index)
            hidden = column.meaning is None or (column.meaning is Meaning.OTHER and _is_sure(meaning, values, key))
            if not hidden or not column.heading or len(values) < 2 or BOOKKEEPING.search(folded(column.heading)):
                continue
            if fits(values) and column_likeness(values)[Meaning.ACTION] < _SURELY[Meaning.ACTION]:
                columns[position] = as_guessed(column, meaning)
                if meaning is not Meaning.DUE:  # a second column of dates may be the end of the first
                    break


def _is_sure(meaning: Meaning, values: Sequence[str], key: RatingKey) -> bool:
    """Whether cells under a heading without a field ("Confidence") are dates, or words that the plan's key explains."""
    if meaning is Meaning.DUE:
        return True
    explained = sum(key.entry(text) is not None for text in values)
    return meaning is Meaning.RATING and explained >= 2 and explained * 3 >= len(values) * 2


_WATCHES = re.compile(
    r"\b(?:board|committee|panel|executive|group|partnership|cabinet|governors|sub-?group)$", re.IGNORECASE
)


def choose_more_leads(columns: list[Column], rows: Sequence[Row]) -> None:
    """Further columns of nothing but posts and teams under headings that nobody knows: leads, too.

    Not those of boards and committees: they may as well watch over what others lead.
    """
    if not any(column.meaning is Meaning.LEAD for column in columns):
        return
    for position, column in enumerate(columns):
        values = values_under(rows, column.index)
        if column.meaning is not None or not column.heading or len(values) < 3:
            continue
        if _share(values, _is_lead) >= 0.8 and _share(values, _WATCHES.search) < 0.5:
            columns[position] = as_guessed(column, Meaning.LEAD)


def choose_outcome_from_aim(columns: list[Column]) -> None:
    """An aim right of the actions ("Where do we want to be?") where nothing else says what will be different."""
    if any(column.meaning in (Meaning.OUTCOME, Meaning.MEASURE) for column in columns):
        return
    begin = next((at for at, column in enumerate(columns) if column.meaning is Meaning.ACTION), len(columns))
    for position, column in enumerate(columns[begin:], start=begin):
        if column.meaning is Meaning.AIM:
            columns[position] = as_guessed(column, Meaning.OUTCOME)
            return


def choose_action(columns: list[Column], rows: Sequence[Row]) -> None:
    """Find the actions where no heading names them, or where the one that does is over groups.

    They are an unknown column of things to do, else the aim, else the first unknown column of sentences. Where no
    heading names either, they may stand under one that mostly heads something else ("Mitigation", "Recommendation").
    """
    named = [column for column in columns if column.meaning is Meaning.ACTION]
    if named and (not is_grouped(rows, named[0].index) or _are_things_to_do(named[0], rows)):
        return
    unnamed = not named and not any(column.meaning is Meaning.AIM for column in columns)
    unknown = [
        position
        for position, column in enumerate(columns)
        if column.heading and (column.meaning is None or (unnamed and _may_hold_actions(column, rows)))
    ]
    likely = {at: column_likeness(values_under(rows, columns[at].index))[Meaning.ACTION] for at in unknown}
    best = max(unknown, key=lambda at: (likely[at], columns[at].meaning is None), default=None)
    if best is not None and likely[best] >= _SURELY[Meaning.ACTION]:
        spare = Meaning.OTHER if any(column.meaning is Meaning.PRIORITY for column in columns) else Meaning.PRIORITY
        for position, column in enumerate(columns):
            if column.meaning is Meaning.ACTION:
                columns[position] = replace(column, meaning=spare)
        columns[best] = as_guessed(columns[best], Meaning.ACTION)
        return
    if named:
        return
    for position, column in enumerate(columns):
        if column.meaning is Meaning.AIM:
            columns[position] = replace(column, meaning=Meaning.ACTION)
            return
        values = values_under(rows, column.index)
        if column.meaning is None and column.heading and values and _words(values) >= 4:
            columns[position] = as_guessed(column, Meaning.ACTION)
            return


# Things to do, too, but after those of the plan.
_AFTERWARDS = re.compile(r"\bnext\b")


def _may_hold_actions(column: Column, rows: Sequence[Row]) -> bool:
    """Whether another heading could stand over the actions themselves: "Mitigation", "Recommendation", "Measures"."""
    if column.meaning is Meaning.OTHER:
        return not _AFTERWARDS.search(folded(column.heading))
    return column.meaning in (Meaning.PRIORITY, Meaning.MEASURE) and not is_grouped(rows, column.index)


def _are_things_to_do(column: Column, rows: Sequence[Row]) -> bool:
    return column_likeness(values_under(rows, column.index))[Meaning.ACTION] >= _SURELY[Meaning.ACTION]


# What plans call their parts: "Travel to school" under it is no lead, though a school could be one.
_PART = re.compile(r"(?:topic|chapter|block|heading|part)s?")


def choose_priority(columns: list[Column], rows: Sequence[Row]) -> None:
    """An unknown column left of the actions that holds the same titles again and again: the priorities."""
    if any(column.meaning in (Meaning.PRIORITY, Meaning.AIM) for column in columns):
        return
    for position, column in enumerate(columns):
        if column.meaning is Meaning.ACTION:
            return
        values = values_under(rows, column.index)
        if column.meaning is not None or not column.heading or len(values) < 2:
            continue
        if not is_grouped(rows, column.index) and not _heads_groups(columns, rows, column):
            continue
        numbered = _share(values, lambda text: priority_heading(text) or numbered_heading(text)) >= 0.5
        parts = _PART.fullmatch(folded(column.heading))
        if numbered or parts or (_words(values) >= 2 and _share(values, _is_lead) < 0.5):
            columns[position] = as_guessed(column, Meaning.PRIORITY)
            return


def _heads_groups(columns: Sequence[Column], rows: Sequence[Row], column: Column) -> bool:
    """Whether titles stand on the first row of each group and blanks on the others."""
    action = next((other for other in columns if other.meaning is Meaning.ACTION), None)
    if action is None:
        return False
    filled = [bool(text_under(row, column.index)) for row in rows if text_under(row, action.index)]
    titles = [plain_heading(text) for text in values_under(rows, column.index)]
    return bool(filled) and filled[0] and filled.count(False) * 2 >= len(filled) and None not in titles


# Left of the actions these head how things stood before; right of them they may head what was done since.
_NOW = re.compile(r"\bwhere (?:are we|we are)\b|^(?:the )?current (?:picture|situation)\b", re.IGNORECASE)


def choose_texts(columns: list[Column], rows: Sequence[Row]) -> None:
    """Unknown headings right of the actions over sentences that read like outcomes or like progress.

    Only where no heading names such a column. Columns that repeat their words say something about several actions.
    """
    wanted = [
        meaning
        for meaning in (Meaning.OUTCOME, Meaning.PROGRESS)
        if not any(column.meaning is meaning for column in columns)
    ]
    begin = next((at for at, column in enumerate(columns) if column.meaning is Meaning.ACTION), len(columns))
    found: dict[Meaning, tuple[float, int]] = {}
    for position, column in enumerate(columns[begin:], start=begin):
        now = column.meaning is Meaning.OTHER and bool(_NOW.search(folded(column.heading)))
        if (column.meaning is not None and not now) or not column.heading or is_grouped(rows, column.index):
            continue
        likely = column_likeness(values_under(rows, column.index))
        for meaning in wanted if not now else set(wanted) & {Meaning.PROGRESS}:
            others = max(share for other, share in likely.items() if other not in (meaning, Meaning.MEASURE))
            sure = likely[meaning] >= _SURELY[meaning] and likely[meaning] >= others + _CLEARLY
            if sure and likely[meaning] > found.get(meaning, (0.0, 0))[0]:
                found[meaning] = (likely[meaning], position)
    for meaning, (_, position) in found.items():
        columns[position] = as_guessed(columns[position], meaning)
