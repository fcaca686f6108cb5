"""The rows of dates as pages and calendar files show them: their words, links and what follows when they have passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from routemaps.calendar_file import Entry
from routemaps.deadlines import Kind, Row, Sense, in_words
from routemaps.published import PublicRoutemap, PublicRule


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a select."""

    value: str
    label: str
    chosen: bool


DAYS_BEFORE = 7
"""How many days before a day to act by the calendar file has an entry of its own: alarms in such files are often ignored."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """One row of the table: a counted rule, and how the page speaks of it."""

    row: Row
    rule: PublicRule
    ago: int
    """How many days ago its last day was; 0 where it is not over."""

    @property
    def is_late(self) -> bool:
        """Law or guidance said that others act by a day that is over. Whether they did, the page does not know."""
        said = self.row.rule.kind in (Kind.LAW, Kind.GUIDANCE)
        return self.ago > 0 and said and not self.row.rule.family_acts

    @property
    def has_letter(self) -> bool:
        """It is late, and its rule says what a letter asks for."""
        return self.is_late and bool(self.row.rule.asks)

    @property
    def by_words(self) -> str:
        """What stands before the day: "by", "from", or that a family acts by it."""
        if self.row.rule.sense is Sense.FROM:
            return "From"
        if self.row.rule.kind is Kind.USUAL:
            return "Usually by"
        return "Act by" if self.row.rule.family_acts else "By"


def rows_of(found: PublicRoutemap, anchors: dict[str, date], *, on: date) -> list[DateRow]:
    """The table's rows for what happened, by day; none where nothing was typed."""
    if not anchors:
        return []
    shown = [row for row in found.rows(anchors) if row.day or row.problem]
    return [DateRow(row, found.rules[row.rule.key], row.days_past(on)) for row in shown]


def late_ways(found: PublicRoutemap, rows: list[DateRow]) -> dict[str, dict[str, str]]:
    """Where a family goes on whose date has passed without word, by the keys of rules: the late way of the rule's stage."""
    late = {one.row.rule.key for one in rows if one.is_late}
    ways: dict[str, dict[str, str]] = {}
    for stage in found.payload["stages"]:
        to = next((one["to"] for one in stage["branches"] if one["kind"] == "late" and one["to"]), None)
        for key in late.intersection(stage["rules"]) if to else ():
            ways.setdefault(key, to)
    return ways


def entries_of(rows: list[DateRow], found: PublicRoutemap, anchors: dict[str, date]) -> list[Entry]:
    """The entries of the calendar file. A day to act by has a second one, DAYS_BEFORE days before it."""
    start = next(iter(anchors.values()))
    entries = []
    for one in rows:
        day = one.row.day
        if day is None:
            continue
        key = f"{found.routemap.slug}-{one.row.rule.key}-{start:%Y%m%d}".lower()
        entries.append(Entry(key, day, f"{one.by_words} today: {one.row.rule.what}", _described(one)))
        if one.row.rule.family_acts and day - timedelta(days=DAYS_BEFORE) > start:
            early = day - timedelta(days=DAYS_BEFORE)
            entries.append(
                Entry(
                    f"{key}-early", early, f"{DAYS_BEFORE} days left: {one.row.rule.what}", f"Act by {in_words(day)}."
                )
            )
    return entries


def choices_of(found: PublicRoutemap, event: str) -> list[Choice]:
    """The events whose day may be typed, without those that only stand beside another."""
    anchors = [one for one in found.payload["anchors"] if not one["beside"]]
    return [Choice(one["key"], one["label"], one["key"] == event) for one in anchors]


def _described(one: DateRow) -> str:
    rule = one.row.rule
    parts = [f"{rule.condition}." if rule.condition else "", one.row.counted]
    if one.row.accepted_until:
        parts.append(f"Usually accepted until {in_words(one.row.accepted_until)}.")
    parts.append(f"Kind of date: {one.rule.label}. Source: {rule.citation}.")
    if one.rule.is_being_checked:
        parts.append("We are still checking this rule's source.")
    return " ".join(part for part in parts if part)
