"""A document's title and date are put right with a reason, and what is public keeps what it said."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actions.services import correct_document
from priorities.models import DocumentCorrection, SourceDocument
from priorities.office_forms import version_mark
from priorities.services import mark_applied
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def documents_of_the_test(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def document():
    return make.SourceDocumentFactory(title="Paper", document_date=date(2024, 5, 31))


def correct(client, document: SourceDocument, **data):
    where = reverse("admin:priorities_sourcedocument_correct", args=[document.pk])
    stored = SourceDocument.objects.get(pk=document.pk)
    asked = {"title": "Plan of the board", "document_date": "31/5/2025", "reason": "Misread", **data}
    return client.post(where, {"seen": version_mark(stored), **asked}, follow=True)


def test_an_officer_corrects_the_document_of_a_draft(client, document):
    officer = make.MembershipFactory(partnership=document.plan.partnership).user
    draft = make.ProgressReportFactory(action__plan=document.plan, document=document, reported_on=date(2024, 5, 31))
    other = make.ProgressReportFactory(action=draft.action, document=document, reported_on=date(2024, 6, 1))
    public = make.ProgressReportFactory(
        action=draft.action,
        document=document,
        reported_on=date(2024, 5, 31),
        state="published",
        public_from=make.MOMENT,
    )
    client.force_login(officer)
    response = correct(client, document)
    assert [str(message) for message in response.context["messages"]] == [
        "The document was corrected. 1 draft report got the new date. The public cannot read it."
    ]
    document.refresh_from_db()
    assert (document.title, document.document_date) == ("Plan of the board", date(2025, 5, 31))
    kept = DocumentCorrection.objects.get()
    assert (kept.from_title, kept.to_title, kept.from_date, kept.to_date, kept.reason, kept.recorded_by) == (
        "Paper",
        "Plan of the board",
        date(2024, 5, 31),
        date(2025, 5, 31),
        "Misread",
        officer,
    )
    for report, day in ((draft, date(2025, 5, 31)), (other, date(2024, 6, 1)), (public, date(2024, 5, 31))):
        report.refresh_from_db()
        assert report.reported_on == day


@pytest.mark.parametrize(
    ("data", "place", "sentence"),
    [
        ({"reason": " "}, "reason", "Reason: nothing is written here; write it."),
        ({"title": ""}, "title", "Title: nothing is written here; write it."),
        (
            {"document_date": "31/2/2025"},
            "document_date",
            "Date of the document: '31/2/2025' is no day of the calendar; write it as day/month/year, such as 31/3/2026.",
        ),
        (
            {"document_date": "1/1/2999"},
            "__all__",
            "Date of the document: 1 January 2999 is still to come; give the date that it bears.",
        ),
        (
            {"title": "Paper", "document_date": "31/5/2024"},
            "__all__",
            "Title and date are as they were; change what is wrong, or go back.",
        ),
        (
            {"title": "For v@westmarch.example"},
            "__all__",
            "Title: 'v@westmarch.example' is an email address; leave it out, because everybody can read it here.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, document, data, place, sentence):
    client.force_login(make.MembershipFactory(partnership=document.plan.partnership).user)
    response = correct(client, document, **data)
    assert dict(response.context["form"].errors) == {place: [sentence]}
    document.refresh_from_db()
    assert (document.title, DocumentCorrection.objects.count()) == ("Paper", 0)


@pytest.mark.parametrize(("role", "answer"), [("officer", 403), ("approver", 200), ("board", 404)])
def test_the_document_of_a_public_plan_is_corrected_by_an_approver(client, role, answer):
    document = make.SourceDocumentFactory(plan__published=True)
    client.force_login(make.MembershipFactory(partnership=document.plan.partnership, role=role).user)
    assert correct(client, document).status_code == answer
    assert DocumentCorrection.objects.count() == (answer == 200)


def test_a_document_that_bears_only_a_month_is_marked_so(client, document):
    client.force_login(make.MembershipFactory(partnership=document.plan.partnership).user)
    correct(client, document, title="Paper", document_date="31/5/2024", date_precision="month")
    document.refresh_from_db()
    assert (document.document_date, document.date_precision) == (date(2024, 5, 31), "month")
    page = correct(client, document, title="Paper", document_date="31/5/2024", date_precision="month")
    assert "Title and date are as they were" in page.content.decode()


def test_a_correction_does_not_take_a_document_out_of_its_plan_again(document):
    by = make.UserFactory()
    stale = SourceDocument.objects.get()
    mark_applied(document=document, by=by, at=make.MOMENT)
    correct_document(
        document=stale, title="Plan of the board", document_date=None, reason="Misread", by=by, at=make.MOMENT
    )
    stored = SourceDocument.objects.get()
    assert (stored.state, stored.applied_by, stored.title) == ("applied", by, "Plan of the board")
