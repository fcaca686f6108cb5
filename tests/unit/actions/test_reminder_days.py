"""On which days a reminder falls due: written out, and what holds for every date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reminder_days import Stage, stage_reached
from actions.wording import london_day

DUE = date(2026, 4, 30)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def days_of_stages(due: date, first: date, last: date, **cycle) -> list[date]:
    """The days on which a run of every day finds a stage that begins on that very day."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if (stage := stage_reached(due, on=day, **cycle)) and stage.on == day]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (DUE, ["2026-03-31", "2026-04-23", "2026-04-29", "2026-05-07", "2026-05-14", "2026-05-21", "2026-05-28"]),
        (
            date(2028, 2, 29),
            ["2028-01-30", "2028-02-22", "2028-02-28", "2028-03-07", "2028-03-14", "2028-03-21", "2028-03-28"],
        ),
        (
            date(2028, 3, 1),
            ["2028-01-31", "2028-02-23", "2028-02-29", "2028-03-08", "2028-03-15", "2028-03-22", "2028-03-29"],
        ),
        (
            date(2026, 3, 29),
            ["2026-02-27", "2026-03-22", "2026-03-28", "2026-04-05", "2026-04-12", "2026-04-19", "2026-04-26"],
        ),
        (
            date(2026, 10, 25),
            ["2026-09-25", "2026-10-18", "2026-10-24", "2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"],
        ),
        (
            date(2026, 1, 31),
            ["2026-01-01", "2026-01-24", "2026-01-30", "2026-02-07", "2026-02-14", "2026-02-21", "2026-02-28"],
        ),
    ],
)
def test_30_7_and_1_days_before_then_every_week(due, expected):
    found = days_of_stages(due, due - timedelta(days=400), due + timedelta(days=50))
    assert found == [date.fromisoformat(day) for day in expected]


def test_after_a_month_every_4_weeks():
    found = days_of_stages(DUE, DUE + timedelta(days=29), DUE + timedelta(days=150))
    assert found == [DUE + timedelta(days=days) for days in (56, 84, 112, 140)]


def test_a_plan_with_monthly_updates_has_no_reminder_the_day_after_the_last_one():
    assert stage_reached(DUE, on=DUE - timedelta(days=30), cycle_days=31) is None
    assert stage_reached(DUE, on=DUE - timedelta(days=8), cycle_days=31) is None
    assert stage_reached(DUE, on=DUE - timedelta(days=7), cycle_days=31) == Stage(date(2026, 4, 23), -7)
    assert stage_reached(DUE, on=DUE - timedelta(days=30), cycle_days=92) == Stage(date(2026, 3, 31), -30)


@given(DAYS, DAYS)
def test_a_stage_was_reached_and_no_longer_ago_than_4_weeks(due, on):
    stage = stage_reached(due, on=on)
    if stage is None:
        assert (due - on).days > 30
    else:
        assert on - timedelta(days=27) <= stage.on <= on
        assert stage.on - due == timedelta(days=stage.days)


@given(DAYS, st.integers(-40, 500), st.integers(1, 5))
def test_a_run_after_missed_days_finds_the_stage_that_the_newest_of_them_had(due, days, missed):
    """So a person is told once: of all stages that passed meanwhile only the newest is left."""
    on = due + timedelta(days=days)
    daily = {stage_reached(due, on=on - timedelta(days=back)) for back in range(missed + 1)} - {None}
    if daily:
        assert stage_reached(due, on=on) == max(daily, key=lambda stage: stage.on)


@given(DAYS, st.integers(-60, 400))
def test_stages_never_go_back(due, days):
    today, tomorrow = (stage_reached(due, on=due + timedelta(days=days + more)) for more in (0, 1))
    assert today is None or tomorrow.on >= today.on


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), 0),
        (datetime(2026, 3, 29, 2, 30, tzinfo=LONDON), 0),
        (datetime(2026, 3, 29, 23, 59, tzinfo=LONDON), 0),
        (datetime(2026, 3, 30, 0, 0, tzinfo=LONDON), 1),  # 23:00 of the day before in UTC
        (datetime(2026, 10, 25, 0, 30, tzinfo=LONDON), 210),  # still the day before in UTC
        (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), 210),
        (datetime(2026, 7, 1, 0, 30, tzinfo=LONDON), 94),
    ],
)
def test_the_day_is_londons_on_both_days_on_which_the_clocks_change(moment, days):
    assert (london_day(moment) - date(2026, 3, 29)).days == days
