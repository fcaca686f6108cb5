"""Ratings of which nobody knows the status are counted as such, with their words, and not as "no rating"."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches

from actions import reporting
from actions.models import RatingWord
from actions.reporting import Counts, unexplained_words
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get

pytestmark = pytest.mark.django_db

DAY = date(2025, 5, 1)


@pytest.fixture
def plan(today):
    """Six actions: three rated Green, one R, one complete, one not at all; the key has R, without a status."""
    plan = make.PlanFactory(published=True, slug="coloured")
    make.RatingWordFactory(plan=plan, word="R", meaning="Not as we wished")
    priority = make.PriorityFactory(plan=plan, public_from=pages.AGREED, title="Schools", number="1")
    for number, word in enumerate(("Green", "Green", "Green", "R")):
        under = priority if number < 2 else None
        action = pages.public_action(plan, f"1.{number}", priority=under)
        pages.published_report(action, DAY, rating=word)
    pages.published_report(pages.public_action(plan, "2.1"), DAY, Status.COMPLETE)
    pages.published_report(pages.public_action(plan, "2.2"), DAY, rating="-")
    return plan


def test_the_page_of_a_plan_counts_them_with_their_words(client, plan):
    said = get(client, "/plans/coloured/")
    assert (
        "At 20 March 2026, 1 of 6 actions is complete. 1 has no rating. 4 are rated in words without a known meaning."
    ) in said
    assert "3 actions: rated “Green” in the plan; its key does not say what this means." in said
    assert "1 action: rated “R” in the plan; its key names no status for this." in said
    assert "Rated; meaning not known 4 67% No rating given 1 17%" in said
    assert "0 of 2 actions complete. 2 are rated in words without a known meaning." in said
    assert "1 of 4 actions complete. 1 has no rating. 2 are rated in words without a known meaning." in said


def test_the_list_and_the_page_of_an_action_say_the_word(client, plan):
    listed = get(client, "/plans/coloured/actions/")
    assert listed.count("Rated “Green”; meaning not known") == 3
    assert "Rated “R”; meaning not known" in listed
    said = get(client, "/plans/coloured/actions/1-0/")
    assert "Rated “Green”; meaning not known" in said


def test_a_plan_that_rates_all_in_such_words_does_not_give_no_rating(client, today):
    plan = make.PlanFactory(published=True, slug="green")
    pages.published_report(pages.public_action(plan, "1"), DAY, rating="Green")
    said = get(client, "/plans/green/")
    assert (
        "The plan does not say which of its 1 action are complete. 1 is rated in words without a known meaning." in said
    )
    assert "1 action: rated “Green” in the plan; it does not say what this means." in said
    assert "gives no rating" not in said


def test_no_question_more_is_asked(client, plan, version_kept, django_assert_num_queries):
    client.get("/accessibility/")  # the version of the content is known from here on
    with django_assert_num_queries(8):
        client.get("/plans/coloured/")
    caches["pages"].clear()
    make.ActionFactory(plan=plan, public_from=pages.AGREED, rated_as="Blue")
    with django_assert_num_queries(8):
        client.get("/plans/coloured/")


def test_counts_of_parts_add_up(plan):
    parts = reporting.counts_by_priority(plan, on=pages.TODAY)
    assert sorted(((part.total, part.unknown) for part in parts.values()), key=repr) == [
        (2, {"Green": 2}),
        (4, {"Green": 1, "R": 1}),
    ]
    counts = reporting.counts(plan, on=pages.TODAY)
    assert (counts.total, counts.unrated, counts.unexplained, counts.without_rating) == (6, 5, 4, 1)
    assert counts.unknown == {"Green": 3, "R": 1}


def test_a_page_names_the_most_frequent_words_only():
    counts = Counts(unknown={f"W{number}": number for number in range(1, 8)})
    found = unexplained_words(counts, [RatingWord(word="W7")])
    assert found == [
        ("W7", 7, True),
        ("W6", 6, False),
        ("W5", 5, False),
        ("W4", 4, False),
        ("W3", 3, False),
        ("", 3, False),
    ]
