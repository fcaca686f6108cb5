"""The next review: on the day that the last one named, else one cycle later; never invented."""

from __future__ import annotations

from datetime import date

import pytest

from actions.review_days import NextReview, next_review

LAST = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("cycle", "day"),
    [
        ("monthly", date(2026, 2, 28)),
        ("quarterly", date(2026, 4, 30)),
        ("every-4-months", date(2026, 5, 31)),
        ("six-monthly", date(2026, 7, 31)),
        ("yearly", date(2027, 1, 31)),
    ],
)
def test_it_is_one_cycle_after_the_last(cycle, day):
    assert next_review(last_on=LAST, named=None, cycle=cycle) == NextReview(day, is_named=False, is_about=False)


def test_a_term_is_no_exact_time():
    found = next_review(last_on=LAST, named=None, cycle="termly")
    assert found == NextReview(date(2026, 5, 31), is_named=False, is_about=True)


def test_the_day_that_the_last_review_named_goes_before_the_cycle():
    found = next_review(last_on=LAST, named=date(2026, 3, 5), cycle="termly")
    assert found == NextReview(date(2026, 3, 5), is_named=True, is_about=False)


@pytest.mark.parametrize(("last_on", "cycle"), [(None, "quarterly"), (LAST, ""), (LAST, "now and then"), (None, "")])
def test_no_day_is_invented(last_on, cycle):
    assert next_review(last_on=last_on, named=None, cycle=cycle) is None


def test_beyond_the_last_year_there_is_no_day():
    assert next_review(last_on=date(9999, 12, 1), named=None, cycle="quarterly") is None


@pytest.mark.parametrize(("on", "late"), [(date(2026, 3, 4), 0), (date(2026, 3, 5), 0), (date(2026, 3, 6), 1)])
def test_it_is_late_from_the_day_after(on, late):
    assert NextReview(date(2026, 3, 5), is_named=True, is_about=False).days_late(on=on) == late
