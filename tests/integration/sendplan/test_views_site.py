"""The site's own pages, its errors, and what holds for every public page at once."""

from __future__ import annotations

import gzip
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError, connection
from django.template.backends.jinja2 import Template
from django.test import Client
from django.urls import reverse

from priorities.models import ContentVersion
from sendplan.views import STATEMENT
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get, text

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/plans/",
    "/help/",
    "/accessibility/",
    "/privacy/",
    "/plans/plan-2025/",
    "/plans/plan-2025/priorities/1-help-early/",
    "/plans/plan-2025/priorities/2-good-moves/",
    "/plans/plan-2025/actions/",
    "/plans/plan-2025/actions/?late=1",
    "/plans/plan-2025/actions/?q=zzz&late=1",
    "/plans/plan-2025/actions/1-1/",
    "/plans/plan-2025/actions/2-1/",
    "/plans/plan-2025/actions/2-3/",
    "/plans/plan-2013/",
    "/plans/plan-2013/actions/",
    "/plans/plan-2013/actions/1-1/",
    "/plans/plan-2025/withdrawn/",
    "/plans/plan-2025/reviews/",
    "/plans/plan-2025/recommendations/",
    "/plans/plan-2025/recommendations/?partner=council-of-mereshire",
    "/plans/plan-2025/recommendations/1/",
    "/plans/plan-2025/recommendations/1/?partner=council-of-mereshire",
    "/plans/plan-2025/recommendations/2/",
    "/plans/plan-2025/recommendations/1/updates/october-2025/",
    "/plans/plan-2025/recommendations/1/updates/october-2025/?version=1",
    "/plans/plan-2025/recommendations/1/compare/",
    "/plans/plan-2025/recommendations/1/compare/?from=year-one&to=bad",
    "/plans/plan-2025/recommendations/2/compare/",
    "/plans/plan-2025/commitments/",
    "/plans/plan-2025/roadmap/",
]
CSP = "default-src 'self'"


class TestHome:
    def test_says_how_far_the_plan_is(self, client, world):
        said = get(client, "/")
        assert "Mereshire SEND Partnership says here what it will do" in said
        assert "At 20 March 2026, 2 of 7 actions are complete (1 of them embedded). 2 are at risk or off track." in said
        assert "Telephone 01632 960303 Weekdays, 9am to 5pm" in said
        assert "Mereshire Advice is free" in said

    def test_shows_the_three_newest_changes(self, client, world):
        said = get(client, "/").split("The newest updates of the last 30 days")[1].split("Talk to someone")[0]
        assert re.findall(r"Published on (\d+ \w+)", said) == ["12 March", "10 March", "2 March"]
        assert "2.3: Publish the figures This update gives no rating. Published on 12 March 2026." in said
        assert said.count("It says how things stood on 12 March 2026.") == 1
        assert 'href="/plans/plan-2025/actions/?sort=-updated"' in client.get("/").content.decode()

    def test_says_since_when_nothing_changed(self, client, world, time_machine):
        time_machine.move_to(date(2026, 6, 20))
        assert "No update has been published since 12 March 2026." in get(client, "/")

    def test_without_anything(self, client, db):
        said = get(client, "/")
        assert "No plan has been published here yet." in said
        assert "No contact routes have been added to this site yet." in said

    def test_with_a_plan_without_updates(self, client, db):
        make.PlanFactory(published=True)
        assert "No update has been published yet." in get(client, "/")


class TestPlans:
    def test_hosts_plans_come_first_and_past_plans_stay(self, client, world):
        pages.public_plan(make.PartnershipFactory(name="Ashby"), "ashby-plan", title="Ashby plan")
        said = get(client, "/plans/")
        places = [
            said.index(words) for words in ("Mereshire SEND Partnership", "Past plans Plan of 2013", "Ashby plan")
        ]
        assert places == sorted(places)
        assert "We count nothing after 31 August 2015." in said

    def test_same_questions_for_1_and_3_partnerships(self, client, world, version_kept, django_assert_num_queries):
        client.get("/accessibility/")
        for _ in range(3):
            caches["pages"].clear()
            with django_assert_num_queries(3):
                client.get("/plans/")
            pages.public_plan(make.PartnershipFactory(), f"more-{make.PlanFactory().pk}")

    def test_a_partnership_with_many_plans_goes_on_on_the_next_page(self, client, world):
        for number in range(21):
            pages.public_plan(world.host, f"old-{number}", title=f"Old plan {number:02}", closed_on=date(2020, 1, 1))
        first, second = get(client, "/plans/"), get(client, "/plans/?page=2")
        assert "Mereshire SEND Partnership Current plans Plan for 2025 to 2027" in first
        assert "Mereshire SEND Partnership, continued Past plans" in second
        assert "No current plan" not in second
        titles = [re.findall(r"Plan (?:of|for) \d+|Old plan \d+", said) for said in (first, second)]
        assert [len(found) for found in titles] == [20, 3]
        assert len({*titles[0], *titles[1]}) == 23

    def test_a_partnership_whose_plans_are_over(self, client, world):
        pages.public_plan(
            make.PartnershipFactory(name="Ashby"), "ashby", title="Ashby plan", closed_on=date(2020, 1, 1)
        )
        assert "Ashby Current plans No current plan has been published. Past plans Ashby plan" in get(client, "/plans/")

    def test_twenty_plans_to_a_page(self, client, world):
        for number in range(25):
            pages.public_plan(
                make.PartnershipFactory(name=f"Area {number:02}"), f"area-{number}", title=f"Area {number:02} plan"
            )
        assert "<title>All plans, page 2 of 2 – SEND plans</title>" in client.get("/plans/?page=2").content.decode()
        assert "Area 24 plan" in get(client, "/plans/?page=2")
        assert '<a href="?page=2" rel="next">Next page</a>' in client.get("/plans/").content.decode()

    def test_without_plans(self, client, db):
        assert "No plan has been published here yet." in get(client, "/plans/")

    def test_our_plan_is_the_hosts_newest(self, client, world):
        response = client.get("/plan/")
        assert (response.status_code, response["Location"]) == (302, "/plans/plan-2025/")

    def test_no_plan_in_words(self, client, db):
        response = client.get("/plan/")
        assert response.status_code == 404
        assert "No plan has been published yet" in text(response)


