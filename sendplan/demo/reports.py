"""What happened to a plan's actions after it was published: reports, approvals, moved dates, views of the forum."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from actions.models import ForumView, ProgressReport
from actions.services import (
    change_due_date,
    publish_report,
    publish_view,
    return_report,
    save_view,
    submit_report,
    submit_view,
)
from actions.timescales import read_timescale
from priorities.models import Membership, Plan
from priorities.services import save_edit
from sendplan.demo.content import DemoDueChange, DemoForumView, DemoReport
from sendplan.demo.hands import holder, in_order, noon


def play_reports(
    plan: Plan, reports: list[DemoReport], due_changes: list[DemoDueChange], forum_views: list[DemoForumView]
) -> None:
    """Everything that officers, approvers and the forum did, on the days on which they did it."""
    _Playback(plan).play(reports, due_changes, forum_views)


class _Playback:
    """What happened to a plan's actions after it was published: reports, approvals, moved dates."""

    def __init__(self, plan: Plan) -> None:
        self.officer = holder(plan, Membership.Role.OFFICER)
        self.approver = holder(plan, Membership.Role.APPROVER)
        self.forum = holder(plan, Membership.Role.FORUM)
        # One object for each action throughout: a second one would be refused as an older version.
        self.actions = {action.reference: action for action in plan.actions.select_related("plan")}
        self.written: dict[tuple[str, date], ProgressReport] = {}
        self.said: dict[tuple[str, date], ForumView] = {}

    def play(
        self, reports: list[DemoReport], due_changes: list[DemoDueChange], forum_views: list[DemoForumView]
    ) -> None:
        """Everything in the order in which it happened."""
        steps: list[tuple[date, Callable[[], object]]] = []
        for report in reports:
            steps.append((report.reported_on, partial(self.write, report)))
            if report.approved_on is not None:
                steps.append((report.approved_on, partial(self.approve, report)))
            if report.returned_on is not None:
                steps.append((report.returned_on, partial(self.send_back, report)))
        for change in due_changes:
            steps.append((change.changed_on, partial(self.move, change)))
        for view in forum_views:
            steps.append((view.said_on, partial(self.say, view)))
            if view.published_on is not None:
                steps.append((view.published_on, partial(self.publish, view)))
        in_order(steps)

    def write(self, report: DemoReport) -> None:
        at = noon(report.reported_on)
        row = ProgressReport(
            action=self.actions[report.reference],
            reported_on=report.reported_on,
            status=report.status or "",
            done=report.done,
            difference=report.difference,
            how_we_know=report.how_we_know,
            next_step=report.next_step,
            next_step_on=report.next_step_on,
            evidence=report.evidence,
            evidence_on=report.evidence_on,
            decision_asked=report.decision_asked,
            reason=report.reason,
            corrects=self.written[report.reference, report.corrects] if report.corrects else None,
            corrects_what=report.corrects_what,
            author=self.officer,
            recorded_at=at,
        )
        save_edit(record=row, by=self.officer, at=at)
        self.written[report.reference, report.reported_on] = row
        if report.state != ProgressReport.State.DRAFT:
            submit_report(report=row, by=self.officer, at=at)

    def approve(self, report: DemoReport) -> None:
        row = self.written[report.reference, report.reported_on]
        # Its children are invented, so nobody is recognised by how few they are.
        publish_report(report=row, by=self.approver, at=noon(report.approved_on), small_numbers_checked=True)

    def send_back(self, report: DemoReport) -> None:
        row = self.written[report.reference, report.reported_on]
        at = noon(report.returned_on)
        return_report(report=row, reason=report.returned_reason, by=self.approver, at=at)

    def say(self, view: DemoForumView) -> None:
        report, at = self.written[view.reference, view.reported_on], noon(view.said_on)
        said = save_view(report=report, view=None, words=view.words, by=self.forum, at=at)
        submit_view(view=said, by=self.forum, at=at)
        self.said[view.reference, view.reported_on] = said

    def publish(self, view: DemoForumView) -> None:
        said = self.said[view.reference, view.reported_on]
        publish_view(view=said, by=self.approver, at=noon(view.published_on))

    def move(self, change: DemoDueChange) -> None:
        change_due_date(
            action=self.actions[change.reference],
            timescale=read_timescale(change.timescale, document_date=change.changed_on),
            reason=change.reason,
            agreed_by=change.agreed_by,
            changed_on=change.changed_on,
            by=self.officer,
            at=noon(change.changed_on),
        )
