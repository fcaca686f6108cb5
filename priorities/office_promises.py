"""What the office pages of a promise share, be it a priority or an action.

Its official words change only by a new agreement, and once it was public its address stays.
"""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models

from priorities.models import Plan
from priorities.office import NOT_READ, NOT_YET, READ_NOW, OfficeAdmin, ReadOnlyInline
from priorities.office_forms import LinesField, OfficeForm, names_checked
from priorities.office_verbs import Verb
from priorities.permissions import may_approve
from priorities.services import EMPTIED


class PromiseForm(OfficeForm):
    """Official words are fields of the form's own: `agree_words` keeps them, and they are never assigned to the model."""

    agreed_words = LinesField(
        required=False,
        strip=False,
        label="Official words",
        help_text="Exactly as agreed. A change is kept as a new version; the public can read the earlier ones.",
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
    field_of: ClassVar[dict[str, str]] = {"official_words": "agreed_words"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agreed_words"] = self.instance.official_words

    def check_not_emptied(self, cleaned: dict) -> bool:
        """Complain where stored official words were emptied; whether they were not."""
        emptied = bool(self.instance.official_words.strip()) and not cleaned.get("agreed_words", "").strip()
        if emptied:
            self.add_error("agreed_words", EMPTIED.format(self.instance._meta.verbose_name))
        return not emptied

    def check_reason(self, cleaned: dict) -> None:
        """Complain where official words that are public were changed without a reason."""
        public = self.instance.public_from is not None
        if public and "agreed_words" in self.changed_data and not cleaned.get("words_reason"):
            self.add_error("words_reason", "Say why the official words changed; the public reads the reason.")


class WordsInline(ReadOnlyInline):
    """Every version of the official words; the model is the promise's own."""

    fields = ["words", "reason", "public_from", "recorded_at", "recorded_by"]
    verbose_name_plural = "official words, every version"


class WithdrawPromise(Verb):
    """Take a promise from the public pages. Never deleted."""

    name = "withdraw"
    label = "Withdraw"

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.plan.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is not None and record.withdrawn_at is None


class PromiseAdmin(OfficeAdmin):
    """A promise stands in a plan, and is public with it."""

    open_to_all = models.Q(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj is not None else []

    def is_public(self, obj) -> bool:
        """Also after it was withdrawn: its address stays, and the page there names it."""
        return obj.public_from is not None

    def public_or_not(self, obj) -> str:
        if self.model.objects.public().filter(pk=obj.pk).exists():
            return READ_NOW
        return NOT_READ if obj.public_from else NOT_YET

    def may_be_deleted(self, obj) -> bool:
        return obj.public_from is None and obj.source_row_id is None
