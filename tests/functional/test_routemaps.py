"""What a family does on a phone, by keyboard alone and without scripts: find a route, its dates, whom to ask; print and save."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from icalendar import Calendar

from sendplan.routemap_files import content_in
from tests.factories import office as make
from tests.factories.routemaps import published_routemaps
from tests.functional.pdf_pages import words_of_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONTENT = Path(__file__).parents[2] / "fixtures/routemaps"
PLAN = "My child may need an EHC plan: how do I ask, and what happens then?"


class Family:
    """A phone without scripts and without a mouse; `clicks` counts links followed and forms sent."""

    def __init__(self, open_at):
        self.page = open_at(320, java_script_enabled=False, accept_downloads=True)("/")
        self.asked: list[str] = []
        self.page.context.on("request", lambda request: self.asked.append(request.url))
        self.referrers: list[str] = []
        self.page.context.on("request", lambda request: self.referrers.append(request.headers.get("referer", "")))
        self.clicks = 0

    def focus(self, name: str, *, starts: bool = False, nth: int = 0) -> None:
        """Tab to a link, button or field by its accessible name; fails where the keyboard does not come to it."""
        wanted = re.compile(("^" if starts else "^(?=" + re.escape(name) + "$)") + re.escape(name))
        target = None
        for role in ("link", "button", "textbox", "combobox"):
            found = self.page.locator("main, header").get_by_role(role, name=wanted)
            if found.count() > nth:
                target = found.nth(nth)
                break
        assert target is not None, (name, self.page.url)
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if self.page.locator("*:focus").count() and target.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"The keyboard does not come to '{name}' on {self.page.url}")

    def follow(self, name: str, *, starts: bool = False) -> None:
        self.focus(name, starts=starts)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()
        self.clicks += 1

    def type_day(self, day: str, month: str, year: str) -> None:
        for name, value in (("Day", day), ("Month", month), ("Year", year)):
            self.focus(name)
            self.page.keyboard.type(value)


@pytest.fixture
def family(live_server, standing_on_the_day, open_at):
    partnership = make.PartnershipFactory(name="Mereshire SEND Partnership")
    published_routemaps(partnership, of=content_in(CONTENT))
    return Family(open_at)


def test_a_family_finds_its_route_its_dates_and_saves_them_within_the_clicks(family):
    page = family.page
    family.follow(PLAN)
    assert (family.clicks, page.locator("h1").inner_text()) == (1, PLAN)

    family.type_day("2", "3", "2026")
    family.follow("Show my dates")
    assert family.clicks == 2
    assert page.url.endswith("/routemaps/ehc-needs-assessment/?event=request&d=2&m=3&y=2026&at=#your-dates")
    shown = page.get_by_role("table", name="Your dates").get_by_role("row").all_inner_texts()
    assert [re.search(r"\d+ \w+ 2026", row)[0] for row in shown[1:]] == [
        "13 April 2026",
        "22 June 2026",
        "22 June 2026",
        "20 July 2026",
    ]

    family.focus("Save your dates to a calendar", starts=True)
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    family.clicks += 1
    assert family.clicks == 3
    entries = Calendar.from_ical(Path(saving.value.path()).read_bytes()).walk("VEVENT")
    assert [f"{entry['DTSTART'].dt}" for entry in entries] == ["2026-04-13", "2026-06-22", "2026-06-22", "2026-07-20"]


def test_whom_to_ask_at_a_stage_is_two_clicks_away(family):
    family.follow(PLAN)
    family.follow("The council decides whether there will be a plan")
    assert family.clicks == 2
    assert family.page.url.endswith("#decide")
    stage = family.page.locator("#decide")
    assert "Who to ask" in stage.inner_text()
    assert "SEND information, advice and support service (SENDIASS) (independent): 01632 960101" in stage.inner_text()


def test_what_to_do_when_the_council_is_late_is_two_clicks_away(family):
    family.follow(PLAN)
    family.follow("The council is late")
    assert family.clicks == 2
    assert family.page.locator("h1").inner_text() == "The council is late: what can I do?"


def test_the_map_on_one_page_is_two_clicks_away(family):
    family.follow(PLAN)
    family.follow("See the route on one page")
    assert family.clicks == 2
    assert family.page.locator(".flow > li").count() == 7


def test_where_i_am_stands_under_the_dates(family):
    family.follow(PLAN)
    family.type_day("2", "3", "2026")
    family.focus("Where are you now? (you can leave this)")
    for _ in range(3):
        family.page.keyboard.press("ArrowDown")
    family.follow("Show my dates")
    now = family.page.locator("section.here")
    assert "The council says yes or no to an assessment" in now.locator("h2").inner_text()
    assert "13 April 2026" in now.inner_text()
    table = family.page.get_by_role("table", name="Your dates").bounding_box()
    route = family.page.locator("#route").bounding_box()
    assert table["y"] < now.bounding_box()["y"] < route["y"]


def test_nothing_is_kept_on_the_phone_and_no_date_leaves_its_page(family, live_server):
    """Cookies, storage, other hosts; and where a link leads on, the next page hears nothing of the date."""
    family.follow(PLAN)
    family.type_day("2", "3", "2026")
    family.follow("Show my dates")
    assert family.page.context.cookies() == []
    state = family.page.context.storage_state()
    assert state == {"cookies": [], "origins": []}
    dated = family.page.url
    family.follow("You disagree")
    assert {url.split("/")[2] for url in family.asked} == {live_server.url.split("/")[2]}
    # The browser did tell where it came from, and no more of it than the site's name.
    assert f"{live_server.url}/" in family.referrers[-2:]
    assert [told for told in family.referrers if "2026" in told] == []
    assert dated not in family.page.content()
    assert "d=2" not in family.page.content()
    assert "2026-03-02" not in family.page.content()


def test_a_crawl_with_dates_finds_no_cookie_no_storage_no_other_host_and_no_date_but_where_it_was_typed(
    real, open_at, live_server, caplog
):
    """With scripts on, as anybody comes: every page that links lead to from a page with dates."""
    caplog.set_level(logging.INFO)
    load = open_at(1280)
    start = "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026"
    asked: list[str] = []
    load("/help/").context.on("request", lambda request: asked.append(request.url))
    waiting, seen, told = [start, "/", "/feedback/", "/you-said-we-did/", "/words/"], set(), []
    while waiting:
        where = waiting.pop()
        if where in seen or len(seen) > 60:
            continue
        seen.add(where)
        page = load(where)
        state = page.context.storage_state()
        assert state == {"cookies": [], "origins": []}, where
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""], where
        body = page.content()
        if "2026-03-02" not in where and "d=2&" not in where:
            told += [where for date in ("2026-03-02", "d=2&amp;", "13 April 2026", "20 July 2026") if date in body]
        for link in re.findall(r'href="(/(?:routemaps|words|feedback|you-said|help|privacy)[^"#]*)', body):
            link = link.replace("&amp;", "&")
            if not link.endswith(".ics") and ".ics?" not in link and link.count("&") <= 3:
                waiting.append(link)
    assert len(seen) > 15
    assert told == []
    assert {url.split("/")[2] for url in asked} == {live_server.url.split("/")[2]}
    assert "2026-03-02" not in caplog.text
    assert "y=2026" not in caplog.text


ONE_PAGES = [
    "ehc-needs-assessment/one-page/?start=2026-03-02&event=request",
    "annual-review/one-page/?start=2026-03-02&event=meeting",
    "phase-transfer/one-page/?start=2026-09-01&event=transfer",
    "early-identification-and-support/one-page/",
    "preparing-for-adulthood/one-page/?start=2026-03-02&event=meeting",
    "disagree/one-page/?start=2026-03-02&event=order",
    "late/one-page/",
    "support-not-given/one-page/",
    "moving-area/one-page/?start=2026-03-02&event=moved",
]


def test_every_map_prints_on_one_side_of_a4(family, open_at):
    load = open_at()
    for path in ONE_PAGES:
        page = load(f"/routemaps/{path}")
        paper = words_of_pages(page.pdf(prefer_css_page_size=True))
        assert len(paper) == 1, path
        for words in page.locator(".flow h2, .flow li li b").all_inner_texts():
            assert re.sub(r"\s", "", words) in paper[0], path
        assert "Whotoaskfirst:" in paper[0]
        assert bool(re.search(r"(by|from)\d+[A-Z][a-z]+202\d", paper[0])) is ("start=" in path), path
