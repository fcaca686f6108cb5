"""A role and its organisation in two columns: one lead where that is certain, two and a problem where it is not."""

from __future__ import annotations

import pytest

from actions.action_page import action_context, find_action
from actions.importing import publish_document
from actions.models import Action, Lead, Organisation
from actions.services import give_public_words, publish_plan_and_actions, set_leads
from priorities.models import HeldBack, ReadingProblem
from tests.factories import office as make
from tests.integration.actions.importing.conftest import LATER

HEADER = "Ref\tAction\tLead organisation\tLead officer\tBy when\n"


def leads(reference: str) -> list[tuple[str, str]]:
    links = Action.objects.get(reference=reference).action_leads.select_related("lead__organisation")
    return [(link.lead.name, link.lead.organisation.name if link.lead.organisation else "") for link in links]


def rows(*cells: tuple[str, str]) -> str:
    text = HEADER
    for number, (body, role) in enumerate(cells, start=1):
        words = ("Ask parents what helps", "Train the staff of each school", "Open a telephone line")[number - 1]
        text += f"1.{number}\t{words}\t{body}\t{role}\tMar-27\n"
    return text


def test_one_role_beside_one_organisation_is_one_lead(importing):
    file = importing.file(rows(("County Council", "Head of SEND"), ("County Council", "Group manager"), ("", "SENCO")))
    assert [action.leads for action in file.reading.actions] == [
        ["County Council", "Head of SEND"],
        ["County Council", "Group manager"],
        ["SENCO"],
    ]
    importing.store(rows(("County Council", "Head of SEND"), ("County Council", "Group manager"), ("", "SENCO")))
    assert [leads(reference) for reference in ("1.1", "1.2", "1.3")] == [
        [("Head of SEND", "County Council")],
        [("Group manager", "County Council")],
        [("SENCO", "")],
    ]
    assert Lead.objects.count() == 3


def test_two_organisations_beside_a_role_are_leads_of_their_own(importing):
    importing.store(rows(("County Council / ICB", "Head of SEND")))
    assert leads("1.1") == [("County Council", ""), ("ICB", ""), ("Head of SEND", "")]


def test_a_role_beside_two_organisations_is_not_sure(importing):
    importing.store(rows(("County Council", "Commissioner"), ("ICB", "Commissioner")))
    assert leads("1.1") == [("County Council", ""), ("Commissioner", "")]
    assert leads("1.2") == [("ICB", ""), ("Commissioner", "")]
    assert ReadingProblem.objects.filter(message__startswith="'Commissioner' stands beside more than one").count() == 2


def test_the_same_document_again_changes_no_lead(importing):
    text = rows(("County Council", "Head of SEND"), ("ICB", "Commissioner"))
    importing.publish(text)
    assert importing.preview(text + "\n").is_empty
    action = Action.objects.get(reference="1.1")
    assert [change.fields for change in importing.preview(text.replace("Head of SEND", "Group manager")).changed] == [
        {"leads": (["Head of SEND"], ["Group manager"])}
    ]
    importing.publish(text.replace("Head of SEND", "Group manager"), at=LATER)
    assert leads(action.reference) == [("Group manager", "County Council")]


def test_a_person_beside_an_organisation_is_not_sure(importing):
    text = rows(("County Council", "Priya Natarajan"), ("ICB", "Commissioner"))
    importing.publish(text)
    assert leads("1.1") == [("County Council", ""), ("[name 1 held back]", "")]
    give_public_words(held_back=HeldBack.objects.get(), public_words="Head of SEND", by=importing.by, at=LATER)
    assert importing.preview(text + "\n").is_empty
    set_leads(action=Action.objects.get(reference="1.1"), names=["SENCO"], by=importing.by, at=LATER)
    assert importing.preview(text + "\n").is_empty


# --- a lead that the public reads ---


@pytest.fixture
def public_lead(importing):
    """A lead without an organisation, of a public action of another plan of the partnership."""
    partnership = importing.plan.partnership
    plan = make.PlanFactory(partnership=partnership, published=True)
    lead = make.LeadFactory(partnership=partnership, name="Head of SEND")
    make.ActionLeadFactory(action=make.ActionFactory(plan=plan, public=True), lead=lead)
    return lead


SENTENCE = (
    "'Head of SEND' leads public actions and has no organisation; 'Seaside Council' becomes its organisation when this is "
    "published."
)
NAMED = rows(("Seaside Council", "Head of SEND"), ("Seaside Council", "Head of SEND"))


def organisation_of(lead: Lead) -> str:
    lead.refresh_from_db()
    return lead.organisation.name if lead.organisation else ""


