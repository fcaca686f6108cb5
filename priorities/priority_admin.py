"""The office pages of priorities and their official words."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import DEFAULT_DB_ALIAS, transaction

from priorities.models import Priority, PriorityWords
from priorities.office import NOT_YET, OfficeAdmin, PartnershipFilter, ReadOnlyInline
from priorities.office_forms import LinesField, OfficeForm, names_checked
from priorities.office_verbs import Verb
from priorities.permissions import may_approve
from priorities.services import (
    EMPTIED,
    NotAllowed,
    add_priority,
    agree_words,
    delete_draft_priority,
    save_edit,
    withdraw_priority,
)


class PriorityForm(OfficeForm):
    """A priority's own words, and its official words, which change only by a new agreement."""

    agreed_words = LinesField(
        required=False,
        strip=False,
        label="Official words",
        help_text="The aim exactly as agreed. A change is kept as a new version; the public can read the earlier ones.",
    )
    words_reason = forms.CharField(
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        label="Why the official words changed",
        help_text="Needed only where you changed official words that are public. The public can read it.",
    )

    names_checked = names_checked()
    public_fields = ("agreed_words", "words_reason")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agreed_words"] = self.instance.official_words

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.instance.official_words.strip() and not cleaned.get("agreed_words", "").strip():
            self.add_error("agreed_words", EMPTIED.format("priority"))
        elif (
            self.instance.public_from is not None
            and "agreed_words" in self.changed_data
            and not cleaned.get("words_reason")
        ):
            self.add_error("words_reason", "Say why the official words changed; the public reads the reason.")
        return cleaned


class PriorityWordsInline(ReadOnlyInline):
    model = PriorityWords
    fields = ["words", "reason", "public_from", "recorded_at", "recorded_by"]
    verbose_name_plural = "official words, every version"


class WithdrawPriority(Verb):
    name = "withdraw"
    label = "Withdraw"
    explanation = "The public can no longer read this priority. Its address says that it was withdrawn."

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.plan.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is not None and record.withdrawn_at is None

    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"The priority '{record}' is not public, so it cannot be withdrawn.")
        withdraw_priority(priority=record, by=by, at=at)
        return f"The priority '{record}' was withdrawn: the public can no longer read it."


@admin.register(Priority)
class PriorityAdmin(OfficeAdmin):
    partnership_path = "plan__partnership"
    form = PriorityForm
    verbs = (WithdrawPriority(),)
    list_display = ["title", "number", "plan", "public_from", "withdrawn_at"]
    list_filter = [("plan", PartnershipFilter)]
    list_select_related = ["plan"]
    search_fields = ["number", "title", "plain_words"]
    inlines = [PriorityWordsInline]
    only_on_add = ("plan",)
    read_as = {"agreed_words": "official_words"}
    readonly_fields = ("slug", "source_row", "public_from", "withdrawn_at", "recorded_at")
    fieldsets = [
        (None, {"fields": ["plan", "number", "title", "order"]}),
        ("Words", {"fields": ["plain_words", "why_it_matters", "agreed_words", "words_reason"]}),
        ("Where it stands", {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "recorded_at"]}),
    ]

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def is_public(self, obj) -> bool:
        """Also after it was withdrawn: its address stays, and the page there names it."""
        return obj.public_from is not None

    def public_or_not(self, obj) -> str:
        if Priority.objects.public().filter(pk=obj.pk).exists():
            return "The public can read it now."
        return "The public cannot read it." if obj.public_from else NOT_YET

    def may_be_deleted(self, obj) -> bool:
        return obj.public_from is None and obj.source_row_id is None

    def get_deleted_objects(self, objs, request):
        """The priority alone: its words go with it. An action that names it keeps it."""
        found = NestedObjects(using=DEFAULT_DB_ALIAS)
        found.collect(objs)
        kept = [str(record) for record in found.protected if not isinstance(record, PriorityWords)]
        return [str(priority) for priority in objs], {self.opts.verbose_name_plural: len(objs)}, set(), kept

    def delete_model(self, request, obj) -> None:
        delete_draft_priority(priority=obj, by=request.user, at=self.moment())

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        words, at = form.cleaned_data["agreed_words"], self.moment()
        if not change:
            columns = ("order", "plain_words", "why_it_matters")
            made = add_priority(
                plan=obj.plan,
                number=obj.number,
                title=obj.title,
                official_words=words,
                by=request.user,
                at=at,
                **{name: form.cleaned_data[name] for name in columns},
            )
            obj.pk = made.pk
            obj.refresh_from_db()
            return
        save_edit(record=obj, by=request.user, at=at)
        if "agreed_words" in form.changed_data:
            reason = form.cleaned_data["words_reason"]
            agree_words(record=obj, words=words, by=request.user, at=at, reason=reason)
