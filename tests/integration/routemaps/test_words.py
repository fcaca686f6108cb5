"""Words explained: all of them, one by one, and in place where a page uses them first."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.factories import office as make
from tests.factories.routemaps import content, published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Mereshire SEND Partnership")


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_the_partnerships_words_go_before_ours_of_the_same_word(client, partnership):
    make.TermFactory(
        partnership=partnership,
        term="SENDIASS",
        slug="sendiass",
        say_it_as="sen-dee-ass",
        also_known_as="IASS\nparent partnership",
        sentence="The advice service of Mereshire.",
    )
    said = words(client.get("/words/"))
    assert (
        "SENDIASS The advice service of Mereshire. Say: sen-dee-ass. People also say: IASS, parent partnership. Where "
        "“SENDIASS” is used" in said
    )
    assert said.count("SENDIASS") == 2
    assert "ADHD Attention deficit hyperactivity disorder." in said
    assert "[removed]" not in said
    assert '<a href="#letter-S">S</a>' in client.get("/words/").content.decode()


def test_a_word_has_a_page_with_the_routemaps_that_use_it(client, partnership):
    published_routemaps(partnership)
    make.TermFactory(partnership=partnership, term="Zebra", slug="zebra")
    said = words(client.get("/words/ehc-plan/"))
    assert "EHC plan A legal document that says what help a child gets. People also say statement" in said
    assert "No routemap uses it now." in said
    assert client.get("/words/nothing/").status_code == 404
    assert "No routemap uses it now." in words(client.get("/words/zebra/"))


def test_the_first_use_on_a_page_leads_to_what_it_means_there_and_to_its_own_page(client, partnership):
    said = content()
    said["routemap"][0]["stage"][0]["what_happens"] = (
        "Ask for an EHC plan. An EHC plan is a statement.\n\nThen Mediation."
    )
    said["term"].append({"term": "mediation", "sentence": "A talk."})
    published_routemaps(partnership, of=said)
    body = client.get("/routemaps/ask-for-a-plan/").content.decode()
    assert (
        '<p>Ask for an <dfn><a href="#w-ehc-plan">EHC plan</a></dfn>. An EHC plan is a statement.</p>'
        '<p>Then <dfn><a href="#w-mediation">Mediation</a></dfn>.</p>' in body
    )
    assert body.count("<dfn>") == 2
    used = body.split('id="words-used"')[1]
    assert '<div id="w-ehc-plan" tabindex="-1"><dt>EHC plan</dt>' in used
    assert '<a href="/words/ehc-plan/">More about “EHC plan”</a>' in used
    assert "Where it is used Ask for a plan" in words(client.get("/words/ehc-plan/"))


def test_without_a_partnership_ours_are_explained(client):
    assert "CAMHS" in words(client.get("/words/"))
    assert client.get("/words/camhs/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, partnership, django_assert_num_queries, number):
    published_routemaps(partnership)
    for at in range(number):
        make.TermFactory(partnership=partnership, term=f"Word {at}", slug=f"word-{at}")
    with django_assert_num_queries(3):
        client.get("/words/")
    with django_assert_num_queries(3):
        client.get("/words/word-0/")
