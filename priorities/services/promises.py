"""Writes that commitments, recommendations and milestones share when a newer document words or leaves them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from priorities.models import ContentVersion, SourceDocument, SourceRow, User, Versioned
from priorities.services.official_words import words_as_they_are
from priorities.services.writing import NotAllowed, keep, keep_all, keep_deleted, keep_new, refuse_personal_words


@transaction.atomic
def revise_promise(
    *,
    promise: Versioned,
    columns: Mapping[str, object],
    source_row: SourceRow | None,
    document: SourceDocument,
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Change a promise as a document does, its official words with a new version; and from which row it was read.

    `columns` are those that change; official_words may be one of them.
    """
    if promise.source_row != source_row:
        # No person edits the row, so nobody's open form is made stale by it.
        promise.source_row = source_row
        type(promise)._default_manager.filter(pk=promise.pk).update(source_row=source_row)
    changed = {name: value for name, value in columns.items() if getattr(promise, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(promise, name, value)
    if "official_words" in changed:
        keep_new([words_as_they_are(promise, document=document, reason=reason, by=by, at=at)], by=by, at=at)
    keep(promise, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def place_promises(
    *,
    promises: Sequence[Versioned],
    moved: Sequence[Versioned],
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Store from which row promises of one model were read now, and for those that moved where they stand in the plan."""
    if promises:
        # No person edits the row, so it leaves no history and makes nobody's open form stale.
        type(promises[0])._default_manager.bulk_update(promises, ["source_row"])
    keep_all(moved, fields=["order"], by=by, at=at, reason=reason)
    if moved:
        ContentVersion.count_up()


@transaction.atomic
def withdraw_promises(*, promises: Sequence[Versioned], reason: str, by: User | None, at: datetime) -> None:
    """Take promises of one model from the public pages: a document has them no more. Never deleted.

    Raises NotAllowed without a reason, or where it holds what the public may not read.
    """
    if not promises:
        return
    if not reason.strip():
        raise NotAllowed(f"Say why the {promises[0]._meta.verbose_name} is withdrawn; the public reads the reason.")
    refuse_personal_words({"Reason": reason}, partnership_id=promises[0].partnership_key)
    for promise in promises:
        promise.withdrawn_at, promise.withdrawn_reason = at, reason
    keep_all(promises, fields=("withdrawn_at", "withdrawn_reason"), by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def restore_promises(*, promises: Sequence[Versioned], reason: str, by: User | None, at: datetime) -> None:
    """Let promises of one model stand again that were withdrawn, at their own addresses."""
    for promise in promises:
        promise.withdrawn_at, promise.withdrawn_reason = None, ""
    keep_all(promises, fields=("withdrawn_at", "withdrawn_reason"), by=by, at=at, reason=reason)
    if promises:
        ContentVersion.count_up()


@transaction.atomic
def delete_draft_promise(*, promise: Versioned, by: User, at: datetime) -> None:
    """Delete a recommendation or a milestone that somebody typed by mistake, with its words.

    Raises NotAllowed where it was public, came with a document, or something else stands on it.
    """
    kind = promise._meta.verbose_name
    if promise.public_from is not None or promise.source_row_id is not None:
        raise NotAllowed(f"The {kind} '{promise}' was public or came with a document, so it is kept; withdraw it.")
    promise.words_versions.all().delete()
    try:
        keep_deleted(promise, by=by, at=at)
    except ProtectedError:
        raise NotAllowed(
            f"Something else stands on the {kind} '{promise}', so it is kept; take that off first."
        ) from None
    ContentVersion.count_up()
