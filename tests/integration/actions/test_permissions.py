"""Who may write, discard and decide a progress report."""

from __future__ import annotations

import pytest

from actions.permissions import may_decide_report, may_discard_report, may_write_report
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "submitted_at", "expected"),
    [
        #                             write  discard decide
        ("draft", None, (True, True, False)),
        ("draft", make.MOMENT, (True, False, False)),
        ("returned", make.MOMENT, (True, False, False)),
        ("submitted", make.MOMENT, (False, False, False)),
        ("published", make.MOMENT, (False, False, False)),
    ],
)
def test_the_author_writes_until_it_is_submitted_and_never_decides(state, submitted_at, expected):
    report = make.ProgressReportFactory.build(
        state=state, submitted_at=submitted_at, action=make.ActionFactory(), author=None
    )
    author = make.MembershipFactory(partnership=report.action.plan.partnership, role="approver").user
    report.author = author
    rules = (may_write_report, may_discard_report, may_decide_report)
    assert tuple(rule(author, report) for rule in rules) == expected


@pytest.mark.parametrize(
    ("role", "decides"),
    [
        ("officer", False),
        ("editor", False),
        ("forum", False),
        ("board", False),
        ("approver", True),
        ("administrator", True),
    ],
)
def test_another_decides_if_they_approve_for_the_partnership(role, decides):
    report = make.ProgressReportFactory(author=make.UserFactory())
    here = make.MembershipFactory(partnership=report.action.plan.partnership, role=role).user
    elsewhere = make.MembershipFactory(role=role).user
    assert may_decide_report(here, report) is decides
    assert may_decide_report(elsewhere, report) is False
    assert may_write_report(here, report) is False


def test_nobody_writes_a_report_that_came_with_a_document():
    report = make.ProgressReportFactory(author=None)
    assert may_write_report(make.UserFactory(is_superuser=True), report) is False


def test_an_author_whose_role_was_taken_away_writes_no_more():
    report = make.ProgressReportFactory(author=make.UserFactory())
    assert may_write_report(report.author, report) is False
