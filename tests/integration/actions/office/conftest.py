"""What the tests of actions in the office stand on: a partnership with people, a plan, and what a browser sends."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from tests.factories import office as make


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch")


@pytest.fixture
def officer(partnership):
    return make.MembershipFactory(partnership=partnership, user__username="officer").user


@pytest.fixture
def approver(partnership):
    return make.MembershipFactory(partnership=partnership, role="approver", user__username="approver").user


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Plan for 2026", published=True)


@pytest.fixture
def elsewhere():
    """A published plan of a partnership in which the officer has no role."""
    return make.PlanFactory(partnership__name="Farshire", title="Secret plan", published=True)


@pytest.fixture
def public_action(plan):
    return make.ActionFactory(
        plan=plan,
        public=True,
        timescale_raw="by March 2026",
        due=date(2026, 3, 31),
        precision="month",
        original_due=date(2026, 3, 31),
        next_due=date(2026, 3, 31),
    )


def change(action: Action) -> str:
    return reverse("admin:actions_action_change", args=[action.pk])


def typed(action: Action, **changes: object) -> dict[str, object]:
    """What the browser sends for the action's form, with what the person changed."""
    rows = ("words_versions", "due_date_changes", "leads_changes", "reports")
    return {
        "version_read": str(action.version),
        "priority": action.priority_id or "",
        "reference": action.reference,
        "order": action.order,
        "plain_words": action.plain_words,
        "outcome": action.outcome,
        "agreed_words": action.official_words,
        "words_reason": "",
        "timescale_words": action.timescale_raw,
        "due_reason": "",
        "due_agreed_by": "",
        "due_changed_on": "",
        "lead_names": "\n".join(row.lead.name for row in action.action_leads.all()),
        "continues": action.continues_id or "",
        **{f"{name}-{count}_FORMS": 0 for name in rows for count in ("TOTAL", "INITIAL")},
        **changes,
    }


def form_errors(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)
