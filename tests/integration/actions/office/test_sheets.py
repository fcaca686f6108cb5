"""Update sheets: taken by those who report for a lead, filled in, read back, confirmed, sent once."""

from __future__ import annotations

from datetime import date

import pytest

from actions.models import ProgressReport
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
