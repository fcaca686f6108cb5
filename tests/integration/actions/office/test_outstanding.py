"""Who is outstanding: approvers read it of their own partnerships, nobody else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from actions.models import LeadReporter
from tests.factories import office as make

pytestmark = pytest.mark.django_db

PAGE = "/admin/outstanding/"


@pytest.fixture(autouse=True)
def on_12_april(time_machine):
    time_machine.move_to("2026-04-12T11:00:00+00:00", tick=False)


def due(plan, day: date, **values):
    return make.ActionFactory(plan=plan, public=True, due=day, next_due=day, precision="day", **values)


def read(client, user, **asked) -> str:
    client.force_login(user)
    response = client.get(PAGE, asked)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().partition('id="content-main"')[2]).split())


@pytest.fixture
def late(plan, officer):
    """An action of 'Team of the officer' that is 12 days late; its reporter has a name and an address."""
    officer.first_name, officer.last_name, officer.email = "Amina", "Khan", "amina@example.org"
    officer.save()
    action = due(plan, date(2026, 3, 31), reference="1.2", official_words="We will meet families.")
    lead = make.LeadFactory(partnership=plan.partnership, name="SEND team")
    make.ActionLeadFactory(action=action, lead=lead)
    make.LeadReporterFactory(lead=lead, user=officer)
    return action


def test_it_has_the_address_that_messages_name():
    assert reverse("office:outstanding") == PAGE


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        ("officer", 403),
        ("editor", 403),
        ("forum", 403),
        ("board", 403),
        ("approver", 200),
        ("administrator", 200),
        ("superuser", 200),
        ("nobody", 404),
        ("anonymous", 302),
    ],
)
def test_approvers_and_administrators_read_it(role, answer, client, partnership):
    if role in ("superuser", "nobody"):
        client.force_login(make.UserFactory(is_superuser=role == "superuser"))
    elif role != "anonymous":
        client.force_login(make.MembershipFactory(partnership=partnership, role=role).user)
    assert client.get(PAGE).status_code == answer
    assert client.post(PAGE).status_code == {200: 405}.get(answer, answer)


def test_it_says_who_owes_what_how_late_it_is_and_when_they_were_told(client, approver, late, officer):
    make.OutboxMessageFactory(
        key=f"due:{officer.pk}:2026-04-07", to=officer, sent_at=datetime(2026, 4, 7, 7, 5, tzinfo=UTC)
    )
    page = read(client, approver)
    assert "1 update is outstanding on 12 April 2026: 1 late." in page
    assert "Amina Khan 1 1 12 days 7 April 2026, 08:05" in page
    assert "SEND team Amina Khan 1 1 12 days" in page
    assert (
        "1.2: We will meet families Plan for 2026 31 March 2026 (the action itself) 12 days SEND team Amina Khan"
        in page
    )
    assert "Somebody reports for every lead of an action that is not finished." in page
    assert "Messages that could not be delivered None in the last 90 days." in page


def test_a_reminder_that_was_never_sent_is_none(client, approver, late, officer):
    make.OutboxMessageFactory(key=f"due:{officer.pk}:2026-04-07", to=officer)
    make.OutboxMessageFactory(key="returned:1:2", to=officer, sent_at=make.MOMENT)
    assert "Amina Khan 1 1 12 days None yet" in read(client, approver)


def test_leads_without_anybody_and_people_without_an_address_are_named(client, approver, late, officer):
    LeadReporter.objects.all().delete()
    approver.email = "approver@example.org"
    approver.save()
    make.MembershipFactory(partnership=approver.memberships.get().partnership, user__username="silent")
    page = read(client, approver)
    assert "SEND team Nobody: approvers are reminded 1 1 12 days" in page
    assert "Reminders of their actions go to the approvers. Say who reports for SEND team" in page
    assert "add an address to an account. silent" in page
    assert "can be reminded" not in page
    assert "Amina" not in page


def test_where_no_approver_can_be_reminded_either_the_page_says_so(client, approver, late):
    LeadReporter.objects.all().delete()
    page = read(client, approver)
    assert "SEND team Nobody, and no approver can be reminded 1 1 12 days" in page
    name = late.plan.partnership.name
    assert f"No approver of {name} can be reminded: none has an email address and can sign in." in page
    assert "go to the approvers, where one can be reminded. Say who" in page


def test_messages_that_failed_are_shown_with_what_went_wrong(client, approver, officer):
    make.OutboxMessageFactory(
        to=officer, subject="Given up", given_up_at=make.MOMENT, attempts=9, last_error="550 no such person"
    )
    make.OutboxMessageFactory(to=officer, subject="Waits", attempts=1, last_error="ConnectionRefusedError")
    make.OutboxMessageFactory(to=officer, subject="New")
    make.OutboxMessageFactory(to=officer, subject="Sent", attempts=2, sent_at=make.MOMENT)
    elsewhere = make.MembershipFactory().user
    make.OutboxMessageFactory(to=elsewhere, subject="Of another partnership", given_up_at=make.MOMENT)
    page = read(client, approver)
    assert "Given up 2 March 2026, 09:30 9 times; given up on 2 March 2026 550 no such person" in page
    assert "Waits 2 March 2026, 09:30 1 time; it will be tried again ConnectionRefusedError" in page
    assert not re.search("New 2|Sent 2|Of another", page)


def test_nothing_of_another_partnership_is_read(client, approver, elsewhere):
    action = due(elsewhere, date(2026, 3, 31), official_words="Secret words.")
    make.reporter(action, make.MembershipFactory(partnership=elsewhere.partnership, user__username="spy").user)
    page = read(client, approver)
    assert "No update is late, and none is due within 30 days of 12 April 2026." in page
    assert not re.search("Secret|spy|Team", page)


def test_filters_find_what_they_say(client, approver, plan, late, officer):
    soon = due(plan, date(2026, 4, 30), reference="2.1", official_words="We will train staff.")
    both = {"1.2: We will meet families", "2.1: We will train staff"}

    def found(**asked) -> set[str]:
        page = read(client, approver, **asked)
        return {name for name in both if name in page}

    lead = late.action_leads.get().lead_id
    assert "2 updates are outstanding on 12 April 2026: 1 late, 1 due within 30 days." in read(client, approver)
    assert found() == found(plan=plan.pk) == found(late="") == both
    assert found(late="1") == found(lead=lead) == found(person=officer.pk) == {"1.2: We will meet families"}
    assert found(lead="nobody") == found(person="nobody") == {"2.1: We will train staff"}
    assert "Nothing matches. Clear the filters" in read(client, approver, late="1", lead="nobody")
    assert found(person="999") == both
    assert "The address asks for an unknown value of “Who reports”. It was left out." in read(
        client, approver, person="999"
    )
    assert client.get(PAGE, {"page": "2"}).status_code == 404
    assert soon.pk


def test_a_long_list_has_pages_that_keep_the_filters(client, approver, plan):
    for _ in range(51):
        due(plan, date(2026, 3, 31))
    page = read(client, approver, late="1")
    assert "Updates, the longest late first: page 1 of 2" in page
    assert 'href="?late=1&amp;page=2"' in client.get(PAGE, {"late": "1"}).content.decode()
    assert "page 2 of 2" in read(client, approver, late="1", page="2")


def test_it_asks_as_much_of_the_database_for_20_as_for_1(client, approver, plan, django_assert_num_queries):
    client.force_login(approver)
    client.get(PAGE)
    for number in (1, 3, 20):
        while (count := plan.actions.filter(next_due=date(2026, 3, 31)).count()) < number:
            action = due(plan, date(2026, 3, 31))
            user = make.MembershipFactory(partnership=plan.partnership, user__username=f"p{count}").user
            make.reporter(action, user)
            make.OutboxMessageFactory(to=user, key=f"due:{user.pk}:2026-04-07", given_up_at=make.MOMENT)
            make.ActionLeadFactory(action=due(plan, date(2026, 8, 31)), lead__partnership=plan.partnership)
        with django_assert_num_queries(12):
            assert client.get(PAGE).status_code == 200
