"""Loads the demonstration as officers would: documents are read, reports are submitted and then approved."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from actions.importing import publish_document, read_file, store_file
from actions.models import Action, Lead, LeadReporter
from actions.services import correct_document
from priorities.models import Membership, Partnership, Plan, SourceDocument, User
from priorities.services import add_partnership, add_plan, give_role, save_edit, sync_groups
from sendplan.demo.boards import add_boards
from sendplan.demo.content import DemoAccount, DemoContent, DemoDocument, DemoPartnership, DemoPlan
from sendplan.demo.hands import completed, noon
from sendplan.demo.promises import play_promises
from sendplan.demo.reports import play_reports
from sendplan.demo.routemaps import play_routemaps


class NotOurs(Exception):
    """The database holds what the demonstration did not make; str() says what, without a full stop."""


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
            play_reports(
                loaded,
                content.reports[plan.slug],
                content.due_changes.get(plan.slug, []),
                content.forum_views.get(plan.slug, []),
            )
    for slug, promises in content.promises.items():
        play_promises(Plan.objects.get(slug=slug), promises)
    host = partnerships[content.partnerships[0].slug]
    add_boards(host, content.boards)
    play_routemaps(host, folder=content.routemaps, story=content.story, published_on=content.routemaps_on)
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
    return completed(partnership, asdict(content), by=by, at=at)


def _load_plan(plan: DemoPlan, *, documents: Path, partnership: Partnership, by: User) -> Plan:
    """Store what the plan's documents say and what they do not say of their plan, and publish all of it."""
    at = noon(plan.loaded_on)
    loaded = add_plan(partnership=partnership, slug=plan.slug, title=plan.title, by=by, at=at)
    columns = ("kind", "summary", "starts_on", "ends_on", "closed_on", "agreed_by", "update_cycle")
    others = {
        name: Plan.objects.get(slug=getattr(plan, name)) for name in ("supersedes", "delivers") if getattr(plan, name)
    }
    completed(loaded, {name: getattr(plan, name) for name in columns} | others, by=by, at=at)
    first, *later = plan.documents
    document = _store(first, documents=documents, plan=loaded, by=by)
    for number, plain_words in plan.priorities.items():
        completed(loaded.priorities.get(number=number), {"plain_words": plain_words}, by=by, at=at)
    for reference, plain_words in plan.actions.items():
        completed(loaded.actions.get(reference=reference), {"plain_words": plain_words}, by=by, at=at)
    for reference, earlier in plan.continues.items():
        earlier_action = Action.objects.get(plan__slug=plan.continues_plan, reference=earlier)
        completed(loaded.actions.get(reference=reference), {"continues": earlier_action}, by=by, at=at)
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
