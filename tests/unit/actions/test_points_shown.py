"""How many points fit on a page: nothing is lost over the pages, and what is shortened begins at the beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.points_shown import POINT_BEYOND_WORDS, beginning, fair_shares, leaves, letters_of

LENGTHS = st.lists(st.integers(0, 500), max_size=30)


@pytest.mark.parametrize(
    ("needs", "most", "shares"),
    [
        ([], 100, []),
        ([10, 20], 100, [10, 20]),
        ([10, 500, 500], 110, [10, 50, 50]),
        ([500, 10, 30], 110, [70, 10, 30]),
        ([7, 7], 0, [0, 0]),
    ],
)
def test_who_needs_little_leaves_the_rest_to_the_others(needs, most, shares):
    assert fair_shares(needs, most=most) == shares


@given(LENGTHS, st.integers(0, 3000))
def test_shares_are_never_more_than_needed_nor_than_there_is(needs, most):
    shares = fair_shares(needs, most=most)
    assert all(share <= need for share, need in zip(shares, needs, strict=True))
    assert sum(shares) <= most
    if sum(needs) <= most:
        assert shares == needs


def test_the_beginning_holds_whole_points_and_one_at_least():
    points = ["a" * 40, "b" * 40, "c" * 40]
    assert beginning(points, most_letters=letters_of(points)) == tuple(points)
    assert beginning(points, most_letters=letters_of(points) - 1) == tuple(points[:2])
    assert beginning(points, most_letters=0) == (points[0],)
    assert beginning([], most_letters=100) == ()
    assert letters_of(points) == 3 * (40 + POINT_BEYOND_WORDS)


@given(LENGTHS, st.integers(1, 1000))
def test_leaves_hold_every_item_once_in_order(lengths, most):
    found = leaves(lengths, letters=lambda length: length, most_letters=most)
    assert [one for leaf in found for one in leaf] == lengths
    assert all(sum(leaf) <= most or len(leaf) == 1 for leaf in found)
    assert all(found) or found == [[]]
