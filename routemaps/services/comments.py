"""Writes to comments: sent by anybody, answered by staff, published by a second person, or emptied."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from priorities.models import AuditEntry, ContentVersion, Partnership, User
from priorities.services import (
    NotAllowed,
    keep,
    keep_all,
    keep_deleted,
    keep_new,
    queue_message,
    record_event,
    refuse_personal_words_in,
)
from routemaps.models import Comment, CommentDesk, Response

AT_MOST = 4000
"""Characters that a comment may have."""

IN_AN_HOUR = 30
"""Comments that one partnership takes in an hour: more is a machine."""

ADDRESS_KEPT = timedelta(days=183)
"""How long an address for an answer is kept where nobody answered."""


class TooMany(NotAllowed):
    """More comments came in the last hour than people write."""


@transaction.atomic
def send_comment(
    *,
    partnership: Partnership,
    about: str,
    words: str,
    page: str = "",
    helpful: str = "",
    email: str = "",
    by: User | None,
    at: datetime,
) -> Comment:
    """Keep what somebody sent; staff read it, the public does not. `by` is None: nobody signs in to comment.

    `page` is a path of this site, or "". Raises NotAllowed, in a sentence for whoever sent it, where nothing was said, where
    it is too long, or where the address is none; TooMany where more came than people write. The same once more within an hour is
    kept once.
    """
    words, email = words.strip(), email.strip()
    if not words and not (about == Comment.About.PAGE and helpful):
        raise NotAllowed("Write what you want to tell us.")
    if len(words) > AT_MOST:
        raise NotAllowed(
            f"You wrote {len(words)} characters and {AT_MOST} fit. Make it shorter, or send it in two parts."
        )
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise NotAllowed("This is no email address. Write it as name@example.org, or leave it empty.") from None
    recent = Comment.objects.filter(partnership=partnership, sent_at__gt=at - timedelta(hours=1))
    sent = {
        "about": about,
        "page": page if page.startswith("/") else "",
        "helpful": helpful if helpful in Comment.Helpful.values else "",
        "words": words,
        "email": email,
    }
    # Somebody who presses the button twice says it once.
    again = recent.filter(**sent).first() if words else None
    if again is not None:
        return again
    if recent.count() >= IN_AN_HOUR:
        raise TooMany("Many comments came in this hour. Please try again in an hour. Nothing was sent.")
    comment = Comment(partnership=partnership, sent_at=at, **sent)
    keep_new([comment], by=by, at=at)
    return comment


@transaction.atomic
def answer_comment(*, comment: Comment, shown_words: str, words: str, did: str, by: User, at: datetime) -> Response:
    """Write what the public will read: the comment without anything that identifies, the answer, and what is done.

    Raises NotAllowed where a text is empty, where it holds what is held back, and where the comment was decided on.
    """
    if comment.state != Comment.State.WAITING:
        raise NotAllowed("This comment was decided on already, so its answer is not written again.")
    for label, text in (("The comment", shown_words), ("What we answer", words), ("What we did", did)):
        if not text.strip():
            raise NotAllowed(f"{label}: empty. A comment is only published with its answer and what was done.")
    comment.shown_words = shown_words.strip()
    response = getattr(comment, "response", None) or Response(comment=comment)
    response.words, response.did, response.author, response.written_at = words.strip(), did.strip(), by, at
    refuse_personal_words_in([comment, response])
    keep(comment, by=by, at=at)
    keep(response, by=by, at=at)
    return response


@transaction.atomic
def publish_comment(*, comment: Comment, by: User | None, at: datetime) -> None:
    """Let the public read a comment with its answer. Who wrote the answer cannot publish it; the address is emptied.

    Raises NotAllowed where it has no answer, or was decided on already.
    """
    response = getattr(comment, "response", None)
    if comment.state != Comment.State.WAITING or response is None:
        raise NotAllowed("Only a comment that waits and has an answer can be published.")
    if by is not None and response.author_id == by.pk:
        raise NotAllowed("You wrote this answer, so somebody else must publish it.")
    refuse_personal_words_in([comment, response])
    response.approved_by = by
    keep(response, by=by, at=at)
    comment.state, comment.public_from, comment.email = Comment.State.PUBLISHED, at, ""
    comment.decided_at, comment.decided_by = at, by
    keep(comment, by=by, at=at)
    record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=f"Published: {comment}.", record=comment)
    ContentVersion.count_up()


@transaction.atomic
def reject_comment(*, comment: Comment, why: str, by: User, at: datetime) -> None:
    """Do not publish a comment, or take a published one back. What was sent is emptied at once, with the address.

    A safeguarding concern is no comment to throw away: `release_comment` comes first.
    """
    if comment.state not in (Comment.State.WAITING, Comment.State.PUBLISHED):
        raise NotAllowed("This comment was decided on already.")
    if why not in Comment.Why.values:
        raise NotAllowed("Choose why it is not published.")
    response = getattr(comment, "response", None)
    if response is not None:
        keep_deleted(response, by=by, at=at)
    comment.state, comment.why_rejected = Comment.State.REJECTED, why
    comment.words = comment.email = comment.shown_words = ""
    comment.public_from = None
    comment.decided_at, comment.decided_by = at, by
    keep(comment, by=by, at=at)
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=f"Not published: {comment}.", record=comment)
    ContentVersion.count_up()


@transaction.atomic
def release_comment(*, comment: Comment, by: User, at: datetime) -> None:
    """Say that a comment is no safeguarding concern after all: it waits again. Not by who marked it."""
    if comment.state != Comment.State.SAFEGUARDING:
        raise NotAllowed("Only a comment that is marked as a safeguarding concern can wait again.")
    if comment.decided_by_id == by.pk:
        raise NotAllowed("You marked it, so somebody else must say that it is no concern.")
    comment.state, comment.decided_at, comment.decided_by = Comment.State.WAITING, None, None
    keep(comment, by=by, at=at)
    words = f"No safeguarding concern after all: {comment}."
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=comment)


@transaction.atomic
def raise_safeguarding(*, comment: Comment, by: User, at: datetime) -> bool:
    """Mark a comment as a safeguarding concern: it can no longer be published, and the duty contact is told.

    The message holds a link and nothing of what was sent. Says whether a message is on its way: not where no duty contact
    with an address is named.
    """
    if comment.state != Comment.State.WAITING:
        raise NotAllowed("This comment was decided on already.")
    comment.state, comment.decided_at, comment.decided_by = Comment.State.SAFEGUARDING, at, by
    comment.shown_words = ""
    keep(comment, by=by, at=at)
    words = f"Marked as a safeguarding concern: {comment}."
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=comment)
    desk = CommentDesk.objects.select_related("duty").filter(partnership=comment.partnership_id).first()
    if desk is None or desk.duty is None:
        return False
    message = queue_message(
        key=f"safeguarding-{comment.pk}",
        to=desk.duty,
        subject="A comment may be about a child in danger",
        body=(
            "Somebody who looks after comments marked one as a safeguarding concern.\n\n"
            f"Sign in and read comment number {comment.pk} under Comments now. This message holds nothing of it.\n"
        ),
        at=at,
    )
    return message is not None


def addresses_to_empty(*, at: datetime):
    """Comments whose address for an answer was kept long enough."""
    return Comment.objects.exclude(email="").filter(
        Q(sent_at__lt=at - ADDRESS_KEPT) | ~Q(state__in=[Comment.State.WAITING, Comment.State.SAFEGUARDING])
    )


@transaction.atomic
def empty_addresses(*, by: User | None, at: datetime) -> int:
    """Empty the addresses that were kept long enough; how many. Called by `manage.py purge`."""
    old = list(addresses_to_empty(at=at))
    number = len(old)
    for comment in old:
        comment.email = ""
    keep_all(old, fields=["email"], by=by, at=at)
    if number:
        words = f"Purged addresses for an answer to comments: {number}."
        record_event(kind=AuditEntry.Kind.PURGED, by=by, at=at, words=words)
    return number
