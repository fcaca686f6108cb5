"""The parent carer forum's own view of an update: drafted, submitted, and published or returned with every word as it was."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import ForumView, ProgressReport
from actions.services.approving import few_children
from actions.wording import day_in_words
from priorities.models import AuditEntry, ContentVersion, EditConflict, User
from priorities.people import details_in_text
from priorities.services import NotAllowed, keep, public_texts, record_event, refuse_personal_words


def refuse_details(words: str) -> None:
    """Raise NotAllowed where the forum's words hold somebody's address or number.

    What the partnership holds back or has withdrawn is asked of the approver alone: the answer would tell it to the forum.
    """
    found = next(iter(details_in_text(words)), None)
    if found is not None:
        raise NotAllowed(
            f"'{found.words}' looks like somebody's address or number; leave it out, because the public will read this."
        )


@transaction.atomic
def save_view(*, report: ProgressReport, view: ForumView | None, words: str, by: User, at: datetime) -> ForumView:
    """Keep the forum's words as a draft. What waited for approval waits no more: nobody approves what is being changed.

    Raises EditConflict where another member began a view of the same report, NotAllowed where nothing may be written.
    """
    if view is None:
        if report.state not in ProgressReport.HANDED_IN:
            raise NotAllowed("The forum says something on updates that wait for approval or are published.")
        view = ForumView(report=report, recorded_at=at)
    elif view.state == ForumView.State.PUBLISHED:
        raise NotAllowed("The forum's view was published, so its words stay as they are.")
    view.words, view.author, view.state = words, by, ForumView.State.DRAFT
    refuse_details(view.words)
    try:
        with transaction.atomic():
            keep(view, by=by, at=at)
    except IntegrityError:
        raise EditConflict("Another member of the forum began a view of this update a moment ago.") from None
    return view


@transaction.atomic
def submit_view(*, view: ForumView, by: User, at: datetime) -> None:
    """Hand the forum's words to the approvers, who publish or return them and change nothing."""
    if view.state not in (ForumView.State.DRAFT, ForumView.State.RETURNED):
        raise NotAllowed("Only a draft or a returned view can be submitted.")
    if not view.words.strip():
        raise NotAllowed("Write the forum's view before you submit it.")
    # Locked, so that it cannot go back to its author at the same time.
    report = ProgressReport.objects.select_for_update(no_key=True).only("state").get(pk=view.report_id)
    if report.state not in ProgressReport.HANDED_IN:
        raise NotAllowed("The update went back to its author, so wait until it is submitted again.")
    refuse_details(view.words)
    view.state, view.submitted_at = ForumView.State.SUBMITTED, at
    keep(view, by=by, at=at)


def _refuse_to_decide(view: ForumView, what: str, *, by: User) -> None:
    if view.state != ForumView.State.SUBMITTED:
        raise NotAllowed(f"Only a submitted view can be {what}.")
    if view.author_id == by.pk:
        raise NotAllowed("You wrote this view, so somebody else must approve it.")


@transaction.atomic
def publish_view(*, view: ForumView, by: User, at: datetime, small_numbers_checked: bool = False) -> None:
    """Let the public read the forum's words beside the officer's, as they are. The update itself is published first.

    Raises NotAllowed where the words count fewer than 5 children and nobody `small_numbers_checked` them.
    """
    _refuse_to_decide(view, "published", by=by)
    if view.report.state != ProgressReport.State.PUBLISHED:
        raise NotAllowed("The update on which the forum speaks is not published yet; decide on that one first.")
    refuse_personal_words(public_texts(view), partnership_id=view.partnership_key)
    few = few_children(view)
    if few and not small_numbers_checked:
        raise NotAllowed(
            f"'{few[0]}' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or "
            "return the view."
        )
    view.state, view.approved_at, view.approved_by, view.public_from = ForumView.State.PUBLISHED, at, by, at
    keep(view, by=by, at=at)
    words = f"Published the forum's view on {_on(view)}."
    words += f" Checked small numbers: {', '.join(few)}." if few else ""
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=view)
    ContentVersion.count_up()


@transaction.atomic
def return_view(*, view: ForumView, reason: str, by: User, at: datetime) -> None:
    """Send the forum's words back with a reason, which the forum reads and nobody else."""
    _refuse_to_decide(view, "returned", by=by)
    if not reason.strip():
        raise NotAllowed("Say why the view is returned.")
    view.state, view.returned_reason = ForumView.State.RETURNED, reason
    keep(view, by=by, at=at, reason=reason)
    words = f"Returned the forum's view on {_on(view)} to the forum: {reason}"
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=view)


def _on(view: ForumView) -> str:
    report = view.report
    day = report.reported_on or timezone.localtime(report.recorded_at).date()
    return f"the report of {day_in_words(day)} on action {report.action.reference or report.action.slug}"
