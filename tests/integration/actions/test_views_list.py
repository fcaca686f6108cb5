"""The list of a plan's actions, its filters, its order, its pages, and its CSV."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from actions.reporting import SORTS
from actions.status import Status
from priorities.models import Plan
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.test_views_pages import get, text

pytestmark = pytest.mark.django_db

LIST = "/plans/plan-2025/actions/"
NEWSLETTER = "Print a newsletter"


def names(client, query: str = "") -> list[str]:
    """The references of the actions shown, in order; the words where there is none."""
    response = client.get(LIST + query)
    assert response.status_code == 200
    shown = re.findall(r'role="rowheader"><a href="[^"]+">([^<]+)</a>', response.content.decode())
    return [name.partition(":")[0] for name in shown]


ALL = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", NEWSLETTER]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("?status=at_risk", ["1.1"]),
        ("?status=at_risk&status=off_track", ["1.1", "1.3"]),
        ("?status=none", ["2.1", "2.3"]),
        ("?status=none&status=complete", ["1.2", "2.1", "2.3"]),
        ("?late=1", ["1.1"]),
        ("?stale=1", ["2.1"]),
        ("?priority=2-good-moves", ["2.1", "2.2"]),
        ("?priority=none", ["2.3", NEWSLETTER]),
        ("?lead=send-team", ["1.1", "1.3"]),
        ("?lead=school-nurses", ["1.1"]),
        ("?lead=none", ["1.2", "2.1", "2.2", "2.3", NEWSLETTER]),
        ("?due=none", ["2.1", "2.2", "2.3"]),
        ("?due=passed", ["1.1", "1.2", NEWSLETTER]),
        ("?due=next-3-months", []),
        ("?due=later", ["1.3"]),
        ("?q=FAMILIES", ["1.1"]),
        ("?q=1.3", ["1.3"]),
        ("?q=write+guide", ["2.1"]),
        ("?q=write+families", []),
        ("?q=answered+family", ["1.1"]),
        ("?q=guides", ["2.1"]),
        ("?q=%00guide", ["2.1"]),
        ("?status=off_track&lead=send-team&q=nursery", ["1.3"]),
        ("?status=at_risk&lead=none", []),
        ("?sort=-plan", ALL[::-1]),
        ("?sort=status", ["1.3", "1.1", "2.1", "2.3", "1.2", "2.2", NEWSLETTER]),
        ("?sort=due", [NEWSLETTER, "1.2", "1.1", "1.3", "2.1", "2.2", "2.3"]),
        ("?sort=-due", ["1.3", "1.1", "1.2", NEWSLETTER, "2.1", "2.2", "2.3"]),
        ("?sort=updated", [NEWSLETTER, "1.2", "2.2", "1.1", "1.3", "2.3", "2.1"]),
        ("?sort=-updated", ["2.3", "1.3", "1.1", "2.2", "1.2", NEWSLETTER, "2.1"]),
        ("?status=&q=&sort=&page=", ALL),
    ],
)
def test_filters_and_orders(client, world, query, expected):
    assert names(client, query) == expected


@pytest.mark.parametrize("name", ["status", "late", "stale", "priority", "lead", "due", "sort"])
@pytest.mark.parametrize("value", ["nonsense", "' OR 1=1", "%F0%9F%92%A9", "0", "%00"])
def test_unknown_values_are_left_out_with_a_sentence(client, world, name, value):
    said = get(client, f"{LIST}?{name}={value}")
    assert f"The address asks for an unknown value of “{name}”. It was left out." in said
    assert "7 actions" in said


def test_words_too_long_are_cut(client, world):
    assert "0 actions of 7" in get(client, LIST + "?q=" + "x" * 5000)


def test_chosen_filters_can_be_removed_one_by_one(client, world):
    body = client.get(LIST + "?status=at_risk&status=none&lead=send-team&page=1").content.decode()
    assert re.findall(r'<a href="([^"]+)">Remove: ([^<]+)</a>', body) == [
        ("?status=none&amp;lead=send-team#results", "At risk"),
        ("?status=at_risk&amp;lead=send-team#results", "No rating given"),
        ("?status=at_risk&amp;status=none#results", "SEND team"),
    ]
    assert '<details class="filters">\n<summary><h2>Filter or sort (3 on)</h2></summary>' in body
    assert '<form method="get" action="/plans/plan-2025/actions/#results">' in body
    assert '<h2 id="results" tabindex="-1">' in body
    assert '<input type="checkbox" name="status" value="at_risk" checked>' in body
    assert '<option value="send-team" selected>SEND team</option>' in body
    assert '<details class="filters">\n<summary><h2>Filter or sort</h2></summary>' in client.get(LIST).content.decode()


def test_nothing_found_says_which_filter_emptied_it(client, world):
    said = get(client, LIST + "?status=at_risk&lead=none")
    assert "0 actions of 7" in said
    assert "Remove: At risk finds 1 action by itself" in said
    assert "Remove: No lead named finds 5 actions by itself" in said
    assert "No actions match. 0 of 7. Clear filters" in said
    assert "Remove one filter." in said
    assert "Use one word" not in said
    assert "Use one word" in get(client, LIST + "?q=speeches+nursery")


def test_every_filter_counts_by_itself_what_it_finds(client, world):
    """The numbers beside an empty result agree with the list."""
    for query in ("status=none", "late=1", "stale=1", "priority=none", "lead=none", "due=passed", "q=guide"):
        alone = len(names(client, f"?{query}"))
        joined = query + "&q=zzz" if not query.startswith("q") else query + "&late=1"
        numbers = re.findall(r"finds (\d+) actions? by itself", text(client.get(f"{LIST}?{joined}")))
        assert numbers == ([str(alone), "1"] if query.startswith("q") else ["0", str(alone)]), query


def test_one_header_says_how_the_list_is_sorted(client, world):
    for query, expected in (("", "ascending"), ("?sort=-due", "descending"), ("?sort=status", "ascending")):
        body = client.get(LIST + query).content.decode()
        assert re.findall(r'aria-sort="(\w+)"', body) == [expected]
    body = client.get(LIST + "?sort=due&late=1").content.decode()
    assert '<a href="?sort=-due&amp;late=1#results">Due</a>' in body
    assert '<a href="?late=1#results">Action</a>' in body


@pytest.fixture
def long_list(world):
    for number in range(60):
        pages.public_action(world.plan, f"7.{number}", f"Do thing {number}.", order=100 + number)


def test_pages_of_twenty(client, long_list):
    first = client.get(LIST)
    assert "<h1>All actions</h1>" in first.content.decode()
    assert "67 actions, page 1 of 4" in text(first)
    assert "<title>Actions, page 1 of 4 – Plan for 2025 to 2027 – SEND plans</title>" in first.content.decode()
    assert len(names(client)) == 20
    assert len(names(client, "?page=4")) == 7
    assert names(client, "?page=2")[0] == "7.13"
    body = client.get(LIST + "?page=2&sort=-plan").content.decode()
    assert '<a href="?sort=-plan#results" rel="prev">Previous page</a>' in body
    assert '<a href="?sort=-plan&amp;page=3#results" rel="next">Next page</a>' in body
    assert '<span aria-current="page"><span class="unseen">Page </span>2</span>' in body


def test_a_filter_begins_at_the_first_page(client, long_list):
    body = client.get(LIST + "?q=thing&page=2").content.decode()
    assert '<a href=".#results">Remove: “thing”</a>' in body
    assert 'name="page"' not in body


@pytest.mark.parametrize("more", [0, 2, 19])
def test_as_many_questions_for_1_3_and_20_rows(client, db, today, version_kept, django_assert_num_queries, more):
    plan = pages.public_plan(make.PartnershipFactory())
    priority = pages.public_priority(plan, "1", "One")
    for number in range(more + 1):
        action = pages.public_action(plan, f"1.{number}", priority=priority)
        make.ActionLeadFactory(action=action, lead=make.LeadFactory(partnership=plan.partnership))
        pages.published_report(action, date(2026, 3, 1), Status.ON_TRACK)
    client.get("/accessibility/")  # the version of the content is known from here on
    with django_assert_num_queries(7):
        assert len(names(client)) == more + 1
    with django_assert_num_queries(7):
        client.get(LIST + "?status=on_track&q=what")
    with django_assert_num_queries(6):
        client.get(LIST + "?q=zzz")
    with django_assert_num_queries(8):
        client.get(f"/plans/{plan.slug}/priorities/1-one/")
    with django_assert_num_queries(8):
        client.get(f"/plans/{plan.slug}/")
    with django_assert_num_queries(5):
        client.get(f"/plans/{plan.slug}/actions.csv")


def test_forty_leads_do_not_fill_the_row(client, world):
    action = Action.objects.get(plan=world.plan, reference="1.1")
    for number in range(2, 41):
        make.ActionLeadFactory(
            action=action, lead=make.LeadFactory(partnership=world.host, name=f"Team {number:02}"), order=number
        )
    assert "SEND team; School nurses; Team 02; and 38 more" in get(client, LIST)


def test_counts_agree_with_the_lists(client, world):
    """What a page counts is what its link shows."""
    body = client.get("/plans/plan-2025/").content.decode()
    links = re.findall(r'<a href="(/plans/plan-2025/actions/\?[^"]+)">(\d+)', body)
    assert len(links) == 4
    for url, number in links:
        assert len(names(client, url.removeprefix(LIST).replace("&amp;", "&"))) == int(number)


class TestCsv:
    def rows(self, client, query=""):
        response = client.get(f"/plans/plan-2025/actions.csv{query}")
        assert response.status_code == 200
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response.content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    @pytest.mark.parametrize(
        "query", ["", "?status=none", "?late=1", "?lead=send-team&sort=-plan", "?q=zzz", "?due=bad"]
    )
    def test_rows_are_those_of_the_list_in_its_order(self, client, world, query):
        found = [row["Reference"] or "Print a newsletter" for row in self.rows(client, query)]
        assert found == names(client, query)

    def test_has_all_rows_not_only_a_page(self, client, long_list):
        assert len(self.rows(client)) == 67

    def test_a_row_in_full(self, client, world):
        assert self.rows(client)[0] == {
            "Reference": "1.1",
            "Plain words": "Answer every family in ten days.",
            "What we promised (official words)": "Officers will answer each family within ten days.",
            "What will be different": "Families know where they stand.",
            "Priority": "1 Help early",
            "Leads (the first is accountable)": "SEND team; School nurses",
            "Status": "At risk",
            "Rated on": "2026-03-02",
            "Days overdue": "20",
            "Due": "2026-02-28",
            "Due in words": "28 February 2026",
            "Date is approximate": "no",
            "Next due": "",
            "First due date": "2025-09-30",
            "Timescale as written": "28/2/2026",
            "Last update": "2026-03-02",
            "Days without update": "18",
            "What we have done": "Half of the letters go out in time.",
            "The difference": "Fewer calls.",
            "Next step": "Train two more people.",
            "Address": "http://testserver/plans/plan-2025/actions/1-1/",
        }

    def test_columns_bear_the_plans_own_words(self, client, world):
        Plan.objects.filter(pk=world.plan.pk).update(priority_word="Proposal")
        rows = self.rows(client)
        assert [row["Proposal"] for row in rows[:2]] == ["1 Help early", "1 Help early"]
        assert rows[-1]["Proposal"] == "None named"
        assert "Priority" not in rows[0]

    def test_no_heading_is_a_formula(self, client, world):
        Plan.objects.filter(pk=world.plan.pk).update(priority_word='=HYPERLINK("http://evil.example")')
        header = client.get("/plans/plan-2025/actions.csv").content.decode("utf-8-sig").splitlines()[0]
        assert """"'=HYPERLINK(""http://evil.example"")\"""" in header

    def test_what_is_missing_is_said(self, client, world):
        row = self.rows(client, "?q=2.1")[0]
        assert row["Status"] == "No rating given"
        assert row["Leads (the first is accountable)"] == "No lead named"
        assert row["Due in words"] == "No date set"
        assert row["Last update"] == "No update published"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
    def test_no_cell_is_a_formula(self, client, world, start):
        pages.public_action(
            world.plan, f"{start}1+1", f"{start}cmd", slug="formula", outcome=f"{start}x", timescale_raw=f"{start}y"
        )
        response = client.get("/plans/plan-2025/actions.csv")
        cells = [
            cell for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")) for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(start)]
        assert f"'{start}cmd" in cells

    def test_link_states_type_and_about_its_size(self, client, world):
        said = get(client, LIST)
        stated = int(re.search(r"Download all 7 actions \(CSV spreadsheet, about (\d+) KB\)", said)[1])
        assert abs(stated * 1000 - len(client.get("/plans/plan-2025/actions.csv").content)) < 1000
        assert "Download this 1 action (CSV" in get(client, LIST + "?late=1")


def test_closed_plan_offers_no_silence_filter(client, world):
    body = client.get("/plans/plan-2013/actions/").content.decode()
    assert 'name="stale"' not in body
    assert "Date passed, completion not stated" in body
    assert "Date passed, not reported complete" in body.split('id="results"')[0]
    assert "Overdue" not in body


def test_a_rating_of_a_closed_plan_states_that_the_work_was_not_complete(client, world):
    action = Action.objects.get(plan=world.closed)
    pages.published_report(action, date(2015, 6, 1), Status.OFF_TRACK, done="We did not reach this.")
    for url in ("/plans/plan-2013/actions/", "/plans/plan-2013/actions/1-1/"):
        said = get(client, url).split("Promise history")[0].split("Order")[-1]
        assert "Date passed, not reported complete" in said
        assert "completion not stated" not in said
    row = next(csv.DictReader(io.StringIO(client.get("/plans/plan-2013/actions.csv").content.decode("utf-8-sig"))))
    assert row["Days overdue"] == "Date passed, not reported complete"


def test_a_list_says_that_a_date_was_moved(client, world):
    said = get(client, LIST)
    assert said.count("(date moved)") == 1
    assert "28 February 2026 (date moved)" in said


def test_a_term_is_found_in_every_spelling(client, world):
    pages.public_action(world.plan, "9.1", "Write each EHC plan in 20 weeks.")
    pages.public_action(world.plan, "9.2", "Check a sample of EHCPs.")
    assert names(client, "?q=EHCP") == names(client, "?q=ehc+plans") == ["9.1", "9.2"]
    assert names(client, "?q=EHCP+checking") == ["9.2"]


def test_a_search_looks_at_the_beginnings_of_words_and_past_brackets(client, world):
    pages.public_action(world.plan, "9.1", "Improve education, health and care (EHC) plans.")
    pages.public_action(world.plan, "9.2", "Use one template.", outcome="Nobody waits for a long time.")
    pages.public_action(world.plan, "9.3", "Answer late letters; see 4.2 and 9.21.")
    for query in ("EHC+plan", "EHC+plans", "EHCP", "%28EHC%29+plans", "education+health+and+care+plan"):
        assert names(client, f"?q={query}") == ["9.1"], query
    assert names(client, "?q=late") == ["9.3"]
    assert names(client, "?q=waiting+times") == names(client, "?q=waiting") == ["9.2"]
    assert names(client, "?q=long+times") == ["9.2"]
    assert names(client, "?q=late+time") == []
    assert names(client, "?q=4.2") == ["9.3"]
    assert names(client, "?q=9.2") == ["9.2"]
    assert names(client, "?q=template%2C") == ["9.2"]
    assert names(client, "?q=a%2Bb%5B%28") == []
    assert names(client, "?q=%2A%2A%2A") == []
    assert names(client, "?q=famille") == []


def test_every_order_is_offered_and_works(client, world):
    body = client.get(LIST).content.decode()
    offered = re.search(r'<select id="sort".*?</select>', body)[0]
    assert set(re.findall(r'value="([^"]*)"', offered)) == set(SORTS)
    for sort in SORTS:
        assert sorted(names(client, f"?sort={sort}&q=e")) == sorted(names(client, "?q=e"))


def test_empty_plan(client, db):
    make.PlanFactory(published=True, slug="plan-2025")
    said = get(client, LIST)
    assert "No actions have been published in this plan." in said
    assert "No dated update has been published." in said
    assert Plan.objects.get().title in said
    assert reverse("actions:action-csv", args=["plan-2025"]) not in client.get(LIST).content.decode()


def test_a_value_that_is_repeated_counts_once(client, world):
    many = get(client, "/plans/plan-2025/actions/?" + "status=none&" * 300)
    assert many == get(client, "/plans/plan-2025/actions/?status=none")


def test_a_closed_plan_counts_a_date_on_its_last_day_everywhere(client, world):
    """One rule for the page's number, the two filters and the flags."""
    for day in (date(2015, 8, 30), date(2015, 8, 31), date(2015, 9, 1)):
        pages.public_action(world.closed, f"d{day.day}", due=day)
    said = get(client, "/plans/plan-2013/")
    assert "3 actions whose date passed, not reported complete" in said
    late, passed, later = (
        re.findall(r'role="rowheader"><a href="/plans/plan-2013/actions/([^/]+)/', client.get(url).content.decode())
        for url in (f"/plans/plan-2013/actions/?{query}" for query in ("late=1", "due=passed", "due=later"))
    )
    assert late == passed == ["1-1", "d30", "d31"]
    assert later == ["d1"]
    said = get(client, "/plans/plan-2013/actions/")
    assert said.count("Date passed, completion not stated") == 3
    assert "3 were not reported complete when the date passed." in said
    assert "unknown value of “due”" in get(client, "/plans/plan-2013/actions/?due=next-3-months")
