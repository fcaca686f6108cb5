"""One thing done to several actions: to all of them or to none."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import DueDateChange, ProgressReport
from actions.services import move_several, publish_report, report_on_several
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories.pages import published_report
from tests.integration.actions.services.conftest import AT, JUNE, MARCH, UNREAD

pytestmark = pytest.mark.django_db

SAID = {"status": "on_track", "done": "We met 12 families.", "reported_on": date(2026, 3, 1)}


@pytest.fixture
def actions():
    plan = make.PlanFactory(published=True)
    return make.ActionFactory.create_batch(
        3, plan=plan, public=True, timescale_raw=MARCH.raw, due=MARCH.due, next_due=MARCH.due, precision="month"
    )


def move(actions, by, timescale=JUNE, **values):
    facts = {"reason": "Two posts are empty.", "agreed_by": "SEND board", "changed_on": date(2026, 3, 1), **values}
    move_several(moves=[(action, timescale) for action in actions], by=by, at=AT, **facts)


def test_a_draft_begun_in_the_same_moment_stops_all_in_words(actions, by, monkeypatch):
    monkeypatch.setattr(
        "actions.services.several.refuse_personal_words",
        lambda *args, **more: make.ProgressReportFactory(action=actions[1], author=by, state="draft", done="Mine"),
    )
    with pytest.raises(NotAllowed) as refusal:
        report_on_several(actions=actions, columns=SAID, submit=False, by=by, at=AT)
    assert str(refusal.value) == (
        f"You have a draft on the action '{actions[1]}' already: finish that one first, or leave it out."
    )


def test_each_action_gets_a_draft_of_its_own(actions, by):
    made = report_on_several(actions=actions, columns=SAID, submit=False, by=by, at=AT)
    assert {report.action for report in made} == set(actions)
    assert {(report.state, report.author, report.done, report.recorded_at) for report in made} == {
        ("draft", by, "We met 12 families.", AT)
    }


def test_they_are_submitted_as_any_other(actions, by):
    made = report_on_several(actions=actions, columns=SAID, submit=True, by=by, at=AT)
    assert {(report.state, report.submitted_at, report.public_from) for report in made} == {("submitted", AT, None)}


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"status": "complete"}, "Complete needs an answer to 'How do we know"),
        ({"status": "stopped"}, "Stopped needs a reason."),
        ({"reported_on": date(2026, 4, 1)}, "is still to come"),
        ({"done": "Write to kim@example.org."}, "kim@example.org"),
    ],
)
def test_what_one_report_may_not_be_none_of_them_is(columns, sentence, actions, by):
    with pytest.raises(NotAllowed, match=sentence):
        report_on_several(actions=actions, columns={**SAID, **columns}, submit=True, by=by, at=AT)
    assert not ProgressReport.objects.exists()


def test_a_draft_may_lack_what_its_status_needs(actions, by):
    for status in ("stopped", "complete", "embedded"):
        ProgressReport.objects.all().delete()
        made = report_on_several(actions=actions, columns={**SAID, "status": status}, submit=False, by=by, at=AT)
        assert len(made) == 3


def test_a_draft_that_was_begun_is_not_written_over(actions, by):
    make.ProgressReportFactory(action=actions[2], author=by, done="Half a sentence")
    make.ProgressReportFactory(action=actions[0], author=make.UserFactory())
    with pytest.raises(NotAllowed, match=rf"You have a draft on the action '{actions[2]}' already"):
        report_on_several(actions=actions, columns=SAID, submit=False, by=by, at=AT)
    assert ProgressReport.objects.filter(author=by).count() == 1


def test_nobody_moves_a_public_date_alone(actions, by):
    published_report(actions[0], date(2026, 2, 5), done="We met.")
    move(actions, by)
    assert not DueDateChange.objects.exists()
    waiting = ProgressReport.objects.filter(state="submitted").order_by("action")
    assert [(each.author, each.new_timescale, each.status, each.no_change, each.done) for each in waiting] == [
        (by, JUNE.raw, "", True, "No change since the update of 5 February 2026."),
        (by, JUNE.raw, "", False, "This update only moves the due date."),
        (by, JUNE.raw, "", False, "This update only moves the due date."),
    ]
    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        publish_report(report=waiting[0], by=by, at=AT)
    with pytest.raises(NotAllowed, match=f"A new date of the action '{actions[0]}' waits for approval already; leave"):
        move(actions, by)


def test_each_moved_action_keeps_its_old_date(actions, by):
    move(actions, by)
    approver = make.UserFactory()
    for report in ProgressReport.objects.all():
        publish_report(report=report, by=approver, at=AT)
    for action in actions:
        action.refresh_from_db()
        change = action.due_date_changes.get()
        assert (action.due, change.from_due, change.to_due) == (JUNE.due, MARCH.due, JUNE.due)
        assert (change.reason, change.agreed_by, change.changed_on, change.recorded_by) == (
            "Two posts are empty.",
            "SEND board",
            date(2026, 3, 1),
            approver,
        )


def test_what_nobody_read_is_corrected_without_a_trace_of_a_move(by):
    action = make.ActionFactory(timescale_raw=MARCH.raw)
    move([action], by, reason="", agreed_by="", changed_on=None)
    action.refresh_from_db()
    assert (action.due, action.original_due, action.due_date_changes.count()) == (JUNE.due, JUNE.due, 0)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"timescale": UNREAD}, "'Spt' was not read as a date: 'Spt' is no month."),
        ({"timescale": MARCH}, "is 'by March 2026' already; leave it out"),
        ({"reason": " "}, "needs a reason"),
        ({"agreed_by": ""}, "say who agreed the new one, and when"),
        ({"changed_on": None}, "say who agreed the new one, and when"),
        ({"changed_on": date(2026, 3, 4)}, "is still to come"),
    ],
)
def test_none_is_moved_where_one_cannot_be(values, sentence, actions, by):
    good = make.ActionFactory(timescale_raw="by May 2026")
    with pytest.raises(NotAllowed, match=sentence):
        move([good, *actions], by, **values)
    good.refresh_from_db()
    assert (good.timescale_raw, DueDateChange.objects.count()) == ("by May 2026", 0)


def test_a_withdrawn_action_is_left_out(actions, by):
    actions[1].withdrawn_at, actions[1].withdrawn_reason = AT, "Twice."
    actions[1].save()
    with pytest.raises(NotAllowed, match="was withdrawn; leave it out"):
        move(actions, by)
    with pytest.raises(NotAllowed, match="was withdrawn; leave it out"):
        report_on_several(actions=actions, columns=SAID, submit=False, by=by, at=AT)
    assert not ProgressReport.objects.exists()
