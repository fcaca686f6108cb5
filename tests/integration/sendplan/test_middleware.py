"""Kept pages: the same bytes again, and gone within seconds once something is unpublished."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import OperationalError
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


POLICIES = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


class TestPolicies:
    """Every answer bears them, whichever middleware gives it, and the same as a page."""

    def policies(self, response) -> dict[str, str]:
        return {name: response[name] for name in POLICIES if name in response}

    @pytest.fixture
    def of_a_page(self, action, client):
        found = self.policies(client.get("/plans/kept-plan/"))
        assert set(found) == POLICIES
        assert "default-src 'self'" in found["Content-Security-Policy"]
        return found

    @pytest.mark.parametrize("secure", [False, True])
    def test_of_a_request_for_another_host(self, of_a_page, client, settings, secure):
        settings.SECURE_SSL_REDIRECT = secure
        response = Client().get("/", headers={"host": "evil.example"})
        assert response.status_code == 400
        assert self.policies(response) == of_a_page

    def test_of_a_redirect_to_https(self, of_a_page, settings):
        settings.SECURE_SSL_REDIRECT = True
        response = Client().get("/")
        assert response.status_code == 301
        assert self.policies(response) == of_a_page

    def test_of_an_outage(self, of_a_page, monkeypatch):
        def no_database() -> int:
            raise OperationalError("no such host")

        monkeypatch.setattr(middleware.ContentVersion, "current", no_database)
        response = Client(raise_request_exception=False).get("/")
        assert response.status_code == 503
        assert self.policies(response) == of_a_page

    @pytest.mark.parametrize("path", ["/nowhere/", "/robots.txt", "/admin/login/"])
    def test_of_other_pages(self, of_a_page, path):
        assert set(self.policies(Client().get(path))) == POLICIES

    def test_of_a_file(self, of_a_page, settings, tmp_path):
        settings.STATIC_ROOT = tmp_path
        (tmp_path / "favicon.svg").write_text("<svg/>")
        response = Client().get("/static/favicon.svg")
        response.close()
        assert response.status_code == 200
        assert self.policies(response) == of_a_page


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
