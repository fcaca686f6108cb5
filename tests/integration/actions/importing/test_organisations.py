"""A role and its organisation in two columns: one lead where that is certain, two and a problem where it is not."""

from __future__ import annotations

from actions.models import Action, Lead
from actions.services import give_public_words, set_leads
from priorities.models import HeldBack, ReadingProblem
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
