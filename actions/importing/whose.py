"""Where both a document and the office have changed a record since the last document, a person says whose words stand."""

from __future__ import annotations

from actions.importing.changes import FIELD_WORDS, FieldChanges, ImportRefused, Question, field_names, short
from actions.models import Action
from priorities.models import Priority, Versioned

DOCUMENT, OFFICE = "document", "office"
"""The answers: whose words stand."""

REPORTED = frozenset({"progress", "rating", "status"})
"""Fields that a document changes by a report of its own; what is decided on one of them is decided on all."""


def ask_whose(key: str, place: str, record: Action | Priority, both: FieldChanges, *others: Versioned) -> Question:
    """The question about a record, whose row or priority the command calls `key`; `others` are what it was read with.

    `both` gives for each field what the office has and what the document says.
    """
    values = "; ".join(
        f"{FIELD_WORDS.get(name, name).lower()}: “{_in_words(ours)}” in the office, “{_in_words(theirs)}” in the document"
        for name, (ours, theirs) in both.items()
    )
    return Question(
        _words_of(key),
        f"{place}: the document changes the {field_names(both)} of '{record.slug}', and so did the office ({values})",
        f"to take the document's words say --same \"{_words_of(key)}={DOCUMENT}\", to keep the office's say "
        f'--same "{_words_of(key)}={OFFICE}".',
        [(DOCUMENT, "Take the document's words"), (OFFICE, "Keep the office's words")],
        frozenset({(record._meta.model_name, record.pk)}),
        records=(record, *others),
    )


def take_whose(found: dict[int, str], index: int, key: str, answers: dict[str, str]) -> None:
    """Take the answer for a row or priority out of the answers. Raises ImportRefused for one that is none."""
    answer = answers.pop(_words_of(key), None)
    if answer is None:
        return
    if answer not in (DOCUMENT, OFFICE):
        raise ImportRefused(f"--same says '{answer}' for '{_words_of(key)}'; say '{DOCUMENT}' or '{OFFICE}'.")
    found[index] = answer


def without(fields: FieldChanges, both: list[str]) -> FieldChanges:
    """The changes that are left where the office's words stand."""
    kept = {*both, *(REPORTED if REPORTED & {*both} else ())}
    return {name: pair for name, pair in fields.items() if name not in kept}


def _words_of(key: str) -> str:
    return f"{key} words"


def _in_words(value: object) -> str:
    return short(", ".join(value) if isinstance(value, list) else str(value))
