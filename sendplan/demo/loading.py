"""Loads the demonstration as officers would: documents are read, reports are submitted and then approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TypeVar

from django.db import connection, transaction
from django.utils import timezone

from actions.importing import publish_document, read_file, store_file
from actions.models import ForumView, Lead, LeadReporter, ProgressReport
from actions.services import (
    change_due_date,
    correct_document,
    publish_report,
    publish_view,
    return_report,
    save_view,
    submit_report,
    submit_view,
)
from actions.timescales import read_timescale
from priorities.models import Membership, Partnership, Plan, SourceDocument, User, Versioned
from priorities.services import add_partnership, add_plan, give_role, save_edit, sync_groups
from sendplan.demo.content import (
    DemoAccount,
    DemoContent,
    DemoDocument,
    DemoDueChange,
    DemoForumView,
    DemoPartnership,
    DemoPlan,
    DemoReport,
)

Record = TypeVar("Record", bound=Versioned)


class NotOurs(Exception):
    """The database holds what the demonstration did not make; str() says what, without a full stop."""


def noon(day: date) -> datetime:
    """Midday in London: the hour at which everything in the demonstration happens."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def is_loaded(content: DemoContent) -> bool:
    """Whether the demonstration is there. Raises NotOurs where anything else is.

    What somebody added in the demonstration itself is kept with it. Needs no migrated database: it may be empty, or
    older than the code.
    """
    tables = set(connection.introspection.table_names())
    if Partnership._meta.db_table not in tables:
        return False
    if Partnership.objects.filter(slug=content.partnerships[0].slug, is_invented=True).exists():
        return True
    for what, model, column in (("partnership", Partnership, "slug"), ("account", User, "username")):
        found = model.objects.order_by(column).values_list(column, flat=True).first()
        if found is not None:
            raise NotOurs(f"The database has the {what} '{found}', which the demonstration did not make")
    return False


@transaction.atomic
def load(content: DemoContent) -> None:
    """Build the whole demonstration in a migrated database without partnerships and accounts, or nothing."""
    at = noon(min(plan.loaded_on for plan in content.plans))
    sync_groups(at=at)
    accounts = {account.username: _add_account(account) for account in content.accounts}
    administrator = next(user for user in accounts.values() if user.is_superuser)
    partnerships = {one.slug: _add_partnership(one, by=administrator, at=at) for one in content.partnerships}
    for account in content.accounts:
        if account.role:
            user, partnership = accounts[account.username], partnerships[account.partnership]
            give_role(user=user, partnership=partnership, role=account.role, by=administrator, at=at)
    for plan in content.plans:
        partnership = partnerships[plan.partnership]
        approver = partnership.memberships.filter(role=Membership.Role.APPROVER).first()
        by = approver.user if approver else administrator
        loaded = _load_plan(plan, documents=content.documents, partnership=partnership, by=by)
        if plan.slug in content.reports:
            playback = _Playback(loaded)
            playback.play(
                content.reports[plan.slug],
                content.due_changes.get(plan.slug, []),
                content.forum_views.get(plan.slug, []),
            )
    for account in content.accounts:
        _link_to_leads(account, accounts[account.username], by=administrator, at=at)


def _link_to_leads(account: DemoAccount, user: User, *, by: User, at: datetime) -> None:
    for name in account.reports_for:
        lead = Lead.objects.get(partnership__slug=account.partnership, name=name)
        save_edit(record=LeadReporter(lead=lead, user=user), by=by, at=at)


def _add_account(account: DemoAccount) -> User:
    return User.objects.create_user(
        username=account.username,
        password=account.password,
        email=account.email,
        job_title=account.job_title,
        is_staff=True,
        is_superuser=account.superuser,
    )


def _add_partnership(content: DemoPartnership, *, by: User, at: datetime) -> Partnership:
    partnership = add_partnership(slug=content.slug, name=content.name, by=by, at=at)
    return _completed(partnership, asdict(content), by=by, at=at)


def _completed(record: Record, columns: Mapping[str, object], *, by: User, at: datetime) -> Record:
    """The record with these columns, as somebody fills in the office's form."""
    for name, value in columns.items():
        setattr(record, name, value)
    save_edit(record=record, by=by, at=at)
    return record


def _load_plan(plan: DemoPlan, *, documents: Path, partnership: Partnership, by: User) -> Plan:
    """Store what the plan's documents say and what they do not say of their plan, and publish all of it."""
    at = noon(plan.loaded_on)
    loaded = add_plan(partnership=partnership, slug=plan.slug, title=plan.title, by=by, at=at)
    columns = ("kind", "summary", "starts_on", "ends_on", "closed_on", "agreed_by", "update_cycle")
    before = Plan.objects.get(slug=plan.supersedes) if plan.supersedes else None
    _completed(loaded, {name: getattr(plan, name) for name in columns} | {"supersedes": before}, by=by, at=at)
    first, *later = plan.documents
    document = _store(first, documents=documents, plan=loaded, by=by)
    for number, plain_words in plan.priorities.items():
        _completed(loaded.priorities.get(number=number), {"plain_words": plain_words}, by=by, at=at)
    for reference, earlier in plan.continues.items():
        earlier_action = loaded.supersedes.actions.get(reference=earlier)
        _completed(loaded.actions.get(reference=reference), {"continues": earlier_action}, by=by, at=at)
    publish_document(document=document, by=by, at=at)
    for one in later:
        publish_document(document=_store(one, documents=documents, plan=loaded, by=by), by=by, at=noon(one.loaded_on))
    loaded.refresh_from_db()
    return loaded


def _store(content: DemoDocument, *, documents: Path, plan: Plan, by: User) -> SourceDocument:
    """The document, read and stored under the title that the demonstration gives it."""
    at = noon(content.loaded_on)
    file = read_file(
        documents / content.file,
        document_date=content.dated,
        date_precision=content.date_precision,
        plan=plan,
        kind=content.kind,
        round_title=content.round_title,
    )
    document = store_file(file, plan=plan, by=by, at=at).document
    if document.title != content.title:
        correct_document(
            document=document,
            title=content.title,
            document_date=document.document_date,
            date_precision=content.date_precision,
            reason="The title as the demonstration gives it.",
            by=by,
            at=at,
        )
    return document


class _Playback:
    """What happened to a plan's actions after it was published: reports, approvals, moved dates."""

    def __init__(self, plan: Plan) -> None:
        self.officer = _holder(plan, Membership.Role.OFFICER)
        self.approver = _holder(plan, Membership.Role.APPROVER)
        self.forum = _holder(plan, Membership.Role.FORUM)
        # One object for each action throughout: a second one would be refused as an older version.
        self.actions = {action.reference: action for action in plan.actions.select_related("plan")}
        self.written: dict[tuple[str, date], ProgressReport] = {}
        self.said: dict[tuple[str, date], ForumView] = {}

    def play(
        self, reports: list[DemoReport], due_changes: list[DemoDueChange], forum_views: list[DemoForumView]
    ) -> None:
        """Everything in the order in which it happened."""
        steps: list[tuple[date, Callable[[], None]]] = []
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
        for _, step in sorted(steps, key=lambda dated: dated[0]):
            step()

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


def _holder(plan: Plan, role: Membership.Role) -> User:
    """The account that has the role in the plan's partnership."""
    return User.objects.get(memberships__partnership=plan.partnership, memberships__role=role)
