"""What is asked where nobody but a person can say which action a row is."""

from __future__ import annotations

from django.utils import timezone

from actions.importing.changes import Promise, Question, short
from actions.importing.promised import ReadPromise
from actions.models import Action
from actions.reading import ReadAction
from actions.wording import day_in_words
from priorities.models import Recommendation

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


def back_again(read: ReadAction | ReadPromise, action: Action | Promise) -> Question:
    """The row seems to be an action, or another promise, that was withdrawn."""
    what = action._meta.verbose_name
    day = day_in_words(timezone.localtime(action.withdrawn_at).date())
    return Question(
        read.place,
        f"{read.place}: '{action}' was withdrawn on {day} ({action.withdrawn_reason.rstrip('.')})",
        f'say with --same "{read.place}={WITHDRAWN}" that it stays withdrawn, with "{read.place}={action.slug}" that it '
        f'returns, or with "{read.place}=new" that this is a new {what}.',
        [
            (WITHDRAWN, "It stays withdrawn; the row is not taken"),
            (action.slug, "It returns, at its own address"),
            ("new", f"It is a new {what}"),
        ],
        suggested=WITHDRAWN,
        records=(action,),
    )


def which_promise(read: ReadPromise, candidates: list[Promise]) -> Question:
    """The words are like those of a commitment or a milestone, or of several."""
    what = candidates[0]._meta.verbose_name
    slugs = " or ".join(f"'{record.slug}'" for record in candidates)
    place = f" ({read.period})" if read.period else ""
    return Question(
        read.place,
        f"{read.place}: '{short(read.official_words)}'{place} may be the {what} {slugs} or a new one",
        f'say which with --same "{read.place}=SLUG" or --same "{read.place}=new".',
        [
            *((record.slug, f"It is the {what} '{_named(record)}'") for record in candidates),
            ("new", f"It is a new {what}"),
        ],
        frozenset((what, record.pk) for record in candidates),
        records=tuple(candidates),
    )


def another_number(read: ReadPromise, record: Recommendation) -> Question:
    """The recommendation has the number of one of the plan, and quite other words."""
    return Question(
        read.place,
        f"{read.place}: '{short(read.official_words)}' has the number of the plan's recommendation '{record}', and quite "
        "other words",
        f'say with --same "{read.place}={record.slug}" that it was worded anew, or correct the number in the document.',
        [(record.slug, "It is this recommendation, worded anew")],
        frozenset({("recommendation", record.pk)}),
        records=(record,),
    )


def without_number(read: ReadPromise, candidates: list[Recommendation]) -> Question:
    """The document does not say which recommendation it answers."""
    said = "the document does not number the recommendation"
    if not candidates:
        return Question(
            read.place, f"{read.place}: {said}", "head it with its number, such as 'Recommendation 1'.", [], frozenset()
        )
    slugs = " or ".join(f"'{record.slug}'" for record in candidates)
    return Question(
        read.place,
        f"{read.place}: {said}; it may be {slugs}",
        f'say which with --same "{read.place}=SLUG", or head it with its number in the document.',
        [(record.slug, f"It is '{record}'") for record in candidates],
        frozenset(("recommendation", record.pk) for record in candidates),
        records=tuple(candidates),
    )


def _named(record: Promise) -> str:
    """Its words, and of a milestone when it is planned."""
    period = getattr(record, "period", "")
    return f"{record}, {period}" if period else str(record)
