"""Writes to plans, priorities and documents. Verbs with `by=`: each leaves who and when, in one transaction.

`at` is the moment of the write; views, the admin and commands pass it in. Services write through `keep`, `keep_new`,
`keep_all` and `keep_deleted` alone, so that the history of every record names who and when. Only columns that no
person edits (public_from of versions, the row of a source) are written without a history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.core.files import File
from django.db import transaction
from django.db.models import CharField, F, Max, Model, OuterRef, ProtectedError, Q, QuerySet, Subquery
from simple_history.utils import bulk_create_with_history

from priorities.held_back import Objections
from priorities.models import (
    ContentVersion,
    EditConflict,
    HeldBack,
    Partnership,
    Plan,
    Priority,
    PriorityWords,
    ReadingProblem,
    SourceDocument,
    SourceRow,
    User,
    Versioned,
    WordsVersion,
)
from priorities.slugs import free_slug

Record = TypeVar("Record", bound=Model)

EMPTIED = "Official words: empty; write the words as they stand in the document, or withdraw the {}."


class NotAllowed(Exception):
    """The person may not do this, or the record is in no state for it; str() is one sentence for them."""


def refuse_personal_words(texts: Mapping[str, str], *, partnership_id: int | None, but: HeldBack | None = None) -> None:
    """Raise NotAllowed where words for the public hold what is held back, an address or a number of a person.

    `texts` are keyed by the words for their places ("Plain words"), `but` is a value that is decided just now.
    """
    if any(texts.values()):
        objection = Objections(partnership_id, but=but).first(texts)
        if objection:
            raise NotAllowed(objection)


def public_texts(record: Model) -> dict[str, str]:
    """What people type into a record for the public, by the words for each field: its model's PUBLIC_TEXTS."""
    fields = [record._meta.get_field(name) for name in record.PUBLIC_TEXTS]
    return {str(field.verbose_name).capitalize(): getattr(record, field.name) for field in fields}


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
    if same or counted:
        model._default_manager.filter(pk__in=[record.pk for record in records]).update(**same, **counted)
    differing = [column.name for column in columns if column.attname not in same]
    if differing:
        model._default_manager.bulk_update(records, differing)
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
        refuse_personal_words(public_texts(record), partnership_id=record.partnership_key)
    keep(record, by=by, at=at, reason=reason)
    ContentVersion.count_up()


# -- plans -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_partnership(*, slug: str, name: str, by: User | None, at: datetime) -> Partnership:
    """A new partnership; an administrator gives it the rest."""
    partnership = Partnership(slug=slug, name=name)
    keep(partnership, by=by, at=at)
    ContentVersion.count_up()
    return partnership


@transaction.atomic
def add_plan(*, partnership: Partnership, slug: str, title: str, by: User | None, at: datetime) -> Plan:
    """A new plan, not yet public."""
    plan = Plan(partnership=partnership, slug=slug, title=title, recorded_at=at)
    keep(plan, by=by, at=at)
    return plan


@transaction.atomic
def publish_plan(
    *,
    plan: Plan,
    by: User,
    at: datetime,
    public_from: datetime | None = None,
    document: SourceDocument | None = None,
) -> None:
    """Make a plan and its priorities public.

    `public_from` is when the public could first read it, where that was before now (an older document); it is never
    later than `at`. With a `document` it goes for what stands in that document, and everything else is public from
    `at`. Raises NotAllowed for a withdrawn plan.
    """
    if plan.state == Plan.State.WITHDRAWN:
        raise NotAllowed(f"The plan '{plan}' was withdrawn; it cannot be published again under the same address.")
    since = min(public_from or at, at)
    if plan.state == Plan.State.DRAFT:
        plan.state = Plan.State.PUBLISHED
        plan.public_from = since
        keep(plan, by=by, at=at)
    priorities = list(plan.priorities.filter(public_from=None, withdrawn_at=None).select_related("source_row"))
    for priority in priorities:
        priority.public_from = since if stands_in(document, priority.source_row) else at
    keep_all(priorities, fields=["public_from"], by=by, at=at)
    parts = [(Q(), since)] if document is None else [(Q(priority__source_row__document=document), since), (Q(), at)]
    for which, moment in parts:
        versions = PriorityWords.objects.filter(which, priority__plan=plan, priority__withdrawn_at=None)
        publish_words(versions, "priority", since=moment)
    ContentVersion.count_up()


def publish_words(versions: QuerySet, of: str, *, since: datetime) -> None:
    """Make the words that stand now public; earlier ones of the same record (`of`) that nobody outside read stay so."""
    newest = versions.filter(**{of: OuterRef(of)}).order_by("-recorded_at", "-pk").values("pk")[:1]
    versions.filter(public_from=None, pk=Subquery(newest)).update(public_from=since)