def test_a_draft_document_gives_a_lead_of_public_actions_no_organisation(importing, public_lead):
    assert [item.message for item in importing.preview(NAMED).problems] == [SENTENCE]
    document = importing.store(NAMED).document
    assert organisation_of(public_lead) == ""
    assert not Organisation.objects.exists()
    problem = document.problems.get(message=SENTENCE)
    assert (problem.place, problem.field, problem.value) == ("line 2", "leads", "Seaside Council; Head of SEND")
    assert leads("1.1") == [("Head of SEND", "")]


def test_publishing_the_document_gives_it(importing, public_lead):
    document = importing.store(NAMED).document
    waiting = document.problems.filter(message=SENTENCE)
    assert list(waiting.values_list("settled_at", "settled_by")) == [(None, None)]
    publish_document(document=document, by=importing.by, at=LATER)
    assert organisation_of(public_lead) == "Seaside Council"
    assert list(waiting.values_list("settled_at", "settled_by")) == [(LATER, importing.by.pk)]
    kept = public_lead.history.get(history_date=LATER)
    assert (kept.history_user, kept.organisation.name) == (importing.by, "Seaside Council")


def test_publishing_the_plan_gives_it_once(importing, public_lead):
    importing.store(NAMED)
    importing.plan.refresh_from_db()
    publish_plan_and_actions(plan=importing.plan, by=importing.by, at=LATER)
    assert organisation_of(public_lead) == "Seaside Council"
    public_lead.organisation = None
    public_lead.save()
    publish_plan_and_actions(plan=importing.plan, by=importing.by, at=LATER)
    assert organisation_of(public_lead) == ""


def test_a_waiting_document_gives_it_when_it_is_published(importing, public_lead):
    importing.publish(rows(("", "SENCO")))
    document = importing.store(NAMED, at=LATER).document
    assert organisation_of(public_lead) == ""
    publish_document(document=document, by=importing.by, at=LATER)
    assert organisation_of(public_lead) == "Seaside Council"


def test_a_lead_that_became_public_since_gets_it_too(importing):
    lead = make.LeadFactory(partnership=importing.plan.partnership, name="Head of SEND")
    importing.publish(rows(("", "SENCO")))
    document = importing.store(NAMED, at=LATER).document
    other = make.PlanFactory(partnership=importing.plan.partnership, published=True)
    make.ActionLeadFactory(action=make.ActionFactory(plan=other, public=True), lead=lead)
    publish_document(document=document, by=importing.by, at=LATER)
    assert organisation_of(lead) == "Seaside Council"


# --- a role that has its organisation from elsewhere ---


@pytest.fixture
def commissioner(importing):
    """A lead that another plan of the partnership has with an organisation of its own."""
    partnership = importing.plan.partnership
    board = make.OrganisationFactory(partnership=partnership, name="Seaside Health Board")
    lead = make.LeadFactory(partnership=partnership, name="Commissioner", organisation=board)
    other = make.PlanFactory(partnership=partnership, published=True)
    make.ActionLeadFactory(action=make.ActionFactory(plan=other, public=True, slug="theirs"), lead=lead)
    return lead


def shown(reference: str) -> list[tuple[str, str | None]]:
    action = Action.objects.get(reference=reference, plan__slug="early-help")
    found = find_action("early-help", action.slug)
    return list(action_context(found, on=LATER.date())["leads"])


@pytest.mark.parametrize(
    ("body", "leading"),
    [
        ("Seaside Health Board", [("Commissioner", "Seaside Health Board")]),
        ("Coldwater Council", [("Coldwater Council", None), ("Commissioner", None)]),
        ("", [("Commissioner", None)]),
    ],
)
def test_no_organisation_is_shown_that_the_document_does_not_give(importing, commissioner, body, leading):
    stored = importing.publish(rows((body, "Commissioner"), ("", "SENCO")))
    assert shown("1.1") == leading
    said = [item.message for item in stored.comparison.problems if item.field == "leads"]
    assert said == (
        [
            "'Commissioner' stands beside more than one organisation, so it is shown without one, and both are leads: check "
            "the action's leads."
        ]
        if body == "Coldwater Council"
        else []
    )
    theirs = Action.objects.get(slug="theirs")
    assert list(action_context(find_action(theirs.plan.slug, "theirs"), on=LATER.date())["leads"]) == [
        ("Commissioner", "Seaside Health Board")
    ]


def test_an_organisation_that_the_plan_itself_gave_stays_with_its_next_document(importing):
    first = rows(("Seaside Health Board", "Commissioner"))
    importing.publish(first)
    importing.publish(rows(("", "Commissioner"), ("", "Commissioner")), at=LATER)
    assert shown("1.1") == shown("1.2") == [("Commissioner", "Seaside Health Board")]
