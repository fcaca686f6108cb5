"""Writes to priorities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from priorities.models import ContentVersion, Plan, Priority, SourceDocument, SourceRow, User
from priorities.services.official_words import words_as_they_are
from priorities.services.writing import (
    NotAllowed,
    keep,
    keep_deleted,
    keep_new,
    public_texts,
    refuse_personal_words,
    texts_in_a_row,
)
from priorities.slugs import free_slug


@transaction.atomic
def add_priority(
    *,
    plan: Plan,
    number: str,
    title: str,
    official_words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    **fields,
) -> Priority:
    """A new priority of a plan, not yet public. `fields` are further columns of Priority."""
    priority = Priority(plan=plan, number=number, title=title, official_words=official_words, recorded_at=at, **fields)
    taken = set(plan.priorities.values_list("slug", flat=True))
    priority.slug = free_slug(f"{number} {title}" if number else title, taken=taken, otherwise="priority")
    if document is None:
        typed = {**public_texts(priority), "Official words": official_words, **texts_in_a_row(priority)}
        refuse_personal_words({**typed, "Address": priority.slug}, partnership_id=plan.partnership_id)
    keep(priority, by=by, at=at)
    if official_words:
        keep_new([words_as_they_are(priority, document=document, reason="", by=by, at=at)], by=by, at=at)
    ContentVersion.count_up()
    return priority


@transaction.atomic
def revise_priority(
    *,
    priority: Priority,
    columns: Mapping[str, object],
    source_row: SourceRow | None,
    document: SourceDocument,
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Change a priority as a document does, its official words with a new version; and from which row it was read.

    `columns` are number, title, order and official_words, those that change.
    """
    if priority.source_row != source_row:
        # No person edits the row, so nobody's open form is made stale by it.
        priority.source_row = source_row
        Priority.objects.filter(pk=priority.pk).update(source_row=source_row)
    if not columns:
        return
    for name, value in columns.items():
        setattr(priority, name, value)
    if "official_words" in columns:
        keep_new([words_as_they_are(priority, document=document, reason=reason, by=by, at=at)], by=by, at=at)
    keep(priority, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_priority(*, priority: Priority, by: User | None, at: datetime, reason: str = "") -> None:
    """Take a priority from the public pages. Never deleted."""
    priority.withdrawn_at = at
    keep(priority, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def delete_draft_priority(*, priority: Priority, by: User, at: datetime) -> None:
    """Delete a priority that somebody typed by mistake, with its words. Never one that was public or in a document."""
    if priority.public_from is not None or priority.source_row_id is not None:
        raise NotAllowed(f"The priority '{priority}' was public or came with a document, so it is kept; withdraw it.")
    priority.words_versions.all().delete()
    try:
        keep_deleted(priority, by=by, at=at)
    except ProtectedError:
        raise NotAllowed(f"The priority '{priority}' still has actions; move them to another priority first.") from None
    ContentVersion.count_up()
