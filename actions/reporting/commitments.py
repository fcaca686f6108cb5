"""What a plan commits to, with the actions that deliver each commitment, and how many commitments none delivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from actions.models import Action, ActionCommitment
from actions.reporting.extracts import Linked
from actions.reporting.one_action import action_address, action_name
from actions.status import Status
from actions.wording import cut_at_word
from priorities.models import Commitment, Plan
from priorities.prepared import Prepared


class PublicCommitment(NamedTuple):
    """What a page reads of a public commitment. `title` is that of the document in which it stands, None for none."""

    pk: int
    slug: str
    plain_words: str
    official_words: str
    priority_id: int | None
    title: str | None
    day: date | None
    precision: str | None
    place: str | None

    @property
    def first_words(self) -> str:
        """What the public reads first, as Commitment.first_words."""
        return self.plain_words or self.official_words


class _Delivering(NamedTuple):
    """An action that delivers a commitment, with what its link says, and the plan's own rating."""

    commitment_id: int
    linked: Linked
    rated: str
    rated_as: str


@dataclass(frozen=True, slots=True)
class DeliveringAction:
    """An action that delivers a commitment. `plan` is its plan's title where that is another one, else ""."""

    url: str
    name: str
    plan: str
    status: Status | None
    word: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment and the public actions that deliver it."""

    commitment: PublicCommitment
    actions: tuple[DeliveringAction, ...]


@dataclass(frozen=True, slots=True)
class CommitmentCounts:
    """How many commitments a plan has, and how many of them no public action delivers."""

    total: int
    without_action: int


def _is_delivered() -> Exists:
    public = Action.objects.public().filter(pk=OuterRef("action"))
    return Exists(ActionCommitment.objects.filter(Exists(public), commitment=OuterRef("pk")))


def commitments_in_order(plan: Plan, *, without_action: bool = False) -> QuerySet[Commitment]:
    """The plan's public commitments: under its priorities in their order, the core ones last."""
    found = Commitment.objects.public().filter(plan=plan)
    found = found.filter(~_is_delivered()) if without_action else found
    return found.order_by(F("priority__order").asc(nulls_last=True), "priority", "order", "pk")


def count_commitments(plan: Plan) -> CommitmentCounts:
    """Of the whole plan. One query."""
    return sum_of(commitments_by_priority(plan).values())


def commitments_by_priority(plan: Plan) -> dict[int | None, CommitmentCounts]:
    """By the key of their priority, the core ones by None. One query."""
    found = Commitment.objects.public().filter(plan=plan).alias(delivered=_is_delivered()).order_by()
    rows = found.values_list("priority").annotate(total=Count("pk"), without=Count("pk", filter=Q(delivered=False)))
    return {key: CommitmentCounts(total, without) for key, total, without in rows}


def sum_of(counts: Iterable[CommitmentCounts]) -> CommitmentCounts:
    """All of them together."""
    every = list(counts)
    return CommitmentCounts(sum(one.total for one in every), sum(one.without_action for one in every))


_SOURCE = (
    "source_row__document__title",
    "source_row__document__document_date",
    "source_row__document__date_precision",
    "source_row__place",
)
_READ = ("pk", "slug", "plain_words", "official_words", "priority_id", *_SOURCE)
_CORE = Prepared(
    lambda plan: (
        Commitment.objects.public().filter(plan=plan, priority=None).order_by("order", "pk").values_list(*_READ)
    ),
    plan=int,
)
_OF_PRIORITY = Prepared(
    lambda priority: Commitment.objects.public().filter(priority=priority).order_by("order", "pk").values_list(*_READ),
    priority=int,
)


def core_commitments(plan: Plan) -> list[PublicCommitment]:
    """The plan's public commitments under no priority. One query."""
    return [PublicCommitment(*row) for row in _CORE(plan=plan.pk)]


def commitments_of_priority(priority: int) -> list[PublicCommitment]:
    """The public commitments of a priority, by its key. One query."""
    return [PublicCommitment(*row) for row in _OF_PRIORITY(priority=priority)]


def read_commitments(commitments: Iterable[Commitment]) -> list[PublicCommitment]:
    """These commitments, of a queryset, in its order, as a page reads them."""
    return [PublicCommitment(*row) for row in commitments.values_list(*_READ)]  # type: ignore[attr-defined]


def with_actions(commitments: Sequence[PublicCommitment], plan: Plan) -> list[CommitmentRow]:
    """Commitments of the plan with the public actions that deliver each, of this plan or of another. One query, none for none."""
    delivering: dict[int, list[DeliveringAction]] = {one.pk: [] for one in commitments}
    if delivering:
        for found in _delivering(list(delivering)):
            delivering[found.commitment_id].append(_as_shown(found, plan))
    return [CommitmentRow(one, tuple(delivering[one.pk])) for one in commitments]


def _delivering(keys: list[int]) -> list[_Delivering]:
    rows = (
        ActionCommitment.objects.filter(commitment__in=keys, action__in=Action.objects.public())
        .order_by("action__plan__title", "action__order", "action")
        .values_list("commitment_id", "action__rated", "action__rated_as", *(f"action__{name}" for name in _LINKED))
    )
    return [_Delivering(key, Linked(*linked), rated, rated_as) for key, rated, rated_as, *linked in rows]


_LINKED = tuple("id" if name == "pk" else name for name in Linked._fields)


def _as_shown(found: _Delivering, plan: Plan) -> DeliveringAction:
    linked = found.linked
    return DeliveringAction(
        action_address(linked.plan__slug).format(linked.slug),
        action_name(linked),
        "" if linked.plan__slug == plan.slug else linked.plan__title,
        Status.given(found.rated),
        cut_at_word(found.rated_as, 40),
    )
