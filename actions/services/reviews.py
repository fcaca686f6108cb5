"""Reviews of a plan: recorded by one person, published by another."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from actions.services.approving import few_children
from actions.wording import day_in_words
from priorities.models import AuditEntry, ContentVersion, Plan, PlanReview, User
from priorities.services import NotAllowed, keep, keep_deleted, public_texts, record_event, refuse_personal_words


@transaction.atomic
def record_review(
    *,
    plan: Plan,
    review: PlanReview | None,
    reviewed_on: date,
    what_changed: str,
    next_on: date | None,
    by: User,
    at: datetime,
) -> PlanReview:
    """Keep a review of a plan as a draft, a new one or one that nobody published yet.

    Raises NotAllowed where the day is still to come or before the plan began, where nothing is said of what changed, or where the next review
    is not after this one.
    """
    if review is None:
        review = PlanReview(plan=plan, recorded_at=at)
    elif review.public_from is not None:
        raise NotAllowed("This review is published, so it stays as it is; record another one.")
    if reviewed_on > timezone.localtime(at).date():
        raise NotAllowed(f"Reviewed on: {day_in_words(reviewed_on)} is still to come; give the day of the review.")
    if plan.starts_on is not None and reviewed_on < plan.starts_on:
        raise NotAllowed(
            f"Reviewed on: {day_in_words(reviewed_on)} is before the plan began, on {day_in_words(plan.starts_on)}; give the "
            "day of the review."
        )
    if not what_changed.strip():
        raise NotAllowed("What changed: empty; say what the review changed, or that nothing changed.")
    if next_on is not None and next_on <= reviewed_on:
        raise NotAllowed(f"Next review: {day_in_words(next_on)} is not after this review; give a later day or none.")
    review.reviewed_on, review.what_changed, review.next_on, review.author = reviewed_on, what_changed, next_on, by
    refuse_personal_words(public_texts(review), partnership_id=review.partnership_key, is_draft=True)
    keep(review, by=by, at=at)
    return review


@transaction.atomic
def publish_review(*, review: PlanReview, by: User, at: datetime, small_numbers_checked: bool = False) -> None:
    """Let the public read a review. Who recorded it cannot publish it.

    Raises NotAllowed where the plan is not public, and where the words count fewer than 5 children and nobody
    `small_numbers_checked` them.
    """
    if review.public_from is not None:
        raise NotAllowed("This review is published already.")
    if review.author_id == by.pk:
        raise NotAllowed("You recorded this review, so somebody else must publish it.")
    if review.plan.state != Plan.State.PUBLISHED:
        raise NotAllowed("The public cannot read this plan yet; publish it first.")
    refuse_personal_words(public_texts(review), partnership_id=review.partnership_key)
    few = few_children(review)
    if few and not small_numbers_checked:
        raise NotAllowed(
            f"'{few[0]}' counts fewer than 5 children, so a child may be recognised; tick that it may be read, or "
            "change the words."
        )
    review.public_from, review.approved_by = at, by
    keep(review, by=by, at=at)
    words = f"Published the review of {day_in_words(review.reviewed_on)} of the plan '{review.plan}'."
    words += f" Checked small numbers: {', '.join(few)}." if few else ""
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=review)
    ContentVersion.count_up()


@transaction.atomic
def delete_draft_review(*, review: PlanReview, by: User, at: datetime) -> None:
    """Delete a review that nobody published."""
    if review.public_from is not None:
        raise NotAllowed("This review is published, so it is kept.")
    keep_deleted(review, by=by, at=at)
