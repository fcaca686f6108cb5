"""The office page of boards: what they decide, when they meet, and their meetings."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.utils.formats import date_format

from actions.models import Board, Meeting
from actions.services import add_board, publish_board, withdraw_board, write_meetings
from priorities.held_back import Objections
from priorities.office import READ_NOW, EditInline, OfficeAdmin, PartnershipFilter
from priorities.office_fields import DayField
from priorities.office_forms import OfficeForm
from priorities.office_verbs import NamesForm, Verb
from priorities.permissions import may_approve
from priorities.services import public_texts


class MeetingForm(OfficeForm):
    """One meeting. The version of the board guards it."""

    held_on = DayField(label="Day of the meeting", help_text="For example, 2 3 2026 or 2 March 2026.")

    def clean(self) -> dict:
        cleaned = forms.ModelForm.clean(self)
        self._check_public_words(self.cleaned_data)
        return self.cleaned_data if cleaned is None else cleaned

    def _partnership_key(self, cleaned: dict) -> int | None:
        return self.instance.board.partnership_id


class MeetingFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check) -> str:
        return "Two meetings have the same day: keep one of them."


class MeetingInline(EditInline):
    model = Meeting
    form = MeetingForm
    formset = MeetingFormSet
    fields = ["held_on", "note"]
    extra = 1
    verbose_name_plural = "meetings, the newest first"


class PublishBoardForm(NamesForm):
    def suspects(self) -> list[str]:
        objections = Objections(self.record.partnership_key)
        records = (self.record, *self.record.meetings.all())
        texts = (text for record in records for text in public_texts(record).values())
        return list(dict.fromkeys(name for text in texts for name in objections.suspects(text)))


class PublishBoard(Verb):
    name = "publish"
    label = "Publish"
    explanation = "Everybody can read what the board decides, when it meets, and what moved since."
    form_class = PublishBoardForm
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is None

    def do(self, *, record, data, by, at) -> str:
        publish_board(board=record, by=by, at=at)
        return f"The board '{record}' is public."


class WithdrawBoard(PublishBoard):
    name = "withdraw"
    label = "Withdraw"
    explanation = "The public can no longer read this board's page. Packs that were published stay public."
    form_class = Verb.form_class

    def possible(self, record) -> bool:
        return record.public_from is not None

    def do(self, *, record, data, by, at) -> str:
        withdraw_board(board=record, by=by, at=at)
        return f"The board '{record}' was withdrawn."


@admin.register(Board)
class BoardAdmin(OfficeAdmin):
    verbs = (PublishBoard(), WithdrawBoard())
    list_display = ["name", "partnership", "last_meeting", "public_from"]
    list_filter = [("partnership", PartnershipFilter)]
    list_select_related = ["partnership"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    only_on_add = ("partnership", "slug")
    inlines = [MeetingInline]
    readonly_fields = ("public_from",)
    fieldsets = [
        (None, {"fields": ["partnership", "name", "slug", "decides", "meets", "order"]}),
        ("Where it stands", {"fields": ["public_from"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("meetings")

    @admin.display(description="last or next meeting")
    def last_meeting(self, obj) -> str:
        newest = next(iter(obj.meetings.all()), None)
        return date_format(newest.held_on, "j F Y") if newest else "None recorded"

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        return self.prepopulated_fields if obj is None else {}

    def get_fieldsets(self, request, obj=None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is not None else fieldsets[:1]

    def get_inlines(self, request, obj):
        return self.inlines if obj is not None else []

    def is_public(self, obj) -> bool:
        return obj.public_from is not None

    def public_or_not(self, obj) -> str:
        return READ_NOW if self.is_public(obj) else "The public cannot read it until an approver publishes it."

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_board(board=obj, by=request.user, at=self.moment())

    def save_formset(self, request, form, formset, change) -> None:
        formset.save(commit=False)
        saved = [*(record for record, _ in formset.changed_objects), *formset.new_objects]
        write_meetings(saved=saved, deleted=formset.deleted_objects, by=request.user, at=self.moment())
