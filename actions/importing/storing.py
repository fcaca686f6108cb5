"""A read file is stored in a plan, waits where the plan is public, and is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from actions.importing.amending import Amendments, is_decided
from actions.importing.answers import ANSWERS, Kept, answers_to_keep
from actions.importing.applying import apply, apply_statuses
from actions.importing.changes import Comparison, ImportRefused
from actions.importing.files import ReadFile, read_file
from actions.importing.lengths import fitting, longest
from actions.importing.looking import Looked, compared, compared_with, look
from actions.importing.masking import mask_of, named_already, names_in
from actions.importing.promised import PromisedReading, ReadPromise
from actions.importing.said import LEADS, PRIORITY_PLACES, PROMISES, place_of
from actions.reading import PlanReading
from actions.services import (
    WAITING_ORGANISATIONS,
    hold_back_everywhere,
    public_without_organisation,
    publish_plan_and_actions,
)
from priorities.documents import DocumentError
from priorities.models import (
    Plan,
    ReadingProblem,
    SourceDocument,
    SourceRow,
    User,
    start_of_day,
)
from priorities.services import keep_reading, lock_document, receive_document

COLUMNS, AMENDED = "columns_said", "amended"
"""Where, in a document's stored reading, stands what a person said of its columns and decided on its words."""

ROUND = "round"
"""Where the title of the round stands that an update of recommendations belongs to."""


@dataclass(slots=True)
class Stored:
    """What became of a stored document: its record, what it changed, and whether that waits for publication."""

    document: SourceDocument
    comparison: Comparison
    waits: bool


def _kept_with(document: SourceDocument) -> Kept:
    return {key: (answer, mark) for key, (answer, mark) in document.reading.get(ANSWERS, {}).items()}


def _decided(
    file: ReadFile,
    plan: Plan,
    answers: Mapping[str, str] | None,
    kept: Kept,
    *,
    replace_all: bool,
    by: User | None,
    at: datetime,
) -> Looked:
    """Hold back the names that are new, and compare; `kept` are answers of before.

    Raises where a question is open, and where the document shares almost no action with the plan, unless somebody said
    that it replaces them all.
    """
    known, new = names_in(file.reading, plan)
    named = named_already(known, new, file.reading, plan)
    hold_back_everywhere(names=new, plan=plan, by=by, at=at)
    plan.refresh_from_db()
    found = compared_with(file, plan, mask_of(known + new), answers, kept)
    found.comparison.problems += named
    if not replace_all:
        refuse_another_plan(found.comparison)
    if found.comparison.questions:
        raise ImportRefused(found.comparison.questions[0].sentence)
    return found


def refuse_another_plan(comparison: Comparison) -> None:
    """Raises ImportRefused where the document shares so few actions with the plan that it may be another plan's."""
    if comparison.shares_too_little:
        raise ImportRefused(f"{comparison.how_little}, or say --replace-all.")


@transaction.atomic
def store_file(
    file: ReadFile,
    *,
    plan: Plan,
    by: User | None,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    replace_all: bool = False,
) -> Stored:
    """Store a document and what was read from it: in a plan that is still a draft at once, else to wait.

    A file that the plan has already is read again where only the plan's rating key has changed: see `rate_again`.
    Raises ImportRefused, with nothing changed, where the plan has the same file otherwise, another document waits, a
    question is open, or the document shares almost no action with the plan and does not `replace_all`.
    """
    _only_one_at_a_time(plan)
    known = same_file(file, plan)
    again = rate_again(file, document=known, by=by, at=at) if known is not None else None
    if again is not None:
        return again
    _refuse_another(known, plan)
    found = _decided(file, plan, answers, {}, replace_all=replace_all, by=by, at=at)
    kept = answers_to_keep(lambda used: compared(file, plan, found.mask, used), answers or {})
    document = _received(file, found, plan, kept, by=by, at=at)
    if plan.state == Plan.State.DRAFT:
        apply(found.comparison, found.pairs, found.reading, plan=plan, document=document, by=by, at=at)
        return Stored(document, found.comparison, waits=False)
    return Stored(document, found.comparison, waits=True)


def _only_one_at_a_time(plan: Plan) -> None:
    """A second import into the same plan waits until this one has ended."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()


def same_file(file: ReadFile, plan: Plan) -> SourceDocument | None:
    """The plan's document with the very same bytes, read as the same kind, unless it was set aside."""
    return (
        plan.documents.filter(sha256=file.sha256, kind=file.kind).exclude(state=SourceDocument.State.SET_ASIDE).first()
    )


