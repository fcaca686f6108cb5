"""Who reports for which lead: people are added and taken out, each with a line in the history and in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from actions.models import Lead, LeadReporter
from priorities.models import AuditEntry, Membership, User
from priorities.permissions import REPORTING
from priorities.services import NotAllowed, keep_deleted, keep_new, record_event


def may_be_reporter(user: User, lead: Lead) -> bool:
    """Whether the person has a role in the lead's partnership in which updates are written."""
    held = Membership.objects.filter(user=user, partnership=lead.partnership_id, role__in=REPORTING)
    return user.is_active and held.exists()


@transaction.atomic
def add_reporter(*, lead: Lead, user: User, by: User, at: datetime) -> LeadReporter:
    """Let a person report for a lead; who does so already stays. Raises NotAllowed for somebody without such a role."""
    if not may_be_reporter(user, lead):
        raise NotAllowed(
            f"'{user}' has no role in {lead.partnership} in which updates are written; give them the role of an officer first."
        )
    # The lead's row is locked, so that two posts of one form add nobody twice.
    Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    known = LeadReporter.objects.filter(lead=lead, user=user).first()
    if known is not None:
        return known
    (added,) = keep_new([LeadReporter(lead=lead, user=user)], by=by, at=at)
    _log(f"'{user}' reports for the lead '{lead}' from now on.", lead=lead, by=by, at=at)
    return added


@transaction.atomic
def remove_reporter(*, reporter: LeadReporter, by: User, at: datetime) -> None:
    """Take a person from those who report for a lead. What they wrote stays theirs."""
    lead = reporter.lead
    words = f"'{reporter.user}' does not report for the lead '{lead}' any more."
    keep_deleted(reporter, by=by, at=at)
    _log(words, lead=lead, by=by, at=at)


@transaction.atomic
def set_reporters(*, lead: Lead, users: Sequence[User], by: User, at: datetime) -> None:
    """Let exactly these people report for a lead. Who does and has lost their role may stay."""
    Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    known = {reporter.user_id: reporter for reporter in lead.reporters.select_related("user", "lead")}
    wanted = {user.pk: user for user in users}
    for key, reporter in known.items():
        if key not in wanted:
            remove_reporter(reporter=reporter, by=by, at=at)
    for key, user in wanted.items():
        if key not in known:
            add_reporter(lead=lead, user=user, by=by, at=at)


def _log(words: str, *, lead: Lead, by: User, at: datetime) -> None:
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=lead)
