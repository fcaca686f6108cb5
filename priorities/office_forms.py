"""Forms of the office: they carry the version that was read and refuse to save over a newer one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from urllib.parse import urlsplit

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import date_format

from priorities.held_back import Objections, in_a_row
from priorities.invisible import without_invisible
from priorities.models import HeldBack, Partnership, Versioned
from priorities.office_sentences import SentencesMixin
from priorities.people import people_in_lead

READ = "version_read"
"""The name of the hidden field that carries the version."""

CHECKED = "I have checked that these are not names of people"
"""What somebody ticks who lets words through that look like a person's name."""

NOTHING = "(empty)"
_NOT_CONTENT = {"last_login"}


def version_mark(record: models.Model) -> str:
    """What changes whenever the record does: its version, else a digest of its values."""
    if isinstance(record, Versioned):
        return str(record.version)
    values = [
        (field.attname, str(getattr(record, field.attname)))
        for field in record._meta.concrete_fields
        if field.name not in _NOT_CONTENT
    ]
    return salted_hmac("priorities.office_forms", repr(values), algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class Difference:
    """A field that differs between the stored record and the form, in words."""

    label: str
    stored: str
    typed: str
    name: str = ""


def in_words(value: object, field: forms.Field | None = None) -> str:
    """A value as a person reads it: the label of a choice, a date in words, "(empty)" for nothing."""
    if isinstance(field, forms.ModelChoiceField) and value and not isinstance(value, models.Model):
        value = field.queryset.filter(pk=value).first() if str(value).isdigit() else None
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        value = dict(field.choices).get(value, value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return NOTHING if value in (None, "") else str(value)


def differences(form: forms.BaseForm) -> list[Difference]:
    """The fields of a bound form whose typed value is not the stored one."""
    found = []
    for name in form.changed_data:
        if name == READ or name not in form.fields:  # Django's form of a password names one that is none
            continue
        field = form.fields[name]
        typed = getattr(form, "cleaned_data", {}).get(name)
        if typed is None:
            typed = form[name].data
        stored = form.get_initial_for_field(field, name)
        found.append(
            Difference(
                name=name,
                label=str(form[name].label),
                stored=in_words(field.to_python(stored) if isinstance(field, forms.DateField) else stored, field),
                typed=in_words(typed, field),
            )
        )
    return found


class LinesField(forms.CharField):
    """Text of several lines. A browser sends its line ends as CR LF; that alone is no change."""

    widget = AdminTextareaWidget

    def to_python(self, value: object) -> str:
        return _plain_line_ends(super().to_python(value))

    def has_changed(self, initial: object, data: object) -> bool:
        return without_invisible(_plain_line_ends(str(initial or ""))) != self.to_python(data)


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class PageField(forms.URLField):
    """The address of a page that everybody can open: http or https, and nobody's name or password in it."""

    default_validators: ClassVar = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("assume_scheme", "https")
        super().__init__(**kwargs)

    def run_validators(self, value: str) -> None:
        super().run_validators(value)
        if value and "@" in urlsplit(value).netloc:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class OfficeForm(SentencesMixin, forms.ModelForm):
    """A form for one record. After a refused save `conflict` tells what differs, and the typed words stay.

    Words for the public are refused where they hold what the partnership holds back, or somebody's address or number.
    """

    version_read = forms.CharField(required=False, widget=forms.HiddenInput)

    public_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of the form alone in which people type words for the public."""
    field_of: ClassVar[dict[str, str]] = {}
    """Of columns that no field of the form keeps, the field in which they are typed."""
    role_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of which nobody may say that what looks like a name is none."""

    is_draft = False
    """Whether it keeps a draft, which may hold withdrawn words until it is sent."""

    is_public = False
    """Whether the public reads at once what is saved, set by the admin: then what looks like a name is asked about."""

    conflict: list[Difference] | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial[READ] = version_mark(self.instance)

    def clean(self) -> dict:
        """Refuse a save over a newer version. The stored values are still in `instance` here."""
        cleaned = super().clean()
        if self.instance.pk is not None:
            stored = version_mark(self.instance)
            if not constant_time_compare(self.data.get(self.add_prefix(READ), ""), stored):
                self._refuse(stored)
        self._check_public_words(self.cleaned_data)
        return self.cleaned_data if cleaned is None else cleaned

    def _check_public_words(self, cleaned: dict) -> None:
        names = [*getattr(self._meta.model, "PUBLIC_TEXTS", ()), *self.public_fields]
        texts = {name: cleaned[name] for name in names if cleaned.get(name)}
        if not texts:
            return
        objections = Objections(self._partnership_key(cleaned), but=self._decided_just_now())
        for name, text in texts.items():
            objection = (objections.to_draft if self.is_draft else objections.to)(text, field=name)
            if objection:
                self.add_error(name, f"{self[name].label}: {objection}")
        for first, second in self._meta.model.READ_IN_A_ROW if issubclass(self._meta.model, Versioned) else ():
            self._check_in_a_row(objections, first, self.field_of.get(second, second), cleaned)
        if self.is_public and "names_checked" in self.fields and not cleaned.get("names_checked"):
            self._ask_about_names(objections, {name: text for name, text in texts.items() if name in self.changed_data})

    def _check_in_a_row(self, objections: Objections, first: str, second: str, cleaned: dict) -> None:
        if first in self.errors or second in self.errors:
            return
        objection = objections.to(in_a_row(cleaned.get(first) or "", cleaned.get(second) or ""))
        if objection:
            self.add_error(first, f"{self[first].label} and {str(self[second].label).lower()}: {objection}")

    def _ask_about_names(self, objections: Objections, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            asked = name not in self.errors and name not in self.role_fields
            suspect = next(objections.suspects(text), None) if asked else None
            if suspect:
                label = self[name].label
                self.add_error(
                    name, f"{label}: '{suspect}' looks like a person's name; write a role, or tick '{CHECKED}'."
                )

    def _partnership_key(self, cleaned: dict) -> int | None:
        """Of the stored record, else of what the form chooses: the partnership, or what belongs to one."""
        if self.instance.pk is not None:
            return self.instance.partnership_key
        chosen = next((cleaned[name] for name in ("partnership", "plan", "action") if cleaned.get(name)), None)
        return chosen.pk if isinstance(chosen, Partnership) else getattr(chosen, "partnership_key", None)

    def _decided_just_now(self) -> HeldBack | None:
        return self.instance if isinstance(self.instance, HeldBack) else None

    def _refuse(self, stored: str) -> None:
        self.conflict = differences(self)
        self.add_error(
            None,
            f"{self._meta.model._meta.verbose_name.capitalize()} '{self.instance}' was "
            f"changed{self._by_whom()} after you opened it, so nothing was saved. Your words are still "
            "below: compare them with what is stored now, put right what should stay, and save again.",
        )
        # What the person sees now is the newer version; the next save answers to that one.
        self.data = self.data.copy()
        self.data[self.add_prefix(READ)] = stored

    def _by_whom(self) -> str:
        latest = self.instance.history.first() if hasattr(self.instance, "history") else None
        if latest is None:
            return ""
        when = in_words(latest.history_date)
        return f" by {latest.history_user} on {when}" if latest.history_user else f" on {when}"


def names_checked() -> forms.BooleanField:
    """The tick for words that look like a person's name and are none."""
    return forms.BooleanField(
        required=False, label=CHECKED, help_text="Tick it only if you were told that words look like a person's name."
    )


class RoleForm(OfficeForm):
    """A form whose `role_field` the public reads as a role or team, so that no person is named there."""

    role_field = ""
    is_role = forms.BooleanField(
        required=False,
        label="It is a role or a team",
        help_text="Tick this only if you were told that the words look like a person and they do not name one.",
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        words = cleaned.get(self.role_field, "")
        told = self.role_field in self.errors
        if self.role_field in self.changed_data and not told and not cleaned.get("is_role"):
            complain_of_people(self, self.role_field, words, " If it is a role all the same, tick the box below.")
        return cleaned


def complain_of_people(form: forms.BaseForm, name: str, words: str, way_out: str = "") -> None:
    """Refuse words that look like a person's name, email address or telephone number."""
    found = people_in_lead(words or "")
    if found:
        form.add_error(
            name,
            f"{form[name].label}: '{found[0].words}' looks like a person; give a role or a team.{way_out}",
        )
