"""What waits for approval beside reports: rounds of updates, changes of milestones, reviews of plans; and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from actions.models import MilestoneChange
from actions.permissions import changes_seen_by, may_decide_promised, updates_seen_by
from actions.wording import counted
from priorities.models import Plan, PlanReview, RecommendationUpdate, UpdateRound, User
from priorities.permissions import approves_any, rows_approved_by

SHOWN = 50
"""How many of each kind a page names."""

ROUND, MILESTONE, REVIEW = "round", "milestone", "plan-review"
KINDS = [(ROUND, "Updates of recommendations"), (MILESTONE, "Milestones"), (REVIEW, "Reviews of plans")]


def waiting_updates(user: User) -> QuerySet[RecommendationUpdate]:
    """Submitted updates of recommendations that the person may read, the longest waiting first, but not their own."""
    submitted = RecommendationUpdate.objects.filter(state=RecommendationUpdate.State.SUBMITTED)
    return (
        updates_seen_by(user, submitted)
        .exclude(author=user)
        .select_related("update_round", "recommendation__plan__partnership", "author", "corrects__update_round")
        .order_by("submitted_at", "pk")
    )


def waiting_changes(user: User) -> QuerySet[MilestoneChange]:
    """Changes of milestones that wait and that the person may read, but not their own."""
    submitted = MilestoneChange.objects.filter(state=MilestoneChange.State.SUBMITTED)
    return (
        changes_seen_by(user, submitted)
        .exclude(author=user)
        .select_related("milestone__plan__partnership", "author")
        .order_by("recorded_at", "pk")
    )


def waiting_reviews(user: User) -> QuerySet[PlanReview]:
    """Reviews of public plans that nobody published and this person may, but not their own."""
    drafts = PlanReview.objects.filter(public_from=None, plan__state=Plan.State.PUBLISHED).exclude(author=user)
    return rows_approved_by(user, drafts, path="plan__partnership").select_related("plan", "author").order_by("pk")


@dataclass(frozen=True, slots=True)
class WaitingRound:
    """What waits of one round, and whether the person decides on some of it."""

    round: UpdateRound
    plan: Plan
    updates: list[RecommendationUpdate]
    may_decide: bool

    @property
    def numbers(self) -> str:
        return ", ".join(update.recommendation.number for update in self.updates)


@dataclass(frozen=True, slots=True)
class Waiting:
    """All of it, at most SHOWN of each kind."""

    rounds: list[WaitingRound]
    changes: list[tuple[MilestoneChange, bool]]
    reviews: list[PlanReview]
    updates: int

    @property
    def sentence(self) -> str:
        """ "2 updates of recommendations and 1 change of a milestone wait."; "" where nothing does."""
        return waiting_in_words(self.updates, len(self.changes), len(self.reviews))


def waiting_in_words(updates: int, changes: int, reviews: int) -> str:
    """What waits, in one sentence; "" where nothing does."""
    said = counts_in_words(updates, changes, reviews)
    return f"{joined(said)} {'waits' if updates + changes + reviews == 1 else 'wait'}." if said else ""


def counts_in_words(updates: int, changes: int, reviews: int) -> list[str]:
    """Each kind of which there is one or more, with its number."""
    kinds = (
        (updates, "update of a recommendation", "updates of recommendations"),
        (changes, "change of a milestone", "changes of milestones"),
        (reviews, "review of a plan", "reviews of plans"),
    )
    return [counted(number, one, several) for number, one, several in kinds if number]


def joined(said: list[str]) -> str:
    """ "1 update, 2 views and 3 changes"."""
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def waiting_for(user: User, *, kind: str = "", plan: Plan | None = None) -> Waiting:
    """What waits, of one kind and one plan where they are given. At most three queries, whatever their number."""
    updates = waiting_updates(user) if kind in ("", ROUND) else RecommendationUpdate.objects.none()
    changes = waiting_changes(user) if kind in ("", MILESTONE) else MilestoneChange.objects.none()
    reviews = waiting_reviews(user) if kind in ("", REVIEW) else PlanReview.objects.none()
    if plan is not None:
        updates, changes = updates.filter(recommendation__plan=plan), changes.filter(milestone__plan=plan)
        reviews = reviews.filter(plan=plan)
    found = list(updates[:SHOWN])
    by_round: dict[int, list[RecommendationUpdate]] = {}
    for update in found:
        by_round.setdefault(update.update_round_id, []).append(update)
    rounds = [
        WaitingRound(
            some[0].update_round,
            some[0].recommendation.plan,
            some,
            any(may_decide_promised(user, update) for update in some),
        )
        for some in by_round.values()
    ]
    return Waiting(
        rounds,
        [(change, may_decide_promised(user, change)) for change in changes[:SHOWN]],
        list(reviews[:SHOWN]),
        len(found),
    )


def plans_waiting(user: User) -> Q:
    """Which plans have an update of a recommendation or a change of a milestone that waits, for a filter of plans."""
    return Q(pk__in=waiting_updates(user).order_by().values("recommendation__plan")) | Q(
        pk__in=waiting_changes(user).order_by().values("milestone__plan")
    )


def to_decide(user: User) -> list[str]:
    """What waits for this person's approval, counted by its kind: "2 updates of recommendations". Three queries."""
    if not approves_any(user):
        return []
    path = {"recommendation": waiting_updates(user), "milestone": waiting_changes(user)}
    updates, changes = (
        rows_approved_by(user, rows, path=f"{of}__plan__partnership").order_by().count() for of, rows in path.items()
    )
    return counts_in_words(updates, changes, waiting_reviews(user).order_by().count())


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a person wrote on a recommendation or a milestone and is not public: begun, sent, or sent back with a `why`."""

    name: str
    plan: str
    state: str
    why: str
    url: str


def own_words(user: User) -> list[OwnWords]:
    """All of it, the oldest first. Two queries, whatever their number."""
    mine = RecommendationUpdate.objects.exclude(state=RecommendationUpdate.State.PUBLISHED).filter(author=user)
    updates = mine.filter(document=None).select_related("update_round", "recommendation__plan").order_by("pk")
    changes = MilestoneChange.objects.exclude(state=MilestoneChange.State.PUBLISHED).filter(author=user)
    return [
        OwnWords(
            str(update),
            update.recommendation.plan.title,
            update.state,
            update.returned_reason,
            reverse("office:round-update", args=[update.update_round_id, update.recommendation_id]),
        )
        for update in updates
    ] + [
        OwnWords(
            str(change),
            change.milestone.plan.title,
            change.state,
            change.returned_reason,
            reverse("office:milestone-change", args=[change.milestone_id]),
        )
        for change in changes.select_related("milestone__plan").order_by("pk")
    ]


def kind_of(chosen: Mapping[str, object]) -> str | None:
    """The kind of what waits beside reports that filters ask for: "" for every one, None where they ask for none."""
    kind = str(chosen.get("kind") or "")
    if chosen.get("lead") or (kind and kind not in dict(KINDS)):
        return None
    return kind
