"""In which order lists stand, and that the newest updates of the home page stand first in the list they lead to."""

from __future__ import annotations

from datetime import date

import pytest

from actions import reporting
from actions.models import Action, DueDateChange
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 15)


@pytest.fixture
def updated(world):
    """Eight further updates of one day; in the plan's order the two that moved come last."""
    for reference, before, now in (
        ("5.1", None, Status.ON_TRACK),
        ("5.2", Status.AT_RISK, None),
        ("5.3", Status.ON_TRACK, Status.ON_TRACK),
        ("5.4", Status.OFF_TRACK, Status.OFF_TRACK),
        ("5.5", Status.ON_TRACK, Status.ON_TRACK),
        ("5.6", None, None),
        ("5.7", Status.ON_TRACK, Status.ON_TRACK),
        ("5.8", Status.OFF_TRACK, Status.AT_RISK),
    ):
        due = date(2026, 1, 31) if reference == "5.5" else None
        action = pages.public_action(world.plan, reference, due=due)
        if before:
            pages.published_report(action, date(2026, 1, 10), before)
        pages.published_report(action, DAY, now, done="We met.")
    for reference, words_only in (("5.7", False), ("5.6", True)):
        DueDateChange.objects.create(
            action=Action.objects.get(plan=world.plan, reference=reference),
            to_due=date(2026, 9, 1),
            reason="Two posts stayed empty.",
            changed_on=DAY,
            words_only=words_only,
            public_from=pages.NOON,
            recorded_at=pages.NOON,
        )
    return world


def in_order(plan, sort: str) -> list[str]:
    found = reporting.in_order(Action.objects.public().filter(plan=plan), sort, plan, on=pages.TODAY)
    return [action.reference for action in found]


def test_of_one_day_what_moved_comes_first_then_what_needs_attention(updated):
    # Moved: the date of 5.7, the rating of 5.8. Then off track (5.4) or overdue (5.5). Other words are no move (5.6).
    expected = ["5.7", "5.8", "5.4", "5.5", "5.1", "5.2", "5.3", "5.6"]
    assert in_order(updated.plan, "-updated")[:8] == expected


def test_a_rating_that_was_corrected_is_nothing_to_move_from(updated):
    """The mistaken rating is corrected by a report of the same day: it is still what was said before that counts."""
    action = Action.objects.get(plan=updated.plan, reference="5.3")
    wrong = action.reports.get(reported_on=DAY)
    pages.published_report(action, DAY, Status.ON_TRACK, corrects=wrong)
    type(wrong)._base_manager.filter(pk=wrong.pk).update(status=Status.OFF_TRACK)
    assert in_order(updated.plan, "-updated")[4:7] == ["5.1", "5.2", "5.3"]


def test_the_newest_updates_are_those_on_top_of_the_list(updated):
    news = reporting.newest_updates(updated.plan, since=date(2026, 2, 18), on=pages.TODAY)
    assert [(one.action.reference, one.moved) for one in news.updates] == [
        ("5.7", "Due date moved."),
        ("5.8", "From Off track to At risk."),
        ("5.4", ""),
    ]
    assert (news.number, news.day) == (8, DAY)


def test_updates_of_several_days_are_counted_together(world):
    pages.hide_canaries(world)
    news = reporting.newest_updates(world.plan, since=date(2026, 2, 18), on=pages.TODAY)
    assert [one.action.slug for one in news.updates] == ["2-3", "1-3", "1-1"]
    assert [one.moved for one in news.updates] == ["", "", "From On track to At risk."]
    assert (news.number, news.day) == (4, None)
    assert news.last_published.date() == date(2026, 3, 12)


def test_what_was_published_before_is_not_among_the_newest(world):
    news = reporting.newest_updates(world.plan, since=date(2026, 3, 10), on=pages.TODAY)
    assert [one.action.slug for one in news.updates] == ["2-3", "1-3"]
    assert (news.number, news.day) == (2, None)
    late = reporting.newest_updates(world.plan, since=date(2026, 3, 13), on=pages.TODAY)
    assert (late.updates, late.number, late.last_published) == ([], 0, news.last_published)
    assert reporting.newest_updates(make.PlanFactory(), since=date(2026, 1, 1), on=pages.TODAY).last_published is None


def test_the_newest_updates_are_one_question(updated, django_assert_num_queries):
    with django_assert_num_queries(1):
        reporting.newest_updates(updated.plan, since=date(2026, 2, 18), on=pages.TODAY)


def test_home_says_how_many_and_what_moved(client, updated):
    said = get(client, "/").split("The newest updates of the last 30 days")[1].split("Talk to someone")[0]
    assert said.startswith(" 3 of 8 updates of 15 March 2026. 5.7: ")
    assert "At risk From Off track to At risk. Published on 15 March 2026." in said
    assert said.count("Due date moved.") == 1


def test_needs_attention_first_is_one_order_in_the_list_and_on_the_priority(world):
    for reference, due, status, reported in (
        ("6.1", None, Status.OFF_TRACK, date(2026, 3, 1)),
        ("6.2", None, Status.OFF_TRACK, date(2025, 3, 1)),
        ("6.3", date(2026, 1, 31), Status.OFF_TRACK, date(2026, 3, 1)),
        ("6.4", date(2026, 1, 31), None, date(2026, 3, 1)),
        ("6.5", None, Status.AT_RISK, date(2026, 3, 1)),
        ("6.6", None, Status.ON_TRACK, date(2026, 3, 1)),
        ("6.7", None, Status.NOT_STARTED, date(2026, 3, 1)),
    ):
        action = pages.public_action(world.plan, reference, due=due, priority=world.moves)
        pages.published_report(action, reported, status)
    # Off track: overdue, silent, the rest. Overdue, at risk, silent; what is under way by its rating; finished.
    expected = ["6.3", "6.2", "6.1", "6.4", "6.5", "2.1", "6.7", "6.6", "2.2"]
    actions = Action.objects.in_bulk()
    keys = reporting.first_of_priority(world.moves, on=pages.TODAY)
    assert [actions[key].reference for key in keys] == expected
    assert [one for one in in_order(world.plan, "status") if one in expected] == expected
    assert [one for one in in_order(world.plan, "-status") if one in expected] == expected[::-1]


def test_an_unknown_order_is_refused(world):
    with pytest.raises(ValueError, match="No order 'size'"):
        in_order(world.plan, "size")
