"""What the page of an action says of the document that it came from."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.cache import caches

from actions.models import ActionWords, ProgressReport
from priorities.models import SourceDocument
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

NO_NEXT_STEP = "Next step The last update names no next step."
PAGE = "/plans/plan-2025/actions/5-1/"


def test_nobody_was_asked_for_a_next_step_in_a_document(client, world):
    action = pages.public_action(world.plan, "5.1")
    report = pages.published_report(action, date(2025, 9, 1), document=world.document, done="Ten were trained.")
    said = get(client, PAGE)
    assert "What we have done Ten were trained." in said
    assert "Next step" not in said
    ProgressReport._base_manager.filter(pk=report.pk).update(next_step="Train ten more.")
    caches["pages"].clear()
    assert "Next step Train ten more. No date set." in get(client, PAGE)


def test_the_office_was_asked_for_a_next_step(client, world):
    action = pages.public_action(world.plan, "5.1")
    pages.published_report(action, date(2025, 9, 1), done="Ten were trained.")
    assert NO_NEXT_STEP in get(client, PAGE)


UNDATED = (
    "What we promised We promise this. These words stand in a document that we read on 10 March 2026; it bears no date."
)


@pytest.fixture
def undated(world):
    """The document of another day that an action's first words came from; a dated one has the same words."""
    document = make.SourceDocumentFactory(plan=world.plan, document_date=None)
    action = pages.public_action(
        world.plan,
        "5.1",
        "We promise this.",
        due=date(2025, 3, 31),
        source_row=make.SourceRowFactory(document=world.document, place="row 9"),
        promised_on=date(2026, 3, 10),
    )
    ActionWords.objects.create(
        action=action, words="We promise this.", document=document, public_from=pages.AGREED, recorded_at=pages.AGREED
    )
    SourceDocument.objects.filter(pk=document.pk).update(received_at=datetime(2026, 3, 10, 9, tzinfo=UTC))
    return document


def test_an_undated_document_bears_no_date_whatever_came_after_it(client, world, undated):
    said = get(client, PAGE)
    assert UNDATED in said
    assert "These words stand in a document of" not in said
    assert "10 March 2026 : Added to this site The plan’s document bears no date" in said


def test_a_document_that_was_given_its_date_later_bears_that(client, world, undated):
    SourceDocument.objects.filter(pk=undated.pk).update(document_date=date(2024, 11, 30), date_precision="month")
    said = get(client, PAGE)
    assert "These words stand in a document of November 2024. When they were first public is not known here." in said
    assert "bears no date" not in said
