"""A role in the place of a held-back name, in every text of its plan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from actions.models import ActionWords, DueDateChange, Lead, LeadsChange, ProgressReport, RatingWord
from actions.services.filling import filled_in
from actions.services.leads import rename_lead
from priorities.models import ContentVersion, HeldBack, Plan, PriorityWords, ReadingProblem, User
from priorities.services import NotAllowed, decide_held_back, keep_all, settle_problems


@transaction.atomic
def give_public_words(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Put a role in the place of a held-back name, in every text of its plan.

    Published reports and agreed words keep what they say: only the placeholder in them is filled in. Raises NotAllowed,
    with nothing changed, where a text would no longer fit its column.
    """
    if not public_words.strip():
        raise NotAllowed("Give a role or team for the public to read, such as 'SENCO'.")
    placeholder = held_back.placeholder
    decide_held_back(held_back=held_back, public_words=public_words, by=by, at=at)
    plan, words = held_back.plan, held_back.public_words
    reason = f"'{words}' took the place of {placeholder}."
    for records, names in _texts(plan):
        holding = Q()
        for name in names:
            holding |= Q(**{f"{name}__contains": placeholder})
        changed = list(records.filter(holding))
        for record in changed:
            for name in names:
                setattr(record, name, filled_in(getattr(record, name), placeholder, words))
        # Whoever has such a record open is told that it changed, instead of putting the placeholder back.
        keep_all(changed, fields=names, by=by, at=at, reason=reason)
    for lead in Lead.objects.filter(partnership=plan.partnership, name__contains=placeholder):
        rename_lead(lead, filled_in(lead.name, placeholder, words), actions=plan.actions.all(), by=by, at=at)
    about_it = ReadingProblem.objects.filter(document__plan=plan, value=held_back.words)
    settle_problems(problems=about_it.filter(message__startswith="This looks like"), by=by, at=at)
    ContentVersion.count_up()


def _texts(plan: Plan) -> tuple:
    """The records of a plan that may hold a placeholder, and the columns in which they do."""
    of_action = {"action__plan": plan}
    return (
        (Plan.objects.filter(pk=plan.pk), ("priority_word",)),
        (plan.priorities.all(), ("official_words", "plain_words", "title", "why_it_matters")),
        (PriorityWords.objects.filter(priority__plan=plan), ("words", "reason")),
        (
            plan.actions.all(),
            (
                "reference",
                "official_words",
                "plain_words",
                "outcome",
                "timescale_raw",
                "timescale_note",
                "timescale_problem",
                "withdrawn_reason",
            ),
        ),
        (ActionWords.objects.filter(**of_action), ("words", "reason")),
        (DueDateChange.objects.filter(**of_action), ("from_raw", "to_raw", "reason")),
        (LeadsChange.objects.filter(**of_action), ("before", "after", "reason")),
        (RatingWord.objects.filter(plan=plan), ("word", "meaning")),
        (plan.documents.all(), ("title",)),
        (
            ProgressReport.objects.filter(**of_action),
            (
                "done",
                "difference",
                "how_we_know",
                "next_step",
                "decision_asked",
                "reason",
                "evidence",
                "rating",
            ),
        ),
    )


def texts_with_placeholder(held_back: HeldBack) -> list[str]:
    """Every text in which the public reads the placeholder of a name, each once: what its role will stand in."""
    found: dict[str, None] = {}
    for records, names in _texts(held_back.plan):
        for name in names:
            holding = records.filter(**{f"{name}__contains": held_back.placeholder})
            found |= dict.fromkeys(holding.values_list(name, flat=True))
    leads = Lead.objects.filter(partnership=held_back.partnership, name__contains=held_back.placeholder)
    return list(found | dict.fromkeys(leads.values_list("name", flat=True)))
