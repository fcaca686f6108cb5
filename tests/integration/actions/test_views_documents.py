"""What the page of an action says of the document that it came from."""

from __future__ import annotations

from datetime import date

from django.core.cache import caches

from actions.models import ProgressReport
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
    ProgressReport.objects.filter(pk=report.pk).update(next_step="Train ten more.")
    caches["pages"].clear()
    assert "Next step Train ten more. No date set." in get(client, PAGE)


def test_the_office_was_asked_for_a_next_step(client, world):
    action = pages.public_action(world.plan, "5.1")
    pages.published_report(action, date(2025, 9, 1), done="Ten were trained.")
    assert NO_NEXT_STEP in get(client, PAGE)
