"""What a round says of a recommendation: drafted, submitted, published by somebody else, corrected by a new version."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from actions.services.approving import few_children
from priorities.models import (
    SECTIONS,
    AuditEntry,
    ContentVersion,
    EditConflict,
    Recommendation,
    RecommendationUpdate,
    SourceDocument,
    UpdateRound,
    User,
)
from priorities.services import NotAllowed, keep, public_texts, record_event, refuse_personal_words

_MARK = re.compile(r"^\s*(?:[•▪◦‣●○■□➢✓✔·\uf0b7]\s*|[-–—*]\s+)")
_OPEN = frozenset({RecommendationUpdate.State.DRAFT, RecommendationUpdate.State.RETURNED})


def as_points(words: str) -> str:
    """What somebody typed or pasted, as points: one a line, without blank lines, and without bullets before them."""
    return "\n".join(line for line in (_MARK.sub("", line).strip() for line in words.splitlines()) if line)


@transaction.atomic
def save_update(
    *,
    update_round: UpdateRound,
    recommendation: Recommendation,
    update: RecommendationUpdate | None,
    sections: Mapping[str, str],
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
) -> RecommendationUpdate:
    """Keep what a round says of a recommendation as a draft. `sections` are points, one a line, by their meaning.

    A meaning that is not given keeps its points. Raises EditConflict where another update of this round on this
    recommendation was begun, NotAllowed where nothing may be written, ValueError for an unknown meaning.
    """
    unknown = sections.keys() - SECTIONS.keys()
    if unknown:
        raise ValueError(f"No section of an update means {sorted(unknown)}.")
    if update_round.plan_id != recommendation.plan_id:
        raise NotAllowed(
            f"The round '{update_round}' belongs to another plan than recommendation {recommendation.number}."
        )
    if update is None:
        update = RecommendationUpdate(
            update_round=update_round, recommendation=recommendation, document=document, recorded_at=at
        )
    elif update.state not in _OPEN:
        raise NotAllowed(
            "Only a draft or a returned update can be changed; correct a published one with a new version."
        )
    for meaning, words in sections.items():
        setattr(update, meaning, as_points(words))
    # What a document says nobody here wrote, so whoever brought it in may publish it with its plan.
    update.author = by if document is None else None
    if document is None:
        refuse_personal_words(public_texts(update), partnership_id=update.partnership_key, is_draft=True)
    try:
        with transaction.atomic():
            keep(update, by=by, at=at)
    except IntegrityError:
        raise EditConflict(
            f"An update of '{update_round}' on recommendation {recommendation.number} was begun a moment ago."
        ) from None
    return update


@transaction.atomic
def take_updates(
    *,
    update_round: UpdateRound,
    said: Mapping[Recommendation, Mapping[str, str]],
    document: SourceDocument,
    reason: str,
    by: User | None,
    at: datetime,
) -> None:
    """Keep what a document's round says of recommendations as drafts, which are published with the document.

    `said` gives every section. A draft takes the new points; of a published update a draft is made that corrects it, and
    the public reads `reason` as what it corrects. Nobody here wrote it, so whoever brought it in may publish it.
    """
    for recommendation, sections in said.items():
        points = {meaning: as_points(sections.get(meaning, "")) for meaning in SECTIONS}
        versions = RecommendationUpdate.objects.filter(update_round=update_round, recommendation=recommendation)
        newest = versions.order_by("-pk").first()
        if newest is None or newest.state == RecommendationUpdate.State.PUBLISHED:
            update = RecommendationUpdate(
                update_round=update_round,
                recommendation=recommendation,
                corrects=newest,
                corrects_what=_what_is_corrected(newest, points, reason) if newest is not None else "",
                recorded_at=at,
            )
        else:
            update = newest
        update.document, update.author = document, None
        update.state = RecommendationUpdate.State.DRAFT
        for meaning, words in points.items():
            setattr(update, meaning, words)
        keep(update, by=by, at=at)


def _what_is_corrected(before: RecommendationUpdate, points: Mapping[str, str], reason: str) -> str:
    """ "As in 'October update' of 1 May 2026. Changed: What we have done, Next steps."."""
    labels = [
        before.update_round.label_of(meaning) for meaning in SECTIONS if getattr(before, meaning) != points[meaning]
    ]
    most = RecommendationUpdate._meta.get_field("corrects_what").max_length
    words = f"{reason} Changed: {', '.join(labels)}."
    return words if len(words) <= most else reason


@transaction.atomic
def correct_update(*, update: RecommendationUpdate, what: str, by: User, at: datetime) -> RecommendationUpdate:
    """A draft that begins with the words of a published update and will stand in its place; `what` says what was wrong.

    Raises NotAllowed without `what` and where the update is not published, EditConflict where it is being corrected.
    """
    if update.state != RecommendationUpdate.State.PUBLISHED:
        raise NotAllowed("Only a published update is corrected; change this one.")
    if not what.strip():
        raise NotAllowed("Say what the correction puts right; the public reads it.")
    correction = RecommendationUpdate(
        update_round=update.update_round,
        recommendation=update.recommendation,
        corrects=update,
        corrects_what=what,
        author=by,
        recorded_at=at,
        **{meaning: getattr(update, meaning) for meaning in SECTIONS},
    )
    refuse_personal_words(public_texts(correction), partnership_id=correction.partnership_key, is_draft=True)
    try:
        with transaction.atomic():
            keep(correction, by=by, at=at)
    except IntegrityError:
        raise EditConflict(f"The update '{update}' is being corrected already.") from None
    return correction


@transaction.atomic
def submit_update(*, update: RecommendationUpdate, by: User, at: datetime) -> None:
    """Hand an update to the approvers. Raises NotAllowed where it says nothing or what the public may not read."""
    if update.state not in _OPEN:
        raise NotAllowed("Only a draft or a returned update can be submitted.")
    if not any(getattr(update, meaning) for meaning in SECTIONS):
        raise NotAllowed("Every section is empty: write at least one point before you submit it.")
    refuse_personal_words(public_texts(update), partnership_id=update.partnership_key)
    update.state, update.submitted_at = RecommendationUpdate.State.SUBMITTED, at
    keep(update, by=by, at=at)


def _refuse_to_decide(update: RecommendationUpdate, what: str, *, by: User) -> None:
    if update.state != RecommendationUpdate.State.SUBMITTED:
        raise NotAllowed(f"Only a submitted update can be {what}.")
    if update.author_id == by.pk:
        raise NotAllowed("You wrote this update, so somebody else must approve it.")


@transaction.atomic
def return_update(*, update: RecommendationUpdate, reason: str, by: User, at: datetime) -> None:
    """Send a submitted update back to its author with a reason."""
    _refuse_to_decide(update, "returned", by=by)
    if not reason.strip():
        raise NotAllowed("Say why the update is returned.")
    update.state, update.returned_reason = RecommendationUpdate.State.RETURNED, reason
    keep(update, by=by, at=at, reason=reason)
    words = f"Returned what '{update.update_round}' says on recommendation {update.recommendation.number}: {reason}"
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=update)


@transaction.atomic
def publish_updates(
    *,
    updates: Sequence[RecommendationUpdate],
    by: User,
    at: datetime,
    public_from: datetime | None = None,
    small_numbers_checked: bool = False,
) -> None:
    """Let the public read what a round says: all of these updates, or none. From then on they are frozen.

    `public_from` may be earlier than `at` for what the public could read elsewhere before. Raises NotAllowed, naming the
    recommendation, where one is not submitted, is the approver's own, stands on what the public cannot read, or counts
    fewer than 5 children and nobody `small_numbers_checked` it.
    """
    if not updates:
        raise NotAllowed("Nothing waits in this round, so nothing was published.")
    for update in updates:
        try:
            _publish(update, by=by, at=at, since=min(public_from or at, at), checked=small_numbers_checked)
        except NotAllowed as refusal:
            raise NotAllowed(f"Recommendation {update.recommendation.number}: {refusal}") from None
    ContentVersion.count_up()


def _publish(update: RecommendationUpdate, *, by: User, at: datetime, since: datetime, checked: bool) -> None:
    _refuse_to_decide(update, "published", by=by)
    if update.recommendation.withdrawn_at is not None:
        raise NotAllowed("It was withdrawn from the public, so nothing is published on it; return the update.")
    if update.recommendation.public_from is None:
        raise NotAllowed("The public cannot read this recommendation yet; publish its plan first.")
    refuse_personal_words(public_texts(update), partnership_id=update.partnership_key)
    few = few_children(update)
    if few and not checked:
        raise NotAllowed(
            f"'{few[0]}' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or "
            "return the update."
        )
    update.state, update.approved_at, update.approved_by = RecommendationUpdate.State.PUBLISHED, at, by
    update.public_from = since
    keep(update, by=by, at=at)
    said = [f"Published what '{update.update_round}' says on recommendation {update.recommendation.number}."]
    if update.corrects_id:
        said.append(f"It corrects an earlier version: {update.corrects_what}")
    if few:
        said.append(f"Checked small numbers: {', '.join(few)}.")
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=" ".join(said), record=update)
