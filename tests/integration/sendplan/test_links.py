"""Every link of the public pages: it leads somewhere, to the place it names, and says what it downloads."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders

from tests.integration.sendplan.test_views_site import Outline, crawl

pytestmark = pytest.mark.django_db

SIZE = re.compile(r"\(CSV spreadsheet, about (\d+) KB\)$")


def test_links_cookies_and_downloads_of_the_whole_site(client, world):
    """One walk over every page that can be reached from home; it takes a while, so all is asked of it at once."""
    site = crawl(client)
    pages = {url: page for url, page in site.items() if not url.split("?")[0].endswith(".csv")}
    assert len(pages) > 100
    assert_anchors_exist(pages)
    assert_downloads_say_what_they_are(client, pages)
    assert_nothing_comes_from_elsewhere(pages)
    for url in pages:
        response = client.get(url)
        assert not response.cookies, url
        assert "Cookie" not in response.get("Vary", ""), url
    assert not client.cookies


def links(url: str, page: str) -> list[tuple[str, str, str]]:
    """Words, address and anchor of each link, as a browser on that page reads them."""
    found = []
    for words, href in Outline(page).links:
        target, _, anchor = urljoin(url, unescape(href)).partition("#")
        found.append((words, target, anchor))
    return found


def assert_anchors_exist(pages: dict[str, str]) -> None:
    ids = {url: set(re.findall(r'\sid="([^"]+)"', page)) for url, page in pages.items()}
    named = [
        (url, target, anchor)
        for url, page in pages.items()
        for _, target, anchor in links(url, page)
        if anchor and target in ids
    ]
    assert len(named) >= len(pages)  # each has a link past its menu
    for url, target, anchor in named:
        assert anchor in ids[target], (url, anchor)


def assert_downloads_say_what_they_are(client, pages: dict[str, str]) -> None:
    """Their kind and, to within 1.5 KB, their size; and each static file is one of the project's."""
    downloads = {
        (target, words)
        for url, page in pages.items()
        for words, target, _ in links(url, page)
        if target.split("?")[0].endswith(".csv")
    }
    assert len(downloads) > 10
    for target, words in sorted(downloads)[::5]:
        response = client.get(target)
        said = SIZE.search(words)
        assert said, words
        assert response["Content-Type"].startswith("text/csv")
        assert abs(int(said.group(1)) * 1000 - len(response.content)) <= 1500, words
    static = {name for page in pages.values() for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    assert static == {"favicon.svg", "sendplan.css"}
    assert all(finders.find(name) for name in static)


def assert_nothing_comes_from_elsewhere(pages: dict[str, str]) -> None:
    """Links out are those of the statements and the contact routes; nothing is loaded from outside."""
    outside = {target for url, page in pages.items() for _, target, _ in links(url, page) if target.startswith("http")}
    assert {target.split("/")[2] for target in outside} == {
        "ico.org.uk",
        "advice.mereshire.example",
        "www.equalityadvisoryservice.com",
        "www.w3.org",
    }
    for url, page in pages.items():
        assert not re.search(r'(?:src|srcset|action|data)="(?:https?:)?//', page), url
