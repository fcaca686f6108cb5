"""Writes to names that are held back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from priorities.models import HeldBack, Partnership, Plan, User
from priorities.services.writing import NotAllowed, keep, keep_new, refuse_personal_words


def next_held_back_number(partnership: Partnership) -> int:
    """The number that the partnership's next held-back name gets, if nobody holds back another one meanwhile."""
    last = HeldBack.objects.filter(partnership=partnership).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def hold_back(*, names: Sequence[HeldBack], plan: Plan, by: User | None, at: datetime) -> None:
    """Keep names that were found in a plan's document, numbered on from the partnership's last, one plan at a time."""
    if not names:
        return
    Partnership.objects.select_for_update(no_key=True).get(pk=plan.partnership_id)
    number = next_held_back_number(plan.partnership)
    for offset, name in enumerate(names):
        name.plan, name.partnership, name.number = plan, plan.partnership, number + offset
    keep_new(names, by=by, at=at)


def decide_held_back(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Keep the role that stands for a name from now on, "" to leave it out. The texts are changed by actions.services.

    Raises NotAllowed where it was decided already and the public has read it.
    """
    if not held_back.may_be_decided:
        raise NotAllowed(
            f"The public has read what stands for {held_back.placeholder}; an approver changes the words themselves."
        )
    refuse_personal_words(
        {"Words for the public": public_words}, partnership_id=held_back.plan.partnership_id, but=held_back
    )
    held_back.public_words = public_words.strip()
    held_back.decided_at = at
    held_back.decided_by = by
    keep(held_back, by=by, at=at)
