"""The office pages of plans and of the names that are held back. Publishing a plan publishes its actions."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html

from actions.document_taking import TakeDocument
from actions.importing.changes import short
from actions.importing.storing import waiting_document
from actions.models import Action, RatingWord
from actions.plan_review import SHOWN, review_plan, what_is_wrong
from actions.services import give_public_words, leave_out, publish_plan_and_actions, texts_with_placeholder
from actions.wording import counted, day_in_words
from priorities.held_back import Objections
from priorities.models import HeldBack, Plan, SourceDocument, start_of_day
from priorities.name_forms import HeldWords
from priorities.office import NOT_YET, EditInline, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import OfficeForm, RoleForm, names_checked
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


@admin.register(Plan)
class PlanAdmin(OfficeAdmin):
    form = PlanForm
    verbs = (PublishPlan(), TakeDocument(), WithdrawPlan())
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
        "open_problems",
        "names_held_back",
    )
    fieldsets = [
        (None, {"fields": ["partnership", "title", "slug", "kind", "summary"]}),
        ("Dates", {"fields": ["starts_on", "ends_on", "closed_on", "update_cycle"]}),
        ("Words and origin", {"fields": ["priority_word", "agreed_by", "delivers", "supersedes"]}),
        (
            "Where it stands",
            {"fields": ["state", "public_from", "public_page", "withdrawn_reason", "replaced_by"]},
        ),
        ("What is in it", {"fields": ["its_actions", "open_problems", "names_held_back", "recorded_at"]}),
    ]

    def get_readonly_fields(self, request, obj=None) -> tuple[str, ...]:
        """The address is permanent from the day on which the public could first read it."""
        fixed = ("slug",) if obj is not None and obj.public_from is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return self.prepopulated_fields if obj is None else {}

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:3]

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else [RatingWordInline]

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

    @admin.display(description="public page")
    def public_page(self, obj) -> str:
        if obj.state != Plan.State.PUBLISHED:
            return "The public cannot read this plan."
        return format_html('<a href="{0}">{0}</a>', obj.get_absolute_url())

    @admin.display(description="actions")
    def its_actions(self, obj) -> str:
        count = Action.objects.filter(plan=obj).count()
        return self.link(f"{count} in this plan", "actions_action_changelist", plan__id__exact=obj.pk)

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


class HeldBackForm(RoleForm):
    """The one thing that a person decides about a name that was held back."""

    role_field = "public_words"
    public_fields = ("public_words",)

    left_out = forms.BooleanField(
        required=False,
        label="Leave it out",
        help_text="Nothing takes the name's place. Tick it only where the text says enough without it.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["left_out"] = self.instance.is_left_out

    def clean_public_words(self) -> str:
        return self.cleaned_data["public_words"].strip()

    def clean(self) -> dict:
        cleaned = super().clean()
        words, held = cleaned.get("public_words", ""), self.instance
        if "public_words" in self.errors:
            return cleaned
        if cleaned.get("left_out"):
            if words:
                self.add_error(
                    "left_out", "Leave it out: a role is written above too; empty it, or take the tick away."
                )
        elif not words:
            self.add_error(
                "public_words",
                "Words for the public: nothing is written here; give a role or a team, such as 'SENCO', or leave it out.",
            )
        elif not cleaned.get("is_role") and HeldWords([(held.kind, held.words)]).spots(words):
            self.add_error(
                "public_words",
                f"Words for the public: '{words}' still holds what is held back; give a role, such as 'SENCO'.",
            )
        return cleaned


class DecidedFilter(admin.SimpleListFilter):
    title = "words for the public"
    parameter_name = "decided"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("no", "Not given yet"), ("yes", "Given")]

    def queryset(self, request, queryset):
        if self.value() in ("no", "yes"):
            return queryset.filter(decided_at__isnull=self.value() == "no")
        return queryset


@admin.register(HeldBack)
class HeldBackAdmin(OfficeAdmin):
    partnership_path = "plan__partnership"
    form = HeldBackForm
    list_display = ["placeholder", "words", "public_words", "plan", "decided_at", "decided_by"]
    list_filter = [DecidedFilter, ("plan", PartnershipFilter)]
    list_select_related = ["plan", "decided_by"]
    search_fields = ["words", "public_words"]
    readonly_fields = ("plan", "number", "kind", "words", "placeholder", "stands_in", "decided_at", "decided_by")
    fieldsets = [
        (None, {"fields": ["plan", "kind", "words", "placeholder", "stands_in"]}),
        (
            "Instead of it",
            {
                "fields": ["public_words", "is_role", "left_out"],
                "description": "They take the placeholder's place in every text of the plan at once. Until the plan is "
                "public you can change them here; afterwards an approver changes the words where they stand.",
            },
        ),
        ("Decided", {"fields": ["decided_at", "decided_by"]}),
    ]

    @admin.display(description="where it stands")
    def stands_in(self, obj) -> str:
        """The texts whole, so that the role can be worded to fit beside what they say already."""
        texts = texts_with_placeholder(obj)
        more = f"\nand {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
        return "\n".join(f"“{text}”" for text in texts[:SHOWN]) + more or "In no text any more"

    def has_add_permission(self, request) -> bool:
        return False

    def is_public(self, obj) -> bool:
        return obj.plan.public_from is not None

    def public_or_not(self, obj) -> str:
        if obj.plan.state == Plan.State.PUBLISHED:
            words = f"'{obj.public_words}'" if obj.public_words else "nothing"
            return f"The public reads {words} in its place now."
        return NOT_YET

    def has_change_permission(self, request, obj=None) -> bool:
        """Once the public has read them, the words are changed in the texts themselves."""
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_decided)

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        # The service asks what stands in the texts now, so it is given the record as it is stored.
        stored = HeldBack.objects.get(pk=obj.pk)
        who = {"by": request.user, "at": self.moment()}
        words = form.cleaned_data["public_words"]
        before = stored.public_words
        left = (
            leave_out(held_back=stored, **who)
            if form.cleaned_data["left_out"]
            else give_public_words(held_back=stored, public_words=words, **who)
        )
        if left:
            few = "; ".join(f"“{short(text)}”" for text in left[:3]) + (" …" if left[3:] else "")
            self.message_user(
                request,
                f"{counted(len(left), 'text')} of the plan still {'says' if len(left) == 1 else 'say'} '{before}': {few} "
                "Change by hand what was meant for this name.",
                level="WARNING",
            )
