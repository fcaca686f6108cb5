"""The office page of a plan. Publishing a plan publishes its actions."""

from __future__ import annotations

from hashlib import sha256

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from actions.carrying_over import CarryOver
from actions.document_taking import TakeDocument
from actions.importing.storing import waiting_document
from actions.models import Action, RatingWord
from actions.plan_review import SHOWN, review_plan, what_is_wrong
from actions.services import (
    apply_key,
    give_statuses,
    publish_plan_and_actions,
    stored_key,
    without_status,
)
from actions.wording import counted, day_in_words
from priorities.held_back import Objections
from priorities.models import AuditEntry, Plan, SourceDocument, start_of_day
from priorities.office import EditInline, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import OfficeForm, names_checked
from priorities.office_sentences import SentencesMixin
from priorities.office_verbs import NamesForm, ReasonForm, Verb
from priorities.permissions import may_approve
from priorities.services import NotAllowed, withdraw_plan


class PublishForm(NamesForm):
    """Since when the public could read the plan, where that was somewhere else and earlier."""

    public_from = forms.DateField(
        required=False,
        label="Public since",
        widget=forms.DateInput(attrs={"autocomplete": "off"}),
        help_text="Only if the public could read the plan before today, for example 31/5/2024. Empty: from now on.",
    )
    field_order = ["public_from", "names_checked"]

    def suspects(self) -> list[str]:
        return [suspect.name for suspect in review_plan(self.record).suspects]

    def clean_public_from(self):
        day = self.cleaned_data["public_from"]
        if day is not None and day > self.today:
            raise forms.ValidationError(
                f"Public since: {day_in_words(day)} is still to come; give a day that has passed, or leave it empty."
            )
        return day


class PublishPlan(Verb):
    name = "publish"
    kind = AuditEntry.Kind.APPROVED
    label = "Publish"
    form_class = PublishForm
    template = "admin/publish_plan.html"

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state != Plan.State.WITHDRAWN and not review_plan(record).is_empty

    def seen(self, record) -> str:
        return review_plan(record).mark()

    def context(self, record) -> dict[str, object]:
        return {**what_is_wrong(review_plan(record)), "waiting": waiting_document(record)}

    def do(self, *, record, data, by, at) -> str:
        if review_plan(record).is_empty:
            raise NotAllowed(f"Everything in the plan '{record}' is public already.")
        since = start_of_day(data["public_from"]) if data["public_from"] else None
        publish_plan_and_actions(plan=record, by=by, at=at, public_from=since)
        actions = Action.objects.public().filter(plan=record).count()
        return f"The plan '{record}' was published: the public can read it and its {counted(actions, 'action')} now."


