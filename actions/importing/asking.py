"""What is asked where nobody but a person can say which action a row is."""

from __future__ import annotations

from django.utils import timezone

from actions.importing.changes import Question, short
from actions.models import Action
from actions.reading import ReadAction
from actions.wording import day_in_words

WITHDRAWN = "withdrawn"
"""The answer that an action which the document still has stays withdrawn."""


def which_action(read: ReadAction, candidates: list[Action]) -> Question:
    """The row's words are like those of an action, or of several."""
    slugs = " or ".join(f"'{action.slug}'" for action in candidates)
    return Question(
        read.place,
        f"{read.place}: '{short(read.official_words)}' may be the action {slugs} or a new one",
        f'say which with --same "{read.place}=SLUG" or --same "{read.place}=new".',
        [*((action.slug, f"It is the action '{action}'") for action in candidates), ("new", "It is a new action")],
        frozenset(("action", action.pk) for action in candidates),
        records=tuple(candidates),
    )


def by_reference_alone(read: ReadAction, action: Action) -> Question:
    """The row has nothing but its reference in common with the action."""
    return Question(
        read.place,
        f"{read.place}: '{short(read.official_words)}' has the reference of the action '{action}', and quite other words",
        f'say with --same "{read.place}={action.slug}" that it is this action, or with "{read.place}=new" that it is new.',
        [(action.slug, f"It is the action '{action}'"), ("new", "It is a new action")],
        frozenset({("action", action.pk)}),
        records=(action,),
    )


def back_again(read: ReadAction, action: Action) -> Question:
    """The row seems to be an action that was withdrawn."""
    day = day_in_words(timezone.localtime(action.withdrawn_at).date())
    return Question(
        read.place,
        f"{read.place}: '{action}' was withdrawn on {day} ({action.withdrawn_reason.rstrip('.')})",
        f'say with --same "{read.place}={WITHDRAWN}" that it stays withdrawn, with "{read.place}={action.slug}" that it '
        f'returns, or with "{read.place}=new" that this is a new action.',
        [
            (WITHDRAWN, "It stays withdrawn; the row is not taken"),
            (action.slug, "It returns, at its own address"),
            ("new", "It is a new action"),
        ],
        suggested=WITHDRAWN,
        records=(action,),
    )
