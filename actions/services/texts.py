"""Where a held-back name or its placeholder may stand in what is stored, and which of it the public reads."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet

from actions.models import (
    Action,
    ActionLead,
    ActionWords,
    Board,
    DueDateChange,
    ForumView,
    Lead,
    LeadsChange,
    Meeting,
    Milestone,
    MilestoneChange,
    MilestoneWords,
    Organisation,
    PastWithdrawal,
    ProgressReport,
    RatingWord,
)
from priorities.models import (
    Commitment,
    CommitmentWords,
    Partnership,
    Plan,
    PlanReview,
    Priority,
    PriorityWords,
    Recommendation,
    RecommendationUpdate,
    RecommendationWords,
    SourceDocument,
    UpdateRound,
)


def texts_of(plan: Plan) -> tuple:
    """The records of a plan that may hold a placeholder, and the columns in which they do."""
    of_action = {"action__plan": plan}
    return (
        (
            Plan.objects.filter(pk=plan.pk),
            ("title", "summary", "agreed_by", "priority_word", "answers", "prepares_for", "limits", "withdrawn_reason"),
        ),
        (plan.priorities.all(), ("number", "official_words", "plain_words", "title", "why_it_matters")),
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
                "rated_as",
            ),
        ),
        (ActionWords.objects.filter(**of_action), ("words", "reason")),
        (DueDateChange.objects.filter(**of_action), ("from_raw", "to_raw", "reason", "agreed_by")),
        (LeadsChange.objects.filter(**of_action), ("before", "after", "reason")),
        (PastWithdrawal.objects.filter(**of_action), ("reason",)),
        (RatingWord.objects.filter(plan=plan), ("word", "meaning")),
        (plan.documents.all(), ("title",)),
        (
            ProgressReport.objects.filter(**of_action),
            (*ProgressReport.PUBLIC_TEXTS, "rating", "approved_role"),
        ),
        (ForumView.objects.filter(report__action__plan=plan), ForumView.PUBLIC_TEXTS),
        (plan.commitments.all(), ("official_words", "plain_words", "withdrawn_reason")),
        (CommitmentWords.objects.filter(commitment__plan=plan), ("words", "reason")),
        (plan.recommendations.all(), ("number", "official_words", "plain_words", "source", "withdrawn_reason")),
        (RecommendationWords.objects.filter(recommendation__plan=plan), ("words", "reason")),
        (plan.update_rounds.all(), UpdateRound.PUBLIC_TEXTS),
        (RecommendationUpdate.objects.filter(recommendation__plan=plan), RecommendationUpdate.PUBLIC_TEXTS),
        (plan.reviews.all(), PlanReview.PUBLIC_TEXTS),
        (plan.milestones.all(), ("period", "official_words", "plain_words", "withdrawn_reason")),
        (MilestoneWords.objects.filter(milestone__plan=plan), ("words", "reason")),
        (MilestoneChange.objects.filter(milestone__plan=plan), ("from_period", *MilestoneChange.PUBLIC_TEXTS)),
    )


_ADDRESSED = (Plan, Priority, Action, Commitment, Recommendation, UpdateRound, Milestone)
"""Kinds of records of which the address is made of words."""


def texts_and_addresses(plan: Plan) -> Iterator[tuple]:
    """The same, with the addresses that are made of words."""
    for records, names in texts_of(plan):
        yield records, (*names, "slug") if records.model in _ADDRESSED else names


def shared_texts(partnership: Partnership) -> tuple:
    """What a partnership's plans share; the first are its own words, the others have names that must stay single."""
    return (
        (Partnership.objects.filter(pk=partnership.pk), ("name", "area_name", "advice_service")),
        (Lead.objects.filter(partnership=partnership), ("name",)),
        (Organisation.objects.filter(partnership=partnership), ("name",)),
    )


# -- what the public reads ---------------------------------------------------------------------------------------------

