"""What a browser shows of the office: nothing cut off, nothing that axe or the content security policy objects to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from priorities.models import Membership
from tests.factories import office as make
from tests.functional.test_accessibility import axe_says
from tests.integration.actions.office.test_grid import GRID
from tests.integration.grid import ROLES, address_of, build, rows_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Commissioning-and-transformation partnership manager for neurodevelopmental pathways"
CUT_OFF = """() => [...document.querySelectorAll('#content *')].filter(e => {
  const style = getComputedStyle(e);
  return style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1 && !['SELECT', 'TEXTAREA', 'INPUT'].includes(e.tagName)
    && !e.closest('.visually-hidden, .inline-group');
}).map(e => e.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


@pytest.fixture
def office(live_server, open_at, client, settings, tmp_path):
    """A draft plan with long words in everything; gives a loader for an approver and the addresses to look at."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    plan = make.PlanFactory(title=f"Plan of the {LONG}", partnership__name=f"Partnership of the {LONG}")
    approver = make.MembershipFactory(partnership=plan.partnership, role=Membership.Role.APPROVER).user
    document = make.SourceDocumentFactory(plan=plan, original_name=f"{LONG}.docx")
    row = make.SourceRowFactory(document=document, text=f"Fatima Siddiqui {LONG}")
    problem = make.ReadingProblemFactory(document=document, row=row, field="timescale", value="TBC", message=LONG)
    action = make.ActionFactory(plan=plan, source_row=row, plain_words=f"Fatima Siddiqui and the {LONG}", outcome=LONG)
    make.ActionLeadFactory(
        action=action,
        lead=make.LeadFactory(
            partnership=plan.partnership,
            name=LONG,
            organisation=make.OrganisationFactory(partnership=plan.partnership, name=LONG),
        ),
    )
    priority = make.PriorityFactory(plan=plan, title=LONG)
    held = make.HeldBackFactory(plan=plan)
    report = make.ProgressReportFactory(action=action, author=make.UserFactory(), state="submitted", done=LONG)
    lists = ["actions_action", "actions_lead", "actions_organisation", "actions_progressreport", "priorities_plan"]
    lists += [
        f"priorities_{name}" for name in ("priority", "sourcedocument", "sourcerow", "readingproblem", "heldback")
    ]
    pages = [reverse("admin:index")] + [reverse(f"admin:{name}_changelist") for name in lists]
    pages += [
        reverse(f"admin:{name}", args=[record.pk])
        for name, record in {
            "actions_action_change": action,
            "priorities_plan_change": plan,
            "priorities_plan_publish": plan,
            "priorities_priority_change": priority,
            "priorities_heldback_change": held,
            "priorities_sourcedocument_change": document,
            "priorities_readingproblem_change": problem,
            "actions_progressreport_change": report,
        }.items()
    ]
    make.TermFactory(partnership=plan.partnership, term=LONG[:80], sentence=LONG)
    pages += [reverse(f"admin:{name}") for name in ("actions_action_export", "actions_action_import")]
    pages += [reverse("admin:routemaps_term_changelist")]
    client.force_login(approver)
    table = {"headings": ["Role or team"], "rows": [["row 2", [f"New {LONG}"]]], "remarks": []}
    waiting = make.ListImportFactory(made_by=approver, table=table)
    pages += [f"{reverse('admin:actions_lead_import_confirm')}?list={waiting.pk}"]

    load = open_at()
    page = load("/help/")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server.url}/admin/"}]
    )
    return load, pages


def test_nothing_is_cut_off_and_neither_axe_nor_the_policy_objects(office, axe):
    load, pages = office
    said: list[str] = []
    objected = []
    load(pages[0]).on(
        "console", lambda message: said.append(message.text) if "Security Policy" in message.text else None
    )
    for url in pages:
        page = load(url)
        for (width, _), found in axe_says(axe, page, [(320, "light"), (1280, "light")]):
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, (
                url,
                width,
            )
            assert page.evaluate(CUT_OFF) == [], (url, width)
            objected += [(url, width, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
    assert said == []
    assert "\n".join(map(str, objected)) == ""


IN_THE_LONG_OFFICE = {"changelist"}
"""Kinds of pages that the test above opens with longer words."""


@pytest.fixture
def grid(live_server, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return build()


@pytest.mark.parametrize("role", ["approver", "forum"])
def test_axe_objects_to_no_page_that_a_person_can_open(role, grid, live_server, open_at, axe):
    """Every address of the grid that answers this person with a page, in one look each: narrow and light, wide and dark."""
    load = open_at(reduced_motion="reduce")
    load("/help/").context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": grid.browser(role).cookies["sessionid"].value,
                "url": f"{live_server.url}/admin/",
            }
        ]
    )
    names = [name for name, cells in rows_of(GRID).items() if cells[ROLES.index(role)].startswith("200")]
    if role == "forum":
        names = [name for name in names if name.startswith("office:")]
    wrong, opened = [], 0
    for number, name in enumerate(name for name in names if name.rpartition("_")[2] not in IN_THE_LONG_OFFICE):
        address = address_of(name, grid)
        response = load("/help/").request.get(f"{live_server.url}{address}")
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page, opened = load(address), opened + 1
        for look, found in axe_says(axe, page, [((320, "light"), (1280, "dark"))[number % 2]]):
            wrong += [(name, look, v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append((name, "runs off the screen"))
    assert "\n".join(map(str, wrong)) == ""
    assert opened > (4 if role == "forum" else 60)
