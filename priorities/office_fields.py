"""Fields of the office's forms that read what people type."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from priorities.typed_days import NotADay, read_day


class DayField(forms.DateField):
    """A day in one box, typed as "2 3 2026" or "2 March 2026" and shown as the latter. What is no day is refused with its reason."""

    widget = forms.TextInput

    def to_python(self, value: object) -> date | None:
        if isinstance(value, date):
            return value
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return read_day(typed)
        except NotADay as refusal:
            raise ValidationError("%(why)s", code="invalid", params={"why": str(refusal)}) from None

    def prepare_value(self, value: object) -> object:
        return date_format(value, "j F Y") if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
