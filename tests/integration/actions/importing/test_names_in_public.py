"""A document that nobody has approved changes nothing that the public reads, whatever it calls a name."""

from __future__ import annotations

import pytest
from django.core.serializers import serialize
from django.urls import reverse

from actions.importing import publish_document
from actions.models import Action, Lead, Organisation
from actions.services import give_public_words, leave_out, publish_plan_and_actions
from priorities.models import HeldBack, Partnership, Plan, Priority, ReadingProblem
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.importing.conftest import LATER

DRAFT = (
    "Ref\tAction\tLead\tBy when\n"
    "1.1\tAsk each family what helps\tDr Local Offer\tMar-27\n"
    "1.2\tVisit every school\tMrs Exampleshire Send\tMar-27\n"
)


@pytest.fixture
def public(importing):
    """A public plan whose names, addresses, leads and words all say "Local Offer" or "Exampleshire SEND"."""
    partnership = importing.plan.partnership
    Partnership.objects.filter(pk=partnership.pk).update(
        name="Dr Exampleshire Send Partnership", area_name="Mrs Exampleshire Send", advice_service="Dr Local Offer line"
    )
    plan = make.PlanFactory(
        partnership=partnership, published=True, title="Dr Local Offer plan", slug="dr-local-offer", summary="Short."
    )
    priority = make.PriorityFactory(
        plan=plan, slug="dr-local-offer-first", title="The Dr Local Offer", public_from=make.MOMENT
    )
    action = make.ActionFactory(
        plan=plan,
        priority=priority,
        reference="7",
        slug="7-dr-local-offer",
        outcome="Dr Local Offer works.",
        public=True,
    )
    body = make.OrganisationFactory(partnership=partnership, name="Dr Local Offer Ltd")
    lead = make.LeadFactory(partnership=partnership, name="Dr Local Offer", organisation=body)
    make.ActionLeadFactory(action=action, lead=lead)
    return plan


def stored() -> str:
    return serialize(
        "json",
        [
            *Partnership.objects.order_by("pk"),
            *Plan.objects.filter(slug="dr-local-offer"),
            *Priority.objects.filter(plan__slug="dr-local-offer"),
            *Action.objects.filter(plan__slug="dr-local-offer"),
            *Organisation.objects.order_by("pk"),
            *Lead.objects.filter(name="Dr Local Offer"),
        ],
    )


def test_storing_a_draft_in_another_plan_changes_nothing_public(importing, public, client):
    before = stored()
    importing.store(DRAFT)
    assert stored() == before
    address = reverse("actions:action", args=["dr-local-offer", "7-dr-local-offer"])
    assert client.get(address).status_code == 200
    led_by = [lead.name for lead in Action.objects.get(plan=importing.plan, reference="1.1").leads.all()]
    assert led_by == ["[name 1 held back]"]
    assert stored() == before


def test_the_preview_and_a_problem_say_where_the_public_reads_it(importing, public):
    sentences = {
        "The public reads this name in 3 texts; publishing this document puts the placeholder there: "
        "priority dr-local-offer-first, title; action 7, outcome; lead 'Dr Local Offer', role or team.",
        "The public reads this name in plan dr-local-offer, title; plan dr-local-offer, address; "
        "priority dr-local-offer-first, address; action 7, address; "
        f"partnership '{Partnership.objects.get()}', independent advice service; and 1 more; "
        "publishing does not change that. If it is a person, rename it by hand.",
    }
    said = {problem.message for problem in importing.preview(DRAFT).problems if problem.value == "Dr Local Offer"}
    assert said == sentences
    importing.store(DRAFT)
    kept = ReadingProblem.objects.filter(value="Dr Local Offer", message__startswith="The public reads")
    assert {problem.message for problem in kept} == sentences


def test_publishing_masks_words_and_leads_and_no_address_or_title(importing, public):
    importing.publish(DRAFT)
    partnership, plan = Partnership.objects.get(), Plan.objects.get(pk=public.pk)
    priority, action = plan.priorities.get(), plan.actions.get()
    assert (partnership.name, partnership.area_name, partnership.advice_service) == (
        "Dr Exampleshire Send Partnership",
        "Mrs Exampleshire Send",
        "Dr Local Offer line",
    )
    assert (plan.title, plan.slug, priority.slug, action.slug) == (
        "Dr Local Offer plan",
        "dr-local-offer",
        "dr-local-offer-first",
        "7-dr-local-offer",
    )
    number = HeldBack.objects.get(plan=plan, words="Dr Local Offer").number
    assert (priority.title, action.outcome) == (f"The [name {number} held back]", f"[name {number} held back] works.")
    assert [lead.name for lead in action.leads.all()] == ["[name 1 held back]"]
    assert Organisation.objects.get().name == "Dr Local Offer Ltd"


def test_a_public_plan_whose_title_holds_a_name_can_still_be_published(importing, public):
    importing.plan = public
    importing.publish(DRAFT)
    public.refresh_from_db()
    assert (public.title, public.slug) == ("Dr Local Offer plan", "dr-local-offer")
    publish_plan_and_actions(plan=public, by=importing.by, at=LATER)


