"""The order and the words of an action's history."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.action_page import public_reports
from actions.models import Action, PastWithdrawal
from actions.promise_history import PublicReport, added_later, correction_in_words, promise_history
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(world) -> Action:
    return pages.public_action(world.plan, "5.1", "Do it.")


def told(action: Action) -> list[tuple[date | None, str]]:
    history = promise_history(
        action,
        [PublicReport._make(row) for row in public_reports(action=action.pk)],
        action.due_date_changes.public().order_by("changed_on", "pk"),
    )
    return [(entry.on, entry.move if entry.kind == "report" else entry.kind) for entry in history]


def test_without_reports_only_the_promise(action):
    assert told(action) == [(date(2025, 1, 6), "promised")]


def test_every_rating_move(action):
    for month, status in enumerate([None, Status.ON_TRACK, Status.ON_TRACK, None, Status.OFF_TRACK], start=2):
        pages.published_report(action, date(2025, month, 1), status)
    assert told(action) == [
        (date(2025, 6, 1), "From On track to Off track"),
        (date(2025, 5, 1), "No rating given"),
        (date(2025, 4, 1), "Still On track"),
        (date(2025, 3, 1), "First rating: On track"),
        (date(2025, 2, 1), "No rating given"),
        (date(2025, 1, 6), "promised"),
    ]


def test_undated_is_oldest_and_what_was_said_on_the_first_day_stands_above_the_promise(action):
    pages.published_report(action, None, Status.AT_RISK)
    pages.published_report(action, date(2025, 1, 6), Status.ON_TRACK)
    assert told(action) == [
        (date(2025, 1, 6), "From At risk to On track"),
        (date(2025, 1, 6), "promised"),
        (None, "First rating: At risk"),
    ]


def test_drafts_tell_nothing(action):
    for state in ("draft", "submitted", "returned"):
        make.ProgressReportFactory(action=action, state=state, status="complete", returned_reason="Why.")
    assert told(action) == [(date(2025, 1, 6), "promised")]


def test_a_moved_date_without_a_day_keeps_its_words(action):
    action.due_date_changes.create(
        from_raw="soon",
        to_due=date(2026, 5, 1),
        reason="Agreed.",
        changed_on=date(2025, 2, 1),
        public_from=pages.AGREED,
        recorded_at=pages.AGREED,
    )
    moved = promise_history(action, [], action.due_date_changes.all())[0]
    assert (moved.kind, moved.was, moved.now) == ("moved", "no date (“soon”)", "1 May 2026")


@pytest.mark.parametrize(
    ("old", "since", "agreed_by", "said"),
    [
        (date(2025, 1, 31), datetime(2025, 2, 4, 9, tzinfo=UTC), "SEND board", (date(2025, 2, 4), True)),
        (date(2025, 2, 2), datetime(2025, 2, 1, 9, tzinfo=UTC), "SEND board", (None, False)),
        (date(2025, 2, 2), datetime(2025, 2, 4, 9, tzinfo=UTC), "SEND board", (date(2025, 2, 4), True)),
        (None, datetime(2025, 2, 1, 23, 30, tzinfo=UTC), "SEND board", (None, False)),
        (date(2025, 1, 31), datetime(2025, 2, 4, 9, tzinfo=UTC), "", (date(2025, 2, 4), False)),
    ],
    ids=["agreed late", "known at once", "the old date passed before anybody read it", "no old date", "of a document"],
)
def test_a_moved_date_says_since_when_it_is_public_and_whether_the_old_one_had_passed(
    action, old, since, agreed_by, said
):
    action.due_date_changes.create(
        from_raw="then",
        from_due=old,
        to_due=date(2026, 5, 1),
        reason="Agreed.",
        agreed_by=agreed_by,
        changed_on=date(2025, 2, 1),
        public_from=since,
        recorded_at=since,
    )
    moved = promise_history(action, [], action.due_date_changes.all())[0]
    assert (moved.public_since, moved.had_passed) == said


def test_other_words_for_the_same_time_are_told_as_words(action):
    action.due_date_changes.create(
        from_raw="Mar-26",
        to_raw="by March 2026",
        from_due=date(2026, 3, 31),
        to_due=date(2026, 3, 31),
        words_only=True,
        reason="As in the plan.",
        changed_on=date(2025, 2, 1),
        public_from=pages.AGREED,
        recorded_at=pages.AGREED,
    )
    told = promise_history(action, [], action.due_date_changes.all())[0]
    assert (told.kind, told.was, told.now) == ("reworded", "“Mar-26”", "“by March 2026”")


def test_what_was_withdrawn_and_came_back_is_told_on_its_days(action):
    pages.published_report(action, date(2025, 3, 1), Status.ON_TRACK)
    past = PastWithdrawal(
        action=action,
        withdrawn_at=datetime(2025, 2, 1, 9, tzinfo=UTC),
        reason="The money ended.",
        # Half past midnight in London is still the day before in UTC.
        returned_at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC),
    )
    reports = [PublicReport._make(row) for row in public_reports(action=action.pk)]
    entries = promise_history(action, reports, [], [past])
    assert [(entry.on, entry.kind) for entry in entries] == [
        (date(2025, 7, 1), "returned"),
        (date(2025, 3, 1), "report"),
        (date(2025, 2, 1), "withdrawn"),
        (date(2025, 1, 6), "promised"),
    ]
    assert entries[2].reason == "The money ended."


@pytest.mark.parametrize(
    ("public_from", "recorded_at", "later"),
    [
        (datetime(2025, 1, 6, 9, tzinfo=UTC), datetime(2025, 1, 6, 18, tzinfo=UTC), None),
        (datetime(2025, 1, 6, 9, tzinfo=UTC), datetime(2025, 1, 7, 0, tzinfo=UTC), date(2025, 1, 7)),
        # Half past midnight in London is still the day before in UTC.
        (datetime(2025, 6, 30, 9, tzinfo=UTC), datetime(2025, 6, 30, 23, 30, tzinfo=UTC), date(2025, 7, 1)),
        (datetime(2025, 1, 6, 9, tzinfo=UTC), datetime(2025, 1, 5, 9, tzinfo=UTC), None),
        (None, datetime(2025, 1, 5, 9, tzinfo=UTC), None),
    ],
)
def test_added_later_counts_london_days(public_from, recorded_at, later):
    assert added_later(public_from, recorded_at) == later


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("", "Corrects the report of 1 March 2025."),
        ("It said 40 places; there are 14", "Corrects the report of 1 March 2025: It said 40 places; there are 14."),
        ("The month was wrong.", "Corrects the report of 1 March 2025: The month was wrong."),
    ],
)
def test_a_correction_says_what_it_corrects_and_of_which_day(action, what, said):
    wrong = pages.published_report(action, date(2025, 3, 1), Status.ON_TRACK)
    pages.published_report(action, date(2025, 4, 1), Status.AT_RISK, corrects=wrong, corrects_what=what)
    reports = [PublicReport._make(row) for row in public_reports(action=action.pk)]
    newest = promise_history(action, reports, [])[0]
    assert newest.notes == f"{said} Who approved it is not stated."
    assert correction_in_words(reports[0], None) == said.replace("the report of 1 March 2025", "an earlier report")


def test_the_forums_view_comes_with_its_report_once_it_is_public(action):
    spoken_on = pages.published_report(action, date(2025, 3, 1), Status.ON_TRACK)
    view = make.ForumViewFactory(report=spoken_on, words="We wait.", state="submitted")
    assert [PublicReport._make(row).forum_words for row in public_reports(action=action.pk)] == [None]
    type(view)._base_manager.update(state="published", public_from=make.MOMENT)
    (row,) = (PublicReport._make(row) for row in public_reports(action=action.pk))
    assert (row.forum_words, row.forum_from) == ("We wait.", make.MOMENT)
