"""Publishing a plan with its actions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.models import ActionWords, DueDateChange
from actions.services import change_due_date, publish_plan_and_actions, withdraw_action
from priorities.services import NotAllowed, agree_words
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT, JUNE, new_action

pytestmark = pytest.mark.django_db


def test_publishing_a_plan_publishes_its_actions_words_moves_and_imported_reports(by, stale):
    action = new_action(by=by)
    withdrawn = make.ActionFactory(plan=action.plan, withdrawn_at=make.MOMENT, withdrawn_reason="Old")
    change_due_date(
        action=action,
        timescale=JUNE,
        reason="Ill",
        agreed_by="Board",
        changed_on=make.MOMENT.date(),
        by=by,
        at=make.MOMENT,
    )
    document = make.SourceDocumentFactory(plan=action.plan)
    imported = make.ProgressReportFactory(action=action, document=document, reported_on=None, done="Read.")
    own_draft = make.ProgressReportFactory(action=action, author=make.UserFactory())
    since = datetime(2024, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in London
    publish_plan_and_actions(plan=action.plan, by=by, at=AT, public_from=since)
    for record in (action, withdrawn, imported, own_draft):
        record.refresh_from_db()
    assert (action.public_from, action.promised_on, action.latest_report) == (
        since,
        date(2024, 7, 2),
        imported,
    )
    assert withdrawn.public_from is None
    assert (ActionWords.objects.get().public_from, DueDateChange.objects.get().public_from) == (since, since)
    assert (imported.state, imported.public_from, imported.approved_by) == ("published", since, by)
    assert (imported.approved_at, imported.approved_role) == (AT, "SEND manager")
    assert (own_draft.state, own_draft.public_from) == ("draft", None)
    assert stale()


def test_publishing_a_plan_publishes_all_that_it_promises_and_the_rounds_of_its_documents(by):
    plan = make.PlanFactory()
    document = make.SourceDocumentFactory(plan=plan)
    row = make.SourceRowFactory(document=document)
    since = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
    read, typed, gone = [], [], []
    for factory in (make.CommitmentFactory, make.RecommendationFactory, make.MilestoneFactory):
        read.append(factory(plan=plan, source_row=row))
        typed.append(factory(plan=plan))
        gone.append(factory(plan=plan, withdrawn_at=make.MOMENT, withdrawn_reason="Old."))
    for record in (*read, *typed, *gone):
        record.words_versions.create(words=record.official_words, recorded_at=make.MOMENT)
    asked = read[1]
    imported = make.RecommendationUpdateFactory(recommendation=asked, document=document)
    drafted = make.RecommendationUpdateFactory(recommendation=asked, author=make.UserFactory())
    publish_plan_and_actions(plan=plan, by=by, at=AT, public_from=since, document=document)
    for records, expected in ((read, since), (typed, AT), (gone, None)):
        for record in records:
            record.refresh_from_db()
            assert (record.public_from, record.words_versions.get().public_from) == (expected, expected), record
    imported.refresh_from_db()
    drafted.refresh_from_db()
    assert (imported.state, imported.public_from, imported.approved_by) == ("published", since, by)
    assert (drafted.state, drafted.public_from) == ("draft", None)


@pytest.mark.parametrize(
    ("factory", "place"),
    [
        (make.CommitmentFactory, "Commitment ask-us, Plain words"),
        (make.RecommendationFactory, "Recommendation 7, Plain words"),
        (make.MilestoneFactory, "Milestone ask-us, Plain words"),
    ],
)
def test_a_promise_that_holds_an_address_is_not_published(by, factory, place):
    number = {"number": "7"} if factory is make.RecommendationFactory else {}
    record = factory(slug="ask-us", plain_words="Ask ann.other@example.org", **number)
    with pytest.raises(NotAllowed, match=f"^{place}: 'ann.other@example.org'"):
        publish_plan_and_actions(plan=record.plan, by=by, at=AT)
    record.refresh_from_db()
    assert record.public_from is None


def test_publishing_again_moves_no_date_of_what_was_public(by):
    plan = make.PlanFactory(published=True)
    old, new = make.ActionFactory(plan=plan, public=True), make.ActionFactory(plan=plan)
    publish_plan_and_actions(plan=plan, by=by, at=AT)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.public_from, new.public_from, new.promised_on) == (make.MOMENT, AT, date(2026, 3, 3))


def test_words_put_right_before_anybody_outside_read_them_never_become_public(by):
    action = new_action(official_words="We wil met.", by=by)
    agree_words(record=action, words="We will meet.", reason="Misread", by=by, at=make.MOMENT)
    gone = new_action(plan=action.plan, reference="1.2", by=by)
    withdraw_action(action=gone, reason="Not ours", by=by, at=make.MOMENT)
    publish_plan_and_actions(plan=action.plan, by=by, at=AT)
    words = list(action.words_versions.values_list("words", "public_from"))
    assert words == [("We wil met.", None), ("We will meet.", AT)]
    assert gone.words_versions.get().public_from is None
    action.refresh_from_db()
    agree_words(record=action, words="We will meet often.", reason="Agreed", by=by, at=AT)
    publish_plan_and_actions(plan=action.plan, by=by, at=AT + timedelta(days=1))
    assert list(action.words_versions.values_list("public_from", flat=True)) == [None, AT, AT]
