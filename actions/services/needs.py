"""What a report lacks before it can be sent for approval: each thing by the column in which it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from actions.models import Action, ProgressReport
from actions.status import Status
from actions.timescales import Timescale, read_timescale
from actions.wording import day_in_words

EVIDENCE_AGE_DAYS = 92
"""Days that evidence must be old to show that something lasted: more than 3 months."""


DAY_NAMES: Mapping[str, str] = MappingProxyType(
    {"reported_on": "Reported on", "evidence_on": "Date of the evidence", "new_timescale_agreed_on": "Agreed on"}
)
"""What sentences call the days of a report, by column, where no page calls them otherwise."""


def what_is_missing(report: ProgressReport) -> str:
    """One sentence on what a rating needs and the report lacks; "" when nothing."""
    return next((sentence for _, sentence in _of_rating(report)), "")


def what_is_to_come(report: ProgressReport, *, on: date) -> str:
    """One sentence on a day of the report that a day in London has not reached; "" when there is none."""
    return next((sentence for _, sentence in _to_come(report, on=on)), "")


def what_it_needs(report: ProgressReport, *, on: date, names: Mapping[str, str] = DAY_NAMES) -> list[tuple[str, str]]:
    """All that keeps a report from being sent on a day in London: pairs of a column's name and one sentence.

    `names` are what the page that shows it calls the days. Reads the report's action and the report that it corrects.
    """
    return [*_of_rating(report), *_to_come(report, on=on, names=names), *_of_new_date(report), *_of_correction(report)]


def new_timescale_of(report: ProgressReport) -> Timescale | None:
    """The timescale to which the report moves its action, read as on the day on which it was agreed; None for no move."""
    if not report.new_timescale.strip():
        return None
    return read_timescale(report.new_timescale, document_date=report.new_timescale_agreed_on or report.reported_on)


def _of_rating(report: ProgressReport) -> Iterator[tuple[str, str]]:
    status = report.status_given
    if report.reported_on is None:
        yield "reported_on", "Give the date that the report speaks of."
    if status is Status.COMPLETE and not report.how_we_know.strip():
        yield "how_we_know", "Complete needs an answer to 'How do we know?'."
    if status is Status.EMBEDDED:
        yield from _of_evidence(report)
    if status is Status.STOPPED and not report.reason.strip():
        yield "reason", "Stopped needs a reason."


def _of_evidence(report: ProgressReport) -> Iterator[tuple[str, str]]:
    if not (report.evidence.strip() or report.evidence_url):
        yield "evidence", "Complete and embedded needs evidence, with its date."
    elif report.evidence_on is None:
        yield "evidence_on", "Complete and embedded needs evidence, with its date."
    elif report.reported_on is not None and (report.reported_on - report.evidence_on).days < EVIDENCE_AGE_DAYS:
        yield "evidence_on", "Complete and embedded needs evidence that is older than 3 months."


def _to_come(report: ProgressReport, *, on: date, names: Mapping[str, str] = DAY_NAMES) -> Iterator[tuple[str, str]]:
    for column in DAY_NAMES:
        day = getattr(report, column)
        if day is not None and day > on:
            yield (
                column,
                f"{names[column]}: {day_in_words(day)} is still to come; give a day that has passed, or today.",
            )


def _of_new_date(report: ProgressReport) -> Iterator[tuple[str, str]]:
    given = report.new_timescale_reason.strip() or report.new_timescale_agreed_by.strip()
    timescale = new_timescale_of(report)
    if timescale is None:
        if given or report.new_timescale_agreed_on:
            yield "new_timescale", "Write the new due date, or empty what stands below it."
        return
    objection = _objection_to(timescale, report.action)
    if objection:
        yield "new_timescale", objection
    if not report.new_timescale_reason.strip():
        yield "new_timescale_reason", "A changed due date needs a reason; the public reads it."
    if not report.new_timescale_agreed_by.strip():
        yield "new_timescale_agreed_by", "A changed due date needs the role or board that agreed it."
    if report.new_timescale_agreed_on is None:
        yield "new_timescale_agreed_on", "A changed due date needs the day on which it was agreed."


def _objection_to(timescale: Timescale, action: Action) -> str:
    written = timescale.raw.strip()
    if timescale.problem:
        return timescale.problem
    if timescale.due is None:
        return f"'{written}' names no day by which it is done; write one, such as 'by March 2027'."
    stands = (action.start, action.due, action.recurrence, action.ongoing)
    if stands == (timescale.start, timescale.due, timescale.recurrence or "", timescale.ongoing):
        return f"'{written}' is the date that stands already, {day_in_words(timescale.due)}; write another or leave it out."
    return ""


def _of_correction(report: ProgressReport) -> Iterator[tuple[str, str]]:
    if report.corrects_id is None:
        if report.corrects_what.strip():
            yield "corrects", "Choose the earlier update that this one puts right."
        return
    if not report.corrects_what.strip():
        yield "corrects_what", "Say what was wrong in the earlier update; the public reads it."
    corrected = report.corrects
    if corrected.action_id != report.action_id or corrected.state != ProgressReport.State.PUBLISHED:
        yield "corrects", "Only a published update of the same action is put right."
