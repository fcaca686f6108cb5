"""Several updates that say "no change", published together: all of them, or none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ProgressReport
from priorities.models import AuditEntry
from tests.factories import office as make
from tests.factories.pages import published_report
from tests.integration.actions.office.test_review import QUEUE, published, submitted, words

pytestmark = pytest.mark.django_db

TOGETHER = "/admin/review/together/"


def unchanged(plan, author, **columns: object) -> ProgressReport:
    action = make.ActionFactory(plan=plan, public=True)
    published(action)
    facts = {"no_change": True, "status": "on_track", "done": "No change since the update of 2 March 2026."}
    return submitted(action, author, **{**facts, **columns})


@pytest.fixture
def three(plan, officer):
    return [unchanged(plan, officer) for _ in range(3)]


def shown(client, reports) -> dict[str, list[str]]:
    """What the page's form would send for these reports."""
    response = client.get(TOGETHER, {"report": [report.pk for report in reports]})
    body = response.content.decode()
    return {name: re.findall(f'name="{name}" value="([^"]+)"', body) for name in ("report", "seen")}


def test_ticked_in_the_queue_shown_on_a_page_and_published_with_one_confirmation(client, approver, three):
    client.force_login(approver)
    queue = client.get(QUEUE).content.decode()
    ticks = re.findall(r'<input type="checkbox" name="report" value="(\d+)"', queue)
    assert ticks == [str(report.pk) for report in three]
    response = client.get(TOGETHER, {"report": ticks[:2]})
    said = words(response)
    assert "All of them are published, or none." in said
    assert said.count("No change since the update of 2 March 2026.") == 2
    assert said.count("Said before: We met once in May.") == 2
    assert ProgressReport.objects.filter(state="submitted").count() == 3
    response = client.post(TOGETHER, shown(client, three[:2]), follow=True)
    assert "Published: 2 updates without a change." in words(response)
    assert set(ProgressReport.objects.filter(approved_by=approver)) == set(three[:2])
    assert AuditEntry.objects.filter(kind="approved", by=approver).count() == 2


def test_it_shows_the_words_and_the_step_that_stay(client, approver, plan, officer):
    report = unchanged(plan, officer)
    told = {"done": "We met in May.", "next_step": "Meet again.", "next_step_on": date(2026, 6, 1)}
    published_report(report.action, date(2026, 3, 10), **told)
    published_report(
        report.action, date(2026, 3, 15), no_change=True, done="No change since the update of 10 March 2026."
    )
    client.force_login(approver)
    page = words(client.get(TOGETHER, {"report": report.pk}))
    assert "Said before: We met in May. Next step: Meet again. (by 1 June 2026)" in page


def test_only_what_says_no_change_can_be_ticked(client, approver, officer, plan):
    submitted(make.ActionFactory(plan=plan, public=True), officer)
    unchanged(plan, officer, done="No change for 3 pupils.")
    client.force_login(approver)
    assert b'type="checkbox"' not in client.get(QUEUE).content


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"no_change": False}, "is no 'no change'; open it and decide on it by itself."),
        ({"done": "No change for 3 pupils."}, "counts fewer than 5 children ('3 pupils'); open it"),
        ({"state": "returned", "returned_reason": "Why"}, "does not wait for approval any more."),
        (
            {"done": "Fatima Siddiqui says: no change."},
            "holds 'Fatima Siddiqui', which looks like a person's name; open",
        ),
    ],
)
def test_one_that_may_not_be_among_them_stops_them_all(client, approver, officer, plan, three, columns, sentence):
    other = unchanged(plan, officer, **columns)
    client.force_login(approver)
    response = client.post(TOGETHER, shown(client, [*three, other]))
    assert f"The report on action {other.action.reference} {sentence}" in response.context["refusal"]
    assert "Error: Publish updates" in response.content.decode()
    assert not ProgressReport.objects.filter(approved_by=approver).exists()


def test_the_approvers_own_stops_them_all(client, approver, plan, three):
    own = unchanged(plan, approver)
    client.force_login(approver)
    response = client.post(TOGETHER, shown(client, [*three, own]))
    assert response.context["refusal"] == (
        f"The report on action {own.action.reference} is your own, so somebody else must approve it. Nothing was published."
    )
    assert not ProgressReport.objects.filter(approved_by=approver).exists()


@pytest.mark.parametrize("changed", ["report", "action"])
def test_one_that_was_changed_since_stops_them_all(client, approver, three, changed):
    client.force_login(approver)
    data = shown(client, three)
    record = (
        ProgressReport.objects.get(pk=three[1].pk) if changed == "report" else Action.objects.get(pk=three[1].action_id)
    )
    record.save()
    response = client.post(TOGETHER, data)
    assert response.context["refusal"] == (
        f"Action {three[1].action.reference}: Something here was changed after you opened this page, so nothing was done. "
        "Look again, then decide."
    )
    assert not ProgressReport.objects.filter(approved_by=approver).exists()


def test_sent_twice_they_are_published_once(client, approver, three):
    client.force_login(approver)
    data = shown(client, three)
    assert client.post(TOGETHER, data).status_code == 302
    assert client.post(TOGETHER, data).status_code == 200
    assert AuditEntry.objects.filter(kind="approved").count() == 3


def test_without_a_tick_the_page_says_what_to_do(client, approver):
    client.force_login(approver)
    sentence = "Tick the updates that you want to publish, then choose 'Publish those ticked'."
    assert client.get(TOGETHER).context["refusal"] == sentence
    assert client.post(TOGETHER).context["refusal"] == "Tick the updates that you want to publish."


def test_what_somebody_may_not_know_of_or_decide_is_refused(client, approver, officer, elsewhere, three):
    hidden = unchanged(elsewhere, make.UserFactory())
    client.force_login(approver)
    for keys in ([hidden.pk], [999_999], ["x"], ["9" * 5000], [-1]):
        assert client.get(TOGETHER, {"report": keys}).status_code == 404
        assert client.post(TOGETHER, {"report": [three[0].pk, *keys]}).status_code == 404
    client.force_login(officer)
    assert client.get(TOGETHER, {"report": [three[0].pk]}).status_code == 403
    assert client.post(TOGETHER, {"report": [three[0].pk]}).status_code == 403
    make.MembershipFactory(partnership=elsewhere.partnership, role="approver", user=officer)
    assert client.post(TOGETHER, {"report": [make_own(three[0], approver).pk]}).status_code == 403
    assert ProgressReport.objects.filter(state="submitted").count() == 4


def make_own(report: ProgressReport, author) -> ProgressReport:
    """The same report, written by somebody else than the one who asks."""
    ProgressReport.objects.filter(pk=report.pk).update(author=author)
    return report


def test_the_page_asks_the_same_number_of_queries_for_1_3_and_20(
    client, approver, officer, plan, django_assert_num_queries
):
    client.force_login(approver)
    reports = []
    for rows in (1, 2, 17):
        reports += [unchanged(plan, officer) for _ in range(rows)]
        with django_assert_num_queries(4):
            client.get(TOGETHER, {"report": [report.pk for report in reports]})


def test_the_way_back_keeps_the_filters(client, approver, plan, three):
    client.force_login(approver)
    response = client.post(f"{TOGETHER}?plan={plan.pk}", shown(client, three[:1]))
    assert response.url == f"{reverse('office:review')}?plan={plan.pk}"
