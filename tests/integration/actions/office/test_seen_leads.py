"""What an approver opened is what they publish: the leads and organisations of its actions too."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.importing import read_file, store_file
from actions.models import Action, Lead, Organisation
from actions.services import publish_plan_and_actions
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


def test_a_lead_renamed_after_a_waiting_documents_page_was_opened_stops_it(client, plan, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "documents"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    approver = make.MembershipFactory(partnership=plan.partnership, role="approver").user
    publish_plan_and_actions(plan=plan, by=approver, at=make.MOMENT)
    path = tmp_path / "plan.txt"
    path.write_text("Ref\tAction\tLead\tBy when\n1.1\tAsk parents what helps\tSENCO\tMar-27\n", encoding="utf-8")
    lead = make.LeadFactory(partnership=plan.partnership, name="SENCO")
    store_file(read_file(path, plan=plan), plan=plan, by=approver, at=make.MOMENT)
    client.force_login(approver)
    where = reverse("admin:priorities_plan_take", args=[plan.pk])
    seen = client.get(where).context["form"]["seen"].value()
    body = make.OrganisationFactory(partnership=plan.partnership, name="Anybody Ltd")
    Lead.objects.filter(pk=lead.pk).update(organisation=body)
    assert client.post(where, {"seen": seen}).context["form"].errors["__all__"] == [CHANGED_SINCE]
    plan.refresh_from_db()
    assert plan.documents.get().state == "draft"