_OF_ACTION = Q(action__public_from__isnull=False)
_READ: dict[type[Model], Q] = {
    Partnership: Q(),
    Plan: Q(public_from__isnull=False),
    Priority: Q(public_from__isnull=False),
    PriorityWords: Q(priority__public_from__isnull=False),
    Action: Q(public_from__isnull=False),
    ActionWords: _OF_ACTION,
    DueDateChange: _OF_ACTION,
    PastWithdrawal: _OF_ACTION,
    RatingWord: Q(plan__public_from__isnull=False),
    SourceDocument: Q(plan__public_from__isnull=False, state=SourceDocument.State.APPLIED),
    ProgressReport: Q(state=ProgressReport.State.PUBLISHED),
    ForumView: Q(state=ForumView.State.PUBLISHED),
    Commitment: Q(public_from__isnull=False),
    CommitmentWords: Q(commitment__public_from__isnull=False),
    Recommendation: Q(public_from__isnull=False),
    RecommendationWords: Q(recommendation__public_from__isnull=False),
    UpdateRound: Q(pk__in=RecommendationUpdate.objects.filter(state="published").values("update_round")),
    RecommendationUpdate: Q(state=RecommendationUpdate.State.PUBLISHED),
    PlanReview: Q(public_from__isnull=False),
    Milestone: Q(public_from__isnull=False),
    MilestoneWords: Q(milestone__public_from__isnull=False),
    MilestoneChange: Q(state=MilestoneChange.State.PUBLISHED),
}
"""Of each kind of record those that the public reads, or has read; of any other kind it reads none."""


_GIVEN: dict[type[Model], tuple[Q, tuple[str, ...]]] = {}


def give_public_texts(model: type[Model], *, read: Q, columns: tuple[str, ...]) -> None:
    """Say of a record of a higher app which ones the public reads, and which of its columns.

    Words that are withdrawn must go from every public text at once, also from those of which this app knows nothing.
    """
    _GIVEN[model] = (read, columns)


def kinds_read_by_public() -> tuple[type[Model], ...]:
    """Kinds of records that the public reads."""
    return (*_READ, Lead, Organisation, *_GIVEN)


def columns_given(model: type[Model]) -> tuple[str, ...]:
    """The columns that a higher app said the public reads; none for records of this app."""
    return _GIVEN[model][1] if model in _GIVEN else ()


def read_by_public(records: QuerySet) -> QuerySet:
    """Those of the records that the public reads or has read: what was withdrawn counts as public."""
    is_read = _is_read(records.model)
    return records.none() if is_read is None else records.filter(is_read)


def not_read(records: QuerySet) -> QuerySet:
    """Those of the records that nobody outside has read."""
    is_read = _is_read(records.model)
    return records if is_read is None else records.exclude(pk__in=records.model.objects.filter(is_read).values("pk"))


def _is_read(model: type[Model]) -> Q | None:
    leading = ActionLead.objects.filter(_OF_ACTION)
    if model is Lead:
        return Q(pk__in=leading.values("lead"))
    if model is Organisation:
        return Q(pk__in=leading.filter(lead__organisation__isnull=False).values("lead__organisation"))
    return _GIVEN[model][0] if model in _GIVEN else _READ.get(model)


def stays_as_read(model: type[Model], column: str) -> bool:
    """Whether no name is ever taken out of this column by the service once the public has read it.

    An address must go on being found, and a plan, an organisation and the partnership keep their names until somebody
    renames them: what looks like a name there is mostly none.
    """
    return column == "slug" or model in (Partnership, Organisation) or (model is Plan and column == "title")


# Pages of an earlier day tell the plain words of then, which stand in the history alone.
give_public_texts(Action.history.model, read=Q(public_from__isnull=False), columns=("plain_words",))
# Boards belong to no plan: what the public reads of them is said here.
give_public_texts(Board, read=Q(public_from__isnull=False), columns=(*Board.PUBLIC_TEXTS, "slug"))
give_public_texts(Meeting, read=Q(board__public_from__isnull=False), columns=Meeting.PUBLIC_TEXTS)