def test_an_officer_gives_no_role_that_another_plan_or_a_shared_lead_shows_the_public(importing, public, client):
    officer = make.MembershipFactory(partnership=public.partnership).user
    importing.store(DRAFT)
    held_back = HeldBack.objects.get(words="Dr Local Offer")
    where = reverse("admin:priorities_heldback_change", args=[held_back.pk])
    client.force_login(officer)
    data = {"version_read": str(held_back.version), "public_words": "Anything"}
    Lead.objects.filter(name="[name 1 held back]").first().action_leads.create(action=public.actions.get(), order=5)
    assert client.post(where, data).status_code == 403
    with pytest.raises(NotAllowed) as refusal:
        give_public_words(held_back=held_back, public_words="Anything", by=officer, at=LATER)
    sentence = "The public reads [name 1 held back], so an approver decides what takes its place."
    assert str(refusal.value) == sentence
    with pytest.raises(NotAllowed) as refusal:
        leave_out(held_back=held_back, by=officer, at=LATER)
    assert str(refusal.value) == sentence
    assert HeldBack.objects.get(pk=held_back.pk).decided_at is None
    client.force_login(importing.by)
    page = client.post(where, {**data, "public_words": "SENCO"}, follow=True)
    assert "The public reads 'SENCO' in its place now." in [str(message) for message in page.context["messages"]]
    assert "SENCO" in [lead.name for lead in public.actions.get().leads.all()]


@pytest.mark.parametrize(
    "put",
    [
        lambda plan: Partnership.objects.filter(pk=plan.partnership_id).update(name="[name 1 held back]"),
        lambda plan: Plan.objects.filter(pk=plan.pk).update(title="Of [name 1 held back]"),
        lambda plan: Action.objects.filter(plan=plan).update(outcome="[name 1 held back] works."),
        lambda plan: Organisation.objects.update(name="[name 1 held back] Ltd"),
    ],
)
def test_a_placeholder_in_any_public_text_is_an_approvers(importing, public, client, put):
    importing.store(DRAFT)
    held_back = HeldBack.objects.get(words="Dr Local Offer")
    officer = make.MembershipFactory(partnership=public.partnership).user
    client.force_login(officer)
    where = reverse("admin:priorities_heldback_change", args=[held_back.pk])
    assert 'name="public_words"' in client.get(where).content.decode()
    put(public)
    assert 'name="public_words"' not in client.get(where).content.decode()
    data = {"version_read": str(held_back.version), "public_words": "SENCO"}
    assert client.post(where, data).status_code == 403


def test_a_name_that_is_left_out_never_empties_a_public_text(importing, public):
    action = public.actions.get()
    Action.objects.filter(pk=action.pk).update(official_words="Dr Local Offer")
    importing.store(DRAFT)
    leave_out(held_back=HeldBack.objects.get(words="Dr Local Offer"), by=importing.by, at=LATER)
    importing.plan.refresh_from_db()
    publish_plan_and_actions(plan=importing.plan, by=importing.by, at=LATER)
    action.refresh_from_db()
    number = HeldBack.objects.get(plan=public, words="Dr Local Offer").number
    assert action.official_words == f"[name {number} held back]"


def test_an_answer_about_a_public_action_that_names_somebody_still_counts_when_published(importing):
    head = "Ref\tAction\tLead\tBy when\n"
    importing.publish(f"{head}1.1\tTrain every school in autism with Xanthe Quillfeather\tSEN team\tMar-27\n")
    second = f"{head}2.1\tTrain all nurseries and colleges on autism together with Xanthe Quillfeather\tXanthe Quillfeather\tMar-27\n"
    assert [question.key for question in importing.preview(second).questions] == ["line 2"]
    document = importing.store(second, at=LATER, answers={"line 2": "1-1"}).document
    publish_document(document=document, by=importing.by, at=LATER)
    words = "Train all nurseries and colleges on autism together with [name 1 held back]"
    assert Action.objects.get().official_words == words


def test_the_publish_page_says_which_names_the_public_reads_already(importing, public, client):
    importing.store(DRAFT)
    client.force_login(importing.by)
    where = reverse("admin:priorities_plan_publish", args=[importing.plan.pk])
    page = client.get(where).content.decode()
    assert "Names that the public reads already" in page
    assert (
        "The public reads this name in 3 texts; publishing this plan puts the placeholder there: "
        "priority dr-local-offer-first, title; action 7, outcome;"
    ) in page
    before = client.get(where).context["form"]["seen"].value()
    Action.objects.filter(plan=public).update(outcome="Nothing.")
    assert client.get(where).context["form"]["seen"].value() != before


def test_a_short_form_of_two_names_breaks_no_preview(importing, public):
    Action.objects.filter(plan=public).update(outcome="J. Quillfeather works.")
    text = DRAFT.replace("Dr Local Offer", "Joan Quillfeather").replace("Mrs Exampleshire Send", "Jane Quillfeather")
    assert not [item for item in importing.preview(text).problems if "action 7, outcome" in item.message]
