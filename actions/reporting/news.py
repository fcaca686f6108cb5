"""What was said last of a plan's actions, for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, Count, F, Max, Value, When, Window

from actions.models import Action, ActionQuerySet
from actions.reporting.lateness import counted_to
from actions.reporting.orders import newest_first
from actions.status import Status
from priorities.models import Plan
from priorities.prepared import Prepared

SHOWN = 3
"""How many updates the home page shows."""


@dataclass(frozen=True, slots=True)
class Update:
    """The last update of an action, which knows its plan; the rating moved from `before`, None where it did not."""

    action: Action
    before: Status | None
    date_moved: bool

    @property
    def moved(self) -> str:
        """What moved, in words; "" where nothing did."""
        said = []
        if self.before is not None:
            said.append(f"From {self.before.label} to {Status(self.action.latest_report.status).label}.")
        if self.date_moved:
            said.append("Due date moved.")
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class News:
    """The newest updates, at most SHOWN; `number` counts those that they come from.

    That is the updates of `day` where all shown are of that day; else `day` is None and it is all that were asked for.
    `last_published` is when the plan last said something, None where it never did.
    """

    updates: list[Update]
    number: int
    day: date | None
    last_published: datetime | None


def _updated(plan: int, since: date, to: date) -> ActionQuerySet:
    recent = Case(
        When(latest_report__public_from__date__gte=since, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    actions = Action.objects.public().filter(plan=plan, latest_report__isnull=False)
    ordered = newest_first(actions, to)
    return (
        ordered.select_related("latest_report")
        .annotate(
            before=F("before"),
            date_moved=F("date_moved"),
            recent=recent,
            recently=Window(Count("pk"), partition_by=[F("recent")]),
            of_day=Window(Count("pk"), partition_by=[F("recent"), F("latest_report__reported_on")]),
            last_published=Window(Max("latest_report__public_from")),
        )
        .order_by(F("recent").desc(), *ordered.query.order_by)[:SHOWN]
    )


_UPDATED = Prepared(_updated, plan=int, since=date, to=date)


def newest_updates(plan: Plan, *, since: date, on: date) -> News:
    """The newest updates of the plan's public actions that were published on a day or later, in the order of `newest_first`.

    One query. An update that a later one of the same action followed is not counted.
    """
    found = _UPDATED(plan=plan.pk, since=since, to=counted_to(plan, on=on))
    recent = [action for action in found if action.recent]
    for action in recent:
        action.plan = plan
    days = {action.latest_report.reported_on for action in recent}
    day = days.pop() if len(days) == 1 else None
    return News(
        updates=[Update(action, _before(action), action.date_moved) for action in recent],
        number=(recent[0].of_day if day else recent[0].recently) if recent else 0,
        day=day,
        last_published=found[0].last_published if found else None,
    )


def _before(action: Action) -> Status | None:
    """The rating from which the last update moved; None where it gives none, or the same."""
    now = action.latest_report.status
    return Status.given(action.before) if now and now != action.before else None
