"""The public recommendations of a plan: who answers for them, what was said last, and which actions answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left
from django.urls import reverse

from actions.models import Action, ActionCommitment, ActionLead, ActionRecommendation, RecommendationPartner
from actions.reporting.list_rows import ActionRow, rows_of_plans
from actions.reporting.plan_parts import vague_days_of_plans
from actions.reporting.rounds import ROUND_ORDER, Section, round_date_in_words, sections_of
from actions.status import Status, timeliness
from actions.wording import cut_at_word, leads_in_words
from priorities.models import Commitment, Plan, Recommendation, RecommendationUpdate
from priorities.prepared import Prepared
from priorities.slugs import free_slug

WORDS_IN_A_LIST = 200
"""The letters after which a list cuts the words of a recommendation."""

_DONE_IN_A_LINE = 140
_SOURCE_IN_A_LIST = 120
_NAME_IN_A_LIST = 60
COMMITMENT_IN_A_LINE = 120
MOST_COMMITMENTS = 3
"""So many commitments of one action are named; its own page names all."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that answers for recommendations or whose teams lead their actions. `slug` stands in addresses."""

    key: int
    name: str
    slug: str


def _partners(names: Mapping[int, str]) -> list[Partner]:
    """In the order of their names, each with a slug of its own."""
    found: list[Partner] = []
    for key, name in sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])):
        found.append(Partner(key, name, free_slug(name, taken={one.slug for one in found}, otherwise="partner")))
    return found


class FirstRecommendations(NamedTuple):
    """The first recommendations of a plan: of each its number, its slug and its first words, cut. `has_more` beside them."""

    shown: list[tuple[str, str, str]]
    has_more: bool


ON_A_PLAN = 6
"""So many recommendations are named on the page of their plan."""

_FIRST = Prepared(
    lambda plan: (
        Recommendation.objects.public()
        .filter(plan=plan)
        .order_by("order", "pk")
        .values_list("number", "slug", "plain_words", "official_words")[: ON_A_PLAN + 1]
    ),
    plan=int,
)


def first_recommendations(plan: Plan) -> FirstRecommendations:
    """The first public recommendations of a plan, for its page. One query."""
    found = [
        (number, slug, cut_at_word(plain or official, 120).removesuffix(".") or "No words recorded")
        for number, slug, plain, official in _FIRST(plan=plan.pk)
    ]
    return FirstRecommendations(found[:ON_A_PLAN], len(found) > ON_A_PLAN)


# -- the list --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answerable:
    """Which public recommendations of a plan a partner answers for, in the order of the plan."""

    keys: tuple[int, ...]
    """Of all recommendations."""
    partners: tuple[Partner, ...]
    of_partner: Mapping[int, frozenset[int]]
    """By the key of the partner: itself named for the recommendation, or leading one of its actions."""
    named: Mapping[int, tuple[str, ...]]
    """By the key of the recommendation: the partners that are named for it, the leading one first."""


