"""Every link of the office's pages, for everybody: it leads to a page that this person may open."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests.integration.grid import ROLES, build

pytestmark = pytest.mark.django_db

ADMIN = "/admin/"
KINDS_WALKED = 2
"""Of addresses that differ in a number alone, or in what a list is filtered and ordered by."""


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def shape(address: str) -> str:
    """The address without its numbers and without its query."""
    return re.sub(r"\d+", "1", urlsplit(address).path)


def walk(browser) -> dict[str, tuple[int, str]]:
    """What every page that can be reached from the index answers, and on which page its link stands."""
    answers: dict[str, tuple[int, str]] = {}
    seen: dict[str, int] = {}
    waiting = deque([(ADMIN, "")])
    while waiting:
        address, page = waiting.popleft()
        response = browser.get(address)
        while response.status_code in (301, 302):
            response = browser.get(urljoin(address, response["Location"]))
        answers[address] = (response.status_code, page)
        if response.streaming:
            list(response.streaming_content)  # a file is closed where it was read to its end
            continue
        if not response["Content-Type"].startswith("text/html"):
            continue
        for href in Links(response.content.decode()).found:
            target = urljoin(address, href).partition("#")[0]
            kind = shape(target)
            if target.startswith(ADMIN) and target not in answers and seen.get(kind, 0) < KINDS_WALKED:
                seen[kind] = seen.get(kind, 0) + 1
                waiting.append((target, address))
    return answers


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_no_link_leads_where_its_reader_may_not_go(role):
    answers = walk(build().browser(role))
    assert len(answers) > 15
    assert {address: answer for address, answer in answers.items() if answer[0] != 200} == {}
