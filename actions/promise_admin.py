"""The office pages of commitments and recommendations: added by hand or by a document, and public with their plan."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import parse_qs

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest

from actions.models import ActionCommitment, ActionRecommendation, Organisation, RecommendationPartner
from actions.reporting import action_name
from actions.services import set_partners
from actions.wording import counted
from priorities.models import (
    Commitment,
    CommitmentWords,
    Plan,
    Priority,
    Recommendation,
    RecommendationWords,
    Versioned,
    WordsVersion,
)
from priorities.office import OfficeAdmin, PartnershipFilter
from priorities.office_forms import LinesField
from priorities.office_promises import PromiseAdmin, PromiseForm, WithdrawPromise, WordsInline
from priorities.office_verbs import ReasonForm
from priorities.services import (
    NewCommitment,
    NotAllowed,
    add_commitments,
    add_recommendation,
    delete_draft_commitment,
    delete_draft_promise,
    save_edit,
    withdraw_commitment,
    withdraw_promises,
)


class TypedPromiseForm(PromiseForm):
    """Official words are typed once, where somebody adds a promise by hand. From then on a document alone changes them."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["words_reason"]
        if self.instance.pk is not None:
            del self.fields["agreed_words"]
        else:
            self.fields["agreed_words"].help_text = "Exactly as agreed. Nobody edits them afterwards."

    @property
    def its_plan(self) -> Plan | None:
        """The stored record's plan, else the one that is chosen."""
        return self.instance.plan if self.instance.pk is not None else self.cleaned_data.get("plan")

    def check_words(self) -> None:
        """Complain where a promise is added without official words."""
        missing = "agreed_words" in self.fields and not self.cleaned_data.get("agreed_words", "").strip()
        if missing and "agreed_words" not in self.errors:
            self.add_error("agreed_words", "Official words: nothing is written here; write them as they were agreed.")

    def only_of_plan(self, name: str, plan: Plan | None) -> None:
        """Offer no priority of another plan, where the plan is known before the form is sent."""
        if name in self.fields and plan is not None and not self.is_bound:
            self.fields[name].queryset = self.fields[name].queryset.filter(plan=plan)

    def plan_before(self) -> Plan | int | None:
        """The plan of the record, or that from whose list somebody came."""
        return self.instance.plan if self.instance.pk is not None else self.initial.get("plan")


