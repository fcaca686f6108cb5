"""Update sheets: taken by those who report for a lead, filled in, read back, confirmed, sent once."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.test import Client

from actions.models import Action, ProgressReport
from actions.office.sheet_file import safe_cell
from actions.office.sheet_rows import Mark, read_mark, signed
from actions.services import SheetUpdate, submit_sheet
from actions.update_sheet import MARK_SHEET, UPDATES_SHEET
from priorities.models import AuditEntry, EditConflict, Membership
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories import sheets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "read_here")]

UPDATE = {"Status": "On track", "What we have done": "We trained 12 staff."}


@pytest.fixture
def lead(partnership):
    return make.LeadFactory(partnership=partnership, name="SEND team", slug="send-team")


@pytest.fixture
def action(plan, lead, officer):
    action = make.ActionFactory(
        plan=plan, public=True, reference="1.1", plain_words="Train staff.", next_due=date(2026, 3, 31)
    )
    make.ActionLeadFactory(action=action, lead=lead)
    make.LeadReporterFactory(lead=lead, user=officer)
    return action


@pytest.fixture
def office(client, officer, action):
    client.force_login(officer)
    return client


def test_a_row_that_was_filled_in_becomes_an_update_that_waits_for_approval(office, officer, lead, action):
    book = sheets.fill(sheets.download(office, lead), 2, {**UPDATE, "Date of the next step": date(2026, 5, 1)})
    preview = sheets.upload(office, book)
    assert "1 row in the sheet: 1 to send, 0 with a problem, 0 left empty." in preview.content.decode()
    assert not ProgressReport.objects.exists()
    done = sheets.confirm(office, preview)
    assert "1 update was sent for approval. The public cannot read them yet." in done.content.decode()
    report = ProgressReport.objects.get()
    assert (report.action, report.author, report.state) == (action, officer, "submitted")
    assert (report.status, report.done, report.next_step_on) == ("on_track", "We trained 12 staff.", date(2026, 5, 1))
    assert (report.reported_on, report.submitted_at is not None) == (date(2026, 3, 20), True)
    assert report.history.get().history_user == officer


AT = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


def led(lead, plan, **columns) -> Action:
    action = make.ActionFactory(plan=plan, public=True, next_due=date(2026, 4, 1), **columns)
    make.ActionLeadFactory(action=action, lead=lead)
    return action


def words(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


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


# -- what a sheet holds ------------------------------------------------------------------------------------------------


def test_a_sheet_holds_what_is_due_and_every_open_action_where_that_is_asked(office, lead, plan, action):
    later = led(lead, plan, reference="1.2")
    Action.objects.filter(pk=later.pk).update(next_due=date(2027, 1, 1))
    led(lead, plan, reference="1.3", rated="complete")
    make.ProgressReportFactory(action=led(lead, plan, reference="1.4"), state="submitted", author=make.UserFactory())
    led(lead, plan, reference="1.5", withdrawn_at=AT, withdrawn_reason="Old")
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


@pytest.mark.parametrize("start", ["=", "==", "+", "-", "@", "\t", "\r", "＝"])
def test_no_live_formula_leaves(office, lead, action, start):
    evil = f'{start}HYPERLINK("https://example.org")'
    lead.name = evil
    lead.save()
    Action.objects.update(reference=evil[:40], plain_words=evil, official_words=evil, timescale_raw=evil)
    content = office.get(f"/admin/sheets/{lead.pk}/").content
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(start), (sheet.title, cell.coordinate)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    done = sheets.sent_back(office, lead, 2, UPDATE)
    assert "1 update was sent for approval." in words(done)


@pytest.mark.parametrize(
    "odd", ["a/b\\c:*?[]", "x" * 300, "Ж ש 漢 👍🏽", "\u202eabc", "_x0041_", "a\x0bb", "'quoted'", "-"]
)
def test_odd_names_and_words_go_out_and_come_back(office, lead, action, odd):
    lead.name = odd
    lead.save()
    Action.objects.update(reference=odd[:40], plain_words=odd * 5, official_words=odd)
    done = sheets.sent_back(office, lead, 2, UPDATE)
    assert "1 update was sent for approval." in words(done), words(done)


def test_a_safe_cell_is_text_that_xml_holds():
    assert safe_cell("=1") == "'=1"
    assert safe_cell("a\x00b\x1fc\ud800") == "abc"
    assert safe_cell("_x0041_") == "_x005F_x0041_"


# -- what comes back ---------------------------------------------------------------------------------------------------


def test_a_row_with_a_problem_stops_all_until_it_is_left_out(office, lead, plan, action):
    led(lead, plan, reference="1.2")
    led(lead, plan, reference="1.3")
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    sheets.fill(book, 3, {**UPDATE, "Status": "Complete"})
    preview = sheets.upload(office, book)
    assert "3 rows in the sheet: 1 to send, 1 with a problem, 1 left empty." in words(preview)
    assert "Sheet 'Updates', row 3, column 'How we know': Complete needs an answer to 'How do we know?'." in words(
        preview
    )
    stopped = sheets.confirm(office, preview)
    assert "1 row has a problem, so nothing was sent." in words(stopped)
    assert words(stopped).count("<title>Error: ") == 1
    assert not ProgressReport.objects.exists()
    done = sheets.confirm(office, preview, leave_out="1")
    assert "1 update was sent for approval. The public cannot read them yet. 1 row was left out." in words(done)
    assert ProgressReport.objects.get().action == action


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Status": "Complete"}, "row 2, column 'How we know': Complete needs an answer to 'How do we know?'."),
        (
            {"Status": "Complete and embedded"},
            "row 2, column 'Evidence': Complete and embedded needs evidence, with its date.",
        ),
        (
            {"Status": "Complete and embedded", "Evidence": "A count", "Date of the evidence": date(2026, 3, 1)},
            "row 2, column 'Date of the evidence': Complete and embedded needs evidence that is older than 3 months.",
        ),
        ({"Status": "Stopped"}, "row 2, column 'Reason for stopping': Stopped needs a reason."),
        (
            {"Date of the evidence": date(2026, 3, 21)},
            "row 2, column 'Date of the evidence': Date of the evidence: 21 March 2026 is still to come; give a day that has passed, or today.",
        ),
        (
            {"New due date": "March 2027", "Why it changes": "x", "Who agreed it": "Board", "Agreed on": "21 3 2026"},
            "row 2, column 'Agreed on': Agreed on: 21 March 2026 is still to come; give a day that has passed, or today.",
        ),
        ({"What we have done": "Ask Kim Sample."}, "'Kim Sample' is held back as a person's name"),
        ({"How we know": "Ring 07700 900123."}, "'07700 900123' is a telephone number; leave it out"),
    ],
)
def test_a_row_is_held_against_the_checks_of_the_form(office, lead, plan, action, cells, says):
    make.HeldBackFactory(plan=plan, words="Kim Sample")
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, {**UPDATE, **cells}))
    assert says in words(preview)
    assert "No row can be sent as it is, so nothing was sent." in words(
        office.post("/admin/sheets/", {**sheets.hidden(preview), "leave_out": "1"})
    )
    assert not ProgressReport.objects.exists()


def test_a_whole_row_becomes_a_whole_report(office, lead, action):
    cells = {
        "Status": "Complete and embedded", "What we have done": "Trained.", "The difference it made": "Calmer classes.",
        "How we know": "A count.", "Next step": "Rest.", "Date of the next step": "2 3 2027", "Evidence": "Report",
        "Date of the evidence": date(2025, 11, 1), "Evidence link": "https://example.org/r",
        "New due date": "by March 2027", "Why it changes": "More schools.", "Who agreed it": "SEND board",
        "Agreed on": "2 March 2026",
    }  # fmt: skip
    assert "1 update was sent" in words(sheets.sent_back(office, lead, 2, cells))
    report = ProgressReport.objects.get()
    assert (report.status, report.done, report.difference, report.how_we_know) == (
        "embedded", "Trained.", "Calmer classes.", "A count.",
    )  # fmt: skip
    assert (report.next_step, report.next_step_on, report.evidence) == ("Rest.", date(2027, 3, 2), "Report")
    assert (report.evidence_on, report.evidence_url) == (date(2025, 11, 1), "https://example.org/r")
    assert (report.new_timescale, report.new_timescale_reason) == ("by March 2027", "More schools.")
    assert (report.new_timescale_agreed_by, report.new_timescale_agreed_on) == ("SEND board", date(2026, 3, 2))
    assert report.no_change is False


def test_no_change_repeats_the_last_rating_and_says_since_when(office, lead, action):
    nothing = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, {"No change?": "yes"}))
    assert "There is no earlier update with a date, so nothing can be repeated" in words(nothing)
    last = make.ProgressReportFactory(
        action=action, state="published", status="at_risk", public_from=AT, reported_on=date(2026, 1, 5), done="Late."
    )
    action.set_reports([last])
    action.save()
    assert "1 update was sent" in words(sheets.sent_back(office, lead, 2, {"No change?": "yes"}))
    report = ProgressReport.objects.get(state="submitted")
    assert (report.no_change, report.status) == (True, "at_risk")
    assert report.done == "No change since the update of 5 January 2026."


def test_a_sheet_confirmed_twice_sends_nothing_twice(office, lead, action):
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    for says in (
        "1 update was sent for approval.",
        "1 update of this sheet had been sent already; nothing was sent twice.",
    ):
        assert says in words(sheets.confirm(office, preview))
    assert ProgressReport.objects.count() == 1


def test_what_was_sent_back_to_its_author_is_not_sent_again_by_the_sheet(office, lead, action):
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    sheets.confirm(office, sheets.upload(office, book))
    ProgressReport.objects.update(state="returned", returned_reason="Say how many.")
    assert "0 to send, 0 with a problem, 0 left empty, 1 sent already." in words(sheets.upload(office, book))


def test_a_sheet_that_is_chosen_again_says_what_was_sent_already(office, lead, plan, action):
    led(lead, plan, reference="1.2")
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    sheets.confirm(office, sheets.upload(office, book))
    sheets.fill(book, 3, UPDATE)
    preview = sheets.upload(office, book)
    assert "2 rows in the sheet: 1 to send, 0 with a problem, 0 left empty, 1 sent already." in words(preview)
    sheets.confirm(office, preview)
    assert sorted(ProgressReport.objects.values_list("action__reference", flat=True)) == ["1.1", "1.2"]


def test_what_changed_since_the_sheet_was_made_is_shown_in_both_versions(office, lead, action):
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    action.plain_words = "Train every adult."
    action.save()
    other = make.UserFactory(username="colleague")
    make.ProgressReportFactory(action=action, author=other, state="submitted", done="Something else.", recorded_at=AT)
    preview = sheets.upload(office, book)
    page = words(preview)
    assert "the action changed after the sheet was made. Read both versions, then tick its box or leave it out." in page
    assert (
        '<td role="cell" data-label="In the sheet">Train staff.</td><td role="cell" data-label="Now">Train every adult.</td>'
        in page
    )
    assert "Waiting for approval, written on 20 March 2026 by colleague. No rating given. Something else." in page
    assert "No row can be sent as it is, so nothing was sent." in words(sheets.confirm(office, preview, leave_out="1"))
    assert ProgressReport.objects.count() == 1
    assert "1 update was sent for approval." in words(sheets.confirm(office, preview, accept="1"))
    assert ProgressReport.objects.filter(done="We trained 12 staff.").count() == 1


def test_a_version_that_changed_nothing_that_the_sheet_shows_stops_nobody(office, lead, action):
    book = sheets.fill(sheets.download(office, lead), 2, UPDATE)
    action.outcome = "Calmer classes."
    action.save()
    assert "1 to send" in words(sheets.upload(office, book))


def test_what_changed_after_the_preview_is_refused(office, lead, action):
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    action.plain_words = "Train every adult."
    action.save()
    answer = sheets.confirm(office, preview)
    assert "Something here was changed after you opened this page, so nothing was done." in words(answer)
    assert "Train every adult." in words(answer)
    assert not ProgressReport.objects.exists()


def test_an_update_sent_by_somebody_else_at_the_last_moment_stops_the_service(officer, action):
    update = SheetUpdate(action, None, {"status": "on_track", "done": "x"})
    make.ProgressReportFactory(action=action, author=make.UserFactory(), state="submitted")
    with pytest.raises(EditConflict, match="was sent after you opened this page"):
        submit_sheet(updates=[update], name="s.xlsx", by=officer, at=AT)
    newest = SheetUpdate(action, ProgressReport.objects.get().pk, update.columns)
    Action.objects.update(version=7)
    with pytest.raises(EditConflict, match="was changed after you opened this page"):
        submit_sheet(updates=[newest], name="s.xlsx", by=officer, at=AT)
    with pytest.raises(NotAllowed, match="two updates of one action"):
        submit_sheet(updates=[update, update], name="s.xlsx", by=officer, at=AT)
    assert ProgressReport.objects.count() == 1


def test_an_own_draft_stays_as_it_is(office, officer, lead, action):
    draft = make.ProgressReportFactory(action=action, author=officer, done="Half a thought")
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    assert "You also have a draft of your own on this action. It stays as it is." in words(preview)
    sheets.confirm(office, preview)
    draft.refresh_from_db()
    assert (draft.state, draft.done) == ("draft", "Half a thought")
    assert ProgressReport.objects.filter(state="submitted").count() == 1


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


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"withdrawn_at": AT, "withdrawn_reason": "Old"}, "is an action that was withdrawn"),
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


def as_another_program_saves_it(book: openpyxl.Workbook) -> bytes:
    """The sheet as LibreOffice and others write it: hidden and not very hidden, texts apart, columns moved, blanks between."""
    source, made = book[UPDATES_SHEET], openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Tabelle1"
    order = [*range(12, source.max_column + 1), *range(1, 12)]
    for row in range(1, source.max_row + 1):
        for at, column in enumerate(order, start=2):
            value = source.cell(row, column).value
            cell = sheet.cell(row * 2, at, value)
            if isinstance(value, date):
                cell.number_format = "DD.MM.YYYY"
    sheet.cell(source.max_row * 2 + 40, 3).value = "   "
    marks = made.create_sheet(MARK_SHEET)
    for row in book[MARK_SHEET].iter_rows(values_only=True):
        marks.append(row)
    marks.sheet_state = "hidden"
    return with_shared_texts(sheets.packed(made))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def with_shared_texts(content: bytes) -> bytes:
    """The workbook with its texts in a part of their own, to which the cells point."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts: list[str] = []
    for name in parts:
        if not name.startswith("xl/worksheets/sheet"):
            continue
        root = etree.fromstring(parts[name])
        for cell in root.iter(f"{{{MAIN}}}c"):
            if cell.get("t") == "inlineStr":
                texts.append("".join(cell.itertext()))
                cell.set("t", "s")
                cell.remove(cell[0])
                etree.SubElement(cell, f"{{{MAIN}}}v").text = str(len(texts) - 1)
        parts[name] = etree.tostring(root)
    table = etree.Element(f"{{{MAIN}}}sst")
    for text in texts:
        etree.SubElement(etree.SubElement(table, f"{{{MAIN}}}si"), f"{{{MAIN}}}t").text = text
    parts["xl/sharedStrings.xml"] = etree.tostring(table)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="rIdTexts" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation)
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OF_OFFICE}.sharedStrings+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def test_a_sheet_saved_by_another_program_reads_back(office, lead, plan, action):
    led(lead, plan, reference="1.2")
    book = sheets.fill(sheets.download(office, lead), 2, {**UPDATE, "Date of the next step": date(2026, 5, 1)})
    sheets.fill(book, 3, {**UPDATE, "Date of the next step": "1.6.2026"})
    preview = sheets.upload(office, as_another_program_saves_it(book))
    assert "2 rows in the sheet: 2 to send, 0 with a problem, 0 left empty." in words(preview)
    sheets.confirm(office, preview)
    days = ProgressReport.objects.order_by("action__reference").values_list("next_step_on", flat=True)
    assert list(days) == [date(2026, 5, 1), date(2026, 6, 1)]


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
