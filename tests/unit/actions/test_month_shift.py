"""Timescales moved by months: the new words are read back as the date that is months later."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.month_shift import MOST_MONTHS, moved_by_months
from actions.recurrence import add_months
from actions.timescales import read_timescale


def moved(months: int = 3, **facts) -> str | None:
    known = {"start": None, "due": date(2026, 3, 31), "precision": "month", "recurrence": "", "ongoing": False}
    return moved_by_months(**{**known, **facts}, months=months)


@pytest.mark.parametrize(
    ("facts", "months", "words"),
    [
        ({}, 3, "by June 2026"),
        ({}, 10, "by January 2027"),
        ({"due": date(2026, 3, 31), "precision": "day"}, 1, "by 30 April 2026"),
        ({"due": date(2028, 2, 29), "precision": "day"}, 12, "by 28 February 2029"),
        ({"due": date(2026, 1, 30), "precision": "day"}, 1, "by 28 February 2026"),
        ({"start": date(2026, 3, 1)}, 1, "by April 2026"),
    ],
)
def test_a_day_stays_a_day_and_a_month_a_month(facts, months, words):
    assert moved(months, **facts) == words


@pytest.mark.parametrize(
    "facts",
    [
        {"due": None, "precision": ""},
        {"recurrence": "termly"},
        {"ongoing": True},
        {"precision": "term"},
        {"precision": "quarter"},
        {"precision": "year"},
        {"start": date(2026, 1, 1)},
    ],
)
def test_what_is_no_single_day_or_month_is_left_to_a_person(facts):
    assert moved(**facts) is None


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(1, MOST_MONTHS), st.sampled_from(["day", "month"]))
def test_the_words_are_read_back_as_the_date(due, months, precision):
    if precision == "month":
        due = add_months(due.replace(day=1), 1).replace(day=1) - date.resolution
    reading = read_timescale(moved(months, due=due, precision=precision))
    assert (reading.due, reading.precision, reading.problem) == (add_months(due, months), precision, None)
