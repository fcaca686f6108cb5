"""The history of one promise: every rating, every moved date, who approved. Read for the action's page.

Nothing here asks the database: the page hands in the public reports, the public moves of the date and past withdrawals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from actions.models import Action, DueDateChange, PastWithdrawal, gives_rating
from actions.status import NO_RATING, Status
from actions.wording import NO_DATE, day_as_known, day_in_words, london_day


class PublicReport(NamedTuple):
    """What the page of an action reads of a public report. Values alone, as reports are many and models dear."""

    pk: int
    action_id: int
    reported_on: date | None
    status: str
    rating: str
    done: str
    difference: str
    how_we_know: str
    next_step: str
    next_step_on: date | None
    decision_asked: str
    reason: str
    evidence: str
    evidence_url: str
    evidence_on: date | None
    corrects_id: int | None
    approved_role: str
    public_from: datetime
    recorded_at: datetime
    document_id: int | None
    document__title: str | None
    document__document_date: date | None
    document__date_precision: str | None
    corrects_what: str
    no_change: bool
    forum_words: str | None
    """What the parent carer forum says of it; None where it says nothing that the public may read."""
    forum_from: datetime | None

    @property
    def status_given(self) -> Status | None:
        return Status.given(self.status)

    @property
    def has_rating(self) -> bool:
        return gives_rating(self.status, self.rating)

    @property
    def published_on(self) -> date | None:
        """The London day on which it was published, where that is not the day that it speaks of; else None."""
        published = london_day(self.public_from)
        return published if self.reported_on is not None and published != self.reported_on else None


@dataclass(frozen=True, slots=True)
class Reported:
    """A public report. `before` is the last rating that was given until then, None where there was none."""

    report: PublicReport
    before: Status | None
    added_later: date | None
    corrected: bool
    corrects: PublicReport | None = None
    """The earlier report that this one puts right."""

    kind = "report"

    @property
    def on(self) -> date | None:
        return self.report.reported_on

    @property
    def notes(self) -> str:
        """The small print: the plan's own word, what it corrects, where it came from, who approved."""
        report = self.report
        notes = [f"Rated “{report.rating}” in the plan’s words."] if report.rating else []
        if report.corrects_id:
            notes.append(correction_in_words(report, self.corrects))
        if self.corrected:
            notes.append("Corrected by a later report.")
        if report.document_id:
            notes.append(f"Taken from {report.document__title}.")
        elif report.approved_role:
            notes.append(f"Approved by {report.approved_role}.")
        else:
            notes.append("Who approved it is not stated.")
        return " ".join(notes)

    @property
    def move(self) -> str:
        """What became of the rating, in words. No rating is said as such and never counts as a move."""
        now = self.report.status_given
        if now is None:
            return NO_RATING
        if self.before is None:
            return f"First rating: {now.label}"
        return f"Still {now.label}" if now is self.before else f"From {self.before.label} to {now.label}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A move of the due date, or other words for the same time."""

    change: DueDateChange
    added_later: date | None

    @property
    def kind(self) -> str:
        return "reworded" if self.change.words_only else "moved"

    @property
    def on(self) -> date:
        return self.change.changed_on

    @property
    def public_since(self) -> date | None:
        """The London day from which the public could read it, where that came after the day on which it was agreed."""
        since = self.change.public_from
        return london_day(since) if since is not None and london_day(since) > self.on else None

    @property
    def had_passed(self) -> bool:
        """The old date had passed when the public learned of the new one.

        Known only where somebody agreed the new one on a day: a document that gives another date does not say since when.
        """
        old, is_known = self.change.from_due, bool(self.change.agreed_by) and not self.change.words_only
        return is_known and old is not None and old < (self.public_since or self.on)

    @property
    def was(self) -> str:
        if self.change.words_only:
            return f"“{self.change.from_raw}”"
        return date_as_written(self.change.from_due, self.change.from_raw)

    @property
    def now(self) -> str:
        if self.change.words_only:
            return f"“{self.change.to_raw}”"
        return date_as_written(self.change.to_due, self.change.to_raw)


@dataclass(frozen=True, slots=True)
class Promised:
    """The day on which the promise became public."""

    on: date
    added_later: date | None

    kind = "promised"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The day on which the action was taken from the public pages, and why."""

    on: date
    reason: str

    kind = "withdrawn"


@dataclass(frozen=True, slots=True)
class Returned:
    """The day on which a withdrawn action came back."""

    on: date

    kind = "returned"


def correction_in_words(report: PublicReport, corrected: PublicReport | None) -> str:
    """What a report says that it puts right: "Corrects the report of 2 March 2026: it said 40 places; there are 14."."""
    day = corrected.reported_on if corrected is not None else None
    known = day_as_known(day, corrected.document__date_precision or "day") if day else ""
    said = f"Corrects the report of {known}" if day else "Corrects an earlier report"
    what = report.corrects_what.strip()
    return f"{said}: {what}{'' if what.endswith(('.', '!', '?')) else '.'}" if what else f"{said}."


Entry = Reported | Moved | Promised | Withdrawn | Returned


def promise_history(
    action: Action,
    reports: Iterable[PublicReport],
    changes: Iterable[DueDateChange],
    withdrawals: Iterable[PastWithdrawal] = (),
) -> list[Entry]:
    """Everything that happened, newest first. A report whose day was not stated stands before all dated ones.

    `reports` come newest first, as ProgressReportQuerySet.newest_first gives them; `withdrawals` are those that ended.
    """
    reports = list(reports)
    corrected = {report.corrects_id for report in reports}
    by_key = {report.pk: report for report in reports}
    entries: list[Entry] = []
    before: Status | None = None
    for report in reversed(reports):
        entries.append(
            Reported(
                report=report,
                before=before,
                added_later=added_later(report.public_from, report.recorded_at),
                corrected=report.pk in corrected,
                corrects=by_key.get(report.corrects_id),
            )
        )
        before = report.status_given or before
    entries += [Moved(change, added_later(change.public_from, change.recorded_at)) for change in changes]
    for past in withdrawals:
        entries += [Withdrawn(london_day(past.withdrawn_at), past.reason), Returned(london_day(past.returned_at))]
    # Stable: what happened on one day stays in the order in which it was recorded.
    entries.sort(key=lambda entry: entry.on or date.min)
    if action.promised_on is not None:
        promised = Promised(action.promised_on, added_later(action.public_from, action.recorded_at))
        at = next((at for at, entry in enumerate(entries) if (entry.on or date.min) > promised.on), len(entries))
        entries.insert(_after_undated(entries, at, promised.on), promised)
    return entries[::-1]


def _after_undated(entries: list[Entry], at: int, day: date) -> int:
    """Before what was said on the promise's own day, but after what bears no day."""
    while at > 0 and entries[at - 1].on == day:
        at -= 1
    return at


def added_later(public_from: datetime | None, recorded_at: datetime) -> date | None:
    """The London day on which this site learned of something that was public before; None where it knew at once."""
    if public_from is None or recorded_at <= public_from:
        return None
    recorded = london_day(recorded_at)
    return recorded if recorded > london_day(public_from) else None


def date_as_written(day: date | None, raw: str) -> str:
    """A due date with the plan's own words for it, because they may name no day: "31 July 2025 (written as “Jul-25”)"."""
    raw = raw.strip()
    if day is None:
        return f"no date (“{raw}”)" if raw else NO_DATE.lower()
    said = day_in_words(day)
    return f"{said} (written as “{raw}”)" if raw and raw.lower() != said.lower() else said
