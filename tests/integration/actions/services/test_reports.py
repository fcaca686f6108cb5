"""Reports: drafted, submitted, returned, published, and what each rating needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.models import Action, ProgressReport
from actions.services import publish_report, return_report, submit_report, what_is_missing
from priorities.services import NotAllowed
from tests.factories import office as make
from tests.integration.actions.services.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    action = make.ActionFactory(plan=make.PlanFactory(published=True), public=True)
    return make.ProgressReportFactory(action=action, author=make.UserFactory(), status="on_track")


def test_a_report_goes_from_draft_to_submitted_to_published(report, by, stale):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    assert (report.state, report.submitted_at) == ("submitted", make.MOMENT)
    publish_report(report=report, by=by, at=AT)
    stored = ProgressReport.objects.get()
    assert (
        stored.state,
        stored.public_from,
        stored.approved_at,
        stored.approved_by,
        stored.approved_role,
    ) == (
        "published",
        AT,
        AT,
        by,
        "SEND manager",
    )
    assert stored.action.latest_report == report
    assert stale()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(AT - timedelta(days=9), AT - timedelta(days=9)), (AT + timedelta(days=9), AT), (None, AT)],
)
def test_a_report_is_public_from_an_earlier_day_and_never_from_a_later(report, by, asked, expected):
    ProgressReport.objects.update(state="submitted")
    report.refresh_from_db()
    publish_report(report=report, by=by, at=AT, public_from=asked)
    assert ProgressReport.objects.get().public_from == expected


@pytest.mark.parametrize("state", ["draft", "returned", "published"])
def test_only_a_submitted_report_is_published_or_returned(report, by, state):
    report.state = state
    with pytest.raises(NotAllowed, match=r"^Only a submitted report can be published.$"):
        publish_report(report=report, by=by, at=AT)
    with pytest.raises(NotAllowed, match=r"^Only a submitted report can be returned.$"):
        return_report(report=report, reason="Why", by=by, at=AT)


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_only_a_draft_or_returned_report_is_submitted(report, state):
    report.state = state
    with pytest.raises(NotAllowed, match=r"^Only a draft or a returned report can be submitted.$"):
        submit_report(report=report, by=report.author, at=AT)


def test_an_update_that_says_nothing_is_not_submitted(report):
    report.action.rated = report.status
    with pytest.raises(
        NotAllowed, match=r"^The update has no words and leaves the status as it is: write what was done"
    ):
        submit_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "draft"


def test_a_correction_may_take_all_words_away(report, by):
    report.action.rated = report.status
    wrong = make.ProgressReportFactory(action=report.action, state="published", public_from=make.MOMENT)
    report.corrects, report.corrects_what = wrong, "It was written for another action."
    submit_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get(pk=report.pk).state == "submitted"


def test_nobody_publishes_their_own_report(report):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    with pytest.raises(NotAllowed, match=r"^You wrote this report, so somebody else must approve it.$"):
        publish_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "submitted"


def test_a_report_comes_back_with_a_reason(report, by):
    submit_report(report=report, by=report.author, at=make.MOMENT)
    with pytest.raises(NotAllowed, match=r"^Say why the report is returned.$"):
        return_report(report=report, reason=" ", by=by, at=AT)
    return_report(report=report, reason="Say how many.", by=by, at=AT)
    stored = ProgressReport.objects.get()
    assert (stored.state, stored.returned_reason) == ("returned", "Say how many.")
    submit_report(report=stored, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, ""),
        ({"status": ""}, ""),
        ({"reported_on": None}, "Give the date that the report speaks of."),
        ({"status": "complete"}, "Complete needs an answer to 'How do we know?'."),
        ({"status": "complete", "how_we_know": "Families told us."}, ""),
        ({"status": "embedded"}, "Complete and embedded needs evidence, with its date."),
        (
            {"status": "embedded", "evidence": "Survey"},
            "Complete and embedded needs evidence, with its date.",
        ),
        (
            {"status": "embedded", "evidence_on": date(2025, 1, 1)},
            "Complete and embedded needs evidence, with its date.",
        ),
        (
            {"status": "embedded", "evidence": "Survey", "evidence_on": date(2025, 12, 1)},  # 91 days before
            "Complete and embedded needs evidence that is older than 3 months.",
        ),
        ({"status": "embedded", "evidence": "Survey", "evidence_on": date(2025, 11, 30)}, ""),
        ({"status": "embedded", "evidence_url": "https://a.example/", "evidence_on": date(2025, 1, 1)}, ""),
        ({"status": "stopped"}, "Stopped needs a reason."),
        ({"status": "stopped", "reason": "No money"}, ""),
    ],
)
def test_what_each_rating_needs(facts, sentence):
    report = make.ProgressReportFactory.build(action=None, **{"reported_on": date(2026, 3, 2), **facts})
    assert what_is_missing(report) == sentence


def test_what_is_missing_stops_the_submission(report):
    report.status = "complete"
    with pytest.raises(NotAllowed, match=r"^Complete needs an answer to 'How do we know\?'.$"):
        submit_report(report=report, by=report.author, at=AT)
    assert ProgressReport.objects.get().state == "draft"


def test_an_older_report_that_is_published_later_does_not_become_the_latest(report, by):
    newer = make.ProgressReportFactory(
        action=report.action, reported_on=date(2026, 3, 3), state="published", public_from=make.MOMENT
    )
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    report.refresh_from_db()
    publish_report(report=report, by=by, at=AT)
    assert Action.objects.get().latest_report == newer


def test_a_report_on_a_recurring_action_moves_the_next_date(report, by):
    Action.objects.update(due=date(2026, 3, 1), next_due=date(2026, 3, 1), precision="day", recurrence="monthly")
    ProgressReport.objects.update(state="submitted")
    report = ProgressReport.objects.get()
    publish_report(report=report, by=by, at=AT)
    assert (Action.objects.get().due, Action.objects.get().next_due) == (date(2026, 3, 1), date(2026, 4, 1))
