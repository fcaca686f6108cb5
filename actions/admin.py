"""The office pages of organisations, leads and actions. Plans, reports and names held back have modules of their own."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Case, Prefetch, QuerySet, When
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

# Imported so that their pages are registered.
from actions import (  # noqa: F401
    board_admin,
    document_correction,
    held_back_admin,
    milestone_admin,
    plan_admin,
    plan_review_admin,
    promise_admin,
    report_admin,
    round_admin,
)
from actions.action_form import ActionForm, open_problems, reading_in_words
from actions.delivers_verb import SetDelivers, delivers_in_words
from actions.lists import ActionList, LeadList, OrganisationList
from actions.models import (
    Action,
    ActionLead,
    ActionWords,
    DueDateChange,
    Lead,
    LeadReporter,
    LeadsChange,
    Organisation,
    ProgressReport,
)
from actions.permissions import actions_reported_by, may_report
from actions.reporter_admin import ReporterFilter, SayReporters, reporters_in_words
from actions.reporting import action_name, shown_priority
from actions.services import add_leads, delete_draft_action, what_keeps_action, withdraw_action
from actions.status import NO_RATING
from actions.wording import NO_LEAD
from priorities.office import READ_NOW, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_bulk import CHOSEN, shown_mark
from priorities.office_forms import RoleForm
from priorities.office_lists import ListMixin
from priorities.office_promises import PromiseAdmin, WithdrawPromise, WordsInline
from priorities.office_verbs import ReasonForm
from priorities.permissions import reports_any, rows_read_by
from priorities.services import NotAllowed


@admin.register(Organisation)
class OrganisationAdmin(ListMixin, OfficeAdmin):
    sheet = OrganisationList
    list_display = ["name", "sector", "partnership"]
    list_filter = ["sector", ("partnership", PartnershipFilter)]
    list_select_related = ["partnership"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["partnership", "name", "sector"]})]
    only_on_add = ("partnership",)

    def is_public(self, obj) -> bool:
        return Action.objects.public().filter(action_leads__lead__organisation=obj).exists()

    def public_or_not(self, obj) -> str:
        return _of_leads(self.is_public(obj))

    def may_be_deleted(self, obj) -> bool:
        return not obj.leads.exists()


def _of_leads(public: bool) -> str:
    return READ_NOW if public else "The public cannot read it: it leads no public action."


class LeadForm(RoleForm):
    """A role or team. Its organisation is one of the same partnership."""

    role_field = "name"

    def clean(self) -> dict:
        cleaned = super().clean()
        partnership_id = self.instance.partnership_id or getattr(cleaned.get("partnership"), "pk", None)
        organisation = cleaned.get("organisation")
        if organisation is not None and organisation.partnership_id != partnership_id:
            self.add_error(
                "organisation",
                f"'{organisation}' belongs to another partnership; choose one of this lead's partnership.",
            )
        return cleaned


@admin.register(Lead)
class LeadAdmin(ListMixin, OfficeAdmin):
    form = LeadForm
    verbs = (SayReporters(),)
    sheet = LeadList
    list_display = ["name", "organisation", "partnership", "reported_by"]
    list_filter = [ReporterFilter, ("partnership", PartnershipFilter), ("organisation", PartnershipFilter)]
    list_select_related = ["organisation", "partnership"]
    search_fields = ["name", "organisation__name"]
    only_on_add = ("partnership",)
    readonly_fields = ("slug", "reported_by")
    fieldsets = [
        (
            None,
            {
                "fields": ["partnership", "name", "is_role", "organisation", "slug"],
                "description": "The public reads it. A role or a team, such as 'Group manager, SEN'; never a name.",
            },
        ),
        ("Not for the public", {"fields": ["reported_by"]}),
    ]

    def get_queryset(self, request):
        people = Prefetch("reporters", LeadReporter.objects.select_related("user"))
        return super().get_queryset(request).prefetch_related(people)

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:1]

    @admin.display(description="who reports for it")
    def reported_by(self, obj) -> str:
        return reporters_in_words(obj)

    def is_public(self, obj) -> bool:
        return Action.objects.public().filter(action_leads__lead=obj).exists()

    def public_or_not(self, obj) -> str:
        return _of_leads(self.is_public(obj))

    def may_be_deleted(self, obj) -> bool:
        return not obj.action_leads.exists()

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_leads(leads=[obj], by=request.user, at=self.moment())


class ActionWordsInline(WordsInline):
    model = ActionWords


class DueDateChangeInline(ReadOnlyInline):
    model = DueDateChange
    fields = [
        "from_raw",
        "from_due",
        "to_raw",
        "to_due",
        "words_only",
        "reason",
        "agreed_by",
        "changed_on",
        "recorded_by",
    ]
    verbose_name_plural = "changes of the due date"


class LeadsChangeInline(ReadOnlyInline):
    model = LeadsChange
    fields = ["before", "after", "reason", "recorded_at", "recorded_by"]
    verbose_name_plural = "changes of the leads"


class ReportInline(ReadOnlyInline):
    model = ProgressReport
    fk_name = "action"
    fields = ["reported_on", "state", "status", "done", "public_from"]
    show_change_link = True
    verbose_name_plural = "progress reports"


def _read_drafts():
    """What documents report on actions and nobody has made public yet."""
    of_documents = ProgressReport.objects.filter(state=ProgressReport.State.DRAFT, document__isnull=False)
    return of_documents.only("action_id", "status", "rating")


class _OfItsPlan(forms.ModelChoiceField):
    """An action by its reference, its words and its plan: two plans may both have an action 1.1."""

    def label_from_instance(self, action: Action) -> str:
        return f"{action_name(action)} – {action.plan.title}"


class WithdrawActionForm(ReasonForm):
    """Why an action is withdrawn and which other action of the partnership took its place."""

    replaced_by = _OfItsPlan(Action.objects.none(), required=False, label="Replaced by")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The public reads it on the page that says that the action was withdrawn."
        others = Action.objects.public().filter(plan__partnership=self.record.plan.partnership_id)
        own_plan_first = Case(When(plan=self.record.plan_id, then=0), default=1)
        self.fields["replaced_by"].queryset = (
            others.exclude(pk=self.record.pk)
            .select_related("plan")
            .order_by(own_plan_first, "plan__title", "plan", "order", "pk")
        )


class WithdrawAction(WithdrawPromise):
    explanation = (
        "The public can no longer read this action and its reports. Its address stays and says that the "
        "action was withdrawn, why, and what replaced it."
    )
    form_class = WithdrawActionForm

    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"The action '{record}' is not public, so it cannot be withdrawn.")
        withdraw_action(action=record, reason=data["reason"], replaced_by=data["replaced_by"], by=by, at=at)
        return f"The action '{record}' was withdrawn: the public can no longer read it."


def _to_page(name: str, chosen: QuerySet[Action]) -> HttpResponse:
    """The page for what was chosen, with the versions that the list showed: they were just compared."""
    marks = [(CHOSEN, shown_mark(action)) for action in chosen]
    return HttpResponseRedirect(f"{reverse(f'office:{name}')}?{urlencode(marks)}")


_WHERE_IT_STANDS = (
    "slug",
    "source_row",
    "public_from",
    "recorded_at",
    "withdrawn_at",
    "withdrawn_reason",
    "replaced_by",
)


@admin.register(Action)
class ActionAdmin(ListMixin, PromiseAdmin):
    partnership_path = "plan__partnership"
    form = ActionForm
    verbs = (SetDelivers(), WithdrawAction())
    sheet = ActionList
    list_display = ["__str__", "plan", "its_leads", "due", "last_status", "public_from"]
    list_filter = [("plan", PartnershipFilter), ("priority", PartnershipFilter), "rated"]
    list_select_related = ["plan__partnership", "priority", "latest_report"]
    search_fields = ["reference", "official_words", "plain_words"]
    actions = ["give_status", "move_dates"]
    inlines = [ActionWordsInline, DueDateChangeInline, LeadsChangeInline, ReportInline]
    only_on_add = ("plan",)
    fields_for_all = (
        "plan",
        "its_priority",
        "reference",
        "plain_words",
        "official_words",
        "outcome",
        "its_leads",
        "timescale_raw",
        "due",
        "last_status",
        "public_from",
    )
    read_as = {
        "agreed_words": "official_words",
        "timescale_words": "timescale_raw",
        "lead_names": "its_leads",
    }
    readonly_fields = (
        "its_leads",
        "its_priority",
        *Action.READ_FROM_TIMESCALE,
        *_WHERE_IT_STANDS,
        "last_status",
        "add_report",
        "update_links",
        "delivers",
    )
    fieldsets = [
        (None, {"fields": ["plan", "priority", "reference", "order"]}),
        ("Words", {"fields": ["plain_words", "outcome", "agreed_words", "words_reason"]}),
        ("Leads", {"fields": ["lead_names"]}),
        ("Timescale", {"fields": ["timescale_words", "due_reason", "due_agreed_by", "due_changed_on"]}),
        ("How the timescale was read", {"fields": Action.READ_FROM_TIMESCALE}),
        ("Progress", {"fields": ["last_status", "add_report", "update_links", "continues", "delivers"]}),
        ("Where it stands", {"fields": _WHERE_IT_STANDS}),
    ]

    def has_report_permission(self, request) -> bool:
        return reports_any(request.user)

    @admin.action(description="Give a status to several", permissions=["report"])
    def give_status(self, request, queryset) -> HttpResponse | None:
        if actions_reported_by(request.user, Action.objects.filter(pk__in=queryset.values("pk"))).exists():
            return _to_page("several-status", queryset)
        self.message_user(request, "You report for none of the actions that you chose.", messages.ERROR)
        return None

    @admin.action(description="Move the dates of several", permissions=["change"])
    def move_dates(self, request, queryset) -> HttpResponse | None:
        if any(self.has_change_permission(request, action) for action in queryset):
            return _to_page("several-dates", queryset)
        self.message_user(request, "The public reads these dates, so only an approver can move them.", messages.ERROR)
        return None

    def get_queryset(self, request):
        leads = Prefetch("action_leads", ActionLead.objects.select_related("lead"))
        read = rows_read_by(request.user, _read_drafts(), path="action__plan__partnership")
        drafts = Prefetch("reports", read, to_attr="read_drafts")
        return super().get_queryset(request).prefetch_related(leads, drafts)

    def rows_to_choose(self, request):
        return super().rows_to_choose(request).select_related("plan")

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            first = [(name, dict(options)) for name, options in fieldsets[:4]]
            first[1][1]["fields"] = ["plain_words", "outcome", "agreed_words"]
            first[3][1]["fields"] = ["timescale_words", "continues"]
            return first
        if not may_report(request.user, obj):
            for _, options in fieldsets:
                options["fields"] = [name for name in options["fields"] if name not in ("add_report", "update_links")]
        if self.has_change_permission(request, obj) and open_problems(obj).exists():
            return [("Problems of its row that are open", {"fields": ["settled_problems"]}), *fieldsets]
        return fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.today = self.today()
        return form

    def get_deleted_objects(self, objs, request):
        """The action alone: its words and leads go with it. What keeps it is said in one sentence."""
        kept = [sentence for action in objs if (sentence := what_keeps_action(action))]
        return [str(action) for action in objs], {self.opts.verbose_name_plural: len(objs)}, set(), kept

    def delete_model(self, request, obj) -> None:
        delete_draft_action(action=obj, by=request.user, at=self.moment())

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        form.keep(by=request.user, at=self.moment())
        if not change or "timescale_words" in form.changed_data:
            level = messages.WARNING if obj.timescale_problem or obj.timescale_note else messages.INFO
            self.message_user(request, reading_in_words(obj), level)

    @admin.display(description="leads")
    def its_leads(self, obj) -> str:
        return "; ".join(action_lead.lead.name for action_lead in obj.action_leads.all()) or NO_LEAD

    @admin.display(description="priority")
    def its_priority(self, obj) -> str:
        """As the public reads it: not one that is not public."""
        return str(shown_priority(obj) or "None named")

    def lookup_allowed(self, lookup, value, request) -> bool:
        """A reading problem links to the action of its row."""
        problems = lookup == "source_row__id__exact" and self._reads_every_row(request.user)
        return problems or super().lookup_allowed(lookup, value, request)

    @admin.display(description="status", ordering="rated")
    def last_status(self, obj) -> str:
        """What the last public report says; of an action that is not public, what its document's draft says."""
        if obj.status:
            return obj.status.label
        if obj.latest_report_id is None:
            # A record that was read again to be saved has none with it.
            drafts = obj.read_drafts if hasattr(obj, "read_drafts") else _read_drafts().filter(action=obj)
            for report in drafts:
                if report.status_given or report.rating:
                    said = report.status_given.label if report.status_given else report.rating
                    return f"{said} (not public yet)"
        return NO_RATING

    @admin.display(description="new report")
    def add_report(self, obj) -> str:
        return format_html('<a href="{}">Write a progress report</a>', reverse("office:update", args=[obj.pk]))

    @admin.display(description="delivers")
    def delivers(self, obj) -> str:
        return delivers_in_words(obj)

    @admin.display(description="links")
    def update_links(self, obj) -> str:
        """Where somebody without an account is asked for an update."""
        words = "Let somebody without an account draft an update"
        return format_html('<a href="{}">{}</a>', reverse("office:links", args=[obj.pk]), words)
