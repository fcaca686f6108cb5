"""Links to draft an update: made and revoked by who reports for the action, and what came back taken over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import ProgressReport, UpdateLink
from tests.factories import office as make
from tests.factories.links import made_link, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def action(plan, officer):
    action = make.ActionFactory(plan=plan, public=True, reference="1.1", plain_words="Train staff.")
    make.reporter(action, officer)
    return action


@pytest.fixture
def office(client, officer, action):
    client.force_login(officer)
    return client


def test_a_link_is_made_drafted_with_and_taken_over(office, officer, action, client):
    address = made_link(office, action, "SENCO")
    (link,) = UpdateLink.objects.all()
    assert (link.action, link.for_role, link.made_by) == (action, "SENCO", officer)
    assert link.key not in address
    answer = save(address, done="We trained 12 staff.")
    assert "Thank you. An officer will read it before it is published." in answer.content.decode()
    report = ProgressReport.objects.get()
    assert (report.link, report.author, report.state, report.done) == (link, None, "draft", "We trained 12 staff.")
    page = office.get(reverse("office:links", args=[action.pk]))
    assert "We trained 12 staff." in page.content.decode()
    response = office.post(
        reverse("office:links", args=[action.pk]), {"do": "take", "record": report.pk, "version": report.version}
    )
    assert response.url == reverse("admin:actions_progressreport_change", args=[report.pk])
    report.refresh_from_db()
    assert (report.author, report.state) == (officer, "draft")
    assert "An officer is reading what you sent" in client.get(address).content.decode()
