"""What a round says of a recommendation: drafted, submitted, published by another, frozen, corrected by a new version."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from actions.services import correct_update, publish_updates, return_update, save_update, submit_update
from actions.services.rounds import as_points
from priorities.models import AuditEntry, EditConflict, Frozen, RecommendationUpdate
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation():
    return make.RecommendationFactory(plan=make.PlanFactory(published=True), number="1", public_from=make.MOMENT)


@pytest.fixture
def year(recommendation):
    return make.UpdateRoundFactory(plan=recommendation.plan, title="Year one")


@pytest.fixture
def writer():
    return make.UserFactory()


@pytest.fixture
def submitted(recommendation, year, writer):
    return make.RecommendationUpdateFactory(
        recommendation=recommendation, update_round=year, state="submitted", author=writer
    )


def test_an_update_goes_from_draft_to_submitted_to_published(recommendation, year, writer, by, stale):
    sections = {"done": " We hired a nurse. \n\n We opened a clinic.\n", "expected_difference": "Shorter waits."}
    update = save_update(
        update_round=year, recommendation=recommendation, update=None, sections=sections, by=writer, at=make.MOMENT
    )
    assert (update.state, update.author, update.recorded_at) == ("draft", writer, make.MOMENT)
    assert update.points("done") == ["We hired a nurse.", "We opened a clinic."]
    assert update.points("expected_difference") == ["Shorter waits."]
    assert update.points("difference") == []
    submit_update(update=update, by=writer, at=make.MOMENT)
    assert (update.state, update.submitted_at) == ("submitted", make.MOMENT)
    assert not RecommendationUpdate.objects.public().exists()
    publish_updates(updates=[update], by=by, at=AT)
    assert RecommendationUpdate.objects.public().get() == update
    stored = RecommendationUpdate.objects.get()
    assert (stored.state, stored.public_from, stored.approved_at, stored.approved_by) == ("published", AT, AT, by)
    assert stale()
    entry = AuditEntry.objects.get(kind="approved")
    assert entry.words == "Published what 'Year one' says on recommendation 1."


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("• We hired a nurse.", "We hired a nurse."),
        ("\t▪We hired a nurse.", "We hired a nurse."),
        ("- We hired a nurse.", "We hired a nurse."),
        ("– We hired a nurse.", "We hired a nurse."),
        ("* We hired a nurse.", "We hired a nurse."),
        ("-5 per cent", "-5 per cent"),
        ("2. We hired a nurse.", "2. We hired a nurse."),
        ("We hired - a nurse.", "We hired - a nurse."),
    ],
)
def test_a_bullet_that_was_typed_or_pasted_is_no_word(typed, point):
    assert as_points(f"{typed}\n\n•\n{typed}") == f"{point}\n{point}"


def test_a_section_that_is_not_given_keeps_its_points(submitted, writer):
    RecommendationUpdate.objects.update(state="returned", returned_reason="Say how many.", next_steps="Hire two.")
    submitted.refresh_from_db()
    where = {"update_round": submitted.update_round, "recommendation": submitted.recommendation}
    save_update(**where, update=submitted, sections={"done": ""}, by=writer, at=AT)
    stored = RecommendationUpdate.objects.get()
    assert (stored.done, stored.next_steps) == ("", "Hire two.")
    with pytest.raises(ValueError, match=r"^No section of an update means \['hope'\].$"):
        save_update(**where, update=submitted, sections={"hope": "More."}, by=writer, at=AT)


def test_one_update_of_a_round_on_a_recommendation_is_begun(submitted, writer):
    where = {"update_round": submitted.update_round, "recommendation": submitted.recommendation}
    with pytest.raises(EditConflict, match=r"^An update of 'Year one' on recommendation 1 was begun a moment ago.$"):
        save_update(**where, update=None, sections={"done": "More."}, by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^Only a draft or a returned update can be changed; correct a published one"):
        save_update(**where, update=submitted, sections={"done": "More."}, by=writer, at=AT)


def test_a_round_of_another_plan_is_refused(recommendation, writer):
    with pytest.raises(NotAllowed, match=r"belongs to another plan than recommendation 1.$"):
        save_update(
            update_round=make.UpdateRoundFactory(),
            recommendation=recommendation,
            update=None,
            sections={},
            by=writer,
            at=AT,
        )


def test_an_empty_update_is_not_submitted(recommendation, year, writer):
    update = make.RecommendationUpdateFactory(recommendation=recommendation, update_round=year, done="")
    with pytest.raises(NotAllowed, match=r"^Every section is empty: write at least one point before you submit it.$"):
        submit_update(update=update, by=writer, at=AT)


def test_nobody_publishes_or_returns_their_own(submitted, writer):
    with pytest.raises(
        NotAllowed, match=r"^Recommendation 1: You wrote this update, so somebody else must approve it.$"
    ):
        publish_updates(updates=[submitted], by=writer, at=AT)
    with pytest.raises(NotAllowed, match=r"^You wrote this update, so somebody else must approve it.$"):
        return_update(update=submitted, reason="No.", by=writer, at=AT)
    assert RecommendationUpdate.objects.get().state == "submitted"


def test_an_update_comes_back_with_a_reason_and_is_sent_again(submitted, writer, by):
    with pytest.raises(NotAllowed, match=r"^Say why the update is returned.$"):
        return_update(update=submitted, reason=" ", by=by, at=AT)
    return_update(update=submitted, reason="Say how many.", by=by, at=AT)
    assert (submitted.state, submitted.returned_reason) == ("returned", "Say how many.")
    submit_update(update=submitted, by=writer, at=AT)
    assert RecommendationUpdate.objects.get().state == "submitted"


def test_all_are_published_or_none(submitted, year, by):
    own = make.RecommendationUpdateFactory(
        recommendation=make.RecommendationFactory(plan=year.plan, number="2", public_from=make.MOMENT),
        update_round=year,
        state="submitted",
        author=by,
    )
    with pytest.raises(NotAllowed, match=r"^Recommendation 2: You wrote this update"):
        publish_updates(updates=[submitted, own], by=by, at=AT)
    assert set(RecommendationUpdate.objects.values_list("state", flat=True)) == {"submitted"}
    with pytest.raises(NotAllowed, match=r"^Nothing waits in this round, so nothing was published.$"):
        publish_updates(updates=[], by=by, at=AT)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"public_from": None}, "The public cannot read this recommendation yet; publish its plan first."),
        ({"withdrawn_at": AT, "withdrawn_reason": "Old."}, "It was withdrawn from the public, so nothing is published"),
    ],
)
def test_nothing_is_published_on_what_the_public_cannot_read(submitted, by, columns, sentence):
    type(submitted.recommendation).objects.update(**columns)
    submitted.recommendation.refresh_from_db()
    with pytest.raises(NotAllowed, match=f"^Recommendation 1: {sentence}"):
        publish_updates(updates=[submitted], by=by, at=AT)


def test_small_numbers_need_a_tick(submitted, by):
    RecommendationUpdate.objects.update(done="3 pupils moved.")
    submitted.refresh_from_db()
    with pytest.raises(NotAllowed, match=r"^Recommendation 1: '3 pupils' counts fewer than 5 children"):
        publish_updates(updates=[submitted], by=by, at=AT)
    publish_updates(updates=[submitted], by=by, at=AT, small_numbers_checked=True)
    assert "Checked small numbers: 3 pupils." in AuditEntry.objects.get(kind="approved").words


def test_what_is_public_from_earlier_is_never_public_from_later(submitted, by):
    publish_updates(updates=[submitted], by=by, at=AT, public_from=AT + timedelta(days=1))
    assert RecommendationUpdate.objects.get().public_from == AT


def test_a_published_update_is_frozen_and_a_correction_stands_in_its_place(submitted, writer, by):
    publish_updates(updates=[submitted], by=by, at=AT)
    submitted.done = "Another thing."
    with pytest.raises(Frozen, match="is published, so it is never changed"), transaction.atomic():
        submitted.save()
    submitted.refresh_from_db()
    with pytest.raises(NotAllowed, match=r"^Say what the correction puts right; the public reads it.$"):
        correct_update(update=submitted, what="", by=writer, at=AT)
    correction = correct_update(update=submitted, what="It was two nurses.", by=writer, at=AT)
    assert (correction.done, correction.state, correction.corrects) == (submitted.done, "draft", submitted)
    assert list(RecommendationUpdate.objects.standing()) == [submitted]
    with pytest.raises(EditConflict, match="is being corrected already"):
        correct_update(update=submitted, what="Again.", by=writer, at=AT)
    submit_update(update=correction, by=writer, at=AT)
    publish_updates(updates=[correction], by=by, at=AT)
    assert list(RecommendationUpdate.objects.standing()) == [correction]
    assert set(RecommendationUpdate.objects.public()) == {submitted, correction}
    assert "It corrects an earlier version: It was two nurses." in AuditEntry.objects.latest("pk").words


def test_only_what_is_published_is_corrected(submitted, writer):
    with pytest.raises(NotAllowed, match=r"^Only a published update is corrected; change this one.$"):
        correct_update(update=submitted, what="Why", by=writer, at=AT)


def test_an_address_is_refused_when_it_is_sent(recommendation, year, writer):
    update = make.RecommendationUpdateFactory(
        recommendation=recommendation, update_round=year, done="Ask ann.other@example.org"
    )
    with pytest.raises(NotAllowed, match=r"ann.other@example.org"):
        submit_update(update=update, by=writer, at=AT)
