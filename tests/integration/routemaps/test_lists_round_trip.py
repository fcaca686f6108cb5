"""What leaves in an export of a flat list comes back without a change, whatever it holds, and none of it is live."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from priorities.list_cells import as_seen, leaving
from priorities.list_files import read_list
from priorities.list_sheet import RECORD
from priorities.people import details_in_text
from routemaps.lists import TermList
from routemaps.models import Term
from tests.factories import office as make
from tests.factories.lists import MODELS, confirm, exported, preview, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

RUNS = ["=1+1", "==1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201"]
NASTY = [
    *RUNS,
    "'=1",
    "'Tis the season",
    "''",
    "a\u00a0b\u00ad\u200bc",
    "_x0041_ and _x0041_x0042_",
    "line\nline\n\nline",
    '"quoted", and; more\t|',
    " blanks at both ends ",
    "\u202eturned\u202c",
    "\ufffe\uffff\x01\x0b",
    "CO-PRODUCT10N \u00b7 l\u2019hom\ufb01e \u2018 \ufffd",
    "1.10",
    "0012",
    "TRUE",
    "14-Sep",
    "1e5",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "क्\u200dष",
    "x" * 20_000,
]


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="=Westmarch;", slug="westmarch")


@pytest.fixture
def approver(partnership, client):
    user = make.MembershipFactory(partnership=partnership, role="approver").user
    client.force_login(user)
    return user


@pytest.fixture
def nasty(approver, partnership):
    """Every list with every nasty text in it."""
    public = make.PlanFactory(partnership=partnership, title="-Plan", slug="plan", published=True)
    draft = make.PlanFactory(partnership=partnership, title="-Plan", slug="draft")
    priority = make.PriorityFactory(plan=public, title="@Aim")
    council = make.OrganisationFactory(partnership=partnership, name="+Council", sector="health")
    for number, text in enumerate(NASTY):
        short = f"{text[:100]}{number}"
        make.OrganisationFactory(partnership=partnership, name=short)
        lead = make.LeadFactory(partnership=partnership, name=short, organisation=council)
        make.TermFactory(partnership=partnership, term=short, say_it_as=short, also_known_as=text, sentence=text)
        action = make.ActionFactory(
            plan=(public, draft)[number % 2],
            public=number % 2 == 0,
            priority=priority if number % 2 == 0 else None,
            reference=text[:40],
            official_words=text,
            plain_words=text,
            outcome=text,
            timescale_raw=text,
            timescale_note=text,
            due=date(2026, 3, 31),
            precision="month",
        )
        make.ActionLeadFactory(action=action, lead=lead)


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_comes_back_without_a_change(client, nasty, kind, form):
    content = exported(client, kind, form)
    page = upload(client, kind, content, f"list.{form}")
    count = MODELS[kind].objects.count()
    assert page.context["wrong"] == []
    assert page.context["counts"] == {"new": 0, "changed": 0, "same": count}
    assert (page.context["rows"], page.context["refused"]) == (count, 0)
    assert (page.context["passed_over"], page.context["remarks"]) == ({}, [])
    assert b"Bring in" not in page.content


@pytest.mark.parametrize("kind", MODELS)
def test_no_cell_of_an_export_is_a_live_formula(client, nasty, kind):
    for row in rows_of(exported(client, kind)):
        for heading, cell in row.items():
            assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"), heading
            assert not cell.startswith(("\t", "\r", "\n")), heading
    sheet = load_workbook(io.BytesIO(exported(client, kind, "xlsx"))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "d", "n"}
    for row in sheet.iter_rows():
        for cell in row:
            assert (
                not str(cell.value or "")
                .lstrip()
                .startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
            )


def test_a_workbook_holds_days_as_days_and_numbers_as_numbers(client, approver, partnership):
    plan = make.PlanFactory(partnership=partnership)
    make.ActionFactory(plan=plan, reference="1.10", order=3, due=date(2026, 3, 31), precision="month")
    sheet = load_workbook(io.BytesIO(exported(client, "actions_action", "xlsx"))).active
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert sheet.title == "Actions"
    assert cells["Due"].is_date
    assert cells["Due"].value.date() == date(2026, 3, 31)
    assert (cells["Order in the plan"].value, cells["Reference"].value) == (3, "1.10")
    assert cells["Reference"].number_format == "@"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_texts_come_back_as_they_were_in_new_records(client, approver, partnership, form):
    texts = [text for text in NASTY if as_seen(text)]
    for number, text in enumerate(texts):
        make.TermFactory(partnership=partnership, term=f"Word {number}", sentence=text)
    read = exported(client, "routemaps_term", form)
    read = read_list(SimpleUploadedFile(f"list.{form}", read), known=TermList().headings())
    rows = [dict(zip(read.headings, map(leaving, cells), strict=True)) for _, cells in read.rows]
    Term.objects.all().delete()
    page = preview(client, "routemaps_term", [{**row, RECORD: ""} for row in rows])
    assert page.context["wrong"] == []
    assert confirm(client, "routemaps_term", page).status_code == 302
    found = dict(Term.objects.values_list("term", "sentence"))
    assert found == {f"Word {number}": as_seen(text) for number, text in enumerate(texts)}


LAST = dict.fromkeys(TermList().headings(), "") | {"Term": "Last", "In one plain sentence": "x"}
CHARACTERS = st.one_of(
    st.sampled_from("'=+-@\t\r\n \u00a0\u200b\u00ad\x01\x0b\x85\u2028\uff1d\uff20\ufffe\uffff_x0041\u202e\u0301ﬁ·'ı|"),
    st.characters(exclude_characters="\0", exclude_categories=("Cs",)),
)

TEXTS = st.text(CHARACTERS, max_size=60).filter(lambda text: not list(details_in_text(as_seen(text))))
"""Without telephone numbers, which are refused in words for the public."""


@settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(st.lists(TEXTS, min_size=100, max_size=100))
def test_500_texts_of_any_signs_come_back_equal(client, partnership, approver, texts):
    """Stored and read back from the database under test, through both kinds of file."""
    Term.objects.all().delete()
    Term.objects.bulk_create(
        Term(partnership=partnership, term=f"Word {number}", sentence=text, slug=f"w-{number}")
        for number, text in enumerate(texts)
    )
    assert list(Term.objects.order_by("pk").values_list("sentence", flat=True)) == texts
    for form in ("csv", "xlsx"):
        page = upload(client, "routemaps_term", exported(client, "routemaps_term", form), f"list.{form}")
        assert page.context["wrong"] == []
        assert page.context["counts"] == {"new": 0, "changed": 0, "same": 100}
    # As new rows they bring every text as a person sees it.
    seen = {f"Word {number}": as_seen(text) for number, text in enumerate(texts) if as_seen(text)}
    rows = [{**row, RECORD: ""} for row in rows_of(exported(client, "routemaps_term")) if row["Term"] in seen]
    Term.objects.all().delete()
    page = preview(client, "routemaps_term", [*rows, LAST])
    assert page.context["wrong"] == []
    assert confirm(client, "routemaps_term", page).status_code == 302
    assert dict(Term.objects.values_list("term", "sentence")) == seen | {"Last": "x"}


def test_a_nul_is_refused(client, approver, partnership):
    page = upload(client, "routemaps_term", b"Term,In one plain sentence\r\nSEN,a\0b\r\n" + b"x,y\r\n" * 50)
    assert page.context["form"].errors["file"] == [
        "There is a NUL character in line 2 of list.csv, which text cannot hold: delete it and save the file again."
    ]


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("rows", [1, 3, 20])
def test_preview_and_export_of_every_list_cost_the_same_for_every_number_of_rows(
    client, approver, partnership, kind, rows, django_assert_num_queries
):
    plan = make.PlanFactory(partnership=partnership)
    for _ in range(rows):
        make.OrganisationFactory(partnership=partnership)
        make.TermFactory(partnership=partnership)
        action = make.ActionFactory(plan=plan)
        make.ActionLeadFactory(action=action, lead=make.LeadFactory(partnership=partnership))
    export, look, bring_in = COSTS[kind]
    with django_assert_num_queries(export):
        content = exported(client, kind)
    column = CHANGED[kind]
    page = preview(client, kind, [{**row, column: f"{row[column]} anew"} for row in rows_of(content)])
    assert page.context["counts"]["changed"] == rows
    waiting = page.context["waiting"].pk
    with django_assert_num_queries(look):
        client.get(f"{page.request['PATH_INFO']}?list={waiting}")
    ContentType.objects.clear_cache()
    # Django logs a single record without a savepoint; PostgreSQL lets words be checked in turn.
    with django_assert_num_queries(bring_in - (rows == 1) + (connection.vendor == "postgresql")):
        assert confirm(client, kind, page).status_code == 302


CHANGED = {
    "actions_organisation": "Name",
    "actions_lead": "Role or team",
    "actions_action": "Plain words",
    "routemaps_term": "Term",
}
COSTS = {
    "actions_organisation": (7, 8, 34),
    "actions_lead": (9, 9, 35),
    "actions_action": (10, 9, 33),
    "routemaps_term": (7, 7, 34),
}
"""Queries of an export, a preview and a confirmation, however many rows there are."""
