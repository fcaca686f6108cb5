"""The columns and the preview of an import in a browser: nothing runs off the screen, and axe objects to nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import office as make
from tests.functional.test_accessibility import axe_says
from tests.integration.actions.office.importing_pages import Pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "\n".join(
    (
        "Ref\tAction\tLead\tBy when\tUpdate\tZig",
        "1.1\tTrain every SENCO of the ∿ẞжж area\tKim Sample\tMarch 2026\tTwo days were held\tBlue",
        "1.2\tWrite the guide for parents\tTeam leader; Parent forum\tbi-monthly\tA draft is ready\tBlue",
    )
)


@pytest.fixture
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def test_columns_and_preview_fit_a_narrow_screen_and_axe_finds_nothing(
    live_server, open_at, client, settings, tmp_path, axe, read_here
):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    person = make.MembershipFactory(role="approver").user
    pages = Pages(client, person)
    pages.upload(pasted=PLAN, title="Early help plan for everybody in the county", day="3/2026")
    load = open_at()
    load("/help/").context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server.url}/admin/"}]
    )
    objected = []
    for url in (pages.at("map"), pages.at("preview"), reverse("office:import-new")):
        page = load(url)
        for (width, _), found in axe_says(axe, page, [(320, "light"), (1280, "light")]):
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            objected += [(url, width, "wide", wide)] if wide else []
            objected += [(url, width, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
    # The document is read before one's eyes, and the page goes on to the columns by itself.
    page = load(pages.at("read"))
    page.wait_for_url(f"**{pages.at('map')}")
    assert objected == []
