"""Dates that only explain another date of the same cell: "Autumn term 2025 (October)", "July 2026 (end of term)"."""

from __future__ import annotations

from dataclasses import replace

from .around import MONTH, near, roomy, same_end
from .periods import Period, TermDates
from .recurrences import Length
from .stretches import Stretch
from .vocabulary import Part
from .years import YearWords

ONE_SIDED = frozenset({Part.BEFORE, Part.AFTER, Part.NOT_BEFORE})
NO_MORE_THAN_A_DATE = frozenset({Part.BY, Part.UNTIL, Part.DURING})


def narrowed_by(stretch: Stretch, following: Stretch, term_dates: TermDates | None) -> bool:
    """Whether a bracket behind it dates this point: "Summer term (July 2026)", "End of Q4 (March 2026)"."""
    if following.period is None or len(stretch.partials) != 1:
        return False
    if stretch.edge != "end" and (following.depth <= stretch.depth or stretch.parts & ONE_SIDED):
        return False
    dated, partial = following.period, stretch.partials[0]
    outer = [period for period in near(dated, partial, term_dates) if roomy(period).holds(dated)]
    return any(stretch.edge != "end" or same_end(period, dated, partial) for period in outer)


def describes(stretch: Stretch, dated: Stretch, term_dates: TermDates | None) -> bool:
    """Whether a bracket without a year says again what is before it: "December 2025 (end of term)"."""
    if stretch.depth <= dated.depth or len(stretch.partials) != 1 or stretch.parts - NO_MORE_THAN_A_DATE:
        return False
    partial, outer = stretch.partials[0], dated.dates
    for period in near(outer, partial, term_dates):
        begins, ends = abs(period.first - outer.first) <= MONTH, same_end(period, outer, partial)
        alike = begins and ends if partial.kind == "whole year" else roomy(period).holds(outer)
        if {"end": ends, "start": begins, "": alike}.get(stretch.edge, False):
            return True
    return False


def within(stretch: Stretch, outer_stretch: Stretch, term_dates: TermDates | None) -> Stretch | None:
    """A bracketed month dated by the period before it: "Autumn term 2025 (October)"."""
    if stretch.depth <= outer_stretch.depth:
        return None
    outer = roomy(outer_stretch.dates)
    for year in sorted({outer.first.year, outer.last.year}):
        read = [partial.in_year(YearWords(year), term_dates) for partial in stretch.partials]
        periods = [period for period in read if isinstance(period, Period) and outer.holds(period)]
        in_order = bool(periods) and periods[0].first <= periods[-1].last
        if in_order and len(periods) == len(stretch.partials):
            period = replace(periods[-1], first=periods[0].first)
            return replace(stretch, period=period, partials=(), parts=outer_stretch.parts)
    return None


def as_one(first: Stretch, second: Stretch) -> tuple[Stretch, bool] | None:
    """One date written twice, or narrowed by a bracket; and whether the second is the narrower one."""
    kind = {Part.FROM, Part.BEFORE, Part.AFTER, Part.NOT_BEFORE}
    if (first.parts & kind) != (second.parts & kind) and second.parts & kind:
        return None
    parts = first.parts | second.parts
    if (first.dates.first, first.dates.last) == (second.dates.first, second.dates.last):
        return replace(first, parts=parts), False
    if second.depth <= first.depth:
        return None
    if first.dates.holds(second.dates):
        narrower = first.dates.last != second.dates.last or Part.FROM in first.parts
        return replace(second, parts=parts), narrower
    return (first, False) if second.dates.holds(first.dates) else None


def measures(length: Length, stretch: Stretch) -> bool:
    """Whether a length of time is only how long a stretch is: "Sept 2025 - Aug 2026 (12 months)"."""
    days = {"week": 7, "month": 30.44, "year": 365.25}.get(length.unit)
    if days is None or not stretch.two_ended or stretch.period is None or length.lowest != length.number:
        return False
    return abs((stretch.dates.last - stretch.dates.first).days + 1 - length.number * days) <= MONTH.days
