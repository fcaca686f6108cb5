"""Working days in England, against the dates that the government gave out and the rules that they follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemaps.working_days import (
    BANK_HOLIDAYS,
    FIRST_YEAR,
    LAST_YEAR,
    HolidaysUnknown,
    add_working_days,
    is_working_day,
    on_or_after,
    on_or_before,
)

KNOWN = st.dates(date(FIRST_YEAR, 2, 1), date(LAST_YEAR, 11, 30))
EASTER = {
    day.year: day
    for day in map(
        date.fromisoformat,
        (
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
        ),
    )
}
MOVED_OR_GIVEN_ONCE = {
    2020: {date(2020, 5, 8)},  # the early May holiday, moved to the 75th anniversary of VE Day
    2022: {date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)},  # the jubilee; the funeral of Queen Elizabeth II
    2023: {date(2023, 5, 8)},  # the coronation
}
LEFT_OUT = {2020: {date(2020, 5, 4)}, 2022: {date(2022, 5, 30)}}


def first_monday(year: int, month: int) -> date:
    day = date(year, month, 1)
    return day + timedelta(days=-day.weekday() % 7)


def last_monday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=day.weekday())


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_easter_and_the_mondays_of_every_year(year):
    known = {day for day in BANK_HOLIDAYS if day.year == year}
    mondays = {first_monday(year, 5), last_monday(year, 5), last_monday(year, 8)} - LEFT_OUT.get(year, set())
    usual = {EASTER[year] - timedelta(days=2), EASTER[year] + timedelta(days=1)} | mondays
    assert usual | MOVED_OR_GIVEN_ONCE.get(year, set()) == {day for day in known if 3 <= day.month <= 9}


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, ["1-1", "12-25", "12-28"]),  # Boxing Day on a Saturday
        (2021, ["1-1", "12-27", "12-28"]),  # both on the weekend
        (2022, ["1-3", "12-26", "12-27"]),  # New Year's Day on a Saturday, Christmas Day on a Sunday
        (2023, ["1-2", "12-25", "12-26"]),
        (2026, ["1-1", "12-25", "12-28"]),
        (2027, ["1-1", "12-27", "12-28"]),
        (2028, ["1-3", "12-25", "12-26"]),
    ],
)
def test_the_turn_of_the_year(year, days):
    found = sorted(day for day in BANK_HOLIDAYS if day.year == year and day.month in (1, 12))
    assert [f"{day.month}-{day.day}" for day in found] == days


def test_no_holiday_is_on_a_weekend():
    assert {day.weekday() for day in BANK_HOLIDAYS} <= {0, 1, 2, 3, 4}
    assert len(BANK_HOLIDAYS) == 8 * 9 + 3  # one more in 2022 for the jubilee and one for the funeral, one in 2023


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2029, 1, 1)])
def test_beyond_the_known_years_nothing_is_counted(day):
    for ask in (is_working_day, on_or_before, on_or_after):
        with pytest.raises(
            HolidaysUnknown, match=r"^We know bank holidays from 2020 to the end of 2028 only, so we do not"
        ):
            ask(day)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 8, 15), date(2026, 8, 14), date(2026, 8, 17)),
        (date(2026, 8, 31), date(2026, 8, 28), date(2026, 9, 1)),
        (date(2026, 12, 26), date(2026, 12, 24), date(2026, 12, 29)),
        (date(2026, 4, 4), date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2)),
    ],
)
def test_the_working_day_on_or_before_and_on_or_after(day, before, after):
    assert (on_or_before(day), on_or_after(day)) == (before, after)


@pytest.mark.parametrize(
    ("number", "inclusive", "end"),
    [
        (3, False, date(2026, 4, 8)),  # from Thursday before Easter: Tuesday, Wednesday ... over Good Friday and Monday
        (3, True, date(2026, 4, 7)),
        (1, False, date(2026, 4, 2)),
        (1, True, date(2026, 4, 1)),
    ],
)
def test_working_days_after_a_start_and_beginning_with_it(number, inclusive, end):
    assert add_working_days(date(2026, 4, 1), number, inclusive=inclusive) == end


def test_a_start_without_work_is_not_counted():
    assert add_working_days(date(2026, 4, 3), 1, inclusive=True) == date(2026, 4, 7)
    with pytest.raises(ValueError, match=r"^A number of working days is 1 or more, not 0.$"):
        add_working_days(date(2026, 4, 1), 0)


@given(KNOWN)
def test_nothing_lies_between_a_day_and_its_working_days(day):
    before, after = on_or_before(day), on_or_after(day)
    assert before <= day <= after
    assert is_working_day(before)
    assert is_working_day(after)
    between = [before + timedelta(days=more) for more in range(1, (after - before).days)]
    assert not any(is_working_day(one) for one in between)


@given(st.dates(date(2020, 2, 1), date(2028, 6, 30)), st.integers(1, 40))
def test_so_many_working_days_lie_in_the_span(start, number):
    end = add_working_days(start, number)
    days = [start + timedelta(days=more) for more in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day) for day in days) == number
    assert is_working_day(end)
