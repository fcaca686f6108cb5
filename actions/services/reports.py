"""Progress reports: submitted, or taken from a document; and what they are rated by. See approving.py for what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from actions.models import Action, ProgressReport, RatingWord
from actions.recurrence import next_occurrence
from actions.services.drafting import says_nothing
from actions.services.needs import what_it_needs
from actions.status import Status
from actions.wording import as_in
from priorities.models import ContentVersion, Plan, SourceDocument, User
from priorities.services import (
    NotAllowed,
    keep,
    keep_all,
    keep_new,
    public_texts,
    refuse_personal_words,
)


def make_public(reports: Sequence[ProgressReport], *, by: User, at: datetime, public_from: datetime) -> None:
    """Make reports public that somebody approves now. What their actions keep of them is not worked out here."""
    for report in reports:
        report.state = ProgressReport.State.PUBLISHED
        report.approved_at = at
        report.approved_by = by
        report.approved_role = by.job_title
        report.public_from = public_from
    columns = ("state", "approved_at", "approved_by", "approved_role", "public_from", "small_numbers_checked")
    keep_all(reports, fields=columns, by=by, at=at)


def refresh_actions(plan: Plan, actions: Iterable[Action]) -> None:
    """Work out again what actions of a plan keep of their reports: the last one, the rating, the next date that counts.

    Stores nothing.
    """
    standing: dict[int, list[ProgressReport]] = {}
    for report in ProgressReport.objects.standing().filter(action__plan=plan).newest_first():
        standing.setdefault(report.action_id, []).append(report)
    for action in actions:
        action.set_reports(standing.get(action.pk, ()))
        set_next_due(action)


def set_next_due(action: Action) -> None:
    """The next date that counts, from the action's timescale and its last public report. Stores nothing.

    Where it has none yet and carries on another action, that one's last report counts: what came round was answered.
    """
    latest = action.latest_report
    if latest is None and action.continues_id is not None:
        latest = action.continues.latest_report
    reported_on = latest.reported_on if latest else None
    action.next_due = next_occurrence(due=action.due, recurrence=action.recurrence, after=reported_on)


@transaction.atomic
def submit_report(*, report: ProgressReport, by: User, at: datetime) -> None:
    """Hand a draft or returned report to the approvers. Raises NotAllowed when something it needs is missing."""
    if report.state not in ProgressReport.OPEN:
        raise NotAllowed("Only a draft or a returned report can be submitted.")
    for _, sentence in what_it_needs(report, on=timezone.localtime(at).date()):
        raise NotAllowed(sentence)
    if report.corrects_id is None and says_nothing(report):
        raise NotAllowed(
            "The update has no words and leaves the status as it is: write what was done, or say 'No change'."
        )
    refuse_personal_words(public_texts(report), partnership_id=report.partnership_key)
    report.state = ProgressReport.State.SUBMITTED
    report.submitted_at = at
    keep(report, by=by, at=at)


@transaction.atomic
def take_reports(*, reports: Sequence[ProgressReport], document: SourceDocument, by: User | None, at: datetime) -> None:
    """Keep what a document reports on actions, as drafts until the document is published.

    A draft that an earlier document left on the same action is changed, so that only one of them waits.
    """
    waiting = {
        report.action_id: report
        for report in ProgressReport.objects.filter(
            action__in=[report.action for report in reports],
            state=ProgressReport.State.DRAFT,
            document__isnull=False,
        )
    }
    new, changed = [], []
    for report in reports:
        report.document, report.recorded_at = document, at
        report.reported_on = document.document_date
        before = waiting.get(report.action_id)
        if before is None:
            new.append(report)
            continue
        for column in _FROM_DOCUMENT:
            setattr(before, column, getattr(report, column))
        changed.append(before)
    keep_new(new, by=by, at=at)
    reason = as_in(document.title, document.document_date, document.date_precision)
    keep_all(changed, fields=_FROM_DOCUMENT, by=by, at=at, reason=reason)


_FROM_DOCUMENT = ("reported_on", "status", "rating", "done", "document", "recorded_at")


@transaction.atomic
def correct_imported_report(
    *, report: ProgressReport, status: Status | None, done: str, reason: str, by: User, at: datetime
) -> None:
    """Put right what was misread from a document, before it is public. The rating as written stays the document's.

    Raises NotAllowed for a report that is public or was written here, and where nothing or no reason is given.
    """
    if report.document_id is None or report.state != ProgressReport.State.DRAFT:
        raise NotAllowed("Only a draft that came with a document is corrected; write a new report instead.")
    if not reason.strip():
        raise NotAllowed("Say why the report is corrected.")
    if (status, done.strip()) == (report.status_given, report.done.strip()):
        raise NotAllowed("Status and words are as they were; change what is wrong, or go back.")
    report.status, report.done = status.value if status else "", done.strip()
    refuse_personal_words(public_texts(report), partnership_id=report.partnership_key)
    keep(report, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def add_rating_words(*, words: Sequence[RatingWord], by: User | None, at: datetime) -> None:
    """Add lines to a plan's rating key. Lines that it has are changed by people alone."""
    keep_new(words, by=by, at=at)
    if words:
        ContentVersion.count_up()
