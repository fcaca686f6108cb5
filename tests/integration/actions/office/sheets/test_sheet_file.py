"""What a sheet holds as a file: the rows that are due, lists, no live formula, whatever the words."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from actions.models import Action
from actions.office.sheet_file import safe_cell
from actions.update_sheet import UPDATES_SHEET
from priorities.models import AuditEntry
from tests.factories import office as make
from tests.factories import sheets
from tests.factories.sheets import SENT_AT, UPDATE, led, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "read_here")]


def test_a_sheet_holds_what_is_due_and_every_open_action_where_that_is_asked(office, lead, plan, action):
    later = led(lead, plan, reference="1.2")
    Action.objects.filter(pk=later.pk).update(next_due=date(2027, 1, 1))
    led(lead, plan, reference="1.3", rated="complete")
    make.ProgressReportFactory(action=led(lead, plan, reference="1.4"), state="submitted", author=make.UserFactory())
    led(lead, plan, reference="1.5", withdrawn_at=SENT_AT, withdrawn_reason="Old")
    make.ActionLeadFactory(action=make.ActionFactory(plan=plan, reference="1.6"), lead=lead)

    def references(**which) -> list[str]:
        sheet = sheets.download(office, lead, **which)[UPDATES_SHEET]
        return [sheet.cell(row, sheets.AT["Reference"]).value for row in range(2, sheet.max_row + 1)]

    assert references(every=False) == ["1.1"]
    assert references(every=True) == ["1.1", "1.2"]
    page = words(office.get("/admin/sheets/"))
    assert "1 due<span" in page
    assert "2 open<span" in page


def test_nothing_due_is_said_instead_of_an_empty_sheet(office, lead, action):
    Action.objects.update(next_due=date(2027, 1, 1))
    response = office.get(f"/admin/sheets/{lead.pk}/", follow=True)
    assert "Nothing is due of 'SEND team' within 30 days, so there is no sheet." in words(response)


def test_the_workbook_is_made_for_people(office, lead, action):
    action.official_words = "Train\nall staff."
    action.save()
    book = sheets.download(office, lead)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("How to fill this in", "visible"),
        ("Updates", "visible"),
        ("sendplan", "veryHidden"),
    ]
    sheet = book[UPDATES_SHEET]
    assert (sheet.freeze_panes, sheet.protection.sheet) == ("D2", True)
    assert [cell.value for cell in sheet[2]][:8] == [
        1, "1.1", "Train staff.", "Train\nall staff.", "No date set", "No rating given", "No update yet", "No update yet",
    ]  # fmt: skip
    locked = {sheet.cell(1, cell.column).value: cell.protection.locked for cell in sheet[2]}
    assert [heading for heading, is_locked in locked.items() if is_locked] == list(locked)[:8]
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert rules == {
        "I2": '"yes,–"',
        "J2": '"Not started,On track,At risk,Off track,Complete,Complete and embedded,Stopped,No rating"',
    }
    assert book.worksheets[0]["A1"].value == "Updates of SEND team"
    entry = AuditEntry.objects.get(kind="exported")
    assert entry.words == "Update sheet of the lead 'SEND team' with 1 action."


STARTS = ["=", "==", "+", "-", "@", "\t", "\r", "＝"]


def test_no_live_formula_leaves_and_its_rows_come_back(office, lead, plan, action):
    evil = [f'{start}HYPERLINK("https://example.org")' for start in STARTS]
    lead.name = evil[0]
    lead.save()
    for text in evil:
        led(lead, plan, reference=text[:40], plain_words=text, official_words=text, timescale_raw=text)
    content = office.get(f"/admin/sheets/{lead.pk}/?every=1").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(tuple(STARTS)), (sheet.title, cell.coordinate)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    for row in range(2, len(STARTS) + 3):
        sheets.fill(book, row, UPDATE)
    assert f"{len(STARTS) + 1} updates were sent for approval." in words(
        sheets.confirm(office, sheets.upload(office, book))
    )


ODD = ["a/b\\c:*?[]", "x" * 300, "Ж ש 漢 👍🏽", "\u202eabc", "_x0041_", "a\x0bb", "'quoted'", "-"]


def test_odd_names_and_words_go_out_and_come_back(office, lead, plan, action):
    for odd in ODD:
        led(lead, plan, reference=odd[:40], plain_words=odd * 5, official_words=odd)
    lead.name = "".join(ODD)[:300]
    lead.save()
    book = sheets.download(office, lead)
    for row in range(2, len(ODD) + 3):
        sheets.fill(book, row, UPDATE)
    assert f"{len(ODD) + 1} updates were sent for approval." in words(
        sheets.confirm(office, sheets.upload(office, book))
    )


def test_a_safe_cell_is_text_that_xml_holds():
    assert safe_cell("=1") == "'=1"
    assert safe_cell("a\x00b\x1fc\ud800") == "abc"
    assert safe_cell("_x0041_") == "_x005F_x0041_"
