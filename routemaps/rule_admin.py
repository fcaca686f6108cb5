"""The office pages of what routemaps name: events that dates are counted from, rules on dates, services to ask."""

from __future__ import annotations

from django.contrib import admin

from priorities.office import PartnershipFilter
from priorities.office_verbs import Verb
from priorities.permissions import may_approve
from routemaps.map_admin import CheckedToday
from routemaps.models import Anchor, Contact, DateRule
from routemaps.office_parts import DueForCheck, WordedAdmin
from routemaps.published import is_named_in_public
from routemaps.services import add_named, confirm_source

NOT_TOLD = frozenset({"order", "statutory"})
"""Columns of a rule that tell families nothing. Whoever changes another one must have the source confirmed anew."""


class NamedAdmin(WordedAdmin):
    """A record that routemaps name by its key."""

    list_filter = [("partnership", PartnershipFilter)]
    list_select_related = ["partnership"]
    only_on_add = ("partnership", "key")

    def is_public(self, obj) -> bool:
        """The draft of a routemap may name other ones: what counts is what the public reads."""
        return is_named_in_public(partnership_id=obj.partnership_id, key=obj.key)

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_named(record=obj, by=request.user, at=self.moment())


@admin.register(Anchor)
class AnchorAdmin(NamedAdmin):
    list_display = ["key", "label", "beside", "partnership"]
    search_fields = ["key", "label"]
    fieldsets = [(None, {"fields": ["partnership", "key", "label", "beside", "order"]})]


@admin.register(Contact)
class ContactAdmin(NamedAdmin):
    list_display = ["name", "key", "independent", "telephone", "is_example", "partnership"]
    search_fields = ["key", "name"]
    fieldsets = [
        (None, {"fields": ["partnership", "key", "name", "independent", "helps_with", "what_to_say", "order"]}),
        ("How to reach it", {"fields": ["telephone", "email", "web", "hours", "is_example"]}),
    ]

    def public_or_not(self, obj) -> str:
        return "Every published routemap that names this service shows it now." if self.is_public(obj) else ""


class ConfirmSource(Verb):
    name = "confirm-source"
    label = "Confirm the source"
    explanation = (
        "Say that you read the source that the rule names, and that it says what the rule says. The page then no longer tells "
        "families that the source is still being checked."
    )
    logs_itself = True

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return not record.source_confirmed

    def do(self, *, record, data, by, at) -> str:
        confirm_source(rule=record, by=by, at=at)
        return f"The source of '{record}' is confirmed."


class RuleChecked(CheckedToday):
    explanation = "Say that you compared the rule with its source today, and when to do it again."

    def permitted(self, user, record) -> bool:
        return may_approve(user, record.partnership_id)

    def possible(self, record) -> bool:
        return True


@admin.register(DateRule)
class DateRuleAdmin(NamedAdmin):
    verbs = (ConfirmSource(), RuleChecked())
    list_display = ["key", "what", "kind", "citation", "source_confirmed", "checked_on", "next_check_on"]
    list_filter = ["kind", "source_confirmed", DueForCheck, ("partnership", PartnershipFilter)]
    search_fields = ["key", "what", "citation"]
    readonly_fields = ("source_confirmed", "checked_on", "checked_by", "next_check_on")
    fieldsets = [
        (
            None,
            {"fields": ["partnership", "key", "statutory", "what", "asks", "who", "condition", "family_acts", "order"]},
        ),
        (
            "How it is counted",
            {"fields": ["anchor", "number", "unit", "before", "inclusive", "ends_day_before", "sense"]},
        ),
        ("Or later", {"fields": ["later_anchor", "later_number", "later_unit", "adviser", "tribunal_extends"]}),
        ("Where it stands", {"fields": ["kind", "citation", "note", "valid_from", "valid_to"]}),
        ("How sure we are", {"fields": ["source_confirmed", "checked_on", "checked_by", "next_check_on"]}),
    ]

    def public_or_not(self, obj) -> str:
        return "" if obj.source_confirmed else "Families read that its source is still being checked."

    def save_model(self, request, obj, form, change) -> None:
        if change and set(form.changed_data) - NOT_TOLD:
            # Another date, other words: what somebody confirmed was the rule as it was.
            obj.source_confirmed = False
        super().save_model(request, obj, form, change)
