"""Quarters of a calendar year, as roadmaps are read: "January to March 2024", with "2024-q1" in addresses. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_KEY = re.compile(r"(\d{4})-q([1-4])")
_MONTHS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter: its year and its number from 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = 3 * self.number
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """ "January to March 2024"."""
        return f"{_MONTHS[self.number - 1]} {self.year}"

    @property
    def key(self) -> str:
        """ "2024-q1", as it stands in addresses."""
        return f"{self.year:04}-q{self.number}"

    @property
    def next(self) -> Quarter:
        """The quarter after this one. Raises ValueError after the year 9999."""
        if (self.year, self.number) == (date.max.year, 4):
            raise ValueError("No quarter comes after the year 9999.")
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_by_key(key: str) -> Quarter | None:
    """The quarter that "2024-q1" names; None for anything else."""
    found = _KEY.fullmatch(key)
    return Quarter(int(found[1]), int(found[2])) if found and int(found[1]) >= date.min.year else None


def quarters_between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from the first to the last, both included; none where the last is before the first."""
    found = []
    while first <= last:
        found.append(first)
        if first == last:
            break
        first = first.next
    return found
