"""Writes to plans and priorities. Verbs with `by=`: each leaves who and when, and makes kept public pages stale.

`at` is the moment of the write; views, the admin and commands pass it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from priorities.held_back import Objections
from priorities.models import (
    ContentVersion,
    HeldBack,
    Plan,
    Priority,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    User,
    Versioned,
)
from priorities.slugs import free_slug

EMPTIED = "Official words: empty; write the words as they stand in the document, or withdraw the {}."


class NotAllowed(Exception):
    """The person may not do this, or the record is in no state for it; str() is one sentence for them."""


def refuse_personal_words(texts: Mapping[str, str], *, partnership_id: int | None, but: HeldBack | None = None) -> None:
    """Raise NotAllowed where words for the public hold what is held back, an address or a number of a person.

    `texts` are keyed by the words for their places ("Plain words"), `but` is a value that is decided just now.
    """
    if any(texts.values()):
        objection = Objections(partnership_id, but=but).first(texts)
        if objection:
            raise NotAllowed(objection)


def public_texts(record: Versioned) -> dict[str, str]:
    """What people type into a record for the public, by the words for each field."""
    fields = [record._meta.get_field(name) for name in record.PUBLIC_TEXTS]
    return {str(field.verbose_name).capitalize(): getattr(record, field.name) for field in fields}


@transaction.atomic
def publish_plan(*, plan: Plan, by: User, at: datetime, public_from: datetime | None = None) -> None:
    """Make a plan and its priorities public.

    `public_from` is when the public could first read it, where that was before now (an older document); it is never
    later than `at`. Raises NotAllowed for a withdrawn plan.
    """
    if plan.state == Plan.State.WITHDRAWN:
        raise NotAllowed(f"The plan '{plan}' was withdrawn; it cannot be published again under the same address.")
    since = min(public_from or at, at)
    if plan.state == Plan.State.DRAFT:
        plan.state = Plan.State.PUBLISHED
        plan.public_from = since
        plan.save()
    for priority in plan.priorities.filter(public_from=None, withdrawn_at=None):
        priority.public_from = since
        priority.save()
    PriorityWords.objects.filter(priority__plan=plan, public_from=None).update(public_from=since)
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
    plan.save()
    ContentVersion.count_up()


@transaction.atomic
def add_priority(
    *, plan: Plan, number: str, title: str, official_words: str, by: User | None, at: datetime, **fields
) -> Priority:
    """A new priority of a plan, not yet public."""
    priority = Priority(plan=plan, number=number, title=title, recorded_at=at, **fields)
    refuse_personal_words(
        {**public_texts(priority), "Official words": official_words}, partnership_id=plan.partnership_id
    )
    taken = set(plan.priorities.values_list("slug", flat=True))
    priority.slug = free_slug(f"{number} {title}" if number else title, taken=taken, otherwise="priority")
    priority.save()
    agree_priority_words(priority=priority, words=official_words, by=by, at=at)
    return priority


@transaction.atomic
def agree_priority_words(
    *,
    priority: Priority,
    words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    reason: str = "",
) -> None:
    """Record newly agreed official words of a priority; the earlier ones stay in its versions.

    Raises NotAllowed where a person (no `document`) empties them or writes what the public may not read.
    """
    if words == priority.official_words:
        return
    if document is None:
        if priority.official_words.strip() and not words.strip():
            raise NotAllowed(EMPTIED.format("priority"))
        refuse_personal_words({"Official words": words, "Reason": reason}, partnership_id=priority.plan.partnership_id)
    PriorityWords.objects.create(
        priority=priority,
        words=words,
        reason=reason,
        document=document,
        recorded_at=at,
        recorded_by=by,
        public_from=at if priority.public_from else None,
    )
    priority.official_words = words
    priority.save()
    ContentVersion.count_up()


@transaction.atomic
def withdraw_priority(*, priority: Priority, by: User, at: datetime) -> None:
    """Take a priority from the public pages. Never deleted."""
    priority.withdrawn_at = at
    priority.save()
    ContentVersion.count_up()


def decide_held_back(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Keep the role that stands for a name from now on. The texts are changed by actions.services."""
    refuse_personal_words(
        {"Words for the public": public_words}, partnership_id=held_back.plan.partnership_id, but=held_back
    )
    held_back.public_words = public_words.strip()
    held_back.decided_at = at
    held_back.decided_by = by
    held_back.save()


@transaction.atomic
def save_edit(*, record: Model, by: User) -> None:
    """Keep an edit of fields that have no verb of their own; kept public pages are stale from then on.

    Raises EditConflict where somebody saved the same record since it was read, NotAllowed where words for the public
    hold what is held back, an address or a number of a person.
    """
    if isinstance(record, Versioned) and record.PUBLIC_TEXTS:
        refuse_personal_words(public_texts(record), partnership_id=record.partnership_key)
    record._history_user = by
    record.save()
    ContentVersion.count_up()


@transaction.atomic
def settle_problems(*, problems: QuerySet[ReadingProblem], by: User, at: datetime) -> int:
    """Mark reading problems as settled; how many were still open. Those settled before keep who and when."""
    return problems.filter(settled_at=None).update(settled_at=at, settled_by=by)
