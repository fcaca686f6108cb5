"""A list is asked in two ways: prepared, for its keys, and as a queryset, for its CSV. Both find the same, as counted."""

from __future__ import annotations

from datetime import date
from itertools import combinations, cycle

import pytest
from django.http import QueryDict

from actions import reporting
from actions.filters import NONE, ActionFilters
from actions.models import Action
from actions.reporting import lead_names, priorities_of
from actions.status import Status
from priorities.models import Plan
from tests.factories import pages

pytestmark = pytest.mark.django_db

CLOSED_ON = date(2025, 12, 31)


@pytest.fixture(params=[None, CLOSED_ON], ids=["open", "closed"])
def plan(world, request) -> Plan:
    """The open plan with an action for each filter, as it is and as if it had been closed."""
    pages.public_action(world.plan, "3.1", "Ask families each spring.", due=date(2026, 4, 15))
    pages.public_action(world.plan, "3.2", "Train two people.", due=date(2026, 1, 10), promised_on=date(2025, 6, 1))
    began = pages.public_action(world.plan, "3.3", "Visit each family.", due=date(2026, 5, 1))
    pages.published_report(began, date(2026, 3, 2), Status.NOT_STARTED)
    world.plan.closed_on = request.param
    world.plan.save()
    return world.plan


def filters(plan: Plan, *asked: tuple[str, str]) -> ActionFilters:
    data = QueryDict(mutable=True)
    for name, value in asked:
        data.appendlist(name, value)
    return ActionFilters(
        data,
        plan=plan,
        priorities={priority.slug: str(priority) for priority in priorities_of(plan)},
        leads=lead_names(plan),
        on=pages.TODAY,
    )


def every_value(plan: Plan) -> list[tuple[str, str]]:
    """Each filter with each of its values; of the search, which may hold anything, two."""
    listed = [(name, value) for name, values in filters(plan).labels.items() for value in values]
    return [*listed, ("q", "famil"), ("q", "train people")]


def test_the_prepared_question_finds_what_the_queryset_finds(plan):
    """No filter, each value, each pair of values: also a second value of a shape whose question is kept already."""
    values = every_value(plan)
    assert {name for name, _ in values} == {"q", "status", "late", "stale", "priority", "lead", "due"}
    orders = cycle(reporting.SORTS)
    asked = [(), *((one,) for one in values), *combinations(values, 2)]
    differing, sizes = [], set()
    for several in asked:
        order = next(orders)
        question = filters(plan, *several)
        assert question.ignored == []
        keys = question.keys(order)
        if keys != list(question.ordered(order).values_list("pk", flat=True)):
            differing.append((several, order))
        sizes.add(len(keys))
    assert differing == []
    assert {0, 1, 2, 3, 10} <= sizes  # some find nothing, some a few, and without a filter everything


def test_a_filter_finds_as_many_as_it_is_counted_to_find(plan):
    for one in every_value(plan):
        question = filters(plan, one)
        assert [chosen.number for chosen in question.counted(question.chosen())] == [len(question.keys(""))], one


def test_the_counts_of_the_plan_are_those_of_the_lists(plan):
    counts = reporting.counts(plan, on=pages.TODAY)

    def found(name: str, value: str) -> int:
        return len(filters(plan, (name, value)).keys(""))

    assert counts.total == len(filters(plan).keys("")) == Action.objects.public().filter(plan=plan).count() == 10
    assert counts.overdue == found("late", "1")
    assert counts.silent == found("stale", "1")
    assert counts.no_date == found("due", NONE) == 3
    for status, number in counts.by_status.items():
        assert number == found("status", status.value if status else NONE), status
    by_priority = reporting.counts_by_priority(plan, on=pages.TODAY)
    for priority in priorities_of(plan):
        assert by_priority[priority.pk].total == found("priority", priority.slug)
    assert by_priority[None].total == found("priority", NONE) == 5


@pytest.mark.parametrize(
    ("closed_on", "overdue", "silent"), [(None, 2, 3), (CLOSED_ON, 0, 0), (date(2026, 3, 1), 2, 0)]
)
def test_the_day_on_which_a_plan_closed_is_no_part_of_another_plans_question(world, closed_on, overdue, silent):
    """The questions are kept by what a filter reads of its plan; asked in turn, each plan has its own answer."""
    pages.public_action(world.plan, "3.2", "Train two people.", due=date(2026, 1, 10))
    pages.public_action(world.plan, "3.4", "Hear from schools.")
    for own, late, stale in ((None, 2, 3), (closed_on, overdue, silent), (None, 2, 3)):
        world.plan.closed_on = own
        assert len(filters(world.plan, ("late", "1")).keys("")) == late
        assert len(filters(world.plan, ("stale", "1")).keys("")) == stale
