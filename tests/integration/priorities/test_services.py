"""The verbs on plans and priorities: what they change, what they refuse, and that kept pages become stale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from priorities.models import ContentVersion, EditConflict, Plan, PriorityWords, ReadingProblem
from priorities.services import (
    NotAllowed,
    add_priority,
    agree_priority_words,
    decide_held_back,
    publish_plan,
    save_edit,
    settle_problems,
    withdraw_plan,
    withdraw_priority,
)
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
BEFORE = datetime(2024, 5, 31, 0, 0, tzinfo=UTC)


@pytest.fixture
def by():
    return make.UserFactory()


@pytest.fixture
def stale():
    """Whether pages that were kept before the test are stale now."""
    ContentVersion.count_up()
    before = ContentVersion.current()
    return lambda: ContentVersion.current() > before


def test_publishing_makes_a_plan_and_its_priorities_public_from_the_moment(by, stale):
    plan = make.PlanFactory()
    priority = add_priority(plan=plan, number="1", title="Early", official_words="We listen.", by=by, at=BEFORE)
    gone = make.PriorityFactory(plan=plan, withdrawn_at=BEFORE)
    publish_plan(plan=plan, by=by, at=AT)
    for record in (plan, priority, gone):
        record.refresh_from_db()
    assert (plan.state, plan.public_from, priority.public_from, gone.public_from) == (
        "published",
        AT,
        AT,
        None,
    )
    assert PriorityWords.objects.get().public_from == AT
    assert stale()


@pytest.mark.parametrize(("asked", "expected"), [(BEFORE, BEFORE), (AT + timedelta(days=1), AT), (None, AT)])
def test_public_from_may_be_earlier_and_never_later(by, asked, expected):
    plan = make.PlanFactory()
    publish_plan(plan=plan, by=by, at=AT, public_from=asked)
    assert Plan.objects.get().public_from == expected


def test_publishing_again_adds_what_is_new_and_moves_no_date(by):
    plan = make.PlanFactory(published=True)
    old = make.PriorityFactory(plan=plan, public_from=make.MOMENT)
    new = make.PriorityFactory(plan=plan)
    publish_plan(plan=plan, by=by, at=AT)
    for record in (plan, old, new):
        record.refresh_from_db()
    assert (plan.public_from, old.public_from, new.public_from) == (make.MOMENT, make.MOMENT, AT)


def test_a_withdrawn_plan_is_not_published_again(by):
    plan = make.PlanFactory(title="Old", state="withdrawn", public_from=make.MOMENT)
    with pytest.raises(
        NotAllowed,
        match=r"^The plan 'Old' was withdrawn; it cannot be published again under the same address.$",
    ):
        publish_plan(plan=plan, by=by, at=AT)


def test_withdrawing_keeps_the_reason_and_the_replacement(by, stale):
    plan, other = make.PlanFactory(published=True), make.PlanFactory(published=True)
    withdraw_plan(plan=plan, reason="Agreed anew", by=by, at=AT, replaced_by=other)
    plan.refresh_from_db()
    assert (plan.state, plan.withdrawn_reason, plan.replaced_by) == ("withdrawn", "Agreed anew", other)
    assert plan.public_from == make.MOMENT
    assert stale()


@pytest.mark.parametrize(
    ("published", "reason", "sentence"),
    [
        (False, "Old", "The plan 'Ours' is not published, so it cannot be withdrawn."),
        (True, "  ", "Say why the plan is withdrawn; the public reads the reason."),
    ],
)
def test_withdrawing_is_refused(by, published, reason, sentence):
    plan = make.PlanFactory(title="Ours", published=published)
    with pytest.raises(NotAllowed) as refusal:
        withdraw_plan(plan=plan, reason=reason, by=by, at=AT)
    assert str(refusal.value) == sentence
    assert Plan.objects.get().withdrawn_reason == ""


def test_a_priority_gets_an_address_of_its_own_and_its_first_words(by):
    plan = make.PlanFactory()
    made = [
        add_priority(plan=plan, number=number, title=title, official_words=words, by=by, at=AT, order=1)
        for number, title, words in (("1", "Early", "We listen."), ("1", "Early", ""), ("", "…", ""))
    ]
    assert [priority.slug for priority in made] == ["1-early", "1-early-2", "priority"]
    assert [priority.public_from for priority in made] == [None, None, None]
    assert (made[0].order, made[0].recorded_at, made[0].official_words) == (1, AT, "We listen.")
    words = PriorityWords.objects.get()
    assert (words.priority, words.words, words.recorded_by, words.recorded_at) == (
        made[0],
        "We listen.",
        by,
        AT,
    )
    assert words.public_from is None


def test_new_words_add_a_version_and_change_none(by, stale):
    priority = make.PriorityFactory(public_from=make.MOMENT)
    agree_priority_words(priority=priority, words="One.", by=by, at=AT)
    agree_priority_words(priority=priority, words="Two.", by=by, at=AT, reason="Clearer")
    agree_priority_words(priority=priority, words="Two.", by=by, at=AT, reason="The same again")
    assert list(PriorityWords.objects.values_list("words", "reason", "public_from")) == [
        ("One.", "", AT),
        ("Two.", "Clearer", AT),
    ]
    priority.refresh_from_db()
    assert priority.official_words == "Two."
    assert stale()


def test_a_withdrawn_priority_is_kept(by, stale):
    priority = make.PriorityFactory(plan__published=True, public_from=make.MOMENT)
    withdraw_priority(priority=priority, by=by, at=AT)
    priority.refresh_from_db()
    assert (priority.withdrawn_at, type(priority).objects.public().count()) == (AT, 0)
    assert stale()


def test_a_decision_on_a_held_back_name_keeps_who_and_when(by):
    held_back = make.HeldBackFactory()
    decide_held_back(held_back=held_back, public_words=" SENCO ", by=by, at=AT)
    held_back.refresh_from_db()
    assert (held_back.public_words, held_back.decided_by, held_back.decided_at) == ("SENCO", by, AT)


def test_an_edit_is_kept_under_the_name_of_who_made_it(by, stale):
    plan = make.PlanFactory()
    plan.summary = "Short."
    save_edit(record=plan, by=by, at=AT)
    assert (Plan.objects.get().summary, plan.history.get(history_type="~").history_user) == ("Short.", by)
    assert stale()


def test_an_edit_over_a_newer_version_is_refused_and_makes_nothing_stale(by, stale):
    make.PlanFactory()
    mine, theirs = Plan.objects.get(), Plan.objects.get()
    theirs.save()
    with pytest.raises(EditConflict):
        save_edit(record=mine, by=by, at=AT)
    assert not stale()


def test_problems_are_settled_by_the_first(by, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    document = make.SourceDocumentFactory()
    first = make.ReadingProblemFactory(document=document, settled_at=make.MOMENT, settled_by=make.UserFactory())
    second = make.ReadingProblemFactory(document=document)
    assert settle_problems(problems=ReadingProblem.objects.all(), by=by, at=AT) == 1
    second.refresh_from_db()
    assert (second.settled_at, second.settled_by) == (AT, by)
    assert ReadingProblem.objects.get(pk=first.pk).settled_at == make.MOMENT
