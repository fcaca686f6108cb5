"""Submitted reports are published or returned by somebody who did not write them; several at once where nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from actions.models import Action, ForumView, ProgressReport, newest_rated
from actions.reading.small_numbers import small_numbers
from actions.services.actions import change_due_date
from actions.services.messages import tell_author_of_return
from actions.services.needs import new_timescale_of, what_it_needs
from actions.services.reports import make_public, set_next_due
from actions.status import NO_RATING, Status
from actions.timescales import Timescale
from actions.wording import day_in_words, timescale_in_words
from priorities.models import AuditEntry, ContentVersion, User
from priorities.services import NotAllowed, keep, public_texts, record_event, refuse_personal_words

UPDATE_WENT_BACK = "The update went back to its author and may change. Read it again when it waits for approval."
"""Why a view of the forum comes back that nobody decided on."""

SMALL_NUMBERS = "I have checked that these small numbers let nobody recognise a child"
"""What an approver ticks who lets the public read a count of fewer than 5 children."""


class Move(NamedTuple):
    """What a report moves, from what to what, in words. `why` is the reason and who agreed it; "" where none is asked."""

    what: str
    was: str
    now: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.what} from {self.was} to {self.now}"


def moves_of(report: ProgressReport, *, standing: Sequence[ProgressReport] | None = None) -> list[Move]:
    """What publishing a report moves: its action's status and its due date.

    Reads the report's action and that one's last report. Where the report corrects another it asks one query, unless
    the action's `standing` reports are at hand.
    """
    found = []
    was, now = Status.given(report.action.rated), rated_after(report, standing=standing)
    if now is not None and now is not was:
        found.append(Move("Status", was.label if was else NO_RATING, now.label))
    timescale = new_timescale_of(report)
    if timescale is not None:
        found.append(Move("Due date", _as_it_stands(report.action), _as_read(timescale), _why_it_moves(report)))
    return found


def rated_after(report: ProgressReport, *, standing: Sequence[ProgressReport] | None = None) -> Status | None:
    """The action's status once this report is public: its own, unless a newer rating stands. Queries as `moves_of`.

    Where the action's last report has no rating, the day of the newest rating decides.
    """
    action = report.action
    before = Status.given(action.rated)
    if report.corrects_id is not None:
        read = action.reports.standing() if standing is None else standing
        others = [one for one in read if one.pk not in (report.corrects_id, report.pk)]
        newest = newest_rated(sorted([*others, report], key=_newness, reverse=True))
        return newest.status_given if newest else None
    if report.status_given is None or not (action.rated or action.rated_as):
        return report.status_given or before
    last = action.latest_report
    if last is not None and last.has_rating:
        return report.status_given if _newness(report) > _newness(last) else before
    is_newest = action.rated_on is None or (report.reported_on is not None and report.reported_on >= action.rated_on)
    return report.status_given if is_newest else before


def _newness(report: ProgressReport) -> tuple[date, int]:
    """The order of `newest_first`: one without a day is oldest."""
    return report.reported_on or date.min, report.pk


def _as_it_stands(action: Action) -> str:
    columns = ("start", "due", "precision", "recurrence", "ongoing")
    read = {name: getattr(action, name) for name in columns}
    return _in_words(raw=action.timescale_raw, problem=action.timescale_problem, **read)


def _as_read(timescale: Timescale) -> str:
    return _in_words(
        raw=timescale.raw,
        start=timescale.start,
        due=timescale.due,
        precision=timescale.precision or "",
        recurrence=timescale.recurrence or "",
        ongoing=timescale.ongoing,
        problem=timescale.problem or "",
    )


def _in_words(*, raw: str, **read) -> str:
    """ "End of March 2026 (written as “by March 2026”)"."""
    # The day on which it is said does not matter, as no next date is named.
    line = timescale_in_words(raw=raw, next_due=None, on=date.min, **read)
    written = " ".join(raw.split())
    return f"{line} (written as “{written}”)" if written and f"“{written}”" not in line and written != line else line


def _why_it_moves(report: ProgressReport) -> str:
    said = [f"Reason: {report.new_timescale_reason.strip() or 'not given'}"]
    if report.new_timescale_agreed_by:
        said.append(f"Agreed by {report.new_timescale_agreed_by}")
    if report.new_timescale_agreed_on:
        said.append(f"on {day_in_words(report.new_timescale_agreed_on)}")
    return f"{said[0].removesuffix('.')}. {' '.join(said[1:])}".strip()


def few_children(record: ProgressReport | ForumView) -> list[str]:
    """Each count of fewer than 5 children or families in a record's public words: "3 pupils". Published, one may tell who it is."""
    texts = public_texts(record)
    texts.pop("Evidence link", None)
    return list(dict.fromkeys(words for text in texts.values() for words in small_numbers(text)))


