"""Stretches of the calendar that plans name: months, quarters, terms, seasons and kinds of year in England.

Financial years run from 1 April to 31 March and academic years from 1 September to 31 August. Terms are
approximate unless an area has loaded its own: autumn is September to December, spring is January to the
Thursday before Easter, summer is the Tuesday after Easter to July. Half-terms split at the end of October,
in the middle of February and at the end of May.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1990, 2100

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASON_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

TERM_NOTE = "Term dates differ between areas, so this date is approximate."
TermDates = Mapping[tuple[int, str], tuple[date, date]]


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days, both ends included.

    ``is_span`` is true where the name itself promises a stretch (a term, a quarter), so that it gives a start
    date as well as a due date. ``notes`` are sentences about what was assumed. ``school_year`` is the first
    year of the academic year that a term was dated by, if it was.
    """

    first: date
    last: date
    precision: str
    is_span: bool = False
    notes: tuple[str, ...] = ()
    school_year: int | None = None

    def noting(self, *notes: str | None) -> Period:
        """The same period with further notes; None is passed over."""
        return replace(self, notes=self.notes + tuple(note for note in notes if note))

    def holds(self, other: Period) -> bool:
        """Whether every day of ``other`` is one of these days."""
        return self.first <= other.first and other.last <= self.last


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """``day`` moved by calendar months, held back to the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computation of 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - moon - year_rest) % 7
    shift = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def months(year: int, first: int, count: int, precision: str, *, is_span: bool = False) -> Period:
    """``count`` whole months from month ``first`` (1 to 12) of ``year``."""
    start = date(year, first, 1)
    return Period(start, add_months(start, count) - timedelta(days=1), precision, is_span)


def calendar_month(year: int, month: int) -> Period:
    return months(year, month, 1, "month")


def calendar_year(year: int, *, is_span: bool = False) -> Period:
    return months(year, 1, 12, "year", is_span=is_span)


def financial_year(year: int) -> Period:
    """The financial year that begins on 1 April of ``year``."""
    return months(year, 4, 12, "year", is_span=True)


def academic_year(year: int) -> Period:
    """The academic year that begins on 1 September of ``year``."""
    return months(year, 9, 12, "year", is_span=True)


def financial_quarter(year: int, quarter: int) -> Period:
    """Quarter 1 to 4 of the financial year that begins on 1 April of ``year``: quarter 1 is April to June."""
    if quarter == 4:
        return months(year + 1, 1, 3, "quarter", is_span=True)
    return months(year, 1 + 3 * quarter, 3, "quarter", is_span=True)


def season(year: int, name: str) -> Period:
    """Three whole months; winter begins in December of ``year``."""
    return months(year, SEASON_FIRST_MONTHS[name], 3, "season", is_span=True)


def term(year: int, name: str, term_dates: TermDates | None = None) -> Period:
    """A school term of the calendar year ``year``: the area's own dates, or approximate ones with a note."""
    if term_dates and (year, name) in term_dates:
        first, last = term_dates[(year, name)]
        return Period(first, last, "term", True)
    easter = easter_sunday(year)
    first, last = {
        "autumn": (date(year, 9, 1), date(year, 12, 31)),
        "spring": (date(year, 1, 1), easter - timedelta(days=3)),
        "summer": (easter + timedelta(days=2), date(year, 7, 31)),
    }[name]
    return Period(first, last, "term", True, (TERM_NOTE,))


def half_term(year: int, name: str, half: int, term_dates: TermDates | None = None) -> Period:
    """The first (1) or second (2) half of a term. Where it is cut in two is always approximate."""
    whole = term(year, name, term_dates)
    first_half_ends = {
        "autumn": date(year, 10, 31),
        "spring": date(year, 2, 15),
        "summer": date(year, 5, 31),
    }[name]
    if half == 1:
        return Period(whole.first, first_half_ends, "half-term", True, (TERM_NOTE,))
    return Period(first_half_ends + timedelta(days=1), whole.last, "half-term", True, whole.notes)


def third(period: Period, part: int) -> Period:
    """The early (0), middle (1) or late (2) third of a period, in whole months where they divide by three."""
    length = months_touched(period)
    whole_months = period.first.day == 1 and period.last == month_end(period.last.year, period.last.month)
    if whole_months and length % 3 == 0:
        first = add_months(period.first, part * length // 3)
        last = add_months(period.first, (part + 1) * length // 3) - timedelta(days=1)
    else:
        days = (period.last - period.first).days + 1
        first = period.first + timedelta(days=part * days // 3)
        last = period.first + timedelta(days=(part + 1) * days // 3 - 1)
    return replace(period, first=first, last=last)


def months_touched(period: Period) -> int:
    """How many calendar months a period lies in."""
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def half(period: Period, part: int) -> Period:
    """The first (0) or second (1) half of a year, by whole months."""
    middle = add_months(period.first, 6)
    if part == 0:
        return replace(period, last=middle - timedelta(days=1), precision="month", is_span=True)
    return replace(period, first=middle, precision="month", is_span=True)
