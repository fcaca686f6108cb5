"""Flat lists leave and come back: what is exported, edited and imported, and every way in which that is refused."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Action, Lead, Organisation
from priorities.list_sheet import RECORD
from priorities.models import AuditEntry
from routemaps.models import Term
from tests.factories import office as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

LISTS = ("actions_organisation", "actions_lead", "actions_action", "routemaps_term")
MODELS = {"actions_organisation": Organisation, "actions_lead": Lead, "actions_action": Action, "routemaps_term": Term}


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch", slug="westmarch")


@pytest.fixture
def approver(partnership, client):
    user = make.MembershipFactory(partnership=partnership, role="approver", user__username="approver").user
    client.force_login(user)
    return user


@pytest.fixture
def plan(partnership):
    return make.PlanFactory(partnership=partnership, title="Plan for 2026", slug="plan-2026", published=True)


def address(kind: str, page: str) -> str:
    return reverse(f"admin:{kind}_{page}")


def exported(client, kind: str, file_format: str = "csv") -> bytes:
    response = client.post(address(kind, "export"), {"format": file_format})
    assert response.status_code == 200
    return response.content


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_file(rows: list[dict[str, str]], **how) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), **how)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def upload(client, kind: str, content: bytes, name: str = "list.csv"):
    """The preview of an uploaded file, or the page that refuses it."""
    return client.post(address(kind, "import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def preview(client, kind: str, rows: list[dict[str, str]]):
    page = upload(client, kind, as_file(rows))
    assert page.status_code == 200
    assert page.template_name == "admin/list_preview.html", page.context["form"].errors
    return page


def confirm(client, kind: str, page, **changes):
    data = {"list": page.context["waiting"].pk, "seen": page.context["seen"], **changes}
    return client.post(address(kind, "import_confirm"), data)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def refusal_of(page) -> list[str]:
    return page.context["form"].errors["file"]


@pytest.fixture
def lead(partnership):
    return make.LeadFactory(partnership=partnership, name="SEN team", slug="sen-team")


# -- the way in ------------------------------------------------------------------------------------------------------


def test_what_is_exported_and_edited_comes_in_once_and_says_so(client, approver, partnership, lead, plan):
    make.OrganisationFactory(partnership=partnership, name="Council")
    (row,) = rows_of(exported(client, "actions_lead"))
    assert {**row, RECORD: ""} == {
        "Partnership": "Westmarch",
        "Role or team": "SEN team",
        "Organisation": "",
        "Sector of the organisation": "",
        RECORD: "",
    }
    new = {**row, RECORD: "", "Role or team": "School nurses", "Organisation": "Council"}
    page = preview(client, "actions_lead", [{**row, "Role or team": "SEND team"}, new])
    assert page.context["counts"] == {"new": 1, "changed": 1, "same": 0}
    (changed, added) = page.context["plans"]
    assert [(change.heading, change.was, change.now) for change in changed.changes] == [
        ("Role or team", "SEN team", "SEND team")
    ]
    assert [(change.heading, change.now) for change in added.changes] == [
        ("Role or team", "School nurses"),
        ("Organisation", "Council"),
    ]
    assert Lead.objects.get().name == "SEN team"

    response = confirm(client, "actions_lead", page)
    assert (response.status_code, response["Location"]) == (302, address("actions_lead", "changelist"))
    assert said(response) == ["Brought in from list.csv: 1 new, 1 changed, 0 the same."]
    lead.refresh_from_db()
    assert (lead.name, lead.slug, lead.version) == ("SEND team", "sen-team", 2)
    nurses = Lead.objects.get(slug="school-nurses")
    assert (nurses.name, nurses.organisation.name) == ("School nurses", "Council")
    for record in (lead, nurses):
        newest = record.history.first()
        assert (newest.history_user, newest.history_change_reason) == (approver, "Imported from 'list.csv'.")
    assert {(entry.object_id, entry.change_message) for entry in LogEntry.objects.all()} == {
        (str(record.pk), "Imported from 'list.csv'.") for record in (lead, nurses)
    }
    events = AuditEntry.objects.order_by("pk").values_list("kind", "by", "partnership", "words")
    assert list(events) == [
        ("exported", approver.pk, partnership.pk, "Leads as CSV: 1 row"),
        ("imported", approver.pk, partnership.pk, "Leads from 'list.csv': 1 new, 1 changed, 0 the same"),
    ]
