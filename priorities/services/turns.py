"""Who waits for whom where words are withdrawn while others publish. PostgreSQL alone: SQLite lets one write at a time.

Locks of its own, and none of a row: who publishes has locked rows already, and waits here for nobody who wants them.
"""

from __future__ import annotations

from django.db import connection

_WORDS, _REDACTIONS = 41_001, 41_002
"""What the locks are about; the other half of their key is the partnership."""


def check_words_in_turn(partnership_id: int | None) -> None:
    """Before words are checked that the public may read: from here to the transaction's end no withdrawal begins.

    One that began before is seen by the check.
    """
    _lock("pg_advisory_xact_lock_shared", _WORDS, partnership_id)


def let_writers_finish(partnership_id: int) -> None:
    """Wait until all is stored that was checked before; who checks words waits until this transaction ends."""
    _lock("pg_advisory_xact_lock", _WORDS, partnership_id)


def redact_in_turn(partnership_id: int) -> None:
    """Redactions of a partnership come one after the other: what the second finds is what the first has left."""
    _lock("pg_advisory_xact_lock", _REDACTIONS, partnership_id)


def _lock(how: str, what: int, partnership_id: int | None) -> None:
    if partnership_id is None or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s, %s)", [what, partnership_id % 2**31])
