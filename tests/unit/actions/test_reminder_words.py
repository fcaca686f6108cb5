"""What messages say, letter by letter."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reminder_words import (
    Line,
    reminder_body,
    reminder_subject,
    returned_message,
    waiting_message,
    withdrawn_message,
)

ON = date(2026, 4, 12)
SITE = "https://send.example.org/admin/"


def line(
    due: date, *, name: str = "1.2: Meet families", own: bool = False, repeat: bool = True, fallback: bool = False
) -> Line:
    return Line(name, "SEND plan 2026", due, own, f"{SITE}actions/7/update/", repeat, fallback)


@pytest.mark.parametrize(
    ("days", "subject"),
    [
        ([date(2026, 4, 30)], "1 update is due: by 30 April"),
        ([date(2026, 5, 9), date(2026, 4, 30), date(2026, 5, 1)], "3 updates are due: the first by 30 April"),
        ([date(2027, 1, 2)], "1 update is due: by 2 January 2027"),
        ([date(2026, 4, 12)], "1 update is due: by 12 April"),
        ([date(2026, 4, 11)], "1 update is late: due since 11 April"),
        ([date(2026, 4, 30), date(2025, 12, 31)], "2 updates are due, 1 late: the first since 31 December 2025"),
    ],
)
def test_the_subject_says_how_many_and_by_when(days, subject):
    assert reminder_subject([line(day) for day in days], on=ON) == subject


def test_a_reminder_says_what_is_late_and_what_is_due_with_the_link_to_each_form():
    body = reminder_body(
        [line(date(2026, 4, 30), name="2.1: Train staff", own=True), line(date(2026, 3, 31))],
        on=ON,
        service="SEND plans",
        office=SITE,
    )
    assert body == (
        "Hello,\n\n"
        "1 update is late and 1 update is due soon.\n\n"
        "LATE\n\n"
        "1.2: Meet families\nSEND plan 2026\nIts update was due on 31 March 2026, 12 days ago.\n"
        "https://send.example.org/admin/actions/7/update/\n\n"
        "DUE SOON\n\n"
        "2.1: Train staff\nSEND plan 2026\nThe action itself is due by 30 April 2026, in 18 days.\n"
        "https://send.example.org/admin/actions/7/update/\n\n"
        "Each link opens the form for that action. You may have to sign in first. Nothing to report? Choose “No change”.\n\n"
        "You get this because you report for these actions. Is one of them not yours? Please tell an approver.\n\n"
        "Thank you.\nSEND plans\n"
    )


@pytest.mark.parametrize(
    ("repeats", "sentence"),
    [
        ([True, True], " Nothing to report? Choose “No change”.\n"),
        ([True, False], " Nothing to report? Choose “No change” where the form offers it.\n"),
        ([False], "\n"),
    ],
)
def test_no_change_is_named_only_where_a_form_offers_it(repeats, sentence):
    lines = [line(date(2026, 4, 30), repeat=repeat) for repeat in repeats]
    body = reminder_body(lines, on=ON, service="SEND plans", office=SITE)
    assert f"You may have to sign in first.{sentence}" in body


def test_an_approver_reads_why_it_comes_to_them():
    body = reminder_body([line(date(2026, 4, 13), fallback=True)], on=ON, service="SEND plans", office=SITE)
    assert "1 update is due soon.\n" in body
    assert "in 1 day.\n" in body
    assert "You get this because you report" not in body
    assert (
        "For some of these nobody can be reminded, so this comes to you as an approver. Say who reports: "
        "https://send.example.org/admin/outstanding/\n"
    ) in body


def test_a_long_message_names_20_and_says_how_many_more():
    lines = [line(date(2026, 4, 30), name=f"Action {number}") for number in range(22)]
    body = reminder_body(lines, on=ON, service="SEND plans", office=SITE)
    assert body.count("/update/") == 20
    assert "2 more updates are not listed here. You find them at https://send.example.org/admin/\n" in body


def test_a_returned_update_is_named_without_the_reason():
    subject, body = returned_message("1.2: Meet", "Plan", address=f"{SITE}actions/7/update/", service="SEND plans")
    assert subject == "Your update was returned: please look at it again"
    assert "1.2: Meet\nPlan\nhttps://send.example.org/admin/actions/7/update/\n" in body


@pytest.mark.parametrize(
    ("number", "subject", "sentence"),
    [
        (1, "1 update waits for your approval", "1 update waits for approval. The public cannot read it before."),
        (21, "21 updates wait for your approval", "21 updates wait for approval. The public cannot read them before."),
    ],
)
def test_an_approver_is_told_what_waits(number, subject, sentence):
    said, body = waiting_message(["1.2: Meet (Plan)"] * number, address=f"{SITE}review/", service="SEND plans")
    assert said == subject
    assert sentence in body
    assert body.count("- 1.2: Meet (Plan)\n") == min(number, 20)
    assert ("- and 1 more\n" in body) is (number > 20)


@pytest.mark.parametrize(
    ("number", "subject", "sentence"),
    [
        (
            0,
            "Words were withdrawn from 0 public places: please decide",
            "Ann Example has withdrawn words that stand in no public place of Exampleshire.",
        ),
        (
            1,
            "Words were withdrawn from 1 public place: please decide",
            "Ann Example has withdrawn words from 1 public place of Exampleshire. Each now says “[words withdrawn]”.",
        ),
        (
            28,
            "Words were withdrawn from 28 public places: please decide",
            "Ann Example has withdrawn words from 28 public places of Exampleshire. Each now says “[words withdrawn]”.",
        ),
    ],
)
def test_an_approver_is_told_who_withdrew_words_and_where_they_are_put_back(number, subject, sentence):
    said, body = withdrawn_message(
        number,
        who="Ann Example",
        partnership="Exampleshire",
        address=f"{SITE}redactions/7/",
        service="SEND plans",
    )
    assert said == subject
    assert f"\n\n{sentence}\n\n" in body
    assert (
        "\n\nRead them, and remove them for ever or put them back, here: https://send.example.org/admin/redactions/7/\n"
        in body
    )
