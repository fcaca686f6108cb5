"""Writes to documents that were read, and to their problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from priorities.models import AuditEntry, ContentVersion, Plan, ReadingProblem, SourceDocument, SourceRow, User
from priorities.services.audit import record_event
from priorities.services.writing import NotAllowed, keep, keep_new, refuse_too_long


def stands_in(document: SourceDocument | None, row: SourceRow | None) -> bool:
    """Whether what was read from a row bears the document's date; without a document all bear the date that is given."""
    return document is None or (row is not None and row.document_id == document.pk)


def lock_document(document: SourceDocument) -> None:
    """Read a document again as it is stored, and let no other verb or import at its plan's documents meanwhile.

    A document has no version, and a save writes every column: from memory it would undo what somebody did since.
    """
    Plan.objects.select_for_update().get(pk=document.plan_id)
    document.refresh_from_db()


@transaction.atomic
def receive_document(
    *,
    document: SourceDocument,
    original: File,
    rows: Sequence[SourceRow],
    problems: Sequence[ReadingProblem],
    by: User | None,
    at: datetime,
) -> None:
    """Keep a document with its file, its rows and its problems, as a draft that waits. Rows come in their order."""
    document.received_at, document.received_by = at, by
    refuse_too_long([document, *rows, *problems])
    document.file.save(document.file.name, original, save=False)
    try:
        keep(document, by=by, at=at)
        for row in rows:
            row.document = document
        keep_new(rows, by=by, at=at)
        for problem in problems:
            problem.document = document
            problem.row = problem.row  # its id was not known before
        keep_new(problems, by=by, at=at)
        words = f"The document '{document}' was read for the plan '{document.plan}': {len(rows)} rows, {len(problems)} problems."
        _log(document, AuditEntry.Kind.IMPORTED, words, by=by, at=at)
    except BaseException:
        # The transaction takes the records back; nothing takes a file back.
        document.file.storage.delete(document.file.name)
        raise


@transaction.atomic
def keep_reading(*, document: SourceDocument, reading: Mapping[str, object], by: User | None, at: datetime) -> None:
    """Keep how a document is read now, where the plan's rating key gives its ratings other statuses than before."""
    document.reading = reading
    keep(document, by=by, at=at)


@transaction.atomic
def mark_applied(*, document: SourceDocument, by: User | None, at: datetime) -> None:
    """A waiting document is in its plan from now on, and the open problems of those of its kind before it are closed."""
    lock_document(document)
    if document.state != SourceDocument.State.DRAFT:
        raise NotAllowed(f"The document '{document.original_name}' does not wait any more.")
    document.state = SourceDocument.State.APPLIED
    document.applied_at, document.applied_by = at, by
    keep(document, by=by, at=at)
    # What was read before is about rows that count no more.
    earlier = ReadingProblem.objects.filter(
        document__plan=document.plan_id, document__kind=document.kind, settled_at=None
    ).exclude(document=document)
    earlier.update(settled_at=at, settled_by=by, closed_by=document)
    ContentVersion.count_up()
    words = f"The document '{document}' was brought into the plan '{document.plan}'."
    # Of the plan, which is what changes; that the document was read stands in a line of its own.
    record_event(kind=AuditEntry.Kind.IMPORTED, by=by, at=at, words=words, record=document.plan)


def _log(document: SourceDocument, kind: AuditEntry.Kind, words: str, *, by: User | None, at: datetime) -> None:
    partnership_id = document.plan.partnership_id
    record_event(kind=kind, by=by, at=at, words=words, record=document, partnership_id=partnership_id)


@transaction.atomic
def set_aside_document(*, document: SourceDocument, by: User, at: datetime, reason: str) -> None:
    """Decide that a waiting document is not brought into its plan. It stays, with its rows; the plan is free again."""
    lock_document(document)
    if document.state != SourceDocument.State.DRAFT:
        raise NotAllowed(f"The document '{document.original_name}' does not wait, so it cannot be set aside.")
    if not reason.strip():
        raise NotAllowed("Say why the document is set aside; who looks for it later reads the reason.")
    document.state = SourceDocument.State.SET_ASIDE
    document.set_aside_at, document.set_aside_by, document.set_aside_reason = at, by, reason
    keep(document, by=by, at=at)


@transaction.atomic
def settle_problems(*, problems: QuerySet[ReadingProblem], by: User, at: datetime) -> int:
    """Mark reading problems as settled; how many were still open. Those settled before keep who and when."""
    return problems.filter(settled_at=None).update(settled_at=at, settled_by=by)
