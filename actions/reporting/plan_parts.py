"""What a plan has that the public may read: its priorities, its leads, its vague days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from actions.models import Action, ActionLead, Lead
from priorities.models import Plan, PlanQuerySet, Priority, SourceDocument
from priorities.prepared import Prepared


def _vaguely_dated(**of: object) -> QuerySet[SourceDocument]:
    return SourceDocument.objects.filter(document_date__isnull=False, **of).exclude(
        date_precision=SourceDocument.DatePrecision.DAY
    )


_LEADS = Prepared(
    lambda plan: (
        Lead.objects.filter(
            pk__in=ActionLead.objects.filter(action__in=Action.objects.public().filter(plan=plan)).values("lead")
        )
        .order_by("name")
        .values_list("slug", "name")
    ),
    plan=int,
)
_VAGUE_DAYS = Prepared(
    # Where two documents share a day, "year" comes last and stands: it claims less.
    lambda plan: _vaguely_dated(plan=plan).order_by("date_precision").values_list("document_date", "date_precision"),
    plan=int,
)
_PRIORITIES = Prepared(lambda plan: Priority.objects.public().filter(plan=plan).order_by("order", "pk"), plan=int)


def with_vague_days(plans: PlanQuerySet) -> PlanQuerySet:
    """Each plan knows as `has_vague_days` whether one of its documents bears no more than a month or a year."""
    return plans.annotate(has_vague_days=Exists(_vaguely_dated(plan=OuterRef("pk"))))


def vague_days(plan: Plan) -> dict[date, str]:
    """The days of the plan that stand for a "month" or a "year", because their document bears no more.

    Read the plan `with_vague_days`; no query where it has none.
    """
    return dict(_VAGUE_DAYS(plan=plan.pk)) if plan.has_vague_days else {}


def vague_days_of_plans(plans: Iterable[int]) -> dict[int, dict[date, str]]:
    """The `vague_days` of several plans, by the plan's key. One query."""
    found: dict[int, dict[date, str]] = {}
    asked = _vaguely_dated(plan__in=plans).order_by("date_precision")
    for plan, day, precision in asked.values_list("plan_id", "document_date", "date_precision"):
        found.setdefault(plan, {})[day] = precision
    return found


def lead_names(plan: Plan) -> dict[str, str]:
    """The leads of the plan's public actions by their slugs, in the order of their names."""
    return dict(_LEADS(plan=plan.pk))


def priorities_of(plan: Plan) -> list[Priority]:
    """The plan's public priorities in order, each knowing its plan."""
    found = _PRIORITIES(plan=plan.pk)
    for priority in found:
        priority.plan = plan
    return found