# -- one by one ------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_report(
    *,
    report: ProgressReport,
    by: User,
    at: datetime,
    public_from: datetime | None = None,
    small_numbers_checked: bool = False,
) -> None:
    """Approve a submitted report and make it public. The author cannot approve their own report.

    A new due date that it gives is the action's from now on; the old one stays in the promise's history with the reason.
    `public_from` may be earlier than `at` for a report that the public could read elsewhere before. Raises NotAllowed
    where something is missing, and where words count fewer than 5 children and nobody `small_numbers_checked` them.
    """
    _refuse_to_decide(report, "published", by=by)
    if report.action.withdrawn_at is not None:
        raise NotAllowed("The action was withdrawn from the public, so nothing is published on it; return the report.")
    if report.action.public_from is None:
        # The moment from which the public could read it would be a lie.
        raise NotAllowed("The public cannot read this action yet; publish its plan first, and then this report.")
    for _, sentence in what_it_needs(report, on=timezone.localtime(at).date()):
        raise NotAllowed(sentence)
    refuse_personal_words({**public_texts(report), "Your role": by.job_title}, partnership_id=report.partnership_key)
    few = few_children(report)
    if few and not small_numbers_checked:
        raise NotAllowed(
            f"'{few[0]}' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or "
            "return the report."
        )
    moves = moves_of(report)
    _refuse_moved_meanwhile(report)
    report.small_numbers_checked = bool(few)
    since = min(public_from or at, at)
    make_public([report], by=by, at=at, public_from=since)
    action = report.action
    action.set_reports(action.reports.standing().newest_first())
    set_next_due(action)
    timescale = new_timescale_of(report)
    if timescale is None:
        keep(action, by=by, at=at)
    else:
        change_due_date(
            action=action,
            timescale=timescale,
            reason=report.new_timescale_reason,
            agreed_by=report.new_timescale_agreed_by,
            changed_on=report.new_timescale_agreed_on,
            by=by,
            at=at,
            public_from=since,
        )
    _log_publication(report, moves, few, by=by, at=at)
    ContentVersion.count_up()


def _refuse_to_decide(report: ProgressReport, what: str, *, by: User) -> None:
    if report.state != ProgressReport.State.SUBMITTED:
        raise NotAllowed(f"Only a submitted report can be {what}.")
    if report.author_id == by.pk:
        raise NotAllowed("You wrote this report, so somebody else must approve it.")
    if report.is_work_of(by):
        raise NotAllowed("You made the link through which this was written, so somebody else must approve it.")


def _refuse_moved_meanwhile(report: ProgressReport) -> None:
    """The author saw another timescale than the one that would be moved now."""
    if not report.new_timescale.strip():
        return
    sent = report.submitted_at or report.recorded_at
    moved = report.action.due_date_changes.filter(recorded_at__gt=sent).order_by("recorded_at", "pk").last()
    if moved is not None:
        raise NotAllowed(
            f"The timescale of this action was changed to '{moved.to_raw or 'none'}' on "
            f"{day_in_words(timezone.localtime(moved.recorded_at).date())}, after this report was submitted; return the "
            "report, so that its author can look at the date again."
        )


