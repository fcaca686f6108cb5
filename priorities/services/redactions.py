"""What a redaction does with everything that is stored: texts, files, sessions, what is kept in memory and on the disk."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction

from priorities.models import OutboxMessage, Redaction, User
from priorities.services.every_file import StoredFile, look_through, remove_files
from priorities.services.every_text import (
    GoOn,
    Holding,
    all_holdings,
    count_up_owners,
    locked,
    overwrite,
    whatever_it_takes,
    without_words,
)
from priorities.sought_words import REMOVED, SoughtWords, too_common

logger = logging.getLogger("sendplan.redaction")


@dataclass(slots=True)
class Everywhere:
    """Where words stand in all that is stored."""

    texts: list[Holding] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    unreadable: list[StoredFile] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    accounts: list[User] = field(default_factory=list)
    meanwhile: int = 0
    """How many places the second look found: somebody wrote the words while they were being removed."""

    @property
    def number(self) -> int:
        """How many places: columns of records, files, sessions. Accounts are kept and not counted."""
        return sum(len(held.values) for held in self.texts) + len(self.files) + len(self.sessions)

    def by_kind(self) -> list[tuple[str, int]]:
        """Kinds of records in words, with the number of places."""
        counted = Counter(str(held.model._meta.verbose_name_plural) for held in self.texts for _ in held.values)
        counted |= {"stored files": len(self.files), "people who are signed in": len(self.sessions)}
        return sorted((kind, number) for kind, number in counted.items() if number)


def look_everywhere(*, redaction: Redaction, partnership_id: int | None, go_on: GoOn = whatever_it_takes) -> Everywhere:
    """Where the words of a redaction stand in a partnership and in what belongs to none; None: in all of the site.

    Raises what `go_on` raises, which is asked again and again.
    """
    found = Everywhere()
    if too_common(redaction.words):
        # Another redaction has taken the name out of these words too: what is left of them stands in many texts.
        return found
    sought = SoughtWords(redaction.words)
    own = (Redaction, redaction.pk)
    found.texts = [held for held in all_holdings(sought, partnership_id, go_on) if (held.model, held.pk) != own]
    files = look_through(sought, partnership_id, go_on)
    found.files, found.unreadable = files.holding, files.unreadable
    found.sessions = _sessions(sought)
    people = User.objects.order_by("username")
    if partnership_id is not None:
        people = people.filter(memberships__partnership=partnership_id).distinct()
    found.accounts = [user for user in people if _bears(user, sought)]
    return found


def look_again(
    *, redaction: Redaction, partnership_id: int | None, before: Everywhere, go_on: GoOn = whatever_it_takes
) -> Everywhere:
    """What somebody stored after the first look, which found `before`, and before this one.

    SQLite lets nobody write while a removal runs, so that texts need no second look there. Files come before their records.
    """
    found = Everywhere()
    if too_common(redaction.words):
        return found
    if connection.vendor != "sqlite":
        found = look_everywhere(redaction=redaction, partnership_id=partnership_id, go_on=go_on)
    else:
        found.files = look_through(SoughtWords(redaction.words), partnership_id, go_on).holding
    # Those stay in the store until the transaction is done.
    going = {stored.name for stored in before.files}
    found.files = [stored for stored in found.files if stored.name not in going]
    return found


def _sessions(sought: SoughtWords) -> list[str]:
    every = Session.objects.order_by("pk").iterator()
    return [session.pk for session in every if sought.stand_in_any(session.get_decoded())]


def _bears(user: User, sought: SoughtWords) -> bool:
    return any(map(sought.stand_in, (user.get_full_name(), user.username, user.email, user.job_title)))


def remove_everywhere(
    *, found: Everywhere, redaction: Redaction, at: datetime, go_on: GoOn = whatever_it_takes
) -> list[dict[str, object]]:
    """Put "[removed]" in the place of the words in all that was found; the places, for the tombstone. Never words.

    Part of confirming, in one transaction with it. Files, kept pages and the database's free pages follow its end.
    """
    sought = SoughtWords(redaction.words)
    places: list[dict[str, object]] = []
    changed: dict[type, list[object]] = {}
    for held in locked(found.texts, sought):
        go_on()
        overwrite(held.model, held.pk, without_words(held, sought, REMOVED))
        changed.setdefault(held.model, []).append(held.pk)
        places += held.places()
    count_up_owners(changed)
    # A message whose address was taken out can reach nobody.
    lost = [held.pk for held in found.texts if held.model is OutboxMessage and "address" in held.values]
    waiting = OutboxMessage.objects.filter(pk__in=lost, sent_at=None, given_up_at=None)
    waiting.update(given_up_at=at, last_error="Its address was removed.")
    places += remove_files(found.files)
    Session.objects.filter(pk__in=found.sessions).delete()
    transaction.on_commit(forget_what_is_kept, robust=True)
    return places


def forget_what_is_kept() -> None:
    """Empty this worker's caches and the database's free pages; other workers' pages are stale by the content version."""
    for name in settings.CACHES:
        caches[name].clear()
    if not scrub_database():
        logger.warning("The database's free pages could not be emptied now; 'manage.py purge --commit' does it.")


def scrub_database(*, largest: int = 200_000_000) -> bool:
    """SQLite: write the file anew and cut its journal, so that no byte of what was deleted stays. Whether that was done.

    Not where the file has more than `largest` bytes: nobody waits for that in a browser.
    On PostgreSQL nothing is done here: docs/operations.md says how.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    path = Path(connection.settings_dict["NAME"])
    if path.exists() and path.stat().st_size > largest:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
    except DatabaseError:
        return False
    return not busy