def answerable(plan: Plan) -> Answerable:
    """Who answers for which recommendation of a plan. Three queries."""
    keys = tuple(Recommendation.objects.public().filter(plan=plan).order_by("order", "pk").values_list("pk", flat=True))
    named = RecommendationPartner.objects.filter(recommendation__in=Recommendation.objects.public().filter(plan=plan))
    leading = ActionRecommendation.objects.filter(
        recommendation__in=Recommendation.objects.public().filter(plan=plan),
        action__in=Action.objects.public(),
        action__action_leads__without_organisation=False,
        action__action_leads__lead__organisation__isnull=False,
    )
    names: dict[int, str] = {}
    of_partner: dict[int, set[int]] = {}
    by_recommendation: dict[int, list[str]] = {}
    for recommendation, key, name in named.order_by("order", "pk").values_list(
        "recommendation_id", "organisation_id", "organisation__name"
    ):
        names[key] = name
        of_partner.setdefault(key, set()).add(recommendation)
        by_recommendation.setdefault(recommendation, []).append(name)
    organisation = "action__action_leads__lead__organisation"
    for recommendation, key, name in (
        leading.order_by().values_list("recommendation_id", organisation, f"{organisation}__name").distinct()
    ):
        names[key] = name
        of_partner.setdefault(key, set()).add(recommendation)
    return Answerable(
        keys,
        tuple(_partners(names)),
        {key: frozenset(found) for key, found in of_partner.items()},
        {key: tuple(found) for key, found in by_recommendation.items()},
    )


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation as the list shows it. `round` and `dated` are of the newest round, "" where there is none."""

    number: str
    slug: str
    words: str
    source: str
    partners: str
    round: str
    dated: str
    sections: list[tuple[str, int]]
    """The headings of that round, cut, each with the number of its points."""
    actions: int
    attention: int


def recommendation_rows(
    keys: Sequence[int], named: Mapping[int, tuple[str, ...]], *, on: date
) -> list[RecommendationRow]:
    """Public recommendations of one plan by their keys, as lines of a list. Three queries, whatever their number."""
    found = Recommendation.objects.in_bulk(keys)
    newest = (
        RecommendationUpdate.objects.standing()
        .filter(recommendation=OuterRef("recommendation"))
        .order_by(*ROUND_ORDER, "-pk")
    )
    updates = {
        update.recommendation_id: update
        for update in RecommendationUpdate.objects.standing()
        .filter(recommendation__in=keys, pk=Subquery(newest.values("pk")[:1]))
        .select_related("update_round")
    }
    counted = _actions_counted(keys, on=on)
    rows = []
    for key in keys:
        one, update = found[key], updates.get(key)
        of = update.update_round if update else None
        rows.append(
            RecommendationRow(
                number=one.number,
                slug=one.slug,
                words=cut_at_word(one.first_words, WORDS_IN_A_LIST),
                source=cut_at_word(one.source, _SOURCE_IN_A_LIST),
                partners=leads_in_words([cut_at_word(name, _NAME_IN_A_LIST) for name in named[key]])
                if key in named
                else "",
                round=of.title if of else "",
                dated=round_date_in_words(of.dated, of.date_precision) if of else "",
                sections=_counted(sections_of(update, of)) if update and of else [],
                actions=counted.get(key, (0, 0))[0],
                attention=counted.get(key, (0, 0))[1],
            )
        )
    return rows


def _counted(sections: Sequence[Section]) -> list[tuple[str, int]]:
    return [(cut_at_word(one.label, _NAME_IN_A_LIST), one.number) for one in sections]


def _actions_counted(keys: Sequence[int], *, on: date) -> dict[int, tuple[int, int]]:
    """By recommendation: how many public actions answer it, and how many of them need attention."""
    found: dict[int, tuple[int, int]] = {}
    linked = ActionRecommendation.objects.filter(recommendation__in=keys, action__in=Action.objects.public())
    for recommendation, due, precision, rated, last, promised, cycle, closed_on in linked.order_by().values_list(
        "recommendation_id",
        "action__next_due",
        "action__precision",
        "action__rated",
        "action__latest_report__reported_on",
        "action__promised_on",
        "action__plan__update_cycle",
        "action__plan__closed_on",
    ):
        status = Status.given(rated)
        when = timeliness(
            due=due,
            status=status,
            last_update_on=last,
            promised_on=promised,
            update_cycle=cycle,
            closed_on=closed_on,
            on=on,
            precision=precision,
        )
        number, attention = found.get(recommendation, (0, 0))
        needs = (status and status.needs_attention) or when.overdue_days is not None or when.silent_days is not None
        found[recommendation] = number + 1, attention + bool(needs)
    return found


# -- the trace -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Traced:
    """An action that answers a recommendation: the plan that has it, whose teams lead it, and what was reported last."""

    key: int
    plan: Plan
    leads: tuple[str, ...]
    organisations: frozenset[int]
    done: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Who answers for a recommendation, and every public action under it, those of its own plan first."""

    named: tuple[str, ...]
    """Partners that answer for the recommendation as a whole, the leading one first."""
    named_keys: frozenset[int]
    partners: tuple[Partner, ...]
    actions: tuple[Traced, ...]

    def led_by(self, partner: Partner | None) -> list[Traced]:
        """The actions that a partner's teams lead; all of them for None."""
        return [one for one in self.actions if partner is None or partner.key in one.organisations]