@transaction.atomic
def rate_again(file: ReadFile, *, document: SourceDocument, by: User | None, at: datetime) -> Stored | None:
    """Give the ratings of a document that is in the plan the statuses that the plan's rating key says now.

    None, with nothing changed, where that changes nothing, or where the file would change more than statuses.
    """
    plan = document.plan
    _only_one_at_a_time(plan)
    document.refresh_from_db()
    comparison = statuses_again(file, document)
    if comparison is None:
        return None
    apply_statuses(comparison, document=document, by=by, at=at)
    statuses = {item["place"]: item["status"] for item in file.reading.as_json()["actions"]}
    items = [{**item, "status": statuses[item["place"]]} for item in document.reading["actions"]]
    keep_reading(document=document, reading={**document.reading, "actions": items}, by=by, at=at)
    return Stored(document, comparison, waits=plan.state != Plan.State.DRAFT)


def statuses_again(file: ReadFile, document: SourceDocument) -> Comparison | None:
    """What `rate_again` would change; None where that is nothing, or more than statuses. Writes nothing."""
    if document.state != SourceDocument.State.APPLIED:
        return None
    known, new = names_in(file.reading, document.plan)
    # Its date is the one that the document has in the plan, whoever gave it.
    dated = replace(file, document_date=document.document_date)
    comparison = compared(dated, document.plan, mask_of(known + new), None).comparison
    return comparison if comparison.gives_statuses_alone else None


PUT_RIGHT = (
    "A wrong title or date is put right in the admin area, on the page of the document, with 'Correct title or date'."
)
"""Where an import cannot do it any more; the words are those of actions/document_correction.py."""


def stored_already(document: SourceDocument) -> str:
    """One sentence: the plan has this file."""
    received = timezone.localtime(document.received_at)
    return f"The plan '{document.plan.slug}' has this very file already, received on {received:%-d %B %Y}."


def _refuse_another(known: SourceDocument | None, plan: Plan) -> None:
    if known is not None:
        raise ImportRefused(
            f"{stored_already(known)} Nothing needs doing, unless you changed the plan's key. {PUT_RIGHT}"
        )
    waiting = waiting_document(plan)
    if waiting is not None:
        raise ImportRefused(
            f"The document '{waiting.original_name}' still waits to be published in '{plan.slug}'; publish it or set it "
            "aside in the admin area first."
        )


def waiting_document(plan: Plan) -> SourceDocument | None:
    """The document that is stored and not yet in the plan; there is never more than one."""
    return plan.documents.filter(state=SourceDocument.State.DRAFT).first()


def _received(
    file: ReadFile, found: Looked, plan: Plan, kept: Kept, *, by: User | None, at: datetime
) -> SourceDocument:
    reading = file.reading
    document = SourceDocument(
        plan=plan,
        title=fitting(
            found.reading.title or getattr(found.reading, "round", "") or plan.title, longest(SourceDocument, "title")
        ),
        kind=file.kind,
        original_name=fitting(file.name.encode("utf-8", "replace").decode(), longest(SourceDocument, "original_name")),
        sha256=file.sha256,
        document_date=file.document_date,
        date_precision=file.date_precision,
        reading=reading.as_json()
        | {
            PRIORITY_PLACES: [priority.place for priority in reading.priorities],
            LEADS: _leads_taken(reading, found),
            ANSWERS: kept,
        }
        | _organisations_waiting(found.reading, plan)
        | _promised(reading)
        | _said_by_a_person(file),
    )
    document.file.name = f"{file.sha256[:16]}{file.path.suffix.lower()}"
    rows = [
        SourceRow(
            order=order,
            place=place_of(found.mask(row.place)),
            text=row.text,
            imported=row.imported,
            reason=fitting(row.reason or "", longest(SourceRow, "reason")),
        )
        for order, row in enumerate(reading.rows)
    ]
    row_at = {read.place: row for read, row in zip(reading.rows, rows, strict=True)}
    decided = _decided_by_a_person(file)
    problems = [
        ReadingProblem(
            row=row_at.get(problem.place),
            place=fitting(problem.place, longest(ReadingProblem, "place")),
            field=fitting(problem.field or "", longest(ReadingProblem, "field")),
            value=problem.value,
            message=problem.message,
            settled_at=at if by is not None and (problem.place, problem.field) in decided else None,
            settled_by=by if (problem.place, problem.field) in decided else None,
        )
        for problem in reading.all_problems() + found.comparison.problems
    ]
    _keep_settled(problems, plan)
    with open(file.path, "rb") as original:
        receive_document(document=document, original=File(original), rows=rows, problems=problems, by=by, at=at)
    return document


def _promised(reading: PlanReading) -> dict[str, object]:
    """What was understood of promises, so that the next document is compared with it; nothing for an action plan."""
    if not isinstance(reading, PromisedReading):
        return {}
    return {ROUND: reading.round, PROMISES: [_as_said(promise) for promise in reading.promises]}


def _as_said(promise: ReadPromise) -> dict[str, object]:
    names = ("place", "number", "official_words", "period", "kind", "repeats", "ongoing")
    return {name: getattr(promise, name) for name in names}


