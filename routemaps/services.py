"""Writes to explained words. Verbs with `by=`: each leaves who and when, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from priorities.models import ContentVersion, User
from priorities.services import keep_new, refuse_personal_words_in
from priorities.slugs import free_slug
from routemaps.models import Term


@transaction.atomic
def add_terms(*, terms: Sequence[Term], by: User | None, at: datetime, reason: str = "") -> list[Term]:
    """New explained words, each with its permanent slug.

    Raises NotAllowed where one holds what is held back, an address or a number of a person.
    """
    refuse_personal_words_in(terms)
    taken: dict[int, set[str]] = {}
    for term in terms:
        key = term.partnership_id
        if key not in taken:
            taken[key] = set(Term.objects.filter(partnership=key).values_list("slug", flat=True))
        term.slug = free_slug(term.term, taken=taken[key], otherwise="word")
        taken[key].add(term.slug)
    kept = keep_new(terms, by=by, at=at, reason=reason)
    ContentVersion.count_up()
    return kept
