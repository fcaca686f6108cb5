"""The office pages of how routemaps are made: what happened, and topics that families asked for."""

from __future__ import annotations

from django.contrib import admin

from priorities.office import PartnershipFilter
from priorities.office_forms import OfficeForm
from priorities.office_verbs import Verb
from priorities.permissions import may_approve
from priorities.services import public_texts
from routemaps.models import CoproductionEvent, Stage, Topic
from routemaps.office_parts import PublicNamesForm, WordedAdmin, in_its_routemap
from routemaps.permissions import rows_worded_by
from routemaps.services import add_to_story, publish_story, withdraw_from_story


class PublishStory(Verb):
    name = "publish"
    label = "Publish"
    explanation = "Everybody can read it from now on."
    form_class = PublicNamesForm
    template = "admin/story_verb.html"
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id) and record.author_id != user.pk

    def possible(self, record) -> bool:
        return record.public_from is None and record.withdrawn_at is None

    def context(self, record) -> dict[str, object]:
        return {"texts": [(label, text) for label, text in public_texts(record).items() if text]}

    def do(self, *, record, data, by, at) -> str:
        publish_story(records=[record], by=by, at=at)
        return f"Published: {record}."


class WithdrawStory(Verb):
    name = "withdraw"
    label = "Withdraw"
    explanation = "The public can no longer read it."
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return record.public_from is not None and record.withdrawn_at is None

    def do(self, *, record, data, by, at) -> str:
        withdraw_from_story(record=record, by=by, at=at)
        return f"Withdrew: {record}."


class MadeAdmin(WordedAdmin):
    verbs = (PublishStory(), WithdrawStory())
    list_select_related = ["partnership"]
    only_on_add = ("partnership",)
    readonly_fields = ("author", "recorded_at", "public_from", "withdrawn_at")

    def is_public(self, obj) -> bool:
        return obj.public_from is not None and obj.withdrawn_at is None

    def public_or_not(self, obj) -> str:
        return "The public can read it now." if self.is_public(obj) else "An approver publishes it on this page."

    def records_to_choose(self, model, request):
        if model is Stage:
            stages = Stage.objects.select_related("routemap").order_by("routemap__shared", "routemap__order", "order")
            return rows_worded_by(request.user, stages, path="routemap__partnership")
        return super().records_to_choose(model, request)

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_to_story(record=obj, by=request.user, at=self.moment())


class EventForm(OfficeForm):
    """An event; where it changed something, that stage belongs to the routemap that it was about."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "changed_stage" in self.fields:
            self.fields["changed_stage"].label_from_instance = in_its_routemap

    def clean(self) -> dict:
        cleaned = super().clean()
        stage, routemap = cleaned.get("changed_stage"), cleaned.get("routemap")
        if stage is not None and routemap is not None and stage.routemap_id != routemap.pk:
            self.add_error(
                "changed_stage",
                f"Where it changed: '{stage}' belongs to the routemap '{stage.routemap}'. "
                "Choose a stage of the routemap above, or leave the routemap empty.",
            )
        return cleaned


@admin.register(CoproductionEvent)
class CoproductionEventAdmin(MadeAdmin):
    form = EventForm
    list_display = ["__str__", "when", "routemap", "public_from", "partnership"]
    list_filter = [("partnership", PartnershipFilter), ("public_from", admin.EmptyFieldListFilter)]
    search_fields = ["words", "when"]
    fieldsets = [
        (None, {"fields": ["partnership", "routemap", "words", "items", "order"]}),
        ("When", {"fields": ["when", "precision", "start"]}),
        (
            "With whom, and what came of it",
            {"fields": ["took_part", "asked_for", "changed", "changed_stage", "not_done"]},
        ),
        ("Where it stands", {"fields": ["source", "author", "recorded_at", "public_from", "withdrawn_at"]}),
    ]


@admin.register(Topic)
class TopicAdmin(MadeAdmin):
    list_display = ["words", "stage", "asked", "routemap", "public_from", "partnership"]
    list_filter = ["stage", ("partnership", PartnershipFilter), ("public_from", admin.EmptyFieldListFilter)]
    search_fields = ["words"]
    fieldsets = [
        (None, {"fields": ["partnership", "words", "was_asked_for", "asked", "order"]}),
        ("How far it is", {"fields": ["stage", "routemap", "how_to_join", "why_not"]}),
        ("Where it stands", {"fields": ["source", "author", "recorded_at", "public_from", "withdrawn_at"]}),
    ]
