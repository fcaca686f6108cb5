"""What the public CSV says beside the words of the list."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from actions.models import Action
from actions.status import Status
from tests.factories import office as make
from tests.factories import pages

pytestmark = pytest.mark.django_db


def rows(client, plan: str = "plan-2025") -> dict[str, dict[str, str]]:
    """The rows by their references."""
    content = client.get(f"/plans/{plan}/actions.csv").content.decode("utf-8-sig")
    return {row["Reference"]: row for row in csv.DictReader(io.StringIO(content))}


def test_the_name_of_the_file_bears_the_day(client, world):
    response = client.get("/plans/plan-2025/actions.csv")
    assert response["Content-Disposition"] == 'attachment; filename="plan-2025-actions-2026-03-20.csv"'


def test_leads_bear_their_organisation_as_on_the_page(client, world):
    council = make.OrganisationFactory(partnership=world.host, name="Mereshire Council")
    first = Action.objects.get(plan=world.plan, reference="1.1").action_leads.get(order=0).lead
    first.organisation = council
    first.save()
    assert rows(client)["1.1"]["Leads (the first is accountable)"] == "SEND team, Mereshire Council; School nurses"
    assert "SEND team, Mereshire Council" in client.get("/plans/plan-2025/actions/1-1/").content.decode()


def test_a_lead_whose_organisation_only_another_plan_gives_bears_none_here(client, world):
    link = Action.objects.get(plan=world.plan, reference="1.1").action_leads.get(order=0)
    link.lead.organisation = make.OrganisationFactory(partnership=world.host, name="Mereshire Council")
    link.lead.save()
    link.without_organisation = True
    link.save()
    assert rows(client)["1.1"]["Leads (the first is accountable)"] == "SEND team; School nurses"
    assert "Mereshire Council" not in client.get("/plans/plan-2025/actions/1-1/").content.decode()


def test_what_comes_round_again_has_a_next_date(client, world):
    pages.public_action(world.plan, "4.1", due=date(2026, 1, 31), next_due=date(2026, 4, 30), recurrence="quarterly")
    pages.public_action(world.plan, "4.2", due=date(2026, 8, 31), precision="term", recurrence="termly")
    pages.public_action(world.plan, "4.3", due=date(2026, 7, 31), precision="month")
    found = {key: (row["Due"], row["Next due"], row["Date is approximate"]) for key, row in rows(client).items()}
    assert found["4.1"] == ("2026-01-31", "2026-04-30", "no")
    assert found["4.2"] == ("2026-08-31", "2026-08-31", "yes")
    assert found["4.3"] == ("2026-07-31", "", "no")
    assert found["2.1"] == ("", "", "")
    assert found["2.2"] == ("", "", "")


def test_days_without_an_update(client, world):
    action = pages.public_action(world.plan, "4.1")
    pages.published_report(action, None, Status.ON_TRACK)
    pages.public_action(world.plan, "4.2", promised_on=None)
    found = {key: row["Days without update"] for key, row in rows(client).items()}
    assert found["1.1"] == "18"
    # Never, or on a day that is not stated: since the promise on 6 January 2025.
    assert found["2.1"] == found["4.1"] == "438"
    assert found["4.2"] == ""
    assert {row["Days without update"] for row in rows(client, "plan-2013").values()} == {""}


def test_days_are_not_counted_from_a_month(client, world):
    world.document.document_date, world.document.date_precision = date(2026, 3, 2), "month"
    world.document.save()
    assert rows(client)["1.1"]["Days without update"] == ""
