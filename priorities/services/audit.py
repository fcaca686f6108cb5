"""The log of the office: one line for each event, which nobody edits."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.db.models import Model

from priorities.models import AuditEntry, User, Versioned


def one_line(text: str) -> str:
    """The text with every line break and control character as a visible sign, so that it can forge no second entry.

    "\\n" becomes "␊", "\\r" "␍"; signs that turn the reading direction and line separators become "�".
    """
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    number = ord(letter)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "␡"
    return (
        "�"
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter not in "\u00ad\u200c\u200d"
        else letter
    )


def record_event(
    *,
    kind: AuditEntry.Kind,
    by: User | None,
    at: datetime,
    words: str,
    who: str = "",
    record: Model | None = None,
    partnership_id: int | None = None,
) -> AuditEntry:
    """Write one line to the log. `who` is what was typed where nobody is signed in, `words` what happened, to what.

    Of a record that belongs to a partnership that partnership is noted, so that its staff can read the line.
    """
    if partnership_id is None and isinstance(record, Versioned):
        partnership_id = record.partnership_key
    entry = AuditEntry(
        at=at,
        kind=kind,
        by=by,
        who=one_line(by.get_username() if by is not None else who)[:150],
        partnership_id=partnership_id,
        record=record._meta.label_lower if record is not None else "",
        record_id=record.pk if record is not None else None,
        words=one_line(words),
    )
    entry.save()
    return entry