class TestErrors:
    def test_404_repeats_nothing(self, client, db):
        response = client.get("/plans/secret-plan-name/")
        assert response.status_code == 404
        assert "secret-plan-name" not in response.content.decode()
        assert "Page not found" in text(response)

    def test_400_for_a_foreign_host(self, client):
        response = client.get("/", headers={"host": "evil.example"})
        assert response.status_code == 400
        assert "This request could not be read" in text(response)

    def test_500_without_the_database(self, world, monkeypatch, django_db_blocker):
        monkeypatch.setattr("sendplan.views.Partnership.objects.host", lambda: 1 / 0)
        response = Client(raise_request_exception=False).get("/help/")
        assert response.status_code == 500
        assert "The fault is ours, not yours." in text(response)

    def test_503_while_the_database_does_not_answer(self, world, monkeypatch):
        def no_database(*args, **kwargs):
            raise OperationalError("no such host")

        monkeypatch.setattr("sendplan.views.Partnership.objects.host", no_database)
        response = Client(raise_request_exception=False).get("/help/")
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "no such host" not in text(response)

    def test_error_pages_ask_nothing(self, db, django_assert_num_queries):
        from sendplan import views

        with django_assert_num_queries(0):
            for page in (views.server_error(None), views.page_not_found(None, None), views.bad_request(None, None)):
                assert page.content


def test_robots_of_a_site_and_of_the_demonstration(client, settings):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /admin/\n"
    settings.DEMO = True
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_demonstration_says_so_on_every_page(client, world, settings):
    for url in (*PAGES, "/nowhere/"):
        assert "Demonstration, not the site of any council." not in text(client.get(url))
    caches["pages"].clear()
    settings.DEMO = True
    for url in (*PAGES, "/nowhere/"):
        response = client.get(url)
        assert "Demonstration, not the site of any council." in text(response), url
        assert '<meta name="robots" content="noindex">' in response.content.decode(), url
        assert response["X-Robots-Tag"] == "noindex"


def test_statement_is_reviewed_within_a_year(client):
    assert STATEMENT.prepared_on <= STATEMENT.reviewed_on < STATEMENT.next_review_on
    assert (STATEMENT.next_review_on - STATEMENT.reviewed_on).days < 365
    said = get(client, "/accessibility/")
    order = [
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about this website’s accessibility",
        "Compliance status",
        "Non-accessible content",
        "These parts have not been confirmed: Screen readers:",
        "If one of them is a barrier for you",
        "Disproportionate burden",
        "What we are doing to improve accessibility",
        "Preparation of this accessibility statement",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)


def test_every_page_says_when_it_was_checked(client, world):
    for url in PAGES:
        checked, following = re.findall(r'<time datetime="([\d-]+)">', client.get(url).content.decode())[-2:]
        assert 0 < (date.fromisoformat(following) - date.fromisoformat(checked)).days < 365


class TestCanaries:
    def test_no_public_page_holds_what_is_not_public(self, client, world):
        withdrawn = pages.hide_canaries(world)
        seen = crawl(client, extra=["/plans/plan-2025/actions.csv", f"/plans/plan-2025/actions/?q={pages.CANARY}x"])
        assert len(seen) > 40
        for url, body in seen.items():
            found = body.lower().replace(pages.CANARY + "x", "")
            assert pages.CANARY not in found, url
        gone = client.get(withdrawn[0].get_absolute_url())
        assert gone.status_code == 410
        assert pages.CANARY not in gone.content.decode().lower()

    def test_links_lead_somewhere(self, client, world):
        assert "/plans/plan-2013/actions/1-1/" in crawl(client)


