"""When a plan is to be reviewed next. Pure: the day of the last review in, the day of the next one out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.recurrence import add_months

_MONTHS = {"monthly": 1, "quarterly": 3, "every-4-months": 4, "termly": 4, "six-monthly": 6, "yearly": 12}


@dataclass(frozen=True, slots=True)
class NextReview:
    """The day by which a review is due. `is_named` where the last review named it; else it is counted from the cycle.

    `is_about` where the cycle itself is no exact time: terms differ from area to area.
    """

    day: date
    is_named: bool
    is_about: bool

    def days_late(self, *, on: date) -> int:
        """How many days ago it was due; 0 where it is not overdue."""
        return max((on - self.day).days, 0)


def next_review(*, last_on: date | None, named: date | None, cycle: str) -> NextReview | None:
    """The next review after the one of `last_on`: on the day that it `named`, else one `cycle` of the plan later.

    None where no review was held or nothing says when the next one is: no day is invented.
    """
    if last_on is None:
        return None
    if named is not None:
        return NextReview(named, is_named=True, is_about=False)
    months = _MONTHS.get(cycle)
    if months is None:
        return None
    try:
        return NextReview(add_months(last_on, months), is_named=False, is_about=cycle == "termly")
    except ValueError:  # beyond the last year that a date can have
        return None
