"""Progress reports in the office: one person writes, another publishes, and then nobody changes a word."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import ProgressReport
from actions.office.review import mark_of
from actions.services import correct_imported_report
from priorities.services import NotAllowed
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make.ActionFactory(plan=make.PlanFactory(published=True), public=True)


@pytest.fixture
def officer(action):
    user = make.MembershipFactory(partnership=action.plan.partnership, user__username="officer").user
    return make.reporter(action, user)


@pytest.fixture
def approver(action):
    return make.MembershipFactory(
        partnership=action.plan.partnership, role="approver", user__job_title="SEND manager"
    ).user


@pytest.fixture
def draft(action, officer):
    return make.ProgressReportFactory(action=action, author=officer, done="We met twice.", status="on_track")


def page(report: ProgressReport, name: str) -> str:
    return reverse(f"admin:actions_progressreport_{name}", args=[report.pk])


def say(client, report: ProgressReport, verb: str, **data: object):
    report.refresh_from_db()
    return client.post(page(report, verb), {"seen": str(report.version), **data})


def decide(client, report: ProgressReport, do: str, **data: object):
    """On the page of the review queue, with the mark of what it shows."""
    report.refresh_from_db()
    seen = mark_of(ProgressReport.objects.select_related("action").get(pk=report.pk))
    return client.post(reverse("office:review-report", args=[report.pk]), {"do": do, "seen": seen, **data})


def test_an_update_is_written_in_one_place_alone(client, officer, action, draft):
    client.force_login(officer)
    assert client.get(reverse("admin:actions_progressreport_add")).status_code == 403
    assert client.post(page(draft, "change"), {"version_read": "1", "done": "Other."}).status_code == 403
    form = reverse("office:update", args=[action.pk])
    button = client.get(page(draft, "change")).context["verb_buttons"][0]
    assert button == {"label": "Go on with this update", "url": f"{form}?report={draft.pk}", "seen": ""}
    assert f'<a href="{form}">Write a progress report</a>' in (
        client.get(reverse("admin:actions_action_change", args=[action.pk])).content.decode()
    )


def test_the_whole_way_from_draft_to_public(client, officer, approver, action, draft):
    client.force_login(officer)
    buttons = client.get(page(draft, "change")).context["verb_buttons"]
    assert [button["label"] for button in buttons] == ["Go on with this update", "Submit for approval"]
    assert decide(client, draft, "publish").status_code == 403
    assert say(client, draft, "submit").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert client.get(page(draft, "change")).context["verb_buttons"] == []
    assert client.post(page(draft, "change"), {"done": "More"}).status_code == 403

    client.force_login(approver)
    buttons = client.get(page(draft, "change")).context["verb_buttons"]
    assert [button["label"] for button in buttons] == ["Publish or return …"]
    response = decide(client, draft, "return", reason=" ")
    assert response.context["forms"]["return"].errors == {"reason": ["Reason: nothing is written here; write it."]}
    assert decide(client, draft, "return", reason="Say how many came.").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.returned_reason) == ("returned", "Say how many came.")

    client.force_login(officer)
    assert say(client, draft, "submit").status_code == 302
    client.force_login(approver)
    assert decide(client, draft, "publish").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.approved_role) == ("published", approver, "SEND manager")
    assert draft.public_from is not None
    action.refresh_from_db()
    assert action.latest_report == draft


@pytest.mark.parametrize("role", ["officer", "approver", "administrator"])
def test_a_published_report_is_read_only_for_everybody(client, action, officer, role):
    report = make.ProgressReportFactory(
        action=action, author=officer, state="published", public_from=make.MOMENT, done="Kept."
    )
    superuser = make.UserFactory(is_superuser=True)
    member = make.MembershipFactory(partnership=action.plan.partnership, role=role).user
    for user in (superuser, member, officer):
        client.force_login(user)
        assert client.get(page(report, "change")).status_code == 200
        assert client.post(page(report, "change"), {"version_read": "1", "done": "Changed."}).status_code == 403
        assert client.post(page(report, "delete"), {"post": "yes"}).status_code == 403
    assert ProgressReport.objects.get().done == "Kept."


def test_nobody_approves_their_own_report(client, action):
    both = make.MembershipFactory(partnership=action.plan.partnership, role="approver").user
    report = make.ProgressReportFactory(action=action, author=both, state="submitted")
    client.force_login(both)
    assert client.get(page(report, "change")).context["verb_buttons"] == []
    assert decide(client, report, "publish").status_code == 403
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_draft_is_sent_and_discarded_by_its_author_alone(client, officer, approver, draft):
    for user in (approver, make.UserFactory(is_superuser=True)):
        client.force_login(user)
        assert client.post(page(draft, "change"), {"version_read": "1", "done": "Mine."}).status_code == 403
        assert client.post(page(draft, "delete"), {"post": "yes"}).status_code == 403
        assert say(client, draft, "submit").status_code == 403
    client.force_login(officer)
    assert client.post(page(draft, "delete"), {"post": "yes"}).status_code == 302
    assert ProgressReport.objects.count() == 0


def test_a_returned_report_is_kept(client, officer, draft):
    ProgressReport.objects.update(state="returned", returned_reason="Too short", submitted_at=make.MOMENT)
    client.force_login(officer)
    assert client.post(page(draft, "delete"), {"post": "yes"}).status_code == 403


def test_what_a_rating_needs_is_asked_for_when_it_is_submitted(client, officer, draft):
    ProgressReport.objects.update(status="complete")
    client.force_login(officer)
    response = say(client, draft, "submit")
    assert response.context["form"].non_field_errors() == ["Complete needs an answer to 'How do we know?'."]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_what_was_misread_from_a_document_is_put_right_before_it_is_public(client, officer, action, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    document = make.SourceDocumentFactory(plan=action.plan)
    read = make.ProgressReportFactory(action=action, document=document, status="", rating="R", done="Guid online")
    client.force_login(officer)
    assert [button["label"] for button in client.get(page(read, "change")).context["verb_buttons"]] == [
        "Correct what was read"
    ]
    form = client.get(page(read, "correct")).context["form"]
    assert (form["status"].value(), form["done"].value()) == ("", "Guid online")
    same = say(client, read, "correct", status="", done="Guid online", reason="Misread")
    assert same.context["form"].non_field_errors() == [
        "Status and words are as they were; change what is wrong, or go back."
    ]
    mailed = say(client, read, "correct", status="", done="Ask kim@example.org", reason="Misread")
    assert "kim@example.org" in mailed.context["form"].non_field_errors()[0]
    assert say(client, read, "correct", status="off_track", done="Guide online", reason="Misread").status_code == 302
    read.refresh_from_db()
    assert (read.status, read.rating, read.done, read.state) == ("off_track", "R", "Guide online", "draft")
    last = read.history.first()
    assert (last.history_user, last.history_change_reason) == (officer, "Misread")


@pytest.mark.parametrize("why", ["published", "written here", "no reason"])
def test_only_a_draft_from_a_document_is_corrected(officer, action, draft, settings, tmp_path, why):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    if why != "written here":
        draft.document = make.SourceDocumentFactory(plan=action.plan)
    if why == "published":
        draft.state, draft.public_from = "published", make.MOMENT
    draft.save()
    reason = "" if why == "no reason" else "Misread"
    with pytest.raises(NotAllowed):
        correct_imported_report(
            report=draft, status=None, done="Other words", reason=reason, by=officer, at=make.MOMENT
        )
    draft.refresh_from_db()
    assert draft.done == "We met twice."
