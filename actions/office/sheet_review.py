"""A sheet that came back, row by row: what would be sent, what is wrong, what stays as it is. Stores nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from actions.models import Action, ProgressReport
from actions.office.sheet_rows import COMPARED, Mark, prefilled, read_mark, same_words
from actions.permissions import actions_reported_by
from actions.reporting import action_name
from actions.services import DRAFTED, SheetUpdate, newest_sent, objections_to, report_of, what_it_needs
from actions.status import status_in_words
from actions.update_sheet import FILLED_IN, PREFILLED, Problem, Read, Row, Understood, at_row, understand
from actions.wording import cut_at_word, day_in_words, london_day
from priorities.models import User
from priorities.services import NotAllowed

UNKNOWN = "is no row that was made for you here. Download the sheet of a lead for which you report, and copy your words into it."
"""The same for a forged mark, for none, and for an action of which the person may not report."""

SEND, PROBLEM, EMPTY, TAKEN = "send", "problem", "empty", "taken"
"""What becomes of a row."""


_WHOLE_ROW = "row"
_ONCE_SENT = (*ProgressReport.HANDED_IN, ProgressReport.State.RETURNED)
_HEADINGS = {column.key: column.heading for column in FILLED_IN}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a sheet showed and that is different now."""

    label: str
    then: str
    now: str


@dataclass(slots=True)
class Reviewed:
    """A row, what was understood, and what becomes of it."""

    row: Row
    number: int | None
    said: Understood
    outcome: str = PROBLEM
    name: str = ""
    """The action's, where the person may know of it."""
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    accepted: bool = False
    """Somebody ticked that the row is sent although its action changed since the sheet was made."""
    has_draft: bool = False
    update: SheetUpdate | None = None

    @property
    def shown_name(self) -> str:
        """The action as the row itself names it."""
        words = f"{self.row.text('reference')} {self.row.text('plain_words') or self.row.text('official_words')}"
        return cut_at_word(words, 100)

    @property
    def only_changed(self) -> bool:
        """Nothing stands in the way but that its action changed since."""
        return bool(self.changes) and all(problem.column == "" for problem in self.problems)


@dataclass(slots=True)
class Review:
    """All rows of a sheet, in order. What was not read as a row stands in `read.skipped`."""

    read: Read
    rows: list[Reviewed]

    def of(self, outcome: str) -> list[Reviewed]:
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def to_send(self) -> list[Reviewed]:
        return self.of(SEND)

    @property
    def problems(self) -> list[Reviewed]:
        return self.of(PROBLEM)

    @property
    def empty(self) -> list[Reviewed]:
        return self.of(EMPTY)

    @property
    def taken(self) -> list[Reviewed]:
        return self.of(TAKEN)

    def mark(self) -> str:
        """What changes whenever anything does upon which somebody decides on this page, ticks apart."""
        shown = [
            (
                reviewed.number,
                reviewed.update.newest if reviewed.update else None,
                reviewed.update.action.version if reviewed.update else None,
                [change.now for change in reviewed.changes],
                [problem.words for problem in reviewed.problems if problem.column],
            )
            for reviewed in self.rows
        ]
        return sha256(repr(shown).encode()).hexdigest()


def review(read: Read, *, user: User, at: datetime, accepted: Collection[int] = ()) -> Review:
    """Hold every row against the records of this moment. `accepted` are numbers of rows that are sent though changed.

    Six queries and one for each partnership, however many rows there are.
    """
    marks = {number: mark for number, text in read.marks.items() if (mark := read_mark(text)) is not None}
    known = _Known(user, marks.values())
    counts: dict[int | None, int] = {}
    for row in read.rows:
        counts[row.number] = counts.get(row.number, 0) + 1
    found = [_reviewed(row, marks, known, twice=counts[row.number] > 1, accepted=accepted, at=at) for row in read.rows]
    _look_at_words(found, user, at=at)
    return Review(read, found)


class _Known:
    """What the rows need to be known of their actions, asked once."""

    def __init__(self, user: User, marks: Iterable[Mark]) -> None:
        marks = list(marks)
        keys = {mark.action for mark in marks}
        since = min((mark.made_at for mark in marks), default=None)
        actions = Action.objects.filter(pk__in=keys).select_related("plan__partnership", "latest_report")
        self.actions = {action.pk: action for action in actions_reported_by(user, actions)}
        self.newest = newest_sent(self.actions.values())
        reports = ProgressReport.objects.select_related("author")
        self.reports = {report.pk: report for report in reports.filter(pk__in=self.newest.values())}
        own = reports.filter(author=user, action__in=self.actions)
        self.drafts = {report.action_id for report in own.filter(state=ProgressReport.State.DRAFT, document=None)}
        self.own: dict[int, list[ProgressReport]] = {}
        for report in own.filter(state__in=_ONCE_SENT, recorded_at__gte=since) if since else ():
            self.own.setdefault(report.action_id, []).append(report)