def crawl(client, extra: list[str] = ()) -> dict[str, str]:
    """Every page that can be reached from home by links. Fails on a link that leads nowhere."""
    waiting, seen = ["/", *extra], {}
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        response = client.get(url)
        assert response.status_code in (200, 302), url
        seen[url] = response.content.decode("utf-8-sig")
        for href in re.findall(r'href="([^"]+)"', seen[url]):
            href = href.replace("&amp;", "&").split("#")[0]
            if href.startswith(("?", ".")):
                href = url.split("?")[0] + href.removeprefix(".")
            if (
                href.startswith("/")
                and not href.startswith("/static/")
                and href.count("sort=") + href.count("status=") < 2
            ):
                waiting.append(href)
    return seen


class Outline(HTMLParser):
    """What a page is made of: its elements with their attributes, and the words of its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.links: list[tuple[str, str]] = []
        self.link: list[str] | None = None
        self.href = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "a":
            self.link, self.href = [attributes.get("aria-label", "")], attributes["href"]

    def handle_data(self, data):
        if self.link is not None:
            self.link.append(data)

    def handle_endtag(self, tag):
        if tag == "a":
            self.links.append((" ".join("".join(self.link).split()), self.href))
            self.link = None

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("url", [*PAGES, "/nowhere/", "/plan-x/"])
def test_every_page(client, world, url):
    """Titles, headings, landmarks, links, ids, weight, headers; nothing inline, nothing stored."""
    response = client.get(url)
    html = response.content.decode()
    outline = Outline(html)

    assert re.search(r"<title>[^<]+ – SEND plans</title>", html)
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert outline.all("html") == [{"lang": "en-GB"}]
    assert outline.all("main") == [{"id": "main", "tabindex": "-1"}]
    assert all(nav.get("aria-label") for nav in outline.all("nav"))
    names = [nav["aria-label"] for nav in outline.all("nav")]
    assert len(names) == len(set(names))

    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {name for _, a in outline.elements for name in a.get("aria-labelledby", "").split()}
    assert named <= set(ids)
    assert {a["href"][1:] for a in outline.all("use")} <= set(ids)

    targets: dict[str, set[str]] = {}
    for words, href in outline.links:
        assert words, href
        assert words.lower() not in {"click here", "here", "more", "read more", "link"}
        targets.setdefault(words, set()).add(href)
    assert {words: hrefs for words, hrefs in targets.items() if len(hrefs) > 1} == {}

    assert not outline.all("script")
    assert not [attributes for _, attributes in outline.elements if "style" in attributes]
    assert not [name for _, attributes in outline.elements for name in attributes if name.startswith("on")]
    assert len([link for link in outline.all("link") if link["rel"] in ("stylesheet", "icon")]) == 2
    for table in outline.all("table"):
        assert table["role"] == "table"
    assert len(re.findall("<table", html)) == len(re.findall("<caption", html))
    for cell in outline.all("th"):
        assert cell["scope"] in ("row", "col")

    assert len(gzip.compress(response.content, 6)) <= 14_000
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"]
    assert CSP in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_stylesheet_is_small_and_logical():
    css = (Path(settings.BASE_DIR) / "static" / "sendplan.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 6_000
    physical = (
        r"(?<![-\w])(margin|padding|border)-(left|right)|(?<![-\w])(left|right|float)\s*:|text-align:\s*(left|right)"
    )
    assert not re.search(physical, css.decode())
    assert "http" not in css.decode().replace("[href^=http]", "")
    assert "@font-face" not in css.decode()


def test_templates_ask_nothing(client, world, monkeypatch):
    """What a page needs is read before its template begins."""
    render = Template.render

    def guarded(self, context=None, request=None):
        def refuse(execute, sql, params, many, context):
            raise AssertionError(f"A template asked the database: {sql}")

        with connection.execute_wrapper(refuse):
            return render(self, context, request)

    monkeypatch.setattr(Template, "render", guarded)
    for url in PAGES:
        assert client.get(url).status_code == 200, url


class TestKept:
    def test_second_request_asks_nothing(self, client, world, version_kept, django_assert_num_queries):
        for url in (*PAGES, "/plans/plan-2025/actions.csv"):
            first = client.get(url)
            with django_assert_num_queries(0):
                assert client.get(url).content == first.content

    def test_a_change_shows_at_once(self, client, world, monkeypatch):
        monkeypatch.setattr("sendplan.middleware.VERSION_KEPT_SECONDS", 0)
        assert "Two new words" not in get(client, "/plans/plan-2025/")
        world.plan.summary = "Two new words"
        world.plan.save()
        ContentVersion.count_up()
        assert "Two new words" in get(client, "/plans/plan-2025/")


class TestGallery:
    def test_is_for_staff(self, client, db):
        response = client.get("/admin/components/")
        assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/components/")

    def test_shows_every_status_and_flag(self, client, db):
        client.force_login(make.UserFactory(is_staff=True))
        response = client.get(reverse("components"))
        shown = set(re.findall(r'data-status="(\w+)"', response.content.decode()))
        assert shown == {
            "not_started",
            "on_track",
            "at_risk",
            "off_track",
            "complete",
            "embedded",
            "stopped",
            "overdue",
            "silent",
        }
        assert response["Cache-Control"] == "no-store"
