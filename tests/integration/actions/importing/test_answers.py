"""Answers given when a document is stored count when it is published, unless what they are about was changed since."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.importing import ImportRefused, comparison_in_words, preview_document, publish_document
from actions.models import Action
from actions.services import withdraw_action
from priorities.services import agree_words, save_edit
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tBy when\n"
FIRST = (
    f"{HEADER}1.1\tTrain every school in autism\tSEN team\tMar-27\n1.2\tVisit homes with health staff\tHealth\tSep-27\n"
)
SECOND = FIRST.replace("1.1\tTrain every school in autism", "2.1\tTrain every nursery and school about autism").replace(
    "1.2\tVisit homes with health staff", "2.2\tVisit homes and schools with our health staff"
)
ANSWERS = {"line 2": "1-1", "line 3": "new"}


def wait(importing, text: str = SECOND, answers=ANSWERS):
    """Publish a first document; store a second one that waits, with answers."""
    importing.publish(FIRST)
    assert len(importing.preview(text).questions) == 2
    stored = importing.store(text, at=LATER, answers=answers)
    assert stored.waits
    return stored.document


def change(importing, slug: str) -> None:
    action = Action.objects.get(slug=slug)
    action.plain_words = "In plain words."
    save_edit(record=action, by=importing.by, at=LATER)


def references() -> list[str]:
    return list(Action.objects.public().order_by("reference").values_list("reference", flat=True))


def test_nothing_is_asked_again(importing):
    document = wait(importing)
    found = preview_document(document)
    assert found.questions == []
    assert [line for line, _ in comparison_in_words(found) if line.startswith("answered")] == [
        "answered when it was stored: line 2: 'Train every nursery and school about autism' may be the action '1-1' or a "
        "new one: It is the action '1.1 Train every school in autism'",
        "answered when it was stored: line 3: 'Visit homes and schools with our health staff' may be the action '1-2' or a "
        "new one: It is a new action",
    ]
    publish_document(document=document, by=importing.by, at=LATER)
    assert Action.objects.get(slug="1-1").official_words == "Train every nursery and school about autism"
    assert references() == ["2.1", "2.2"]


def test_only_what_was_changed_since_is_asked_again(importing, client):
    document = wait(importing)
    change(importing, "1-2")
    assert [question.key for question in preview_document(document).questions] == ["line 3"]
    with pytest.raises(ImportRefused, match=r"^line 3: "):
        publish_document(document=document, by=importing.by, at=LATER)
    client.force_login(importing.by)
    page = reverse("admin:priorities_plan_take", args=[importing.plan.pk])
    form = client.get(page).context["form"]
    (name,) = form.questions
    assert client.post(page, {"seen": form["seen"].value(), name: "1-2"}).status_code == 302
    assert Action.objects.get(slug="1-2").reference == "2.2"


def test_an_answer_that_is_given_now_counts_more(importing):
    document = wait(importing)
    publish_document(document=document, by=importing.by, at=LATER, answers={"line 3": "1-2"})
    assert Action.objects.get(slug="1-2").reference == "2.2"


def test_what_somebody_said_unasked_is_kept_while_the_plan_has_it(importing):
    """Its reference and its words would make line 2 the action 1.2, without a question."""
    importing.publish(FIRST)
    text = f"{HEADER}1.2\tVisit homes with health\tSEN team\tMar-27\n"
    assert [change.action.slug for change in importing.preview(text).changed] == ["1-2"]
    document = importing.store(text, at=LATER, answers={"line 2": "1-1"}).document
    change(importing, "1-1")
    found = preview_document(document)
    assert ([change.action.slug for change in found.changed], found.questions) == (["1-1"], [])


def test_whose_words_stand_is_kept_until_the_office_changes_them_again(importing):
    importing.publish(FIRST)
    action = Action.objects.get(slug="1-1")
    agree_words(record=action, words="Train each school in autism", reason="Agreed.", by=importing.by, at=AT)
    other = FIRST.replace("Train every school in", "Train every school about")
    document = importing.store(other, at=LATER, answers={"line 2 words": "office"}).document
    assert preview_document(document).questions == []
    agree_words(record=action, words="Teach each school autism", reason="Agreed.", by=importing.by, at=LATER)
    assert [question.key for question in preview_document(document).questions] == ["line 2 words"]


def test_a_row_said_unasked_to_be_an_action_is_not_it_once_that_is_withdrawn(importing):
    importing.publish(FIRST)
    document = importing.store(FIRST.replace("Mar-27", "Apr-27"), at=LATER, answers={"line 2": "1-1"}).document
    assert preview_document(document).questions == []
    action = Action.objects.get(slug="1-1")
    withdraw_action(action=action, reason="No money.", by=importing.by, at=LATER)
    found = preview_document(document)
    assert ([question.key for question in found.questions], found.returned) == (["line 2"], [])