class OfPlanAdmin(OfficeAdmin):
    """A record of a plan: who came from the list of a plan adds it to that one."""

    partnership_path = "plan__partnership"
    only_on_add = ("plan",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        initial = super().get_changeform_initial_data(request)
        came_from = parse_qs(initial.pop("_changelist_filters", ""))
        for plan in came_from.get("plan__id__exact", []):
            initial.setdefault("plan", plan)
        return {name: value for name, value in initial.items() if name != "plan" or str(value).isdecimal()}


class WithdrawReasonForm(ReasonForm):
    """Why a promise is withdrawn."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "The public reads it."


class Withdraw(WithdrawPromise):
    """Take a recommendation or a milestone from the public, with the reason."""

    form_class = WithdrawReasonForm
    explanation = "The public can no longer read it. It is kept, with the reason."

    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"'{record}' is not public, so it cannot be withdrawn.")
        withdraw_promises(promises=[record], reason=data["reason"], by=by, at=at)
        return f"'{record}' was withdrawn: the public can no longer read it."


class WithdrawCommitment(Withdraw):
    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"The commitment '{record}' is not public, so it cannot be withdrawn.")
        withdraw_commitment(commitment=record, reason=data["reason"], by=by, at=at)
        return f"The commitment '{record}' was withdrawn: the public can no longer read it."


class TypedPromiseAdmin(OfPlanAdmin, PromiseAdmin):
    """A promise that somebody added by hand or a document brought. A draft of the former may be deleted."""

    words_model: ClassVar[type[WordsVersion]]
    list_select_related = ["plan"]

    def get_deleted_objects(self, objs, request):
        """The promise alone: its words go with it. What stands on it keeps it."""
        found = NestedObjects(using=DEFAULT_DB_ALIAS)
        found.collect(objs)
        kept = [str(record) for record in found.protected if not isinstance(record, self.words_model)]
        return [str(promise) for promise in objs], {self.opts.verbose_name_plural: len(objs)}, set(), kept

    def delete_model(self, request, obj) -> None:
        delete_draft_promise(promise=obj, by=request.user, at=self.moment())

    def added(self, obj: Versioned, made: Versioned) -> None:
        """Go on with what the verb stored."""
        obj.pk = made.pk
        obj.refresh_from_db()


# -- commitments -----------------------------------------------------------------------------------------------------


class CommitmentForm(TypedPromiseForm):
    """A commitment of a plan, with its priority or, as a core commitment, without."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.only_of_plan("priority", self.plan_before())
        if "priority" in self.fields:
            self.fields["priority"].empty_label = "None: a core commitment"
            if self.plan_before() is None:
                self.fields["priority"].label_from_instance = lambda priority: f"{priority} – {priority.plan.title}"

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_words()
        priority, plan = cleaned.get("priority"), self.its_plan
        if priority is not None and plan is not None and priority.plan_id != plan.pk:
            self.add_error("priority", f"Priority: '{priority}' belongs to another plan; choose one of '{plan}'.")
        return cleaned


class CommitmentWordsInline(WordsInline):
    model = CommitmentWords


@admin.register(Commitment)
class CommitmentAdmin(TypedPromiseAdmin):
    words_model = CommitmentWords
    form = CommitmentForm
    verbs = (WithdrawCommitment(),)
    list_display = ["__str__", "plan", "its_priority", "public_from", "withdrawn_at"]
    list_filter = [("plan", PartnershipFilter)]
    list_select_related = ["plan", "priority"]
    search_fields = ["plain_words", "official_words"]
    inlines = [CommitmentWordsInline]
    only_on_add = ("plan", "priority")
    fields_for_all = ("plan", "its_priority", "plain_words", "official_words", "public_from")
    readonly_fields = (
        "official_words",
        "its_priority",
        "delivered_by",
        "slug",
        "source_row",
        "public_from",
        "withdrawn_at",
        "withdrawn_reason",
        "recorded_at",
    )
    fieldsets = [
        (None, {"fields": ["plan", "its_priority"]}),
        ("Words", {"fields": ["official_words", "plain_words"]}),
        ("Delivery", {"fields": ["delivered_by"]}),
        (
            "Where it stands",
            {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "withdrawn_reason", "recorded_at"]},
        ),
    ]

    def get_fieldsets(self, request, obj=None) -> list:
        if obj is None:
            return [(None, {"fields": ["plan", "priority"]}), ("Words", {"fields": ["agreed_words", "plain_words"]})]
        return super().get_fieldsets(request, obj)

    @admin.display(description="priority")
    def its_priority(self, obj) -> str:
        return str(obj.priority) if obj.priority_id else "None: a core commitment"

    @admin.display(description="delivered by")
    def delivered_by(self, obj) -> str:
        rows = ActionCommitment.objects.filter(commitment=obj).select_related("action")
        return "; ".join(action_name(row.action) for row in rows) or "No action delivers it."

    def delete_model(self, request, obj) -> None:
        delete_draft_commitment(commitment=obj, by=request.user, at=self.moment())

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        if change:
            save_edit(record=obj, by=request.user, at=self.moment())
            return
        typed = form.cleaned_data
        new = NewCommitment(typed["agreed_words"], priority=typed["priority"], plain_words=typed["plain_words"])
        (made,) = add_commitments(plan=typed["plan"], new=[new], by=request.user, at=self.moment())
        self.added(obj, made)


# -- recommendations -------------------------------------------------------------------------------------------------


class _WithItsPlan(forms.ModelMultipleChoiceField):
    """Priorities, each with its plan's title where they may be of several plans."""

    widget = forms.CheckboxSelectMultiple
    names_plan = True

    def label_from_instance(self, priority: Priority) -> str:
        return f"{priority} – {priority.plan.title}" if self.names_plan else str(priority)


