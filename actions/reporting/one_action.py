"""What every list and page says of an action: its name and address, when it is due, its priority."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from actions.models import Action
from actions.reporting.extracts import Linked, Listed
from actions.wording import cut_at_word, timescale_in_words
from priorities.models import Priority


def shown_priority(action: Action) -> Priority | None:
    """The action's priority where the public may read it, knowing its plan. Select `priority` first."""
    priority = action.priority
    if priority is None or priority.public_from is None or priority.withdrawn_at is not None:
        return None
    priority.plan = action.plan
    return priority


def action_name(action: Action | Listed | Linked) -> str:
    """What a link to the action says: its reference and its first words, cut at a word."""
    words = cut_at_word(action.first_words, 120).removesuffix(".") or "No words recorded"
    return f"{action.reference}: {words}" if action.reference else words


def action_address(plan: str) -> str:
    """The address of a plan's actions, by its slug, with {} for theirs: looking up 20 takes longer than reading them."""
    return _address_under(get_script_prefix(), plan)


@lru_cache(maxsize=1024)
def _address_under(prefix: str, plan: str) -> str:
    # Under one prefix a plan's address never changes, and Django searches all patterns for it each time.
    return reverse("actions:action", args=[plan, "0"]).removesuffix("0/") + "{}/"


def due_words(action: Action | Listed, *, on: date) -> str:
    """One line on when the action is due, as said on a day."""
    return timescale_in_words(
        on=on,
        raw=action.timescale_raw,
        start=action.start,
        due=action.due,
        next_due=action.next_due,
        precision=action.precision,
        recurrence=action.recurrence,
        ongoing=action.ongoing,
        problem=action.timescale_problem,
    )
