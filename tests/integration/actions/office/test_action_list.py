"""The flat list of actions: which cells a file may change, for whom, and what is read from them."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib import admin

from actions.lists import ActionList, LeadList, OrganisationList
from actions.models import Action, LeadsChange
from priorities.list_sheet import RECORD
from priorities.services import save_edit
from tests.factories import office as make
from tests.factories.lists import address, confirm, exported, preview, rows_of, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

ACTIONS = "actions_action"
LEADS = "Leads, one in each line"
WHEN = "Timescale as written"


@pytest.fixture
def draft(partnership):
    return make.PlanFactory(partnership=partnership, title="Next plan")


@pytest.fixture
def teams(partnership):
    return [make.LeadFactory(partnership=partnership, name=name) for name in ("SEN team", "School nurses; north")]


def the_row(client, action: Action) -> dict[str, str]:
    rows = rows_of(exported(client, ACTIONS))
    return next(row for row in rows if row[RECORD].startswith(f"action-{action.pk}-"))


def bring_in(client, *rows: dict[str, str]):
    page = preview(client, ACTIONS, list(rows))
    assert page.context["wrong"] == []
    return page, confirm(client, ACTIONS, page)


def test_an_officer_changes_a_draft_and_adds_another(client, officer, draft, teams):
    action = make.ActionFactory(plan=draft, reference="1.1", plain_words="Talk", order=4)
    client.force_login(officer)
    row = the_row(client, action)
    changed = {
        **row,
        "Reference": "1.2",
        "Order in the plan": "7",
        "Plain words": "Listen",
        "Outcome": "=Better",
        LEADS: "School nurses; north\nSEN team",
        WHEN: "by June 2026",
    }
    new = dict.fromkeys(row, "") | {
        "Plan": "Next plan",
        "Official words": "We will visit.",
        LEADS: "SEN team",
        WHEN: "soonish",
    }
    page, response = bring_in(client, changed, new | {"Status": "Complete"})
    assert page.context["passed_over"] == {"Status": 1}
    notes = {change.heading: change.note for plan in page.context["plans"] for change in plan.changes if change.note}
    assert notes[WHEN].startswith("The timescale was not read as a date.")
    assert said(response) == ["Brought in from list.csv: 1 new, 1 changed, 0 the same."]
    action.refresh_from_db()
    assert (action.reference, action.order, action.plain_words, action.outcome) == ("1.2", 7, "Listen", "=Better")
    assert (action.timescale_raw, action.due, action.original_due) == (
        "by June 2026",
        date(2026, 6, 30),
        date(2026, 6, 30),
    )
    assert [link.lead.name for link in action.action_leads.all()] == ["School nurses; north", "SEN team"]
    trace = LeadsChange.objects.get(action=action)
    assert (trace.recorded_by, trace.reason) == (officer, "Imported from 'list.csv'.")
    added = Action.objects.exclude(pk=action.pk).get()
    assert (added.plan, added.official_words, added.order, added.public_from) == (draft, "We will visit.", 5, None)
    assert added.words_versions.get().words == "We will visit."
    assert [link.lead.name for link in added.action_leads.all()] == ["SEN team"]
    # The file of the now stored list changes nothing, and the same new row is not added twice.
    page = preview(client, ACTIONS, rows_of(exported(client, ACTIONS)))
    assert page.context["counts"] == {"new": 0, "changed": 0, "same": 2}
    page = preview(client, ACTIONS, [new])
    assert page.context["wrong"] == [
        "row 2, 'We will visit.' stands in this plan with this reference already; "
        "leave the row out, or change that action in its own row."
    ]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        (
            WHEN,
            "by June 2027",
            f"{WHEN}: 'by June 2027' differs from what is stored; the public reads the earlier date, so a change needs "
            "a reason; change it on the action's own page, and leave this cell as it was.",
        ),
        (
            "Official words",
            "We may.",
            "Official words: 'We may.' differs from what is stored; change it on the action's own page, "
            "and leave this cell as it was.",
        ),
        (
            "Plan",
            "Other plan",
            "Plan: 'Other plan' differs from what is stored; an action stays in its plan; add another one there instead.",
        ),
        (
            "Priority",
            "1 Aim",
            "Priority: '1 Aim' differs from what is stored; change it on the action's own page, "
            "and leave this cell as it was.",
        ),
        (
            LEADS,
            "SEN taem",
            f"{LEADS}: there is none 'SEN taem' for you; did you mean 'SEN team'? Leads are added in their own list.",
        ),
        ("Order in the plan", "-1", "Order in the plan: '-1' is no whole number up to 99,999; write one, such as 3."),
        ("Order in the plan", "", "Order in the plan: '' is no whole number up to 99,999; write one, such as 3."),
        ("Reference", "1" * 41, f"Reference: '{'1' * 41}' has 41 letters and 40 fit; shorten it."),
    ],
)
def test_a_public_action_keeps_what_needs_a_reason(client, approver, public_action, teams, column, cell, sentence):
    client.force_login(approver)
    row = the_row(client, public_action)
    page = preview(client, ACTIONS, [{**row, column: cell}])
    assert page.context["wrong"] == [f"row 2, {sentence}"]


def test_the_timescale_of_a_document_stays_as_the_document_wrote_it(client, approver, draft):
    row = make.SourceRowFactory(document__plan=draft)
    action = make.ActionFactory(plan=draft, source_row=row, timescale_raw="Spring")
    client.force_login(approver)
    page = preview(client, ACTIONS, [{**the_row(client, action), WHEN: "by June 2026"}])
    assert page.context["wrong"] == [
        f"row 2, {WHEN}: 'by June 2026' differs from what is stored; it is the document's own word; "
        "change it on the action's own page, and leave this cell as it was."
    ]


def test_an_officer_leaves_a_public_action_alone_and_an_approver_answers_for_names(
    client, officer, approver, public_action
):
    client.force_login(officer)
    row = the_row(client, public_action)
    changed = {**row, "Plain words": "Fatima Siddiqui visits."}
    page = preview(client, ACTIONS, [changed])
    assert page.context["wrong"] == [
        "row 2, the public reads this, so only an approver changes it: leave the row as it was, or ask an approver."
    ]
    client.force_login(approver)
    page = preview(client, ACTIONS, [changed])
    assert page.context["suspects"] == ["Fatima Siddiqui"]
    refused = confirm(client, ACTIONS, page)
    assert (refused.status_code, refused.context["refusal"]) == (
        409,
        "'Fatima Siddiqui' looks like a person's name; write a role in the file, or tick the box below.",
    )
    assert confirm(client, ACTIONS, page, names_checked="on").status_code == 302
    public_action.refresh_from_db()
    assert public_action.plain_words == "Fatima Siddiqui visits."


def test_what_is_only_read_is_passed_over_and_said(client, approver, public_action):
    client.force_login(approver)
    row = the_row(client, public_action)
    page = preview(client, ACTIONS, [{**row, "Status": "Complete", "Due": "31/03/2026", "Plain words": "Visit"}])
    assert page.context["passed_over"] == {"Due": 1, "Status": 1}
    assert "“Status” is only read here: what differs in 1 row is passed over." in page.content.decode()
    assert confirm(client, ACTIONS, page).status_code == 302
    public_action.refresh_from_db()
    assert (public_action.plain_words, public_action.status) == ("Visit", None)


def test_what_others_did_since_the_export_stays(client, approver, public_action, teams):
    client.force_login(approver)
    row = the_row(client, public_action)
    public_action.outcome = "Better for all"
    save_edit(record=public_action, by=approver, at=make.MOMENT)
    make.ActionLeadFactory(action=public_action, lead=teams[0])
    page, _ = bring_in(client, {**row, "Plain words": "Visit"})
    assert [change.heading for plan in page.context["plans"] for change in plan.changes] == ["Plain words"]
    public_action.refresh_from_db()
    assert (public_action.plain_words, public_action.outcome) == ("Visit", "Better for all")
    assert [link.lead for link in public_action.action_leads.all()] == [teams[0]]


def test_words_that_run_over_from_one_cell_into_the_next_hold_no_name(client, officer, draft):
    make.HeldBackFactory(plan=draft, words="Vera Sample")
    client.force_login(officer)
    new = {"Plan": "Next plan", "Reference": "Vera", "Plain words": "Sample visits.", RECORD: ""}
    page = preview(client, ACTIONS, [new])
    assert page.context["wrong"] == [
        "row 2, Reference and plain words: 'Vera Sample' is held back as a person's name; write a role or a team instead."
    ]


def test_a_new_action_needs_a_plan_and_words(client, officer, draft, elsewhere):
    client.force_login(officer)
    rows = [
        {"Plan": "", "Plain words": "Visit", RECORD: ""},
        {"Plan": "Next plam", "Plain words": "Visit", RECORD: ""},
        {"Plan": elsewhere.title, "Plain words": "Visit", RECORD: ""},
        {"Plan": "Next plan", "Plain words": "", RECORD: ""},
    ]
    page = preview(client, ACTIONS, rows)
    assert page.context["wrong"] == [
        "row 2, Plan: there is none '' for you; write one that there is.",
        "row 3, Plan: there is none 'Next plam' for you; did you mean 'Next plan'?",
        f"row 4, Plan: there is none '{elsewhere.title}' for you; did you mean 'Next plan'?",
        "row 5, Plain words: nothing is written here nor under 'Official words'; write one of them.",
    ]


@pytest.mark.parametrize("sheet", [OrganisationList, LeadList, ActionList])
def test_the_file_and_the_page_agree_on_what_is_public(rf, approver, plan, partnership, sheet):
    council, other = make.OrganisationFactory.create_batch(2, partnership=partnership)
    leads = [make.LeadFactory(partnership=partnership, organisation=body) for body in (council, other)]
    for public, lead in zip((True, False), leads, strict=True):
        make.ActionLeadFactory(action=make.ActionFactory(plan=plan, public=public), lead=lead)
    model = sheet._meta.model
    office = admin.site._registry[model]
    records = list(model.objects.all())
    keys = sheet(by=approver, rows=model.objects.all()).public_keys([record.pk for record in records])
    assert keys == {record.pk for record in records if office.is_public(record)}
    assert len(keys) == 1


def test_the_import_says_of_every_column_what_a_row_may_do(client, officer):
    client.force_login(officer)
    context = client.get(address(ACTIONS, "import")).context
    columns = dict(context["columns"])
    assert columns["Plan"] == "Given once, with a new row. A new row needs it."
    assert columns["Outcome"] == "You can change it."
    assert columns[WHEN] == "You can change it in an action that was typed here and is not public yet."
    assert "Status" in context["read_only"]
    assert {*columns, *context["read_only"]} == set(ActionList().headings())
