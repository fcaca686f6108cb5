"""Kept pages: the same bytes again, and gone within seconds once something is unpublished."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from actions.services import publish_plan_and_actions, withdraw_action
from sendplan import middleware
from tests.factories.office import ActionFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def action():
    plan = PlanFactory(slug="kept-plan", title="Kept plan")
    action = ActionFactory(plan=plan, slug="1-1", official_words="Words that will be withdrawn")
    publish_plan_and_actions(plan=plan, by=UserFactory(), at=AT)
    action.refresh_from_db()
    return action


class Clock:
    """A clock in seconds that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(middleware.time, "monotonic", clock.monotonic)
    return clock


def test_what_is_withdrawn_is_gone_within_five_seconds(action, clock):
    client = Client()
    pages = ["/plans/kept-plan/actions/", "/plans/kept-plan/actions.csv"]
    for page in pages:
        assert b"Words that will be withdrawn" in client.get(page).content
    withdraw_action(action=action, reason="It was a mistake.", by=None, at=AT)
    clock.now += middleware.VERSION_KEPT_SECONDS
    for page in pages:
        response = client.get(page)
        assert b"Words that will be withdrawn" not in response.content
        assert response["Cache-Control"] == "public, max-age=3"
    assert middleware.VERSION_KEPT_SECONDS + middleware.MAX_AGE_SECONDS < 5


def test_a_kept_page_is_sent_again_with_its_headers(action, clock, django_assert_num_queries):
    client = Client()
    first = client.get("/plans/kept-plan/")
    with django_assert_num_queries(0):
        again = client.get("/plans/kept-plan/")
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_page_that_has_not_changed_is_not_sent_twice(action):
    client = Client()
    etag = client.get("/plans/kept-plan/")["ETag"]
    assert client.get("/plans/kept-plan/", headers={"if-none-match": etag}).status_code == 304


def test_gzip_and_plain_are_kept_apart(action):
    client = Client()
    plain = client.get("/plans/kept-plan/")
    packed = client.get("/plans/kept-plan/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert not plain.has_header("Content-Encoding")
    assert client.get("/plans/kept-plan/").content == plain.content


def test_pages_of_the_office_are_never_kept(client):
    response = client.get("/admin/login/")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/", "/plans/", "/help/", "/nowhere/"])
def test_cookies_of_another_application_are_neither_read_nor_answered(action, path):
    client = Client()
    client.cookies["csrftoken"] = "short"
    client.cookies["sessionid"] = "of another application"
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_word_that_holds_gzip_is_not_gzip(action):
    client = Client()
    response = client.get("/plans/kept-plan/", headers={"accept-encoding": "notgzipatall"})
    assert not response.has_header("Content-Encoding")
    assert client.get("/plans/kept-plan/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
