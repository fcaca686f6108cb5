"""Which partnership a document is for where nobody names one."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from priorities.models import Partnership, User
from priorities.services import add_partnership

FIRST_PARTNERSHIP = "local-area-partnership"
"""The slug of the partnership that is made where there is none and none is named."""


def partnership_wanted(slug: str | None) -> tuple[str, Partnership | None]:
    """The slug of that partnership, else of the host, and its record; None where there is none of that slug yet."""
    slug = slug or settings.HOST_PARTNERSHIP
    known = Partnership.objects.filter(slug=slug).first() if slug else Partnership.objects.all().host()
    return (known.slug if known is not None else slug or FIRST_PARTNERSHIP), known


def partnership_for(slug: str | None, *, by: User | None, at: datetime) -> tuple[Partnership, bool]:
    """The partnership of that slug, else the host; made when there is none yet. The second value: it was made.

    A new one is named after its slug: an administrator gives it its full name.
    """
    slug, known = partnership_wanted(slug)
    if known is not None:
        return known, False
    return add_partnership(slug=slug, name=slug.replace("-", " ").capitalize(), by=by, at=at), True
