"""Quarters: their days, their words, and that they follow one another without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.quarters import Quarter, quarter_by_key, quarter_of, quarters_between

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "words", "key", "first", "last"),
    [
        (date(2024, 1, 1), "January to March 2024", "2024-q1", date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 5, 7), "April to June 2024", "2024-q2", date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 9, 30), "July to September 2024", "2024-q3", date(2024, 7, 1), date(2024, 9, 30)),
        (date(2024, 12, 31), "October to December 2024", "2024-q4", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_day_has_a_quarter(day, words, key, first, last):
    quarter = quarter_of(day)
    assert (quarter.words, quarter.key, quarter.first, quarter.last) == (words, key, first, last)


@given(DAYS)
def test_a_day_lies_in_its_quarter_and_the_next_begins_the_day_after(day):
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.next.first == quarter.last + timedelta(days=1)
    assert quarter_by_key(quarter.key) == quarter


@given(DAYS, DAYS)
def test_every_quarter_between_two_days_is_there_once_and_in_order(one, other):
    first, last = quarter_of(min(one, other)), quarter_of(max(one, other))
    found = quarters_between(first, last)
    assert (found[0], found[-1]) == (first, last)
    assert found == sorted(set(found))
    assert len(found) == (last.year - first.year) * 4 + last.number - first.number + 1
    assert quarters_between(last.next, first) == []


@pytest.mark.parametrize("key", ["", "2024", "2024-q5", "2024-Q1", "24-q1", "0000-q1", "2024-q1 ", "²024-q1"])
def test_other_words_are_no_quarter(key):
    assert quarter_by_key(key) is None


def test_the_end_of_all_years():
    last = Quarter(9999, 4)
    assert quarters_between(last, last) == [last]
    with pytest.raises(ValueError, match=r"^No quarter comes after the year 9999.$"):
        last.next  # noqa: B018
