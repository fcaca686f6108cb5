"""The log of the office: one line for each event, which nobody edits."""

from __future__ import annotations

import json
import logging
import unicodedata
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from priorities.models import AuditEntry, User, Versioned
from priorities.permissions import ADMINISTERING, APPROVING, roles_of

logger = logging.getLogger("sendplan.audit")

WHO_SIGNS = 150
"""How much of a username is kept where a sign-in failed."""


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
        who=one_line((by.get_username() if by is not None else who)[:WHO_SIGNS]),
        partnership_id=partnership_id,
        record=record._meta.label_lower if record is not None else "",
        record_id=record.pk if record is not None else None,
        words=one_line(words),
    )
    entry.save()
    # What is taken back is said nowhere.
    transaction.on_commit(lambda: logger.info("%s", _as_line(entry)))
    return entry


def _as_line(entry: AuditEntry) -> str:
    """The entry for the log of the service: one line of JSON, in which no value can pretend to be another.

    What was typed where a sign-in failed may be a password: it is named only where it is an account's name. Of a record
    only its number: what is taken out of the database would stay in that log.
    """
    said = {
        "at": entry.at.isoformat(timespec="seconds"),
        "kind": str(entry.kind),
        "who": entry.who
        if entry.kind != AuditEntry.Kind.SIGN_IN_FAILED or _is_account(entry.who)
        else "(not an account)",
        "partnership": entry.partnership_id,
        "record": f"{entry.record}:{entry.record_id}" if entry.record else "",
        "words": entry.words if entry.kind in _WITHOUT_CONTENT else "",
    }
    return json.dumps({name: value for name, value in said.items() if value not in (None, "")}, ensure_ascii=False)


def _is_account(name: str) -> bool:
    return User.objects.filter(username=name).exists()


SIGN_INS = (AuditEntry.Kind.SIGNED_IN, AuditEntry.Kind.SIGN_IN_FAILED, AuditEntry.Kind.SIGNED_OUT)
"""Kinds that belong to a person and to no partnership."""

_WITHOUT_CONTENT = (*SIGN_INS, AuditEntry.Kind.DENIED)
"""Kinds whose words hold nothing that somebody wrote into a record."""


def entries_seen_by(user: User) -> QuerySet[AuditEntry]:
    """The lines that somebody may read: of the partnerships in which they approve or administer, and their people's sign-ins.

    A failed sign-in is shown where the username that was typed is that of one of these people.
    """
    if user.is_superuser:
        return AuditEntry.objects.all()
    trusted = [key for key, held in roles_of(user).items() if held & (APPROVING | ADMINISTERING)]
    people = User.objects.filter(memberships__partnership__in=trusted)
    of_theirs = Q(by__in=people.values("pk")) | Q(by=None, who__in=people.values("username"))
    # One condition on each line, and no list of lines: so the newest are found without reading the whole log.
    return AuditEntry.objects.filter(Q(partnership__in=trusted) | (Q(kind__in=SIGN_INS) & of_theirs))
