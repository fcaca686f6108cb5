"""The office pages of progress reports: written by one person, published or returned by another."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from actions.models import ProgressReport
from actions.permissions import may_decide_report, may_discard_report, may_write_report
from actions.reporting import action_name
from actions.services import correct_imported_report, submit_report
from actions.status import Status
from priorities.models import Plan
from priorities.office import OfficeAdmin, PartnershipFilter
from priorities.office_forms import LinesField
from priorities.office_verbs import ReasonForm, Verb
from priorities.permissions import may_edit

SUBMITTED = ProgressReport.State.SUBMITTED


class SubmitReport(Verb):
    """What an author does with a draft. Who approves decides on the pages of the review queue: see actions/office/review.py."""

    template = "admin/submit_report.html"
    name = "submit"
    label = "Submit for approval"
    confirms = False
    explanation = "An approver reads it next. You cannot change it while they do; they publish it or return it to you."

    def permitted(self, user, record) -> bool:
        return may_write_report(user, record)

    def possible(self, record) -> bool:
        return record.state in ProgressReport.OPEN

    def do(self, *, record, data, by, at) -> str:
        submit_report(report=record, by=by, at=at)
        return "The report was submitted for approval. The public cannot read it until an approver publishes it."


class CorrectImportedForm(ReasonForm):
    """What was misread, and why it stood there otherwise."""

    status = forms.ChoiceField(
        choices=[("", "No rating"), *Status.choices()],
        required=False,
        help_text="The rating as written stays beside it.",
    )
    done = LinesField(required=False, label="What we have done", widget=forms.Textarea(attrs={"rows": 6}))
    field_order = ["status", "done", "reason"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"status": self.record.status, "done": self.record.done}
        self.fields["reason"].help_text = "Kept with what stood there before. It is never public."


class CorrectImported(Verb):
    name = "correct"
    label = "Correct what was read"
    explanation = (
        "This came with a document and is not public yet: it is published with the plan, as you leave it here."
    )
    form_class = CorrectImportedForm

    def permitted(self, user, record) -> bool:
        return may_edit(user, record.action.plan.partnership_id)

    def possible(self, record) -> bool:
        return record.document_id is not None and record.state == ProgressReport.State.DRAFT

    def do(self, *, record, data, by, at) -> str:
        status = Status.given(data["status"])
        correct_imported_report(report=record, status=status, done=data["done"], reason=data["reason"], by=by, at=at)
        return "The report was corrected. The public cannot read it until the plan is published."


@admin.register(ProgressReport)
class ProgressReportAdmin(OfficeAdmin):
    partnership_path = "action__plan__partnership"
    open_to_all = Q(
        state__in=ProgressReport.HANDED_IN,
        action__plan__state=Plan.State.PUBLISHED,
        action__public_from__isnull=False,
        action__withdrawn_at=None,
    )
    fields_for_all = (
        "action",
        "reported_on",
        "status",
        "rating",
        "done",
        "difference",
        "next_step",
        "next_step_on",
        "decision_asked",
        "how_we_know",
        "evidence",
        "evidence_url",
        "evidence_on",
        "reason",
        "new_timescale",
        "new_timescale_reason",
        "new_timescale_agreed_by",
        "new_timescale_agreed_on",
        "corrects",
        "corrects_what",
        "state",
        "submitted_at",
        "public_from",
    )
    verbs = (SubmitReport(), CorrectImported())
    delete_confirmation_template = "admin/discard_report.html"
    list_display = ["action", "reported_on", "state", "status", "author", "public_from"]
    list_filter = ["state", "status", ("action__plan", PartnershipFilter)]
    list_select_related = ["action__plan__partnership", "author"]
    search_fields = ["action__reference", "action__plain_words", "action__official_words", "done"]
    readonly_fields = (
        "state",
        "no_change",
        "rating",
        "document",
        "author",
        "submitted_at",
        "returned_reason",
        "approved_at",
        "approved_by",
        "approved_role",
        "public_from",
        "recorded_at",
    )
    fieldsets = [
        (None, {"fields": ["action", "reported_on", "status", "no_change", "corrects", "corrects_what"]}),
        (
            "What the public reads",
            {"fields": ["done", "difference", "next_step", "next_step_on", "decision_asked"]},
        ),
        (
            "What a rating needs",
            {
                "fields": ["how_we_know", "evidence", "evidence_url", "evidence_on", "reason"],
                "description": "Complete: how we know. Complete and embedded: evidence older than 3 months, "
                "with its date. Stopped: the reason. The public reads these too.",
            },
        ),
        (
            "The due date changes",
            {
                "fields": [
                    "new_timescale",
                    "new_timescale_reason",
                    "new_timescale_agreed_by",
                    "new_timescale_agreed_on",
                ],
            },
        ),
        ("Not for the public", {"fields": ["internal_note"]}),
        ("Where it stands", {"fields": ["state", "author", "submitted_at", "returned_reason"]}),
        (
            "Approval",
            {"fields": ["approved_at", "approved_by", "approved_role", "public_from", "recorded_at"]},
        ),
        ("From a document", {"fields": ["document", "rating"]}),
    ]

    def get_list_display(self, request) -> list[str]:
        """The public is never told who wrote a report, and who reads what is submitted is not either."""
        columns = super().get_list_display(request)
        return columns if self._reads_every_row(request.user) else [name for name in columns if name != "author"]

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.reads_whole(request.user, obj):
            return fieldsets
        return fieldsets if obj.document_id is not None else fieldsets[:-1]

    def has_add_permission(self, request) -> bool:
        """An update is written in one place, the form of its action: see actions/office/update.py."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return obj is not None and may_discard_report(request.user, obj)

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """Only a draft is ever discarded: the page names its action and shows its words."""
        report = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if report is not None:
            form = f"{reverse('office:update', args=[report.action_id])}?report={report.pk}"
            context |= {"action": report.action, "name": action_name(report.action), "plan": report.action.plan}
            context |= {"back": form, "title": f"Discard a draft: {action_name(report.action)}"}
        return super().delete_view(request, object_id, context)

    def response_delete(self, request, obj_display, obj_id) -> HttpResponse:
        """Back to what is due."""
        messages.success(request, "Your draft was discarded. What is public stays as it is.")
        return HttpResponseRedirect(reverse("admin:index"))

    def verb_buttons(self, user, record) -> list[dict[str, str]]:
        """Those of the verbs; before them the way to the form, or to the page where an approver decides."""
        buttons = super().verb_buttons(user, record)
        if may_write_report(user, record):
            form = f"{reverse('office:update', args=[record.action_id])}?report={record.pk}"
            return [{"label": "Go on with this update", "url": form, "seen": ""}, *buttons]
        if record.state == SUBMITTED and may_decide_report(user, record):
            decide = reverse("office:review-report", args=[record.pk])
            return [{"label": "Publish or return …", "url": decide, "seen": ""}, *buttons]
        return buttons
