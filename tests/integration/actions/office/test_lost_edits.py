"""Two people open the same page of the office and both save: the second is told, shown both versions, and loses no word.

Every form of every registered model is found by itself, so that a new one is not forgotten.
"""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from lxml import html

from tests.factories import office as make

pytestmark = pytest.mark.django_db

FACTORIES = {
    "priorities.partnership": make.PartnershipFactory,
    "priorities.user": make.UserFactory,
    "priorities.plan": make.PlanFactory,
    "priorities.priority": make.PriorityFactory,
    "priorities.heldback": make.HeldBackFactory,
    "actions.board": make.BoardFactory,
    "actions.organisation": make.OrganisationFactory,
    "actions.lead": make.LeadFactory,
    "actions.action": make.ActionFactory,
    "actions.milestone": make.MilestoneFactory,
    "priorities.commitment": make.CommitmentFactory,
    "priorities.recommendation": make.RecommendationFactory,
    "priorities.updateround": make.UpdateRoundFactory,
    "priorities.planreview": make.PlanReviewFactory,
    "routemaps.term": make.TermFactory,
    "routemaps.anchor": make.AnchorFactory,
    "routemaps.contact": make.ContactFactory,
    "routemaps.daterule": make.DateRuleFactory,
    "routemaps.routemap": make.RoutemapFactory,
    "routemaps.coproductionevent": make.CoproductionEventFactory,
    "routemaps.topic": make.TopicFactory,
    "routemaps.commentdesk": make.CommentDeskFactory,
}
"""How to make a record of every registered model that has a form."""

BOXES = {"priorities.heldback": "public_words", "priorities.planreview": "what_changed", "routemaps.daterule": "what"}
"""The box in which to type where it is not the first."""


READ_ONLY = {
    "priorities.auditentry",
    "priorities.membership",
    "priorities.sourcedocument",
    "priorities.sourcerow",
    "priorities.readingproblem",
    "actions.progressreport",
    "routemaps.routemapversion",
    "routemaps.comment",
}
"""Written by verbs alone (roles are given and taken), by nobody, or by the update form, which has its own test."""


def test_every_registered_model_is_tested_here_or_only_read():
    assert {model._meta.label_lower for model in admin.site._registry} == FACTORIES.keys() | READ_ONLY


def sent(page) -> dict[str, str]:
    """What a browser sends of the record's form as it stands."""
    form = next(form for form in html.fromstring(page.content.decode()).forms if "version_read" in form.inputs.keys())  # noqa: SIM118
    return {name: value or "" for name, value in form.form_values()}


def first_box(label: str, page) -> str:
    if label in BOXES:
        return BOXES[label]
    form = next(form for form in html.fromstring(page.content.decode()).forms if "version_read" in form.inputs.keys())  # noqa: SIM118
    boxes = form.xpath(".//input[@type='text' and not(contains(@class, 'vDate'))][not(@readonly)] | .//textarea")
    names = [box.name for box in boxes if not re.search(r"-\d+-|__prefix__|slug|username", box.name)]
    return names[0]


@pytest.mark.parametrize("label", FACTORIES)
def test_the_second_save_is_refused_and_keeps_what_was_typed(label, client):
    record = FACTORIES[label]()
    client.force_login(make.UserFactory(is_superuser=True, username="zoe"))
    where = reverse(f"admin:{label.replace('.', '_')}_change", args=[record.pk])
    mine, theirs = client.get(where), client.get(where)
    name, one, other = first_box(label, mine), "Words of one person", "Words of another"

    saved = client.post(where, sent(mine) | {name: one})
    assert saved.status_code == 302, saved.context["adminform"].form.errors
    refused = client.post(where, sent(theirs) | {name: other})

    assert refused.status_code == 200
    (sentence,) = refused.context["adminform"].form.non_field_errors()
    assert "after you opened it, so nothing was saved. Your words are still below" in sentence
    kept = refused.context["adminform"].form[name]
    assert kept.value() == other
    shown = {difference.label: (difference.stored, difference.typed) for difference in refused.context["differences"]}
    said = dict(getattr(kept.field, "choices", ()))
    assert (said.get(one, one), said.get(other, other)) in shown.values()
    stored = type(record).objects.get(pk=record.pk)
    column = {"agreed_words": "official_words"}.get(name, name)
    assert getattr(stored, column) == one


def test_rows_below_a_record_are_guarded_with_it(client):
    """One adds a line to a plan's rating key, the other changes the plan: whoever is second is told, either way."""
    client.force_login(make.UserFactory(is_superuser=True))
    plan = make.PlanFactory()
    word = make.RatingWordFactory(plan=plan, word="Amber", meaning="Late")
    where = reverse("admin:priorities_plan_change", args=[plan.pk])
    mine, theirs = sent(client.get(where)), sent(client.get(where))
    assert client.post(where, mine | {"rating_words-0-meaning": "Late by a month"}).status_code == 302
    refused = client.post(where, theirs | {"rating_words-0-meaning": "Late by a year"})
    assert refused.status_code == 200
    assert "Late by a year" in refused.content.decode()
    assert [(line.stored, line.typed) for line in refused.context["differences"]] == [
        ("Late by a month", "Late by a year")
    ]
    word.refresh_from_db()
    assert word.meaning == "Late by a month"
