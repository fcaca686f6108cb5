"""Milestones: added, delivered, moved, dropped and planned again, each by two people, and no date is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from actions.models import Milestone, MilestoneChange
from actions.services import (
    NewMilestone,
    Period,
    add_milestones,
    ask_milestone_change,
    publish_milestone_change,
    return_milestone_change,
)
from priorities.models import AuditEntry, EditConflict, Frozen
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db

JUNE = Period("June 2026", date(2026, 6, 1), date(2026, 6, 30))
FEBRUARY = Period("February 2026", date(2026, 2, 1), date(2026, 2, 28))
MARCH = Period("March 2026", date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def milestone():
    return make.MilestoneFactory(
        plan=make.PlanFactory(published=True, starts_on=date(2026, 1, 1)),
        public_from=make.MOMENT,
        official_words="Clinic open.",
    )


@pytest.fixture
def writer():
    return make.UserFactory()


def ask(milestone, by, what="moved", change=None, **said):
    said = {"to": JUNE, "reason": "The builder was late."} | said
    return ask_milestone_change(milestone=milestone, change=change, what=what, by=by, at=AT, **said)


def test_milestones_are_added_below_those_of_the_plan(writer):
    plan = make.PlanFactory()
    make.MilestoneFactory(plan=plan, order=4, slug="clinic-open")
    new = [
        NewMilestone("Clinic open", MARCH, kind="service", ongoing=True),
        NewMilestone("Clinic open", Period("Soon")),
    ]
    first, second = add_milestones(plan=plan, new=new, by=writer, at=AT)
    assert [(one.order, one.slug, one.period, one.start, one.end) for one in (first, second)] == [
        (5, "clinic-open-2", "March 2026", date(2026, 3, 1), date(2026, 3, 31)),
        (6, "clinic-open-3", "Soon", None, None),
    ]
    assert (first.kind, first.ongoing, first.state, first.public_from) == ("service", True, "planned", None)
    assert [words.words for words in first.words_versions.all()] == ["Clinic open"]
    with pytest.raises(NotAllowed, match=r"^Official words: empty; write the milestone as the roadmap says it.$"):
        add_milestones(plan=plan, new=[NewMilestone(" ", MARCH)], by=writer, at=AT)


def test_a_moved_milestone_keeps_its_old_period(milestone, writer, by, stale):
    change = ask(milestone, writer, agreed_by="SEND board")
    assert not MilestoneChange.objects.public().exists()
    assert Milestone.objects.get().period == "March 2026"
    publish_milestone_change(change=change, by=by, at=AT)
    stored = Milestone.objects.get()
    assert (stored.period, stored.start, stored.end, stored.state) == (JUNE.words, JUNE.start, JUNE.end, "planned")
    kept = MilestoneChange.objects.public().get()
    assert (kept.from_period, kept.from_start, kept.from_end) == (MARCH.words, MARCH.start, MARCH.end)
    assert (kept.reason, kept.agreed_by, kept.public_from, kept.approved_by) == (
        "The builder was late.",
        "SEND board",
        AT,
        by,
    )
    assert stale()
    assert AuditEntry.objects.get().words == (
        "Published: the milestone 'Clinic open.' is moved from 'March 2026' to 'June 2026'."
    )
    with pytest.raises(Frozen, match="is published, so it is never changed"), transaction.atomic():
        kept.save()


@pytest.mark.parametrize(("what", "said"), [("delivered", {"how_we_know": "It opened."}), ("dropped", {})])
def test_a_state_is_given_by_two_people_and_taken_back_the_same_way(milestone, writer, by, what, said):
    publish_milestone_change(change=ask(milestone, writer, what, **said), by=by, at=AT)
    stored = Milestone.objects.get()
    assert (stored.state, stored.period) == (what, "March 2026")
    with pytest.raises(NotAllowed, match=f"^This milestone is {what}; plan it again before you move it.$"):
        ask(stored, writer)
    publish_milestone_change(change=ask(stored, writer, "planned", reason="It was not so."), by=by, at=AT)
    assert Milestone.objects.get().state == "planned"


def test_the_day_of_delivery_is_kept_where_it_is_known(milestone, writer, by):
    change = ask(milestone, writer, "delivered", how_we_know="It opened.", delivered_on=date(2026, 3, 2))
    assert (change.to_period, change.to_start) == ("", None)
    publish_milestone_change(change=change, by=by, at=AT)
    assert Milestone.objects.get().delivered_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("what", "said", "sentence"),
    [
        ("moved", {"reason": " "}, "Reason: empty; say why. The public reads it."),
        ("moved", {"to": None}, "New period: no time could be read; write it as 'June 2026' or 'Autumn term 2026'."),
        ("moved", {"to": Period("Soon")}, "New period: no time could be read; write it as 'June 2026' or"),
        ("moved", {"to": MARCH}, "New period: 'March 2026' is when it is planned already; give another one."),
        ("moved", {"to": FEBRUARY}, "New period: 'February 2026' is over already; give a time that is still to come."),
        ("dropped", {"reason": ""}, "Reason: empty; say why. The public reads it."),
        ("planned", {}, "This milestone is planned already."),
        ("delivered", {}, "How we know: empty; say what shows that it was delivered."),
        (
            "delivered",
            {"how_we_know": "It opened.", "delivered_on": date(2026, 3, 4)},
            "Delivered on: 4 March 2026 is still to come; give the day or leave it out.",
        ),
        (
            "delivered",
            {"how_we_know": "It opened.", "delivered_on": date(2025, 12, 31)},
            "Delivered on: 31 December 2025 is before the plan began, on 1 January 2026; give the day or leave it out.",
        ),
    ],
)
def test_what_is_missing_is_asked_for(milestone, writer, what, said, sentence):
    with pytest.raises(NotAllowed) as refusal:
        ask(milestone, writer, what, **said)
    assert str(refusal.value).startswith(sentence)
    assert not MilestoneChange.objects.exists()


def test_nobody_decides_on_what_they_asked_for(milestone, writer):
    change = ask(milestone, writer)
    for decide in (publish_milestone_change, lambda **who: return_milestone_change(reason="No.", **who)):
        with pytest.raises(NotAllowed, match=r"^You asked for this change, so somebody else must approve it.$"):
            decide(change=change, by=writer, at=AT)


def test_a_change_comes_back_with_a_reason_and_is_sent_again(milestone, writer, by):
    change = ask(milestone, writer)
    with pytest.raises(NotAllowed, match=r"^Say why the change is returned.$"):
        return_milestone_change(change=change, reason="", by=by, at=AT)
    return_milestone_change(change=change, reason="Say who agreed.", by=by, at=AT)
    again = ask(milestone, writer, change=change, agreed_by="SEND board")
    assert (again.pk, again.state, again.agreed_by) == (change.pk, "submitted", "SEND board")
    with pytest.raises(NotAllowed, match=r"^Only a change that was returned can be changed and sent again.$"):
        ask(milestone, writer, change=again)


def test_one_change_waits_at_a_time(milestone, writer):
    ask(milestone, writer)
    with pytest.raises(EditConflict, match=r"^Another change of the milestone 'Clinic open.' waits for approval"):
        ask(milestone, make.UserFactory())


def test_a_milestone_that_nobody_reads_or_that_was_moved_meanwhile_is_not_changed(milestone, writer, by):
    change = ask(milestone, writer)
    Milestone.objects.update(public_from=None)
    change.milestone.refresh_from_db()
    with pytest.raises(NotAllowed, match=r"^The public cannot read this milestone, so nothing is published on it.$"):
        publish_milestone_change(change=change, by=by, at=AT)
    Milestone.objects.update(public_from=make.MOMENT, end=date(2026, 3, 30))
    change.milestone.refresh_from_db()
    with pytest.raises(NotAllowed, match=r"^The milestone was moved after this change was sent; return the change"):
        publish_milestone_change(change=change, by=by, at=AT)


def test_small_numbers_need_a_tick(milestone, writer, by):
    change = ask(milestone, writer, reason="4 pupils moved away.")
    with pytest.raises(NotAllowed, match=r"^'4 pupils' counts fewer than 5 children"):
        publish_milestone_change(change=change, by=by, at=AT)
    publish_milestone_change(change=change, by=by, at=AT, small_numbers_checked=True)
    assert AuditEntry.objects.get().words.endswith(" Checked small numbers: 4 pupils.")
