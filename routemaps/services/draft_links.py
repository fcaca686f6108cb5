"""Unlisted links to drafts that are out for views: made until a day, ended at any time."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from priorities.models import AuditEntry, User
from priorities.services import NotAllowed, keep, keep_new, record_event, refuse_personal_words_in
from routemaps.models import DraftLink, RoutemapVersion

LONGEST = timedelta(days=92)
"""How long a link may be open at most."""


@transaction.atomic
def ask_for_views(*, version: RoutemapVersion, asks: str, until: date, by: User, at: datetime) -> DraftLink:
    """Make a link under which a version that waits can be read until a day.

    Raises NotAllowed where the version does not wait, or the day is over or more than three months away.
    """
    today = timezone.localtime(at).date()
    if version.state != RoutemapVersion.State.SUBMITTED:
        raise NotAllowed("Only a version that waits for approval can be sent out for views.")
    if not today < until <= today + LONGEST:
        raise NotAllowed("Views wanted until: give a day that is still to come and not more than three months away.")
    link = DraftLink(
        routemap_version=version,
        key=secrets.token_urlsafe(24),
        asks=asks.strip(),
        until=until,
        made_by=by,
        made_at=at,
    )
    refuse_personal_words_in([link])
    keep_new([link], by=by, at=at)
    words = f"Sent '{version.routemap}' out for views until {until}."
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=version)
    return link


@transaction.atomic
def end_views(*, link: DraftLink, by: User, at: datetime) -> None:
    """Close a link before its day. Raises NotAllowed where it was ended already."""
    if link.ended_at is not None:
        raise NotAllowed("This link was ended already.")
    link.ended_at = at
    keep(link, by=by, at=at)
    words = f"Ended a link to the draft of '{link.routemap_version.routemap}'."
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=link.routemap_version)
