"""The next date that counts, and months that are added to a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.recurrence import add_months, next_occurrence

DUE = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("recurrence", "after", "expected"),
    [
        ("", None, DUE),
        ("", date(2027, 1, 1), DUE),
        ("monthly", None, DUE),
        ("monthly", date(2026, 1, 30), DUE),
        ("monthly", DUE, date(2026, 2, 28)),  # a report of the day itself answers that day
        ("monthly", date(2026, 2, 27), date(2026, 2, 28)),
        ("monthly", date(2026, 2, 28), date(2026, 3, 31)),  # a last day stays a last day
        ("quarterly", DUE, date(2026, 4, 30)),
        ("termly", DUE, date(2026, 5, 31)),
        ("six-monthly", DUE, date(2026, 7, 31)),
        ("yearly", DUE, date(2027, 1, 31)),
        ("yearly", date(2029, 6, 1), date(2030, 1, 31)),
        ("weekly", DUE, date(2026, 2, 7)),
        ("fortnightly", DUE, date(2026, 2, 14)),
        ("every 6 weeks", DUE, date(2026, 3, 14)),
        ("every 2 months", DUE, date(2026, 3, 31)),
        ("every 5 years", DUE, date(2031, 1, 31)),
        ("half-termly", date(2027, 1, 1), DUE),  # nobody can count its length
        ("daily", date(2027, 1, 1), DUE),
        ("every 6 weeks or so", date(2027, 1, 1), DUE),
    ],
)
def test_next_occurrence(recurrence, after, expected):
    assert next_occurrence(due=DUE, recurrence=recurrence, after=after) == expected


def test_a_recurrence_alone_makes_nothing_due():
    assert next_occurrence(due=None, recurrence="monthly", after=date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
    ],
)
def test_add_months(day, months, expected):
    assert add_months(day, months) == expected


days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
recurrences = st.sampled_from(["weekly", "fortnightly", "monthly", "quarterly", "termly", "six-monthly", "yearly"])


@given(due=days, recurrence=recurrences, later=st.integers(0, 4000))
def test_the_next_occurrence_is_after_the_report_and_at_most_one_step_later(due, recurrence, later):
    after = due + timedelta(days=later)
    found = next_occurrence(due=due, recurrence=recurrence, after=after)
    assert found > after
    longest = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92, "termly": 123}
    assert (found - after).days <= longest.get(recurrence, 184 if recurrence == "six-monthly" else 366)


@given(day=days, months=st.integers(0, 600))
def test_added_months_are_that_many_months(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day or (later + timedelta(days=1)).day == 1
