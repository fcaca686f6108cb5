"""Who is outstanding, carrying over, several actions at once: axe, reflow, and the way from ticks to new dates."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.models import ProgressReport
from tests.factories import office as make
from tests.functional.test_accessibility import axe_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Commissioning-and-transformation partnership manager for neurodevelopmental pathways"


def test_what_an_approver_does_with_several_actions(live_server, open_at, client):
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    plan = make.PlanFactory(title=f"Plan of the {LONG}", published=True)
    approver = make.MembershipFactory(partnership=plan.partnership, role="approver").user
    make.OutboxMessageFactory(to=approver, attempts=3, last_error=f"550 {LONG}", given_up_at=make.MOMENT)
    due = {
        "timescale_raw": "by March 2026",
        "due": date(2026, 3, 31),
        "next_due": date(2026, 3, 31),
        "precision": "month",
    }
    for words in ("We will meet families.", f"We will ask the {LONG}."):
        action = make.ActionFactory(plan=plan, public=True, official_words=words, **due)
        lead = make.LeadFactory(partnership=plan.partnership, name=f"{LONG} {action.pk}")
        make.ActionLeadFactory(action=action, lead=lead)
        make.LeadReporterFactory(lead=lead, user=approver)
    client.force_login(approver)
    load = open_at()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server.url}/admin/"}
    objected = []

    def look(page) -> None:
        for (width, _), found in axe_says(axe, page, [(320, "light"), (1280, "light")]):
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            objected.extend((page.url, width, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"])
            assert overflow == 0, (page.url, width)

    load("/help/").context.add_cookies([cookie])
    look(load("/admin/outstanding/"))
    look(load(reverse("admin:priorities_plan_carry-over", args=[plan.pk])))
    page = load(reverse("admin:actions_action_changelist"))
    for tick in page.locator("input[name=_selected_action]").all():
        tick.check()
    page.select_option("select[name=action]", "move_dates")
    page.click("button[name=index]")
    look(page)
    page.click("button[value=move]")
    look(page)
    page.check("input[value=months]")
    for name, typed in {
        "months": "3",
        "reason": "Two posts are empty.",
        "agreed_by": "SEND board",
        "agreed_on": "2/3/2026",
    }.items():
        page.fill(f"[name={name}]", typed)
    page.click("button[value=move]")
    assert "2 updates with a new date wait for approval." in page.inner_text(".messagelist")
    moves = ProgressReport.objects.filter(state="submitted").values_list("new_timescale", flat=True)
    assert list(moves) == ["by June 2026"] * 2
    assert "\n".join(map(str, objected)) == ""
