"""Which updates somebody owes on a day: late, due soon, or not yet. The actions are handed in; so is the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch

from actions.models import Action, ActionLead, ActionQuerySet, LeadReporter
from actions.reporting.one_action import action_name, due_words
from actions.status import CYCLE_DAYS, SILENT_AFTER_DAYS
from actions.wording import counted, cut_at_word, day_in_words, leads_in_words
from priorities.models import User

DUE_SOON_DAYS = 30
"""An update is asked for so many days before the day by which it is due."""

_LAST_WORDS = 240


def actions_owed_by(user: User, *, on: date) -> ActionQuerySet:
    """Public, unfinished actions of open plans whose leads the user reports for, as linked; rights are not asked here.

    They know their plan and last report, and their leads in order.
    """
    own = LeadReporter.objects.filter(user=user).values("lead")
    linked = ActionLead.objects.filter(action=OuterRef("pk"), lead__in=own)
    return (
        Action.objects.awaiting_updates(on=on)
        .filter(Exists(linked))
        .select_related("plan", "latest_report")
        .prefetch_related(Prefetch("action_leads", ActionLead.objects.select_related("lead")))
    )


def update_due_on(action: Action) -> date | None:
    """The day by which the next update is due; None where nobody can say, as no day of a promise or report is known.

    It is due a cycle of the plan after the last update, 92 days where the plan names none; without an update, after the
    promise. An action's own date asks for one too, unless it was updated in the 30 days before that date or since.
    Reads `plan` and `latest_report`.
    """
    last = action.latest_report.reported_on if action.latest_report else None
    counted_from = last or action.promised_on
    by_cycle = None
    if counted_from is not None:
        by_cycle = counted_from + timedelta(days=CYCLE_DAYS.get(action.plan.update_cycle, SILENT_AFTER_DAYS))
    own = action.next_due
    if own is not None and (last is None or last < own - timedelta(days=DUE_SOON_DAYS)):
        return own if by_cycle is None else min(own, by_cycle)
    return by_cycle


def is_owed(due_on: date | None, *, on: date) -> bool:
    """Whether an update that is due by then is late or due within 30 days. Of which no day is known, it is owed at once.

    Nobody is reminded of the latter: there is no day from which to count.
    """
    return due_on is None or due_on <= on + timedelta(days=DUE_SOON_DAYS)


@dataclass(frozen=True, slots=True)
class OwedUpdate:
    """An update that is late or due soon. `due_on` is None where no day is known."""

    action: Action
    due_on: date | None
    late_days: int | None

    @property
    def name(self) -> str:
        """What the links and buttons of the row name."""
        return action_name(self.action)

    @property
    def due(self) -> str:
        """When the update is due: "Due 30 April 2026", "8 days late, was due 12 March 2026"."""
        if self.due_on is None:
            return "Due: no day is known, because the plan gives none"
        if self.late_days:
            return f"{counted(self.late_days, 'day')} late, was due {day_in_words(self.due_on)}"
        return f"Due {day_in_words(self.due_on)}"

    @property
    def leads(self) -> str:
        return leads_in_words([link.lead.name for link in self.action.action_leads.all()])

    @property
    def last_words(self) -> str:
        """What the last update said was done, cut; what is missing is said."""
        report = self.action.latest_report
        if report is None:
            return "No update has been published yet."
        return cut_at_word(report.done, _LAST_WORDS) or "The last update does not say what was done."

    @property
    def last_on(self) -> str:
        """The day of the last update: "3 March 2026"; "" where there is none or its day is not stated."""
        report = self.action.latest_report
        return day_in_words(report.reported_on) if report and report.reported_on else ""

    def action_due(self, *, on: date) -> str:
        """When the action itself is due, in the words of every list."""
        return due_words(self.action, on=on)


@dataclass(frozen=True, slots=True)
class OwedUpdates:
    """What somebody owes on a day: what is asked for now, by the day on which it is due, and when the next one is due."""

    rows: list[OwedUpdate]
    next_on: date | None
    actions: int

    @property
    def late(self) -> int:
        return sum(row.late_days is not None for row in self.rows)

    @property
    def due(self) -> int:
        """How many are due and not late."""
        return len(self.rows) - self.late


def owed_updates(actions: Iterable[Action], *, on: date) -> OwedUpdates:
    """Of these actions those of which an update is late or due within 30 days of a day. Asks no query of its own."""
    rows, later = [], []
    known = list(actions)
    for action in known:
        due_on = update_due_on(action)
        if due_on is not None and not is_owed(due_on, on=on):
            later.append(due_on)
            continue
        late = (on - due_on).days if due_on is not None and due_on < on else None
        rows.append(OwedUpdate(action, due_on, late))
    rows.sort(key=lambda row: (row.due_on or date.max, row.action.plan_id, row.action.order, row.action.pk))
    return OwedUpdates(rows, min(later, default=None), len(known))
