"""What an action delivers, and who answers for a recommendation: said whole each time, and the log keeps what changed."""

from __future__ import annotations

import pytest

from actions.services import set_delivers, set_partners
from priorities.models import AuditEntry
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return make.PlanFactory(published=True)


@pytest.fixture
def action(strategy):
    return make.ActionFactory(plan=make.PlanFactory(partnership=strategy.partnership, delivers=strategy))


def delivered(action) -> tuple[list, list]:
    return (
        [row.commitment for row in action.action_commitments.all()],
        [row.recommendation for row in action.action_recommendations.all()],
    )


def test_an_action_delivers_what_is_of_its_plan_or_its_strategy(action, strategy, by, stale):
    promised = make.CommitmentFactory(plan=strategy, official_words="We will listen.")
    asked = make.RecommendationFactory(plan=action.plan, number="2", official_words="Leaders should listen.")
    set_delivers(action=action, commitments=[promised], recommendations=[asked], by=by, at=AT)
    assert delivered(action) == ([promised], [asked])
    assert stale()
    set_delivers(action=action, commitments=[promised], recommendations=[], by=by, at=AT)
    assert delivered(action) == ([promised], [])
    said = [entry.words for entry in AuditEntry.objects.order_by("pk")]
    assert said == [
        f"Changed what the action '{action}' delivers: now 'We will listen.'; now 'Recommendation 2: Leaders should listen.'.",
        f"Changed what the action '{action}' delivers: no longer 'Recommendation 2: Leaders should listen.'.",
    ]
    assert {(entry.by, entry.at, entry.kind) for entry in AuditEntry.objects.all()} == {(by, AT, "changed")}


def test_the_same_again_leaves_nothing_in_the_log(action, strategy, by):
    promised = make.CommitmentFactory(plan=strategy)
    for _ in range(2):
        set_delivers(action=action, commitments=[promised], recommendations=[], by=by, at=AT)
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("factory", [make.CommitmentFactory, make.RecommendationFactory])
def test_nothing_of_another_plan_is_delivered(action, by, factory):
    other = {"commitments": [], "recommendations": []}
    other["commitments" if factory is make.CommitmentFactory else "recommendations"] = [factory()]
    with pytest.raises(NotAllowed, match="is neither of the plan of this action nor of the strategy that it delivers"):
        set_delivers(action=action, **other, by=by, at=AT)
    assert delivered(action) == ([], [])


def test_partners_answer_in_order(strategy, by):
    asked = make.RecommendationFactory(plan=strategy, number="1")
    council, health = (
        make.OrganisationFactory(partnership=strategy.partnership, name=name) for name in ("Council", "Health board")
    )
    set_partners(recommendation=asked, organisations=[health, council], by=by, at=AT)
    set_partners(recommendation=asked, organisations=[health, council], by=by, at=AT)
    assert [row.organisation for row in asked.recommendation_partners.all()] == [health, council]
    set_partners(recommendation=asked, organisations=[council], by=by, at=AT)
    assert [entry.words for entry in AuditEntry.objects.order_by("pk")] == [
        "Recommendation 1 was answered for by nobody, now by Health board, Council.",
        "Recommendation 1 was answered for by Health board, Council, now by Council.",
    ]
    with pytest.raises(NotAllowed, match="belongs to another partnership; choose one of this plan's"):
        set_partners(recommendation=asked, organisations=[make.OrganisationFactory()], by=by, at=AT)
