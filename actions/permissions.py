"""Who may do what with a progress report. Rules on partnerships stand in priorities.permissions.

A report's words are its author's: nobody else edits them, so that whoever approves a report has not written
it.
"""

from __future__ import annotations

from actions.models import ProgressReport
from priorities.models import User
from priorities.permissions import may_approve, may_edit

OPEN = frozenset({ProgressReport.State.DRAFT, ProgressReport.State.RETURNED})
"""States in which the author may still change the words."""


def may_write_report(user: User, report: ProgressReport) -> bool:
    """Change or submit it: its author, until it is submitted, and again after it was returned."""
    return (
        report.state in OPEN
        and report.author_id is not None
        and report.author_id == user.pk
        and may_edit(user, report.action.plan.partnership_id)
    )


def may_discard_report(user: User, report: ProgressReport) -> bool:
    """Only a draft that nobody else was ever asked to read."""
    return report.state == ProgressReport.State.DRAFT and not report.submitted_at and may_write_report(user, report)


def may_decide_report(user: User, report: ProgressReport) -> bool:
    """Publish or return it: an approver of the partnership who did not write it."""
    return report.author_id != user.pk and may_approve(user, report.action.plan.partnership_id)
