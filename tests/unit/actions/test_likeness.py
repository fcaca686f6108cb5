"""How alike two texts are, and which pairs may be the same."""

from __future__ import annotations

import pytest

from actions.likeness import Folded, alike, fold, likeness


def test_folding_leaves_the_words():
    assert fold(" Ask  parents, PLEASE!\n(again) ") == "ask parents please again"
    assert Folded("Ask — ask").counts == {"ask": 2}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ask parents.", "ask  Parents", 1.0),
        ("", "", 1.0),
        ("Write the guide", "", 0.0),
        ("Write the guide", "Write the guide for families and for schools", 6 / 11),
        ("Train all the staff of ten schools", "Train all the staff of twenty schools", 12 / 14),
        ("Open a telephone line", "Publish each school's data", 0.0),
        ("one two three four", "four three two one", 0.0),  # the same words in another order are other words
    ],
)
def test_the_share_of_words_in_the_same_order(one, other, expected):
    assert likeness(Folded(one), Folded(other)) == pytest.approx(expected)
    assert likeness(Folded(other), Folded(one)) == pytest.approx(expected)


def test_pairs_come_the_most_alike_first_and_the_unlike_not_at_all():
    ones = [(0, Folded("Ask parents what helps")), (1, Folded("Write the guide"))]
    others = [(7, Folded("Ask parents what would help")), (8, Folded("Write the guide")), (9, Folded("Open a line"))]
    assert [(index, key) for _, index, key in alike(ones, others)] == [(1, 8), (0, 7)]
