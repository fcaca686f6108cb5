"""Flat lists leave and come back: what is exported, edited and imported, and every way in which that is refused."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from import_export import resources

from actions.models import Lead, Organisation
from priorities import office_lists
from priorities.list_sheet import RECORD
from priorities.models import AuditEntry, ListImport
from priorities.services import NotAllowed, save_edit
from tests.factories import office as make
from tests.factories.lists import address, confirm, exported, preview, rows_of, said, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

LEADS = "actions_lead"


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch", slug="westmarch")


@pytest.fixture
def approver(partnership, client):
    user = make.MembershipFactory(partnership=partnership, role="approver", user__username="approver").user
    client.force_login(user)
    return user


@pytest.fixture
def lead(partnership):
    return make.LeadFactory(partnership=partnership, name="SEN team", slug="sen-team")


def dump() -> dict[str, list]:
    """Every row of every table, but for what keeps the upload itself, the session and the log of exports."""
    left_out = {"priorities_listimport", "django_session", "priorities_auditentry"}
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table not in left_out:
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (names of tables)
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Plan for 2026", slug="plan-2026", published=True)


# -- the way in ------------------------------------------------------------------------------------------------------


def test_what_is_exported_and_edited_comes_in_once_and_says_so(client, approver, partnership, lead):
    make.OrganisationFactory(partnership=partnership, name="Council")
    (row,) = rows_of(exported(client, "actions_lead"))
    assert {**row, RECORD: ""} == {
        "Partnership": "Westmarch",
        "Role or team": "SEN team",
        "Organisation": "",
        "Sector of the organisation": "",
        RECORD: "",
    }
    new = {**row, RECORD: "", "Role or team": "School nurses", "Organisation": "Council"}
    page = preview(client, "actions_lead", [{**row, "Role or team": "SEND team"}, new])
    assert page.context["counts"] == {"new": 1, "changed": 1, "same": 0}
    (changed, added) = page.context["plans"]
    assert [(change.heading, change.was, change.now) for change in changed.changes] == [
        ("Role or team", "SEN team", "SEND team")
    ]
    assert [(change.heading, change.now) for change in added.changes] == [
        ("Role or team", "School nurses"),
        ("Organisation", "Council"),
    ]
    assert Lead.objects.get().name == "SEN team"

    response = confirm(client, "actions_lead", page)
    assert (response.status_code, response["Location"]) == (302, address("actions_lead", "changelist"))
    assert said(response) == ["Brought in from list.csv: 1 new, 1 changed, 0 the same."]
    lead.refresh_from_db()
    assert (lead.name, lead.slug, lead.version) == ("SEND team", "sen-team", 2)
    nurses = Lead.objects.get(slug="school-nurses")
    assert (nurses.name, nurses.organisation.name) == ("School nurses", "Council")
    for record in (lead, nurses):
        newest = record.history.first()
        assert (newest.history_user, newest.history_change_reason) == (approver, "Imported from 'list.csv'.")
    assert {(entry.object_id, entry.change_message) for entry in LogEntry.objects.all()} == {
        (str(record.pk), "Imported from 'list.csv'.") for record in (lead, nurses)
    }
    events = AuditEntry.objects.order_by("pk").values_list("kind", "by", "partnership", "words")
    assert list(events) == [
        ("exported", approver.pk, partnership.pk, "Leads as CSV: 1 row"),
        ("imported", approver.pk, partnership.pk, "Leads from 'list.csv': 1 new, 1 changed, 0 the same"),
    ]


# -- nothing or all --------------------------------------------------------------------------------------------------


@pytest.fixture
def three_hundred(client, approver, partnership):
    """The exported rows of 300 leads, each with a new name."""
    for number in range(300):
        make.LeadFactory.create(partnership=partnership, name=f"Team {number:03}", slug=f"t-{number}")
    rows = rows_of(exported(client, LEADS))
    assert len(rows) == 300
    return [{**row, "Role or team": f"{row['Role or team']} north"} for row in rows]


def test_an_error_in_row_299_of_300_leaves_the_database_as_it_was(client, three_hundred):
    three_hundred[298]["Organisation"] = "Nobody's"
    before = dump()
    page = preview(client, LEADS, three_hundred)
    assert page.context["wrong"] == [
        "row 300, Organisation: there is none 'Nobody's' for you; write one that there is. "
        "Organisations are added in their own list."
    ]
    assert (page.context["rows"], page.context["counts"], page.context["refused"]) == (
        300,
        {"new": 0, "changed": 299, "same": 0},
        1,
    )
    assert b"Bring in" not in page.content
    refused = confirm(client, LEADS, page)
    assert refused.status_code == 409
    assert refused.context["refusal"] == "Nothing was brought in: put the file right and choose it again."
    assert dump() == before


@pytest.mark.parametrize("failure", [NotAllowed("No."), RuntimeError("The disk is full.")])
def test_what_goes_wrong_at_the_end_of_the_writing_takes_all_back_and_is_no_success(
    client, three_hundred, monkeypatch, failure
):
    page = preview(client, LEADS, three_hundred)
    before = dump()

    def fail(**kwargs):
        assert Lead.objects.filter(name__endswith="north").count() == 300
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(office_lists, "finish_list", fail)
        client.raise_request_exception = False
        refused = confirm(client, LEADS, page)
    assert refused.status_code == (409 if isinstance(failure, NotAllowed) else 500)
    assert said(refused) == []
    if isinstance(failure, NotAllowed):
        assert refused.context["refusal"] == "No. Nothing was brought in."
    assert dump() == before
    # The same confirmation again does it, once.
    assert said(confirm(client, LEADS, page)) == ["Brought in from list.csv: 0 new, 300 changed, 0 the same."]
    assert Lead.objects.filter(name__endswith="north").count() == 300


def test_the_library_alone_would_drop_a_bad_row_and_save_the_others(partnership):
    """The fault against which the lists are built; should it be mended, this test says so."""

    class Plain(resources.ModelResource):
        class Meta:
            model = Organisation
            fields = ("id", "partnership", "name", "sector")
            clean_model_instances = True

    import tablib

    rows = [("", partnership.pk, "Good", "health"), ("", partnership.pk, "Bad", "x" * 30)]
    result = Plain().import_data(tablib.Dataset(*rows, headers=["id", "partnership", "name", "sector"]), dry_run=False)
    assert not result.has_errors()
    assert list(Organisation.objects.values_list("name", flat=True)) == ["Good"]


# -- changed since the preview -----------------------------------------------------------------------------------------


def test_what_somebody_changed_since_the_preview_refuses_all_and_shows_it_anew(client, approver, partnership, lead):
    other = make.LeadFactory(partnership=partnership, name="Nurses")
    rows = {row["Role or team"]: row for row in rows_of(exported(client, LEADS))}
    rows["SEN team"]["Role or team"] = "SEND team"
    page = preview(client, LEADS, list(rows.values()))
    other.name = "School nurses"
    save_edit(record=other, by=approver, at=make.MOMENT)
    refused = confirm(client, LEADS, page)
    assert (refused.status_code, refused.context["refusal"]) == (409, office_lists.CHANGED_SINCE)
    assert said(refused) == []
    assert set(Lead.objects.values_list("name", flat=True)) == {"SEN team", "School nurses"}
    # Looked at again, it may be confirmed; what nobody touched in the file stays as it is now.
    assert said(confirm(client, LEADS, refused)) == ["Brought in from list.csv: 0 new, 1 changed, 1 the same."]
    assert set(Lead.objects.values_list("name", flat=True)) == {"SEND team", "School nurses"}


def test_a_cell_that_two_people_changed_since_the_export_is_refused_with_both_versions(client, approver, lead):
    (row,) = rows_of(exported(client, LEADS))
    lead.name = "Inclusion team"
    save_edit(record=lead, by=approver, at=make.MOMENT)
    page = preview(client, LEADS, [{**row, "Role or team": "SEND team"}])
    assert page.context["wrong"] == [
        "row 2, Role or team: the file says 'SEND team', and since it was exported somebody made it 'Inclusion team'; "
        "export the list again and change it there."
    ]


def test_a_row_that_becomes_wrong_after_the_preview_refuses_all(client, approver, partnership, lead):
    council = make.OrganisationFactory(partnership=partnership, name="Council")
    (row,) = rows_of(exported(client, LEADS))
    new = {**row, RECORD: "", "Role or team": "Nurses"}
    page = preview(client, LEADS, [{**row, "Organisation": "Council"}, new])
    assert page.context["wrong"] == []
    council.delete()
    refused = confirm(client, LEADS, page)
    assert (refused.status_code, refused.context["refusal"]) == (409, office_lists.CHANGED_SINCE)
    assert [sentence.partition(";")[0] for sentence in refused.context["wrong"]] == [
        "row 2, Organisation: there is none 'Council' for you"
    ]
    assert list(Lead.objects.values_list("name", "organisation")) == [("SEN team", None)]


def test_a_preview_that_was_tampered_with_is_refused(client, approver, lead):
    page = preview(client, LEADS, [{"Role or team": "Nurses", RECORD: ""}])
    assert confirm(client, LEADS, page, seen="0" * 64).status_code == 409
    assert Lead.objects.count() == 1


# -- once --------------------------------------------------------------------------------------------------------------


def test_a_second_click_applies_nothing_and_says_that_it_was_done(client, approver, lead):
    page = preview(client, LEADS, [{"Role or team": "Nurses", RECORD: ""}])
    assert confirm(client, LEADS, page).status_code == 302
    again = confirm(client, LEADS, page)
    assert (again.status_code, Lead.objects.count()) == (302, 2)
    (sentence,) = said(again)[-1:]
    assert re.fullmatch(
        r"This file was brought in already on .+, and nothing was done a second time\. "
        r"list\.csv: 1 new, 0 changed, 0 the same\.",
        sentence,
    )
    assert client.get(f"{address(LEADS, 'import_confirm')}?list={page.context['waiting'].pk}").status_code == 302
    assert AuditEntry.objects.filter(kind="imported").count() == 1
    assert ListImport.objects.get().table == {}


def test_the_same_file_in_two_tabs_is_applied_once(client, approver, lead):
    rows = [{"Role or team": "Nurses", RECORD: ""}]
    tabs = [preview(client, LEADS, rows), preview(client, LEADS, rows)]
    assert confirm(client, LEADS, tabs[0]).status_code == 302
    refused = confirm(client, LEADS, tabs[1])
    assert refused.status_code == 409
    assert refused.context["wrong"] == [
        "row 2, Role or team: 'Nurses' stands in the list already; change that one in its own row, or write another."
    ]
    assert Lead.objects.filter(name="Nurses").count() == 1


# -- who ---------------------------------------------------------------------------------------------------------------


def test_an_officer_changes_what_the_public_does_not_read_and_an_approver_also_the_rest(
    client, partnership, lead, plan
):
    make.ActionLeadFactory(action=make.ActionFactory(plan=plan, public=True), lead=lead)
    make.LeadFactory(partnership=partnership, name="Nurses")
    officer = make.MembershipFactory(partnership=partnership).user
    client.force_login(officer)
    rows = rows_of(exported(client, LEADS))
    changed = [{**row, "Role or team": f"{row['Role or team']} north"} for row in rows]
    page = preview(client, LEADS, changed)
    assert page.context["wrong"] == [
        "row 3, the public reads this, so only an approver changes it: leave the row as it was, or ask an approver."
    ]
    page = preview(client, LEADS, [changed[0], rows[1]])
    assert confirm(client, LEADS, page).status_code == 302
    client.force_login(make.MembershipFactory(partnership=partnership, role="approver").user)
    page = preview(client, LEADS, [changed[1]])
    assert confirm(client, LEADS, page).status_code == 302
    assert sorted(Lead.objects.values_list("name", flat=True)) == ["Nurses north", "SEN team north"]


def test_a_record_of_another_partnership_is_one_that_never_was(client, approver, lead):
    elsewhere = make.LeadFactory(name="Secret team")
    client.force_login(make.MembershipFactory(partnership=elsewhere.partnership).user)
    (row,) = rows_of(exported(client, LEADS))
    client.force_login(approver)
    never = row[RECORD].replace(f"lead-{elsewhere.pk}-", "lead-98765-")
    for identity in (row[RECORD], never):
        page = preview(client, LEADS, [{**row, RECORD: identity, "Partnership": "Westmarch", "Role or team": "X"}])
        assert page.context["wrong"] == [
            f"row 2, {RECORD}: '{identity}' is none that was exported from this list for you: "
            "leave the cell empty for a new row, or export the list again."
        ]
        assert "Secret" not in page.content.decode()
    page = preview(client, LEADS, [{"Partnership": elsewhere.partnership.name, "Role or team": "X", RECORD: ""}])
    assert page.context["wrong"] == [
        f"row 2, Partnership: there is none '{elsewhere.partnership.name}' for you; write one that there is."
    ]


def test_a_preview_belongs_to_whoever_made_it(client, approver, partnership, lead):
    waiting = preview(client, LEADS, [{"Role or team": "Nurses", RECORD: ""}]).context["waiting"]
    where = address(LEADS, "import_confirm")
    assert client.get(f"{where}?list={waiting.pk}").status_code == 200
    assert client.get(f"{address('actions_organisation', 'import_confirm')}?list={waiting.pk}").status_code == 404
    client.force_login(make.MembershipFactory(partnership=partnership, role="approver").user)
    assert client.get(f"{where}?list={waiting.pk}").status_code == 404
    assert client.post(where, {"list": waiting.pk, "seen": ""}).status_code == 404
    for key in ("", "x", "٣", "9" * 40, "-1"):
        assert client.get(where, {"list": key}).status_code == 404


def test_a_role_that_is_taken_after_the_preview_refuses(client, approver, partnership, lead):
    page = preview(client, LEADS, [{"Role or team": "Nurses", RECORD: ""}])
    approver.memberships.update(role="board")
    assert confirm(client, LEADS, page).status_code == 404  # the board does not know of the list of leads
    assert Lead.objects.count() == 1


# -- what is refused ---------------------------------------------------------------------------------------------------

HEADED = f"Partnership,Role or team,Organisation,{RECORD}\r\n"
REFUSED = {
    "a misspelt heading": (
        "Partnership,Role or taem\r\nWestmarch,Nurses\r\n",
        "At row 1, column 2 the heading 'Role or taem' is no column of this list: "
        "did you mean 'Role or team'? Rename it, or delete the column.",
    ),
    "a heading of something else": (
        "Role or team,Telephone\r\nNurses,1\r\n",
        "At row 1, column 2 the heading 'Telephone' is no column of this list: rename it, or delete the column.",
    ),
    "a heading twice": (
        "Role or team,Role or team\r\nNurses,Nurses\r\n",
        "At row 1, column 2 the heading 'Role or team' stands a second time: delete one of the two columns.",
    ),
    "a cell without a heading": (
        "Role or team,\r\nNurses,more\r\n",
        "At row 2, column 2 stands 'more' without a heading above it: give it one or delete it.",
    ),
    "an unclosed quote": (
        'Role or team,Organisation\r\n"Nurses,Council\r\nTeam,Council\r\n',
        "In row 2 of list.csv a value begins with a quote mark that is never closed: "
        'add the closing mark (") and save the file again.',
    ),
    "a NUL": (
        "Role or team\r\nNurses\0\r\n" + "Team\r\n" * 50,
        "There is a NUL character in line 2 of list.csv, which text cannot hold: delete it and save the file again.",
    ),
    "headings alone": (
        HEADED,
        "The file list.csv has a heading row and no row below it: write one row for each record.",
    ),
    "nothing": ("", "File: it holds nothing; check that it was saved, and choose it again."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_understood_is_refused_in_one_sentence(client, approver, lead, what):
    content, sentence = REFUSED[what]
    page = upload(client, LEADS, content.encode())
    assert page.context["form"].errors["file"] == [sentence]
    assert page.context["title"] == "Import leads"
    assert b"<title>Error: " in page.content
    assert not ListImport.objects.exists()


ROWS = {
    "no column that a new row needs": (
        "Partnership\r\nWestmarch\r\n",
        [
            f"The file has no column 'Role or team', and a row without '{RECORD}' is new and needs it: "
            "add the column, or export the list again.",
            "row 2, Role or team: nothing is written here, and a new row needs it; write it.",
        ],
    ),
    "too long": (
        "Role or team\r\n" + "x" * 301,
        [f"row 2, Role or team: '{'x' * 60}…' has 301 letters and 300 fit; shorten it."],
    ),
    "a line break": (
        'Role or team\r\n"SEN\nteam"',
        ["row 2, Role or team: 'SEN team' has a line break; write it in one line."],
    ),
    "the same name twice": (
        "Role or team\r\nNurses\r\nNurses\r\n",
        ["row 3, Role or team: 'Nurses' stands in the list already; change that one in its own row, or write another."],
    ),
    "a name that there is": (
        "Role or team\r\nSEN team\r\n",
        [
            "row 2, Role or team: 'SEN team' stands in the list already; change that one in its own row, or write another."
        ],
    ),
    "a misspelt organisation": (
        "Role or team,Organisation\r\nNurses,Concil\r\n",
        [
            "row 2, Organisation: there is none 'Concil' for you; did you mean 'Council'? "
            "Organisations are added in their own list."
        ],
    ),
    "a person": (
        "Role or team\r\nMs Fatima Siddiqui\r\n",
        [
            "row 2, Role or team: 'Ms Fatima Siddiqui' looks like a person; give a role or a team, or change it on its own "
            "page, where you can say that it is a role."
        ],
    ),
    "a name held back": (
        "Role or team\r\nTeam of Vera Sample\r\n",
        ["row 2, Role or team: 'Vera Sample' is held back as a person's name; write a role or a team instead."],
    ),
    "a number of a telephone": (
        "Role or team\r\nSEN team 01632 960123\r\n",
        [
            "row 2, Role or team: '01632 960123' is a telephone number; leave it out, because everybody can read it here."
        ],
    ),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_that_is_wrong_is_named_with_its_column_its_value_and_the_remedy(
    client, approver, partnership, lead, plan, what
):
    make.OrganisationFactory(partnership=partnership, name="Council")
    make.HeldBackFactory(plan=plan, words="Vera Sample")
    content, sentences = ROWS[what]
    before = dump()
    page = upload(client, LEADS, content.encode())
    assert page.context["wrong"] == sentences
    assert confirm(client, LEADS, page).status_code == 409
    assert dump() == before


def test_the_same_record_in_two_rows_is_refused(client, approver, lead):
    (row,) = rows_of(exported(client, LEADS))
    page = preview(client, LEADS, [row, {**row, "Role or team": "SEND team"}])
    assert page.context["wrong"] == [f"row 3, {RECORD}: row 2 is the same record; keep one of the two rows."]


def test_a_record_stays_in_its_partnership(client, approver, lead):
    (row,) = rows_of(exported(client, LEADS))
    page = preview(client, LEADS, [{**row, "Partnership": "Farshire"}])
    assert page.context["wrong"] == [
        "row 2, Partnership: 'Farshire' differs from what is stored; it stays in its partnership; "
        "add another one there instead."
    ]


def test_more_rows_than_a_person_looks_at_are_refused(client, approver, lead, monkeypatch):
    monkeypatch.setattr("priorities.list_sheet.MOST_CHANGES", 2)
    page = preview(client, LEADS, [{"Role or team": name, RECORD: ""} for name in ("North", "South", "West")])
    assert page.context["wrong"] == ["The file adds or changes 3 rows, and at most 2 are brought in at once: split it."]
    assert confirm(client, LEADS, page).status_code == 409


def test_a_name_that_comes_at_the_same_moment_refuses_all(client, approver, partnership, lead, monkeypatch):
    page = preview(client, LEADS, [{"Role or team": "Nurses", RECORD: ""}])
    make.LeadFactory(partnership=partnership, name="Nurses")
    monkeypatch.setattr("priorities.list_sheet.NamedOnceList.check", lambda self, plan: iter(()))
    refused = confirm(client, LEADS, page)
    assert (refused.status_code, refused.context["refusal"]) == (409, office_lists.AT_THE_SAME_TIME)
    assert Lead.objects.count() == 2


def test_rows_and_columns_that_are_missing_change_nothing(client, approver, partnership, lead):
    make.LeadFactory(partnership=partnership, name="Nurses")
    row = next(row for row in rows_of(exported(client, LEADS)) if row["Role or team"] == "SEN team")
    page = preview(client, LEADS, [{RECORD: row[RECORD], "Role or team": "SEND team"}])
    assert confirm(client, LEADS, page).status_code == 302
    assert sorted(Lead.objects.values_list("name", flat=True)) == ["Nurses", "SEND team"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b"Role or team;Organisation\r\nNurses;Council\r\n"),
        ("list.csv", b"Role or team\tOrganisation\r\nNurses\tCouncil\r\n"),
        ("list.csv", "\ufeffrole  OR team,Organisation\r\nNurses,Council\r\n".encode()),
        ("list.txt", "Role or team\tOrganisation\r\nNurses\tCouncil\r\n".encode("utf-16")),
        ("list.csv", "sep=;\r\nRole or team;Organisation\r\nNurses;Council\r\n".encode("cp1252")),
    ],
)
def test_csv_is_read_however_a_spreadsheet_writes_it(client, approver, partnership, name, content):
    make.OrganisationFactory(partnership=partnership, name="Council")
    page = upload(client, LEADS, content, name)
    assert confirm(client, LEADS, page).status_code == 302
    assert list(Lead.objects.values_list("name", "organisation__name")) == [("Nurses", "Council")]


def test_a_name_of_a_file_that_is_long_or_odd_does_no_harm(client, approver):
    for name in ("ü" * 140 + ".csv", "../../etc/passwd.csv", "a\u202eb.csv"):
        page = upload(client, LEADS, b"Role or team\r\nNurses\r\n", name)
        assert page.template_name == "admin/list_preview.html"


# -- where it stands --------------------------------------------------------------------------------------------------


def test_the_list_leads_to_its_export_with_its_filters_and_to_the_import(client, approver, lead):
    body = client.get(reverse("admin:actions_lead_changelist"), {"q": "SEN"}).content.decode()
    assert 'href="/admin/actions/lead/export/?q=SEN"' in body
    assert 'href="/admin/actions/lead/import/"' in body
    assert client.get(address(LEADS, "export"), {"q": "nobody"}).context["count"] == 0
    assert rows_of(client.post(f"{address(LEADS, 'export')}?q=nobody").content) == []
    assert client.get(address(LEADS, "export"), {"nonsense": "1"}).status_code == 302
    assert AuditEntry.objects.get().words == "Leads as CSV: 0 rows, asked for by q=nobody"
