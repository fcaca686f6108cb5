"""On which days somebody is reminded of an update: before it is due, then ever more slowly. Pure; days are London's.

A reminder has stages. What counts on a day is the newest stage that was reached, however many days ago: a run that
was missed is made up for once, and not once for each stage that passed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FIRST = 30
"""Days before an update is due on which it is named first."""

SHORT_CYCLE_DAYS = 31
"""Where updates are due as often as this, the first reminder would come the day after the last update: it is left out."""

_SLOWLY = 28
"""Late for this many days and more, there is a reminder only every so many days; before, every week."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A day on which a reminder falls due, and its distance from the update's due date in days (late is positive)."""

    on: date
    days: int


def stage_reached(due: date, *, on: date, cycle_days: int | None = None) -> Stage | None:
    """The newest stage until that day, None where the update is due later than all of them.

    30, 7 and 1 days before; late by 7, 14, 21, 28 days; then every 28 days. `cycle_days` is how long the plan's update
    cycle lasts, None where the update is due for another reason.
    """
    late = (on - due).days
    if late < -7:
        is_short = cycle_days is not None and cycle_days <= SHORT_CYCLE_DAYS
        days = None if late < -FIRST or is_short else -FIRST
    elif late < 7:
        days = -7 if late < -1 else -1
    else:
        every = 7 if late < _SLOWLY else _SLOWLY
        days = late // every * every
    return None if days is None else Stage(due + timedelta(days=days), days)
