"""A roadmap by quarter: what was delivered, what is planned, what goes on, and what was moved or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from actions.models import Milestone, MilestoneChange
from actions.quarters import Quarter, quarter_of, quarters_between
from actions.status import dates_counted_to
from priorities.models import Plan
from priorities.prepared import Prepared

MOST_QUARTERS = 80
"""Empty quarters between two dates are shown up to this number in all: twenty years."""


class Standing(StrEnum):
    """Where a milestone stands on a day. In the order in which a quarter shows them."""

    DELIVERED = "Delivered"
    PASSED = "Date passed, not confirmed"
    PLANNED = "Planned"
    ONGOING = "Ongoing"
    DROPPED = "Dropped"


class PublicMilestone(NamedTuple):
    """What the page of a roadmap reads of a milestone."""

    pk: int
    slug: str
    period: str
    start: date | None
    end: date | None
    official_words: str
    plain_words: str
    kind: str
    repeats: str
    ongoing: bool
    state: str
    delivered_on: date | None

    @property
    def first_words(self) -> str:
        """Plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def kind_words(self) -> str:
        """ "Event"; "" where the type is not known."""
        return Milestone.Kind(self.kind).label if self.kind else ""


class PublicChange(NamedTuple):
    """What the page reads of what became of a milestone."""

    milestone_id: int
    what: str
    from_period: str
    reason: str
    agreed_by: str
    how_we_know: str


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """One milestone as its quarter shows it."""

    milestone: PublicMilestone
    standing: Standing
    moves: tuple[PublicChange, ...]
    """Each time that it was moved, oldest first."""
    last: PublicChange | None
    """What was said last of its state: why it was dropped, how its delivery is known."""
    also_in: tuple[Quarter, ...]
    """Other quarters in which the same thing stands."""


@dataclass(slots=True)
class RoadmapQuarter:
    """One quarter and its milestones, by where they stand."""

    quarter: Quarter
    is_now: bool
    groups: dict[Standing, list[RoadmapRow]] = field(default_factory=dict)


@dataclass(slots=True)
class Roadmap:
    """A plan's milestones by quarter; `undated` are those whose words mean no time. `number` counts them all."""

    quarters: list[RoadmapQuarter]
    undated: dict[Standing, list[RoadmapRow]]
    number: int
    counts: dict[Standing, int]
    moved: int
    """How many of them were moved, once or more often."""


_MILESTONES = Prepared(
    lambda plan: (
        Milestone.objects.public().filter(plan=plan).order_by("order", "pk").values_list(*PublicMilestone._fields)
    ),
    plan=int,
)
_CHANGES = Prepared(
    lambda plan: (
        MilestoneChange.objects.public()
        .filter(milestone__plan=plan)
        .order_by("approved_at", "pk")
        .values_list(*PublicChange._fields)
    ),
    plan=int,
)


def milestones_of(plan: Plan) -> list[PublicMilestone]:
    """The public milestones of a plan, in its order. One query."""
    return [PublicMilestone._make(row) for row in _MILESTONES(plan=plan.pk)]


def standing(milestone: PublicMilestone, plan: Plan, *, on: date) -> Standing:
    """Where a milestone stands on a day. That a day passed says nothing of delivery; a closed plan counts to its end."""
    if milestone.state == Milestone.State.DELIVERED:
        return Standing.DELIVERED
    if milestone.state == Milestone.State.DROPPED:
        return Standing.DROPPED
    if milestone.ongoing:
        return Standing.ONGOING
    counted_to = dates_counted_to(closed_on=plan.closed_on, on=on)
    return Standing.PASSED if milestone.end is not None and milestone.end < counted_to else Standing.PLANNED


def roadmap(
    milestones: Iterable[PublicMilestone],
    plan: Plan,
    *,
    on: date,
    first: Quarter | None = None,
    last: Quarter | None = None,
    kind: str = "",
) -> Roadmap:
    """The milestones by the quarter in which their period ends, from `first` to `last`, of one type. One query.

    A quarter in which nothing stands is there all the same. What stands in no quarter is left out where the time is
    narrowed.
    """
    changes: dict[int, list[PublicChange]] = {}
    for row in _CHANGES(plan=plan.pk):
        change = PublicChange._make(row)
        changes.setdefault(change.milestone_id, []).append(change)
    every = list(milestones)
    repeated = _repeated(every)
    shown = [one for one in every if not kind or one.kind == kind]
    dated = [one for one in shown if one.end is not None]
    quarters = _shown_quarters([quarter_of(one.end) for one in dated], first, last)
    found = {quarter: RoadmapQuarter(quarter, quarter.first <= on <= quarter.last) for quarter in quarters}
    undated: dict[Standing, list[RoadmapRow]] = {}
    counts: dict[Standing, int] = {}
    number = moved = 0
    for one in shown:
        quarter = quarter_of(one.end) if one.end is not None else None
        if quarter not in found and not (quarter is None and first is None and last is None):
            continue
        groups = found[quarter].groups if quarter is not None else undated
        row = _row(one, plan, changes.get(one.pk, []), repeated, on=on)
        same = _same_in(groups, one)
        if same:
            continue
        groups.setdefault(row.standing, []).append(row)
        counts[row.standing] = counts.get(row.standing, 0) + 1
        number += 1
        moved += bool(row.moves)
    for part in (*(quarter.groups for quarter in found.values()), undated):
        _in_order(part)
    _in_order(counts)
    return Roadmap(list(found.values()), undated, number, counts, moved)


def _shown_quarters(used: list[Quarter], first: Quarter | None, last: Quarter | None) -> list[Quarter]:
    if not used:
        return []
    begin, end = max(min(used), first or min(used)), min(max(used), last or max(used))
    if len(used) > 1 and (end.year - begin.year) * 4 + end.number - begin.number >= MOST_QUARTERS:
        # One wrong year must not make a page of a thousand empty quarters.
        return sorted({quarter for quarter in used if begin <= quarter <= end})
    return quarters_between(begin, end)


def _row(
    one: PublicMilestone,
    plan: Plan,
    changes: list[PublicChange],
    repeated: Mapping[str, list[Quarter]],
    *,
    on: date,
) -> RoadmapRow:
    own = quarter_of(one.end) if one.end is not None else None
    moves = tuple(change for change in changes if change.what == MilestoneChange.What.MOVED)
    said = [change for change in changes if change.what == one.state]
    also = tuple(quarter for quarter in repeated.get(one.repeats, ()) if quarter != own) if one.repeats else ()
    return RoadmapRow(one, standing(one, plan, on=on), moves, said[-1] if said else None, also)


def _repeated(milestones: Iterable[PublicMilestone]) -> dict[str, list[Quarter]]:
    """The quarters of what repeats, in order, by its key."""
    found: dict[str, set[Quarter]] = {}
    for one in milestones:
        if one.repeats and one.end is not None:
            found.setdefault(one.repeats, set()).add(quarter_of(one.end))
    return {key: sorted(quarters) for key, quarters in found.items()}


def _same_in(groups: Mapping[Standing, list[RoadmapRow]], one: PublicMilestone) -> bool:
    """Whether the very same thing stands in this quarter already: it is shown once."""
    return bool(one.repeats) and any(
        row.milestone.repeats == one.repeats
        and (row.milestone.state, row.milestone.period) == (one.state, one.period)
        and row.milestone.first_words == one.first_words
        for rows in groups.values()
        for row in rows
    )


def _in_order(groups: dict[Standing, object]) -> None:
    for key in [key for key in Standing if key in groups]:
        groups[key] = groups.pop(key)
