"""The pages of recommendations: the list, one of them, each round with its versions, and two rounds compared."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.utils import timezone

from tests.factories import office as make
from tests.integration.sendplan.test_views_site import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 10)
LIST = "/plans/wave/recommendations/"
URL = f"{LIST}rec-1/"
USUAL = {
    "What we have done": "done",
    "The difference it made": "difference",
    "What we need to develop": "to_develop",
    "Next steps": "next_steps",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, slug="wave", title="SEND plan", update_cycle="quarterly")


@pytest.fixture
def asked(plan):
    return recommendation(plan)


def recommendation(plan, **columns):
    columns = {
        "number": "1",
        "slug": "rec-1",
        "public_from": make.MOMENT,
        "plain_words": "Answer families sooner.",
        "official_words": "Leaders should reduce waiting times.",
    } | columns
    return make.RecommendationFactory(plan=plan, **columns)


def said(recommendation, title="Year one", *, corrects=None, on=None, state="published", **sections):
    """What a round says, public since 3 May 2026; the round is made where there is none of this title."""
    columns = {"done": ""} | sections
    of = recommendation.plan.update_rounds.filter(title=title).first() or make.UpdateRoundFactory(
        plan=recommendation.plan, title=title, slug=title.lower().replace(" ", "-"), dated=on
    )
    public = {"public_from": datetime(2026, 5, 3, 12, tzinfo=UTC)} if state == "published" else {}
    return make.RecommendationUpdateFactory(
        recommendation=recommendation,
        update_round=of,
        state=state,
        corrects=corrects,
        corrects_what="The number of clinics." if corrects else "",
        **public,
        **columns,
    )


def section(response, name: str) -> str:
    """The words of a section of the page, by the id of its heading."""
    html = response.content.decode().partition(f'<section aria-labelledby="{name}"')[2].partition("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition(">")[2])).split())


def test_it_shows_number_plain_words_and_official_words(client, asked):
    response = client.get(URL)
    assert response.status_code == 200
    assert "Recommendation 1 Answer families sooner What was recommended" in text(response)
    assert "“" not in section(response, "official")
    assert section(response, "official").startswith("What was recommended Leaders should reduce waiting times.")
    assert "Place in a source document not recorded." in text(response)
    assert "No round has been published yet." in section(response, "said")
