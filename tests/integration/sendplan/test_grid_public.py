"""The public addresses for every kind of person, and that no GET and no form without a token does anything."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from priorities.models import AuditEntry
from sendplan.middleware import DenialLog
from tests.integration.grid import ROLES, address_of, addresses, all_tables, build, rows_of

pytestmark = pytest.mark.django_db

GRID = """
# address               everybody
home                    200/405
help                    200/405
accessibility           200/405
privacy                 200/405
robots                  200/405
priorities:plans        200/405
priorities:current-plan 302/405
actions:progress        200/405
actions:progress-changes   200/405
actions:progress-outcomes  200/405
actions:progress-feed   200/405
actions:board           200/405
actions:progress-leads  200/405
actions:progress-off-track 200/405
actions:progress-overdue   200/405
actions:progress-at-risk   200/405
actions:progress-silent    200/405
actions:progress-decision  200/405
actions:plan            200/405
actions:priority        200/405
actions:withdrawn       200/405
actions:action-list     200/405
actions:action-csv      200/405
actions:commitments     200/405
actions:roadmap         200/405
actions:reviews         200/405
actions:recommendations 200/405
actions:recommendation  200/405
actions:recommendation-round   200/405
actions:recommendation-compare 200/405
actions:action          200/405
actions:draft           404/404
routemaps:list          200/405
routemaps:routemap      200/405
routemaps:one-page      200/405
routemaps:calendar      404/405
routemaps:letter        404/405
routemaps:story         200/405
routemaps:history       200/405
routemaps:version       200/405
routemaps:compare       200/405
routemaps:draft         404/405
routemaps:words         200/405
routemaps:word          200/405
routemaps:feedback      200/403
routemaps:feedback-sent 200/405
routemaps:you-said      200/405
routemaps:you-said-year 200/405
"""

STATES = """
actions:plan@draft      404/405
actions:plan@gone       410/405
actions:plan@their-plan 200/405
actions:plan@nowhere    404/405
actions:action@new      404/405
actions:action@gone     410/405
actions:action@nowhere  404/405
actions:recommendation@new            404/405
actions:recommendation@gone           410/405
actions:recommendation@nowhere        404/405
actions:recommendation-round@answers  404/405
actions:recommendation-round@nowhere  404/405
actions:recommendation-compare@new    404/405
actions:recommendation-compare@gone   410/405
routemaps:routemap@gone     410/405
routemaps:routemap@draft    404/405
routemaps:routemap@nowhere  404/405
routemaps:one-page@gone     410/405
"""
"""What is behind "@" is the slug: a draft, what was withdrawn, another partnership's plan, what never was."""


@pytest.fixture
def world(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return build()


def test_every_public_address_is_written_down():
    assert sorted(name for pattern, name in addresses() if not pattern.startswith("admin/")) == sorted(rows_of(GRID))


def without_stamp(response) -> bytes:
    """A page without the signed word that says when its form was made."""
    return re.sub(rb'name="stamp" value="[^"]+"', b"", response.content)


@pytest.mark.parametrize("role", ROLES)
def test_the_public_pages_are_the_same_for_everybody(role, world, settings):
    settings.HOST_PARTNERSHIP = "here"
    browser, stranger = world.browser(role), Client()
    before = all_tables()
    expected = {name: cells[0] for name, cells in (rows_of(GRID) | rows_of(STATES)).items()}
    answers = {}
    for name in expected:
        where = address_of(name, world)
        response = browser.get(where)
        answers[name] = f"{response.status_code}/{browser.post(where).status_code}"
        assert without_stamp(response) == without_stamp(stranger.get(where)), where
        assert not response.cookies
    assert answers == expected
    assert all_tables() == before


def test_without_a_token_no_form_of_the_office_is_taken(world, settings, monkeypatch):
    """For the superuser, who may send everything, and for nobody: the answer is 403 and nothing changes."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr(DenialLog, "_write", lambda *said: None)
    office = [name for pattern, name in addresses() if pattern.startswith("admin/")]
    browsers = [world.browser(role, enforce_csrf_checks=True) for role in ("superuser", "anonymous")]
    before, entries = all_tables(), AuditEntry.objects.count()
    for browser in browsers:
        answers = {name: browser.post(address_of(name, world), {"post": "yes"}).status_code for name in office}
        assert answers == dict.fromkeys(office, 403)
    assert all_tables() == before
    assert AuditEntry.objects.count() == entries
