"""Writes to explained words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from priorities.models import ContentVersion, User
from priorities.services import give_slugs, keep_new, refuse_personal_words_in
from routemaps.models import Term


@transaction.atomic
def add_terms(*, terms: Sequence[Term], by: User | None, at: datetime, reason: str = "") -> list[Term]:
    """New explained words, each with its permanent slug.

    Raises NotAllowed where one holds what is held back, an address or a number of a person.
    """
    refuse_personal_words_in(terms)
    give_slugs(terms, "term", otherwise="word")
    kept = keep_new(terms, by=by, at=at, reason=reason)
    ContentVersion.count_up()
    return kept
