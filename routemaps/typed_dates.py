"""The days that a family types into the address of a page: three boxes for a day, and what each is the day of. Pure.

Nothing is kept: a day stands in the address alone, and an empty form is no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from priorities.typed_days import NotADay, read_day
from routemaps.deadlines import in_words

FIRST, SECOND = ("d", "m", "y"), ("d2", "m2", "y2")
"""The names of the boxes: of the day of what happened, and of a second one beside it."""

_PARTS = ("day", "month", "year")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Box:
    """One of three boxes as it was typed."""

    name: str
    label: str
    typed: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class TypedDay:
    """Three boxes, the day that they give, and a sentence where they give none. Empty boxes give neither."""

    boxes: tuple[Box, ...]
    day: date | None = None
    mistake: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(box.typed for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a family asks for: the event, its day, a second day, and the stage where they are (from 1; 0 for none)."""

    event: str
    first: TypedDay
    second: TypedDay
    at: int = 0
    unknown: tuple[str, ...] = field(default=())
    """A sentence for each value of the address that the page does not know."""

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Pairs of the name of the box to go to and a sentence."""
        days = ((one, one.mistake) for one in (self.first, self.second))
        return [(next(box.name for box in one.boxes if box.wrong), mistake) for one, mistake in days if mistake]


def typed_day(values: Mapping[str, str], names: Sequence[str], *, label: str) -> TypedDay:
    """The day in three boxes, such as {"d": "2", "m": "mar", "y": "2026"}. `label` begins the sentence of a mistake."""
    typed = [values.get(name, "").strip()[:20] for name in names]
    if not any(typed):
        return _day(names, typed, set())
    empty = [place for place, words in enumerate(typed) if not words]
    if empty:
        missing = " and the ".join(_PARTS[place] for place in empty)
        verb = "is" if len(empty) == 1 else "are"
        return _day(
            names, typed, set(empty), mistake=f"{label}: the {missing} {verb} missing; fill in all three boxes."
        )
    if any(len(words.split()) > 1 for words in typed):
        return _day(names, typed, {0}, mistake=f"{label}: write one number or one month in each box.")
    words = " ".join(typed)
    try:
        return _day(names, typed, set(), day=read_day(words))
    except NotADay as wrong:
        return _day(names, typed, {_where(typed)}, mistake=f"{label}: '{words}' {wrong}")


LONG_AGO_YEARS, FAR_AHEAD_YEARS = 5, 2
"""Between these, days that families type are what one expects."""


def about_the_day(day: date, *, on: date) -> str:
    """A sentence about a day that may be a slip or is still to come; "" for one that is neither."""
    if day.year < on.year - LONG_AGO_YEARS or day.year > on.year + FAR_AHEAD_YEARS:
        return f"You typed {in_words(day)}. Is the year right?"
    if day > on:
        return f"{in_words(day)} is still to come. These dates hold if it happens on that day."
    return ""


def iso_day(value: str) -> date | None:
    """A day as addresses of files write it, "2026-03-02"; None for anything else, and for years that nobody may type."""
    try:
        return read_day(value) if _ISO.fullmatch(value) else None
    except NotADay:
        return None


def _day(names: Sequence[str], typed: Sequence[str], wrong: set[int], **more) -> TypedDay:
    boxes = tuple(
        Box(name, part.capitalize(), words, place in wrong)
        for place, (name, part, words) in enumerate(zip(names, _PARTS, typed, strict=True))
    )
    return TypedDay(boxes, **more)


def _where(typed: Sequence[str]) -> int:
    """The box to go to: the first that can be no part of any day."""
    for place, instead in enumerate((("1", "1", "2026"),) * 3):
        alone = list(instead)
        alone[place] = typed[place]
        try:
            read_day(" ".join(alone))
        except NotADay:
            return place
    return 0
