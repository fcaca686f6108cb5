"""A report that is not public yet, as the public would read it, and what could be plainer in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions import plain_words
from actions.models import ProgressReport, repeated_by
from actions.promise_history import date_as_written
from actions.services import new_timescale_of, rated_after
from actions.status import NO_RATING, Status
from actions.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands below it. `link` is an address of the web, `small` a line in small print; both may be ""."""

    heading: str
    words: str
    small: str = ""
    link: str = ""


def public_blocks(report: ProgressReport, *, on: date) -> list[Block]:
    """The report in the order and words of the action's public page, as it reads on a day. Reads the action and its plan.

    Of a "no change" the public reads the words of the update that it refers to, which are asked for, and that they stand.
    """
    told = repeated_by(report) or report
    this = "This update" if told is report else f"The update of {_day(told)}"
    since = "" if told is report else f"Reported on {_day(told)}. No change since then, said on {_day(report)}."
    blocks = [Block("What we have done", told.done or f"{this} does not say what was done.", since)]
    if told.reason:
        blocks.append(Block("Why it was stopped", told.reason))
    blocks.append(Block("The difference", told.difference or f"{this} does not say what difference it made."))
    if told.how_we_know:
        blocks.append(Block("How we know", told.how_we_know))
    if told.evidence or told.evidence_url:
        dated = f"Dated {day_in_words(told.evidence_on)}." if told.evidence_on else ""
        blocks.append(Block("Evidence", told.evidence, dated, told.evidence_url))
    step = told.next_step or f"{this} names no next step."
    blocks.append(Block("Next step", step, _step_date(told, on=on) if told.next_step else ""))
    if told.decision_asked:
        blocks.append(Block("Decision asked of the board", told.decision_asked))
    blocks += _move(report)
    if report.corrects_id:
        said = f"Corrects the update of {_day(report.corrects)}."
        blocks.append(Block("What it puts right", f"{said} {report.corrects_what}".strip()))
    return blocks


def _day(report: ProgressReport) -> str:
    return day_in_words(report.reported_on) if report.reported_on else "a day not stated"


def _step_date(report: ProgressReport, *, on: date) -> str:
    if report.next_step_on is None:
        return "No date set."
    day = day_in_words(report.next_step_on)
    return f"It was due by {day}." if report.next_step_on < on else f"By {day}."


def _move(report: ProgressReport) -> list[Block]:
    timescale = new_timescale_of(report)
    if timescale is None:
        return []
    due, raw = report.action.due, report.action.timescale_raw
    if report.state == ProgressReport.State.PUBLISHED:
        # The action has the new date by now, or a later one.
        made = report.action.due_date_changes.filter(recorded_at=report.approved_at, to_raw=timescale.raw).last()
        due, raw = (made.from_due, made.from_raw) if made is not None else (None, "")
    moved = f"From {date_as_written(due, raw)} to {date_as_written(timescale.due, timescale.raw)}."
    reason = f"Reason: {report.new_timescale_reason}" if report.new_timescale_reason else "Reason: not given yet."
    agreed = f"Agreed by {report.new_timescale_agreed_by}." if report.new_timescale_agreed_by else ""
    return [Block("Due date moved", f"{moved}\n{reason}", agreed)]


def rating_move(report: ProgressReport) -> str:
    """What becomes of the rating: "Still On track", "From On track to At risk"; without a rating the last one stays.

    Queries as `moves_of`.
    """
    given, before, now = report.status_given, Status.given(report.action.rated), rated_after(report)
    if given is None:
        stays = f": {before.label} stays" if before else ""
        rated_on = f", rated on {day_in_words(report.action.rated_on)}" if before and report.action.rated_on else ""
        return f"{NO_RATING}{stays}{rated_on}"
    if now is not given and now is not None:
        return f"The action stays {now.label}, because a newer update is public"
    if before is None:
        return f"First rating: {given.label}"
    return f"Still {given.label}" if given is before else f"From {before.label} to {given.label}"


def advice(report: ProgressReport, *, on: date) -> list[tuple[str, str]]:
    """What would make the report plainer: pairs of the field's words and one sentence. Nothing is refused for it."""
    found = []
    if not report.done.strip():
        found.append(("What we have done", "Nothing is written here, and the page will say so."))
    if report.next_step_on is not None and report.next_step_on < on:
        found.append(("Next step", f"Its day, {day_in_words(report.next_step_on)}, has passed."))
    found += _of_finished(report)
    for name in ProgressReport.PUBLIC_TEXTS:
        text = "" if name == "evidence_url" else getattr(report, name)
        label = str(ProgressReport._meta.get_field(name).verbose_name).capitalize()
        found += [(label, note) for note in plain_words.notes(text)]
    return found


def _of_finished(report: ProgressReport) -> list[tuple[str, str]]:
    """What is done has no later date and no next step: that is asked, as it may be meant."""
    status, timescale = report.status_given, new_timescale_of(report)
    if status not in (Status.COMPLETE, Status.EMBEDDED):
        return []
    if (
        timescale is not None
        and timescale.due is not None
        and (report.action.due is None or timescale.due > report.action.due)
    ):
        words = f"It is {status.label.lower()}, and its due date moves to {day_in_words(timescale.due)}: is that meant?"
        return [("New due date", words)]
    if status is Status.COMPLETE and report.next_step.strip():
        return [("Next step", "It is complete, and a next step is named: is that meant?")]
    return []