def stands_in(document: SourceDocument | None, row: SourceRow | None) -> bool:
    """Whether what was read from a row bears the document's date; without a document all bear the date that is given."""
    return document is None or (row is not None and row.document_id == document.pk)


@transaction.atomic
def withdraw_plan(*, plan: Plan, reason: str, by: User, at: datetime, replaced_by: Plan | None = None) -> None:
    """Take a published plan from every public page; its address answers 410 and names what replaced it."""
    if plan.state != Plan.State.PUBLISHED:
        raise NotAllowed(f"The plan '{plan}' is not published, so it cannot be withdrawn.")
    if not reason.strip():
        raise NotAllowed("Say why the plan is withdrawn; the public reads the reason.")
    refuse_personal_words({"Reason": reason}, partnership_id=plan.partnership_id)
    plan.state = Plan.State.WITHDRAWN
    plan.withdrawn_reason = reason
    plan.replaced_by = replaced_by
    keep(plan, by=by, at=at, reason=reason)
    ContentVersion.count_up()


# -- priorities ------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_priority(
    *,
    plan: Plan,
    number: str,
    title: str,
    official_words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    **fields,
) -> Priority:
    """A new priority of a plan, not yet public. `fields` are further columns of Priority."""
    priority = Priority(plan=plan, number=number, title=title, official_words=official_words, recorded_at=at, **fields)
    taken = set(plan.priorities.values_list("slug", flat=True))
    priority.slug = free_slug(f"{number} {title}" if number else title, taken=taken, otherwise="priority")
    if document is None:
        typed = {**public_texts(priority), "Official words": official_words, "Address": priority.slug}
        refuse_personal_words(typed, partnership_id=plan.partnership_id)
    keep(priority, by=by, at=at)
    if official_words:
        keep_new([words_as_they_are(priority, document=document, reason="", by=by, at=at)], by=by, at=at)
    ContentVersion.count_up()
    return priority


@transaction.atomic
def agree_words(
    *,
    record: Versioned,
    words: str,
    by: User | None,
    at: datetime,
    document: SourceDocument | None = None,
    reason: str = "",
) -> None:
    """Record newly agreed official words of a priority or an action; the earlier ones stay in its versions.

    Raises NotAllowed where a person (no `document`) empties them or writes what the public may not read.
    """
    if words == record.official_words:
        return
    if document is None:
        if record.official_words.strip() and not words.strip():
            raise NotAllowed(EMPTIED.format(record._meta.verbose_name))
        refuse_personal_words({"Official words": words, "Reason": reason}, partnership_id=record.partnership_key)
    record.official_words = words
    keep_new([words_as_they_are(record, document=document, reason=reason, by=by, at=at)], by=by, at=at)
    keep(record, by=by, at=at, reason=reason)
    ContentVersion.count_up()


def words_as_they_are(
    record: Versioned, *, document: SourceDocument | None, reason: str, by: User | None, at: datetime
) -> WordsVersion:
    """The official words of a priority or an action as a new version, not stored."""
    versions = record.words_versions
    return versions.model(
        **{versions.field.name: record},
        words=record.official_words,
        reason=reason,
        document=document,
        recorded_at=at,
        recorded_by=by,
        public_from=at if record.public_from else None,
    )


