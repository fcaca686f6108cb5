"""Small counts stay hidden: nobody can work them out from the rest, from a sum, or from what was public before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.small_counts import Cell, Shown, _given_away, _sums, is_small, share_is_small, suppress

COUNT, FEWER, HELD = Shown.COUNT, Shown.FEWER, Shown.HELD
QUARTERS = [(1, 3), (4, 6), (7, 9), (10, 12)]


def quarter(number: int, count: int, **of) -> Cell:
    first, last = QUARTERS[number]
    end = date(2025, last + 1, 1) - timedelta(days=1) if last < 12 else date(2025, 12, 31)
    return Cell(date(2025, first, 1), end, count, **of)


def year(count: int, **of) -> Cell:
    return Cell(date(2025, 1, 1), date(2025, 12, 31), count, **of)


def whole(*counts: int, **of) -> list[Cell]:
    return [*(quarter(at, count) for at, count in enumerate(counts)), year(sum(counts), **of)]


def test_what_is_small():
    assert [count for count in range(8) if is_small(count)] == [1, 2, 3, 4]


def test_a_small_count_alone_is_fewer_than_5_and_nothing_else_goes():
    cells = [quarter(0, 3), quarter(1, 0), quarter(2, 5), quarter(3, 40)]
    assert suppress(cells).shown == (FEWER, COUNT, COUNT, COUNT)


def test_a_sum_would_give_it_back_so_the_next_smallest_part_goes_too():
    found = suppress(whole(3, 12, 9, 20))
    assert (found.shown, found.exposed) == ((FEWER, COUNT, HELD, COUNT, COUNT), ())


def test_two_that_can_only_be_one_each_need_a_third():
    assert suppress(whole(1, 1, 9, 20)).shown == (FEWER, FEWER, HELD, COUNT, COUNT)
    assert suppress(whole(4, 4, 9, 20)).shown == (FEWER, FEWER, HELD, COUNT, COUNT)
    assert suppress(whole(1, 2, 9, 20)).shown == (FEWER, FEWER, COUNT, COUNT, COUNT)


def test_without_another_part_the_sum_goes():
    found = suppress(whole(3, 0, 0, 0))
    assert (found.shown[0], found.shown[4], found.exposed) == (FEWER, FEWER, ())
    found = suppress([quarter(0, 2), quarter(1, 7), Cell(date(2025, 1, 1), date(2025, 6, 30), 9)])
    assert (found.shown, found.exposed) == ((FEWER, HELD, COUNT), ())


def test_a_small_sum_of_small_counts_is_not_called_small():
    """Four quarters of at least one child each and a year of fewer than five: everybody could tell that each is one."""
    found = suppress(whole(1, 1, 1, 1))
    assert (found.shown, found.exposed) == ((FEWER, FEWER, FEWER, FEWER, HELD), ())


def test_halves_and_quarters_hold_one_another():
    halves = [Cell(date(2025, 1, 1), date(2025, 6, 30), 15), Cell(date(2025, 7, 1), date(2025, 12, 31), 29)]
    found = suppress([*whole(3, 12, 9, 20), *halves])
    assert found.exposed == ()
    assert found.shown[0] is FEWER
    # The other part of the first half would give it back, so that goes; the second half says nothing of the first quarter.
    assert found.shown[1] is HELD
    assert found.shown[2:4] == (COUNT, COUNT)


def test_what_was_public_once_is_never_held_back():
    """Last year's total is known; the new small quarter and its neighbours must do without it."""
    cells = [quarter(0, 3), quarter(1, 12), quarter(2, 9, was_public=True), quarter(3, 20), year(44, was_public=True)]
    found = suppress(cells)
    assert (found.shown, found.exposed) == ((FEWER, HELD, COUNT, COUNT, COUNT), ())


def test_what_can_be_worked_out_all_the_same_is_told():
    known = [quarter(at, count, was_public=True) for at, count in ((1, 12), (2, 9), (3, 20))]
    found = suppress([quarter(0, 3), *known, year(44, was_public=True)])
    assert (found.shown[0], found.exposed) == (FEWER, (0,))


def test_the_same_period_twice_gives_nothing_back():
    assert suppress([quarter(0, 3), quarter(0, 3)]).shown == (FEWER, FEWER)
    found = suppress([quarter(0, 3), quarter(0, 3, was_public=True)])
    assert found.exposed == (0,)


@pytest.mark.parametrize("cell", [quarter(0, -1), Cell(date(2025, 2, 1), date(2025, 1, 1), 5)])
def test_no_count_is_refused(cell):
    with pytest.raises(ValueError, match="is no count of a period"):
        suppress([cell])


@pytest.mark.parametrize(
    ("numerator", "denominator", "small"),
    [(10, 40, False), (3, 40, True), (37, 40, True), (0, 40, False), (40, 40, False), (0, 3, True), (0, 0, False)],
)
def test_shares(numerator, denominator, small):
    assert share_is_small(numerator, denominator) is small


# Held against every table that fits what the public reads


SUMS = [(4, (0, 1, 2, 3)), (5, (0, 1)), (6, (2, 3)), (4, (5, 6))]
"""Of four quarters, their year and their halves: which is the sum of which, by their places."""


def table(counts: list[int]) -> list[Cell]:
    halves = [
        Cell(date(2025, 1, 1), date(2025, 6, 30), counts[0] + counts[1]),
        Cell(date(2025, 7, 1), date(2025, 12, 31), counts[2] + counts[3]),
    ]
    return [*whole(*counts), *halves]


def guesses(cells, shown, most: int):
    """Every table of quarters that fits what the public reads, as quarters, year and halves."""
    for quarters in product(range(most + 1), repeat=4):
        values = [*quarters, sum(quarters), quarters[0] + quarters[1], quarters[2] + quarters[3]]
        if all(_fits(cell, what, value) for cell, what, value in zip(cells, shown, values, strict=True)):
            yield values


def _fits(cell: Cell, what: Shown, value: int) -> bool:
    if what is COUNT:
        return value == cell.count
    return is_small(value) if what is FEWER else True


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_of_every_small_count_at_least_two_values_fit(counts):
    cells = table(counts)
    found = suppress(cells)
    assert found.exposed == ()
    small = [place for place, cell in enumerate(cells) if is_small(cell.count)]
    assume(small)
    seen = [set() for _ in cells]
    for values in guesses(cells, found.shown, most=14):
        for place in small:
            seen[place].add(values[place])
        if all(len(seen[place]) > 1 for place in small):
            break
    assert [place for place in small if len(seen[place]) < 2] == []


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_nothing_goes_without_need_and_no_small_count_stays(counts):
    cells = table(counts)
    shown = suppress(cells).shown
    assert all(what is not COUNT for cell, what in zip(cells, shown, strict=True) if is_small(cell.count))
    assert all(is_small(cell.count) for cell, what in zip(cells, shown, strict=True) if what is FEWER)
    for place, what in enumerate(shown):
        if what is HELD and not is_small(cells[place].count):
            # Shown again, some small count would have a single value that fits.
            less = [*shown[:place], COUNT, *shown[place + 1 :]]
            assert _given_away(cells, less, list(_sums(cells)))
