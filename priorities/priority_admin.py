"""The office pages of priorities and their official words."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, transaction

from priorities.models import Priority, PriorityWords
from priorities.office import PartnershipFilter
from priorities.office_promises import PromiseAdmin, PromiseForm, WithdrawPromise, WordsInline
from priorities.services import (
    NotAllowed,
    add_priority,
    agree_words,
    delete_draft_priority,
    save_edit,
    withdraw_priority,
)


class PriorityForm(PromiseForm):
    """A priority's own words and its official words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = "A change is kept as a new version; the public can read the earlier ones."
        self.fields["agreed_words"].help_text = f"The aim exactly as agreed. {kept}"

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.check_not_emptied(cleaned):
            self.check_reason(cleaned)
        return cleaned


class PriorityWordsInline(WordsInline):
    model = PriorityWords


class WithdrawPriority(WithdrawPromise):
    explanation = "The public can no longer read this priority. Its address says that it was withdrawn."

    def do(self, *, record, data, by, at) -> str:
        if not self.possible(record):
            raise NotAllowed(f"The priority '{record}' is not public, so it cannot be withdrawn.")
        withdraw_priority(priority=record, by=by, at=at)
        return f"The priority '{record}' was withdrawn: the public can no longer read it."


@admin.register(Priority)
class PriorityAdmin(PromiseAdmin):
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
    fields_for_all = ("plan", "number", "title", "plain_words", "why_it_matters", "official_words", "public_from")
    readonly_fields = ("slug", "source_row", "public_from", "withdrawn_at", "recorded_at")
    fieldsets = [
        (None, {"fields": ["plan", "number", "title", "order"]}),
        ("Words", {"fields": ["plain_words", "why_it_matters", "agreed_words", "words_reason"]}),
        ("Where it stands", {"fields": ["slug", "source_row", "public_from", "withdrawn_at", "recorded_at"]}),
    ]

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