def _reviewed(
    row: Row, marks: dict[int, Mark], known: _Known, *, twice: bool, accepted: Collection[int], at: datetime
) -> Reviewed:
    number = row.number
    found = Reviewed(row, number, understand(row))
    if not row.is_filled_in or found.said.is_blank:
        found.outcome = EMPTY
        return found
    mark = marks.get(number)
    action = known.actions.get(mark.action) if mark is not None and mark.number == number else None
    if mark is None or action is None:
        found.problems = [at_row(row, "number", UNKNOWN)]
        return found
    found.name = action_name(action)
    found.update = SheetUpdate(action, known.newest.get(action.pk), found.said.columns, found.said.no_change)
    found.has_draft = action.pk in known.drafts
    if twice:
        found.problems.append(
            at_row(row, "number", "stands in more than one row; keep one of them and delete the others.")
        )
    found.problems += [
        at_row(
            row, key, "is not what the sheet was made with, so rows may have been mixed up; put the grey columns back."
        )
        for key in COMPARED
        if row.text(key) and not mark.shows(key, row.text(key).removeprefix("'")) and not mark.shows(key, row.text(key))
    ]
    found.problems += found.said.problems
    closed = _why_closed(action, at=at)
    if closed:
        found.problems.append(at_row(row, "number", closed))
    if not found.problems and _is_taken(found.update, known.own.get(action.pk, ()), mark):
        found.outcome = TAKEN
        return found
    found.changes = _changes(row, mark, action, known)
    found.accepted = number in accepted
    if found.changes and not found.accepted:
        words = f"{row.place}: the action changed after the sheet was made. Read both versions, then tick its box or leave it out."
        found.problems.append(Problem(row.place, "", "", words))
    found.outcome = PROBLEM if found.problems else SEND
    return found


def _why_closed(action: Action, *, at: datetime) -> str:
    day = timezone.localtime(at).date()
    if action.withdrawn_at is not None:
        return "is an action that was withdrawn, so no update of it is sent; empty the row."
    if not action.is_public:
        return "is an action that the public cannot read, so no update of it is sent; empty the row."
    if action.plan.is_closed(on=day):
        return f"is an action of a plan that was closed on {day_in_words(action.plan.closed_on)}; empty the row."
    return ""


def _is_taken(update: SheetUpdate, own: Iterable[ProgressReport], mark: Mark) -> bool:
    """The person sent this very row before: since the sheet was made, with these words."""
    for sent in own:
        if sent.recorded_at < mark.made_at or sent.no_change != update.no_change:
            continue
        if update.no_change:
            return True
        empty = ProgressReport()
        if all(getattr(sent, name) == update.columns.get(name, getattr(empty, name)) for name in DRAFTED):
            return True
    return False


def _changes(row: Row, mark: Mark, action: Action, known: _Known) -> list[Change]:
    """What the row shows of its action and is otherwise now, and the update that was sent since."""
    newest = known.newest.get(action.pk, 0)
    if action.version == mark.version and newest == mark.newest:
        return []
    now = prefilled(action, on=mark.made_on)
    found = [
        Change(column.heading, row.text(column.key), now[column.key])
        for column in PREFILLED
        if column.key in now and row.text(column.key) and not same_words(row.text(column.key), now[column.key])
    ]
    if newest not in (0, mark.newest):
        found.append(Change("Update sent since", "None", _in_words(known.reports[newest])))
    return found


def _in_words(report: ProgressReport) -> str:
    day = day_in_words(london_day(report.recorded_at))
    by = f" by {report.author}" if report.author_id else ""
    said = report.done or "It does not say what was done."
    return f"{report.get_state_display()}, written on {day}{by}. {status_in_words(report.status_given)}. {said}"


def _look_at_words(found: list[Reviewed], user: User, *, at: datetime) -> None:
    """Hold what would be sent against the checks of the form, and against what the public may not read."""
    reports: dict[int, tuple[Reviewed, ProgressReport]] = {}
    for reviewed in found:
        if reviewed.update is None or reviewed.outcome == TAKEN or reviewed.said.problems:
            continue
        try:
            report = report_of(reviewed.update, by=user, at=at)
        except NotAllowed as refusal:
            _add(reviewed, str(refusal))
            continue
        for column, sentence in what_it_needs(report, on=timezone.localtime(at).date()):
            _add(reviewed, sentence, heading=_HEADINGS.get(column, ""))
        reports[report.action_id] = reviewed, report
    for key, sentence in objections_to([report for _, report in reports.values()]).items():
        _add(reports[key][0], sentence)


def _add(reviewed: Reviewed, sentence: str, *, heading: str = "") -> None:
    place = f"{reviewed.row.place}, column '{heading}'" if heading else reviewed.row.place
    reviewed.problems.append(Problem(reviewed.row.place, heading or _WHOLE_ROW, "", f"{place}: {sentence}"))
    reviewed.outcome = PROBLEM