class RecommendationForm(TypedPromiseForm):
    """A recommendation, the priorities to which it belongs, and who answers for it."""

    partner_names = LinesField(
        required=False,
        label="Responsible partners",
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="One organisation in each line; the first leads. Each must stand in the list of organisations.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.only_of_plan("priorities", self.plan_before())
        if "priorities" in self.fields:
            self.fields["priorities"].names_plan = self.plan_before() is None or self.is_bound
        self.partners: list[Organisation] = []
        if self.instance.pk is not None:
            rows = self.instance.recommendation_partners.select_related("organisation").order_by("order", "pk")
            self.initial["partner_names"] = "\n".join(row.organisation.name for row in rows)

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_words()
        plan = self.its_plan
        if plan is None:
            return cleaned
        number = " ".join((cleaned.get("number") or "").split())
        if self.instance.pk is None and number and plan.recommendations.filter(number=number).exists():
            self.add_error("number", f"Number: recommendation {number} is in the plan already; give another number.")
        for priority in cleaned.get("priorities") or ():
            if priority.plan_id != plan.pk:
                self.add_error(
                    "priorities", f"Priorities: '{priority}' belongs to another plan; choose those of '{plan}'."
                )
        self._read_partners(plan, cleaned)
        return cleaned

    def _read_partners(self, plan: Plan, cleaned: dict) -> None:
        names = [line.strip() for line in (cleaned.get("partner_names") or "").split("\n") if line.strip()]
        known = {one.name: one for one in Organisation.objects.filter(partnership=plan.partnership_id)}
        for name in dict.fromkeys(names):
            if name in known:
                self.partners.append(known[name])
            else:
                self.add_error(
                    "partner_names",
                    f"Responsible partners: there is no organisation '{name}' in this partnership; add it to the "
                    "organisations first.",
                )


class RecommendationWordsInline(WordsInline):
    model = RecommendationWords


@admin.register(Recommendation)
class RecommendationAdmin(TypedPromiseAdmin):
    words_model = RecommendationWords
    form = RecommendationForm
    verbs = (Withdraw(),)
    list_display = ["__str__", "number", "plan", "source", "public_from", "withdrawn_at"]
    list_filter = [("plan", PartnershipFilter)]
    search_fields = ["number", "plain_words", "official_words", "source"]
    inlines = [RecommendationWordsInline]
    only_on_add = ("plan", "number")
    fields_for_all = ("plan", "number", "source", "plain_words", "official_words", "public_from")
    read_as = {"partner_names": "its_partners", "priorities": "its_priorities"}
    readonly_fields = (
        "official_words",
        "its_partners",
        "its_priorities",
        "delivered_by",
        "its_rounds",
        "slug",
        "source_row",
        "public_from",
        "withdrawn_at",
        "withdrawn_reason",
        "recorded_at",
    )
    fieldsets = [
        (None, {"fields": ["plan", "number", "source", "priorities"]}),
        ("Words", {"fields": ["official_words", "plain_words"]}),
        ("Who answers for it", {"fields": ["partner_names"]}),
        ("Delivery", {"fields": ["delivered_by", "its_rounds"]}),
        (
            "Where it stands",
            {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "withdrawn_reason", "recorded_at"]},
        ),
    ]

    def get_fieldsets(self, request, obj=None) -> list:
        if obj is None:
            return [
                (None, {"fields": ["plan", "number", "source", "priorities"]}),
                ("Words", {"fields": ["agreed_words", "plain_words"]}),
                ("Who answers for it", {"fields": ["partner_names"]}),
            ]
        return super().get_fieldsets(request, obj)

    def formfield_for_manytomany(self, db_field, request, **kwargs) -> forms.ModelMultipleChoiceField:
        queryset = self.records_to_choose(db_field.remote_field.model, request).select_related("plan")
        return _WithItsPlan(
            queryset, required=False, label="Priorities", help_text="Those of the plan to which it belongs, if any."
        )

    @admin.display(description="responsible partners")
    def its_partners(self, obj) -> str:
        rows = RecommendationPartner.objects.filter(recommendation=obj).select_related("organisation")
        return "; ".join(row.organisation.name for row in rows) or "Nobody is named."

    @admin.display(description="priorities")
    def its_priorities(self, obj) -> str:
        return "; ".join(str(priority) for priority in obj.priorities.all()) or "None named"

    @admin.display(description="delivered by")
    def delivered_by(self, obj) -> str:
        rows = ActionRecommendation.objects.filter(recommendation=obj).select_related("action")
        return "; ".join(action_name(row.action) for row in rows) or "No action answers it."

    @admin.display(description="rounds of updates")
    def its_rounds(self, obj) -> str:
        count = obj.updates.values("update_round").distinct().count()
        words = f"{counted(count, 'round')} says something on it; all of the plan" if count == 1 else ""
        words = words or f"{counted(count, 'round')} say something on it; all of the plan"
        return self.link(words, "priorities_updateround_changelist", plan__id__exact=obj.plan_id)

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        who = {"by": request.user, "at": self.moment()}
        if change:
            save_edit(record=obj, **who)
        else:
            typed = form.cleaned_data
            made = add_recommendation(
                plan=typed["plan"],
                number=typed["number"],
                official_words=typed["agreed_words"],
                plain_words=typed["plain_words"],
                source=typed["source"],
                **who,
            )
            self.added(obj, made)
        if "partner_names" in form.changed_data:
            set_partners(recommendation=obj, organisations=form.partners, **who)
