"""Signed out in the middle of typing, in a browser: with a script and without, the text is there after signing in again."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from priorities.models import Plan
from tests.factories import office as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = "Families wait for a letter.\nWe want them to wait less."
PASSWORD = "a long and quiet sentence"


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_typed_is_there_after_signing_in_again(live_server, open_at, javascript):
    plan = make.PlanFactory()
    officer = make.MembershipFactory(partnership=plan.partnership, user__username="ann").user
    officer.set_password(PASSWORD)
    officer.save()
    load = open_at(320, java_script_enabled=javascript)
    where = reverse("admin:priorities_plan_change", args=[plan.pk])
    page = load(where)

    def sign_in() -> None:
        page.get_by_label("Username").fill("ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()

    sign_in()
    page.get_by_label("Summary").fill(TYPED)
    Session.objects.all().delete()
    page.locator("input[name=_save]").click()
    assert "What you typed is kept." in page.locator("#content-main").inner_text()
    sign_in()
    assert page.get_by_role("heading", level=1).inner_text() == "You are signed in again. Nothing was lost"
    page.get_by_role("button", name="Send what I typed").click()
    assert "was changed successfully" in page.locator(".messagelist").inner_text()
    assert Plan.objects.get().summary == TYPED
