"""A document without a date whose ratings stay behind dated ones: it is said before anybody publishes it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from actions.importing import problems_in_words
from priorities.models import ReadingProblem
from tests.integration.actions.importing.conftest import LATER

FIRST = (
    "Ref\tAction\tLead\tBy when\tRAG\n1.1\tTrain every school\tSEN team\tMar-27\tOn track\n"
    "1.2\tPublish the local offer\tSEN team\tSep-27\tOn track\n"
)
SECOND = FIRST.replace("Mar-27\tOn track", "Mar-27\tComplete")
DAY = date(2026, 3, 1)
SENTENCE = "the document: The document has no date; its ratings will not replace those of 1 March 2026. Give its date."


def test_ratings_that_will_not_count_are_said_and_kept_with_the_document(importing):
    importing.publish(FIRST, day=DAY)
    stored = importing.store(SECOND, at=LATER)
    assert problems_in_words(stored.comparison.problems) == [SENTENCE]
    assert ReadingProblem.objects.filter(document=stored.document, place="the document").count() == 1


def test_the_office_reads_it_before_it_publishes_the_document(importing, client):
    importing.publish(FIRST, day=DAY)
    importing.store(SECOND, at=LATER)
    client.force_login(importing.by)
    page = client.get(reverse("admin:priorities_plan_take", args=[importing.plan.pk])).content.decode()
    assert SENTENCE in page


def test_nothing_is_said_where_the_date_is_given_or_no_rating_is_behind_another(importing):
    importing.publish(FIRST, day=DAY)
    assert importing.preview(SECOND, day=date(2026, 6, 1)).problems == []
    assert importing.preview(FIRST + "\n").problems == []
    assert importing.preview(FIRST.replace("Train", "Teach")).problems == []


def test_nothing_is_said_where_the_ratings_before_have_no_date_either(importing):
    importing.publish(FIRST)
    assert importing.preview(SECOND).problems == []
