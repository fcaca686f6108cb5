"""The page of update sheets: who may take and send them, what a file may be, what a page costs."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.test import Client

from actions.models import ProgressReport
from priorities.models import AuditEntry, Membership
from tests.factories import office as make
from tests.factories import sheets
from tests.factories.sheets import UPDATE, led, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "read_here")]


def test_a_row_that_was_filled_in_becomes_an_update_that_waits_for_approval(office, officer, lead, action):
    book = sheets.fill(sheets.download(office, lead), 2, {**UPDATE, "Date of the next step": date(2026, 5, 1)})
    preview = sheets.upload(office, book)
    assert "1 row in the sheet: 1 to send, 0 with a problem, 0 left empty." in preview.content.decode()
    assert not ProgressReport.objects.exists()
    done = sheets.confirm(office, preview)
    assert "1 update was sent for approval. The public cannot read it yet." in done.content.decode()
    report = ProgressReport.objects.get()
    assert (report.action, report.author, report.state) == (action, officer, "submitted")
    assert (report.status, report.done, report.next_step_on) == ("on_track", "We trained 12 staff.", date(2026, 5, 1))
    assert (report.reported_on, report.submitted_at is not None) == (date(2026, 3, 20), True)
    assert report.history.get().history_user == officer


# -- who may -----------------------------------------------------------------------------------------------------------

GRID = """
anonymous      302 302 302
officer        200 200 200
other          200 404 404
colleague      200 403 404
approver       200 200 200
editor         403 403 404
forum          403 404 404
board          403 404 404
administrator  200 200 200
superuser      200 200 200
"""
"""The page of sheets, the sheet of a lead, that of a lead of elsewhere for the superuser and of nothing for the others."""


@pytest.mark.parametrize("line", GRID.strip().splitlines(), ids=lambda line: line.split()[0])
def test_who_may_take_sheets(line, action, lead, officer, elsewhere):
    role, *expected = line.split()
    client = Client()
    stranger = make.LeadFactory(partnership=elsewhere.partnership)
    led(stranger, elsewhere)
    if role == "officer":
        client.force_login(officer)
    elif role == "superuser":
        client.force_login(make.UserFactory(is_superuser=True))
    elif role != "anonymous":
        partnership = elsewhere.partnership if role == "other" else lead.partnership
        kind = Membership.Role.OFFICER if role in ("other", "colleague") else role
        client.force_login(make.MembershipFactory(partnership=partnership, role=kind).user)
    other = stranger.pk if role not in ("other", "officer", "approver", "administrator") else 0
    where = ["/admin/sheets/", f"/admin/sheets/{lead.pk}/", f"/admin/sheets/{other}/"]
    got = [client.get(url).status_code for url in where]
    if role in ("officer", "approver", "administrator"):
        assert got[2] == 404
        got[2] = 200
    assert [str(code) for code in got] == expected
    assert client.post(where[1]).status_code == (302 if role == "anonymous" else 405)


def test_a_lead_of_elsewhere_answers_like_none(office, elsewhere):
    secret = make.LeadFactory(partnership=elsewhere.partnership)
    answers = [office.get(f"/admin/sheets/{pk}/") for pk in (secret.pk, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_what_a_page_carries_is_only_the_persons_own_and_signed(office, approver, lead, action):
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    says = "The page was open for too long or came from somewhere else, so nothing was sent."
    other = Client()
    other.force_login(approver)
    assert says in words(sheets.confirm(other, preview))
    kept = sheets.hidden(preview)["read"]
    assert says in words(sheets.confirm(office, preview, read=kept[:-1] + ("A" if kept[-1] != "A" else "B")))
    assert not ProgressReport.objects.exists()


def test_a_page_that_was_open_overnight_is_refused(office, officer, lead, action, time_machine):
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    time_machine.shift(8 * 60 * 60 + 1)
    office.force_login(officer)
    assert "The page was open for too long" in words(sheets.confirm(office, preview))


# -- files -------------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sheet.xlsx", b"no workbook"),
        ("sheet.xlsx", bomb()),
        ("sheet.pdf", b"%PDF-1.7"),
        ("sheet.csv", b"Row,Status,What we have done\n1,On track,x\n"),
        ("a\x07b.xlsx", b"PK\x03\x04"),
        (f"{'👍' * 75}.xlsx", b"PK\x03\x04"),
        ("..xlsx", b"PK\x03\x04"),
        ("sheet.xlsx", b""),
    ],
    ids=["words", "bomb", "pdf", "csv", "name", "long-name", "dots", "empty"],
)
def test_a_hostile_or_odd_file_gets_one_sentence_and_changes_nothing(office, action, name, content):
    before = ProgressReport.objects.count(), AuditEntry.objects.count()
    response = sheets.upload(office, content, name)
    assert response.status_code == 200
    page = words(response)
    assert page.count('class="errornote"') == 1
    assert "<title>Error: Update sheets" in page
    assert (ProgressReport.objects.count(), AuditEntry.objects.count()) == before


def test_no_file_is_said_at_the_field(office):
    page = words(office.post("/admin/sheets/", {}))
    assert '<a href="#id_sheet">The sheet that was filled in: no file was chosen; choose the .xlsx file.</a>' in page
    assert 'aria-invalid="true"' in page


# -- what it costs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_list_of_leads_asks_the_same_number_of_queries(
    office, officer, plan, lead, count, django_assert_num_queries
):
    for _ in range(count - 1):
        other = make.LeadFactory(partnership=lead.partnership)
        make.LeadReporterFactory(lead=other, user=officer)
        led(other, plan)
    with django_assert_num_queries(7):
        assert words(office.get("/admin/sheets/")).count("1 due<span") == count


@pytest.mark.parametrize("count", [1, 3, 20])
def test_reading_and_sending_a_sheet_asks_the_same_number_of_queries(
    office, plan, lead, action, count, django_assert_num_queries
):
    for _ in range(count - 1):
        led(lead, plan)
    with django_assert_num_queries(8):
        book = sheets.download(office, lead)
    for row in range(2, count + 2):
        sheets.fill(book, row, UPDATE)
    with django_assert_num_queries(8):
        preview = sheets.upload(office, book)
    with django_assert_num_queries(31):
        sheets.confirm(office, preview)
    assert ProgressReport.objects.count() == count
