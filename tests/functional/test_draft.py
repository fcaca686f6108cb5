"""A school drafts an update on a phone: by keyboard, without an account, with nothing that axe objects to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from actions.draft_form import token_of
from actions.models import ProgressReport
from actions.services import key_of_link
from tests.factories import office as make
from tests.factories import pages
from tests.functional.test_accessibility import axe_says
from tests.functional.test_office import LONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def test_an_update_is_drafted_at_320_pixels_by_keyboard(live_server, standing_on_the_day, open_at, axe):
    action = make.ActionFactory(
        plan=make.PlanFactory(published=True), public=True, plain_words=f"Train the {LONG}.", official_words=LONG * 3
    )
    officer = make.reporter(action, make.MembershipFactory(partnership=action.plan.partnership).user)
    dates = {"made_at": pages.NOON, "expires_at": pages.NOON + timedelta(days=14)}
    make.UpdateLinkFactory(action=action, made_by=officer, key=key_of_link("seed"), for_role=LONG, **dates)
    address = reverse("actions:draft", args=[token_of("seed")])

    page = open_at(320)(address)
    page.focus("#id_done")
    page.keyboard.type("We trained 12 staff.")
    page.focus("#id_next_step_on")
    page.keyboard.type("31 2 2026")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Date of the next step: '31 2 2026' is no day").click()
    assert page.evaluate("document.activeElement.id") == "id_next_step_on"
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-describedby')")
        == "id_next_step_on_helptext id_next_step_on_error"
    )
    assert page.input_value("#id_done") == "We trained 12 staff."
    looked_at(page, axe)

    page.fill("#id_next_step_on", "2 mar 2027")
    page.get_by_role("button", name="Send to the officer").press("Enter")
    page.get_by_role("status").get_by_text("Thank you. An officer will read it before it is published.").wait_for()
    assert page.context.cookies() == []
    looked_at(page, axe)
    report = ProgressReport.objects.get()
    assert (report.done, str(report.next_step_on), report.author) == ("We trained 12 staff.", "2027-03-02", None)


def looked_at(page, axe) -> None:
    """With every part unfolded nothing runs off the side, and axe objects to nothing."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for (width, _), found in axe_says(axe, page, [(320, "light"), (320, "dark")]):
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
