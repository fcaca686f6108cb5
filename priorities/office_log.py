"""What the log of the office says of an edit: each field from what to what, in one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import forms

from priorities.office_forms import differences

VALUE_SIGNS = 200
"""How much of a value the log keeps; the history of a record keeps the whole."""


def shortened(value: object) -> str:
    """The value as text of at most 200 signs, with "…" where more stood."""
    text = str(value)
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
