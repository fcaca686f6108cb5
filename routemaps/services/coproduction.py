"""Writes to the story of how routemaps are made: taken from a document, published by somebody else, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from priorities.models import AuditEntry, ContentVersion, Partnership, User
from priorities.services import NotAllowed, keep, keep_all, keep_new, record_event, refuse_personal_words_in
from routemaps.history_reading import HistoryReading, ReadEvent, ReadTopic
from routemaps.models import CoproductionEvent, Topic


@dataclass(slots=True)
class TakenHistory:
    """What a document brought: records that were added, and how many of its events and topics were there already."""

    events: list[CoproductionEvent] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    events_kept: int = 0
    topics_kept: int = 0


@transaction.atomic
def take_history(
    *, partnership: Partnership, reading: HistoryReading, source: str, by: User | None, at: datetime
) -> TakenHistory:
    """Add the events and topics of a document that are not there yet; nothing of it is public before it is published.

    An event is there already where one has the same date and words, a topic where one has the same words, without regard
    to case. `source` is what the document is called. Raises NotAllowed, naming the place, where the document names
    somebody: a role must stand in it instead.
    """
    if not reading.events:
        raise NotAllowed("Nothing was stored: the document tells of no event.")
    if reading.people:
        first = reading.people[0]
        raise NotAllowed(
            f"Nothing was stored. {first.place}: '{first.words}' looks like personal data, which the public does not see. "
            "Write a role in its place in the document, and bring it in again."
        )
    taken = TakenHistory()
    events = CoproductionEvent.objects.filter(partnership=partnership)
    known = {(when.casefold(), words.casefold()) for when, words in events.values_list("when", "words")}
    last = events.count()
    for place, read in enumerate(reading.events, start=1):
        if (read.when.words.casefold(), read.words.casefold()) in known:
            taken.events_kept += 1
        else:
            taken.events.append(_event(read, partnership, source, last + place, by, at))
    topics = Topic.objects.filter(partnership=partnership)
    named = {words.casefold() for words in topics.values_list("words", flat=True)}
    first_free = len(named)
    for place, topic in enumerate(reading.topics, start=1):
        if topic.words.casefold() in named:
            taken.topics_kept += 1
        else:
            taken.topics.append(_topic(topic, partnership, source, first_free + place, by, at))
    for records in (taken.events, taken.topics):
        refuse_personal_words_in(records)
        keep_new(records, by=by, at=at)
    return taken


def _event(read: ReadEvent, partnership: Partnership, source: str, order: int, by: User | None, at: datetime):
    return CoproductionEvent(
        partnership=partnership,
        order=order,
        when=read.when.words,
        precision=read.when.precision,
        start=read.when.start,
        words=read.words,
        items="\n".join(read.items),
        took_part=read.took_part,
        asked_for=read.asked_for,
        changed=read.changed,
        source=f"{source}, {read.place}",
        author=by,
        recorded_at=at,
    )


def _topic(read: ReadTopic, partnership: Partnership, source: str, order: int, by: User | None, at: datetime) -> Topic:
    return Topic(
        partnership=partnership,
        order=order,
        words=read.words,
        was_asked_for=read.was_asked_for,
        asked=read.asked,
        stage=read.stage,
        source=f"{source}, {', '.join(read.places)}",
        author=by,
        recorded_at=at,
    )


@transaction.atomic
def add_to_story(*, record: CoproductionEvent | Topic, by: User | None, at: datetime) -> None:
    """A new event or topic, not public yet. An event stands behind the last one that began before it; others stand last.

    Raises NotAllowed where it holds what is held back.
    """
    record.author, record.recorded_at = by, at
    others = type(record).objects.filter(partnership=record.partnership)
    if isinstance(record, CoproductionEvent) and record.start:
        others = others.filter(start__lte=record.start)
        record.order = others.order_by("-order").values_list("order", flat=True).first() or 0
    else:
        record.order = (others.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    refuse_personal_words_in([record])
    keep_new([record], by=by, at=at)


@transaction.atomic
def publish_story(*, records: Sequence[CoproductionEvent | Topic], by: User | None, at: datetime) -> None:
    """Let the public read events or topics of one model. Who wrote one down cannot publish it.

    Raises NotAllowed for the first that is public or withdrawn already, or that the person wrote.
    """
    for record in records:
        if record.public_from is not None or record.withdrawn_at is not None:
            raise NotAllowed(f"'{record}' is public already, or it was withdrawn.")
        if by is not None and record.author_id == by.pk:
            raise NotAllowed(f"You wrote '{record}', so somebody else must publish it.")
        record.public_from = at
    refuse_personal_words_in(records)
    keep_all(records, fields=["public_from"], by=by, at=at)
    for record in records:
        words = f"Published '{record}' of how routemaps are made."
        record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=record)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_from_story(*, record: CoproductionEvent | Topic, by: User | None, at: datetime) -> None:
    """Take an event or a topic from the public pages. Never deleted."""
    if record.withdrawn_at is not None:
        raise NotAllowed("It is withdrawn already.")
    record.withdrawn_at = at
    keep(record, by=by, at=at)
    words = f"Withdrew '{record}' of how routemaps are made."
    record_event(kind=AuditEntry.Kind.DONE, by=by, at=at, words=words, record=record)
    ContentVersion.count_up()
