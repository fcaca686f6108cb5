"""The one way to write a record: its history names who and when, and no text holds what the public may not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import CharField, F, Max, Model, QuerySet
from simple_history.utils import bulk_create_with_history

from priorities.held_back import Objections, in_a_row
from priorities.models import ContentVersion, EditConflict, HeldBack, User, Versioned
from priorities.services.turns import check_words_in_turn
from priorities.slugs import free_slug

Record = TypeVar("Record", bound=Model)


class NotAllowed(Exception):
    """The person may not do this, or the record is in no state for it; str() is one sentence for them."""


def refuse_personal_words(
    texts: Mapping[str, str], *, partnership_id: int | None, but: HeldBack | None = None, is_draft: bool = False
) -> None:
    """Raise NotAllowed where words for the public hold what is held back or withdrawn, an address or a number of a person.

    `texts` are keyed by the words for their places ("Plain words"), `but` is a value that is decided just now. A draft
    may hold withdrawn words: they are refused when it is sent.
    """
    if any(texts.values()):
        if not is_draft:
            check_words_in_turn(partnership_id)
        objection = Objections(partnership_id, but=but).first(texts, is_draft=is_draft)
        if objection:
            raise NotAllowed(objection)


def public_texts(record: Model) -> dict[str, str]:
    """What people type into a record for the public, by the words for each field: its model's PUBLIC_TEXTS."""
    fields = [record._meta.get_field(name) for name in record.PUBLIC_TEXTS]
    return {str(field.verbose_name).capitalize(): getattr(record, field.name) for field in fields}


def texts_in_a_row(record: Versioned, **typed: str) -> dict[str, str]:
    """Neighbouring texts of a record as one, by the words for both ("Reference and plain words"): its READ_IN_A_ROW.

    `typed` gives columns that are not set yet. A name may not begin in one text and end in the next.
    """
    found = {}
    for names in record.READ_IN_A_ROW:
        first, second = (typed.get(name, getattr(record, name)) for name in names)
        labels = [str(record._meta.get_field(name).verbose_name) for name in names]
        found[" and ".join(labels).capitalize()] = in_a_row(first, second)
    return found


def give_slugs(records: Sequence[Model], column: str, *, otherwise: str) -> None:
    """Give new records of one model, each of a partnership, the free slug that their words in `column` make.

    `otherwise` takes the place of words that make none. One query for each partnership.
    """
    taken: dict[int, set[str]] = {}
    for record in records:
        key = record.partnership_id
        if key not in taken:
            stored = QuerySet(model=type(record)).filter(partnership=key)
            taken[key] = set(stored.values_list("slug", flat=True))
        record.slug = free_slug(getattr(record, column), taken=taken[key], otherwise=otherwise)
        taken[key].add(record.slug)


# -- one way to write ------------------------------------------------------------------------------------------------


