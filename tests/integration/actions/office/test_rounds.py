"""A round of updates in the office: written by officers, published by somebody else, frozen, put right by a new version."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from priorities.models import RecommendationUpdate, UpdateRound
from tests.factories import office as make

pytestmark = pytest.mark.django_db

MEANINGS = ("done", "difference", "to_develop", "next_steps", "wanted", "will_do", "now", "will_see")


@pytest.fixture
def recommendation(plan):
    return make.RecommendationFactory(
        plan=plan, number="1", official_words="Leaders should act.", public_from=make.MOMENT
    )


@pytest.fixture
def year(plan):
    return make.UpdateRoundFactory(
        plan=plan, title="Year one", dated=date(2026, 2, 28), date_precision="month", labels="done=What we did"
    )


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def page(name: str, year, recommendation) -> str:
    return reverse(f"office:{name}", args=[year.pk, recommendation.pk])


def typed(update: RecommendationUpdate | None = None, **points: str) -> dict[str, str]:
    """What the browser sends: every box, and the version that the page showed."""
    stored = {name: getattr(update, name) if update else "" for name in (*MEANINGS, "expected_difference")}
    return {**stored, "version_read": str(update.version) if update else "", **points}


def draft(year, recommendation, author, **columns: object) -> RecommendationUpdate:
    facts = {"update_round": year, "recommendation": recommendation, "author": author}
    return make.RecommendationUpdateFactory(**{**facts, **columns})


def submitted(year, recommendation, author, **columns: object) -> RecommendationUpdate:
    return draft(year, recommendation, author, state="submitted", submitted_at=make.MOMENT, **columns)


def published(year, recommendation, **columns: object) -> RecommendationUpdate:
    return draft(year, recommendation, None, state="published", public_from=make.MOMENT, **columns)


def test_from_a_new_round_to_the_public(client, officer, approver, plan, recommendation):
    client.force_login(officer)
    added = client.post(
        reverse("admin:priorities_updateround_add"),
        {
            "plan": plan.pk,
            "title": "Year one",
            "dated": "28/2/2026",
            "date_precision": "month",
            "heading_done": "What we did",
        },
    )
    year = UpdateRound.objects.get()
    assert added["Location"] == reverse("office:round", args=[year.pk])
    assert (year.title, year.dated, year.date_precision, year.labels) == (
        "Year one",
        date(2026, 2, 28),
        "month",
        "done=What we did",
    )
    listed = client.get(added["Location"])
    assert "Date of the round: February 2026." in words(listed)
    assert "Not written yet" in words(listed)
    form = page("round-update", year, recommendation)
    assert '<label for="id_done">What we did</label>' in client.get(form).content.decode()
    saved = client.post(form, typed(done="We opened a clinic.\r\n\r\n  We hired a nurse. ", check="1"))
    check = page("round-check", year, recommendation)
    assert saved["Location"] == check
    update = RecommendationUpdate.objects.get()
    assert (update.state, update.author, update.done) == ("draft", officer, "We opened a clinic.\nWe hired a nurse.")
    assert "What we did We opened a clinic. We hired a nurse." in words(client.get(check))
    client.post(check, {"seen": str(update.version)})
    update.refresh_from_db()
    assert update.state == "submitted"
    assert not RecommendationUpdate.objects.public().exists()
    # The officer may not publish; the approver finds it in the queue, and publishes the whole round.
    whole = reverse("office:review-round", args=[year.pk])
    assert client.post(whole, {"do": "publish"}).status_code == 403
    client.force_login(approver)
    queue = client.get(reverse("office:review"))
    assert "1 update of a recommendation waits." in words(queue)
    assert whole in queue.content.decode()
    assert "No earlier round says anything public on this recommendation." in words(client.get(whole))
    done = client.post(whole, {"do": "publish", "seen": f"{update.pk}.{update.version}"}, follow=True)
    assert "Published: 1 update of 'Year one'. The public can read them now." in words(done)
    assert RecommendationUpdate.objects.public().get() == update
