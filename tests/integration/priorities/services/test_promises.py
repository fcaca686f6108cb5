"""Commitments, recommendations and rounds: added in order, with addresses of their own, and refused in a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from priorities.models import Commitment, Recommendation, UpdateRound
from priorities.services import (
    NewCommitment,
    NotAllowed,
    add_commitments,
    add_recommendation,
    add_round,
    delete_draft_commitment,
    withdraw_commitment,
)
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def who():
    return {"by": make.UserFactory(), "at": AT}


@pytest.fixture
def plan():
    return make.PlanFactory()


def test_commitments_keep_their_order_and_have_addresses_of_their_own(plan, who):
    priority = make.PriorityFactory(plan=plan)
    new = [NewCommitment("We will listen", priority), NewCommitment("We will listen"), NewCommitment("We will act")]
    add_commitments(plan=plan, new=new[:2], **who)
    add_commitments(plan=plan, new=new[2:], **who)
    stored = list(Commitment.objects.all())
    assert [(one.order, one.slug, one.is_core, one.public_from) for one in stored] == [
        (0, "we-will-listen", False, None),
        (1, "we-will-listen-2", True, None),
        (2, "we-will-act", True, None),
    ]
    assert [one.words_versions.get().words for one in stored] == [one.official_words for one in new]
    assert stored[0].get_absolute_url() == f"{priority.get_absolute_url()}#we-will-listen"
    assert stored[2].get_absolute_url() == f"{plan.get_absolute_url()}#we-will-act"


def test_a_commitment_needs_words_and_a_priority_of_its_plan(plan, who):
    with pytest.raises(NotAllowed, match=r"^Official words: empty; write the commitment as it was agreed.$"):
        add_commitments(plan=plan, new=[NewCommitment(" ")], **who)
    with pytest.raises(NotAllowed, match=r"belongs to another plan; choose one of '"):
        add_commitments(plan=plan, new=[NewCommitment("We will", make.PriorityFactory())], **who)
    with pytest.raises(NotAllowed, match=r"ann.other@example.org"):
        add_commitments(plan=plan, new=[NewCommitment("Ask ann.other@example.org")], **who)
    assert not Commitment.objects.exists()


def test_a_commitment_is_withdrawn_with_a_reason(who):
    record = make.CommitmentFactory(plan=make.PlanFactory(published=True), public_from=make.MOMENT)
    assert list(Commitment.objects.public()) == [record]
    with pytest.raises(NotAllowed, match=r"^Say why the commitment is withdrawn; the public reads the reason.$"):
        withdraw_commitment(commitment=record, reason=" ", **who)
    withdraw_commitment(commitment=record, reason="The strategy was agreed anew.", **who)
    assert not Commitment.objects.public().exists()
    assert (record.withdrawn_at, record.withdrawn_reason) == (AT, "The strategy was agreed anew.")


def test_only_a_typed_draft_is_deleted(plan, who):
    [typed] = add_commitments(plan=plan, new=[NewCommitment("We will")], **who)
    delete_draft_commitment(commitment=typed, **who)
    public = make.CommitmentFactory(public_from=make.MOMENT)
    with pytest.raises(NotAllowed, match="was public or came with a document, so it is kept; withdraw it"):
        delete_draft_commitment(commitment=public, **who)
    assert list(Commitment.objects.all()) == [public]


def test_a_recommendation_is_known_by_its_number(plan, who):
    priority = make.PriorityFactory(plan=plan)
    first = add_recommendation(
        plan=plan, number=" 1 ", official_words="Leaders should listen.", priorities=[priority], **who
    )
    assert (first.number, first.slug, first.order, first.public_from) == ("1", "1", 0, None)
    assert list(first.priorities.all()) == [priority]
    assert first.words_versions.get().words == "Leaders should listen."
    assert add_recommendation(plan=plan, number="2a", official_words="", **who).order == 1
    for number, sentence in {
        "1": "Recommendation 1 is in the plan already; give the new one another number.",
        "": "Number: empty; give the recommendation the number that its report gives it.",
    }.items():
        with pytest.raises(NotAllowed) as refusal:
            add_recommendation(plan=plan, number=number, official_words="Why", **who)
        assert str(refusal.value) == sentence
    with pytest.raises(NotAllowed, match="belongs to another plan; choose one of"):
        add_recommendation(plan=plan, number="3", official_words="Why", priorities=[make.PriorityFactory()], **who)
    assert Recommendation.objects.count() == 2


def test_a_round_keeps_its_labels_and_its_title_is_single(plan, who):
    labels = {"done": "What we did", "next_steps": "Priority 2024-25"}
    year = add_round(
        plan=plan, title=" Year  one ", dated=date(2024, 10, 31), date_precision="month", labels=labels, **who
    )
    assert (year.title, year.slug, year.labels) == (
        "Year one",
        "year-one",
        "done=What we did\nnext_steps=Priority 2024-25",
    )
    assert (year.label_of("done"), year.label_of("difference")) == ("What we did", "The difference it made")
    for title, sentence in {
        "year ONE": "The plan has a round 'year ONE' already; go on with that one, or give another title.",
        " ": "Title: empty; call the round as the partnership does, such as 'Year one'.",
    }.items():
        with pytest.raises(NotAllowed) as refusal:
            add_round(plan=plan, title=title, **who)
        assert str(refusal.value) == sentence
    with pytest.raises(ValueError, match=r"^No section of an update means \['hope'\].$"):
        add_round(plan=plan, title="Year two", labels={"hope": "Hope"}, **who)
    assert UpdateRound.objects.count() == 1
