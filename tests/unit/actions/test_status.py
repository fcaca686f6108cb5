"""What a status says, what the calendar says, and that neither speaks for the other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.status import CYCLE_DAYS, FINISHED_VALUES, Status, Timeliness, dates_counted_to, silent_after, timeliness

ON = date(2026, 3, 2)


def at(**facts: object) -> Timeliness:
    known = {
        "due": None,
        "status": None,
        "last_update_on": None,
        "promised_on": None,
        "update_cycle": "",
        "closed_on": None,
        "on": ON,
    }
    return timeliness(**{**known, **facts})


def test_each_status_has_its_own_words():
    assert [status.label for status in Status] == [
        "Not started",
        "On track",
        "At risk",
        "Off track",
        "Complete",
        "Complete and embedded",
        "Stopped",
    ]
    assert len({status.definition for status in Status}) == 7
    assert Status.choices()[0] == ("not_started", "Not started")


def test_what_is_finished_and_what_needs_attention():
    assert [status.value for status in Status if status.is_finished] == ["complete", "embedded", "stopped"]
    assert FINISHED_VALUES == ("complete", "embedded", "stopped")
    assert [status.value for status in Status if status.needs_attention] == ["at_risk", "off_track"]


@pytest.mark.parametrize(
    ("cycle", "days"),
    [
        ("", 92),
        ("monthly", 45),
        ("quarterly", 106),
        ("every-4-months", 137),
        ("termly", 137),
        ("six-monthly", 198),
        ("yearly", 380),
        ("now and then", 92),
    ],
)
def test_silence_begins_after_the_cycle_and_a_fortnight(cycle, days):
    assert silent_after(cycle) == days


@pytest.mark.parametrize(
    ("due", "expected"),
    [(None, None), (ON, None), (ON + timedelta(days=1), None), (ON - timedelta(days=1), 1)],
)
def test_overdue_begins_on_the_day_after(due, expected):
    assert at(due=due).overdue_days == expected


@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_finished_is_never_late_or_silent(status):
    found = at(status=status, due=date(2026, 1, 1), last_update_on=date(2025, 1, 1), update_cycle="monthly")
    if status.is_finished:
        assert (found.overdue_days, found.silent_days, found.next_update_due) == (None, None, None)
    else:
        assert (found.overdue_days, found.silent_days, found.next_update_due) == (60, 425, date(2025, 2, 1))
    assert found.since_update_days == 425


@pytest.mark.parametrize(("days", "silent"), [(92, None), (93, 93)])
def test_silence_without_a_cycle(days, silent):
    assert at(last_update_on=ON - timedelta(days=days)).silent_days == silent


def test_an_action_without_any_report_is_counted_from_its_promise():
    found = at(promised_on=date(2023, 5, 1))
    assert (found.never_updated, found.silent_days, found.since_update_days) == (True, 1036, None)


def test_without_report_and_promise_nothing_is_counted():
    found = at()
    assert found == Timeliness(
        overdue_days=None,
        silent_days=None,
        never_updated=True,
        since_update_days=None,
        next_update_due=None,
        frozen_on=None,
    )


@pytest.mark.parametrize(
    ("due", "on", "passed"),
    [
        (date(2015, 8, 30), date(2026, 3, 2), True),
        (date(2015, 8, 31), date(2026, 3, 2), True),
        (date(2015, 9, 1), date(2026, 3, 2), False),
        # On the closing day itself the day is not over.
        (date(2015, 8, 31), date(2015, 8, 31), False),
        (date(2015, 8, 30), date(2015, 8, 31), True),
        # Closed on a day to come: as if it were open.
        (date(2015, 8, 30), date(2015, 8, 30), False),
    ],
)
def test_the_closing_day_is_the_last_that_passes(due, on, passed):
    closed_on = date(2015, 8, 31)
    found = at(due=due, closed_on=closed_on, on=on)
    assert (found.overdue_days is not None) is passed
    assert (due < dates_counted_to(closed_on=closed_on, on=on)) is passed
    assert found.date_passed_unstated is (passed and on >= closed_on)


def test_a_closed_plan_counts_to_its_closing_day_and_is_not_silent():
    found = at(
        due=date(2013, 9, 30),
        promised_on=date(2013, 1, 1),
        closed_on=date(2015, 8, 31),
        update_cycle="termly",
    )
    assert (found.overdue_days, found.silent_days, found.next_update_due) == (701, None, None)
    assert (found.frozen_on, found.date_passed_unstated) == (date(2015, 8, 31), True)


def test_a_plan_that_closes_later_is_not_frozen_yet():
    found = at(due=date(2026, 3, 1), closed_on=date(2026, 3, 3))
    assert (found.overdue_days, found.frozen_on, found.date_passed_unstated) == (1, None, False)


def test_a_report_of_a_day_to_come_counts_as_none_ago():
    assert at(last_update_on=ON + timedelta(days=3)).since_update_days == 0


days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(
    due=st.none() | days,
    status=st.none() | st.sampled_from(Status),
    last_update_on=st.none() | days,
    promised_on=st.none() | days,
    update_cycle=st.sampled_from(["", *CYCLE_DAYS]),
    closed_on=st.none() | days,
    on=days,
)
def test_numbers_are_positive_and_a_missing_date_is_never_late(**facts):
    found = timeliness(**facts)
    assert found.overdue_days is None or found.overdue_days > 0
    assert found.silent_days is None or found.silent_days > silent_after(facts["update_cycle"])
    assert facts["due"] is not None or found.overdue_days is None
    if found.frozen_on is not None:
        assert found.frozen_on <= facts["on"]
        assert found.silent_days is None
