"""An officer's two minutes in a browser: by keyboard and without JavaScript, on a telephone, within the budgets of clicks."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import ProgressReport
from actions.status import Status
from tests.factories import office as make
from tests.factories.pages import published_report
from tests.functional.test_accessibility import axe_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long password of the test"


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


@pytest.fixture
def action(standing_on_the_day):
    """A late action with an earlier update; its officer can sign in, and somebody else can approve."""
    plan = make.PlanFactory(published=True, partnership__name="Westmarch", title="Plan for 2026")
    action = make.ActionFactory(
        plan=plan, public=True, reference="1.1", official_words="Answer the telephone.", next_due=date(2026, 3, 1)
    )
    officer = make.MembershipFactory(partnership=plan.partnership, user__username="officer").user
    officer.set_password(PASSWORD)
    officer.save()
    make.reporter(action, officer)
    make.MembershipFactory(partnership=plan.partnership, role="approver", user__username="approver")
    published_report(action, date(2025, 11, 3), Status.ON_TRACK, done="Two people answer.")
    return action


def fits(page, axe, widths=(320, 1280)) -> None:
    """Nothing runs off the page, and axe objects to nothing."""
    before = page.viewport_size
    for look, found in axe_says(axe, page, [(width, "light") for width in widths]):
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, look
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == [], (page.url, look)
    page.set_viewport_size(before)


def sign_in(page) -> None:
    page.fill("#id_username", "officer")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def send(page, button: str) -> None:
    with page.expect_navigation():
        page.click(f"text={button}")


def press(page, name: str) -> None:
    """Walk with the Tab key to the button or link of that name and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()") == name:
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 3, name
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"No '{name}' among the first 60 stops of {page.url}")


def test_no_change_by_keyboard_in_two_presses(action, open_at, axe):
    page = open_at(320)("/admin/")
    sign_in(page)
    assert page.locator(".office-count").inner_text() == "1 late."
    fits(page, axe)
    page.goto(page.url)  # Tab begins at the top again
    press(page, "No change: 1.1: Answer the telephone")
    assert page.url.partition("?")[0].endswith(reverse("office:update-check", args=[action.pk]))
    assert "Reported on 3 November 2025. No change since then, said on " in page.inner_text(".office-public")
    fits(page, axe)
    page.goto(page.url)
    press(page, "Send for approval")
    assert page.url.endswith(reverse("office:update-done", args=[action.pk]))
    assert "approver reads it next" in page.inner_text("#content-main")
    fits(page, axe)
    report = ProgressReport.objects.get(state="submitted")
    assert (report.no_change, report.status) == (True, "on_track")


def test_an_update_from_the_mails_link_without_scripts(action, open_at):
    page = open_at(320, java_script_enabled=False)(reverse("office:update", args=[action.pk]))
    sign_in(page)
    # The link of the mail opens the form itself, so no click is needed after signing in.
    assert page.url.endswith(reverse("office:update", args=[action.pk]))
    page.check("input[name=status][value=complete]")
    page.fill("#id_done", "Six people answer.")
    page.fill("#id_reported_on", "2 mar 2026")
    send(page, "Save and check")
    assert page.title().startswith("Error: Update: 1.1: Answer the telephone")
    assert ProgressReport.objects.get(state="draft").done == "Six people answer."
    page.click("text=Complete needs an answer to 'How do we know?'.")
    page.fill("#id_how_we_know", "Callers told us.")
    send(page, "Save and check")
    shown = page.inner_text(".office-public")
    assert all(words in shown for words in ("Complete", "Six people answer.", "Callers told us.", "2 March 2026"))
    send(page, "Send for approval")
    report = ProgressReport.objects.get(state="submitted")
    assert (report.status, report.done, report.reported_on) == ("complete", "Six people answer.", date(2026, 3, 2))


def test_mistakes_take_the_focus_and_the_folded_parts_open(action, open_at, axe):
    page = open_at(320)(reverse("office:update", args=[action.pk]))
    sign_in(page)
    fits(page, axe)
    page.click("summary >> text=The due date changes")
    page.fill("#id_new_timescale", "by June 2026")
    page.fill("#id_new_timescale_agreed_on", "31 2 2026")
    send(page, "Save and check")
    page.wait_for_function("document.activeElement?.id === 'errors'")
    assert page.input_value("#id_new_timescale_agreed_on") == "31 2 2026"
    assert page.locator("#id_new_timescale").is_visible()
    fits(page, axe)
    described = page.get_attribute("#id_new_timescale_agreed_on", "aria-describedby").split()
    said = [page.locator(f"#{name}").inner_text() for name in described]
    assert "'31 2 2026' is no day of the calendar: February 2026 has 28 days." in " ".join(said)
