"""The log of the office and the history of a record: who changed what, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from priorities.models import AuditEntry
from priorities.office_forms import differences, in_words
from priorities.services import record_event

VERSIONS_SHOWN = 50
"""How many versions and lines the history page shows, newest first."""

VALUE_SIGNS = 200
"""How much of a value the log keeps; the history of a record keeps the whole."""


def shortened(value: object) -> str:
    """The value as one line of at most 200 signs, with "…" where more stood."""
    text = " ".join(str(value).split())
    return text if len(text) <= VALUE_SIGNS else f"{text[: VALUE_SIGNS - 1]}…"


def edits_in_words(form: forms.BaseForm, formsets: Iterable[forms.BaseFormSet] | None, *, add: bool = False) -> str:
    """Every changed field of a saved form and of the rows below it: "Title from “Early” to “Early help”."

    Of a new record the fields that were filled in. Passwords are named and never shown.
    """
    said = list(_fields(form, add=add))
    for formset in formsets or ():
        said += _rows(formset)
    return " ".join(said)


def _fields(form: forms.BaseForm, *, add: bool) -> Iterator[str]:
    if any("password" in name for name in form.changed_data):
        yield "The password was set."
    for difference in differences(form):
        if "password" in difference.name:
            continue
        after = f"“{shortened(difference.typed)}”"
        yield (
            f"{difference.label}: {after}."
            if add
            else f"{difference.label} from “{shortened(difference.stored)}” to {after}."
        )


def _rows(formset: forms.BaseFormSet) -> Iterator[str]:
    kind = str(formset.model._meta.verbose_name)
    for record in formset.new_objects:
        yield f"Added {kind} '{shortened(record)}'."
    changed = {record.pk for record, _ in formset.changed_objects}
    for form in formset.forms:
        if form.instance.pk in changed:
            yield f"Changed {kind} '{shortened(form.instance)}': {' '.join(_fields(form, add=False))}"
    for record in formset.deleted_objects:
        yield f"Deleted {kind} '{shortened(record)}'."


def columns_in_words(record: models.Model, before: Mapping[str, object]) -> str:
    """The columns of a saved record that held something else before: 'What we have done from “A” to “B”.'"""
    said = []
    for name, stored in before.items():
        field, now = record._meta.get_field(name), getattr(record, name)
        if now != stored:
            labels = dict(field.flatchoices)
            was, becomes = (shortened(in_words(labels.get(value, value))) for value in (stored, now))
            said.append(f"{str(field.verbose_name).capitalize()} from “{was}” to “{becomes}”.")
    return " ".join(said)


class LogMixin:
    """Gives a ModelAdmin its lines in the log, in the place of Django's own log, and a history page."""

    object_history_template = "admin/office_history.html"

    def construct_change_message(self, request, form, formsets, add=False) -> str:
        """What changed, from what to what, in one text for the log."""
        return edits_in_words(form, formsets, add=add)

    def log_addition(self, request, obj, message) -> None:
        self.record_event(request, AuditEntry.Kind.ADDED, obj, f"Added '{shortened(obj)}'. {message}".rstrip())

    def log_change(self, request, obj, message) -> None:
        if message:
            self.record_event(request, AuditEntry.Kind.CHANGED, obj, f"'{shortened(obj)}': {message}")

    def log_deletions(self, request, queryset) -> None:
        for obj in queryset:
            self.record_event(request, AuditEntry.Kind.DELETED, obj, f"Deleted '{shortened(obj)}'.")

    def log_verb(self, request, obj, verb, words) -> None:
        self.record_event(request, verb.kind, obj, f"{verb.label}: {words}")

    def record_event(self, request, kind: AuditEntry.Kind, obj: models.Model, words: str) -> None:
        """Write a line to the log about a record of this page."""
        record_event(
            kind=kind,
            by=request.user,
            at=self.moment(),
            words=words,
            record=obj,
            partnership_id=self.log_partnership(obj),
        )

    def log_partnership(self, obj: models.Model) -> int | None:
        """The partnership whose log tells of it."""
        return self.partnership_of(obj)

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        self._stop_unless_known(request)
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.reads_whole(request.user, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "opts": self.opts,
            "object": record,
            "module_name": self.opts.verbose_name_plural.capitalize(),
            **history_of(record),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


def history_of(record: models.Model) -> dict[str, object]:
    """What a page about the history of a record shows: its last versions, and what the log says of it, newest first."""
    return {
        "versions": list(_versions(record)) if hasattr(record, "history") else [],
        "entries": list(_lines(record)[:VERSIONS_SHOWN]),
        "versions_shown": VERSIONS_SHOWN,
    }


def _lines(record: models.Model) -> models.QuerySet[AuditEntry]:
    """What was done to a record; who was refused is for those who read the whole log."""
    lines = AuditEntry.objects.filter(record=record._meta.label_lower, record_id=record.pk)
    return lines.exclude(kind=AuditEntry.Kind.DENIED)


def _versions(record: models.Model) -> Iterator[dict[str, object]]:
    """The kept versions, newest first: when, by whom, and each changed field before and after."""
    kept = list(record.history.select_related("history_user")[: VERSIONS_SHOWN + 1])
    tracked = [field for field in kept[0].tracked_fields if field.name != "version"] if kept else []
    for newer, older in zip_longest(kept, kept[1:]):
        changes = []
        for field in tracked:
            after, before = getattr(newer, field.attname), getattr(older, field.attname) if older else None
            if older is not None and before != after:
                changes.append(
                    {
                        "label": field.verbose_name.capitalize(),
                        "before": _value_in_words(field, before),
                        "after": _value_in_words(field, after),
                    }
                )
        yield {
            "at": newer.history_date,
            "by": newer.history_user,
            "type": newer.get_history_type_display(),
            "reason": newer.history_change_reason or "",
            "changes": changes,
        }


def _value_in_words(field: models.Field, value: object) -> str:
    if field.is_relation and value is not None:
        found = field.remote_field.model._default_manager.filter(pk=value).first()
        return str(found) if found else f"number {value}, no longer there"
    return in_words(dict(field.flatchoices).get(value, value))
