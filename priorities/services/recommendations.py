"""Writes to recommendations and to the rounds in which a partnership answers them. What a round says: actions.services.rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from priorities.models import (
    SECTIONS,
    ContentVersion,
    Plan,
    Priority,
    Recommendation,
    SourceDocument,
    SourceRow,
    UpdateRound,
    User,
)
from priorities.services.official_words import words_as_they_are
from priorities.services.writing import (
    NotAllowed,
    keep,
    keep_new,
    public_texts,
    refuse_personal_words,
    texts_in_a_row,
)
from priorities.slugs import free_slug


@transaction.atomic
def add_recommendation(
    *,
    plan: Plan,
    number: str,
    official_words: str,
    by: User | None,
    at: datetime,
    plain_words: str = "",
    source: str = "",
    priorities: Iterable[Priority] = (),
    document: SourceDocument | None = None,
    source_row: SourceRow | None = None,
) -> Recommendation:
    """A new recommendation below those that the plan has, not yet public. Its address is its number.

    Raises NotAllowed where the number is missing or taken, where a priority is another plan's, and where a person (no
    `document`) writes what the public may not read.
    """
    number = number.strip()
    if not number:
        raise NotAllowed("Number: empty; give the recommendation the number that its report gives it.")
    if plan.recommendations.filter(number=number).exists():
        raise NotAllowed(f"Recommendation {number} is in the plan already; give the new one another number.")
    belonging = list(priorities)
    for priority in belonging:
        if priority.plan_id != plan.pk:
            raise NotAllowed(f"The priority '{priority}' belongs to another plan; choose one of '{plan}'.")
    last = plan.recommendations.order_by("-order").values_list("order", flat=True).first()
    record = Recommendation(
        plan=plan,
        number=number,
        order=0 if last is None else last + 1,
        official_words=official_words,
        plain_words=plain_words,
        source=source,
        source_row=source_row,
        recorded_at=at,
    )
    taken = set(plan.recommendations.values_list("slug", flat=True))
    record.slug = free_slug(number, taken=taken, otherwise="recommendation")
    if document is None:
        typed = {**public_texts(record), "Official words": official_words, **texts_in_a_row(record)}
        refuse_personal_words(typed, partnership_id=plan.partnership_id)
    keep(record, by=by, at=at)
    record.priorities.set(belonging)
    if official_words:
        keep_new([words_as_they_are(record, document=document, reason="", by=by, at=at)], by=by, at=at)
    ContentVersion.count_up()
    return record


@transaction.atomic
def add_round(
    *,
    plan: Plan,
    title: str,
    by: User | None,
    at: datetime,
    dated: date | None = None,
    date_precision: str = SourceDocument.DatePrecision.DAY,
    labels: Mapping[str, str] | None = None,
    document: SourceDocument | None = None,
) -> UpdateRound:
    """A new round of a plan's answers. `labels` are the headings that it prints, by the meaning of the section.

    Raises NotAllowed where the title is missing or taken, where a person (no `document`) writes what the public may not
    read; ValueError for a meaning that is none of SECTIONS.
    """
    labels = dict(labels or {})
    unknown = labels.keys() - SECTIONS.keys()
    if unknown:
        raise ValueError(f"No section of an update means {sorted(unknown)}.")
    title = " ".join(title.split())
    if not title:
        raise NotAllowed("Title: empty; call the round as the partnership does, such as 'Year one'.")
    if plan.update_rounds.filter(title__iexact=title).exists():
        raise NotAllowed(f"The plan has a round '{title}' already; go on with that one, or give another title.")
    record = UpdateRound(
        plan=plan,
        title=title,
        dated=dated,
        date_precision=date_precision,
        labels="\n".join(f"{meaning}={' '.join(words.split())}" for meaning, words in labels.items()),
        recorded_at=at,
    )
    taken = set(plan.update_rounds.values_list("slug", flat=True))
    record.slug = free_slug(title, taken=taken, otherwise="round")
    if document is None:
        refuse_personal_words(public_texts(record), partnership_id=plan.partnership_id)
    keep(record, by=by, at=at)
    ContentVersion.count_up()
    return record


@transaction.atomic
def revise_round(
    *, update_round: UpdateRound, labels: Mapping[str, str], by: User | None, at: datetime, reason: str = ""
) -> None:
    """Take the headings that a document prints for a round that the plan has; those of other sections stay."""
    kept = dict(line.partition("=")[::2] for line in update_round.labels.splitlines())
    kept |= {meaning: " ".join(words.split()) for meaning, words in labels.items()}
    update_round.labels = "\n".join(f"{meaning}={kept[meaning]}" for meaning in SECTIONS if meaning in kept)
    keep(update_round, by=by, at=at, reason=reason)
    ContentVersion.count_up()