@transaction.atomic
def revise_priority(
    *,
    priority: Priority,
    columns: Mapping[str, object],
    source_row: SourceRow | None,
    document: SourceDocument,
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Change a priority as a document does, its official words with a new version; and from which row it was read.

    `columns` are number, title, order and official_words, those that change.
    """
    if priority.source_row != source_row:
        # No person edits the row, so nobody's open form is made stale by it.
        priority.source_row = source_row
        Priority.objects.filter(pk=priority.pk).update(source_row=source_row)
    if not columns:
        return
    for name, value in columns.items():
        setattr(priority, name, value)
    if "official_words" in columns:
        keep_new([words_as_they_are(priority, document=document, reason=reason, by=by, at=at)], by=by, at=at)
    keep(priority, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def withdraw_priority(*, priority: Priority, by: User | None, at: datetime, reason: str = "") -> None:
    """Take a priority from the public pages. Never deleted."""
    priority.withdrawn_at = at
    keep(priority, by=by, at=at, reason=reason)
    ContentVersion.count_up()


@transaction.atomic
def delete_draft_priority(*, priority: Priority, by: User, at: datetime) -> None:
    """Delete a priority that somebody typed by mistake, with its words. Never one that was public or in a document."""
    if priority.public_from is not None or priority.source_row_id is not None:
        raise NotAllowed(f"The priority '{priority}' was public or came with a document, so it is kept; withdraw it.")
    priority.words_versions.all().delete()
    try:
        keep_deleted(priority, by=by, at=at)
    except ProtectedError:
        raise NotAllowed(f"The priority '{priority}' still has actions; move them to another priority first.") from None
    ContentVersion.count_up()


# -- documents -------------------------------------------------------------------------------------------------------


def lock_document(document: SourceDocument) -> None:
    """Read a document again as it is stored, and let no other verb or import at its plan's documents meanwhile.

    A document has no version, and a save writes every column: from memory it would undo what somebody did since.
    """
    Plan.objects.select_for_update().get(pk=document.plan_id)
    document.refresh_from_db()


@transaction.atomic
def receive_document(
    *,
    document: SourceDocument,
    original: File,
    rows: Sequence[SourceRow],
    problems: Sequence[ReadingProblem],
    by: User | None,
    at: datetime,
) -> None:
    """Keep a document with its file, its rows and its problems, as a draft that waits. Rows come in their order."""
    document.received_at, document.received_by = at, by
    refuse_too_long([document, *rows, *problems])
    document.file.save(document.file.name, original, save=False)
    try:
        keep(document, by=by, at=at)
        for row in rows:
            row.document = document
        keep_new(rows, by=by, at=at)
        for problem in problems:
            problem.document = document
            problem.row = problem.row  # its id was not known before
        keep_new(problems, by=by, at=at)
    except BaseException:
        # The transaction takes the records back; nothing takes a file back.
        document.file.storage.delete(document.file.name)
        raise


@transaction.atomic
def keep_reading(*, document: SourceDocument, reading: Mapping[str, object], by: User | None, at: datetime) -> None:
    """Keep how a document is read now, where the plan's rating key gives its ratings other statuses than before."""
    document.reading = reading
    keep(document, by=by, at=at)


@transaction.atomic
def mark_applied(*, document: SourceDocument, by: User | None, at: datetime) -> None:
    """A waiting document is in its plan from now on."""
    lock_document(document)
    if document.state != SourceDocument.State.DRAFT:
        raise NotAllowed(f"The document '{document.original_name}' does not wait any more.")
    document.state = SourceDocument.State.APPLIED
    document.applied_at, document.applied_by = at, by
    keep(document, by=by, at=at)
    ContentVersion.count_up()


@transaction.atomic
def set_aside_document(*, document: SourceDocument, by: User, at: datetime, reason: str) -> None:
    """Decide that a waiting document is not brought into its plan. It stays, with its rows; the plan is free again."""
    lock_document(document)
    if document.state != SourceDocument.State.DRAFT:
        raise NotAllowed(f"The document '{document.original_name}' does not wait, so it cannot be set aside.")
    if not reason.strip():
        raise NotAllowed("Say why the document is set aside; who looks for it later reads the reason.")
    document.state = SourceDocument.State.SET_ASIDE
    document.set_aside_at, document.set_aside_by, document.set_aside_reason = at, by, reason
    keep(document, by=by, at=at)


@transaction.atomic
def settle_problems(*, problems: QuerySet[ReadingProblem], by: User, at: datetime) -> int:
    """Mark reading problems as settled; how many were still open. Those settled before keep who and when."""
    return problems.filter(settled_at=None).update(settled_at=at, settled_by=by)


# -- names that are held back ----------------------------------------------------------------------------------------


def next_held_back_number(partnership: Partnership) -> int:
    """The number that the partnership's next held-back name gets, if nobody holds back another one meanwhile."""
    last = HeldBack.objects.filter(partnership=partnership).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def hold_back(*, names: Sequence[HeldBack], plan: Plan, by: User | None, at: datetime) -> None:
    """Keep names that were found in a plan's document, numbered on from the partnership's last, one plan at a time."""
    if not names:
        return
    Partnership.objects.select_for_update().get(pk=plan.partnership_id)
    number = next_held_back_number(plan.partnership)
    for offset, name in enumerate(names):
        name.plan, name.partnership, name.number = plan, plan.partnership, number + offset
    keep_new(names, by=by, at=at)


def decide_held_back(*, held_back: HeldBack, public_words: str, by: User, at: datetime) -> None:
    """Keep the role that stands for a name from now on. The texts are changed by actions.services."""
    refuse_personal_words(
        {"Words for the public": public_words}, partnership_id=held_back.plan.partnership_id, but=held_back
    )
    held_back.public_words = public_words.strip()
    held_back.decided_at = at
    held_back.decided_by = by
    keep(held_back, by=by, at=at)
