"""What moved between two days: compared at both ends, each move of a date with its reason, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Action, ActionWords, DueDateChange
from actions.reporting.moves import moves
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.reporting.test_standing import moment, report

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

MET, TODAY = date(2026, 1, 22), date(2026, 3, 20)


@pytest.fixture
def plan():
    return pages.public_plan(make.PartnershipFactory())


def between(plan, after=MET, until=TODAY):
    return moves(plan, after=after, until=until)


def refs(found) -> list[str]:
    return [one.now.listed.reference for one in found]


def test_ratings_that_moved_and_those_that_came_back(plan):
    for reference, then, now in (
        ("moved", ["on_track"], ["off_track"]),
        ("back", ["on_track"], ["at_risk", "on_track"]),
        ("first", [], ["at_risk"]),
        ("same", ["at_risk"], [""]),
        ("done", ["on_track"], ["complete"]),
        ("embedded", ["complete"], ["embedded"]),
        ("stopped", ["at_risk"], ["stopped"]),
    ):
        action = pages.public_action(plan, reference)
        for at, status in enumerate(then):
            report(action, date(2025, 6, 1 + at), status, reason="x")
        for at, status in enumerate(now):
            report(action, date(2026, 2, 1 + at), status, reason="x")
    found = between(plan)
    assert [(one.now.listed.reference, one.was.status, one.now.status) for one in found.ratings] == [
        ("moved", Status.ON_TRACK, Status.OFF_TRACK),
        ("first", None, Status.AT_RISK),
        ("embedded", Status.COMPLETE, Status.EMBEDDED),
    ]
    assert (refs(found.completed), refs(found.stopped)) == (["done"], ["stopped"])
    assert found.number == 5


def test_the_day_of_the_meeting_itself_is_over(plan):
    """The board saw what the public could read that day; the next meeting asks what came after it."""
    action = pages.public_action(plan, "1")
    report(action, MET, "at_risk")
    assert between(plan).number == 0
    assert refs(between(plan, after=date(2026, 1, 21)).ratings) == ["1"]
    assert between(plan, after=date(2026, 1, 21), until=date(2026, 1, 21)).number == 0


def test_every_move_of_a_date_with_its_reason(plan):
    action = pages.public_action(plan, "1", due=date(2026, 9, 30))
    days = [date(2026, 1, 10), date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 10)]
    for at, day in enumerate(days):
        DueDateChange.objects.create(
            action=action, from_raw=f"{at}", to_raw=f"{at + 1}", reason=f"Reason {at}.", agreed_by="The board",
            changed_on=day, public_from=moment(day), recorded_at=moment(day), words_only=at == 3,
        )  # fmt: skip
    other = pages.public_action(plan, "2")
    DueDateChange.objects.create(
        action=other, from_raw="x", to_raw="y", reason="Nobody knows.", changed_on=days[1], recorded_at=moment(days[1])
    )
    assert [(one.reason, one.from_raw, one.to_raw, one.agreed_by) for one in between(plan).dates] == [
        ("Reason 1.", "1", "2", "The board"),
        ("Reason 2.", "2", "3", "The board"),
    ]


def test_new_gone_and_other_words(plan):
    pages.public_action(plan, "new", public_from=moment(date(2026, 2, 1)))
    done = pages.public_action(plan, "new and done", public_from=moment(date(2026, 2, 1)))
    report(done, date(2026, 2, 2), "complete")
    for reference, day in (("gone", date(2026, 2, 5)), ("gone before", date(2026, 1, 5))):
        action = pages.public_action(plan, reference, "Secret words.")
        Action.objects.filter(pk=action.pk).update(withdrawn_at=moment(day), withdrawn_reason="Said twice.")
    came = pages.public_action(plan, "came and went", public_from=moment(date(2026, 2, 1)))
    Action.objects.filter(pk=came.pk).update(withdrawn_at=moment(date(2026, 2, 5)), withdrawn_reason="x")
    other = pages.public_action(plan, "words", "Now.", plain_words="")
    for words, day in (("Then.", date(2025, 1, 6)), ("Now.", date(2026, 2, 1))):
        ActionWords.objects.create(action=other, words=words, public_from=moment(day), recorded_at=moment(day))
    found = between(plan)
    assert [one.listed.reference for one in found.new] == ["new", "new and done"]
    assert [(one.now.listed.reference, one.was) for one in found.completed] == [("new and done", None)]
    assert [(one.reference, one.reason) for one in found.gone] == [("gone", "Said twice.")]
    assert [(one.official, one.plain) for one in found.words] == [(("Then.", "Now."), None)]


@pytest.mark.parametrize("number", [1, 3, 20])
def test_as_many_questions_for_any_number(plan, django_assert_num_queries, number):
    for at in range(number):
        report(pages.public_action(plan, f"{at}"), date(2026, 2, 1), "at_risk")
    with django_assert_num_queries(6):
        assert between(plan).number == number
