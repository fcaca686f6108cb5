"""What an approver opened is what they publish: the leads and organisations of its actions too."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import Action, Lead, Organisation
from priorities.models import Plan
from priorities.office_verbs import CHANGED_SINCE
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make.PlanFactory(title="Plan for 2026", slug="plan-for-2026")
    body = make.OrganisationFactory(partnership=plan.partnership, name="County Council")
    lead = make.LeadFactory(partnership=plan.partnership, name="Head of SEND", organisation=body)
    make.ActionLeadFactory(action=make.ActionFactory(plan=plan), lead=lead)
    make.RatingWordFactory(plan=plan, word="Green", meaning="Going well")
    return plan


def _another_lead(plan: Plan) -> None:
    lead = make.LeadFactory(partnership=plan.partnership, name="Anybody")
    Action.objects.get(plan=plan).action_leads.update(lead=lead)


def _second_lead(plan: Plan) -> None:
    lead = make.LeadFactory(partnership=plan.partnership, name="Anybody")
    make.ActionLeadFactory(action=Action.objects.get(plan=plan), lead=lead, order=1)


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: Lead.objects.update(name="Anybody"),
        lambda plan: Organisation.objects.update(name="Anybody Ltd"),
        lambda plan: Lead.objects.update(organisation=None),
        lambda plan: plan.rating_words.update(meaning="Anything"),
        _another_lead,
        _second_lead,
    ],
    ids=["lead", "organisation", "no organisation", "rating key", "another lead", "second lead"],
)
def test_what_changed_after_the_page_was_opened_is_not_published(client, plan, change):
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    where = reverse("admin:priorities_plan_publish", args=[plan.pk])
    seen = client.get(where).context["form"]["seen"].value()
    change(plan)
    response = client.post(where, {"seen": seen})
    assert response.context["form"].errors == {"__all__": [CHANGED_SINCE]}
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_what_another_plan_alone_has_changes_nothing(client, plan):
    client.force_login(make.MembershipFactory(partnership=plan.partnership, role="approver").user)
    where = reverse("admin:priorities_plan_publish", args=[plan.pk])
    seen = client.get(where).context["form"]["seen"].value()
    make.LeadFactory(partnership=plan.partnership, name="Anybody")
    assert client.post(where, {"seen": seen}).status_code == 302
