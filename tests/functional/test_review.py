"""From the queue to the public page by keyboard, with JavaScript off; then the forum's view beside the officer's words."""

from __future__ import annotations

import pytest

from actions.models import ForumView, ProgressReport
from tests.factories import office as make
from tests.functional.test_accessibility import axe_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def approver_at(live_server, open_at, client):
    """A public action with a submitted update and a view of the forum; gives a loader for a signed-in approver."""
    plan = make.PlanFactory(published=True, title="SEND plan")
    action = make.ActionFactory(plan=plan, public=True, reference="1.1", plain_words="Answer the telephone.")
    action.set_reports(
        [
            make.ProgressReportFactory(
                action=action,
                state="published",
                public_from=make.MOMENT,
                status="on_track",
                done="We answered in 9 minutes.",
            )
        ]
    )
    action.save()
    report = make.ProgressReportFactory(
        action=action,
        author=make.UserFactory(username="officer"),
        state="submitted",
        submitted_at=make.MOMENT,
        status="at_risk",
        done=f"We answered in 4 minutes. {'Commissioning-and-transformation' * 3}",
        new_timescale="by September 2026",
        new_timescale_reason="The builder went away.",
        new_timescale_agreed_by="SEND board",
        new_timescale_agreed_on=make.MOMENT.date(),
    )
    forum = make.MembershipFactory(partnership=plan.partnership, role="forum").user
    view = make.ForumViewFactory(
        report=report, author=forum, state="submitted", submitted_at=make.MOMENT, words="Nobody answers us."
    )
    approver = make.MembershipFactory(partnership=plan.partnership, role="approver").user
    client.force_login(approver)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server.url}/admin/"}

    def opened(**settings):
        load = open_at(**settings)
        load("/help/").context.add_cookies([cookie])
        return load

    return opened, action, report, view


def press(page, words: str) -> None:
    """Go to the control of that name with the Tab key and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.locator(":focus").inner_text() if page.locator(":focus").count() else ""
        if name.startswith(words):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"No control '{words}' on {page.url}")


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def test_an_update_and_the_forums_view_are_published_by_keyboard_without_javascript(approver_at):
    opened, action, report, view = approver_at
    page = opened(java_script_enabled=False)("/admin/review/")
    press(page, "Decide")
    assert page.url.endswith(f"/admin/review/{report.pk}/")
    press(page, "Publish")
    assert ProgressReport.objects.get(pk=report.pk).state == "published"
    press(page, "Next: The forum's view on 1.1")
    press(page, "Publish")
    assert ForumView.objects.get(pk=view.pk).state == "published"
    without = opened(java_script_enabled=False)(action.get_absolute_url())
    said = without.locator("main").inner_text()
    assert "What the parent carer forum says" in said
    assert "Nobody answers us." in said
    assert "We answered in 4 minutes." in said
    assert "The builder went away." in said


def test_neither_axe_nor_a_narrow_screen_objects(approver_at, axe):
    opened, _, report, view = approver_at
    objected = []
    load = opened()
    for url in (
        "/admin/review/",
        f"/admin/review/{report.pk}/",
        f"/admin/review/views/{view.pk}/",
        f"/admin/review/together/?report={report.pk}",
    ):
        page = load(url)
        for (width, _), found in axe_says(axe, page, [(320, "light"), (1280, "light")]):
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            objected += [(url, width, "too wide", over)] if over else []
            objected += [(url, width, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
    assert "\n".join(map(str, objected)) == ""
