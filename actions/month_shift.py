"""A timescale moved by months, in words: "by March 2026" and 3 months become "by June 2026". Pure."""

from __future__ import annotations

from datetime import date

from actions.recurrence import add_months
from actions.wording import MONTHS, day_in_words, start_in_words

MOST_MONTHS = 60


def moved_by_months(
    *, start: date | None, due: date | None, precision: str, recurrence: str, ongoing: bool, months: int
) -> str | None:
    """New words for a timescale that is a day or the end of a month; None for any other, which a person must word.

    A month's last day stays a month's last day, and 31 March and 1 month is 30 April.
    """
    if due is None or recurrence or ongoing or precision not in ("day", "month"):
        return None
    if start_in_words(start, due, precision):
        return None  # it names a stretch, of which the beginning would be lost
    moved = add_months(due, months)
    return f"by {day_in_words(moved) if precision == 'day' else f'{MONTHS[moved.month - 1]} {moved.year}'}"
