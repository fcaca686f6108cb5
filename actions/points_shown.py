"""How many points fit on a page: long sections are shortened there, or turned over like leaves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

POINT_BEYOND_WORDS = 60
"""The letters that a point costs a page beside its words: the marks around it."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first points of a section, and how many are left out."""

    points: tuple[str, ...]
    left_out: int


def beginning(points: Sequence[str], *, most_letters: int) -> Beginning:
    """As many whole points as fit into so many letters, the first one in any case."""
    room, shown = most_letters, 0
    for point in points:
        room -= len(point) + POINT_BEYOND_WORDS
        if room < 0 and shown:
            break
        shown += 1
    return Beginning(tuple(points[:shown]), len(points) - shown)


def leaves(items: Sequence[Item], *, letters: Callable[[Item], int], most_letters: int) -> list[list[Item]]:
    """The items in order on as many pages as they need; each page has one at least. One empty page where there are none."""
    found: list[list[Item]] = [[]]
    room = most_letters
    for item in items:
        needs = letters(item)
        if needs > room and found[-1]:
            found.append([])
            room = most_letters
        found[-1].append(item)
        room -= needs
    return found
