"""When an update is owed: its own date, the plan's cycle, 30 days ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.status import Status
from actions.update_sheet import owed_by

ON = date(2026, 3, 20)


def owed(**known) -> date | None:
    blank = {"status": None, "next_due": None, "last_update_on": None, "promised_on": None, "update_cycle": ""}
    return owed_by(**blank | known, on=ON)


@pytest.mark.parametrize(
    ("known", "day"),
    [
        ({}, None),
        ({"next_due": date(2026, 4, 19)}, date(2026, 4, 19)),
        ({"next_due": date(2026, 4, 20)}, None),
        ({"next_due": date(2025, 1, 1)}, date(2025, 1, 1)),
        ({"next_due": date(2026, 3, 1), "last_update_on": date(2026, 3, 1)}, None),
        ({"next_due": date(2026, 3, 2), "last_update_on": date(2026, 3, 1)}, date(2026, 3, 2)),
        ({"update_cycle": "monthly", "last_update_on": date(2026, 3, 1)}, date(2026, 4, 1)),
        ({"update_cycle": "yearly", "last_update_on": date(2026, 3, 1)}, None),
        ({"last_update_on": ON - timedelta(days=62)}, ON + timedelta(days=30)),
        ({"last_update_on": ON - timedelta(days=61)}, None),
        ({"promised_on": date(2025, 1, 1)}, date(2025, 4, 3)),
        ({"next_due": date(2025, 1, 1), "status": Status.COMPLETE}, None),
        ({"next_due": date(2025, 1, 1), "status": Status.OFF_TRACK}, date(2025, 1, 1)),
    ],
)
def test_the_day_by_which_an_update_is_owed(known, day):
    assert owed(**known) == day
