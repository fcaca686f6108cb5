"""The office pages of routemaps: each kind of record has a module; explained words stand here."""

from __future__ import annotations

from django.contrib import admin

from priorities.models import Partnership
from priorities.office import OfficeAdmin, PartnershipFilter
from priorities.office_lists import ListMixin
from routemaps import comment_admin, made_admin, map_admin, rule_admin
from routemaps.lists import TermList
from routemaps.models import Term
from routemaps.permissions import may_word, rows_worded_by, words_any
from routemaps.services import add_terms

PAGES = (comment_admin, made_admin, map_admin, rule_admin)
"""Modules that register their pages when they are read."""


@admin.register(Term)
class TermAdmin(ListMixin, OfficeAdmin):
    sheet = TermList
    list_display = ["term", "sentence", "partnership"]
    list_filter = [("partnership", PartnershipFilter)]
    list_select_related = ["partnership"]
    search_fields = ["term", "also_known_as", "sentence"]
    only_on_add = ("partnership",)
    readonly_fields = ("slug",)
    fieldsets = [
        (
            None,
            {
                "fields": ["partnership", "term", "say_it_as", "also_known_as", "sentence", "slug"],
                "description": "A word that families meet, in one sentence that anybody understands.",
            },
        )
    ]

    def has_add_permission(self, request) -> bool:
        return words_any(request.user)

    def has_import_permission(self, request) -> bool:
        return words_any(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        return words_any(request.user) if obj is None else may_word(request.user, obj.partnership_id)

    def rows_to_choose(self, request):
        return rows_worded_by(request.user, Term.objects.all(), path="partnership")

    def records_to_choose(self, model, request):
        """An editor writes words for partnerships whose plans they do not change."""
        if model is Partnership:
            return rows_worded_by(request.user, Partnership.objects.all(), path="pk")
        return super().records_to_choose(model, request)

    def may_be_deleted(self, obj) -> bool:
        return True

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            # Stored by the verb, which returns it as it was stored, so the page goes on with the same record.
            add_terms(terms=[obj], by=request.user, at=self.moment())
