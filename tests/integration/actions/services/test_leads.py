"""Who leads an action, in which order, and who led it before."""

from __future__ import annotations

import pytest

from actions.models import ActionLead, Lead, LeadsChange
from actions.services import set_leads
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


def test_leads_stand_in_order_and_once(by, stale):
    action = make.ActionFactory()
    set_leads(action=action, names=["SEN team", "Health", "SEN team"], by=by, at=AT)
    set_leads(action=action, names=["Health", "SEN team"], by=by, at=AT)
    assert list(ActionLead.objects.values_list("lead__name", "order")) == [("Health", 0), ("SEN team", 1)]
    assert Lead.objects.count() == 2
    assert stale()


def test_a_lead_is_known_by_its_name_in_its_partnership(by):
    plan, elsewhere = make.PlanFactory(), make.PlanFactory()
    for names in (["SEN team"], ["SEN team", "SEN Team!"]):
        set_leads(action=make.ActionFactory(plan=plan), names=names, by=by, at=AT)
    set_leads(action=make.ActionFactory(plan=elsewhere), names=["SEN team"], by=by, at=AT)
    assert list(Lead.objects.order_by("pk").values_list("partnership", "name", "slug")) == [
        (plan.partnership_id, "SEN team", "sen-team"),
        (plan.partnership_id, "SEN Team!", "sen-team-2"),
        (elsewhere.partnership_id, "SEN team", "sen-team"),
    ]


def test_every_change_of_the_leads_leaves_who_when_and_what_was_before(by):
    action = make.ActionFactory()
    set_leads(action=action, names=["SEN team", "Health"], by=by, at=make.MOMENT)
    set_leads(action=action, names=["SEN team", "Health"], by=by, at=AT)
    set_leads(action=action, names=["Health"], by=by, at=AT, reason="The team was closed.")
    assert list(LeadsChange.objects.values_list("before", "after", "reason", "recorded_at", "recorded_by")) == [
        ("SEN team\nHealth", "Health", "The team was closed.", AT, by.pk),
        ("", "SEN team\nHealth", "", make.MOMENT, by.pk),
    ]
