"""Boards: their pages, what moved since a meeting or a day, and how they are written in the office."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from lxml import etree

from actions.models import Board, DueDateChange, Meeting
from actions.services import publish_board, withdraw_action, withdraw_board
from actions.status import Status
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories import pages
from tests.integration.actions.reporting.test_standing import moment

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-03-20T12:00:00Z")]

CHANGES = "/progress/changes/"
AT = make.MOMENT


@pytest.fixture
def plan():
    return pages.public_plan(make.PartnershipFactory())


@pytest.fixture
def board(plan):
    board = make.BoardFactory(
        partnership=plan.partnership, name="SEND board", slug="send-board", public=True,
        decides="It decides on money.", meets="Every two months, in public.",
    )  # fmt: skip
    for day, note in ((date(2026, 1, 22), "Waiting times"), (date(2025, 11, 20), ""), (date(2026, 5, 21), "Budget")):
        make.MeetingFactory(board=board, held_on=day, note=note)
    return board


def words(response) -> str:
    body = re.sub(r"<(title|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def test_the_page_of_a_board(client, board):
    said = words(client.get("/progress/boards/send-board/"))
    for part in (
        "What it decides It decides on money.",
        "Every two months, in public. Next: 21 May 2026: Budget",
        "Past meetings 22 January 2026 : Waiting times How things stood on 22 January 2026",
        "What moved since 20 November 2025",
    ):
        assert part in said
    assert client.get("/progress/boards/nowhere/").status_code == 404


def test_a_withdrawn_board_is_nowhere(client, board):
    withdraw_board(board=board, by=make.UserFactory(), at=AT)
    assert client.get("/progress/boards/send-board/").status_code == 404
    assert "SEND board" not in words(client.get("/progress/"))


def test_an_empty_board_says_what_is_missing(client, plan):
    make.BoardFactory(partnership=plan.partnership, slug="bare", public=True, decides="", meets="")
    said = words(client.get("/progress/boards/bare/"))
    assert said.count("This has not been written down yet.") == 2
    assert "No day of a next meeting is recorded." in said
    assert "No past meeting is recorded." in said


def test_what_moved_since_a_meeting_with_reasons(client, plan, board):
    action = pages.public_action(plan, "1.1", "Meet families.", due=date(2026, 9, 30))
    pages.published_report(action, date(2026, 1, 10), Status.ON_TRACK)
    pages.published_report(
        action, date(2026, 2, 10), Status.OFF_TRACK, done="Two people left.", approved_role="SEND lead"
    )
    DueDateChange.objects.create(
        action=action, from_raw="30/6/2026", from_due=date(2026, 6, 30), to_raw="30/9/2026", to_due=date(2026, 9, 30),
        reason="The posts are empty.", agreed_by="SEND board", changed_on=date(2026, 2, 10),
        public_from=moment(date(2026, 2, 10)), recorded_at=moment(date(2026, 2, 10)),
    )  # fmt: skip
    pages.published_report(pages.public_action(plan, "1.2"), date(2026, 3, 1), Status.COMPLETE, how_we_know="x")
    said = words(client.get(CHANGES, {"board": "send-board", "meeting": "2026-01-22"}))
    for part in (
        "Since the meeting of SEND board on 22 January 2026, until 20 March 2026.",
        "Ratings moved: 1 action 1.1: Meet families Was On track now Off track Two people left. "
        "Approved by: SEND lead. Public from 10 February 2026.",
        "Was 30 June 2026 (written as “30/6/2026”), now 30 September 2026 (written as “30/9/2026”). Why: The posts are empty. "
        "Changed on 10 February 2026. Agreed by: SEND board.",
        "Completed: 1 action 1.2: We will do what 1.2 says Was No rating given now Complete",
    ):
        assert part in said, part
    quiet = words(client.get(CHANGES, {"since": "10 3 2026"}))
    assert "Nothing changed between 10 March 2026 and 20 March 2026." in quiet
    then = words(client.get(CHANGES, {"since": "2026-01-22", "on": "2026-02-28"}))
    assert "Two people left." in then
    assert "Completed" not in then


def test_without_a_day_it_offers_some(client, plan, board):
    page = client.get(CHANGES)
    assert "Choose a day, and this page shows what moved since." in words(page)
    assert 'href="/progress/changes/?since=2026-03-13">The last 7 days</a>' in page.content.decode()
    assert "Since the meeting of SEND board on 22 January 2026" in words(page)
    assert "21 May 2026" not in words(page)
    shown = client.get(CHANGES, {"since": "2026-03-01"}).content.decode()
    assert 'href="/progress/changes/?since=2026-03-20">Bookmark this link' in shown


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"since": "31 2 2026"}, "Since: '31 2 2026' is no day of the calendar: February 2026 has 28 days."),
        ({"since": "2026-04-01"}, "Since: this day is after 20 March 2026. Choose an earlier one."),
        ({"meeting": "2026-01-23", "board": "send-board"}, "The address names a meeting that is not recorded here."),
        ({"meeting": "2026-05-21", "board": "send-board"}, "The address names a meeting that is not recorded here."),
        ({"meeting": "2026-01-22", "board": "other"}, "The address names a meeting that is not recorded here."),
    ],
)
def test_what_the_address_gets_wrong_is_said(client, plan, board, asked, sentence):
    page = client.get(CHANGES, asked)
    assert sentence in words(page)
    assert "Nothing changed" not in words(page)
    if "since" in asked:
        assert f'value="{asked["since"]}"' in page.content.decode()


def test_the_first_page_leads_to_what_moved_since_the_last_meeting(client, plan, board):
    pages.public_action(plan, "1")
    body = client.get("/progress/").content.decode()
    assert 'href="/progress/changes/?board=send-board&amp;meeting=2026-01-22"' in body
    then = client.get("/progress/?on=2025-12-31").content.decode()
    assert "meeting=2025-11-20" in then
    assert "meeting=2026-01-22" not in then


@pytest.mark.parametrize("number", [1, 3, 20])
def test_queries(client, plan, version_kept, django_assert_num_queries, number):
    for at in range(number):
        board = make.BoardFactory(partnership=plan.partnership, public=True, slug=f"b{at}")
        make.MeetingFactory(board=board, held_on=date(2026, 1, 22))
        pages.published_report(pages.public_action(plan, f"{at}"), date(2026, 2, 10), Status.AT_RISK)
    client.get("/help/")
    with django_assert_num_queries(10):
        client.get(CHANGES, {"since": "2026-01-22"})
    with django_assert_num_queries(3):
        client.get("/progress/boards/b0/")


def test_the_feed_tells_what_came_lately_and_of_nothing_withdrawn(client, plan):
    action = pages.public_action(plan, "1.1", "Meet <families> & others.", slug="meet")
    pages.published_report(action, date(2025, 11, 1), Status.ON_TRACK, done="Long ago.")
    report = pages.published_report(action, date(2026, 2, 10), Status.OFF_TRACK, done="Two people left & one came.")
    change = DueDateChange.objects.create(
        action=action, from_raw="x", to_raw="y", reason="The posts are empty.", changed_on=date(2026, 2, 11),
        public_from=moment(date(2026, 2, 11)), recorded_at=moment(date(2026, 2, 11)),
    )  # fmt: skip
    gone = pages.public_action(plan, "1.2", "Secret.", slug="gone", public_from=moment(date(2026, 2, 12)))
    pages.published_report(gone, date(2026, 2, 13), Status.AT_RISK, done="Secret.")
    withdraw_action(action=gone, reason="Said twice.", by=make.UserFactory(), at=AT)
    answer = client.get("/progress/changes.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = etree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [[entry.find(f"{atom}{name}").text for name in ("title", "summary", "updated", "id")] for entry in tree.iter(f"{atom}entry")] == [
        ["Due date moved: 1.1 Meet <families> & others", "The posts are empty.", "2026-02-11T12:00:00+00:00",
         f"http://testserver/plans/plan-2025/actions/meet/#date-{change.pk}"],
        ["Update (Off track): 1.1 Meet <families> & others", "Two people left & one came.", "2026-02-10T12:00:00+00:00",
         f"http://testserver/plans/plan-2025/actions/meet/#report-{report.pk}"],
    ]  # fmt: skip
    assert b"Secret" not in answer.content


def test_an_empty_feed_is_a_feed(client, plan):
    tree = etree.fromstring(client.get("/progress/changes.atom").content)
    assert tree.find("{http://www.w3.org/2005/Atom}updated").text == "2025-01-06T12:00:00+00:00"


# In the office


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def person(plan, role: str):
    return make.MembershipFactory(partnership=plan.partnership, role=role).user


def test_a_board_is_written_published_and_withdrawn(plan):
    approver = person(plan, "approver")
    client = browser(approver)
    typed = {
        "partnership": plan.partnership_id,
        "name": "SEND board",
        "slug": "send-board",
        "decides": "",
        "meets": "",
        "order": "0",
    }
    assert client.post("/admin/actions/board/add/", typed).status_code == 302
    board = Board.objects.get()
    assert board.history.get().history_user == approver
    with pytest.raises(NotAllowed, match="What it decides: empty; say it in a sentence"):
        publish_board(board=board, by=approver, at=AT)
    change = f"/admin/actions/board/{board.pk}/change/"
    page = client.get(change)
    form = {name: page.context["adminform"].form[name].value() for name in ("name", "meets", "order", "version_read")}
    rows = {"meetings-TOTAL_FORMS": "1", "meetings-INITIAL_FORMS": "0", "meetings-0-held_on": "22 1 2026", "meetings-0-note": "Money"}  # fmt: skip
    response = client.post(change, form | rows | {"decides": "It decides on money."})
    assert response.status_code == 302, response.context["errors"]
    assert list(Meeting.objects.values_list("held_on", "note")) == [(date(2026, 1, 22), "Money")]
    publish = f"/admin/actions/board/{board.pk}/publish/"
    seen = client.get(publish).context["form"]["seen"].value()
    assert client.post(publish, {"seen": seen}).status_code == 302
    assert "22 January 2026 : Money" in words(Client().get("/progress/boards/send-board/"))
    withdraw = f"/admin/actions/board/{board.pk}/withdraw/"
    seen = client.get(withdraw).context["form"]["seen"].value()
    assert client.post(withdraw, {"seen": seen}).status_code == 302
    assert Client().get("/progress/boards/send-board/").status_code == 404


def test_two_meetings_of_one_day_are_refused(plan, board):
    client = browser(person(plan, "approver"))
    change = f"/admin/actions/board/{board.pk}/change/"
    page = client.get(change)
    form = {name: page.context["adminform"].form[name].value() for name in ("name", "decides", "meets", "order", "version_read")}  # fmt: skip
    rows = {"meetings-TOTAL_FORMS": "2", "meetings-INITIAL_FORMS": "0", "meetings-0-held_on": "1 2 2026", "meetings-1-held_on": "1 2 2026"}  # fmt: skip
    said = words(client.post(change, form | rows))
    assert "Two meetings have the same day: keep one of them." in said
    assert board.meetings.count() == 3


def test_a_name_is_asked_about_before_it_is_public(plan):
    board = make.BoardFactory(partnership=plan.partnership, decides="Thomas Whitfield decides.")
    client = browser(person(plan, "approver"))
    publish = f"/admin/actions/board/{board.pk}/publish/"
    seen = client.get(publish).context["form"]["seen"].value()
    assert "'Thomas Whitfield' looks like a person's name" in words(client.post(publish, {"seen": seen}))
    board.refresh_from_db()
    assert board.public_from is None
