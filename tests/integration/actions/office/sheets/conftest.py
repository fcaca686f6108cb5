"""What the tests of update sheets stand on: a lead with an action that is due, and an officer who reports for it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import office as make


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
