"""The office page of a milestone. What became of it has a page of its own: actions/office/milestones.py."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from actions.milestone_form import read_period
from actions.models import Action, Milestone, MilestoneChange, MilestoneWords
from actions.permissions import may_decide_promised
from actions.promise_admin import TypedPromiseAdmin, TypedPromiseForm, Withdraw
from actions.services import NewMilestone, add_milestones
from actions.wording import day_in_words
from priorities.models import Plan
from priorities.office import PartnershipFilter, ReadOnlyInline
from priorities.office_promises import WordsInline
from priorities.permissions import may_edit
from priorities.services import save_edit


class MilestoneForm(TypedPromiseForm):
    """A milestone's words and its period. Of a public one the period moves by a change that another person approves."""

    public_fields = ("agreed_words", "period")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "action" in self.fields and self.instance.pk is not None:
            partnership = self.instance.plan.partnership_id
            of_partnership = Action.objects.filter(plan__partnership=partnership).select_related("plan")
            self.fields["action"].queryset = of_partnership
        if "period" in self.fields:
            self.fields[
                "period"
            ].help_text = "As the roadmap writes it, such as 'June 2026'. How it was read is said next."

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_words()
        action, plan = cleaned.get("action"), self.its_plan
        if action is not None and plan is not None and action.plan.partnership_id != plan.partnership_id:
            self.add_error("action", f"Action: '{action}' belongs to another partnership; choose one of this one.")
        return cleaned


class MilestoneWordsInline(WordsInline):
    model = MilestoneWords


class MilestoneChangeInline(ReadOnlyInline):
    model = MilestoneChange
    fields = [
        "what",
        "state",
        "from_period",
        "to_period",
        "delivered_on",
        "how_we_know",
        "reason",
        "agreed_by",
        "returned_reason",
        "author",
        "approved_by",
        "approved_at",
    ]
    verbose_name_plural = "what became of it"


@admin.register(Milestone)
class MilestoneAdmin(TypedPromiseAdmin):
    words_model = MilestoneWords
    form = MilestoneForm
    verbs = (Withdraw(),)
    list_display = ["__str__", "plan", "period", "state", "waits", "kind", "public_from"]
    list_filter = [("plan", PartnershipFilter), "state", "kind"]
    search_fields = ["plain_words", "official_words", "period"]
    inlines = [MilestoneChangeInline, MilestoneWordsInline]
    fields_for_all = (
        "plan",
        "period",
        "read_as_days",
        "state",
        "delivered_on",
        "plain_words",
        "official_words",
        "kind",
        "ongoing",
        "public_from",
    )
    readonly_fields = (
        "official_words",
        "read_as_days",
        "state",
        "waits",
        "delivered_on",
        "slug",
        "source_row",
        "public_from",
        "withdrawn_at",
        "withdrawn_reason",
        "recorded_at",
    )
    fieldsets = [
        (None, {"fields": ["plan", "period", "read_as_days"]}),
        ("Words", {"fields": ["official_words", "plain_words"]}),
        ("What it is", {"fields": ["kind", "repeats", "ongoing", "action"]}),
        ("What became of it", {"fields": ["state", "delivered_on", "waits"]}),
        (
            "Where it stands",
            {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "withdrawn_reason", "recorded_at"]},
        ),
    ]

    def get_queryset(self, request):
        open_changes = MilestoneChange.objects.filter(milestone=OuterRef("pk"), state=MilestoneChange.State.SUBMITTED)
        return super().get_queryset(request).annotate(has_waiting=Exists(open_changes))

    def get_fieldsets(self, request, obj=None) -> list:
        if obj is None:
            return [
                (None, {"fields": ["plan", "period"]}),
                ("Words", {"fields": ["agreed_words", "plain_words"]}),
                ("What it is", {"fields": ["kind", "repeats", "ongoing", "action"]}),
            ]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        """A period that the public has read, or that a document wrote, is not typed over."""
        fixed = obj is not None and (obj.public_from is not None or obj.source_row_id is not None)
        return (*super().get_readonly_fields(request, obj), *(("period",) if fixed else ()))

    @admin.display(description="read as")
    def read_as_days(self, obj) -> str:
        if obj.end is None:
            return "No time was read, so it stands in no quarter."
        return f"{day_in_words(obj.start)} to {day_in_words(obj.end)}"

    @admin.display(description="waits for approval")
    def waits(self, obj) -> str:
        # A record that was read again to be saved does not know it.
        known = getattr(obj, "has_waiting", None)
        if known is None:
            known = obj.changes.filter(state=MilestoneChange.State.SUBMITTED).exists()
        return "What became of it waits" if known else "Nothing waits"

    def verb_buttons(self, user, record) -> list[dict[str, str]]:
        buttons = super().verb_buttons(user, record)
        public = record.plan.state == Plan.State.PUBLISHED and record.public_from and not record.withdrawn_at
        if not public or not may_edit(user, record.partnership_key):
            return buttons
        waiting = record.changes.filter(state=MilestoneChange.State.SUBMITTED).first()
        if waiting is not None and may_decide_promised(user, waiting):
            where = reverse("office:review-milestone", args=[waiting.pk])
            return [{"label": "Publish or return …", "url": where, "seen": ""}, *buttons]
        where = reverse("office:milestone-change", args=[record.pk])
        return [{"label": "What became of it", "url": where, "seen": ""}, *buttons]

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        who = {"by": request.user, "at": self.moment()}
        typed = form.cleaned_data
        read = read_period(typed["period"]) if "period" in typed else None
        if change:
            if read is not None:
                obj.period, obj.start, obj.end = read.period.words, read.period.start, read.period.end
            save_edit(record=obj, **who)
        else:
            new = NewMilestone(
                typed["agreed_words"],
                read.period,
                kind=typed["kind"],
                repeats=typed["repeats"],
                ongoing=typed["ongoing"],
                plain_words=typed["plain_words"],
            )
            (made,) = add_milestones(plan=typed["plan"], new=[new], **who)
            self.added(obj, made)
            if typed["action"] is not None:
                obj.action = typed["action"]
                save_edit(record=obj, **who)
        if read is not None and (not change or "period" in form.changed_data):
            self.message_user(request, read.in_words, messages.WARNING if read.problem else messages.INFO)
