"""What moved in a plan between the ends of two days: ratings, dates, words, what is new, complete, stopped or gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from actions.models import Action, DueDateChange, ProgressReport
from actions.reporting.standing import Standing, end_of, standings_on
from actions.status import Status
from actions.wording import cut_at_word
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
    then, now = standings_on(plan, [after, until])
    before = {one.listed.pk: one for one in then}
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


class Event(NamedTuple):
    """One thing that the public could read from a moment on. `key` names it for ever; `slug` is that of its action."""

    key: str
    at: datetime
    title: str
    words: str
    slug: str


def events(plan: Plan, *, after: date, until: date, most: int) -> list[Event]:
    """What came of public actions after the end of one day and by the end of another, the newest first; at most `most`.

    Reports that stand, moves of dates and new actions. Of an action that was withdrawn nothing is told. Three queries.
    """
    within = {"public_from__gte": end_of(after), "public_from__lt": end_of(until)}
    named = ("reference", "plain_words", "official_words")
    of_action = tuple(f"action__{name}" for name in ("slug", *named))
    public = {"action__in": Action.objects.public().filter(plan=plan).order_by().values("pk")}
    found = [
        Event(f"report-{key}", at, _title(names, rating or Status.given(status), "Update"), done, slug)
        for key, at, status, rating, done, slug, *names in ProgressReport.objects.standing()
        .filter(**public, **within)
        .values_list("pk", "public_from", "status", "rating", "done", *of_action)
    ]
    found += [
        Event(f"date-{key}", at, _title(names, None, "Due date moved"), reason, slug)
        for key, at, reason, slug, *names in DueDateChange.objects.public()
        .filter(words_only=False, **public, **within)
        .values_list("pk", "public_from", "reason", *of_action)
    ]
    found += [
        Event(f"action-{key}", at, _title(names, None, "New action"), "", slug)
        for key, at, slug, *names in Action.objects.public()
        .filter(plan=plan, **within)
        .values_list("pk", "public_from", "slug", *named)
    ]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:most]


def _title(names: Sequence[str], rating: Status | str | None, what: str) -> str:
    reference, plain, official = names
    said = rating.label if isinstance(rating, Status) else rating
    name = cut_at_word(plain or official, 120).removesuffix(".") or "No words recorded"
    return f"{what}{f' ({said})' if said else ''}: {f'{reference} ' if reference else ''}{name}"
