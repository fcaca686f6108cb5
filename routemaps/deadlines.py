"""Dates that follow from rules and from what happened: by when, how sure, and how it was counted. Pure.

A rule and the days on which things happened go in; rows with dates come out, each with its kind, its source and a sentence
on how it was counted. What cannot be counted has no date and says why. Nothing here reads a clock.

For what a family must do in time the day that is shown first is safe: the last working day on or before the limit. Where a
tribunal usually takes an appeal later than the limit (Tribunal Procedure (First-tier Tribunal) (Health, Education and Social
Care Chamber) Rules 2008, rule 12), that day stands beside it and never in its place.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from routemaps.working_days import HolidaysUnknown, add_working_days, on_or_after, on_or_before


class Kind(Enum):
    """What stands behind a date. The value is the word that the public reads."""

    LAW = "law"
    GUIDANCE = "guidance"
    USUAL = "usual practice"
    YOURS = "yours"


class Unit(Enum):
    """What an offset counts. NONE is a duty without a day of its own; YEAR_DAY is a day in the year of what happened."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"
    YEAR_DAY = "day of the year"
    SAME_DAY = "same day"
    NONE = "none"


class Sense(Enum):
    """Whether a date is the last day or the first one."""

    BY = "by"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Span:
    """How far from what happened. `before` counts back; `inclusive` counts the day itself as the first.

    `number` is of `unit`; for YEAR_DAY it is the month times 100 plus the day, and the span ends the day before it, as the
    law says "before". `ends_day_before` is for periods "of 12 months starting with" a day: they end before the same day comes
    again.
    """

    number: int
    unit: Unit
    before: bool = False
    inclusive: bool = False
    ends_day_before: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what must be done by when after what, by whom, and what says so.

    `or_later` names another event and span: the later of both days is the limit (appeals: 2 months from the letter or 1
    month from the certificate). `adviser` is the key of the rule whose date must stand above this one's.
    """

    key: str
    what: str
    anchor: str
    span: Span
    kind: Kind
    citation: str
    asks: str = ""
    """What a letter about it asks for, behind "Please"; "" where there is no letter."""
    who: str = ""
    condition: str = ""
    family_acts: bool = False
    sense: Sense = Sense.BY
    or_later: tuple[str, Span] | None = None
    adviser: str = ""
    tribunal_extends: bool = False
    source_confirmed: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    next_check_on: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row of a family's table, or one that says why it has no date.

    `limit` is the last day that the rule gives, `act_by` the safe day for a family (None where others must act), and
    `accepted_until` the day until which a tribunal usually takes what is later than its limit.
    """

    rule: Rule
    limit: date | None
    act_by: date | None
    accepted_until: date | None
    counted: str
    problem: str = ""

    @property
    def day(self) -> date | None:
        """The day that is shown first: the safe one where a family acts; None where there is none to show."""
        return self.act_by if self.rule.family_acts and self.rule.sense is Sense.BY else self.limit

    def days_past(self, on: date) -> int:
        """How many days ago the last day was, as at a day; 0 where it is not over. A day to act *from* is never over."""
        last = self.accepted_until or self.day
        if last is None or self.rule.sense is Sense.FROM:
            return 0
        return max(0, (on - last).days)


def add_months(day: date, months: int) -> date:
    """The same day that many calendar months later (or earlier), or the last of that month where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def dated(rules: Sequence[Rule], anchors: Mapping[str, date]) -> list[Row]:
    """The rows for what happened on these days, the earliest first; rows without a date stand where their rules do.

    `anchors` are the days by the names of events. A rule gives a row where its event has a day. Raises ValueError where an
    appeal's date would stand without that of the mediation adviser above it.
    """
    keys = {rule.key: place for place, rule in enumerate(rules)}
    for rule in rules:
        if rule.adviser and keys.get(rule.adviser, len(rules)) > keys[rule.key]:
            raise ValueError(f"Rule '{rule.key}' must come after rule '{rule.adviser}', whose date stands above it.")
    rows = [row_of(rule, anchors) for rule in rules if rule.anchor in anchors]
    return _in_order(rows)


def row_of(rule: Rule, anchors: Mapping[str, date]) -> Row:
    """One rule counted from its event, which `anchors` must name."""
    start = anchors[rule.anchor]
    if (rule.valid_from and start < rule.valid_from) or (rule.valid_to and start > rule.valid_to):
        return _without_date(rule, f"This rule did not hold on {in_words(start)}, so we count no date from it.")
    if rule.or_later and anchors.get(rule.or_later[0], start) < start:
        return _without_date(rule, "The second date is before the first one: check both.")
    try:
        limit, counted = _limit(rule, anchors)
        if limit is None:
            return _without_date(rule, "")
        if not rule.family_acts or rule.sense is Sense.FROM:
            return Row(rule, limit, None, None, counted)
        act_by = on_or_before(limit)
        accepted = _accepted_until(limit) if rule.tribunal_extends else None
    except HolidaysUnknown as unknown:
        return _without_date(rule, str(unknown))
    except (OverflowError, ValueError):
        return _without_date(rule, "This date is beyond the calendar, so we do not count it.")
    accepted = accepted if accepted and accepted > act_by else None
    return Row(rule, limit, act_by, accepted, f"{counted}{_why_not_the_limit(limit, act_by, accepted)}")


def label(rule: Rule, *, on: date) -> str:
    """The word for the kind of a rule on a page of this day. Past its check date none is called law or guidance."""
    if rule.kind in (Kind.LAW, Kind.GUIDANCE) and is_stale(rule, on=on):
        return "not checked lately"
    return rule.kind.value


def is_stale(rule: Rule, *, on: date) -> bool:
    """Whether the day by which somebody had to check the rule again is over; without such a day it is."""
    return rule.next_check_on is None or rule.next_check_on < on


def in_words(day: date) -> str:
    """ "13 April 2026"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


