"""The page of a lead that says who reports for it, and the filter that finds leads for which nobody does."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from actions.models import Lead, LeadReporter
from actions.services import set_reporters
from priorities.models import Membership, User
from priorities.office_verbs import Verb, VerbForm
from priorities.permissions import REPORTING, may_approve

NOBODY = "Nobody reports for it"


class _People(forms.ModelMultipleChoiceField):
    """People by name, with their job and the name they sign in with: two may share a name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user: User) -> str:
        return person_in_words(user)


def person_in_words(user: User) -> str:
    """A person as colleagues know them: "Ann Example, SEND manager (ann)"."""
    name, job = user.get_full_name(), user.job_title
    if not name:
        return f"{user.username}, {job}" if job else user.username
    return f"{name}, {job} ({user.username})" if job else f"{name} ({user.username})"


def reporters_in_words(lead: Lead) -> str:
    """Who reports for a lead, by name; that nobody does is said. Prefetch `reporters__user` for lists."""
    return "; ".join(person_in_words(reporter.user) for reporter in lead.reporters.all()) or NOBODY


class ReportersForm(VerbForm):
    """A tick for each person who may report for the lead."""

    people = _People(
        User.objects.none(),
        required=False,
        label="Who reports for it",
        help_text="People who write updates for this partnership. What a lead owes, these people see as due.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        able = Membership.objects.filter(partnership=self.record.partnership_id, role__in=REPORTING)
        linked = list(self.record.reporters.values_list("user_id", flat=True))
        self.fields["people"].queryset = User.objects.filter(
            Q(is_active=True, pk__in=able.values("user")) | Q(pk__in=linked)
        ).order_by("last_name", "first_name", "username")
        self.initial["people"] = linked


class SayReporters(Verb):
    name = "reporters"
    logs_itself = True
    label = "Say who reports for it"
    explanation = (
        "They write the updates of the actions that this lead answers for. Nobody outside reads their names. "
        "Somebody who is not in the list needs the role of an officer in this partnership first."
    )
    form_class = ReportersForm

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return True

    def seen(self, record) -> str:
        return f"{record.version} {sorted(record.reporters.values_list('user_id', flat=True))}"

    def do(self, *, record, data, by, at) -> str:
        set_reporters(lead=record, users=list(data["people"]), by=by, at=at)
        count = len(data["people"])
        if not count:
            return f"Nobody reports for '{record}' now: approvers are asked for its updates."
        return f"{count} {'person reports' if count == 1 else 'people report'} for '{record}' now."


class ReporterFilter(admin.SimpleListFilter):
    """Leads for which somebody reports, or nobody does."""

    title = "who reports for it"
    parameter_name = "reported"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("no", NOBODY), ("yes", "Somebody reports for it")]

    def queryset(self, request, queryset):
        linked = Exists(LeadReporter.objects.filter(lead=OuterRef("pk")))
        if self.value() == "no":
            return queryset.filter(~linked)
        return queryset.filter(linked) if self.value() == "yes" else queryset
