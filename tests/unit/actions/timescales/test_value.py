"""The value that a read timescale becomes."""

from __future__ import annotations

from datetime import date

import pytest

from actions.timescales import Timescale, read_timescale


def test_a_problem_never_has_a_due_date() -> None:
    with pytest.raises(ValueError, match="must not have a due date"):
        Timescale("x", due=date(2025, 1, 1), precision="day", problem="Not read.")


def test_an_end_is_never_before_its_start() -> None:
    with pytest.raises(ValueError, match="must not end before it starts"):
        Timescale("x", start=date(2025, 1, 2), due=date(2025, 1, 1), precision="day")


def test_a_precision_belongs_to_a_date() -> None:
    with pytest.raises(ValueError, match="exactly when it has a date"):
        Timescale("x", precision="day")


def test_as_json() -> None:
    assert read_timescale("Quarterly from April 2025 to March 2026").as_json() == {
        "raw": "Quarterly from April 2025 to March 2026",
        "start": "2025-04-01",
        "due": "2026-03-31",
        "precision": "month",
        "recurrence": "quarterly",
        "ongoing": False,
        "note": None,
        "problem": None,
    }
