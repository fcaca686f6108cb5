"""What the office pages of routemaps share: who may write, lists of keys, and what is due to be checked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from priorities.held_back import Objections
from priorities.models import Partnership
from priorities.office import OfficeAdmin
from priorities.office_forms import LinesField
from priorities.office_verbs import NamesForm, VerbForm
from priorities.permissions import may_approve
from priorities.services import public_texts
from routemaps.models import Stage
from routemaps.permissions import may_word, rows_worded_by, words_any

SHOWN = 12
"""How many keys a help text names."""


class KeysField(LinesField):
    """Records named by their keys, one in each line and in the order in which the page shows them."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("required", False)
        super().__init__(*args, **kwargs)
        self.offered: Mapping[str, models.Model] = {}
        self.widget.attrs["rows"] = 3

    def offer(self, records: Mapping[str, models.Model], chosen: Iterable[models.Model]) -> None:
        """What may be named here, and what is named now."""
        self.offered = records
        self.initial = "\n".join(record.key for record in chosen)
        keys = list(records)
        more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
        self.help_text = f"Keys, one in each line: {', '.join(keys[:SHOWN])}{more}." if keys else "There is none yet."

    def clean(self, value: object) -> list[models.Model]:
        """The records; one sentence for a key that nothing has, and for one that stands there twice."""
        keys = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for place, key in enumerate(keys):
            if key not in self.offered:
                raise forms.ValidationError(
                    f"{self.label}: there is no '{key}' here; add it first, or name another one."
                )
            if key in keys[:place]:
                raise forms.ValidationError(f"{self.label}: '{key}' stands there twice; leave one of them out.")
        return [self.offered[key] for key in keys]


def in_its_routemap(stage: Stage) -> str:
    """A stage in a list of stages of several routemaps."""
    return f"{stage.routemap}: {stage.title}"


class PublicNamesForm(NamesForm):
    """Before words go to the public, somebody says of each that looks like a person's name that it is none."""

    def texts(self) -> Iterable[str]:
        """The texts that would become public."""
        return public_texts(self.record).values()

    def suspects(self) -> list[str]:
        objections = Objections(self.record.partnership_key)
        return list(dict.fromkeys(name for text in self.texts() for name in objections.suspects(text)))


class CheckedTodayForm(VerbForm):
    """When something is checked again."""

    next_check_on = forms.DateField(label="Next check", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_check_on"].initial = self.today + timedelta(days=182)


class DueForCheck(admin.SimpleListFilter):
    """What is due to be checked again: its day is over, or nobody ever checked it."""

    title = "check"
    parameter_name = "check"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("due", "Due or never checked"), ("soon", "Due within 30 days"), ("fresh", "Not due")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        today = timezone.localdate()  # noqa: TID251 - a filter of the admin, like a view, asks the clock
        return {
            "due": queryset.filter(due(on=today)),
            "soon": queryset.filter(next_check_on__range=(today, today + timedelta(days=30))),
            "fresh": queryset.exclude(due(on=today)),
        }.get(self.value(), queryset)


def due(*, on: date) -> models.Q:
    """Of routemaps and rules: due to be checked again on a day."""
    return models.Q(checked_on=None) | models.Q(next_check_on=None) | models.Q(next_check_on__lt=on)


class WordedAdmin(OfficeAdmin):
    """A record that is written by those who write routemaps and explained words; what is public by approvers alone."""

    def has_add_permission(self, request) -> bool:
        return words_any(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        if obj is None:
            return words_any(request.user)
        partnership = self.partnership_of(obj)
        return may_approve(request.user, partnership) if self.is_public(obj) else may_word(request.user, partnership)

    def may_draft(self, user, partnership: int) -> bool:
        return may_word(user, partnership)

    def rows_to_choose(self, request):
        return rows_worded_by(request.user, self.model._default_manager.all(), path=self.partnership_path)

    def records_to_choose(self, model, request):
        """An editor writes for partnerships whose plans they do not change."""
        if model is Partnership:
            return rows_worded_by(request.user, Partnership.objects.all(), path="pk")
        return super().records_to_choose(model, request)
