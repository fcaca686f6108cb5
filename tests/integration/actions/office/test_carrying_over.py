"""The page that carries unfinished actions over: everything ticked, done once, nothing lost that was typed."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from priorities.models import Plan
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_12_april(time_machine):
    time_machine.move_to("2026-04-12T11:00:00+00:00", tick=False)


@pytest.fixture
def page(plan) -> str:
    return reverse("admin:priorities_plan_carry-over", args=[plan.pk])


@pytest.fixture
def into(plan):
    return make.PlanFactory(partnership=plan.partnership, title="Plan for 2027")


def post(client, page, **typed):
    seen = client.get(page).context["form"].initial["seen"]
    return client.post(page, {"seen": seen, "title": "", "references": "kept", **typed}, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_all_are_ticked_and_an_overdue_one_is_said(client, officer, page, public_action, into):
    client.force_login(officer)
    response = client.get(page)
    body = response.content.decode()
    assert f'value="{public_action.pk}" id="id_actions_0" checked' in body
    assert ">End of March 2026. Overdue by 12 days: the date stays as it is</td>" in body
    assert [str(plan) for plan in response.context["form"].fields["into"].queryset] == ["Plan for 2027"]


def test_one_step_carries_them_and_a_double_click_does_it_once(client, officer, page, public_action, into, plan):
    client.force_login(officer)
    make.PriorityFactory(plan=plan)
    seen = client.get(page).context["form"].initial["seen"]
    typed = {"seen": seen, "into": into.pk, "title": "", "references": "kept", "actions": [public_action.pk]}
    first, second = (client.post(page, typed, follow=True) for _ in range(2))
    assert said(first) == ["1 action carried over into 'Plan for 2027', which is a draft: the public cannot read it."]
    assert said(second)[-1] == (
        "0 actions carried over into 'Plan for 2027', which is a draft: the public cannot read it. 1 action went on there already."
    )
    assert [action.continues for action in into.actions.all()] == [public_action]


def test_a_new_plan_is_made_once_and_a_lost_priority_is_said(client, officer, page, public_action, plan):
    public_action.priority = make.PriorityFactory(plan=plan)
    public_action.save()
    client.force_login(officer)
    seen = client.get(page).context["form"].initial["seen"]
    typed = {"seen": seen, "title": "Plan for 2028", "references": "empty", "actions": [public_action.pk]}
    first = client.post(page, typed, follow=True)
    client.post(page, typed)
    assert said(first) == [
        "1 action carried over into 'Plan for 2028', which is a draft: the public cannot read it. "
        "1 action has no priority there yet."
    ]
    made = Plan.objects.get(title="Plan for 2028")
    assert made.actions.get().reference == ""


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "title", "Title of a new plan: nothing is written here; write it, or choose the next plan."),
        ({"title": "New"}, "actions", "Unfinished actions: none is ticked; tick what is to be carried over."),
        (
            {"title": "New", "into": "own"},
            "title",
            "Title of a new plan: 'New' is not needed; empty it, or make a new plan.",
        ),
        ({"into": "elsewhere"}, "into", "Next plan: '{}' is not in the list; choose one that is."),
        ({"into": "published"}, "into", "Next plan: '{}' is not in the list; choose one that is."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_changes_nothing(
    typed, field, sentence, client, officer, page, public_action, into, elsewhere
):
    client.force_login(officer)
    plans = {"own": into, "elsewhere": make.PlanFactory(), "published": elsewhere}
    if "into" in typed:
        typed = {**typed, "into": plans[typed["into"]].pk}
    response = post(client, page, **typed)
    assert response.context["form"].errors[field] == [sentence.format(typed.get("into"))]
    assert response.content.decode().partition("<title>")[2].startswith("Error: ")
    assert Action.objects.filter(continues__isnull=False).count() == 0


def test_what_changed_meanwhile_is_refused_and_the_ticks_stay(client, officer, page, public_action, plan, into):
    other = make.ActionFactory(plan=plan, public=True)
    client.force_login(officer)
    seen = client.get(page).context["form"].initial["seen"]
    public_action.due = public_action.next_due = date(2026, 5, 31)
    public_action.save()
    typed = {"seen": seen, "into": into.pk, "title": "", "references": "empty", "actions": [public_action.pk]}
    response = client.post(page, typed)
    assert "Something here was changed after you opened this page" in response.content.decode()
    assert not into.actions.exists()
    ticks = {str(row["action"].pk): "checked" in str(row["tick"]) for row in response.context["form"].rows}
    assert ticks == {str(public_action.pk): True, str(other.pk): False}


def test_it_asks_as_much_of_the_database_for_20_as_for_1(client, approver, page, plan, django_assert_num_queries):
    client.force_login(approver)
    for number in (1, 3, 20):
        while (count := plan.actions.count()) < number:
            action = make.ActionFactory(plan=plan, public=True, priority=make.PriorityFactory(plan=plan))
            make.ActionLeadFactory(action=action, lead__partnership=plan.partnership, order=count)
        with django_assert_num_queries(9):
            assert client.get(page).status_code == 200
