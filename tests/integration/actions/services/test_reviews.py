"""Reviews of a plan: recorded by one person, published by another, and then as they are."""

from __future__ import annotations

from datetime import date

import pytest

from actions.services import delete_draft_review, publish_review, record_review
from priorities.models import AuditEntry, PlanReview
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db

SAID = {"reviewed_on": date(2026, 3, 2), "what_changed": "Two dates moved.", "next_on": date(2026, 6, 1)}


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, title="SEND plan", starts_on=date(2026, 1, 1))


@pytest.fixture
def writer():
    return make.UserFactory()


def test_a_review_is_recorded_and_published_by_another(plan, writer, by, stale):
    review = record_review(plan=plan, review=None, **SAID, by=writer, at=AT)
    assert not PlanReview.objects.public().exists()
    with pytest.raises(NotAllowed, match=r"^You recorded this review, so somebody else must publish it.$"):
        publish_review(review=review, by=writer, at=AT)
    publish_review(review=review, by=by, at=AT)
    stored = PlanReview.objects.public().get()
    assert (stored.reviewed_on, stored.what_changed, stored.next_on) == tuple(SAID.values())
    assert (stored.author, stored.approved_by, stored.public_from) == (writer, by, AT)
    assert stale()
    assert AuditEntry.objects.get().words == "Published the review of 2 March 2026 of the plan 'SEND plan'."


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"reviewed_on": date(2026, 3, 4)}, "Reviewed on: 4 March 2026 is still to come; give the day of the review."),
        (
            {"reviewed_on": date(2025, 12, 31)},
            "Reviewed on: 31 December 2025 is before the plan began, on 1 January 2026; give the day of the review.",
        ),
        ({"what_changed": " "}, "What changed: empty; say what the review changed, or that nothing changed."),
        (
            {"next_on": date(2026, 3, 2)},
            "Next review: 2 March 2026 is not after this review; give a later day or none.",
        ),
    ],
)
def test_a_review_that_cannot_be_is_refused(plan, writer, columns, sentence):
    with pytest.raises(NotAllowed) as refusal:
        record_review(plan=plan, review=None, **SAID | columns, by=writer, at=AT)
    assert str(refusal.value) == sentence
    assert not PlanReview.objects.exists()


def test_a_published_review_is_neither_changed_nor_deleted_nor_published_again(plan, writer, by):
    review = record_review(plan=plan, review=None, **SAID, by=writer, at=AT)
    record_review(plan=plan, review=review, **SAID | {"next_on": None}, by=writer, at=AT)
    publish_review(review=review, by=by, at=AT)
    assert PlanReview.objects.get().next_on is None
    with pytest.raises(NotAllowed, match=r"^This review is published, so it stays as it is; record another one.$"):
        record_review(plan=plan, review=review, **SAID, by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^This review is published, so it is kept.$"):
        delete_draft_review(review=review, by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^This review is published already.$"):
        publish_review(review=review, by=by, at=AT)


def test_a_draft_is_deleted(plan, writer):
    review = record_review(plan=plan, review=None, **SAID, by=writer, at=AT)
    delete_draft_review(review=review, by=writer, at=AT)
    assert not PlanReview.objects.exists()


def test_a_review_of_a_plan_that_nobody_reads_waits(writer, by):
    review = record_review(plan=make.PlanFactory(), review=None, **SAID, by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^The public cannot read this plan yet; publish it first.$"):
        publish_review(review=review, by=by, at=AT)


def test_small_numbers_need_a_tick(plan, writer, by):
    said = SAID | {"what_changed": "2 families left."}
    review = record_review(plan=plan, review=None, **said, by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^'2 families' counts fewer than 5 children"):
        publish_review(review=review, by=by, at=AT)
    publish_review(review=review, by=by, at=AT, small_numbers_checked=True)
    assert AuditEntry.objects.get().words.endswith(" Checked small numbers: 2 families.")