def _log_publication(report: ProgressReport, moves: list[Move], few: list[str], *, by: User, at: datetime) -> None:
    said = [f"Published the report of {_day_of(report)} on action {_name_of(report.action)}."]
    said += [f"{move}. {move.why}." if move.why else f"{move}." for move in moves]
    if report.corrects_id:
        said.append(f"It corrects the report of {_day_of(report.corrects)}: {report.corrects_what}")
    if few:
        said.append(f"Checked small numbers: {', '.join(few)}.")
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=" ".join(said), record=report)


def _day_of(report: ProgressReport) -> str:
    return day_in_words(report.reported_on) if report.reported_on else "a day not stated"


def _name_of(action: Action) -> str:
    return action.reference or action.slug


@transaction.atomic
def return_report(*, report: ProgressReport, reason: str, by: User, at: datetime) -> None:
    """Send a submitted report back to its author with a reason; a message tells them to look.

    What the forum sent on it goes back too: its members spoke on words that will change.
    """
    _refuse_to_decide(report, "returned", by=by)
    if not reason.strip():
        raise NotAllowed("Say why the report is returned.")
    report.state = ProgressReport.State.RETURNED
    report.returned_reason = reason
    keep(report, by=by, at=at, reason=reason)
    words = f"Returned the report of {_day_of(report)} on action {_name_of(report.action)} to its author: {reason}"
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=report)
    for view in report.forum_views.filter(state=ForumView.State.SUBMITTED):
        view.state, view.returned_reason = ForumView.State.RETURNED, UPDATE_WENT_BACK
        keep(view, by=by, at=at, reason=UPDATE_WENT_BACK)
    tell_author_of_return(report, at=at)


# -- several at once -------------------------------------------------------------------------------------------------


def why_not_together(report: ProgressReport, approver: User) -> str:
    """Why a report is not approved together with others, as one sentence that names it; "" where it may be.

    Reads its action, that action's last report, and its link.
    """
    name = f"The report on action {_name_of(report.action)}"
    last = report.action.latest_report
    if report.state != ProgressReport.State.SUBMITTED:
        return f"{name} does not wait for approval any more."
    if report.is_work_of(approver):
        return f"{name} is your own, so somebody else must approve it."
    if report.action.withdrawn_at is not None:
        return f"{name} cannot be published, because the action was withdrawn; open it and return it."
    if report.action.public_from is None:
        return f"{name} cannot be published yet, because the public cannot read the action; publish its plan first."
    if not report.no_change or report.new_timescale.strip() or report.corrects_id:
        return f"{name} is no 'no change'; open it and decide on it by itself."
    if last is None or last.status != report.status:
        return (
            f"{name} says 'no change', and since then another report was published; open it and decide on it by itself."
        )
    few = few_children(report)
    if few:
        return f"{name} counts fewer than 5 children ('{few[0]}'); open it and decide on it by itself."
    return ""


@transaction.atomic
def publish_unchanged(*, reports: Sequence[ProgressReport], by: User, at: datetime) -> None:
    """Publish several reports that say that nothing changed: all, or none where one of them may not be.

    Raises NotAllowed with the sentence that names the first that is no "no change", is the approver's own or is decided.
    """
    if not reports:
        raise NotAllowed("Tick the updates that you want to publish.")
    for report in reports:
        refusal = why_not_together(report, by)
        if refusal:
            raise NotAllowed(f"{refusal} Nothing was published.")
    twice = next((one for one in reports if sum(one.action_id == other.action_id for other in reports) > 1), None)
    if twice is not None:
        raise NotAllowed(
            f"Two of the updates are on action {_name_of(twice.action)}; tick one of them, and decide on the other by "
            "itself. Nothing was published."
        )
    with ContentVersion.counted_once():
        for report in reports:
            try:
                publish_report(report=report, by=by, at=at)
            except NotAllowed as refusal:
                raise NotAllowed(f"Action {_name_of(report.action)}: {refusal} Nothing was published.") from None
