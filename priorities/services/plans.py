"""Writes to partnerships and plans."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from priorities.models import ContentVersion, Partnership, Plan, PriorityWords, SourceDocument, User
from priorities.services.documents import stands_in
from priorities.services.official_words import publish_words
from priorities.services.writing import NotAllowed, keep, keep_all, refuse_personal_words


@transaction.atomic
def add_partnership(*, slug: str, name: str, by: User | None, at: datetime) -> Partnership:
    """A new partnership; an administrator gives it the rest."""
    partnership = Partnership(slug=slug, name=name)
    keep(partnership, by=by, at=at)
    ContentVersion.count_up()
    return partnership


@transaction.atomic
def add_plan(*, partnership: Partnership, slug: str, title: str, by: User | None, at: datetime) -> Plan:
    """A new plan, not yet public."""
    plan = Plan(partnership=partnership, slug=slug, title=title, recorded_at=at)
    keep(plan, by=by, at=at)
    return plan


@transaction.atomic
def publish_plan(
    *,
    plan: Plan,
    by: User,
    at: datetime,
    public_from: datetime | None = None,
    document: SourceDocument | None = None,
) -> None:
    """Make a plan and its priorities public.

    `public_from` is when the public could first read it, where that was before now (an older document); it is never
    later than `at`. With a `document` it goes for what stands in that document, and everything else is public from
    `at`. Raises NotAllowed for a withdrawn plan.
    """
    if plan.state == Plan.State.WITHDRAWN:
        raise NotAllowed(f"The plan '{plan}' was withdrawn; it cannot be published again under the same address.")
    since = min(public_from or at, at)
    if plan.state == Plan.State.DRAFT:
        plan.state = Plan.State.PUBLISHED
        plan.public_from = since
        keep(plan, by=by, at=at)
    priorities = list(plan.priorities.filter(public_from=None, withdrawn_at=None).select_related("source_row"))
    for priority in priorities:
        priority.public_from = since if stands_in(document, priority.source_row) else at
    keep_all(priorities, fields=["public_from"], by=by, at=at)
    parts = [(Q(), since)] if document is None else [(Q(priority__source_row__document=document), since), (Q(), at)]
    for which, moment in parts:
        versions = PriorityWords.objects.filter(which, priority__plan=plan, priority__withdrawn_at=None)
        publish_words(versions, "priority", since=moment)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_plan(*, plan: Plan, reason: str, by: User, at: datetime, replaced_by: Plan | None = None) -> None:
    """Take a published plan from every public page; its address answers 410 and names what replaced it."""
    if plan.state != Plan.State.PUBLISHED:
        raise NotAllowed(f"The plan '{plan}' is not published, so it cannot be withdrawn.")
    if not reason.strip():
        raise NotAllowed("Say why the plan is withdrawn; the public reads the reason.")
    refuse_personal_words({"Reason": reason}, partnership_id=plan.partnership_id)
    plan.state = Plan.State.WITHDRAWN
    plan.withdrawn_reason = reason
    plan.replaced_by = replaced_by
    keep(plan, by=by, at=at, reason=reason)
    ContentVersion.count_up()