# How it is counted


def _limit(rule: Rule, anchors: Mapping[str, date]) -> tuple[date | None, str]:
    first, counted = counted_from(anchors[rule.anchor], rule.span)
    if rule.or_later is None or first is None:
        return first, counted
    other, span = rule.or_later
    if other not in anchors:
        return first, counted
    second, also = counted_from(anchors[other], span)
    if second is None or second <= first:
        return first, f"{counted} That is not before {_lower(also)}"
    return second, f"{also} That is later than {_lower(counted)}"


def counted_from(start: date, span: Span) -> tuple[date | None, str]:
    """The day that a span gives, and a sentence that says how it was counted. None for a duty without a day.

    Raises HolidaysUnknown for working days of unknown years, and OverflowError or ValueError past the calendar.
    """
    since = in_words(start)
    if span.unit is Unit.NONE:
        return None, ""
    if span.unit is Unit.SAME_DAY:
        return start, f"On the day itself, {since}."
    if span.unit is Unit.YEAR_DAY:
        month, day = divmod(span.number, 100)
        before = date(start.year, month, day)
        return before - timedelta(days=1), f"Before {in_words(before)}, so this is the last day."
    number = f"{span.number} {span.unit.value if span.number != 1 else span.unit.value.removesuffix('s')}"
    if span.unit is Unit.WORKING_DAYS:
        found = add_working_days(start, span.number, inclusive=span.inclusive)
        return found, f"{number} {_from_words(span, since)}, without weekends and bank holidays."
    if span.unit is Unit.MONTHS:
        found = add_months(start, -span.number if span.before else span.number)
        clamped = found.day != start.day
        if span.ends_day_before:
            # 29 February: the period of 12 months ends with 28 February, the last day before the anniversary comes.
            found = found if clamped else found - timedelta(days=1)
            return found, f"{number} starting with {since}, so they end the day before."
        short = " That month is shorter, so its last day counts." if clamped else ""
        calendar_number = number.replace("month", "calendar month")
        return found, f"{calendar_number} {_from_words(span, since)}.{short}"
    days = span.number * (7 if span.unit is Unit.WEEKS else 1)
    found = start - timedelta(days=days) if span.before else start + timedelta(days=days - span.inclusive)
    told = f"{number} ({days} days)" if span.unit is Unit.WEEKS else number
    return found, f"{told} {_from_words(span, since)}."


def _from_words(span: Span, since: str) -> str:
    if span.before:
        return f"before {since}"
    return f"beginning with {since}, which is day 1" if span.inclusive else f"after {since}"


def _accepted_until(limit: date) -> date:
    """Rule 12 of the tribunal's rules: August and 25 December to 1 January do not count, nor does a day without work."""
    if limit.month == 8:
        return on_or_after(date(limit.year, 9, 1))
    if (limit.month, limit.day) >= (12, 25):
        return on_or_after(date(limit.year + 1, 1, 2))
    if (limit.month, limit.day) == (1, 1):
        return on_or_after(date(limit.year, 1, 2))
    return on_or_after(limit)


def _why_not_the_limit(limit: date, act_by: date, accepted: date | None) -> str:
    """Why the days that are shown are not the one that was counted."""
    said = ""
    if act_by != limit:
        what = calendar.day_name[limit.weekday()] if limit.weekday() >= calendar.SATURDAY else "bank holiday"
        said = f" {in_words(limit)} is a {what}, so act by the working day before."
    if accepted is not None and accepted != limit:
        christmas = (limit.month, limit.day) >= (12, 25) or (limit.month, limit.day) == (1, 1)
        when = "in August" if limit.month == 8 else "at Christmas" if christmas else "without work"
        said += f" The tribunal's rules move a last day {when} to the next working day that counts."
    return said


def _without_date(rule: Rule, problem: str) -> Row:
    return Row(rule, None, None, None, "", problem)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """By day; a row without one stays behind the row that its rule follows."""
    last = date.min
    placed = []
    for at, row in enumerate(rows):
        day = row.day or row.limit
        placed.append((day or last, at, row))
        last = day or last
    return [row for _, _, row in sorted(placed, key=lambda one: one[:2])]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:] if not sentence[:1].isdigit() else sentence
