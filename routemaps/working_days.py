"""Working days in England: which they are, the last on or before a day, the next after it. Pure.

Source of the rule: a day that is no Saturday, no Sunday, no Christmas Day, no Good Friday and no bank holiday under the
Banking and Financial Dealings Act 1971 in England (Tribunal Procedure Rules 2008, rule 1(3)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2020, 2028
"""The years whose bank holidays are known. Nothing is counted on working days outside them."""

_IN_YEAR = {
    2020: ("1-1", "4-10", "4-13", "5-8", "5-25", "8-31", "12-25", "12-28"),
    2021: ("1-1", "4-2", "4-5", "5-3", "5-31", "8-30", "12-27", "12-28"),
    2022: ("1-3", "4-15", "4-18", "5-2", "6-2", "6-3", "8-29", "9-19", "12-26", "12-27"),
    2023: ("1-2", "4-7", "4-10", "5-1", "5-8", "5-29", "8-28", "12-25", "12-26"),
    2024: ("1-1", "3-29", "4-1", "5-6", "5-27", "8-26", "12-25", "12-26"),
    2025: ("1-1", "4-18", "4-21", "5-5", "5-26", "8-25", "12-25", "12-26"),
    2026: ("1-1", "4-3", "4-6", "5-4", "5-25", "8-31", "12-25", "12-28"),
    2027: ("1-1", "3-26", "3-29", "5-3", "5-31", "8-30", "12-27", "12-28"),
    2028: ("1-3", "4-14", "4-17", "5-1", "5-29", "8-28", "12-25", "12-26"),
}
BANK_HOLIDAYS = frozenset(date(year, *map(int, day.split("-"))) for year, days in _IN_YEAR.items() for day in days)
"""The bank holidays of England, with the days that stand in for those on a weekend."""


class HolidaysUnknown(ValueError):
    """A working day was asked for in a year whose bank holidays are not known; the message is a sentence for the public."""


def is_working_day(day: date) -> bool:
    """Whether people work on this day in England. Raises HolidaysUnknown outside FIRST_YEAR to LAST_YEAR."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise HolidaysUnknown(
            f"We know bank holidays from {FIRST_YEAR} to the end of {LAST_YEAR} only, so we do not count this date."
        )
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def on_or_before(day: date) -> date:
    """The last working day that is not after this day. Raises HolidaysUnknown."""
    return next(one for one in _days_from(day, -1) if is_working_day(one))


def on_or_after(day: date) -> date:
    """The first working day that is not before this day. Raises HolidaysUnknown."""
    return next(one for one in _days_from(day, 1) if is_working_day(one))


def add_working_days(start: date, number: int, *, inclusive: bool = False) -> date:
    """The day that many working days after a start; `inclusive` counts the start itself as the first, if people work then.

    `number` is 1 or more. Raises HolidaysUnknown, and ValueError for a smaller number.
    """
    if number < 1:
        raise ValueError(f"A number of working days is 1 or more, not {number}.")
    counted = 0
    for day in _days_from(start if inclusive else start + timedelta(days=1), 1):
        counted += is_working_day(day)
        if counted == number:
            return day
    raise AssertionError("days do not end")


def _days_from(day: date, step: int) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=step)
