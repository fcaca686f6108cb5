"""Status and timeliness, which are two things. Pure: the date is always passed in.

A status is what somebody said in a report. Timeliness is what the calendar says. Neither ever overwrites the other:
an action can be at risk *and* overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SILENT_AFTER_DAYS = 92
"""An action without a report for this many days is silent where its plan states no update cycle."""

GRACE_DAYS = 14
"""Days beyond the plan's update cycle before silence shows."""

CYCLE_DAYS = {
    "monthly": 31,
    "quarterly": 92,
    "every-4-months": 123,
    "termly": 123,
    "six-monthly": 184,
    "yearly": 366,
}
"""The longest that one update cycle of a plan lasts, in days."""


APPROXIMATE = frozenset({"half-term", "term", "season"})
"""Precisions of a due date whose end differs from area to area, so that days counted from it are about right only."""


class Status(StrEnum):
    """What a progress report says of an action. No rating is no status: None, shown as "No rating given"."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    COMPLETE = "complete"
    EMBEDDED = "embedded"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def definition(self) -> str:
        """One plain sentence for the person who chooses it or reads it."""
        return _DEFINITIONS[self]

    @property
    def is_finished(self) -> bool:
        """Nothing more is expected, so the action cannot be overdue or silent."""
        return self in _FINISHED

    @property
    def needs_attention(self) -> bool:
        return self in (Status.OFF_TRACK, Status.AT_RISK)

    @classmethod
    def given(cls, stored: str) -> Status | None:
        """The status that a column holds; None for "", which is no rating."""
        return cls(stored) if stored else None

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a model or form field."""
        return [(status.value, status.label) for status in cls]


NO_RATING = "No rating given"

_LABELS = {
    Status.NOT_STARTED: "Not started",
    Status.ON_TRACK: "On track",
    Status.AT_RISK: "At risk",
    Status.OFF_TRACK: "Off track",
    Status.COMPLETE: "Complete",
    Status.EMBEDDED: "Complete and embedded",
    Status.STOPPED: "Stopped",
}
_DEFINITIONS = {
    Status.NOT_STARTED: "Work has not begun.",
    Status.ON_TRACK: "Work is going to plan.",
    Status.AT_RISK: "Something may stop this from being done on time.",
    Status.OFF_TRACK: "This will not be done on time unless something changes.",
    Status.COMPLETE: "The work is done.",
    Status.EMBEDDED: "The work is done, and there is evidence that it has lasted.",
    Status.STOPPED: "The partnership decided not to go on. The reason is given.",
}
_FINISHED = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.STOPPED})
FINISHED_VALUES = tuple(sorted(status.value for status in _FINISHED))


def status_in_words(status: Status | None) -> str:
    """The status as everybody reads it; that none was given is said."""
    return status.label if status else NO_RATING


def silent_after(update_cycle: str) -> int:
    """Days without a report after which an action is silent: the plan's cycle and 14 days, else 92."""
    days = CYCLE_DAYS.get(update_cycle)
    return SILENT_AFTER_DAYS if days is None else days + GRACE_DAYS


def dates_counted_to(*, closed_on: date | None, on: date) -> date:
    """A date before this day has passed. A closed plan's closing day is the last that can pass, and it does."""
    return on if closed_on is None else min(on, closed_on + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Timeliness:
    """What the calendar says of an action on a day.

    `overdue_days` and `silent_days` are None where the action is not overdue or not silent. `silent_days` counts from
    the last public report, or from the day the promise became public where there never was one (`never_updated`).
    `is_about` where the due date itself is approximate, such as the end of a term: so is the number of days.
    `frozen_on` is the day on which the plan was closed: nothing is counted after it. That day is over, so what was due
    on it and was not finished is overdue by 1 day.
    """

    overdue_days: int | None
    silent_days: int | None
    never_updated: bool
    since_update_days: int | None
    next_update_due: date | None
    frozen_on: date | None
    is_about: bool = False

    @property
    def date_passed_unstated(self) -> bool:
        """The plan is closed, the date had passed, and nobody said whether it was done."""
        return self.frozen_on is not None and self.overdue_days is not None


def timeliness(
    *,
    due: date | None,
    status: Status | None,
    last_update_on: date | None,
    promised_on: date | None,
    update_cycle: str,
    closed_on: date | None,
    on: date,
    precision: str = "day",
) -> Timeliness:
    """Work out how late and how silent an action is on a day.

    `due` is the next date that counts (for a recurring action its next occurrence, see `next_occurrence`); None never
    makes anything overdue. `precision` is that of the due date. All dates are calendar days in London.
    """
    frozen_on = closed_on if closed_on is not None and closed_on <= on else None
    day = frozen_on or on
    finished = status is not None and status.is_finished
    end = dates_counted_to(closed_on=closed_on, on=on)
    overdue_days = (end - due).days if due is not None and due < end and not finished else None

    counted_from = last_update_on or promised_on
    since = max((day - counted_from).days, 0) if counted_from is not None else None
    limit = silent_after(update_cycle)
    silent_days = since if since is not None and since > limit and not finished and frozen_on is None else None
    cycle = CYCLE_DAYS.get(update_cycle)
    next_update_due = (
        counted_from + timedelta(days=cycle)
        if cycle is not None and counted_from is not None and not finished and frozen_on is None
        else None
    )
    return Timeliness(
        overdue_days=overdue_days,
        silent_days=silent_days,
        never_updated=last_update_on is None,
        since_update_days=since if last_update_on is not None else None,
        next_update_due=next_update_due,
        frozen_on=frozen_on,
        is_about=overdue_days is not None and precision in APPROXIMATE,
    )
