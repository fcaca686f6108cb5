"""Who reports for a lead: said by approvers and administrators, of people of the partnership alone, and kept in the history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from actions.models import LeadReporter
from actions.services import add_reporter
from priorities.models import AuditEntry
from priorities.services import NotAllowed
from tests.factories import office as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def lead(partnership):
    return make.LeadFactory(partnership=partnership, name="SEND team")


def page(lead) -> str:
    return reverse("admin:actions_lead_reporters", args=[lead.pk])


def seen(client, lead) -> str:
    return client.get(page(lead)).context["form"]["seen"].value()


def test_an_approver_says_who_reports_and_the_history_and_the_log_keep_it(client, approver, officer, lead):
    client.force_login(approver)
    response = client.post(page(lead), {"seen": seen(client, lead), "people": [officer.pk]}, follow=True)
    assert "1 person reports for &#x27;SEND team&#x27; now." in response.content.decode()
    (link,) = LeadReporter.objects.all()
    assert (link.lead, link.user) == (lead, officer)
    assert link.history.get().history_user == approver
    client.post(page(lead), {"seen": seen(client, lead), "people": []})
    assert not LeadReporter.objects.exists()
    gone = LeadReporter.history.filter(user=officer).latest()
    assert (gone.history_type, gone.history_user) == ("-", approver)
    words = list(AuditEntry.objects.filter(record="actions.lead").order_by("pk").values_list("words", "by"))
    assert words == [
        ("'officer' reports for the lead 'SEND team' from now on.", approver.pk),
        ("'officer' does not report for the lead 'SEND team' any more.", approver.pk),
    ]


def test_only_people_who_write_updates_for_the_partnership_are_offered(client, approver, officer, lead, partnership):
    administrator = make.MembershipFactory(partnership=partnership, role="administrator", user__username="head").user
    for role in ("forum", "board", "editor"):
        make.MembershipFactory(partnership=partnership, role=role)
    make.MembershipFactory()  # an officer of elsewhere
    left = make.MembershipFactory(partnership=partnership, user__is_active=False).user
    client.force_login(approver)
    offered = client.get(page(lead)).context["form"].fields["people"].queryset
    assert set(offered) == {officer, approver, administrator}
    make.LeadReporterFactory(lead=lead, user=left)
    offered = client.get(page(lead)).context["form"].fields["people"].queryset
    assert set(offered) == {officer, approver, administrator, left}, "who reports already can be taken out"


def test_somebody_from_elsewhere_is_refused_by_form_and_service(client, approver, lead):
    stranger = make.MembershipFactory().user
    client.force_login(approver)
    response = client.post(page(lead), {"seen": seen(client, lead), "people": [stranger.pk]})
    assert response.context["form"].errors["people"] == [
        f"Who reports for it: '{stranger.pk}' is not in the list; choose one that is."
    ]
    with pytest.raises(NotAllowed, match="has no role in Westmarch in which updates are written; give them the role"):
        add_reporter(lead=lead, user=stranger, by=approver, at=AT)
    assert not LeadReporter.objects.exists()


def test_two_approvers_do_not_overwrite_one_another(client, approver, officer, lead):
    client.force_login(approver)
    before = seen(client, lead)
    make.LeadReporterFactory(lead=lead, user=approver)
    response = client.post(page(lead), {"seen": before, "people": [officer.pk]})
    assert "Something here was changed after you opened this page" in response.content.decode()
    assert list(LeadReporter.objects.values_list("user", flat=True)) == [approver.pk]


def test_nobody_is_added_twice(approver, officer, lead):
    links = {add_reporter(lead=lead, user=officer, by=approver, at=AT) for _ in range(2)}
    assert len(links) == 1
    assert LeadReporter.history.count() == 1


def test_the_list_finds_leads_for_which_nobody_reports(client, approver, officer, lead, partnership):
    make.LeadReporterFactory(lead=make.LeadFactory(partnership=partnership, name="Health team"), user=officer)
    client.force_login(approver)
    where = reverse("admin:actions_lead_changelist")
    found = {value: client.get(where, {"reported": value}).context["cl"].result_list for value in ("no", "yes")}
    assert {value: [row.name for row in rows] for value, rows in found.items()} == {
        "no": ["SEND team"],
        "yes": ["Health team"],
    }
    assert "Nobody reports for it" in client.get(where).content.decode()


def test_an_officer_reads_who_reports_and_cannot_change_it(client, officer, lead):
    make.LeadReporterFactory(lead=lead, user=officer)
    client.force_login(officer)
    shown = client.get(reverse("admin:actions_lead_change", args=[lead.pk])).content.decode()
    assert '<div class="readonly">officer</div>' in shown
    assert page(lead) not in shown
    assert client.post(page(lead), {"people": []}).status_code == 403
    assert LeadReporter.objects.count() == 1
