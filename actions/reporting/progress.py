"""What a board asks of a plan on a day: how many stand where, what needs it first, by priority, by lead, by partner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from actions.reporting.counting import Counts
from actions.reporting.standing import LeadOf, Standing
from actions.status import Status


class Need(NamedTuple):
    """Why actions need a board: a heading, what it means, and the test that finds them."""

    key: str
    heading: str
    meaning: str
    finds: Callable[[Standing], bool]


def _not_finished(one: Standing) -> bool:
    return one.status is None or not one.status.is_finished


NEEDS = (
    Need("off-track", "Off track", Status.OFF_TRACK.definition, lambda one: one.status is Status.OFF_TRACK),
    Need("overdue", "Overdue", "The date has passed, and nobody said that it is done.", lambda one: one.is_overdue),
    Need("at-risk", "At risk", Status.AT_RISK.definition, lambda one: one.status is Status.AT_RISK),
    Need("silent", "Silent", "No update was published for longer than the plan promises.", lambda one: one.is_silent),
    Need(
        "decision",
        "A decision is asked for",
        "The last update asks the board to decide something.",
        lambda one: bool(one.decision_asked) and _not_finished(one),
    ),
)
"""In the order in which a board reads them. An action stands under the first that finds it."""


@dataclass(slots=True)
class Needed:
    """The actions that need a board for one reason, in the plan's order."""

    need: Need
    actions: list[Standing] = field(default_factory=list)


def needs(standings: Iterable[Standing]) -> list[Needed]:
    """What needs a board, the most urgent reason first; each action once, under its first reason. Reasons with none are left out."""
    found = {need.key: Needed(need) for need in NEEDS}
    for one in standings:
        first = next((need for need in NEEDS if need.finds(one)), None)
        if first is not None:
            found[first.key].actions.append(one)
    return [needed for needed in found.values() if needed.actions]


def count(standings: Iterable[Standing]) -> Counts:
    """How many of these actions stand where, by the same rules as `counts`, which asks the database about today.

    The lengths of texts are not counted: they are wanted for downloads of today alone.
    """
    counts = Counts()
    for one in standings:
        counts.total += 1
        counts.by_status[one.status] += 1
        counts.overdue += one.is_overdue
        counts.silent += one.is_silent
        listed = one.listed
        if listed.next_due is None:
            counts.no_date += 1
            counts.no_clear_date += bool(listed.timescale_problem) or not (listed.recurrence or listed.ongoing)
        if listed.rated_as:
            counts.unknown[listed.rated_as] = counts.unknown.get(listed.rated_as, 0) + 1
        day = listed.latest_report__reported_on
        if day is not None and (counts.last_update_on is None or day > counts.last_update_on):
            counts.last_update_on = day
    return counts


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a plan's actions under one heading, with how they stand. `slug` leads to their list, "" where none does."""

    name: str
    slug: str
    counts: Counts
    actions: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What difference was reported under one heading: those actions of it whose last words tell one, and the rest."""

    name: str
    slug: str
    told: tuple[Standing, ...]
    silent: tuple[Standing, ...]

    @property
    def total(self) -> int:
        return len(self.told) + len(self.silent)


def outcomes(parts: Iterable[Part]) -> list[Outcomes]:
    """Of each part the actions that report a difference and those that report none."""
    found = []
    for part in parts:
        told = tuple(one for one in part.actions if one.told and one.told.difference.strip())
        found.append(Outcomes(part.name, part.slug, told, tuple(one for one in part.actions if one not in told)))
    return found


NOBODY = LeadOf("", "No lead named", "")
NO_PARTNER = "No organisation named"


def by_priority(standings: Iterable[Standing], names: Sequence[tuple[int, str, str]]) -> list[Part]:
    """By priority in the order of `names`, which are keys, names and slugs; those of no public priority last."""
    found: dict[int | None, list[Standing]] = {key: [] for key, _, _ in names}
    others: list[Standing] = []
    for one in standings:
        found.get(one.priority, others).append(one)
    parts = [_part(name, slug, found[key]) for key, name, slug in names]
    return parts + ([_part("Under no priority", "", others)] if others else [])


def by_lead(standings: Iterable[Standing]) -> list[Part]:
    """By lead in the order of their names. An action with several leads stands under each; those without one come last."""
    found: dict[LeadOf, list[Standing]] = {}
    for one in standings:
        for lead in dict.fromkeys(one.leads) or (NOBODY,):
            found.setdefault(lead, []).append(one)
    ordered = sorted(found, key=lambda lead: (lead is NOBODY, lead.name.casefold(), lead.slug))
    return [_part(lead.name, lead.slug, found[lead]) for lead in ordered]


def by_partner(standings: Iterable[Standing]) -> list[Part]:
    """By the organisations of the leads, as `by_lead`: several leads of one organisation count once."""
    found: dict[str, list[Standing]] = {}
    for one in standings:
        for name in dict.fromkeys(lead.organisation or NO_PARTNER for lead in one.leads) or (NO_PARTNER,):
            found.setdefault(name, []).append(one)
    ordered = sorted(found, key=lambda name: (name == NO_PARTNER, name.casefold()))
    return [_part(name, "", found[name]) for name in ordered]


def _part(name: str, slug: str, actions: list[Standing]) -> Part:
    return Part(name, slug, count(actions), tuple(actions))
