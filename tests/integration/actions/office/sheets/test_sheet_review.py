"""A sheet that came back: what becomes a report, what is stopped, what changed since it was made."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import Action, ProgressReport
from actions.services import SheetUpdate, submit_sheet
from priorities.models import EditConflict
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.factories import sheets
from tests.factories.sheets import SENT_AT, UPDATE, led, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "read_here")]


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
    assert "1 update was sent for approval. The public cannot read it yet. 1 row was left out." in words(done)
    assert ProgressReport.objects.get().action == action


WANTING = [
    ({"Status": "Complete"}, "column 'How we know': Complete needs an answer to 'How do we know?'."),
    (
        {"Status": "Complete and embedded"},
        "column 'Evidence': Complete and embedded needs evidence, with its date.",
    ),
    (
        {"Status": "Complete and embedded", "Evidence": "A count", "Date of the evidence": date(2026, 3, 1)},
        "column 'Date of the evidence': Complete and embedded needs evidence that is older than 3 months.",
    ),
    ({"Status": "Stopped"}, "column 'Reason for stopping': Stopped needs a reason."),
    (
        {"Date of the evidence": date(2026, 3, 21)},
        "column 'Date of the evidence': Date of the evidence: 21 March 2026 is still to come; give a day that has passed, or today.",
    ),
    (
        {"New due date": "March 2027", "Why it changes": "x", "Who agreed it": "Board", "Agreed on": "21 3 2026"},
        "column 'Agreed on': Agreed on: 21 March 2026 is still to come; give a day that has passed, or today.",
    ),
    ({"What we have done": "Ask Kim Sample."}, "'Kim Sample' is held back as a person's name"),
    ({"How we know": "Ring 07700 900123."}, "'07700 900123' is a telephone number; leave it out"),
]
"""What a row says, and the problem that is told of it."""


def test_rows_are_held_against_the_checks_of_the_form(office, lead, plan, action):
    make.HeldBackFactory(plan=plan, words="Kim Sample")
    for _ in WANTING[1:]:
        led(lead, plan)
    book = sheets.download(office, lead)
    for row, (cells, _) in enumerate(WANTING, start=2):
        sheets.fill(book, row, {**UPDATE, **cells})
    preview = sheets.upload(office, book)
    page = words(preview)
    for row, (_, says) in enumerate(WANTING, start=2):
        assert (f"row {row}, {says}" if says.startswith("column") else says) in page
    assert f"0 to send, {len(WANTING)} with a problem" in page
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
        action=action,
        state="published",
        status="at_risk",
        public_from=SENT_AT,
        reported_on=date(2026, 1, 5),
        done="Late.",
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
    make.ProgressReportFactory(
        action=action, author=other, state="submitted", done="Something else.", recorded_at=SENT_AT
    )
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
        submit_sheet(updates=[update], name="s.xlsx", by=officer, at=SENT_AT)
    newest = SheetUpdate(action, ProgressReport.objects.get().pk, update.columns)
    Action.objects.update(version=7)
    with pytest.raises(EditConflict, match="was changed after you opened this page"):
        submit_sheet(updates=[newest], name="s.xlsx", by=officer, at=SENT_AT)
    with pytest.raises(NotAllowed, match="two updates of one action"):
        submit_sheet(updates=[update, update], name="s.xlsx", by=officer, at=SENT_AT)
    assert ProgressReport.objects.count() == 1


def test_an_own_draft_stays_as_it_is(office, officer, lead, action):
    draft = make.ProgressReportFactory(action=action, author=officer, done="Half a thought")
    preview = sheets.upload(office, sheets.fill(sheets.download(office, lead), 2, UPDATE))
    assert "You also have a draft of your own on this action. It stays as it is." in words(preview)
    sheets.confirm(office, preview)
    draft.refresh_from_db()
    assert (draft.state, draft.done) == ("draft", "Half a thought")
    assert ProgressReport.objects.filter(state="submitted").count() == 1
