"""Which public actions need an update soon or are late, who owes it, and what lies between.

Unlike its neighbours this looks at all plans at once: it counts nothing of one against another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q

from actions.models import Action, ActionLead, Lead, LeadReporter, ProgressReport
from actions.reminder_days import FIRST, Stage, stage_reached
from actions.reporting.due_updates import is_owed, update_due_on
from actions.status import CYCLE_DAYS, SILENT_AFTER_DAYS
from priorities.models import Membership, User
from priorities.permissions import APPROVING, REPORTING


@dataclass(frozen=True, slots=True)
class Owed:
    """An action that needs an update by `due`; `is_own_date` where that is the date by which it is to be done."""

    action: Action
    due: date
    is_own_date: bool
    late_days: int
    """Days since `due`; 0 on that day and before."""
    stage: Stage | None
    leads: tuple[Lead, ...]
    """In order, the accountable one first."""


def outstanding_updates(*, on: date, partnerships: Collection[int] | None = None) -> list[Owed]:
    """Updates that are due within 30 days of a London day, or late; the longest late first. Two queries.

    Public, unfinished actions of plans that are open, by the same rule as the office's index (`update_due_on`). An action
    whose update waits for approval owes nothing. Without `partnerships` those of all.
    """
    reach = on + timedelta(days=FIRST)
    submitted = ProgressReport.objects.filter(action=OuterRef("pk"), state=ProgressReport.State.SUBMITTED)
    actions = Action.objects.awaiting_updates(on=on).filter(~Exists(submitted), _may_be_due(reach))
    if partnerships is not None:
        actions = actions.filter(plan__partnership__in=partnerships)
    leads = Prefetch("action_leads", ActionLead.objects.select_related("lead").order_by("order", "pk"))
    found = []
    for action in actions.select_related("plan__partnership", "latest_report").prefetch_related(leads):
        one = _owed(action, on=on)
        if one is not None and is_owed(one.due, on=on):
            found.append(one)
    return sorted(found, key=lambda one: (one.due, one.action.plan.title, one.action.order, one.action.pk))


def _may_be_due(reach: date) -> Q:
    """Everything that can be due until then; `_owed` decides one by one. Without a date (NULL) nothing is due by it."""
    which = Q(next_due__lte=reach)
    unheard = Q(latest_report=None) | Q(latest_report__reported_on=None)
    for cycle, days in {"": SILENT_AFTER_DAYS, **CYCLE_DAYS}.items():
        heard_by = reach - timedelta(days=days)
        heard = Q(latest_report__reported_on__lte=heard_by) | (unheard & Q(promised_on__lte=heard_by))
        which |= Q(plan__update_cycle=cycle) & heard
    return which


def _owed(action: Action, *, on: date) -> Owed | None:
    due = update_due_on(action)
    if due is None:
        return None
    is_own_date = due == action.next_due
    cycle = None if is_own_date else CYCLE_DAYS.get(action.plan.update_cycle, SILENT_AFTER_DAYS)
    leads = tuple(action_lead.lead for action_lead in action.action_leads.all())
    return Owed(action, due, is_own_date, max((on - due).days, 0), stage_reached(due, on=on, cycle_days=cycle), leads)


def reporters_of(leads: Iterable[Lead]) -> dict[int, list[User]]:
    """Who reports for each of these leads, by the lead's id and in order of their names. One query.

    Only people who can sign in and have a role that writes updates in the lead's partnership.
    """
    roles = Membership.objects.filter(
        user=OuterRef("user"), partnership=OuterRef("lead__partnership"), role__in=REPORTING
    )
    links = LeadReporter.objects.filter(
        Exists(roles), lead__in={lead.pk for lead in leads}, user__is_active=True, user__is_staff=True
    )
    found: dict[int, list[User]] = {}
    ordered = links.order_by("user__last_name", "user__first_name", "user__username")
    for link in ordered.select_related("user"):
        found.setdefault(link.lead_id, []).append(link.user)
    return found


def approvers_by_partnership(partnerships: Iterable[int]) -> dict[int, list[User]]:
    """The people who can sign in and publish, by the partnership's id. One query."""
    held = Membership.objects.filter(
        partnership__in=set(partnerships), role__in=APPROVING, user__is_active=True, user__is_staff=True
    )
    found: dict[int, list[User]] = {}
    for membership in held.select_related("user").order_by("user__last_name", "user__first_name", "user__username"):
        people = found.setdefault(membership.partnership_id, [])
        if membership.user not in people:
            people.append(membership.user)
    return found
