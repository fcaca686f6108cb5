"""Which dates a term, a quarter or a kind of year can mean, beside a date that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from .periods import Period, TermDates, month_end
from .years import Partial, YearWords

MONTH = timedelta(days=31)


def near(period: Period, partial: Partial, term_dates: TermDates | None) -> Iterator[Period]:
    """The periods that ``partial``, which has no year, can mean around ``period``."""
    for year in range(period.first.year - 1, period.last.year + 1):
        words = [YearWords(year)]
        if partial.kind == "quarter":
            words.append(YearWords(year, year + 1, "financial"))
        for word in words:
            found = partial.in_year(word, term_dates)
            if isinstance(found, Period):
                yield found


def roomy(period: Period) -> Period:
    """A term in the whole months by which plans gloss it: Easter, between its spring and summer, moves."""
    if period.precision != "term":
        return period
    first, last = period.first.replace(day=1), month_end(period.last.year, period.last.month)
    if last.month in (3, 4):
        last = date(last.year, 4, 30)
    if first.month in (3, 4):
        first = date(first.year, min(first.month, 4), 1)
    return replace(period, first=first, last=last)


def same_end(period: Period, other: Period, partial: Partial) -> bool:
    """Whether ``period``, one meaning of ``partial``, ends with ``other``: to the month, or about then for terms."""
    if partial.kind == "quarter" or partial.name in ("financial", "calendar"):
        return (period.last.year, period.last.month) == (other.last.year, other.last.month)
    return abs(period.last - other.last) <= MONTH
