"""Who did something, in a form of the office: a name. Django links it to an account, whose page most people may not open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.db import models

from priorities.models import User


def name_people(shown: AdminForm | InlineAdminFormSet) -> None:
    """Let the columns of a form that are only read, and that hold an account, show its name without a link."""
    office = shown.opts if isinstance(shown, InlineAdminFormSet) else shown.model_admin
    named = {
        field.name: _name_in(field, office.get_empty_value_display())
        for field in office.model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is User and field.name in _only_read(shown)
    }
    shown.readonly_fields = [*shown.readonly_fields, *named.values()]
    shown.fieldsets = [
        (title, {**options, "fields": [named.get(name, name) for name in options["fields"]]})
        for title, options in shown.fieldsets
    ]


def _only_read(shown: AdminForm | InlineAdminFormSet) -> Iterable[str]:
    if isinstance(shown, InlineAdminFormSet) and not shown.has_change_permission:
        return [name for _, options in shown.fieldsets for name in options["fields"]]
    return shown.readonly_fields


def _name_in(field: models.ForeignKey, empty: str) -> Callable[[models.Model], str]:
    @admin.display(description=field.verbose_name)
    def name(record: models.Model) -> str:
        return str(getattr(record, field.name) or empty)

    name.__name__ = field.name
    return name
