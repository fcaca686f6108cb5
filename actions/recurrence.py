"""The next date that counts for a recurring action. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTHS = {
    "monthly": 1,
    "quarterly": 3,
    "termly": 4,
    "six-monthly": 6,
    "yearly": 12,
}
_EVERY = re.compile(r"every (\d+) (weeks|months|years)")
_DAYS = {"weekly": 7, "fortnightly": 14}


def next_occurrence(*, due: date | None, recurrence: str, after: date | None) -> date | None:
    """The first occurrence of a due date that no report has answered yet.

    `after` is the day of the last report: occurrences on or before it count as answered. Without a recurrence, or
    with one whose length nobody can count (half-termly), the due date itself. None without a due date: a recurrence
    alone never makes anything due.
    """
    if due is None or after is None or after < due:
        return due
    step = _step(recurrence)
    if step is None:
        return due
    unit, length = step
    number = 1
    while True:
        occurrence = due + timedelta(days=number * length) if unit == "days" else add_months(due, number * length)
        if occurrence > after:
            return occurrence
        number += 1


def _step(recurrence: str) -> tuple[str, int] | None:
    if recurrence in _DAYS:
        return "days", _DAYS[recurrence]
    if recurrence in _MONTHS:
        return "months", _MONTHS[recurrence]
    every = _EVERY.fullmatch(recurrence)
    if every is None:
        return None
    number = int(every[1])
    return {"weeks": ("days", 7 * number), "months": ("months", number), "years": ("months", 12 * number)}[every[2]]


def add_months(day: date, months: int) -> date:
    """Calendar months later, clamped to the month's end; a month's last day stays a month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if was_last else min(day.day, last))
