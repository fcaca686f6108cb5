"""By what a row is known again: its signed mark and the words that it showed."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from actions.models import Action
from actions.office.sheet_rows import Mark, read_mark, signed
from actions.update_sheet import MARK_SHEET, UPDATES_SHEET
from tests.factories import office as make
from tests.factories import sheets
from tests.factories.sheets import SENT_AT, UPDATE, led, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "read_here")]

UNKNOWN = "is no row that was made for you here."


def with_mark(book, mark: str) -> openpyxl.Workbook:
    book[MARK_SHEET].cell(2, 2).value = mark
    return book


def test_a_row_that_is_not_theirs_is_unknown_whatever_the_reason(office, lead, plan, action, elsewhere):
    """Forged, of another row, of nothing, of a colleague's lead, of another partnership: the same words."""
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    mark = read_mark(book[MARK_SHEET].cell(2, 2).value)
    colleague = led(make.LeadFactory(partnership=lead.partnership), plan)
    stranger = led(make.LeadFactory(partnership=elsewhere.partnership), elsewhere, plain_words="Secret words")

    def of(**changed) -> str:
        values = {name: getattr(mark, name) for name in Mark.__slots__}
        return signed(Mark(**values | changed))

    pages = set()
    for forged in ("x:y:z", of(number=2), of(action=0), of(action=colleague.pk), of(action=stranger.pk)):
        page = words(sheets.upload(office, with_mark(book, forged)))
        assert f"Sheet 'Updates', row 2, column 'Row': '1' {UNKNOWN}" in page
        assert "Secret words" not in page
        pages.add(page.partition("Rows with a problem")[2].partition('name="read"')[0])
    assert len(pages) == 1


def test_rows_may_be_sorted_and_mixed_up_rows_are_noticed(office, lead, plan, action):
    led(lead, plan, reference="1.2", plain_words="Hire staff.")
    book = sheets.download(office, lead)
    sheet = book[UPDATES_SHEET]
    first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
    for row, values in ((2, second), (3, first)):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    sheets.fill(book, 3, UPDATE)
    assert "1 to send, 0 with a problem, 1 left empty" in words(sheets.upload(office, book))
    sheet.cell(3, sheets.AT["What we promised"]).value = "Hire staff."
    assert (
        "row 3, column 'What we promised': 'Hire staff.' is not what the sheet was made with, so rows may have been mixed up"
        in words(sheets.upload(office, book))
    )
    sheet.cell(3, sheets.AT["What we promised"]).value = None
    sheets.fill(book, 2, {"Row": 1, **UPDATE})
    assert words(sheets.upload(office, book)).count("'1' stands in more than one row; keep one of them") == 2


def test_without_plain_words_the_official_ones_are_what_was_promised(office, lead, action):
    Action.objects.update(plain_words="", official_words="We will train staff.")
    book = sheets.download(office, lead)
    row = [book[UPDATES_SHEET].cell(2, sheets.AT[heading]).value for heading in ("What we promised", "Official words")]
    assert row == ["We will train staff.", "We will train staff."]
    sheets.fill(book, 2, UPDATE)
    assert "1 to send, 0 with a problem" in words(sheets.upload(office, book))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"withdrawn_at": SENT_AT, "withdrawn_reason": "Old"}, "is an action that was withdrawn"),
        ({"public_from": None}, "is an action that the public cannot read"),
    ],
)
def test_an_action_that_takes_no_update_any_more_is_said(office, lead, action, change, says):
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    Action.objects.update(**change)
    assert says in words(sheets.upload(office, book))


def test_an_action_of_a_plan_that_was_closed_is_said(office, lead, plan, action):
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    plan.closed_on = date(2026, 3, 20)
    plan.save()
    assert "is an action of a plan that was closed on 20 March 2026; empty the row." in words(
        sheets.upload(office, book)
    )
    assert office.get(f"/admin/sheets/{lead.pk}/?every=1").status_code == 302
