"""Whether an update of an action is owed on a day: it is late, or falls due within a month."""

from __future__ import annotations

from datetime import date, timedelta

from actions.status import CYCLE_DAYS, SILENT_AFTER_DAYS, Status

AHEAD_DAYS = 30
"""An update that falls due within so many days is owed now."""


def owed_by(
    *,
    status: Status | None,
    next_due: date | None,
    last_update_on: date | None,
    promised_on: date | None,
    update_cycle: str,
    on: date,
) -> date | None:
    """The day by which an update is owed, None where none is owed within 30 days of `on`.

    An action's own date asks for an update until a report of that day or a later one is public; beside it the plan's
    update cycle does, counted from the last update, else from the day of the promise, and where no cycle is stated, 92
    days. What is finished owes nothing.
    """
    if status is not None and status.is_finished:
        return None
    asked = []
    if next_due is not None and (last_update_on is None or last_update_on < next_due):
        asked.append(next_due)
    counted_from = last_update_on or promised_on
    if counted_from is not None:
        asked.append(counted_from + timedelta(days=CYCLE_DAYS.get(update_cycle, SILENT_AFTER_DAYS)))
    first = min(asked, default=None)
    return first if first is not None and first <= on + timedelta(days=AHEAD_DAYS) else None
