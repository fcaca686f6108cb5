"""A day as people type it: "2 3 2026", "02/03/2026", "2 March 2026", "2 mar 2026". Pure: text in, a date out.

The day comes first, then the month, then the year with four figures; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are taken for slips of the finger."""

EXAMPLE = "2 3 2026 or 2 March 2026"

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTS = re.compile(r"[\s/.,-]+")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}", re.ASCII)
_FIGURES = re.compile(r"\d+", re.ASCII)


class NotADay(ValueError):
    """What was typed is no day; str() says why and what to write, to stand behind the typed words in a sentence."""


def read_day(typed: str) -> date:
    """The day that somebody typed, day first; also "2026-03-02", which can mean nothing else.

    Raises NotADay, also for nothing at all and for a year outside 1900 to 2199.
    """
    words = typed.strip()
    if not words:
        raise NotADay(f"is empty; write a day, such as {EXAMPLE}.")
    iso = _ISO.fullmatch(words)
    if iso is not None:
        year, month, day = (int(part) for part in iso.groups())
        return _made(day, month, _year_in_range(str(year)))
    parts = [part for part in _PARTS.split(words) if part]
    if len(parts) != 3:
        raise NotADay(_not_three(parts))
    first, second, third = parts
    if _month_in(first) is not None and _DAY.fullmatch(second):
        raise NotADay(f"begins with the month; write the day first, such as {EXAMPLE}.")
    day = _DAY.fullmatch(first)
    if day is None:
        raise NotADay(f"does not begin with the number of a day; write it as {EXAMPLE}.")
    return _made(int(day[1]), _month(second), _year(third))


def _not_three(parts: list[str]) -> str:
    if len(parts) == 2 and any(_month_in(part) is not None for part in parts):
        if any(_FIGURES.fullmatch(part) and len(part) == 4 for part in parts):
            return f"names no day of the month; write it as {EXAMPLE}."
        return f"names no year; write day, month and year, such as {EXAMPLE}."
    if len(parts) == 2 and all(_NUMBER.fullmatch(part) for part in parts):
        return f"names no year; write day, month and year, such as {EXAMPLE}."
    return f"is no day; write day, month and year, such as {EXAMPLE}."


def _month_in(word: str) -> int | None:
    """The number of a month that is named: by its whole name, or by its first 3 letters or more."""
    small = word.lower()
    if len(small) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(small)), None)


def _month(word: str) -> int:
    if _NUMBER.fullmatch(word):
        number = int(word)
        if not 1 <= number <= 12:
            raise NotADay(
                f"has the month {number}, and there are 12; write the day first, then the month, such as {EXAMPLE}."
            )
        return number
    number = 9 if word.lower() == "sept" else _month_in(word)
    if number is None:
        raise NotADay(f"has no month that we know, '{word[:20]}'; write it as {EXAMPLE}.")
    return number


def _year(word: str) -> int:
    if not _FIGURES.fullmatch(word):
        raise NotADay(f"does not end with a year; write it as {EXAMPLE}.")
    if len(word) != 4:
        raise NotADay(f"has the year {word[:10]}; write all four figures, such as {EXAMPLE}.")
    return _year_in_range(word)


def _year_in_range(word: str) -> int:
    if not FIRST_YEAR <= int(word) <= LAST_YEAR:
        raise NotADay(f"has the year {word}; write one from {FIRST_YEAR} to {LAST_YEAR}.")
    return int(word)


def _made(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise NotADay(f"has the month {month}, and there are 12; write it as {EXAMPLE}.")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        raise NotADay(f"is no day of the calendar: {MONTHS[month - 1].capitalize()} {year} has {longest} days.")
    return date(year, month, day)
