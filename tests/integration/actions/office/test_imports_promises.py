"""Strategies, updates of recommendations and roadmaps on their way through the office's pages, and back again."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Milestone
from priorities.models import Commitment, Plan, Recommendation, RecommendationUpdate, UpdateRound
from tests.factories import office as make
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.test_imports import PLAN, own_store
from tests.integration.actions.office.test_imports_undo import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "own_store")]
__all__ = ["own_store"]

STRATEGY = """Priority 1: Early help

We will:

• Open a drop-in at each family hub
• Ask Kim Sample to visit nurseries

Core commitments:

• Listen to families first
"""
NEWER = STRATEGY.replace("Open a drop-in", "Open one drop-in").replace("• Listen to families first", "• Wait less")
UPDATE = """Recommendation 1: Leaders should listen to families.

What we have done so far

• We met families in every town

Our journey

• We wrote down what they said
"""
ROADMAP = """Our roadmap

March 2026

• Publish the first report

June 2026

• Open the new hub
"""


@pytest.fixture
def pages(client, officer):
    return Pages(client, officer)


def test_a_strategy_goes_the_whole_way_and_back(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    before = state()
    pages.upload("strategy.txt", STRATEGY.encode(), plan=plan, kind="strategy")
    read = pages.get("read")
    assert b"1 priorities, 3 commitments in 6 rows found" in b"".join(read.streaming_content)
    assert pages.get("map").url == pages.at("preview")
    page = pages.get("preview")
    assert page.context["counts"][:2] == [("New commitments", 3), ("Changed commitments", 0)]
    block = page.context["page"].object_list[2]
    assert [(label, parts[0][0]) for label, parts in block.understood] == [
        ("Priority", "1 Early help"),
        ("Official words", "Open a drop-in at each family hub"),
    ]
    assert block.fate_in_words == "New"
    assert pages.confirm().status_code == 302
    assert [one.official_words for one in Commitment.objects.order_by("order")] == [
        "Open a drop-in at each family hub",
        "Ask [name 1 held back] to visit nurseries",
        "Listen to families first",
    ]
    pages.undo()
    assert state() == before


def test_what_a_newer_strategy_changed_comes_back_when_it_is_undone(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    pages.upload("strategy.txt", STRATEGY.encode(), plan=plan, kind="strategy")
    pages.confirm()
    before = state()
    pages.upload("newer.txt", NEWER.encode(), plan=plan, kind="strategy")
    page = pages.get("preview")
    assert page.context["counts"][:4] == [
        ("New commitments", 1),
        ("Changed commitments", 1),
        ("The same", 1),
        ("Gone from the document", 1),
    ]
    changed = next(block for block in page.context["page"].object_list if block.fate == "changed")
    assert changed.changes == [
        ("Official words", "Open a drop-in at each family hub", "Open one drop-in at each family hub")
    ]
    pages.confirm()
    assert Commitment.objects.filter(withdrawn_at=None).count() == 3
    assert state() != before
    pages.undo()
    assert state() == before


def test_an_update_asks_what_its_headings_mean_and_belongs_to_a_round(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    refused = pages.upload("update.txt", UPDATE.encode(), plan=plan, kind="recommendation-update")
    assert refused.context["form"].errors == {
        "round_title": ["Round: nothing is written here; say what you call it, such as 'Year one'."]
    }
    before = state()
    pages.upload("update.txt", UPDATE.encode(), plan=plan, kind="recommendation-update", round_title="Year one")
    page = pages.get("map")
    (group,) = page.context["shown"]
    assert [(row["column"].heading, row["meaning"]) for row in group["rows"]] == [
        ("What we have done so far", "What we have done"),
        ("Our journey", "Nobody knows: its words become problems"),
    ]
    assert pages.map(column_0_2="done").status_code == 302
    assert pages.run().mapping == {"Our journey": "done"}
    page = pages.get("preview")
    understood = [
        (block.row.place, block.fate, [(label, parts[0][0]) for label, parts in block.understood])
        for block in page.context["page"].object_list
        if block.understood
    ]
    assert understood[0] == (
        "line 1",
        "new",
        [("Recommendation", "1"), ("Official words", "Leaders should listen to families.")],
    )
    assert understood[1][1:] == (
        "new",
        [
            ("Recommendation", "1"),
            ("Section", "What we have done (headed 'What we have done so far')"),
            ("Point", "We met families in every town"),
        ],
    )
    pages.confirm()
    assert RecommendationUpdate.objects.get().done == "We met families in every town\nWe wrote down what they said"
    assert UpdateRound.objects.get().title == "Year one"
    pages.undo()
    assert state() == before
    assert Recommendation.objects.count() == 0


def test_a_roadmap_goes_the_whole_way_and_back(pages, partnership):
    pages.upload("roadmap.txt", ROADMAP.encode(), title="Our roadmap", kind="roadmap")
    page = pages.get("preview")
    block = next(block for block in page.context["page"].object_list if block.fate == "new")
    assert [(label, parts[0][0]) for label, parts in block.understood] == [
        ("Period", "March 2026 (1 March 2026 to 31 March 2026)"),
        ("Type", "Not known"),
        ("Official words", "Publish the first report"),
    ]
    pages.confirm()
    assert (Plan.objects.get().kind, Milestone.objects.count()) == ("roadmap", 2)
    pages.undo()
    assert (Plan.objects.count(), Milestone.objects.count()) == (0, 0)


def test_the_site_tells_the_kind_where_nobody_does(pages, partnership):
    pages.upload("roadmap.txt", ROADMAP.encode(), title="Our roadmap", kind="tell")
    read = b"".join(pages.get("read").streaming_content).decode()
    assert "It is read as: Roadmap: milestones by time." in read
    pages.confirm()
    assert pages.run().document.kind == "roadmap"


def test_a_plan_that_is_none_says_what_it_looks_like(pages, partnership):
    looks = "It looks like another kind of document, "
    pages.upload("strategy.txt", STRATEGY.encode(), title="Early help", kind="action-plan")
    problems = pages.get("preview").context["at"].file.reading.all_problems()
    assert problems[0].message == f"{looks}'strategy': It has lists of commitments, and no dates or leads beside them."
    pages.upload("words.txt", ROADMAP.encode(), title="Roadmap", kind="action-plan")
    refusal = pages.get("map").context["refusal"]
    assert refusal.startswith("No actions were found in the document;")
    assert f" {looks}'roadmap': Its" in refusal


def test_another_kind_forgets_what_was_said_of_columns(pages, partnership):
    pages.upload(pasted=PLAN, title="Early help plan")
    pages.map(column_0_1="reference")
    assert pages.run().mapping != {}
    run = pages.run()
    typed = pages.typed("upload")
    pages.client.post(pages.at("upload"), {**typed, "kind": "strategy"})
    run.refresh_from_db()
    assert (run.kind, run.mapping) == ("strategy", {})


def test_a_preview_that_is_older_than_a_commitment_stores_nothing(pages, partnership):
    plan = make.PlanFactory(partnership=partnership)
    pages.upload("strategy.txt", STRATEGY.encode(), plan=plan, kind="strategy")
    typed = pages.typed("preview")
    make.CommitmentFactory(plan=plan, priority=None)
    answer = pages.client.post(pages.at("preview"), {**typed, "do": "confirm"})
    assert answer.status_code == 409
    assert Commitment.objects.count() == 1


def test_a_period_with_two_meanings_is_asked_once_and_read_as_the_person_says(pages, partnership):
    words = ROADMAP.replace("June 2026", "Q3 2026") + "• Meet in town\n"
    pages.upload("roadmap.txt", words.encode(), title="Our roadmap", kind="roadmap")
    form = pages.get("preview").context["form"]
    (name,) = [name for name in form.fields if name.startswith("t_")]
    assert form.fields[name].label == "“Q3 2026” (2 rows: line 9, line 10)"
    assert [value for value, _ in form.fields[name].choices] == [
        "Q3 of the calendar year 2026",
        "Q3 2026/27",
        "other",
        "leave",
    ]
    refused = pages.answer(**{name: "other", f"o_{name[2:]}": "soon"})
    assert refused.context["form"].errors == {
        f"o_{name[2:]}": ["Period 'Q3 2026': 'Soon' gives no date that can be checked: add a month and a year."]
    }
    pages.answer(**{name: "Q3 2026/27"})
    pages.confirm()
    found = Milestone.objects.order_by("order").values_list("period", "start", "end")
    assert list(found) == [
        ("March 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("Q3 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("Q3 2026", date(2026, 10, 1), date(2026, 12, 31)),
    ]
    document = Milestone.objects.first().source_row.document
    assert [(problem.field, problem.settled_at is None) for problem in document.problems.all()] == [("label", False)]
