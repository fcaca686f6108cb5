"""Official words: newly agreed, as a version, and public from when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from priorities.models import ContentVersion, SourceDocument, User, Versioned, WordsVersion
from priorities.services.writing import NotAllowed, keep, keep_new, refuse_personal_words, texts_in_a_row

EMPTIED = "Official words: empty; write the words as they stand in the document, or withdraw the {}."


def publish_words(versions: QuerySet, of: str, *, since: datetime) -> None:
    """Make the words that stand now public; earlier ones of the same record (`of`) that nobody outside read stay so."""
    newest = versions.filter(**{of: OuterRef(of)}).order_by("-recorded_at", "-pk").values("pk")[:1]
    versions.filter(public_from=None, pk=Subquery(newest)).update(public_from=since)


@transaction.atomic
def agree_words(
    *,
    record: Versioned,
    words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    reason: str = "",
) -> None:
    """Record newly agreed official words of a priority or an action; the earlier ones stay in its versions.

    Raises NotAllowed where a person (no `document`) empties them or writes what the public may not read.
    """
    if words == record.official_words:
        return
    if document is None:
        if record.official_words.strip() and not words.strip():
            raise NotAllowed(EMPTIED.format(record._meta.verbose_name))
        typed = {"Official words": words, "Reason": reason, **texts_in_a_row(record, official_words=words)}
        refuse_personal_words(typed, partnership_id=record.partnership_key)
    record.official_words = words
    keep_new([words_as_they_are(record, document=document, reason=reason, by=by, at=at)], by=by, at=at)
    keep(record, by=by, at=at, reason=reason)
    ContentVersion.count_up()


def words_as_they_are(
    record: Versioned, *, document: SourceDocument | None, reason: str, by: User | None, at: datetime
) -> WordsVersion:
    """The official words of a priority or an action as a new version, not stored."""
    versions = record.words_versions
    return versions.model(
        **{versions.field.name: record},
        words=record.official_words,
        reason=reason,
        document=document,
        recorded_at=at,
        recorded_by=by,
        public_from=at if record.public_from else None,
    )
