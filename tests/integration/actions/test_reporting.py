"""Counts and conditions of the pages, held against the model's own questions and against the pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import reporting
from actions.models import Action
from actions.status import Status
from priorities.models import Plan
from tests.factories import office as make
from tests.factories import pages

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ACTIONS = st.lists(
    st.tuples(
        st.none() | DAYS,  # next due
        st.sampled_from([None, "", *(status.value for status in Status)]),  # None: no report at all
        st.none() | DAYS,  # reported on
        st.none() | DAYS,  # promised on
    ),
    max_size=6,
)


def build(given, *, closed_on, cycle) -> Plan:
    plan = make.PlanFactory(published=True, slug=f"p{Plan.objects.count()}", closed_on=closed_on, update_cycle=cycle)
    for number, (due, status, reported_on, promised_on) in enumerate(given):
        action = make.ActionFactory(
            plan=plan, slug=f"a{number}", public_from=pages.AGREED, promised_on=promised_on, next_due=due
        )
        if status is not None:
            report = make.ProgressReportFactory(
                action=action,
                status=status,
                reported_on=reported_on,
                reason="Why.",
                state="published",
                public_from=pages.AGREED,
            )
            action.set_reports([report])
            action.save()
    return plan


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS, st.none() | DAYS, st.sampled_from(["", *Plan.UpdateCycle.values]), DAYS)
def test_three_ways_to_ask_give_one_answer(db, given, closed_on, cycle, on):
    """The page's counts, the conditions of the lists, and the pure rule for each action agree on any day."""
    plan = build(given, closed_on=closed_on, cycle=cycle)
    public = Action.objects.public().filter(plan=plan)
    ruled = [action.timeliness(on=on) for action in public.select_related("plan", "latest_report")]

    counts = reporting.counts(plan, on=on)

    assert counts.total == len(given) == sum(counts.by_status.values())
    assert (
        counts.overdue
        == public.filter(reporting.is_overdue(plan, on=on)).count()
        == sum(one.overdue_days is not None for one in ruled)
    )
    assert counts.silent == public.filter(reporting.is_silent(plan, on=on)).count()
    assert counts.silent == sum(one.silent_days is not None for one in ruled)
    assert counts.unrated == sum(status in (None, "") for _, status, _, _ in given)
    for status in Status:
        assert counts.by_status[status] == sum(one[1] == status.value for one in given)


def test_what_is_not_public_is_not_counted(world):
    before = reporting.counts(world.plan, on=pages.TODAY)
    pages.hide_canaries(world)
    assert reporting.counts(world.plan, on=pages.TODAY) == before


def test_counts_of_the_parts_add_up(world):
    parts = reporting.counts_by_priority(world.plan, on=pages.TODAY)
    assert {key: part.total for key, part in parts.items()} == {world.early.pk: 3, world.moves.pk: 2, None: 2}
    total = reporting.counts(world.plan, on=pages.TODAY)
    assert (total.total, total.done, total.attention, total.unrated, total.no_date) == (7, 2, 2, 2, 3)
    assert total.last_update_on == date(2026, 3, 12)


def test_shares_and_widths_of_bars():
    counts = reporting.Counts(total=4)
    counts.by_status[Status.COMPLETE] = 3
    counts.by_status[None] = 1
    bars = {bar.status: (bar.number, bar.width, bar.share) for bar in counts.bars}
    assert bars[Status.COMPLETE] == (3, 100, "75%")
    assert bars[None] == (1, 33, "25%")
    assert bars[Status.STOPPED] == (0, 0, "0%")
    assert [bar.status for bar in counts.bars] == list(reporting.STATUSES)


def test_no_actions_have_no_bars():
    assert {(bar.width, bar.share) for bar in reporting.Counts().bars} == {(0, "0%")}


def in_order(actions, plan):
    to, heard = reporting.counted_to(plan, on=pages.TODAY), reporting.silent_before(plan, on=pages.TODAY)
    return reporting.attention_first(actions, to, heard)


def test_the_other_statuses_are_those_that_are_neither_complete_nor_at_risk():
    numbers = {Status.COMPLETE: 2, Status.ON_TRACK: 7, Status.STOPPED: 1, Status.OFF_TRACK: 3}
    counts = reporting.Counts(by_status=dict.fromkeys(reporting.Counts().by_status, 0) | numbers)
    assert counts.others == [(7, "on track"), (1, "stopped")]
    assert reporting.Counts().others == []


def test_attention_comes_first(world):
    public = Action.objects.public().filter(plan=world.plan)
    found = in_order(public, world.plan)
    # Off track; overdue (also at risk); silent; under way or unrated; finished in the plan's order.
    assert [action.slug for action in found] == ["1-3", "1-1", "2-1", "2-3", "1-2", "2-2", "print-a-newsletter"]


def test_the_first_of_a_priority_are_read_in_the_same_order(world):
    public = Action.objects.public().filter(priority=world.early)
    found = in_order(public, world.plan).values_list("pk", flat=True)
    assert reporting.first_of_priority(world.early, on=pages.TODAY) == list(found)
    assert len(found) == 3


def test_a_line_of_a_list_says_what_the_models_say(world):
    """The list reads columns, not models; both must come to the same."""
    public = Action.objects.public().filter(plan=world.plan).select_related("plan", "latest_report", "priority")
    lines = reporting.rows([action.pk for action in public], world.plan, on=pages.TODAY, vague={})
    for action, line in zip(public, lines, strict=True):
        assert line.url == action.get_absolute_url()
        assert line.status is action.status
        assert line.timeliness == action.timeliness(on=pages.TODAY)
        assert line.due == reporting.due_words(action, on=pages.TODAY)
        assert line.name == reporting.action_name(action)
        assert line.priority == (action.priority.label if action.priority else "None named")


def test_more_rows_than_fit_are_refused(world):
    with pytest.raises(ValueError, match="longer"):
        reporting.rows(list(range(21)), world.plan, on=pages.TODAY, vague={})
