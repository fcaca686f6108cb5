"""A newer document closes the open problems of the one before, and the office reads each sentence once."""

from __future__ import annotations

from html import unescape

from django.urls import reverse

from actions.importing import publish_document
from actions.plan_review import problem_lines, review_plan
from tests.integration.actions.importing.conftest import LATER

HEADER = "Ref\tAction\tLead\tBy when\n"
FIRST = (
    f"{HEADER}1.1\tTrain every school\tSEN team\tOkt\n1.2\tWrite the guide\tHealth\tOkt\n"
    "1.3\tVisit homes\tHealth\tSpt\n1.4\tPay for taxis\tSEN team\tMar-27\n"
)
SECOND = FIRST.replace("Visit homes\tHealth\tSpt", "Visit homes\tHealth\tSep-27")


def problems(document) -> list[tuple]:
    return list(document.problems.order_by("pk").values_list("place", "settled_at", "settled_by", "closed_by"))


def test_the_open_problems_of_the_document_before_are_closed(importing, client):
    first = importing.publish(FIRST).document
    assert problems(first) == [(f"line {line}", None, None, None) for line in (2, 3, 4)]
    stored = importing.store(SECOND, at=LATER)
    assert review_plan(importing.plan).problems.count() == 3
    second = stored.document
    publish_document(document=second, by=importing.by, at=LATER)
    by = importing.by.pk
    assert problems(first) == [(f"line {line}", LATER, by, second.pk) for line in (2, 3, 4)]
    assert problems(second) == [("line 2", None, None, None), ("line 3", None, None, None)]
    client.force_login(importing.by)
    page = reverse("admin:priorities_readingproblem_change", args=[first.problems.get(place="line 4").pk])
    said = client.get(page).content.decode().replace("&#x27;", "'")
    assert f"Closed, because '{second}' was taken into the plan: the row of this problem counts no more." in said


def test_what_was_closed_by_a_document_is_open_in_the_next_that_says_it(importing):
    """Nobody has settled it: that another document came between is no decision."""
    importing.publish(FIRST)
    importing.publish(FIRST.replace("Okt", "Oct-27"), at=LATER)
    third = importing.store(FIRST.replace("Spt", "Sep-27"), at=LATER).document
    assert problems(third) == [("line 2", None, None, None), ("line 3", None, None, None)]


def test_nobody_needs_a_name_to_take_a_document_into_a_draft(importing):
    importing.by = None
    first = importing.store(FIRST).document
    second = importing.store(SECOND, at=LATER).document
    assert problems(first) == [(f"line {line}", LATER, None, second.pk) for line in (2, 3, 4)]


def test_the_office_reads_one_line_for_a_sentence_of_many_rows(importing, client):
    importing.store(FIRST)
    ((document, lines),) = problem_lines(review_plan(importing.plan).problems)
    assert document.original_name == "plan-1.txt"
    assert [(line.places, line.problem.value) for line in lines] == [("line 2 and 1 other", "Okt"), ("line 4", "Spt")]
    client.force_login(importing.by)
    page = client.get(reverse("admin:priorities_plan_publish", args=[importing.plan.pk]))
    said = " ".join(unescape(page.content.decode()).split())
    assert "Reading problems that are open: 3</h3> <h4>" in said
    assert said.partition("Actions whose date")[0].count(lines[0].problem.message) == 1
    assert f">line 2 and 1 other</a>: {lines[0].problem.message}" in said
