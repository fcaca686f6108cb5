"""What is finished, overdue or silent on a day, as a condition in SQL; `Action.timeliness` rules the same one by one."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from actions.status import FINISHED_VALUES, dates_counted_to, silent_after
from priorities.models import Plan


def is_unrated() -> Q:
    """No report, or none with a rating that is known."""
    return Q(rated="")


def is_finished() -> Q:
    return Q(rated__in=FINISHED_VALUES)


def counted_to(plan: Plan, *, on: date) -> date:
    """A date of the plan before this day has passed; for every count, filter and order."""
    return dates_counted_to(closed_on=plan.closed_on, on=on)


def silent_before(plan: Plan, *, on: date) -> date:
    """Who was last heard of before this day is silent. For a closed plan the first day of all: nobody is."""
    if plan.is_closed(on=on):
        return date.min
    return on - timedelta(days=silent_after(plan.update_cycle))


def is_overdue(plan: Plan, *, on: date) -> Q:
    """Actions of the plan whose next date that counts has passed, as `Action.timeliness` rules one by one.

    Without a date (NULL) an action is never overdue; without a report (NULL) nothing says that it is finished.
    """
    return due_before(counted_to(plan, on=on))


def is_silent(plan: Plan, *, on: date) -> Q:
    """Actions of the plan without a public report for its cycle and 14 days, else 92 days, as `Action.timeliness` rules.

    Without a report, or with one that bears no date (NULL), an action is counted from the day of its promise; without
    that, too (NULL), it is never silent.
    """
    return unheard_since(silent_before(plan, on=on))


def due_before(day: date) -> Q:
    """Overdue where the plan is counted to this day (`counted_to`)."""
    return Q(next_due__lt=day) & ~is_finished()


def unheard_since(day: date) -> Q:
    """Silent where nothing was heard from this day on (`silent_before`)."""
    never_heard = Q(latest_report=None) | Q(latest_report__reported_on=None)
    return (Q(latest_report__reported_on__lt=day) | (never_heard & Q(promised_on__lt=day))) & ~is_finished()
