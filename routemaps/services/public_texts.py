"""Which texts of routemaps the public reads: words that are withdrawn go from them at once."""

from __future__ import annotations

from django.db.models import Q

from actions.services import give_public_texts
from routemaps.models import (
    Anchor,
    Comment,
    CommentDesk,
    Contact,
    CoproductionEvent,
    DateRule,
    DraftLink,
    Response,
    Routemap,
    RoutemapVersion,
    Term,
    Topic,
)

_PUBLISHED = Q(public_from__isnull=False)
_OPEN = Q(pk__in=DraftLink.objects.values("routemap_version"))
"""Versions that are, or were, out for views: whoever has the link reads them."""


def give_texts() -> None:
    """Tell of every kind of record once, when the app is ready."""
    give_public_texts(
        RoutemapVersion, read=Q(state="published") | _OPEN, columns=("payload", *RoutemapVersion.PUBLIC_TEXTS)
    )
    give_public_texts(Routemap, read=_PUBLISHED, columns=("short", "withdrawn_reason"))
    for model in (CoproductionEvent, Topic):
        give_public_texts(model, read=_PUBLISHED, columns=model.PUBLIC_TEXTS)
    give_public_texts(Comment, read=_PUBLISHED, columns=Comment.PUBLIC_TEXTS)
    give_public_texts(Response, read=Q(comment__public_from__isnull=False), columns=Response.PUBLIC_TEXTS)
    # These stand on public pages as they are today.
    give_public_texts(Term, read=Q(), columns=(*Term.PUBLIC_TEXTS, "slug"))
    for model in (Anchor, DateRule, DraftLink):
        give_public_texts(model, read=Q(), columns=model.PUBLIC_TEXTS)
    give_public_texts(Contact, read=Q(), columns=(*Contact.PUBLIC_TEXTS, "telephone"))
    telephones = ("social_care_telephone", "out_of_hours_telephone")
    give_public_texts(CommentDesk, read=Q(), columns=(*CommentDesk.PUBLIC_TEXTS, *telephones))
