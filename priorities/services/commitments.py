"""Writes to the commitments of a strategy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from priorities.models import Commitment, ContentVersion, Plan, Priority, SourceDocument, SourceRow, User
from priorities.services.official_words import words_as_they_are
from priorities.services.writing import (
    NotAllowed,
    keep,
    keep_deleted,
    keep_new,
    public_texts,
    refuse_personal_words,
)
from priorities.slugs import free_slug


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """A commitment that is not stored yet. Without a priority it is a core commitment of the plan."""

    official_words: str
    priority: Priority | None = None
    plain_words: str = ""
    source_row: SourceRow | None = None


@transaction.atomic
def add_commitments(
    *,
    plan: Plan,
    new: Sequence[NewCommitment],
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
) -> list[Commitment]:
    """Add commitments below those that the plan has, in this order, not yet public.

    Raises NotAllowed where a priority is another plan's, and where a person (no `document`) leaves the words empty or
    writes what the public may not read.
    """
    last = plan.commitments.order_by("-order").values_list("order", flat=True).first()
    taken = set(plan.commitments.values_list("slug", flat=True))
    records = []
    for order, one in enumerate(new, start=0 if last is None else last + 1):
        if one.priority is not None and one.priority.plan_id != plan.pk:
            raise NotAllowed(f"The priority '{one.priority}' belongs to another plan; choose one of '{plan}'.")
        record = Commitment(
            plan=plan,
            priority=one.priority,
            order=order,
            official_words=one.official_words,
            plain_words=one.plain_words,
            source_row=one.source_row,
            recorded_at=at,
        )
        if document is None:
            _refuse_typed(record)
            _refuse_again(record)
        record.slug = free_slug(record.first_words, taken=taken, otherwise="commitment")
        taken.add(record.slug)
        records.append(record)
    keep_new(records, by=by, at=at)
    versions = [words_as_they_are(record, document=document, reason="", by=by, at=at) for record in records]
    keep_new(versions, by=by, at=at)
    ContentVersion.count_up()
    return records


def _refuse_typed(record: Commitment) -> None:
    if not record.official_words.strip():
        raise NotAllowed("Official words: empty; write the commitment as it was agreed.")
    typed = {**public_texts(record), "Official words": record.official_words}
    refuse_personal_words(typed, partnership_id=record.partnership_key)


def _refuse_again(record: Commitment) -> None:
    same = {"official_words": record.official_words, "priority": record.priority, "withdrawn_at": None}
    if record.plan.commitments.filter(**same).exists():
        raise NotAllowed("Official words: the plan has this very commitment in this place already.")


@transaction.atomic
def withdraw_commitment(*, commitment: Commitment, reason: str, by: User | None, at: datetime) -> None:
    """Take a commitment from the public pages, with the reason that they show. Never deleted.

    Raises NotAllowed without a reason, or where it holds what the public may not read.
    """
    if not reason.strip():
        raise NotAllowed("Say why the commitment is withdrawn; the public reads the reason.")
    refuse_personal_words({"Reason": reason}, partnership_id=commitment.partnership_key)
    commitment.withdrawn_at, commitment.withdrawn_reason = at, reason
    keep(commitment, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def delete_draft_commitment(*, commitment: Commitment, by: User, at: datetime) -> None:
    """Delete a commitment that somebody typed by mistake, with its words. Never one that was public or in a document."""
    if commitment.public_from is not None or commitment.source_row_id is not None:
        raise NotAllowed(
            f"The commitment '{commitment}' was public or came with a document, so it is kept; withdraw it."
        )
    commitment.words_versions.all().delete()
    keep_deleted(commitment, by=by, at=at)
    ContentVersion.count_up()
