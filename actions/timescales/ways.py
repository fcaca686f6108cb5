"""Both ways to read words that have two: "bi-monthly" is every two months or twice a month, and only a person knows."""

from __future__ import annotations

import re

from .reading import read_timescale
from .recurrences import BI

_TWICE_OVER = re.compile(r"\bbi[\s-]?([a-z]+)", re.IGNORECASE)


def ways_to_read(raw: str) -> list[str]:
    """The words of a timescale with each meaning in the place of the doubtful ones; [] where they are not two.

    "Bi-monthly from May 2026" gives "every two months from May 2026" and "twice a month from May 2026".
    """
    for found in _TWICE_OVER.finditer(raw):
        meanings = BI.get(found[1].lower())
        if meanings is None:
            continue
        ways = [f"{raw[: found.start()]}{meaning}{raw[found.end() :]}" for meaning in meanings]
        return ways if all(read_timescale(way).problem is None for way in ways) else []
    return []
