"""Every question of docs/family-questions.md is answered by its page, in the words that stand there, on the rules it names."""

from __future__ import annotations

import re
import tomllib
from html import unescape

import pytest
from django.conf import settings

from sendplan.routemap_files import content_in
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-02T12:00:00Z")]

CONTENT = settings.BASE_DIR / "fixtures" / "routemaps"
PAPER = (settings.BASE_DIR / "docs" / "family-questions.md").read_text(encoding="utf-8")
QUESTIONS = [
    tuple(cell.strip() for cell in line.strip("| ").split(" | "))
    for line in PAPER.splitlines()
    if line.startswith("| ") and "`/routemaps/" in line
]


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    # A word that is explained in place is a link within its sentence.
    body = re.sub(
        r"</?dfn>|(?<=<dfn>)<a [^>]*>|</a>(?=</dfn>)", "", re.sub(r"<dfn><a [^>]*>(.*?)</a></dfn>", r"\1", body)
    )
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_there_are_at_least_twenty():
    assert len(QUESTIONS) == PAPER.count("`/routemaps/") >= 20
    assert {len(one) for one in QUESTIONS} == {4}


def test_every_answer_stands_on_its_page_and_rests_on_its_rules(client):
    published_routemaps(make.PartnershipFactory(), of=content_in(CONTENT))
    wrong = []
    for question, page, answer, rules in QUESTIONS:
        path = page.strip("`")
        response = client.get(path)
        if response.status_code != 200 or answer not in words(response):
            wrong.append((question, response.status_code))
        slug = path.split("/")[2]
        route = tomllib.loads((CONTENT / f"{slug}.toml").read_text(encoding="utf-8"))
        named = {key for stage in route["stage"] for key in stage["rules"]}
        if rules != "–" and not set(rules.split(", ")) <= named:
            wrong.append((question, rules))
    assert wrong == []
