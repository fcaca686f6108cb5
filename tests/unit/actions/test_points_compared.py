"""Two rounds compared: every point stands in one place, and nobody is accused of silence wrongly."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.points_compared import Compared, Reworded, Said, compare_points, not_mentioned_since

POINTS = st.lists(st.text(alphabet="ab c.", max_size=12), max_size=6)


def test_what_was_added_is_gone_or_is_kept():
    found = compare_points(
        [
            "We opened a second clinic in the north.",
            "We will hire two nurses for schools by the spring of next year.",
            "A new board meets.",
        ],
        [
            "we opened a second clinic in the north",
            "Families are asked each term.",
            "We will hire three nurses for schools by the spring of next year.",
        ],
    )
    assert found == Compared(
        added=("Families are asked each term.",),
        gone=("A new board meets.",),
        kept=("we opened a second clinic in the north",),
        reworded=(
            Reworded(
                "We will hire two nurses for schools by the spring of next year.",
                "We will hire three nurses for schools by the spring of next year.",
            ),
        ),
    )


def test_a_point_that_stands_twice_is_paired_once():
    assert compare_points(["We met."], ["We met.", "We met."]) == Compared(("We met.",), (), ("We met.",), ())
    assert compare_points(["We met.", "We met."], ["We met."]) == Compared((), ("We met.",), ("We met.",), ())


def test_nothing_and_something():
    assert compare_points([], []) == Compared((), (), (), ())
    assert compare_points([], ["We met."]) == Compared(("We met.",), (), (), ())
    assert compare_points(["We met."], []) == Compared((), ("We met.",), (), ())


@given(POINTS, POINTS)
def test_every_point_of_both_rounds_stands_in_one_place(earlier, later):
    found = compare_points(earlier, later)
    assert Counter(found.added) + Counter(found.kept) + Counter(one.now for one in found.reworded) == Counter(later)
    used = len(found.kept) + len(found.reworded)
    assert len(found.gone) + used == len(earlier)
    assert not Counter(found.gone) - Counter(earlier)


@given(POINTS)
def test_a_round_compared_with_itself_changes_nothing(points):
    assert compare_points(points, points) == Compared((), (), tuple(points), ())


@given(POINTS, POINTS)
def test_the_other_way_round_swaps_what_is_added_and_gone(earlier, later):
    there, back = compare_points(earlier, later), compare_points(later, earlier)
    assert len(there.added) == len(back.gone)
    assert len(there.gone) == len(back.added)


@pytest.mark.parametrize(
    ("later", "silent"),
    [
        ([["We hired two nurses for schools in May, and a third in June."]], ["Publish the figures each term"]),
        ([["Nothing of it."], ["The figures were published for each term."]], ["Hire two nurses for schools"]),
        ([["Publish the figures each term, hire two nurses for schools."]], []),
        ([["Another thing."]], ["Hire two nurses for schools", "Publish the figures each term"]),
        ([], []),
        ([[], []], []),
    ],
)
def test_a_next_step_that_no_later_round_mentions(later, silent):
    steps = ["Hire two nurses for schools", "Publish the figures each term"]
    assert not_mentioned_since(steps, later) == silent


@given(POINTS, st.lists(POINTS, max_size=3))
def test_only_steps_are_told_and_never_one_that_is_repeated(steps, later):
    silent = not_mentioned_since(steps, later)
    assert not Counter(silent) - Counter(steps)
    assert not set(silent) & {words for points in later for words in points}


def test_without_a_point_nothing_is_mentioned_but_signs():
    assert Said([]).without_mention(["We will meet.", "–"]) == ["We will meet."]


@given(POINTS, st.lists(POINTS, max_size=3), st.sets(st.integers(0, 2)))
def test_only_the_rounds_that_are_heard_count(steps, rounds, heard):
    some = [points for number, points in enumerate(rounds) if number in heard]
    assert Said(rounds).without_mention(steps, heard) == Said(some).without_mention(steps)


def test_a_word_that_stands_twice_in_a_step_must_be_said_twice():
    step = "Ask ask ask ask."
    assert not_mentioned_since([step], [["We ask families often."]]) == [step]
    assert not_mentioned_since([step], [["We ask and ask families often."]]) == []
