"""What waits for approval: submitted updates, views of the forum, and plans with something that is not public yet."""

from __future__ import annotations

from collections.abc import Iterable

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from actions.models import Action, ActionLead, ForumView, Lead, Milestone, ProgressReport
from actions.permissions import reports_seen_by
from actions.promise_queue import KINDS as PROMISED
from actions.promise_queue import Waiting, kind_of, plans_waiting, waiting_for
from actions.services import reports_of_documents, updates_of_documents
from priorities.models import Commitment, Plan, Priority, Recommendation, SourceDocument, User
from priorities.permissions import rows_approved_by, rows_seen_by

SUBMITTED = ProgressReport.State.SUBMITTED

KINDS = [
    ("no-change", "No change"),
    ("status", "Another status"),
    ("date", "Another due date"),
    ("correction", "Corrections"),
    ("forum", "The forum's views"),
    *PROMISED,
]

_OF_KIND = {
    "no-change": Q(no_change=True),
    "status": ~Q(status="") & ~Q(status=F("action__rated")),
    "date": ~Q(new_timescale=""),
    "correction": Q(corrects__isnull=False),
    **dict.fromkeys(["forum", *dict(PROMISED)], Q(pk=None)),
}


def waiting_reports(user: User) -> QuerySet[ProgressReport]:
    """Submitted reports that the person may read, the longest waiting first, but not their own; each knows `view_state`."""
    said = ForumView.objects.filter(report=OuterRef("pk")).values("state")[:1]
    return (
        reports_seen_by(user, ProgressReport.objects.filter(state=SUBMITTED))
        .exclude(author=user)
        .select_related("action__plan__partnership", "action__latest_report", "corrects", "author", "link")
        .annotate(view_state=Subquery(said))
        .order_by("submitted_at", "pk")
    )


def standing_beside(reports: Iterable[ProgressReport]) -> dict[int, list[ProgressReport]]:
    """What stands of the reports' actions, by the action's id: days and ratings alone. One query, or none for no report."""
    actions = {report.action_id for report in reports}
    found: dict[int, list[ProgressReport]] = {action: [] for action in actions}
    if actions:
        columns = ("action", "reported_on", "status", "rating", "corrects")
        for report in ProgressReport.objects.standing().filter(action__in=actions).only(*columns):
            found[report.action_id].append(report)
    return found


def own_waiting(user: User) -> QuerySet[ProgressReport]:
    """The person's own submitted reports: somebody else decides on them."""
    return ProgressReport.objects.filter(state=SUBMITTED, author=user)


def waiting_views(user: User) -> QuerySet[ForumView]:
    """Submitted views of the forum that the person may approve, the longest waiting first."""
    submitted = ForumView.objects.filter(state=ForumView.State.SUBMITTED).exclude(author=user)
    seen = rows_approved_by(user, submitted, path="report__action__plan__partnership")
    return seen.select_related("report__action__plan", "author").order_by("submitted_at", "pk")


def plans_with_drafts(user: User) -> QuerySet[Plan]:
    """Public plans of which a document waits (`has_document`) or a record is not public yet (`has_drafts`)."""
    plans = rows_approved_by(user, Plan.objects.filter(state=Plan.State.PUBLISHED), path="partnership")
    of_plan = {"plan": OuterRef("pk")}
    hidden = {**of_plan, "public_from": None, "withdrawn_at": None}
    return (
        plans.annotate(
            has_document=Exists(SourceDocument.objects.filter(**of_plan, state=SourceDocument.State.DRAFT)),
            has_drafts=Exists(Action.objects.filter(**hidden))
            | Exists(Priority.objects.filter(**hidden))
            | Exists(Commitment.objects.filter(**hidden))
            | Exists(Recommendation.objects.filter(**hidden))
            | Exists(Milestone.objects.filter(**hidden))
            | Exists(reports_of_documents(OuterRef("pk")))
            | Exists(updates_of_documents(OuterRef("pk"))),
        )
        .filter(Q(has_document=True) | Q(has_drafts=True))
        .order_by("title", "pk")
    )


class WaitingFilter(django_filters.FilterSet):
    """Narrows the waiting reports down by what the address says. What it does not know is left out."""

    plan = django_filters.ModelChoiceFilter(
        field_name="action__plan", queryset=Plan.objects.none(), label="Plan", empty_label="All plans"
    )
    lead = django_filters.ModelChoiceFilter(
        queryset=Lead.objects.none(), method="led_by", label="Lead", empty_label="All leads"
    )
    kind = django_filters.ChoiceFilter(choices=KINDS, method="of_kind", label="Kind", empty_label="All kinds")

    class Meta:
        model = ProgressReport
        fields = ()

    def __init__(self, data: QueryDict, *, user: User) -> None:
        rows = waiting_reports(user)
        super().__init__(data, rows)
        self.user = user
        waiting = reports_seen_by(user, ProgressReport.objects.filter(state=SUBMITTED)).order_by()
        plans = rows_seen_by(user, Plan.objects.all(), path="partnership")
        leads = rows_seen_by(user, Lead.objects.all(), path="partnership")
        links = ActionLead.objects.filter(action__in=waiting.values("action"))
        # What is chosen stays a choice when nothing of it waits any more.
        self.filters["plan"].queryset = plans.filter(
            Q(pk__in=waiting.values("action__plan")) | Q(pk=number_in(data.get("plan"))) | plans_waiting(user)
        )
        self.filters["lead"].queryset = leads.filter(Q(pk__in=links.values("lead")) | Q(pk=number_in(data.get("lead"))))
        self.form.auto_id = "filter_%s"

    def led_by(self, rows: QuerySet, name: str, lead: Lead) -> QuerySet:
        return rows.filter(Exists(ActionLead.objects.filter(action=OuterRef("action"), lead=lead)))

    def of_kind(self, rows: QuerySet, name: str, kind: str) -> QuerySet:
        return rows.filter(_OF_KIND[kind])

    def views(self, views: QuerySet[ForumView]) -> QuerySet[ForumView]:
        """The waiting views of the forum that the same filters let through."""
        self.form.is_valid()
        chosen = getattr(self.form, "cleaned_data", {})
        if chosen.get("kind") not in ("", None, "forum"):
            return views.none()
        if chosen.get("plan"):
            views = views.filter(report__action__plan=chosen["plan"])
        if chosen.get("lead"):
            links = ActionLead.objects.filter(action=OuterRef("report__action"), lead=chosen["lead"])
            views = views.filter(Exists(links))
        return views

    def promised(self) -> Waiting:
        """What the same filters let through of rounds, milestones and reviews of plans."""
        self.form.is_valid()
        chosen = getattr(self.form, "cleaned_data", {})
        kind = kind_of(chosen)
        if kind is None:
            return Waiting([], [], [], 0)
        return waiting_for(self.user, kind=kind, plan=chosen.get("plan"))


def number_in(value: str | None) -> int:
    """A record's key from the address; 0, which no record has, for anything else."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 18 else 0
