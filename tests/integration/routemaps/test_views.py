"""The public pages of routemaps: dates from the address alone, ways that lead on, files for calendars."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

URL = "/routemaps/ask-for-a-plan/"


@pytest.fixture
def maps():
    return published_routemaps(make.PartnershipFactory(name="Mereshire SEND Partnership"))


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_the_dates_of_a_request(client, maps):
    page = client.get(URL, {"d": "2", "m": "3", "y": "2026"})
    print(words(page))
    assert "By 13 April 2026" in words(page)
