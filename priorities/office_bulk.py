"""What is done to several records at once: of all that were shown, or of none where one was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import models
from django.utils.crypto import constant_time_compare
from django.utils.html import format_html

from priorities.models import Versioned
from priorities.office_forms import in_words, version_mark

SHOWN = "shown"
"""The name of the hidden fields of a list that carry what it showed: "12.3" is record 12 in version 3."""

CHOSEN = "chosen"
"""The same in the address and the form of a page to which a list sends what was chosen."""

_SAID = 5
"""How many changed records a refusal names."""


def shown_mark(record: models.Model) -> str:
    """What a list or a page says of a record that it shows."""
    return f"{record.pk}.{version_mark(record)}"


def hidden_mark(record: models.Model) -> str:
    """The hidden field that carries it."""
    return format_html('<input type="hidden" name="{}" value="{}">', SHOWN, shown_mark(record))


def read_marks(values: Iterable[str]) -> dict[int, str]:
    """The marks by the records' ids, in the order given; what is no mark is left out."""
    parts = (value.partition(".") for value in values)
    return {int(key): mark for key, _, mark in parts if key.isascii() and key.isdigit() and len(key) < 19}


def changed_since(records: Sequence[models.Model], shown: Mapping[int, str]) -> list[str]:
    """A sentence on each record that is not as it was shown, with both versions; on one that was not shown, too."""
    return [
        _difference(record, shown.get(record.pk))
        for record in records
        if not constant_time_compare(shown.get(record.pk, ""), version_mark(record))
    ]


def refusal(sentences: Sequence[str]) -> str:
    """Why nothing was done, in one paragraph."""
    more = len(sentences) - _SAID
    rest = f" So were {more} more." if more > 0 else ""
    return f"Nothing was done to any of them. {' '.join(sentences[:_SAID])}{rest} Look at them again, then choose."


def _difference(record: models.Model, shown: str | None) -> str:
    name = f"{record._meta.verbose_name.capitalize()} '{record}'"
    if shown is None:
        return f"{name} was not on the page from which you chose."
    if not isinstance(record, Versioned):
        return f"{name} was changed after you opened the page."
    return f"{name} was changed{_by_whom(record)}: you saw version {shown or 'unknown'}, and version {record.version} is stored now."


def _by_whom(record: models.Model) -> str:
    latest = record.history.first() if hasattr(record, "history") else None
    if latest is None:
        return ""
    who = f" by {latest.history_user}" if latest.history_user else ""
    return f"{who} on {in_words(latest.history_date)}"
