"""A name that a document brings later is held back in what is not public at once, in what is public by publishing."""

from __future__ import annotations

import pytest
from django.core.serializers import serialize
from django.urls import reverse

from actions.importing import publish_document
from actions.models import (
    Action,
    ActionLead,
    ActionWords,
    DueDateChange,
    Lead,
    LeadsChange,
    Organisation,
    ProgressReport,
    RatingWord,
)
from actions.services import give_public_words
from priorities.models import HeldBack, Partnership, Plan, Priority, PriorityWords, SourceDocument
from tests.factories import office as make
from tests.integration.actions.importing.conftest import AT, LATER

NAME = "Xanthe Quillfeather"
HEADER = "Ref\tAction\tLead\tBy when\tRAG\n"
FIRST = (
    f"{HEADER}1.1\tReport each term to {NAME} about training\tSEN team\tMar-27\tGreen\n"
    "1.2\tPublish the local offer\tSEN team\tSep-27\tAmber\n"
)
SECOND = FIRST.replace("local offer\tSEN team", f"local offer\t{NAME}")

READ = (
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    Action,
    ActionWords,
    DueDateChange,
    Lead,
    LeadsChange,
    Organisation,
    ProgressReport,
    RatingWord,
)
"""Everything of which the public reads words; of a document it reads the title and the date."""


def named() -> list[str]:
    """The records that name her, as the public or the office reads them."""
    found = [
        model.__name__
        for model in READ
        for record in model.objects.all()
        if "uillfeather" in serialize("json", [record])
    ]
    return found + [document.title for document in SourceDocument.objects.filter(title__contains="uillfeather")]


@pytest.fixture
def published(importing):
    importing.publish(FIRST)
    return importing


def test_a_name_that_comes_later_is_taken_out_of_what_was_public(published, client):
    assert named() == ["Action", "ActionWords"]  # nothing in the first document says that it is a name
    Action.objects.filter(reference="1.1").update(slug="1-1-xanthe-quillfeather")
    stored = published.store(SECOND, at=LATER)
    assert stored.waits
    assert named() == ["Action", "ActionWords"]  # what was public is touched by an approver alone
    publish_document(document=stored.document, by=published.by, at=LATER)
    assert named() == ["Action"]  # its address, which goes on being found
    action = Action.objects.get(reference="1.1")
    assert (action.official_words, action.slug) == (
        "Report each term to [name 1 held back] about training",
        "1-1-xanthe-quillfeather",
    )
    kept = action.history.first()
    assert (kept.history_user, kept.history_date, kept.history_change_reason) == (
        published.by,
        LATER,
        "A name that stood here is held back.",
    )
    assert not action.words_versions.exclude(words=action.official_words).exists()
    assert [lead.name for lead in Action.objects.get(reference="1.2").leads.all()] == ["[name 1 held back]"]
    page = client.get(reverse("actions:plan", args=["early-help"])).content.decode()
    assert "Quillfeather" not in page


def test_the_preview_says_that_stored_texts_name_somebody_and_changes_nothing(published):
    found = published.preview(SECOND)
    sentence = (
        "The public reads this name in 2 texts; publishing this document puts the placeholder there: "
        "action 1.1, official words; action words of action 1.1, words."
    )
    assert [(problem.value, problem.message) for problem in found.problems] == [(NAME, sentence)]
    assert named() == ["Action", "ActionWords"]
    assert HeldBack.objects.count() == 0
    stored = published.store(SECOND, at=LATER)
    kept = stored.document.problems.get(message=sentence)
    assert (kept.value, kept.place) == (NAME, "line 3")


def test_other_plans_shared_leads_and_every_public_column_are_searched(published):
    partnership = published.plan.partnership
    other = make.PlanFactory(
        partnership=partnership, published=True, summary=f"Ask {NAME}.", agreed_by="X. Quillfeather"
    )
    priority = make.PriorityFactory(plan=other, why_it_matters=f"{NAME} says so.")
    report = make.ProgressReportFactory(
        action__plan=other, state="published", public_from=AT, done="Quillfeather, Xanthe has met 3 families."
    )
    make.RatingWordFactory(plan=other, word="Blue", meaning=f"Seen by {NAME}")
    organisation = make.OrganisationFactory(partnership=partnership, name=f"Office of {NAME}")
    draft = make.PlanFactory(partnership=partnership, title=f"Plan of {NAME}", slug="plan-of-xanthe-quillfeather")
    leads = [make.LeadFactory(partnership=partnership, name=name) for name in (NAME, "Quillfeather, Xanthe")]
    for lead in leads:
        ActionLead.objects.create(action=make.ActionFactory(plan=other, public=True), lead=lead)
    elsewhere = make.PlanFactory(summary=f"Ask {NAME}.")
    stored = published.store(SECOND, at=LATER)
    elsewhere.delete()
    draft.refresh_from_db()
    assert (draft.title, draft.slug) == ("Plan of [name 3 held back]", "plan-of-name-3-held-back")
    assert "Organisation" not in named()
    publish_document(document=stored.document, by=published.by, at=LATER)
    assert named() == []
    mine, theirs, of_draft = HeldBack.objects.order_by("number")
    assert (mine.plan, of_draft.plan, theirs.plan, theirs.words, theirs.placeholder) == (
        published.plan,
        draft,
        other,
        NAME,
        "[name 2 held back]",
    )
    other.refresh_from_db()
    report.refresh_from_db()
    assert (other.summary, report.done) == (
        "Ask [name 2 held back].",
        "[name 2 held back] has met 3 families.",
    )
    assert Lead.objects.filter(name="[name 1 held back]").count() == 1

    give_public_words(held_back=theirs, public_words="SENCO", by=published.by, at=LATER)
    give_public_words(held_back=mine, public_words="Lead officer", by=published.by, at=LATER)
    for record in (other, priority, organisation):
        record.refresh_from_db()
    assert (other.summary, other.agreed_by, priority.why_it_matters, organisation.name) == (
        "Ask SENCO.",
        "SENCO",
        "SENCO says so.",
        "Office of Lead officer",
    )
    assert not Lead.objects.filter(name__contains="held back").exists()


def test_what_was_no_name_after_all_is_put_back(published):
    stored = published.store(SECOND, at=LATER)
    publish_document(document=stored.document, by=published.by, at=LATER)
    assert Action.objects.get(reference="1.1").official_words == "Report each term to [name 1 held back] about training"
    give_public_words(held_back=HeldBack.objects.get(), public_words=NAME, by=published.by, at=LATER)
    assert Action.objects.get(reference="1.1").official_words == f"Report each term to {NAME} about training"
