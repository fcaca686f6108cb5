"""Words that are longer than their column are kept as far as they fit, and a problem says so; on every database."""

from __future__ import annotations

import pytest

from actions.importing import ImportRefused, publish_document, store_file
from actions.importing.masking import names_in
from actions.importing.priorities import title_of
from actions.models import Action, Lead, ProgressReport, RatingWord
from actions.reading import FoundPerson, KeyWord, PlanReading
from actions.reading.result import ReadPriority
from priorities.models import Plan, Priority, ReadingProblem, SourceDocument
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tBy when\tRAG\tProgress\n"
LONG = "very " * 70


def test_everything_that_is_too_long_is_cut_and_said(importing):
    file = importing.file(f"Priority 1: Early help\n\n{HEADER}1.1\tAsk parents\tSEN team\tMar-27\tGreen\tDone.\n")
    reading = file.reading
    reading.title = f"The {LONG}long plan"
    reading.priority_word = f"The {LONG}long word"
    reading.priorities[0].title = f"Early {LONG}help"
    reading.priorities[0].number = "1" * 30
    reading.rating_key.append(KeyWord(f"Green {LONG}", LONG * 2, None, "line 9"))
    (read,) = reading.actions
    read.reference, read.rating, read.leads = "A" * 60, f"Green {LONG}", [f"Team {LONG}"]
    stored = store_file(file, plan=importing.plan, by=importing.by, at=AT)
    action = Action.objects.get()
    assert (len(action.reference), action.reference[-1]) == (40, "…")
    assert len(ProgressReport.objects.get().rating) <= 200
    assert len(Lead.objects.get().name) <= 300
    assert len(Priority.objects.get().title) <= 300
    assert len(Priority.objects.get().number) == 20
    assert len(RatingWord.objects.get().word) <= 100
    assert len(RatingWord.objects.get().meaning) <= 500
    assert len(Plan.objects.get().priority_word) <= 60
    assert len(SourceDocument.objects.get().title) <= 300
    said = ReadingProblem.objects.filter(message__contains="characters; the first")
    assert list(said.values_list("place", "field").order_by("pk")) == [
        ("the document", "priority_word"),
        ("line 9", "rating"),
        ("line 9", "rating"),
        ("line 1", "priority"),
        ("line 1", "priority"),
        ("line 4", "reference"),
        ("line 4", "rating"),
        ("line 4", "leads"),
    ]
    assert said.filter(field="reference").get().value == "A" * 60
    assert said.filter(field="reference").get().message == "These words have 60 characters; the first 39 are kept."
    assert [problem.place for problem in stored.comparison.problems][:1] == ["the document"]


def test_the_reading_itself_says_what_will_be_cut(importing):
    long = f"{HEADER}1.1\tAsk parents\tSEN team\tMar-27\t{LONG}\tDone.\n"
    file = importing.file(long)
    assert [problem.field for problem in file.reading.problems if "characters; the first" in problem.message] == [
        "rating"
    ]
    assert file.reading.actions[0].rating == LONG.strip()


def test_reasons_fit_whatever_the_document_is_called(importing):
    rows = "1.1\tAsk parents what helps\tSEN team\tMar-27\t\t\n1.2\tWrite the guide\tHealth\tJun-27\t\t\n"
    importing.publish(f"Priority 1: Early help\n\n{HEADER}{rows}")
    text = f"Priority 1: Early help\n\n{HEADER}1.1\tAsk parents and carers what helps\tSEN team\tJun-27\t\t\n"
    file = importing.file(text)
    file.reading.title = "Plan " * 80
    document = store_file(file, plan=importing.plan, by=importing.by, at=LATER).document
    publish_document(document=document, by=importing.by, at=LATER)
    gone = Action.objects.get(reference="1.2")
    assert gone.withdrawn_reason.startswith("It is not in 'Plan Plan")
    assert len(gone.withdrawn_reason) <= 300


def test_a_personal_detail_of_a_whole_page_is_refused(importing):
    reading = PlanReading(people=[FoundPerson("detail", "x" * 301, "line 4", "progress")])
    with pytest.raises(ImportRefused) as refusal:
        names_in(reading, importing.plan)
    assert str(refusal.value) == (
        f"line 4: what looks like a personal detail is 301 characters long, '{'x' * 40} …'; shorten it in the document."
    )


def test_a_priority_without_a_title_is_called_by_its_number(importing):
    read = ReadPriority(number="2", title="", official_words="", place="line 1")
    assert title_of(read, 1, Plan(priority_word="Proposal")) == "Proposal 2"
