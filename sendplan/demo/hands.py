"""How things are done in the demonstration: at midday, by the account that has the role, in the order of the days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from django.utils import timezone

from priorities.models import Membership, Plan, User, Versioned
from priorities.services import save_edit

Record = TypeVar("Record", bound=Versioned)


def noon(day: date) -> datetime:
    """Midday in London: the hour at which everything in the demonstration happens."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def holder(plan: Plan, role: Membership.Role) -> User:
    """The account that has the role in the plan's partnership."""
    return User.objects.get(memberships__partnership=plan.partnership, memberships__role=role)


def completed(record: Record, columns: Mapping[str, object], *, by: User, at: datetime) -> Record:
    """The record with these columns, as somebody fills in the office's form."""
    for name, value in columns.items():
        setattr(record, name, value)
    save_edit(record=record, by=by, at=at)
    return record


def in_order(steps: Iterable[tuple[date, Callable[[], object]]]) -> None:
    """Do everything on its day; what falls on one day in the order in which it is given."""
    for _, step in sorted(steps, key=lambda dated: dated[0]):
        step()
