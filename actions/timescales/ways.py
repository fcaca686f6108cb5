"""Both ways to read words that have two: "bi-monthly" is every two months or twice a month, and only a person knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from .reading import read_timescale
from .recurrences import BI

_TWICE_OVER = re.compile(r"\bbi[\s-]?([a-z]+)", re.IGNORECASE)
_QUARTER = re.compile(r"\bQ(?:uarter )?\s?([1-4]),?\s+(20\d\d)(?![\d/-])", re.IGNORECASE)
_TWO_YEARS = re.compile(r"(?<!year )(?<![\d/-])\b(20\d\d\s?[-–/]\s?(?:20)?\d\d)\b(?![\d/-])", re.IGNORECASE)


def _financial(found: re.Match[str]) -> str:
    year = int(found[2])
    return f"Q{found[1]} {year}/{(year + 1) % 100:02}"


_Meanings = tuple[Callable[[re.Match[str]], str], ...]
_DOUBTFUL: tuple[tuple[re.Pattern[str], _Meanings], ...] = (
    (_QUARTER, (lambda found: f"Q{found[1]} of the calendar year {found[2]}", _financial)),
    (_TWO_YEARS, (lambda found: f"financial year {found[1]}", lambda found: f"academic year {found[1]}")),
)


def ways_to_read(raw: str) -> list[str]:
    """The words of a timescale with each meaning in the place of the doubtful ones; [] where they are not two.

    "Bi-monthly from May 2026" gives "every two months from May 2026" and "twice a month from May 2026"; "Q3 2025" the
    quarter of the calendar year and that of the financial year; "2026-27" the financial and the academic year.
    """
    for found in _TWICE_OVER.finditer(raw):
        meanings = BI.get(found[1].lower())
        if meanings is None:
            continue
        ways = [f"{raw[: found.start()]}{meaning}{raw[found.end() :]}" for meaning in meanings]
        return ways if all(read_timescale(way).problem is None for way in ways) else []
    for doubtful, meanings in _DOUBTFUL:
        found = doubtful.search(raw)
        if found is not None:
            ways = [f"{raw[: found.start()]}{meaning(found)}{raw[found.end() :]}" for meaning in meanings]
            return ways if all(read_timescale(way).problem is None for way in ways) else []
    return []
