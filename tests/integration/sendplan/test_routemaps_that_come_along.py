"""The routemaps that come with sendplan, taken over, sent, published and read: whole, light, with the right dates."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from priorities.models import Partnership
from routemaps.models import Routemap
from sendplan.routemap_files import content_in
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-25T12:00:00Z")]

SLUGS = (
    "ehc-needs-assessment",
    "annual-review",
    "phase-transfer",
    "early-identification-and-support",
    "preparing-for-adulthood",
    "late",
    "disagree",
    "support-not-given",
    "moving-area",
)


@pytest.fixture
def published():
    partnership = make.PartnershipFactory(name="Mereshire SEND Partnership")
    return published_routemaps(partnership, of=content_in(settings.BASE_DIR / "fixtures" / "routemaps"))


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_all_are_published_and_their_links_lead_somewhere(client, published):
    assert set(published) == set(SLUGS)
    assert Routemap.objects.public().count() == 9
    seen, ahead = set(), ["/routemaps/"]
    while ahead:
        where = ahead.pop()
        page = client.get(where)
        assert page.status_code == 200, where
        seen.add(where)
        body = page.content.decode()
        for path, anchor in re.findall(r'href="(/routemaps/[^"?#]*)(?:\?[^"#]*)?(#[^"]*)?"', body):
            if anchor:
                assert f'id="{anchor[1:]}"' in client.get(path).content.decode(), (where, path, anchor)
            if path not in seen and path not in ahead:
                ahead.append(path)
        for anchor in re.findall(r'href="#([^"]+)"', body):
            assert f'id="{anchor}"' in body, (where, anchor)
    # The list and the story of all; of each its page, one page, its history and its version.
    assert len(seen) == 2 + len(SLUGS) * 4


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_weighs_less_than_14_kb(client, published, slug):
    for query in ("", "?d=2&m=3&y=2026&at=2"):
        assert len(gzip.compress(client.get(f"/routemaps/{slug}/{query}").content)) <= 14 * 1024


def test_a_request_on_2_march_2026(client, published):
    said = words(client.get("/routemaps/ehc-needs-assessment/?d=2&m=3&y=2026"))
    for part in (
        "The council tells you whether it will assess your child Who: The council By 13 April 2026",
        "The council tells you that there will be no plan Who: The council By 22 June 2026 (only if the answer is no)",
        "The council sends a draft of the plan Who: The council Usually by 22 June 2026 That was about 5 months ago. Usual practice No law gives a date for the draft",
        "The council sends the final plan Who: The council By 20 July 2026",
        "Law SEND Regulations 2014, regulation 5(1); Children and Families Act 2014, section 36",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("event=draft&d=22&m=6&y=2026", ["Act by 6 July 2026"]),
        ("event=letter&d=15&m=6&y=2026", ["Act by 14 August 2026", "Usually accepted until 1 September 2026"]),
        (
            "event=letter&d=1&m=10&y=2026&d2=29&m2=11&y2=2026",
            ["Act by 1 December 2026", "Act by 29 December 2026 Usually accepted until 4 January 2027"],
        ),
        (
            "event=letter&d=31&m=12&y=2026",
            ["Act by 26 February 2027", "Usually accepted until 1 March 2027"],
        ),
    ],
)
def test_the_checked_examples_stand_on_the_pages(client, published, query, parts):
    slug = "ehc-needs-assessment" if "draft" in query else "disagree"
    said = words(client.get(f"/routemaps/{slug}/?{query}"))
    for part in parts:
        assert part in said


def test_every_stage_has_its_number_and_every_ask_an_independent_service_first(published):
    for slug in SLUGS:
        body = Client().get(f"/routemaps/{slug}/").content.decode()
        stages = re.findall(r"Stage </span>(\d+)<span class=\"unseen\"> of (\d+): ", body)
        assert [int(at) for at, _ in stages] == list(range(1, int(stages[0][1]) + 1))
        lists = re.findall(r"<h4>Who to ask</h4>\s*<ul><li><a [^>]*>[^<]*</a>( \(independent\))?", body)
        assert lists == [" (independent)"] * len(stages), slug
    assert Partnership.objects.count() == 1