def trace_of(recommendation: Recommendation) -> Trace:
    """The actions under a recommendation, whatever plan they are of, and who answers for it. Three queries."""
    names: dict[int, str] = {}
    rows = recommendation.recommendation_partners.order_by("order", "pk")
    for key, name in rows.values_list("organisation_id", "organisation__name"):
        names[key] = name
    named = dict(names)
    linked = Action.objects.public().filter(action_recommendations__recommendation=recommendation)
    actions = list(
        linked.select_related("plan")
        .annotate(said=Left("latest_report__done", 4 * _DONE_IN_A_LINE))
        .only("plan", "order")
        .order_by("plan", "order", "pk")
    )
    actions.sort(key=lambda action: action.plan_id != recommendation.plan_id)
    leads: dict[int, list[str]] = {}
    organisations: dict[int, set[int]] = {}
    of_leads = ActionLead.objects.filter(action__in=linked.values("pk")).order_by("order", "pk")
    for key, lead, organisation, name, without in of_leads.values_list(
        "action_id", "lead__name", "lead__organisation", "lead__organisation__name", "without_organisation"
    ):
        leads.setdefault(key, []).append(lead)
        if organisation is not None and not without:
            names[organisation] = name
            organisations.setdefault(key, set()).add(organisation)
    return Trace(
        named=tuple(named.values()),
        named_keys=frozenset(named),
        partners=tuple(_partners(names)),
        actions=tuple(
            Traced(
                action.pk,
                action.plan,
                tuple(leads.get(action.pk, ())),
                frozenset(organisations.get(action.pk, ())),
                cut_at_word(action.said or "", _DONE_IN_A_LINE),
            )
            for action in actions
        ),
    )


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment that an action delivers: its first words, cut, and where it stands."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One action of a trace in words. `plan` is named where it is another than the recommendation's, else ""."""

    row: ActionRow
    plan: str
    done: str
    commitments: tuple[Promised, ...]
    more_commitments: int


def trace_rows(actions: Sequence[Traced], recommendation: Recommendation, *, on: date) -> list[TraceRow]:
    """Some actions of a trace as lines, with the commitments that they deliver too. Three queries.

    Raises ValueError for more than ROWS_AT_ONCE.
    """
    if not actions:
        return []
    vague = vague_days_of_plans({one.plan.pk for one in actions})
    lines = rows_of_plans(
        {one.key: one.plan for one in actions}, {one.key: list(one.leads) for one in actions}, on=on, vague=vague
    )
    promised = _commitments_of([one.key for one in actions])
    return [
        TraceRow(
            line,
            one.plan.title if one.plan.pk != recommendation.plan_id else "",
            one.done,
            tuple(promised.get(one.key, ())[:MOST_COMMITMENTS]),
            max(len(promised.get(one.key, ())) - MOST_COMMITMENTS, 0),
        )
        for one, line in zip(actions, lines, strict=True)
    ]


def _commitments_of(actions: Iterable[int]) -> dict[int, list[Promised]]:
    """The public commitments that actions deliver, by the action's key."""
    found: dict[int, list[Promised]] = {}
    links = (
        ActionCommitment.objects.filter(action__in=actions, commitment__in=Commitment.objects.public())
        .select_related("commitment__plan", "commitment__priority")
        .order_by("commitment__order", "commitment")
    )
    for link in links:
        one = link.commitment
        hidden = not one.is_core and (one.priority.public_from is None or one.priority.withdrawn_at is not None)
        if not one.is_core:
            one.priority.plan = one.plan
        # Of a priority that nobody reads it stands on the page of all commitments alone.
        url = reverse("actions:commitments", args=[one.plan.slug]) if hidden else one.get_absolute_url()
        words = cut_at_word(one.first_words, COMMITMENT_IN_A_LINE) or "No words recorded"
        found.setdefault(link.action_id, []).append(Promised(words, url))
    return found
