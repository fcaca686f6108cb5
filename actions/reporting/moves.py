"""What moved in a plan between the ends of two days: ratings, dates, words, what is new, complete, stopped or gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from actions.models import Action, DueDateChange
from actions.reporting.standing import Standing, end_of, standings
from actions.status import Status
from priorities.models import Plan


@dataclass(frozen=True, slots=True)
class RatingMoved:
    """An action that is rated otherwise than it was; `was` is how it stood, None where it is new."""

    now: Standing
    was: Standing | None


class DateMoved(NamedTuple):
    """One move of a due date, with its reason. `now` is the action as it stands after all moves."""

    now: Standing
    from_raw: str
    from_due: date | None
    to_raw: str
    to_due: date | None
    reason: str
    agreed_by: str
    changed_on: date


@dataclass(frozen=True, slots=True)
class WordsMoved:
    """An action of which the words are others: plain words and official words, each as (was, now), None where they stayed."""

    now: Standing
    plain: tuple[str, str] | None
    official: tuple[str, str] | None


class Gone(NamedTuple):
    """An action that was withdrawn: its reference, when and why. Never its words: they may be why."""

    reference: str
    withdrawn_at: datetime
    reason: str


@dataclass(slots=True)
class Moves:
    """What moved, in the plan's order; dates oldest first. An action may stand under several headings."""

    ratings: list[RatingMoved] = field(default_factory=list)
    dates: list[DateMoved] = field(default_factory=list)
    new: list[Standing] = field(default_factory=list)
    completed: list[RatingMoved] = field(default_factory=list)
    stopped: list[RatingMoved] = field(default_factory=list)
    words: list[WordsMoved] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many lines there are to read."""
        return sum(len(getattr(self, name)) for name in self.__slots__)


_COMPLETE = (Status.COMPLETE, Status.EMBEDDED)


def moves(plan: Plan, *, after: date, until: date) -> Moves:
    """What the public could read at the end of `until` and not at the end of `after`.

    Ratings and words are compared as they stood at both ends: what moved and came back did not move. Every move of a
    date is told, because each has its reason.
    """
    before = {one.listed.pk: one for one in standings(plan, on=after)}
    now = standings(plan, on=until)
    found = Moves()
    for one in now:
        was = before.get(one.listed.pk)
        if was is None:
            found.new.append(one)
        _rating(found, one, was)
        words = _words(one, was) if was is not None else None
        if words is not None:
            found.words.append(words)
    found.dates = list(_dates(plan, {one.listed.pk: one for one in now}, after, until))
    found.gone = _gone(plan, after, until)
    return found


def _rating(found: Moves, one: Standing, was: Standing | None) -> None:
    """What is new is told as new, and besides where it is finished at once."""
    given = (was.status, was.listed.rated_as) if was is not None else (None, "")
    if (one.status, one.listed.rated_as) == given:
        return
    moved = RatingMoved(one, was)
    if one.status in _COMPLETE and given[0] not in _COMPLETE:
        found.completed.append(moved)
    elif one.status is Status.STOPPED:
        found.stopped.append(moved)
    elif was is not None:
        found.ratings.append(moved)


def _words(one: Standing, was: Standing) -> WordsMoved | None:
    if one.is_gone:
        return None
    plain = (was.listed.plain_words, one.listed.plain_words)
    official = (was.listed.official_words, one.listed.official_words)
    if plain[0] == plain[1] and official[0] == official[1]:
        return None
    return WordsMoved(one, plain if plain[0] != plain[1] else None, official if official[0] != official[1] else None)


def _dates(plan: Plan, now: dict[int, Standing], after: date, until: date) -> Iterator[DateMoved]:
    rows = (
        DueDateChange.objects.public()
        .filter(action__plan=plan, words_only=False, public_from__gte=end_of(after), public_from__lt=end_of(until))
        .order_by("public_from", "pk")
        .values_list("action_id", *DateMoved._fields[1:])
    )
    return (DateMoved(now[row[0]], *row[1:]) for row in rows if row[0] in now and not now[row[0]].is_gone)


def _gone(plan: Plan, after: date, until: date) -> list[Gone]:
    """Those that the public could read before: what came and went in between is told nowhere."""
    rows = (
        Action.objects.filter(
            plan=plan,
            public_from__lt=end_of(after),
            withdrawn_at__gte=end_of(after),
            withdrawn_at__lt=end_of(until),
        )
        .order_by("withdrawn_at", "pk")
        .values_list("reference", "withdrawn_at", "withdrawn_reason")
    )
    return [Gone(*row) for row in rows]
