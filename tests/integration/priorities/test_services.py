"""The verbs on plans and priorities: what they change, what they refuse, and that kept pages become stale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from priorities.models import (
    ContentVersion,
    EditConflict,
    HeldBack,
    Plan,
    Priority,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
)
from priorities.services import (
    NotAllowed,
    add_plan,
    add_priority,
    agree_words,
    decide_held_back,
    delete_draft_priority,
    hold_back,
    keep,
    keep_all,
    mark_applied,
    publish_plan,
    save_edit,
    set_aside_document,
    settle_problems,
    withdraw_plan,
    withdraw_priority,
)
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
LATER = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
"""Later than anything that the factories make."""
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


def test_words_of_a_priority_put_right_as_a_draft_never_become_public(by):
    plan = make.PlanFactory()
    priority = add_priority(plan=plan, number="1", title="Help", official_words="Hlep", by=by, at=make.MOMENT)
    agree_words(record=priority, words="Help", reason="Misread", by=by, at=make.MOMENT)
    publish_plan(plan=plan, by=by, at=AT)
    assert list(priority.words_versions.values_list("words", "public_from")) == [("Hlep", None), ("Help", AT)]


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
    agree_words(record=priority, words="One.", by=by, at=AT)
    agree_words(record=priority, words="Two.", by=by, at=AT, reason="Clearer")
    agree_words(record=priority, words="Two.", by=by, at=AT, reason="The same again")
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


def test_a_priority_typed_by_mistake_is_deleted_with_its_words(by, stale):
    priority = add_priority(plan=make.PlanFactory(), number="1", title="Early", official_words="Aim.", by=by, at=AT)
    delete_draft_priority(priority=priority, by=by, at=AT)
    assert (Priority.objects.count(), PriorityWords.objects.count()) == (0, 0)
    assert stale()


def test_a_priority_that_was_public_or_has_actions_is_not_deleted(by):
    public = make.PriorityFactory(number="1", title="Early", public_from=make.MOMENT)
    with pytest.raises(
        NotAllowed, match=r"^The priority '1 Early' was public or came with a document, so it is kept; withdraw it.$"
    ):
        delete_draft_priority(priority=public, by=by, at=AT)
    used = make.PriorityFactory(number="2", title="Late")
    make.ActionFactory(plan=used.plan, priority=used)
    with pytest.raises(
        NotAllowed, match=r"^The priority '2 Late' still has actions; move them to another priority first.$"
    ):
        delete_draft_priority(priority=used, by=by, at=AT)
    assert Priority.objects.count() == 2


# --- many at once ---


def test_many_are_saved_with_one_history_each(by):
    plans = [make.PlanFactory(summary="Old") for _ in range(3)]
    for number, plan in enumerate(plans):
        plan.summary, plan.agreed_by = f"Plan {number}", "SEND board"
    keep_all(plans, fields=["summary", "agreed_by"], by=by, at=LATER, reason="As agreed.")
    for number, plan in enumerate(plans):
        stored = Plan.objects.get(pk=plan.pk)
        assert (stored.summary, stored.agreed_by, stored.version, plan.version) == (
            f"Plan {number}",
            "SEND board",
            2,
            2,
        )
        kept = stored.history.first()
        assert (kept.summary, kept.version, kept.history_user, kept.history_date, kept.history_change_reason) == (
            f"Plan {number}",
            2,
            by,
            LATER,
            "As agreed.",
        )


def test_of_many_none_is_saved_over_a_newer_version(by):
    plans = [make.PlanFactory(title=f"Plan {number}", summary="Old") for number in range(2)]
    Plan.objects.get(pk=plans[1].pk).save()
    for plan in plans:
        plan.summary = "New"
    with pytest.raises(EditConflict, match=r"^Plan 'Plan 1' was changed by somebody else since you opened it.$"):
        keep_all(plans, fields=["summary"], by=by, at=LATER)
    assert set(Plan.objects.values_list("summary", flat=True)) == {"Old"}


def test_a_text_that_does_not_fit_is_refused_on_every_database(by):
    plan = make.PlanFactory()
    plan.agreed_by = "The board " * 31
    sentence = (
        r"^The agreed by 'The board The board The board The board  …' has 310 characters and 300 fit; shorten it.$"
    )
    with pytest.raises(NotAllowed, match=sentence):
        keep(plan, by=by, at=AT)
    with pytest.raises(NotAllowed, match=sentence):
        keep_all([plan], fields=["agreed_by"], by=by, at=AT)
    with pytest.raises(NotAllowed, match=r"^The slug 'x+ …' has 101 characters and 100 fit; shorten it.$"):
        add_plan(partnership=plan.partnership, slug="x" * 101, title="Plan", by=by, at=AT)
    assert Plan.objects.count() == 1


# --- documents and names ---


@pytest.fixture
def document(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return make.SourceDocumentFactory(original_name="plan.txt")


def test_a_waiting_document_is_set_aside_with_a_reason_and_stays(by, document):
    make.SourceRowFactory(document=document)
    with pytest.raises(
        NotAllowed, match=r"^Say why the document is set aside; who looks for it later reads the reason.$"
    ):
        set_aside_document(document=document, by=by, at=AT, reason=" ")
    set_aside_document(document=document, by=by, at=AT, reason="An older draft.")
    stored = SourceDocument.objects.get()
    assert (stored.state, stored.set_aside_at, stored.set_aside_by, stored.set_aside_reason) == (
        "set-aside",
        AT,
        by,
        "An older draft.",
    )
    assert stored.rows.count() == 1
    with pytest.raises(NotAllowed, match=r"^The document 'plan.txt' does not wait, so it cannot be set aside.$"):
        set_aside_document(document=stored, by=by, at=AT, reason="Again")
    with pytest.raises(NotAllowed, match=r"^The document 'plan.txt' does not wait any more.$"):
        mark_applied(document=stored, by=by, at=AT)


def test_a_document_is_read_again_before_it_is_decided_upon(by, document):
    """Two people at once: what the one has in memory does not undo what the other stored."""
    stale = SourceDocument.objects.get()
    mark_applied(document=document, by=by, at=AT)
    with pytest.raises(NotAllowed, match=r"^The document 'plan.txt' does not wait, so it cannot be set aside.$"):
        set_aside_document(document=stale, by=by, at=LATER, reason="An older draft.")
    stored = SourceDocument.objects.get()
    assert (stored.state, stored.applied_at, stored.set_aside_at) == ("applied", AT, None)


def test_what_was_corrected_meanwhile_stays_corrected(by, document):
    stale = SourceDocument.objects.get()
    document.title = "The plan of the board"
    keep(document, by=by, at=AT)
    mark_applied(document=stale, by=by, at=AT)
    stored = SourceDocument.objects.get()
    assert (stored.state, stored.title) == ("applied", "The plan of the board")


def test_names_are_numbered_on_through_all_plans_of_a_partnership(by):
    partnership = make.PartnershipFactory()
    first, second = make.PlanFactory(partnership=partnership), make.PlanFactory(partnership=partnership)
    elsewhere = make.PlanFactory()
    for plan, words in ((first, ["Ada Sample", "Ben Sample"]), (second, ["Ada Sample"]), (elsewhere, ["Cy Sample"])):
        names = [HeldBack(kind="name", words=name, number=1) for name in words]
        hold_back(names=names, plan=plan, by=by, at=AT)
    assert list(HeldBack.objects.order_by("pk").values_list("plan", "number", "words")) == [
        (first.pk, 1, "Ada Sample"),
        (first.pk, 2, "Ben Sample"),
        (second.pk, 3, "Ada Sample"),
        (elsewhere.pk, 1, "Cy Sample"),
    ]


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
