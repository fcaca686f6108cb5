"""The pages of progress: the right plan, the right day, what needs a board first, and the numbers that add up."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from actions.services import withdraw_action
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

PROGRESS = "/progress/"


@pytest.fixture
def plan():
    return pages.public_plan(make.PartnershipFactory(), update_cycle="")


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def act(plan, reference: str, status: Status | None = None, on: date = date(2026, 3, 1), **of):
    fields = {name: of.pop(name) for name in ("done", "decision_asked", "reason") if name in of}
    action = pages.public_action(plan, reference, **of)
    if status is not None or fields:
        pages.published_report(action, on, status, **fields)
    return action


def test_what_needs_the_board_stands_once_under_its_first_reason(client, plan):
    act(plan, "1", Status.OFF_TRACK, due=date(2026, 3, 1), done="It stands still.", decision_asked="Find the money.")
    act(plan, "2", Status.ON_TRACK, due=date(2026, 3, 10))
    act(plan, "3", Status.AT_RISK)
    act(plan, "4", Status.ON_TRACK, on=date(2025, 6, 1))
    act(plan, "5", Status.ON_TRACK, decision_asked="Choose a day.")
    act(plan, "6", Status.ON_TRACK)
    act(plan, "7", Status.COMPLETE, due=date(2025, 3, 1), decision_asked="Too late.")
    page = client.get(PROGRESS)
    said = words(page)
    headings = re.findall(r'<h3 id="[a-z-]+">([^<]+)</h3>', page.content.decode())
    assert headings == [
        "Off track: 1 action",
        "Overdue: 1 action",
        "At risk: 1 action",
        "Silent: 1 action",
        "A decision is asked for: 1 action",
    ]
    named = re.findall(r'<h4><a href="/plans/plan-2025/actions/(\w+)/">', page.content.decode())
    assert named == ["1", "2", "3", "4", "5"]
    assert "It stands still. The board is asked: Find the money." in said
    assert "At 20 March 2026, 1 of 7 actions is complete. 2 are at risk or off track. 4 are on track." in said
    assert "2 actions are overdue. 1 action is silent." in said
    assert "Too late." not in said
    assert [
        re.search(r"<h1>.*</h1>", client.get(f"/progress/{key}/").content.decode())[0].split("</span> ")[1][:-5]
        for key in ("off-track", "overdue", "at-risk", "silent", "decision")
    ] == ["Off track: 1 action", "Overdue: 2 actions", "At risk: 1 action", "Silent: 1 action", "A decision is asked for: 2 actions"]  # fmt: skip


def test_nothing_that_needs_attention_is_said(client, plan):
    act(plan, "1", Status.ON_TRACK)
    assert "Nothing needs attention: no action is off track, at risk, overdue or silent" in words(client.get(PROGRESS))
    assert "None at 20 March 2026." in words(client.get("/progress/overdue/"))


def test_another_day(client, plan):
    act(plan, "1", Status.ON_TRACK, on=date(2025, 6, 1))
    pages.published_report(plan.actions.get(), date(2026, 1, 10), Status.OFF_TRACK, done="The money is gone.")
    page = client.get(PROGRESS, {"on": "31 12 2025"})
    said = words(page)
    assert "As at the end of 31 December 2025: what the public could read by then." in said
    assert "At 31 December 2025, 0 of 1 action are complete. 1 is on track." in said
    assert "The money is gone." not in said
    assert 'value="31 12 2025"' in page.content.decode()
    assert 'href="/progress/leads/?on=2025-12-31"' in page.content.decode()
    # Lists tell of today: no number of another day leads there.
    assert "/plans/plan-2025/actions/?priority=" not in page.content.decode()
    assert "The money is gone." in words(client.get(PROGRESS, {"on": "2026-01-10"}))


def test_an_action_that_was_withdrawn_since_is_counted_and_none_of_its_words_is_told(client, plan):
    action = act(plan, "1.4", Status.AT_RISK, on=date(2025, 6, 1), done="Secret work.", decision_asked="Secret too.")
    action.plain_words, action.timescale_raw, action.timescale_problem = (
        "Secret words.",
        "Secret date",
        "Secret problem",
    )
    action.save()
    withdraw_action(action=action, reason="It was said twice.", by=make.UserFactory(), at=pages.NOON)
    day = "on=2025-12-31"
    for page in (f"/progress/?{day}", f"/progress/at-risk/?{day}", f"/progress/changes/?since=2025-01-31&{day}"):
        body = client.get(page).content.decode()
        assert "1.4: Withdrawn since" in body
        assert "ecret" not in body
        assert "/actions/1-4/" not in body
    assert "0 of 1 action are complete" in words(client.get(f"/progress/?{day}"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 2 2026", "The day: '31 2 2026' is no day of the calendar: February 2026 has 28 days."),
        ("soon", "The day: 'soon' is no day; write day, month and year, such as 2 3 2026 or 2 March 2026."),
        ("1 6 2026", "This day is still to come. The page tells how things stand today."),
    ],
)
def test_a_day_that_cannot_be_told_of_is_said_and_kept(client, plan, typed, sentence):
    act(plan, "1", Status.ON_TRACK)
    page = client.get(PROGRESS, {"on": typed})
    assert sentence in words(page)
    assert f'value="{typed}"' in page.content.decode()
    assert "At 20 March 2026" in words(page)


def test_the_newest_plan_that_covers_the_day_is_told_of(client, plan):
    host = plan.partnership
    old = pages.public_plan(
        host, "old", title="Old plan", starts_on=date(2023, 1, 1), ends_on=date(2024, 12, 31),
        public_from=pages.AGREED.replace(year=2023),
    )  # fmt: skip
    pages.public_plan(host, "next", title="Next plan", starts_on=date(2028, 1, 1), ends_on=None)
    make.PlanFactory(partnership=host, title="Draft plan", starts_on=date(2026, 1, 1))
    assert "Plan for 2025 to 2027 Progress" in words(client.get(PROGRESS))
    assert "Old plan Progress" in words(client.get(PROGRESS, {"on": "2024-06-30"}))
    assert "Next plan Progress" in words(client.get(PROGRESS, {"plan": "next"}))
    pages.public_action(old, "1", public_from=pages.AGREED.replace(year=2023))
    page = client.get(PROGRESS, {"plan": "old"}).content.decode()
    assert 'href="/progress/leads/?plan=old"' in page
    assert client.get(PROGRESS, {"plan": "nowhere"}).status_code == 404


def test_without_a_plan_it_says_so(client):
    make.PartnershipFactory()
    assert "No plan has been published here yet, so there is no progress to tell of." in words(client.get(PROGRESS))


def test_by_priority_lead_and_partner(client, plan):
    early = pages.public_priority(plan, "1", "Help early")
    hidden = make.PriorityFactory(plan=plan, number="9", title="Secret", slug="secret")
    council = make.OrganisationFactory(partnership=plan.partnership, name="The council")
    named = [
        make.LeadFactory(partnership=plan.partnership, name=name, organisation=council) for name in ("Team A", "Team B")
    ]
    alone = make.LeadFactory(partnership=plan.partnership, name="Nurse", organisation=None)
    first = act(plan, "1", Status.COMPLETE, priority=early)
    second = act(plan, "2", Status.AT_RISK, priority=early, due=date(2026, 1, 1))
    act(plan, "3", priority=hidden)
    for order, lead in enumerate(named):
        make.ActionLeadFactory(action=first, lead=lead, order=order)
    make.ActionLeadFactory(action=second, lead=alone, order=0)
    rows = rows_of(client.get(PROGRESS))
    assert rows == ["1 Help early 2 1 1 1 0 0", "Under no priority 1 0 0 0 1 1"]
    assert rows_of(client.get("/progress/leads/")) == [
        "Nurse 1 0 1 1 0 0",
        "Team A 1 1 0 0 0 0",
        "Team B 1 1 0 0 0 0",
        "No lead named 1 0 0 0 1 1",
        "The council 1 1 0 0 0 0",
        "No organisation named 2 0 1 1 1 1",
    ]
    assert "Secret" not in words(client.get(PROGRESS))


def rows_of(page) -> list[str]:
    """The lines of the tables of numbers, in words."""
    tables = re.findall(r'<table class="stack".*?</table>', page.content.decode(), flags=re.DOTALL)
    rows = [row for table in tables for row in re.findall(r"<tr.*?</tr>", table, flags=re.DOTALL)[1:]]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


def test_what_was_done_beside_what_difference_it_made(client, plan):
    early = pages.public_priority(plan, "1", "Help early")
    pages.public_priority(plan, "2", "Good moves")
    told = act(plan, "1.1", priority=early)
    pages.published_report(told, date(2025, 6, 1), Status.ON_TRACK, done="We met.", difference="Calls are answered.")
    act(plan, "1.2", Status.ON_TRACK, priority=early, done="We wrote.")
    act(plan, "1.3", priority=early)
    act(plan, "9")
    page = client.get("/progress/outcomes/")
    assert "1 of 4 actions tells what difference was made" in words(page)
    assert rows_of(page) == ["1 Help early 3 1 2", "2 Good moves 0 0 0", "Under no priority 1 0 1"]
    said = words(client.get("/progress/outcomes/?priority=1-help-early"))
    assert "1 of 3 actions tells what difference was made for children and families." in said
    assert "What was done We met. The difference Calls are answered." in said
    assert "What was done We wrote. The difference No difference has been reported." in said
    assert "What was done Nothing has been reported. The difference No difference has been reported." in said
    assert "1 of 1" not in words(client.get("/progress/outcomes/?priority=none"))
    assert client.get("/progress/outcomes/?priority=nowhere").status_code == 404
    assert "0 of 4 actions tell" in words(client.get("/progress/outcomes/?on=2025-05-31"))


def test_twenty_to_a_page(client, plan):
    for number in range(23):
        act(plan, f"{number}", Status.AT_RISK)
    assert words(client.get(PROGRESS)).count("Last update:") == 5
    assert "See all: at risk" in words(client.get(PROGRESS))
    first, second = client.get("/progress/at-risk/"), client.get("/progress/at-risk/?page=2")
    assert (words(first).count("Last update:"), words(second).count("Last update:")) == (20, 3)
    assert 'href="?page=2" rel="next"' in first.content.decode()
    assert client.get("/progress/at-risk/?page=3").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, plan, version_kept, django_assert_num_queries, number):
    for at in range(number):
        act(plan, f"{at}", Status.AT_RISK)
    client.get("/help/")
    for address in (PROGRESS, "/progress/?on=2026-03-10"):
        with django_assert_num_queries(8):
            client.get(address)
    for address in ("/progress/leads/", "/progress/at-risk/"):
        with django_assert_num_queries(6):
            client.get(address)
    for address in ("/progress/outcomes/", "/progress/outcomes/?priority=none"):
        with django_assert_num_queries(7):
            client.get(address)
