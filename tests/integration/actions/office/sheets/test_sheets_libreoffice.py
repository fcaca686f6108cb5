"""An update sheet that was filled in with LibreOffice reads back.

The files in `tests/libreoffice/saved` were made by `python -m tests.libreoffice.make`: this application wrote the sheet, LibreOffice
7.4 opened it, chose from its lists, was typed into as by keyboard, and saved it. `tests/libreoffice/typing_in.py` is what was typed.
Here the secret, the ids and the moment are those under which the sheet was signed, so no test needs LibreOffice.
"""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import ProgressReport
from tests.factories import office as make
from tests.factories import sheets
from tests.libreoffice.make import SAVED
from tests.libreoffice.world import FIRST_KEY, MADE_AT, SECRET, records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

WRITTEN = {field.attname for field in ProgressReport._meta.concrete_fields} - {
    "id", "action_id", "author_id", "state", "recorded_at", "submitted_at", "reported_on", "version", "unrated",
}  # fmt: skip
"""Columns of a report that may hold what somebody wrote."""

FIRST = {
    "status": "on_track",
    "done": "We trained 12 staff:\n• “Ash” school\n• 'Elm' school – \"all of it\" 👍🏽\n\nThe rest in May.",
    "difference": "Calmer classes; fewer calls.",
    "next_step": "- train the governors",
    "next_step_on": date(2026, 5, 2),
}
SECOND = {"status": "at_risk", "no_change": True, "done": "No change since the update of 5 January 2026."}
FOURTH = {
    "status": "embedded",
    "done": "=1+1 families of 2 said so",
    "how_we_know": "0012",
    "evidence": "-5 complaints, +3 thanks, 1.10, 14-Sep, 1e5, TRUE",
    "evidence_on": date(2025, 11, 1),
    "evidence_url": "https://www.example.org/report",
}
FIFTH = {
    "status": "at_risk",
    "done": "3 of 7 languages: Ж, ש, 漢.",
    "new_timescale": "March 2027",
    "new_timescale_reason": "The printer is late.",
    "new_timescale_agreed_by": "SEND board",
    "new_timescale_agreed_on": date(2026, 3, 2),
}


@pytest.fixture
def office(client, settings, time_machine):
    """An officer of the lead for whom the sheets were made, on the day after."""
    settings.SECRET_KEY = SECRET
    lead = records()
    officer = make.MembershipFactory(partnership=lead.partnership).user
    make.LeadReporterFactory(lead=lead, user=officer)
    time_machine.move_to(MADE_AT.replace(day=21), tick=False)
    client.force_login(officer)
    return client


def saved(name: str) -> bytes:
    return (SAVED / name).read_bytes()


def written(report: ProgressReport) -> dict[str, object]:
    """What a report says, without what it leaves empty."""
    return {name: value for name in WRITTEN if (value := getattr(report, name))}


@pytest.mark.parametrize("name", ["filled-in.xlsx", "rearranged.xlsx"])
def test_what_was_typed_in_libreoffice_arrives_as_it_was_typed(office, name):
    preview = sheets.upload(office, saved(name), name)
    page = preview.content.decode().replace("&#x27;", "'")
    assert "6 rows in the sheet: 4 to send, 1 with a problem, 1 left empty." in page
    row = {"filled-in.xlsx": 7, "rearranged.xlsx": 2}[name]
    assert f"Sheet 'Updates', row {row}, column 'Agreed on': '2.3.26'" in page
    assert ("My notes: Ask the head" in page) == (name == "rearranged.xlsx")
    sheets.confirm(office, preview, leave_out="1")
    assert {report.action_id - FIRST_KEY: written(report) for report in ProgressReport.objects.filter(state="submitted")} == {
        0: FIRST,
        1: SECOND,
        3: FOURTH,
        4: FIFTH,
    }  # fmt: skip


def test_a_sheet_that_libreoffice_only_saved_again_says_nothing(office):
    preview = sheets.upload(office, saved("untouched.xlsx"))
    assert "6 rows in the sheet: 0 to send, 0 with a problem, 6 left empty." in preview.content.decode()
    assert "No row can be sent as it is, so nothing was sent." in sheets.confirm(office, preview).content.decode()
    assert ProgressReport.objects.count() == 1


def test_a_sheet_saved_as_opendocument_is_refused_with_its_remedy(office):
    page = sheets.upload(office, saved("filled-in.ods"), "filled-in.ods").content.decode()
    assert (
        "The file filled-in.ods is an OpenDocument spreadsheet, which is not read: save it as Excel (.xlsx) in the program "
        "that made it."
    ) in page
    assert "<title>Error: Update sheets" in page
    assert page.count('class="errornote"') == 1
    assert ProgressReport.objects.count() == 1
