"""An import is undone: a draft plan is to the last column what it was, or nothing is done and one sentence says why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing.undoing import CHANGED_SINCE, TOO_LATE, why_not_undone
from actions.models import Action, ImportRun, Lead, ProgressReport
from actions.services import purge
from priorities.models import AuditEntry, Plan, SourceDocument
from tests.factories import office as make
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.test_imports import HEAD, NAMED, PLAN, own_store
from tests.integration.actions.office.whole_state import whole_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "own_store")]
__all__ = ["own_store"]

NEWER = "\n".join(
    (
        HEAD,
        "1.1\tTrain every SENCO in the area, and every teacher\tKim Sample\tMay 2027\tFour days were held",
        "1.2\tWrite the guide for parents\tTeam leader\tbi-monthly\tA draft is ready",
        "2.1\tBuy three buses for the coast\tTransport team\tJune 2026\t",
    )
)


@pytest.fixture
def pages(client, officer):
    return Pages(client, officer)


def state() -> dict:
    """All but versions, which only count, and what an import leaves of itself on purpose: its document, set aside."""
    found = whole_state(but=frozenset({"version", "history_user", "delivers", "supersedes", "replaced_by"}))
    kept = SourceDocument.objects.exclude(state="set-aside").order_by("pk")
    found["priorities.sourcedocument"] = list(kept.values("pk", "title", "state", "applied_at", "sha256"))
    found["priorities.sourcerow"] = list(kept.order_by("pk", "rows__pk").values("rows__place", "rows__text"))
    found["priorities.readingproblem"] = list(
        kept.order_by("pk", "problems__pk").values("problems__message", "problems__settled_at")
    )
    return found


def test_what_an_import_brought_into_a_draft_goes_and_what_it_changed_comes_back(pages, partnership, officer):
    pages.whole_way(pasted=PLAN, title="Early help plan", day="2026-01-31")
    plan = Plan.objects.get()
    other = make.PlanFactory(partnership=partnership, title="Draft of Kim Sample", slug="other")
    make.ActionFactory(plan=other, official_words="Kim Sample rings every parent")
    before = state()

    run = pages.whole_way(pasted=NEWER, plan=plan, day="2026-02-28")
    assert Action.objects.get(plan=other).official_words.endswith("held back] rings every parent")
    assert plan.actions.filter(withdrawn_at=None).count() == 3
    assert state() != before

    response = pages.undo(run)
    run.refresh_from_db()
    assert response.status_code == 302
    assert state() == before
    assert (run.state, run.undone_by, run.before) == ("undone", officer, {})
    document = SourceDocument.objects.get(pk=run.document_id)
    assert (document.state, document.set_aside_reason) == ("set-aside", "The import was undone.")
    assert AuditEntry.objects.first().words == f"The import of pasted table.tsv is undone: '{plan}' is as it was."


def test_the_same_file_may_come_again_after_it_was_undone(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    pages.undo(pages.whole_way(pasted=PLAN, plan=plan))
    pages.whole_way(pasted=PLAN, plan=plan)
    assert (plan.actions.count(), plan.documents.filter(state="applied").count()) == (3, 1)


def test_the_history_of_what_goes_says_who_and_when_and_many_rows_go_together(pages, officer):
    asked = []
    for number in (3, 20):
        rows = "".join(
            f"{row}\tHold meeting {row} of the circle\tTeam leader\tMay 2026\tHeld\n" for row in range(number)
        )
        run = pages.whole_way(pasted=f"Ref\tAction\tLead\tBy when\tUpdate\n{rows}", title=f"Circle of {number}")
        with CaptureQueriesContext(connection) as queries:
            pages.undo(run)
        asked.append(len(queries))
        run.refresh_from_db()
        gone = Action.history.filter(history_type="-", history_date=run.undone_at)
        assert (gone.count(), {row.history_user for row in gone}) == (number, {officer})
    # Each of the 17 rows more is one line in the history of its action and one in that of its report.
    assert asked[1] - asked[0] == 2 * 17


def test_a_plan_that_the_import_made_goes_with_it(pages):
    before = whole_state()
    run = pages.whole_way(pasted=NAMED, title="Early help plan")
    name = run.document.file.name
    pages.undo(run)
    run.refresh_from_db()
    assert whole_state() == before
    assert (run.state, run.plan, run.document) == ("undone", None, None)
    assert name


def test_what_was_decided_on_names_goes_too(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    before = state()
    pages.upload(pasted=NAMED, plan=plan)
    pages.map()
    choice = next(name for name in pages.get("preview").context["form"].fields if name.startswith("n_"))
    pages.answer(**{choice: "role", choice.replace("n_", "r_"): "Head of SEND"})
    pages.confirm()
    assert Lead.objects.get().name == "Head of SEND"
    pages.undo()
    assert state() == before


@pytest.mark.parametrize("what", ["action", "report", "publish", "reporter", "link"])
def test_what_somebody_changed_since_keeps_the_import(pages, partnership, officer, approver, what):
    run = pages.whole_way(pasted=PLAN, title="Early help plan")
    plan = Plan.objects.get()
    action = plan.actions.first()
    if what == "action":
        action.plain_words = "Train them"
        action.save()
    elif what == "report":
        make.ProgressReportFactory(action=action, author=officer)
    elif what == "publish":
        plan.state, plan.public_from = "published", make.MOMENT
        plan.save()
    elif what == "reporter":
        make.reporter(action, officer)
    else:
        make.UpdateLinkFactory(action=action)
    before = whole_state()
    assert pages.get("undo", run).status_code == 200
    response = pages.undo(run)
    assert (response.status_code, response.context["refusal"]) == (409, CHANGED_SINCE)
    assert whole_state() == before


def test_an_import_is_undone_by_who_confirmed_it_or_an_approver(pages, partnership, approver, client):
    run = pages.whole_way(pasted=PLAN, title="Early help plan")
    colleague = make.MembershipFactory(partnership=partnership).user
    assert Pages(client, colleague).undo(run).status_code == 403
    assert Action.objects.count() == 3
    assert Pages(client, approver).undo(run).status_code == 302
    assert (Action.objects.count(), ProgressReport.objects.count()) == (0, 0)


def test_an_import_whose_notes_were_purged_says_that_it_is_too_late(pages, partnership, officer, client, settings):
    plan = make.PlanFactory(partnership=partnership)
    run = pages.whole_way(pasted=PLAN, plan=plan)
    run.refresh_from_db()
    before = state()
    keep = dict.fromkeys(settings.KEEP_DAYS, 30)
    purge(keep=keep, by=None, at=run.confirmed_at + timedelta(days=30))
    assert why_not_undone(ImportRun.objects.get(pk=run.pk)) == ""
    purge(keep=keep, by=None, at=run.confirmed_at + timedelta(days=30, seconds=1))
    run.refresh_from_db()
    assert why_not_undone(run) == TOO_LATE
    client.force_login(officer)  # the session has ended as well
    response = pages.undo(run)
    assert TOO_LATE in response.content.decode()
    assert {name: rows for name, rows in state().items() if name.startswith(("priorities.plan", "actions.action"))} == {
        name: rows for name, rows in before.items() if name.startswith(("priorities.plan", "actions.action"))
    }


def test_an_import_is_undone_once(pages):
    run = pages.whole_way(pasted=PLAN, title="Early help plan")
    assert [pages.undo(run).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(words__contains="undone").count() == 1
