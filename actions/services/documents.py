"""A source document's title and date put right, with the reports that came with it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from actions.models import ProgressReport
from actions.wording import day_in_words
from priorities.models import ContentVersion, DocumentCorrection, SourceDocument, User
from priorities.services import NotAllowed, keep, keep_all, keep_new, lock_document, refuse_personal_words


@transaction.atomic
def correct_document(
    *,
    document: SourceDocument,
    title: str,
    document_date: date | None,
    reason: str,
    by: User,
    at: datetime,
    date_precision: str = SourceDocument.DatePrecision.DAY,
) -> int:
    """Put right the title and the date of a document; how many draft reports of it bear the new date.

    `date_precision` is "month" or "year" where the date stands for the whole of it, because the document bears no day.
    What is public keeps its dates: a published report is frozen. Timescales are not read again. Raises NotAllowed.
    """
    lock_document(document)
    title, reason = title.strip(), reason.strip()
    if not title or not reason:
        raise NotAllowed("Give the document's title, and say why it is corrected.")
    stored = (document.title, document.document_date, document.date_precision)
    if (title, document_date, date_precision) == stored:
        raise NotAllowed("Title and date are as they were; change what is wrong, or go back.")
    if document_date is not None and document_date > timezone.localtime(at).date():
        raise NotAllowed(
            f"Date of the document: {day_in_words(document_date)} is still to come; give the date that it bears."
        )
    refuse_personal_words({"Title": title}, partnership_id=document.plan.partnership_id)
    before = document.document_date
    correction = DocumentCorrection(
        document=document,
        from_title=document.title,
        to_title=title,
        from_date=before,
        to_date=document_date,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )
    document.title, document.document_date, document.date_precision = title, document_date, date_precision
    keep_new([correction], by=by, at=at, reason=reason)
    keep(document, by=by, at=at, reason=reason)
    dated = ProgressReport.objects.filter(document=document, state=ProgressReport.State.DRAFT, reported_on=before)
    drafts = list(dated) if before != document_date else []
    for report in drafts:
        report.reported_on = document_date
    keep_all(drafts, fields=["reported_on"], by=by, at=at, reason=reason)
    ContentVersion.count_up()
    return len(drafts)
