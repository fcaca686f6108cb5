"""What is wrong with a field, in one sentence that names the field, what stands in it and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.datastructures import MultiValueDict
from django.utils.text import Truncator

from priorities.invisible import without_invisible

_LONGEST_SHOWN = 60
LONGEST_TEXT = 20_000
"""Characters in one field, as in one cell of a document."""


def _empty(field: forms.Field) -> str:
    if isinstance(field, forms.DateField):
        return "give a day, such as 31/3/2026."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "choose one."
    return "tick the box." if isinstance(field, forms.BooleanField) else "write it."


def _invalid(field: forms.Field) -> str:
    remedies: tuple[tuple[type[forms.Field], str], ...] = (
        (forms.DateTimeField, "is no time; write it as 31/3/2026 and 14:30."),
        (forms.DateField, "is no day of the calendar; write it as day/month/year, such as 31/3/2026."),
        (forms.IntegerField, "is no whole number; write one, such as 3."),
        (forms.URLField, "is no address of a page; write the whole of it, such as https://www.example.org/page."),
        (forms.EmailField, "is no email address; write one, such as send@example.org."),
        (forms.SlugField, "has signs that no address has; use only letters, digits, hyphens and underscores."),
    )
    return next((words for kind, words in remedies if isinstance(field, kind)), "cannot be used; write it anew.")


_NOT_IN_LIST = "is not in the list; choose one that is."
_OF_VALUE: dict[str, Callable[[forms.Field, dict], str]] = {
    "invalid": lambda field, params: params.get("why") or _invalid(field),
    "invalid_choice": lambda field, params: _NOT_IN_LIST,
    "invalid_pk_value": lambda field, params: _NOT_IN_LIST,
    "invalid_list": lambda field, params: _NOT_IN_LIST,
    "unique": lambda field, params: "is taken already; write another.",
    "min_value": lambda field, params: f"is too small; write {params.get('limit_value')} or more.",
    "max_value": lambda field, params: f"is too large; write {params.get('limit_value')} or less.",
    "null_characters_not_allowed": lambda field, params: "holds a sign that is no letter; type it anew.",
}


def _has_own_words(field: forms.Field, code: str | None) -> bool:
    """The form gave this field a sentence of its own for the mistake."""
    stock = [kind.default_error_messages.get(code) for kind in type(field).__mro__ if issubclass(kind, forms.Field)]
    own = field.error_messages.get(code)
    return own is not None and own not in stock


def _seen(value: object) -> object:
    # What is longer is refused, and need not be cleaned first.
    return without_invisible(value) if isinstance(value, str) and len(value) <= LONGEST_TEXT else value


def _typed_letters(data: Mapping[str, object]) -> Mapping[str, object]:
    """What was typed, without letters that nobody sees; the same data where there are none."""
    if not isinstance(data, MultiValueDict):
        return {name: _seen(value) for name, value in data.items()}
    changed = {
        name: [_seen(value) for value in values]
        for name, values in data.lists()
        if any(_seen(value) != value for value in values)
    }
    if not changed:
        return data
    data = data.copy()
    for name, values in changed.items():
        data.setlist(name, values)
    return data


class SentencesMixin:
    """A form whose stock messages ("This field is required.") become sentences of the office.

    Letters that nobody sees are dropped from what is typed: a name that holds one reads like any other.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: _seen(value) for name, value in self.initial.items()}
        if self.is_bound:
            self.data = _typed_letters(self.data)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.validators.append(MaxLengthValidator(LONGEST_TEXT))

    def add_error(self, field: str | None, error: ValidationError | str) -> None:
        super().add_error(field, self._in_sentences(field, error))

    def _in_sentences(self, name: str | None, error: ValidationError | str) -> ValidationError:
        if not isinstance(error, ValidationError):
            return ValidationError(error)
        if hasattr(error, "error_dict"):
            return ValidationError(
                {
                    key: [self._sentence(None if key == "__all__" else key, one) for one in several]
                    for key, several in error.error_dict.items()
                }
            )
        return ValidationError([self._sentence(name, one) for one in error.error_list])

    def _sentence(self, name: str | None, error: ValidationError) -> ValidationError:
        params = error.params or {}
        if error.code == "unique_together" and "unique_check" in params:
            labels = [self._label(each) for each in params["unique_check"] if each in self.fields]
            if labels:
                words = f"{' and '.join(labels)}: there is one with the same already; change it here, or open that one."
                return ValidationError(words, code=error.code)
        if name is None or name not in self.fields:
            return error
        field, typed = self.fields[name], self._typed(name)
        if _has_own_words(field, error.code):
            return error
        if error.code == "required":
            return ValidationError(f"{self._label(name)}: nothing is written here; {_empty(field)}", code=error.code)
        if error.code == "max_length":
            words = f"{params.get('show_value')} letters are too many; shorten it to {params.get('limit_value')}."
            return ValidationError(f"{self._label(name)}: {words}", code=error.code)
        if error.code in _OF_VALUE:
            words = _OF_VALUE[error.code](field, params)
            return ValidationError(f"{self._label(name)}: '{typed}' {words}", code=error.code)
        return error

    def _label(self, name: str) -> str:
        return str(self[name].label)

    def _typed(self, name: str) -> str:
        data = self[name].data
        words = " ".join(map(str, data)) if isinstance(data, list | tuple) else str(data or "")
        return Truncator(words.replace("\x00", "")).chars(_LONGEST_SHOWN)
