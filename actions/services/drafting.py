"""Drafts of updates: what a person types is kept at once, whatever is still missing; it is checked when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Action, ProgressReport, newest_told
from actions.status import FINISHED_VALUES
from actions.wording import unchanged_since
from priorities.models import EditConflict, User
from priorities.services import NotAllowed, keep, public_texts, refuse_personal_words

TYPED = (
    "reported_on",
    "status",
    "done",
    "difference",
    "how_we_know",
    "next_step",
    "next_step_on",
    "decision_asked",
    "reason",
    "evidence",
    "evidence_url",
    "evidence_on",
    "new_timescale",
    "new_timescale_reason",
    "new_timescale_agreed_by",
    "new_timescale_agreed_on",
    "corrects",
    "corrects_what",
    "internal_note",
)
"""Columns of a report that its author types."""


@transaction.atomic
def save_draft(
    *, action: Action, report: ProgressReport | None, typed: Mapping[str, object], by: User, at: datetime
) -> ProgressReport:
    """Keep what somebody typed: in their own draft or returned report, or in a new draft of theirs.

    `typed` holds some or all of the columns in TYPED; nothing is asked of them but that the public may read them. Raises
    EditConflict where a draft of theirs came in between, NotAllowed where nothing may be written.
    """
    if action.withdrawn_at is not None:
        raise NotAllowed("This action was withdrawn, so no update of it is written.")
    if report is None:
        report = ProgressReport(action=action, author=by, recorded_at=at)
    elif report.state not in ProgressReport.OPEN:
        raise NotAllowed("This update was sent for approval, so it is not changed; write another one.")
    elif report.author_id != by.pk:
        raise NotAllowed("Only its author changes the words of an update.")
    for column, value in typed.items():
        if column not in TYPED:
            raise ValueError(f"Nobody types the column '{column}' of a report.")
        if getattr(report, column) != value:
            setattr(report, column, value)
            # What somebody changes is no longer the repetition that one press of a button made.
            report.no_change = False
    refuse_personal_words(public_texts(report), partnership_id=action.partnership_key, is_draft=True)
    _keep_draft(report, by=by, at=at)
    return report


@transaction.atomic
def no_change_report(*, action: Action, by: User, at: datetime) -> ProgressReport:
    """The person's draft that says that nothing changed since the last update, with its status; pressed twice, it is one.

    A draft of theirs that says nothing becomes it. Raises NotAllowed where there is nothing to repeat, and where the person has a draft with words of their own.
    """
    standing = list(action.reports.standing().newest_first())
    refusal = why_nothing_repeats(action, standing[0] if standing else None)
    if refusal:
        raise NotAllowed(refusal)
    draft = action.reports.filter(author=by, state=ProgressReport.State.DRAFT, document=None).first()
    if draft is not None and not draft.no_change and not says_nothing(draft):
        raise NotAllowed("You have begun an update of this action: go on with it, or discard it first.")
    if draft is None:
        draft = ProgressReport(action=action, author=by, recorded_at=at)
    columns = {
        "no_change": True,
        "reported_on": timezone.localtime(at).date(),
        "status": standing[0].status,
        "done": unchanged_since(newest_told(standing).reported_on),
    }
    if draft.pk is None or any(getattr(draft, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(draft, name, value)
        _keep_draft(draft, by=by, at=at)
    return draft


def says_nothing(report: ProgressReport) -> bool:
    """Whether an update has no words and leaves the status as it stands, so that "no change" says it better."""
    blank = not any(getattr(report, column) for column in TYPED if column not in ("reported_on", "status"))
    return blank and not report.no_change and report.status == report.action.rated


def why_nothing_repeats(action: Action, last: ProgressReport | None) -> str:
    """One sentence on why "no change" cannot be said after the last update of an action; "" where it can."""
    if action.withdrawn_at is not None:
        return "This action was withdrawn, so no update of it is written."
    if last is None or last.reported_on is None:
        return "There is no earlier update with a date, so nothing can be repeated; write what was done."
    if action.rated in FINISHED_VALUES:
        return f"This action is {action.get_rated_display().lower()}, so there is nothing to repeat."
    return ""


def may_be_repeated(action: Action) -> bool:
    """Whether "no change" can be said of an action. Reads `latest_report`: select it."""
    return not why_nothing_repeats(action, action.latest_report)


def _keep_draft(report: ProgressReport, *, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            keep(report, by=by, at=at)
    except IntegrityError:
        if report.pk is not None:
            raise
        raise EditConflict("You began an update of this action elsewhere a moment ago.") from None
