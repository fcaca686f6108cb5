"""A newer document that says the very same of an action reports it again; what the office said since then stands."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import comparison_as_json, comparison_in_words
from actions.models import ProgressReport
from actions.services import publish_report, submit_report
from priorities.services import save_edit
from tests.factories import office as make
from tests.integration.actions.importing.conftest import AT, LATER

FIRST = (
    "Ref\tAction\tLead\tBy when\tRAG\tProgress\n1.1\tTrain every school\tSEN team\tMar-27\tOn track\tTwo are trained.\n"
    "1.2\tPublish the local offer\tSEN team\tSep-27\t\t\n"
)
SECOND = FIRST + "1.3\tOpen a telephone line\tHealth\tJul-27\tOn track\tIt rings.\n"
DAY, LATER_DAY = date(2026, 3, 1), date(2026, 6, 1)
LINE = "reported again: 1 action is reported on in the same words; the last update becomes the date of this document"


def last_update(importing) -> tuple[date | None, str]:
    report = importing.plan.actions.get(reference="1.1").latest_report
    return report.reported_on, report.status


def test_a_newer_document_reports_again_and_says_so_first(importing):
    importing.publish(FIRST, day=DAY)
    found = importing.preview(SECOND, day=LATER_DAY)
    assert (LINE, ["1-1 'Train every school'"]) in comparison_in_words(found)
    assert comparison_as_json(found)["actions"]["reported_again"] == ["1-1"]
    assert not importing.preview(FIRST, day=LATER_DAY).is_empty
    importing.publish(SECOND, day=LATER_DAY, at=LATER)
    assert last_update(importing) == (LATER_DAY, "on_track")
    reports = ProgressReport.objects.standing().filter(action__reference="1.1").newest_first()
    assert [(report.reported_on, report.rating, report.done) for report in reports] == [
        (LATER_DAY, "On track", "Two are trained."),
        (DAY, "On track", "Two are trained."),
    ]
    assert not ProgressReport.objects.filter(action__reference="1.2").exists()


def test_an_action_worded_differently_is_reported_again_too(importing):
    importing.publish(FIRST, day=DAY)
    importing.publish(FIRST.replace("Train every", "Teach every"), day=LATER_DAY, at=LATER)
    assert last_update(importing) == (LATER_DAY, "on_track")


@pytest.mark.parametrize("day", [None, DAY, date(2026, 1, 1)])
def test_a_document_of_no_later_day_reports_nothing_again(importing, day):
    importing.publish(FIRST, day=DAY)
    importing.publish(SECOND, day=day, at=LATER)
    assert last_update(importing) == (DAY, "on_track")
    assert ProgressReport.objects.filter(action__reference="1.1").count() == 1


def test_a_report_without_a_day_is_dated_by_a_document_that_repeats_it(importing):
    importing.publish(FIRST)
    importing.publish(SECOND, day=DAY, at=LATER)
    assert last_update(importing) == (DAY, "on_track")


def test_what_the_office_reported_since_stands_and_the_row_is_a_problem(importing):
    importing.publish(FIRST, day=DAY)
    author = make.MembershipFactory(partnership=importing.plan.partnership).user
    report = ProgressReport(
        action=importing.plan.actions.get(reference="1.1"),
        reported_on=date(2026, 3, 20),
        status="at_risk",
        author=author,
        recorded_at=AT,
    )
    save_edit(record=report, by=author, at=AT)
    assert importing.preview(FIRST, day=LATER_DAY).reported_again
    submit_report(report=report, by=author, at=AT)
    publish_report(report=report, by=importing.by, at=AT)
    found = importing.preview(FIRST, day=LATER_DAY)
    assert found.reported_again == []
    assert [(problem.place, problem.message) for problem in found.problems] == [
        (
            "line 2",
            "The document repeats its last report, but the office has reported since; the office's report stands.",
        )
    ]
    importing.publish(SECOND, day=LATER_DAY, at=LATER)
    assert last_update(importing) == (date(2026, 3, 20), "at_risk")
