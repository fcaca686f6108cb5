"""How many points fit on a page: long sections are shortened there, or turned over like leaves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

POINT_BEYOND_WORDS = 60
"""The letters that a point costs a page beside its words: the marks around it."""


def fair_shares(needs: Sequence[int], *, most: int) -> list[int]:
    """How much each of several gets where they share `most`: what it needs, else an equal part of what the smaller leave."""
    shares, rest = [0] * len(needs), most
    for done, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        shares[at] = min(needs[at], rest // (len(needs) - done))
        rest -= shares[at]
    return shares


def letters_of(points: Sequence[str]) -> int:
    """About what the points cost a page."""
    return sum(len(point) + POINT_BEYOND_WORDS for point in points)


def beginning(points: Sequence[str], *, most_letters: int) -> tuple[str, ...]:
    """As many whole points as fit into so many letters, the first one in any case."""
    room, shown = most_letters, 0
    for point in points:
        room -= len(point) + POINT_BEYOND_WORDS
        if room < 0 and shown:
            break
        shown += 1
    return tuple(points[:shown])


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
