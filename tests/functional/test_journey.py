"""From the reminder in an officer's inbox to the words that a parent reads, in a browser, with scripts and without."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from actions.status import Status
from tests.factories import office as make
from tests.factories.pages import published_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long password of the test"


@pytest.fixture
def people(standing_on_the_day, live_server, settings):
    """A late action, the officer of its lead and an approver, both with an address to write to."""
    settings.SITE_URL, settings.SENDS_MAIL = live_server.url, True
    plan = make.PlanFactory(published=True, partnership__name="Westmarch", title="Plan for 2026")
    action = make.ActionFactory(
        plan=plan, public=True, reference="1.1", official_words="Answer the telephone.", next_due=date(2026, 3, 1)
    )
    published_report(action, date(2025, 11, 3), Status.ON_TRACK, done="Two people answer.")
    for name in ("officer", "approver"):
        person = make.MembershipFactory(partnership=plan.partnership, role=name, user__username=name).user
        person.email = f"{name}@example.org"
        person.set_password(PASSWORD)
        person.save()
        if name == "officer":
            make.reporter(action, person)
    return action


def link_in_mail(to: str) -> str:
    """The first address in the newest message to a person."""
    message = next(message for message in reversed(mail.outbox) if message.to == [to])
    return re.search(r"https?://\S+", message.body).group()


def sign_in(page, name: str) -> None:
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def by_keyboard(page, name: str) -> None:
    """Walk with the Tab key to the link or button of that name and press Enter; one interaction."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()").startswith(name):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"No '{name}' on {page.url}")


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_reminder_becomes_a_published_update(people, open_at, scripts):
    call_command("send_reminders", verbosity=0)
    officers = open_at(320, java_script_enabled=scripts)(link_in_mail("officer@example.org"))
    sign_in(officers, "officer")
    # The link opens the form itself: one click in the mail, and none after signing in.
    assert officers.locator("#id_done").count() == 1
    officers.check("input[name=status][value=at_risk]")
    officers.fill("#id_done", "Six people answer, and callers wait for 4 minutes.")
    by_keyboard(officers, "Save and check")
    assert "callers wait for 4 minutes" in officers.inner_text(".office-public")
    by_keyboard(officers, "Send for approval")

    public = open_at(320)(people.get_absolute_url())
    assert "4 minutes" not in public.inner_text("main")

    call_command("send_reminders", verbosity=0)
    approvers = open_at(1280, java_script_enabled=scripts)(link_in_mail("approver@example.org"))
    sign_in(approvers, "approver")
    by_keyboard(approvers, "Decide")
    by_keyboard(approvers, "Publish")

    said = open_at(320)(people.get_absolute_url() + "?after").inner_text("main")
    assert "Six people answer, and callers wait for 4 minutes." in said
    assert "At risk" in said