def keep(record: Model, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Save a record; its history says who, when and, where given, why.

    Raises EditConflict where somebody saved it since it was read, NotAllowed where a text is too long for its column.
    """
    refuse_too_long([record])
    with _named(record, by=by, at=at, reason=reason):
        record.save()


def keep_new(records: Sequence[Record], *, by: User | None, at: datetime, reason: str = "") -> list[Record]:
    """Store new records of one model at once, each with its history where the model has one."""
    if not records:
        return []
    refuse_too_long(records)
    model = type(records[0])
    if not hasattr(model, "history"):
        return model._default_manager.bulk_create(records)
    return bulk_create_with_history(
        records, model, default_user=by, default_date=at, default_change_reason=reason or None
    )


def keep_all(
    records: Sequence[Model], *, fields: Sequence[str], by: User | None, at: datetime, reason: str = ""
) -> None:
    """Save these fields of many records of one model at once, guarded and with a history like `keep`."""
    if not records:
        return
    refuse_too_long(records)
    model = type(records[0])
    if issubclass(model, Versioned):
        _refuse_newer(model, records)
    # What becomes the same in all of them needs one short statement; one that names every record is slow to build.
    columns = [model._meta.get_field(name) for name in fields]
    first = {column.attname: getattr(records[0], column.attname) for column in columns}
    same = {name: value for name, value in first.items() if all(getattr(record, name) == value for record in records)}
    counted = {"version": F("version") + 1} if issubclass(model, Versioned) else {}
    # First what differs: once they are published, some records are not written again.
    differing = [column.name for column in columns if column.attname not in same]
    if differing:
        model._default_manager.bulk_update(records, differing)
    if same or counted:
        model._default_manager.filter(pk__in=[record.pk for record in records]).update(**same, **counted)
    for record in records if counted else ():
        record.version += 1
    if hasattr(model, "history"):
        model.history.bulk_history_create(
            records, update=True, default_user=by, default_date=at, default_change_reason=reason or None
        )


def keep_deleted(record: Model, *, by: User | None, at: datetime) -> None:
    """Delete a record that nobody outside has read; its history says who and when."""
    with _named(record, by=by, at=at, reason=""):
        record.delete()


def keep_all_deleted(records: Sequence[Model], *, by: User | None, at: datetime) -> None:
    """Delete many records of one model at once, guarded like `keep_deleted`; their histories say who and when."""
    if not records:
        return
    model, keys = type(records[0]), [record.pk for record in records]
    histories = getattr(model, "history", None)
    newest = histories.aggregate(newest=Max("history_id"))["newest"] if histories is not None else None
    model._default_manager.filter(pk__in=keys).delete()
    if histories is not None:
        # The library notes each record as it goes, and knows neither who nor when.
        gone = histories.filter(history_id__gt=newest or 0, history_type="-", **{f"{model._meta.pk.name}__in": keys})
        gone.update(history_user=by, history_date=at, history_change_reason=None)


@contextmanager
def _named(record: Model, *, by: User | None, at: datetime, reason: str) -> Iterator[None]:
    record._history_user, record._history_date, record._change_reason = by, at, reason or None
    try:
        yield
    finally:
        # Left on the record, they would name the wrong person for a later save.
        del record._history_user, record._history_date, record._change_reason


def _refuse_newer(model: type[Model], records: Sequence[Model]) -> None:
    """Lock the stored records and refuse where one of them was saved after it was read."""
    stored = dict(
        model._default_manager.select_for_update(of=("self",))
        .order_by("pk")
        .filter(pk__in=[record.pk for record in records])
        .values_list("pk", "version")
    )
    for record in records:
        if stored.get(record.pk) != record.version:
            raise EditConflict(
                f"{model._meta.verbose_name.capitalize()} '{record}' was changed by somebody else since you opened it."
            )


def refuse_too_long(records: Iterable[Model]) -> None:
    """Raise NotAllowed where a text does not fit its column: SQLite would take it, PostgreSQL would break."""
    for record in records:
        for field in record._meta.concrete_fields:
            if not isinstance(field, CharField) or field.max_length is None:
                continue
            value = getattr(record, field.attname) or ""
            if len(value) > field.max_length:
                raise NotAllowed(
                    f"The {field.verbose_name} '{value[:40]} …' has {len(value)} characters and {field.max_length} fit; "
                    "shorten it."
                )


@transaction.atomic
def save_edit(*, record: Model, by: User | None, at: datetime, reason: str = "") -> None:
    """Keep an edit of fields that have no verb of their own; kept public pages are stale from then on.

    Raises EditConflict where somebody saved the same record since it was read, NotAllowed where words for the public
    hold what is held back, an address or a number of a person.
    """
    if getattr(record, "PUBLIC_TEXTS", ()):
        in_a_row = texts_in_a_row(record) if isinstance(record, Versioned) else {}
        refuse_personal_words({**public_texts(record), **in_a_row}, partnership_id=record.partnership_key)
    keep(record, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def save_edits(
    *, records: Sequence[Versioned], fields: Sequence[str], by: User | None, at: datetime, reason: str = ""
) -> None:
    """Keep the same fields of many edited records of one model at once, guarded as `save_edit` guards one.

    Raises EditConflict where somebody saved one of them since it was read, NotAllowed as `save_edit` does.
    """
    refuse_personal_words_in(records)
    keep_all(records, fields=fields, by=by, at=at, reason=reason)
    if records:
        ContentVersion.count_up()


def refuse_personal_words_in(records: Sequence[Versioned]) -> None:
    """Raise NotAllowed where a record's words for the public hold what is held back, an address or a number.

    What is held back is read once for each partnership, however many records there are.
    """
    held: dict[int | None, Objections] = {}
    for record in records:
        key = record.partnership_key
        objections = held.get(key)
        if objections is None:
            check_words_in_turn(key)
            objections = held[key] = Objections(key)
        objection = objections.first({**public_texts(record), **texts_in_a_row(record)})
        if objection:
            raise NotAllowed(objection)