class WithdrawPlanForm(ReasonForm):
    """Why a plan is withdrawn and which other plan of the partnership took its place."""

    replaced_by = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label="Replaced by",
        help_text="The plan to which the public is sent instead, if there is one.",
    )
    field_order = ["reason", "replaced_by"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The public reads it on the page that says that the plan was withdrawn."
        self.fields["replaced_by"].queryset = (
            Plan.objects.public().filter(partnership=self.record.partnership_id).exclude(pk=self.record.pk)
        )


class WithdrawPlan(Verb):
    name = "withdraw"
    label = "Withdraw"
    explanation = (
        "The public can no longer read this plan, its priorities, actions and reports. Its address stays "
        "and says that the plan was withdrawn, why, and what replaced it. A withdrawn plan cannot be "
        "published again."
    )
    form_class = WithdrawPlanForm

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Plan.State.PUBLISHED

    def do(self, *, record, data, by, at) -> str:
        withdraw_plan(plan=record, reason=data["reason"], replaced_by=data["replaced_by"], by=by, at=at)
        return f"The plan '{record}' was withdrawn: the public can no longer read it."


class GiveStatuses(Verb):
    name = "give-statuses"
    kind = AuditEntry.Kind.APPROVED
    label = "Give statuses from the rating key"
    explanation = (
        "These ratings are public without a status, because nobody had said what they mean. The rating key says it now. "
        "Each action gets a new report that puts the last one right and says why; the public reads both."
    )
    template = "admin/give_statuses.html"

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.state == Plan.State.PUBLISHED and bool(without_status(record))

    def seen(self, record) -> str:
        found = [(report.pk, status.value) for report, status in without_status(record)]
        return sha256(repr((record.version, found)).encode()).hexdigest()

    def context(self, record) -> dict[str, object]:
        found = without_status(record)
        return {"found": found[:SHOWN], "more": len(found) - SHOWN}

    def do(self, *, record, data, by, at) -> str:
        given = give_statuses(plan=record, by=by, at=at)
        return f"{counted(given.public, 'action')} got a status from the rating key.{_settled(given.problems)}"


def _settled(problems: int) -> str:
    if not problems:
        return ""
    return f" {counted(problems, 'reading problem')} {'is' if problems == 1 else 'are'} settled by it."


class PlanForm(OfficeForm):
    """A plan's facts. The other plans that it names are plans of the same partnership."""

    names_checked = names_checked()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("delivers", "supersedes"):
            if self.instance.pk is not None and name in self.fields:
                others = self.fields[name].queryset.filter(partnership=self.instance.partnership_id)
                self.fields[name].queryset = others.exclude(pk=self.instance.pk)

    def clean(self) -> dict:
        cleaned = super().clean()
        partnership = cleaned.get("partnership")  # only asked for when a plan is added
        for name in ("delivers", "supersedes"):
            other: Plan | None = cleaned.get(name)
            if other is not None and partnership is not None and other.partnership_id != partnership.pk:
                self.add_error(name, f"'{other}' is a plan of another partnership; choose one of {partnership}.")
        return cleaned


class RatingWordForm(SentencesMixin, forms.ModelForm):
    """A line of the rating key, which the public reads. `partnership_id` says what may not stand in it."""

    def __init__(self, *args, partnership_id: int | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.partnership_id = partnership_id

    def clean(self) -> dict:
        cleaned = super().clean()
        objections = Objections(self.partnership_id)
        for name in RatingWord.PUBLIC_TEXTS:
            objection = objections.to(cleaned.get(name) or "")
            if objection:
                self.add_error(name, f"{self[name].label}: {objection}")
        return cleaned


class RatingWordFormSet(forms.BaseInlineFormSet):
    """The lines of one plan's key. A plan that is just added has no id yet, but its partnership is chosen."""

    def get_form_kwargs(self, index) -> dict:
        return {**super().get_form_kwargs(index), "partnership_id": self.instance.partnership_id}


class RatingWordInline(EditInline):
    model = RatingWord
    form = RatingWordForm
    formset = RatingWordFormSet
    fields = ["order", "word", "meaning", "status"]
    verbose_name_plural = "rating key: what each word or colour means in this plan"


class DocumentInline(ReadOnlyInline):
    model = SourceDocument
    fields = ["original_name", "document_date", "state", "received_at", "received_by"]
    show_change_link = True
    verbose_name_plural = "documents"


_IN_IT = ("its_actions", "its_commitments", "its_recommendations", "its_rounds", "its_milestones", "its_reviews")


@admin.register(Plan)
class PlanAdmin(OfficeAdmin):
    form = PlanForm
    open_to_all = Q(state=Plan.State.PUBLISHED)
    fields_for_all = (
        "partnership",
        "title",
        "kind",
        "summary",
        "starts_on",
        "ends_on",
        "closed_on",
        "update_cycle",
        "priority_word",
        "agreed_by",
        "public_from",
        "public_page",
    )
    verbs = (PublishPlan(), TakeDocument(), GiveStatuses(), CarryOver(), WithdrawPlan())
    list_display = [
        "title",
        "partnership",
        "state",
        "starts_on",
        "closed_on",
        "public_from",
    ]
    list_filter = ["state", "kind", ("partnership", PartnershipFilter)]
    list_select_related = ["partnership"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [RatingWordInline, DocumentInline]
    only_on_add = ("partnership",)
    readonly_fields = (
        "state",
        "public_from",
        "recorded_at",
        "withdrawn_reason",
        "replaced_by",
        "public_page",
        "its_actions",
        "its_commitments",
        "its_recommendations",
        "its_rounds",
        "its_milestones",
        "its_reviews",
        "as_word",
        "open_problems",
        "names_held_back",
    )
    fieldsets = [
        (None, {"fields": ["partnership", "title", "slug", "kind", "summary"]}),
        ("Dates", {"fields": ["starts_on", "ends_on", "closed_on", "update_cycle", "review_cycle"]}),
        ("Words and origin", {"fields": ["priority_word", "agreed_by", "delivers", "supersedes"]}),
        ("What a roadmap says of itself", {"fields": ["answers", "prepares_for", "limits"]}),
        (
            "Where it stands",
            {"fields": ["state", "public_from", "public_page", "withdrawn_reason", "replaced_by"]},
        ),
        ("What is in it", {"fields": [*_IN_IT, "as_word", "open_problems", "names_held_back", "recorded_at"]}),
    ]

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        """The address is permanent from the day on which the public could first read it."""
        fixed = ("slug",) if obj is not None and obj.public_from is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return self.prepopulated_fields if obj is None else {}

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:4]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj is not None else [RatingWordInline]

    def is_public(self, obj) -> bool:
        """Also after it was withdrawn: its address stays, and the page there names it."""
        return obj.public_from is not None

    def public_or_not(self, obj) -> str:
        if obj.state == Plan.State.PUBLISHED:
            return "The public can read it now."
        return (
            "The public cannot read it until an approver publishes it."
            if obj.state == Plan.State.DRAFT
            else "The public cannot read it: it was withdrawn."
        )

    def may_be_deleted(self, obj) -> bool:
        return obj.state == Plan.State.DRAFT and obj.public_from is None

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.recorded_at = self.moment()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        """A key that says something else now is applied at once to what is not public yet, and it is said."""
        plan = form.instance
        before = stored_key(plan)
        super().save_related(request, form, formsets, change)
        if stored_key(plan) == before:
            return
        given = apply_key(plan=plan, before=before, by=request.user, at=self.moment())
        if given.drafts or given.problems:
            self.message_user(
                request,
                f"{counted(given.drafts, 'draft report')} got another status from the rating key."
                f"{_settled(given.problems)}",
            )
        if given.public:
            have = "has" if given.public == 1 else "have"
            self.message_user(
                request,
                f"{counted(given.public, 'public report')} still {have} the status that the key gave before; "
                "write new reports where it should change.",
                level="WARNING",
            )
        waiting = len(without_status(plan)) if plan.state == Plan.State.PUBLISHED else 0
        if waiting:
            self.message_user(
                request,
                f"{counted(waiting, 'public action')} would get a status from the key: '{GiveStatuses.label}' on the plan's "
                "page makes new reports that say so.",
            )

    @admin.display(description="public page")
    def public_page(self, obj) -> str:
        if obj.state != Plan.State.PUBLISHED:
            return "The public cannot read this plan."
        return format_html('<a href="{0}">{0}</a>', obj.get_absolute_url())

    @admin.display(description="actions")
    def its_actions(self, obj) -> str:
        count = Action.objects.filter(plan=obj).count()
        return self.link(f"{count} in this plan", "actions_action_changelist", plan__id__exact=obj.pk)

    def _list_of(self, obj: Plan, count: int, page: str) -> str:
        return self.link(f"{count} in this plan" if count else "None yet", f"{page}_changelist", plan__id__exact=obj.pk)

    @admin.display(description="commitments")
    def its_commitments(self, obj) -> str:
        return self._list_of(obj, obj.commitments.count(), "priorities_commitment")

    @admin.display(description="recommendations")
    def its_recommendations(self, obj) -> str:
        return self._list_of(obj, obj.recommendations.count(), "priorities_recommendation")

    @admin.display(description="rounds of updates")
    def its_rounds(self, obj) -> str:
        return self._list_of(obj, obj.update_rounds.count(), "priorities_updateround")

    @admin.display(description="milestones")
    def its_milestones(self, obj) -> str:
        return self._list_of(obj, obj.milestones.count(), "actions_milestone")

    @admin.display(description="reviews of this plan")
    def its_reviews(self, obj) -> str:
        return self._list_of(obj, obj.reviews.count(), "priorities_planreview")

    @admin.display(description="to send round")
    def as_word(self, obj) -> str:
        where = reverse("office:plan-word", args=[obj.pk])
        return format_html('<a href="{}">Plan as a Word document (.docx)</a>', where)

    @admin.display(description="reading problems")
    def open_problems(self, obj) -> str:
        count = review_plan(obj).problems.count()
        return self.link(
            f"{count} open",
            "priorities_readingproblem_changelist",
            document__plan__id__exact=obj.pk,
            settled="no",
        )

    @admin.display(description="names held back")
    def names_held_back(self, obj) -> str:
        count = review_plan(obj).held_back.count()
        return self.link(
            f"{count} without words for the public", "priorities_heldback_changelist", plan__id__exact=obj.pk
        )
