"""What a person says that a column holds: it goes before every heading and before what the cells look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from actions.reading.columns import Meaning, folded
from actions.reading.rows import Column, Header

CARDS, LINES = "cards", "lines"
"""What stands for a table where the actions are cards (a table each) or labelled lines: their labels are the columns."""

MEANINGS: dict[str, Meaning] = {
    "reference": Meaning.REFERENCE,
    "priority": Meaning.PRIORITY,
    "aim": Meaning.AIM,
    "action": Meaning.ACTION,
    "outcome": Meaning.OUTCOME,
    "measure": Meaning.MEASURE,
    "lead": Meaning.LEAD,
    "name": Meaning.NAME,
    "start": Meaning.START,
    "review": Meaning.REVIEW,
    "timescale": Meaning.DUE,
    "rating": Meaning.RATING,
    "progress": Meaning.PROGRESS,
    "not used": Meaning.OTHER,
}
"""The words in which somebody says what a column holds."""

_WORDS = {meaning: word for word, meaning in MEANINGS.items()}
_PLACE = re.compile(rf"(?:(table \d+|{CARDS}|{LINES})(?:, |$))?(?:column (\d+)|(.*))", re.DOTALL | re.IGNORECASE)
_ONCE = frozenset({Meaning.REFERENCE, Meaning.PRIORITY, Meaning.ACTION})


class WrongChoice(ValueError):
    """What was said of a column names none, or a meaning that there is not; str() is one sentence."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a column holds. `table` is "table 2" or None for all, `column` its number from 1 or its heading."""

    table: str | None
    column: int | str
    meaning: Meaning

    @property
    def place(self) -> str:
        """As it is written: "table 2, column 4"."""
        column = f"column {self.column}" if isinstance(self.column, int) else self.column
        return f"{self.table}, {column}" if self.table else column

    def is_about(self, column: Column) -> bool:
        if isinstance(self.column, int):
            return column.index + 1 == self.column
        return folded(column.heading) == folded(self.column)


def column_choice(place: str, word: str) -> ColumnChoice:
    """ "table 1, column 4" and "progress" as a choice. Raises WrongChoice."""
    meaning = MEANINGS.get(word.strip().lower())
    if meaning is None:
        raise WrongChoice(f"'{place}' cannot be '{word}'; choose one of {', '.join(MEANINGS)}.")
    found = _PLACE.fullmatch(place)
    table, number, heading = found.groups()
    if not number and not folded(heading or ""):
        raise WrongChoice(f"'{place}' names no column; write 'table 1, column 4', 'column 4' or the column's heading.")
    return ColumnChoice(table.lower() if table else None, int(number) if number else heading.strip(), meaning)


def column_choices(said: Mapping[str, str]) -> tuple[ColumnChoice, ...]:
    """Choices by their places, as a run keeps them: {"table 1, column 4": "progress"}. Raises WrongChoice."""
    return tuple(column_choice(place, word) for place, word in said.items())


def word_of(meaning: Meaning | None) -> str:
    """The word for what a column was taken for; "" where nobody knows it."""
    return "" if meaning is None else _WORDS[meaning]


def of_table(table: str, chosen: Iterable[ColumnChoice]) -> tuple[ColumnChoice, ...]:
    """The choices that are about a table; what names the table goes before what names none."""
    mine = [item for item in chosen if item.table in (None, table)]
    return tuple(sorted(mine, key=lambda item: item.table is not None))


def with_chosen(header: Header, chosen: Iterable[ColumnChoice]) -> Header:
    """The headings with what a person said of them; without a choice the very same headings.

    Only one column of a table holds the references, the priorities or the actions: one that was merely taken for it
    has no field then, and its words are kept as problems.
    """
    meanings: dict[int, Meaning] = {}
    for item in chosen:
        meanings |= {column.index: item.meaning for column in header.columns if item.is_about(column)}
    if not meanings:
        return header
    said = _ONCE & set(meanings.values())

    def settled(column: Column) -> Column:
        if column.index in meanings:
            return replace(column, meaning=meanings[column.index], guessed=False)
        return replace(column, meaning=Meaning.OTHER, guessed=False) if column.meaning in said else column

    return Header(tuple(map(settled, header.columns)))
