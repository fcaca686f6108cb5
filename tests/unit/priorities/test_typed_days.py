"""Days as people type them: what is read, and the sentence about what is not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.typed_days import MONTHS, NotADay, read_day

SECOND_OF_MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "2 3 2026",
        "02 03 2026",
        "2/3/2026",
        "02/03/2026",
        "2.3.2026",
        "2-3-2026",
        "2 March 2026",
        "2 mar 2026",
        "2 MAR 2026",
        "2nd March 2026",
        "2 March, 2026",
        "  2   3   2026 ",
        "2026-03-02",
    ],
)
def test_a_day_is_read(typed):
    assert read_day(typed) == SECOND_OF_MARCH


@pytest.mark.parametrize(
    ("typed", "day"),
    [("29 2 2028", date(2028, 2, 29)), ("1 Sept 2026", date(2026, 9, 1)), ("31 12 2199", date(2199, 12, 31))],
)
def test_days_at_the_edges_are_read(typed, day):
    assert read_day(typed) == day


WRITE = "such as 2 3 2026 or 2 March 2026."


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", f"is empty; write a day, {WRITE}"),
        ("   ", f"is empty; write a day, {WRITE}"),
        ("31 2 2026", "is no day of the calendar: February 2026 has 28 days."),
        ("29 2 2026", "is no day of the calendar: February 2026 has 28 days."),
        ("0 3 2026", "is no day of the calendar: March 2026 has 31 days."),
        (
            "2 13 2026",
            "has the month 13, and there are 12; write the day first, then the month, " + WRITE,
        ),
        (
            "3/25/2026",
            "has the month 25, and there are 12; write the day first, then the month, " + WRITE,
        ),
        ("2026-13-02", "has the month 13, and there are 12; write it as 2 3 2026 or 2 March 2026."),
        ("2 3 26", f"has the year 26; write all four figures, {WRITE}"),
        ("2 3 20266", f"has the year 20266; write all four figures, {WRITE}"),
        ("2 3 0026", "has the year 0026; write one from 1900 to 2199."),
        ("2 3 2200", "has the year 2200; write one from 1900 to 2199."),
        ("2 3", f"names no year; write day, month and year, {WRITE}"),
        ("2 March", f"names no year; write day, month and year, {WRITE}"),
        ("March 2026", "names no day of the month; write it as 2 3 2026 or 2 March 2026."),
        ("March 2 2026", f"begins with the month; write the day first, {WRITE}"),
        ("2 Mrz 2026", "has no month that we know, 'Mrz'; write it as 2 3 2026 or 2 March 2026."),
        ("2 Ma 2026", "has no month that we know, 'Ma'; write it as 2 3 2026 or 2 March 2026."),
        ("two March 2026", "does not begin with the number of a day; write it as 2 3 2026 or 2 March 2026."),
        ("2 3 later", "does not end with a year; write it as 2 3 2026 or 2 March 2026."),
        ("soon", f"is no day; write day, month and year, {WRITE}"),
        ("2 3 2026 12:00", f"is no day; write day, month and year, {WRITE}"),
        ("٢ ٣ ٢٠٢٦", "does not begin with the number of a day; write it as 2 3 2026 or 2 March 2026."),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed, why):
    with pytest.raises(NotADay) as refusal:
        read_day(typed)
    assert str(refusal.value) == why


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS, st.sampled_from([" ", "/", ".", "-", "  "]), st.booleans())
def test_every_day_in_figures_is_that_day(day, between, padded):
    number = "{:02}" if padded else "{}"
    assert read_day(between.join([number.format(day.day), number.format(day.month), str(day.year)])) == day


@given(DAYS, st.integers(3, 9))
def test_every_day_with_its_month_in_letters_is_that_day(day, letters):
    assert read_day(f"{day.day} {MONTHS[day.month - 1][:letters]} {day.year}") == day
    assert read_day(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_day_or_refused_in_a_sentence(typed):
    assert re.fullmatch(r"[12]\d{3}-\d\d-\d\d|.+\.", _said_of(typed), flags=re.DOTALL)


def _said_of(typed: str) -> str:
    try:
        return read_day(typed).isoformat()
    except NotADay as refusal:
        return str(refusal)
