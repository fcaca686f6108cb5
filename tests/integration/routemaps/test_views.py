"""The public pages of routemaps: dates from the address alone, ways that lead on, files for calendars."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from icalendar import Calendar

from routemaps.models import DateRule, Stage
from routemaps.services import withdraw_routemap
from tests.factories import office as make
from tests.factories.routemaps import content, published_routemaps

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

LIST = "/routemaps/"
URL = "/routemaps/ask-for-a-plan/"
DISAGREE = "/routemaps/disagree/"
REQUEST = {"d": "2", "m": "3", "y": "2026"}


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Mereshire SEND Partnership")


@pytest.fixture
def maps(partnership):
    return published_routemaps(partnership)


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def rows(response) -> list[str]:
    """The rows of the table of dates, each as its words."""
    table = re.search(r"<tbody.*?</tbody>", response.content.decode(), re.DOTALL)[0]
    return [
        re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", row))).strip()
        for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    ]


# Dates


def test_a_request_gives_the_answer_the_refusal_and_the_plan(client, maps):
    assert rows(client.get(URL, REQUEST)) == [
        "The council answers the request Who: council By 13 April 2026 Law SEND Regulations 2014, regulation 5(1) 6 weeks "
        "(42 days) after 2 March 2026.",
        "The council sends a draft Who: council Usually by 22 June 2026 Usual practice No law gives a date for the draft 16 weeks "
        "(112 days) after 2 March 2026.",
        "The council says that there will be no plan Who: council By 22 June 2026 (only if the answer is no) Law We are "
        "still checking this rule’s source. SEND Regulations 2014, regulation 10(1) 16 weeks (112 days) after 2 March 2026.",
        "The council sends the final plan Who: council By 20 July 2026 Law SEND Regulations 2014, regulation 13(2) 20 weeks "
        "(140 days) after 2 March 2026.",
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"event": "draft", "d": "22", "m": "6", "y": "2026"}, ["Act by 6 July 2026"]),
        (
            {"event": "letter", "d": "15", "m": "6", "y": "2026"},
            ["Act by 14 August 2026", "Act by 14 August 2026 Usually accepted until 1 September 2026"],
        ),
        (
            {"event": "letter", "d": "1", "m": "10", "y": "2026", "d2": "29", "m2": "11", "y2": "2026"},
            ["Act by 1 December 2026", "Act by 29 December 2026 Usually accepted until 4 January 2027"],
        ),
        (
            {"event": "letter", "d": "31", "m": "12", "y": "2026"},
            ["Act by 26 February 2027", "Act by 26 February 2027 Usually accepted until 1 March 2027"],
        ),
    ],
)
def test_the_checked_examples(client, partnership, maps, asked, shown):
    page = client.get(DISAGREE if asked["event"] == "letter" else URL, asked)
    found = rows(page)
    assert len(found) == len(shown)
    for row, part in zip(found, shown, strict=True):
        assert part in row
    if asked["event"] == "letter":
        assert found[0].startswith("Contact the mediation adviser")
        assert "needs no certificate" in found[0]


@pytest.mark.parametrize(
    ("typed", "sentence", "box"),
    [
        (("31", "2", "2026"), "Your date: '31 2 2026' is no day of the calendar: February 2026 has 28 days.", "d"),
        (("1", "13", "2026"), "Your date: '1 13 2026' has the month 13, and there are 12", "m"),
        (("2", "3", "26"), "Your date: '2 3 26' has the year 26; write all four figures", "y"),
        (("2", "", "2026"), "Your date: the month is missing; fill in all three boxes.", "m"),
    ],
)
def test_a_wrong_date_is_said_and_kept(client, maps, typed, sentence, box):
    page = client.get(URL, dict(zip("dmy", typed, strict=True)))
    body = page.content.decode()
    assert sentence in words(page)
    assert f'<li><a href="#{box}">' in body
    assert re.search(rf'<input id="{box}" [^>]*aria-invalid="true" aria-describedby="d-wrong"', body)
    for name, value in zip("dmy", typed, strict=True):
        assert f'<input id="{name}" name="{name}" value="{value}"' in body
    assert "<title>Error: " in body
    assert "Your dates" not in words(page)


def test_everything_that_is_folded_can_be_opened_at_once(client, maps):
    page = client.get(URL, REQUEST)
    assert "<details><summary>" in page.content.decode()
    opened = re.search(r'<a href="([^"]+)">Open all details</a>', page.content.decode())[1]
    assert unescape(opened) == "?d=2&m=3&y=2026&view=all#route"
    body = client.get(URL + unescape(opened).partition("#")[0]).content.decode()
    assert body.count("<details open><summary>") == 2
    assert "<details><summary>" not in body
    assert "Open all details" not in body


def test_empty_boxes_are_no_mistake(client, maps):
    page = client.get(URL, {"d": "", "m": "", "y": "", "at": ""})
    assert "mistake" not in words(page)
    assert page.status_code == 200


def test_where_you_are_is_marked_and_an_unknown_stage_is_told(client, maps):
    page = client.get(URL, {"at": "2"})
    body = page.content.decode()
    now = re.search(r'<section class="here".*?</section>', body, re.DOTALL)[0]
    assert re.findall(r"<h\d.*", now)[0].startswith('<h2 id="now" tabindex="-1"><span class="nth">')
    assert "You get a draft, then a plan." in now
    assert body.count("You get a draft, then a plan.") == 1
    assert 'You are here.</strong> <a href="#now">What you can do now</a>' in body.split('<li id="plan"')[1]
    assert words(page).count("You are here") == 2
    assert body.index('id="now"') < body.index('id="route"')
    told = words(client.get(URL, {"at": "9"}))
    assert "The address asks for a stage that is not there: there are 2. It was left out." in told
    assert "You are here" not in told


@pytest.mark.time_machine("2026-04-25T12:00:00Z")
def test_a_date_that_has_passed_says_how_long_ago_and_has_a_letter(client, maps):
    first = rows(client.get(URL, REQUEST))[0]
    assert (
        "That was 12 days ago. If you have heard nothing: Help and other formats A letter that you can send: “answer my request”"
        in first
    )
    letter = client.get(f"{URL}letter/", {"rule": "A1", "start": "2026-03-02", "event": "request"})
    assert "By law you had to answer my request by 13 April 2026. That was 12 days ago." in words(letter)
    for wrong in ({"rule": "A7"}, {"rule": "x"}, {"rule": "A1", "start": "2026-02-31"}):
        asked = {"start": "2026-03-02", "event": "request"} | wrong
        assert client.get(f"{URL}letter/", asked).status_code == 404


@pytest.mark.time_machine("2026-08-25T12:00:00Z")
def test_a_date_that_others_missed_leads_on_where_i_am(client, maps):
    page = client.get(URL, REQUEST | {"at": "1"})
    here = words(page).split("You are here.")[1].split("The route, in")[0]
    assert (
        "The council answers the request: this was due by 13 April 2026, about 4 months ago. "
        "If you have heard nothing: Help and other formats"
    ) in here
    assert "If you have heard nothing" not in words(client.get(URL, REQUEST | {"at": "2"})).split("You are here.")[1]
    assert "Say above where you are now" not in words(page)
    assert "Say above where you are now, and this page shows what you can do there." in words(client.get(URL, REQUEST))


@pytest.mark.time_machine("2026-08-25T12:00:00Z")
def test_a_no_has_no_letter_that_asks_for_it(client, maps):
    of_no = next(
        row for row in rows(client.get(URL, REQUEST)) if row.startswith("The council says that there will be no")
    )
    assert "A letter that you can send" not in of_no
    asked = {"rule": "A4", "start": "2026-03-02", "event": "request"}
    assert client.get(f"{URL}letter/", asked).status_code == 404


@pytest.mark.time_machine("2026-11-25T12:00:00Z")
def test_a_date_of_my_own_that_has_passed_says_whom_to_call(client, maps):
    found = rows(client.get(DISAGREE, {"event": "letter", "d": "2", "m": "3", "y": "2026"}))
    for row in found:
        assert "Call an independent service today, and ask what you can still do: Who to ask" in row
        assert "A letter that you can send" not in row


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("2", "3", "1990"), "You typed 2 March 1990. Is the year right?"),
        (("2", "3", "2090"), "You typed 2 March 2090. Is the year right?"),
        (("1", "6", "2027"), "1 June 2027 is still to come. These dates hold if it happens on that day."),
        (("2", "3", "2026"), ""),
    ],
)
def test_a_day_that_may_be_a_slip_is_asked_about(client, maps, typed, sentence):
    said = words(client.get(URL, dict(zip("dmy", typed, strict=True))))
    assert ("Is the year right?" in said or "is still to come" in said) is bool(sentence)
    assert sentence in said


def test_my_dates_come_first_once_they_are_asked_for(client, maps):
    body = client.get(URL, REQUEST).content.decode()
    assert f'<form method="get" action="{URL}#your-dates"' in body
    assert '<h3 id="your-dates" tabindex="-1">Your dates</h3>' in body


def test_a_rule_past_its_check_date_is_not_called_law(client, maps):
    DateRule.objects.filter(key="A1").update(next_check_on=date(2026, 3, 19))
    assert "Not checked lately" in rows(client.get(URL, REQUEST))[0]


def test_a_rule_that_was_put_right_is_right_at_once(client, maps):
    DateRule.objects.filter(key="A1").update(number=7)
    assert "By 20 April 2026" in rows(client.get(URL, REQUEST))[0]


# Privacy


@pytest.mark.parametrize("path", ["", "one-page/"])
def test_a_page_with_dates_is_private_and_one_without_is_kept(client, maps, path):
    asked = REQUEST if not path else {"start": "2026-03-02", "event": "request"}
    page = client.get(f"{URL}{path}", asked)
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "strict-origin"
    assert not page.cookies
    plain = client.get(f"{URL}{path}")
    assert plain["Cache-Control"].startswith("public")


# The calendar file


def test_the_calendar_file_opens_in_a_calendar(client, maps):
    file = client.get(f"{URL}dates.ics", {"start": "2026-03-02", "event": "request"})
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert file["Cache-Control"] == "private, no-store"
    events = Calendar.from_ical(file.content).walk("VEVENT")
    assert [(str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in events] == [
        (summary, day, day + timedelta(days=1))
        for summary, day in (
            ("By today: The council answers the request", date(2026, 4, 13)),
            ("Usually by today: The council sends a draft", date(2026, 6, 22)),
            ("By today: The council says that there will be no plan", date(2026, 6, 22)),
            ("By today: The council sends the final plan", date(2026, 7, 20)),
        )
    ]
    assert "Kind of date: usual practice." in str(events[1]["DESCRIPTION"])
    assert "We are still checking this rule's source." in str(events[2]["DESCRIPTION"])
    again = Calendar.from_ical(client.get(f"{URL}dates.ics", {"start": "2026-03-02", "event": "request"}).content)
    keys = [str(one["UID"]) for one in events]
    assert [str(one["UID"]) for one in again.walk("VEVENT")] == keys
    assert len(set(keys)) == 4


def test_a_day_to_act_by_has_an_entry_seven_days_before(client, maps):
    file = client.get(f"{DISAGREE}dates.ics", {"start": "2026-06-15", "event": "letter"})
    events = {(str(one["SUMMARY"]), one.decoded("DTSTART")) for one in Calendar.from_ical(file.content).walk("VEVENT")}
    assert events == {
        ("Act by today: Contact the mediation adviser", date(2026, 8, 14)),
        ("7 days left: Contact the mediation adviser", date(2026, 8, 7)),
        ("Act by today: Send an appeal to the tribunal", date(2026, 8, 14)),
        ("7 days left: Send an appeal to the tribunal", date(2026, 8, 7)),
    }


@pytest.mark.parametrize("asked", [{}, {"start": "x"}, {"start": "0001-01-01"}, {"start": "2026-03-02", "event": "x"}])
def test_a_file_without_a_day_is_not_there(client, maps, asked):
    assert client.get(f"{URL}dates.ics", asked).status_code == 404


# The route


def test_every_stage_says_what_happens_what_to_do_whom_to_ask_and_where_it_leads(client, maps):
    said = words(client.get(URL))
    for part in (
        "Stage 1 of 2: Ask the council When: Day 1",
        "You write to the council. It must answer. What you can do now Write a letter. Keep a copy.",
        "The council says no: Mediation and appeal",
        "Who to ask Advice service of the moor (independent): 01632 960101 (an example, not a real number) SEND team of the "
        "council Who does what, and the law (stage 1, Ask the council) Education The school writes what it did.",
        "Advice service of the moor (independent) Free advice. Telephone 01632 960101 , Monday to Friday (an example, not a "
        "real number)",
        "SEND team of the council Your request. No number has been added yet.",
        "What to avoid Do not sign anything in a hurry.",
        "The plan is right: The route ends here.",
    ):
        assert part in said
    assert '<a href="/routemaps/disagree/#appeal">Mediation and appeal</a>' in client.get(URL).content.decode()


def test_what_is_drafted_since_is_not_public(client, maps):
    Stage.objects.filter(key="ask").update(title="DRAFTED")
    assert "DRAFTED" not in words(client.get(URL))


def test_a_way_to_what_is_withdrawn_is_no_link(client, partnership, maps):
    approver = make.MembershipFactory(partnership=partnership, role="approver").user
    withdraw_routemap(routemap=maps["disagree"], reason="The law changed.", by=approver, at=make.MOMENT)
    said = words(client.get(URL))
    assert "Mediation and appeal (this page is not published yet)" in said
    gone = client.get(DISAGREE)
    assert (gone.status_code, "Reason: The law changed." in words(gone)) == (410, True)


def test_the_list_is_narrowed_by_age(client, partnership):
    of = content()
    of["routemap"][0] |= {"from_age": 5, "to_age": 16}
    published_routemaps(partnership, of=of)
    every = words(client.get(LIST))
    assert "My child may need a plan: what happens?" in every
    assert "When it does not go well I disagree with the council: what can I do?" in every
    for asked, shown in (("under-5", False), ("5-to-16", True), ("16-to-25", True), ("x", True)):
        assert ("My child may need a plan" in words(client.get(LIST, {"for": asked}))) is shown


def test_without_a_routemap_the_list_says_so(client, partnership):
    assert "No routemap has been published yet. Tell us that you need one" in words(client.get(LIST))


def test_without_a_partnership_nothing_breaks(client):
    assert client.get(LIST).status_code == 200
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("stages", [1, 3, 20])
def test_queries(client, partnership, stages, django_assert_num_queries):
    one = content()["routemap"][1]
    many = content() | {"routemap": [one | {"stage": [one["stage"][0] | {"key": "appeal"}]}]}
    first = many["routemap"][0]["stage"][0]
    many["routemap"][0]["stage"] = [
        first | {"key": f"appeal-{at}", "branch": [{"condition": "On", "kind": "next", "to": f"stage:appeal-{at + 1}"}]}
        for at in range(1, stages)
    ] + [first | {"key": f"appeal-{stages}"}]
    published_routemaps(partnership, of=many)
    with django_assert_num_queries(7):
        client.get(DISAGREE, {"event": "letter", "d": "15", "m": "6", "y": "2026"})
    with django_assert_num_queries(4):
        Client().get(LIST, {"for": "under-5"})