def _said_by_a_person(file: ReadFile) -> dict[str, object]:
    """What publishing needs to read the stored file in the same way again; nothing where nobody said anything."""
    said: dict[str, object] = {COLUMNS: dict(file.columns)} if file.columns else {}
    return said | ({AMENDED: file.amendments.as_json()} if file.amendments else {})


def _decided_by_a_person(file: ReadFile) -> set[tuple[str, str]]:
    """Places and fields of which the reader was not sure and a person decided: their problems are settled."""
    periods = {
        (problem.place, "label")
        for problem in file.reading.problems
        if problem.field == "label" and problem.value in file.amendments.timescales
    }
    return periods | {
        (action.place, name)
        for action in file.reading.actions
        for name in ("timescale", "leads")
        if is_decided(action, name, file.amendments)
    }


def _keep_settled(problems: list[ReadingProblem], plan: Plan) -> None:
    """A problem that somebody settled stays settled, by them, where a newer document has the very same row."""
    of_rows = [problem for problem in problems if problem.row is not None]
    if not of_rows:
        return
    settled = ReadingProblem.objects.filter(
        document__plan=plan, settled_at__isnull=False, closed_by=None, row__isnull=False
    ).select_related("row", "settled_by")
    known = {(item.row.text, item.field, item.value, item.message): item for item in settled.order_by("settled_at")}
    for problem in of_rows:
        before = known.get((problem.row.text, problem.field, problem.value, problem.message))
        if before is not None:
            problem.settled_at, problem.settled_by = before.settled_at, before.settled_by


def _leads_taken(reading: PlanReading, found: Looked) -> list[list[str]]:
    """The leads of each action in the document's own words, without an organisation that its role has taken."""
    return [
        [lead for lead in read.leads if found.mask(lead) not in safe.organisations.values()]
        for read, safe in zip(reading.actions, found.reading.actions, strict=True)
    ]


def _organisations_waiting(reading: PlanReading, plan: Plan) -> dict[str, dict[str, str]]:
    """The organisations that a masked reading gives leads of public actions, which only publishing may give."""
    named = {role: body for action in reading.actions for role, body in action.organisations.items()}
    public = public_without_organisation(named, plan.partnership)
    return {WAITING_ORGANISATIONS: {role: named[role] for role in sorted(public)}} if public else {}


# -- publishing ------------------------------------------------------------------------------------------------------


def preview_document(document: SourceDocument, *, answers: Mapping[str, str] | None = None) -> Comparison:
    """What publishing a waiting document would change in its plan. Raises like `publish_document`; writes nothing."""
    return look(_stored_file(document), document.plan, answers, _kept_with(document)).comparison


def _stored_file(document: SourceDocument) -> ReadFile:
    if not document.file:
        raise DocumentError(
            f"The stored file of '{document.original_name}' was removed with the words in it; "
            "set the document aside, and import one without them."
        )
    file = read_file(
        Path(document.file.path),
        document_date=document.document_date,
        plan=document.plan,
        columns=document.reading.get(COLUMNS),
        amendments=Amendments.from_json(document.reading.get(AMENDED)),
        kind=document.kind,
        round_title=document.reading.get(ROUND, ""),
    )
    if file.sha256 != document.sha256:
        raise DocumentError(
            f"The stored file of '{document.original_name}' is not the one that was read; import it again."
        )
    return file


@transaction.atomic
def publish_document(
    *,
    document: SourceDocument,
    by: User,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    replace_all: bool = False,
) -> Comparison | None:
    """Make a stored document public with its plan; one that waits is brought into the plan first.

    Returns what it changed where it had waited. Raises ImportRefused as `store_file` does, and where the document was
    set aside; DocumentError where the stored file cannot be read any more.
    """
    plan = document.plan
    _only_one_at_a_time(plan)
    lock_document(document)
    if document.state == SourceDocument.State.SET_ASIDE:
        raise ImportRefused(f"The document '{document.original_name}' was set aside; import it again to publish it.")
    comparison = None
    if document.state == SourceDocument.State.DRAFT:
        kept = _kept_with(document)
        found = _decided(_stored_file(document), plan, answers, kept, replace_all=replace_all, by=by, at=at)
        comparison = found.comparison
        document.refresh_from_db()  # its title may have held a name
        # A lead may have become public since the document was stored.
        waiting = _organisations_waiting(found.reading, plan)
        if waiting:
            keep_reading(document=document, reading={**document.reading, **waiting}, by=by, at=at)
        apply(comparison, found.pairs, found.reading, plan=plan, document=document, by=by, at=at)
    since = start_of_day(document.document_date) if document.document_date else None
    publish_plan_and_actions(plan=plan, by=by, at=at, public_from=since, document=document)
    return comparison
