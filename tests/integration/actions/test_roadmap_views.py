"""The page of a roadmap: by quarter, by where each milestone stands, and with what was moved; delivery is never inferred."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from actions.models import MilestoneChange
from priorities.models import Plan
from tests.factories import office as make
from tests.integration.sendplan.test_views_site import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 10)
URL = "/plans/roadmap/roadmap/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def plan():
    return make.PlanFactory(published=True, slug="roadmap", title="SEND roadmap")


def milestone(plan, words, start, end, **columns):
    columns = {"public_from": make.MOMENT, "period": f"{start:%B %Y}"} | columns
    return make.MilestoneFactory(plan=plan, official_words=words, start=start, end=end, **columns)


def march(plan, words="Clinic open", **columns):
    return milestone(plan, words, date(2026, 3, 1), date(2026, 3, 31), **columns)


def sections(response) -> dict[str, str]:
    """The words of each quarter, by its heading."""
    found = {}
    for part in response.content.decode().split("<section aria-labelledby=")[1:]:
        words = words_of(part.split("</section>")[0].partition(">")[2])
        heading = part.partition("<h2")[2].partition("</h2>")[0].partition(">")[2]
        found[words_of(heading)] = words
    # Every roadmap ends with its reviews: tests/integration/actions/test_recommendation_views.py.
    found.pop("Reviews of this plan", None)
    return found


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace(" :", ":").replace(" .", ".")


def test_a_milestone_stands_in_the_quarter_in_which_its_period_ends(client, plan):
    march(plan)
    milestone(plan, "Team hired", date(2026, 10, 1), date(2026, 10, 31))
    found = sections(client.get(URL))
    assert list(found) == [
        "January to March 2026",
        "April to June 2026 (now)",
        "July to September 2026",
        "October to December 2026",
        "Ask about this roadmap",
    ]
    assert found["April to June 2026 (now)"].endswith("Nothing is planned for these months.")
    assert "Planned Team hired October 2026." in found["October to December 2026"]


def test_a_day_that_passed_makes_nothing_delivered(client, plan):
    march(plan)
    page = text(client.get(URL))
    assert "1 milestone: 1 date passed, not confirmed." in page
    assert "Where its time has passed, it counts as delivered only when the partnership says so." in page
    assert "Date passed, not confirmed Clinic open March 2026." in page


@pytest.mark.parametrize(
    ("columns", "change", "shown"),
    [
        (
            {"state": "delivered", "delivered_on": date(2026, 3, 2)},
            {"what": "delivered", "how_we_know": "It opened."},
            "Delivered Clinic open March 2026. Delivered on 2 March 2026. How we know: It opened.",
        ),
        (
            {"state": "dropped"},
            {"what": "dropped", "reason": "No money.", "agreed_by": "SEND board"},
            "Dropped Clinic open March 2026. Reason: No money. Agreed by SEND board.",
        ),
        ({"ongoing": True}, None, "Ongoing Clinic open March 2026."),
        ({"ongoing": True, "state": "dropped"}, None, "Dropped Clinic open March 2026."),
        ({"ongoing": True, "state": "delivered"}, None, "Delivered Clinic open March 2026. It goes on."),
        ({"kind": "service"}, None, "not confirmed Service: Clinic open March 2026."),
        (
            {"plain_words": "A clinic opens"},
            None,
            "A clinic opens March 2026. In the plan’s words: “Clinic open”",
        ),
    ],
)
def test_what_is_said_of_a_milestone(client, plan, columns, change, shown):
    one = march(plan, **columns)
    if change:
        make.MilestoneChangeFactory(milestone=one, state="published", public_from=make.MOMENT, **change)
    assert shown in sections(client.get(URL))["January to March 2026"]


def test_a_moved_milestone_says_from_where_and_why(client, plan):
    one = milestone(plan, "Clinic open", date(2026, 9, 1), date(2026, 9, 30))
    said = {"what": "moved", "from_period": "March 2026", "agreed_by": "SEND board"}
    make.MilestoneChangeFactory(milestone=one, state="published", public_from=make.MOMENT, **said)
    found = sections(client.get(URL))
    assert next(iter(found)) == "July to September 2026"
    assert "1 milestone: 1 planned. 1 was moved to a later or an earlier time." in text(client.get(URL))
    assert (
        "Moved from March 2026. Reason: The builder was late. Agreed by SEND board." in found["July to September 2026"]
    )


def test_what_nobody_approved_is_not_there(client, plan):
    one = march(plan)
    march(plan, "Secret", public_from=None)
    march(plan, "Withdrawn", withdrawn_at=make.MOMENT, withdrawn_reason="Old.")
    make.MilestoneChangeFactory(milestone=one, what="dropped", reason="Canary")
    page = text(client.get(URL))
    assert "1 milestone" in page
    for word in ("Secret", "Withdrawn", "Canary"):
        assert word not in page


def test_what_repeats_says_where_else(client, plan):
    march(plan, "Listening event", repeats="listening")
    milestone(plan, "Listening event", date(2026, 9, 1), date(2026, 9, 30), repeats="listening")
    response = client.get(URL)
    assert "Also in July to September 2026." in sections(response)["January to March 2026"]
    assert f'href="{URL}#q-2026-q3"' in response.content.decode()


def test_what_has_no_time_stands_at_the_end(client, plan):
    march(plan)
    make.MilestoneFactory(plan=plan, official_words="New hub", period="", start=None, end=None, public_from=make.MOMENT)
    found = sections(client.get(URL))
    assert "The plan does not say when these will happen. Planned New hub No time named." in found["No time named"]


@pytest.mark.parametrize(
    ("asked", "quarters", "count"),
    [
        ({"from": "2026-q2"}, ["July to September 2026"], "1 milestone of 2"),
        ({"to": "2026-q2"}, ["January to March 2026"], "1 milestone of 2"),
        (
            {"from": "2026-q3", "to": "2026-q1"},
            ["January to March 2026", "July to September 2026"],
            "2 milestones of 2",
        ),
        ({"type": "event"}, ["July to September 2026"], "1 milestone of 2"),
        ({"type": "product"}, [], "0 milestones of 2"),
    ],
)
def test_a_part_of_it_is_shown(client, plan, asked, quarters, count):
    march(plan)
    milestone(plan, "Event", date(2026, 9, 1), date(2026, 9, 30), kind="event")
    response = client.get(URL, asked)
    found = sections(response)
    assert [name for name, words in found.items() if "planned for these months" not in words][:-1] == quarters
    assert count in text(response)
    assert ("No milestone matches." in text(response)) is (not quarters)
    assert quarters or "Nothing is planned" not in text(response)
    assert "Show the whole roadmap" in text(response)


def test_an_unknown_value_is_left_out_and_told(client, plan):
    march(plan)
    page = text(client.get(URL, {"from": "2026-13", "to": "soon", "type": "party"}))
    for name in ("first quarter", "last quarter", "type"):
        assert f"The address asks for an unknown {name}. It was left out." in page
    assert "1 milestone:" in page


def test_a_plan_without_milestones_says_so(client, plan):
    page = text(client.get(URL))
    assert "This plan has no milestones." in page


def test_a_closed_plan_counts_to_its_end(client, plan):
    Plan.objects.update(closed_on=date(2026, 2, 1))
    march(plan)
    page = text(client.get(URL))
    assert (
        "1 milestone: 1 planned. The plan was closed on 1 February 2026. Nothing after that day is counted here."
        in page
    )


def test_a_wrong_year_makes_no_thousand_quarters(client, plan):
    march(plan)
    milestone(plan, "Event", date(3026, 9, 1), date(3026, 9, 30))
    assert list(sections(client.get(URL)))[:-1] == ["January to March 2026", "July to September 3026"]


def test_a_draft_is_not_there_and_a_withdrawn_plan_is_gone(client):
    make.PlanFactory(slug="roadmap")
    assert client.get(URL).status_code == 404
    Plan.objects.update(state="withdrawn", public_from=make.MOMENT, withdrawn_reason="Old.")
    assert client.get(URL).status_code == 410


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, plan, number, django_assert_num_queries):
    for at in range(number):
        one = march(plan, f"Clinic {at} open")
        make.MilestoneChangeFactory(milestone=one, state="published", public_from=make.MOMENT)
    client.get("/help/")
    with django_assert_num_queries(4):
        assert client.get(URL).status_code == 200


def test_a_change_that_was_published_is_frozen_in_every_way(plan):
    one = march(plan)
    make.MilestoneChangeFactory(milestone=one, state="published", public_from=make.MOMENT)
    with pytest.raises(Exception, match="is published, so it is never deleted"):
        MilestoneChange.objects.all().delete()


def test_a_plan_of_milestones_alone_leads_to_them_and_says_what_it_says_of_itself(client, plan):
    march(plan)
    type(plan).objects.filter(pk=plan.pk).update(
        answers="The inspection of July 2023.", prepares_for="A visit around February 2025.", limits="It is a summary."
    )
    said = text(client.get("/plans/roadmap/"))
    assert "This plan names milestones and no actions of its own. See the roadmap of this plan, by quarter" in said
    assert ("No actions have been published" in said, "What we promised" in said) == (False, False)
    facts = "Answers The inspection of July 2023. Prepares for A visit around February 2025. What it leaves out It is a summary."
    assert facts in said
    assert facts in sections(client.get(URL))["What this roadmap says of itself"]
