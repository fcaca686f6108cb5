"""Counts of children that are too small to be published, and which others must go so that nobody can work them out. Pure.

A count from 1 to 4 may let a child be recognised, so the public reads "fewer than 5". Where periods hold one another – a year
and its quarters – the others would give it back by subtraction. Then one more count is held back, and more as long as
anybody could still tell what the small one is. What was public once is known for ever: holding it back hides nothing.

No page uses this yet: it is for the values of measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

FEWEST = 5
"""The smallest count above 0 that is published."""

MOST_PARTS = 60
"""Of so many periods at most one other is taken to be the sum: five years of months."""


class Shown(Enum):
    """What the public reads of a count."""

    COUNT = "the count itself"
    FEWER = "fewer than 5"
    HELD = "held back, so that a small one cannot be worked out"


@dataclass(frozen=True, slots=True)
class Cell:
    """The count of one period. `was_public` says that the public has read the count itself already."""

    start: date
    end: date
    count: int
    was_public: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """What the public reads of each cell, in their order, and the places of small ones that it can work out all the same."""

    shown: tuple[Shown, ...]
    exposed: tuple[int, ...]


def is_small(count: int) -> bool:
    return 0 < count < FEWEST


def share_is_small(numerator: int, denominator: int) -> bool:
    """Whether a share would tell of 1 to 4 children, of those who are counted or of those who are not."""
    return is_small(numerator) or is_small(denominator - numerator) or is_small(denominator)


def suppress(cells: Sequence[Cell]) -> Suppression:
    """Hold back small counts, and of the others no more than it takes.

    Raises ValueError for a count below 0, and for a period that ends before it starts.
    """
    for cell in cells:
        if cell.count < 0 or cell.end < cell.start:
            raise ValueError(f"{cell} is no count of a period.")
    shown = [Shown.FEWER if is_small(cell.count) and not cell.was_public else Shown.COUNT for cell in cells]
    sums = list(_sums(cells))
    while True:
        given = _given_away(cells, shown, sums)
        if not given:
            return Suppression(tuple(_no_more_than_it_takes(cells, shown, sums)), ())
        more = _one_more(cells, shown, sums, given)
        if more is None:
            return Suppression(tuple(shown), tuple(sorted(given)))
        shown[more] = Shown.HELD


def _no_more_than_it_takes(cells: Sequence[Cell], shown: list[Shown], sums: Sequence[_Sum]) -> list[Shown]:
    """With each count shown again that hides nothing, now that others are held back; the largest first."""
    for place in sorted(range(len(cells)), key=lambda place: -cells[place].count):
        if shown[place] is Shown.HELD:
            without = [*shown[:place], Shown.COUNT, *shown[place + 1 :]]
            if not is_small(cells[place].count) and not _given_away(cells, without, sums):
                shown = without
    return shown


@dataclass(frozen=True, slots=True)
class _Sum:
    """A period and others that fill it without a gap: its count is their sum."""

    whole: int
    parts: tuple[int, ...]


def _sums(cells: Sequence[Cell]) -> Iterator[_Sum]:
    """Every way in which periods fill another one, and those that are the same period twice."""
    for whole, cell in enumerate(cells):
        inside = [
            place
            for place, other in enumerate(cells)
            if place != whole and other.start >= cell.start and other.end <= cell.end
        ]
        for parts in _fillings(cells, inside, cell.start, cell.end):
            if len(parts) > 1 or parts[0] > whole:
                yield _Sum(whole, parts)


def _fillings(cells: Sequence[Cell], inside: list[int], start: date, end: date) -> Iterator[tuple[int, ...]]:
    if len(inside) > MOST_PARTS:
        inside = sorted(inside, key=lambda place: cells[place].end - cells[place].start)[-MOST_PARTS:]
    for place in inside:
        if cells[place].start != start:
            continue
        if cells[place].end == end:
            yield (place,)
            continue
        after = cells[place].end + timedelta(days=1)
        for rest in _fillings(cells, inside, after, end):
            yield (place, *rest)


def _given_away(cells: Sequence[Cell], shown: Sequence[Shown], sums: Iterable[_Sum]) -> set[int]:
    """The small counts of which only one value fits what the public reads."""
    known = list(sums)
    limit = sum(cell.count for cell in cells) + FEWEST * len(cells)
    # Who reads that a count is held back takes it for a larger one, as long as none of those is small.
    may_be_small = any(what is Shown.HELD and is_small(cell.count) for cell, what in zip(cells, shown, strict=True))
    held = frozenset(range(limit + 1)) - (frozenset() if may_be_small else frozenset(range(1, FEWEST)))
    fits = [
        frozenset({cell.count}) if what is Shown.COUNT else held if what is Shown.HELD else frozenset(range(1, FEWEST))
        for cell, what in zip(cells, shown, strict=True)
    ]
    changed = True
    while changed:
        changed = False
        for one in known:
            for place, values in _narrowed(one, fits, limit):
                if values != fits[place]:
                    fits[place], changed = values, True
    hidden = {place for place, cell in enumerate(cells) if is_small(cell.count) and shown[place] is not Shown.COUNT}
    return {place for place in hidden if len(fits[place]) < 2}


def _narrowed(one: _Sum, fits: Sequence[frozenset[int]], limit: int) -> Iterator[tuple[int, frozenset[int]]]:
    """The values of each cell of a sum for which the others can make it true."""
    parts = [fits[place] for place in one.parts]
    before = [frozenset({0})]
    for part in parts:
        before.append(_added(before[-1], part, limit))
    after = [frozenset({0})]
    for part in reversed(parts):
        after.append(_added(after[-1], part, limit))
    after.reverse()
    whole = fits[one.whole] & before[-1]
    yield one.whole, whole
    for at, place in enumerate(one.parts):
        others = _added(before[at], after[at + 1], limit)
        yield place, frozenset(value for value in parts[at] if any(total - value in others for total in whole))


def _added(some: frozenset[int], others: frozenset[int], limit: int) -> frozenset[int]:
    return frozenset(one + other for one in some for other in others if one + other <= limit)


def _one_more(cells: Sequence[Cell], shown: Sequence[Shown], sums: Iterable[_Sum], given: set[int]) -> int | None:
    """The count to hold back next: one in a sum with what is given away, a part before a whole, the smallest that hides it.

    Where none is left, a small one is no longer called small: a sum of small ones that is small itself gives all away.
    """
    wholes = {one.whole for one in sums}
    near = {place for one in sums if {one.whole, *one.parts} & given for place in (one.whole, *one.parts)}
    known = sorted(
        (place for place in near if shown[place] is Shown.COUNT and not cells[place].was_public),
        key=lambda place: (cells[place].count <= FEWEST, place in wholes, cells[place].count, place),
    )
    called_small = sorted(
        (place for place in near & wholes if shown[place] is Shown.FEWER),
        key=lambda place: (-cells[place].count, place),
    )
    return next(iter(known + called_small), None)
