"""The reviews of a plan: the last, the next, one that is overdue, and what each changed; on three pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from priorities.models import Plan
from tests.factories import office as make
from tests.integration.sendplan.test_views_site import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 10)
PAGES = ["/plans/wave/", "/plans/wave/roadmap/", "/plans/wave/reviews/"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, slug="wave", title="SEND plan", review_cycle="quarterly")


def review(plan, on, words="Two dates were moved.", **columns):
    columns = {"public_from": make.MOMENT} | columns
    return make.PlanReviewFactory(plan=plan, reviewed_on=on, what_changed=words, **columns)


@pytest.fixture(params=PAGES)
def page(request, client):
    return lambda: text(client.get(request.param))


def test_the_last_and_the_next_with_what_changed(page, plan):
    review(plan, date(2026, 1, 5), "A team was added.")
    review(plan, date(2026, 4, 5))
    said = page()
    assert "Last review 5 April 2026 Next review 5 July 2026" in said
    assert "Counted from the last review: every 3 months." in said
    assert "How often Every 3 months" in said
    assert "5 April 2026 : what changed Two dates were moved." in said.replace("2026:", "2026 :")
    assert "A team was added." in said
    assert "overdue" not in said


def test_one_that_is_overdue(page, plan):
    review(plan, date(2026, 1, 5), next_on=date(2026, 5, 1))
    assert "Review overdue by 9 days" in page()
    assert "Next review It was due on 1 May 2026. Nothing has been published of it" in page()


def test_no_review_and_no_cycle(page, plan):
    Plan.objects.update(review_cycle="")
    said = page()
    assert "Last review No review of this plan has been published yet" in said
    assert "Next review No date for the next review is published" in said
    assert "How often Not stated" in said


def test_a_draft_is_nowhere(page, plan):
    review(plan, date(2026, 4, 5), "Geheim.", public_from=None)
    said = page()
    assert "Geheim" not in said
    assert "Last review No review of this plan has been published yet" in said


def test_a_closed_plan_is_not_reviewed_any_more(page, plan):
    Plan.objects.update(closed_on=date(2026, 2, 1))
    review(plan, date(2025, 1, 5))
    assert "The plan is closed, so no review is due" in page()
    assert "overdue" not in page()


def test_pages_of_other_things_show_three_and_link_to_all(client, plan):
    for month in range(1, 5):
        review(plan, date(2026, month, 1), f"Change {month}." if month > 1 else "word " * 500)
    for where in PAGES[:2]:
        said = text(client.get(where))
        assert "Change 2." in said
        assert "word word" not in said
        assert "Read all reviews of this plan" in said
    everything = text(client.get(PAGES[2]))
    assert "4 reviews, the newest first" in everything
    assert everything.count("word") >= 500


def test_a_plan_that_is_no_longer_public_has_no_page(client, plan):
    Plan.objects.update(state="withdrawn", withdrawn_reason="Old.")
    assert client.get(PAGES[2]).status_code == 410
    assert client.get("/plans/nowhere/reviews/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, plan, number, django_assert_num_queries):
    for day in range(1, number + 1):
        review(plan, date(2026, 1, day))
    client.get("/help/")
    for where, queries in zip(PAGES, (8, 4, 4), strict=True):
        with django_assert_num_queries(queries):
            assert client.get(where).status_code == 200
