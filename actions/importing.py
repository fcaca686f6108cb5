"""From a document to the records of a plan: read, compare, store as a draft, publish.

Nothing of a document reaches the public before it is published by somebody who may. What a document brings to a plan
that is already public waits, stored, until then.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actions.models import Action, ProgressReport, RatingWord
from actions.reading import KeyWord, PlanReading, Problem, ReadAction, read_action_plan
from actions.recurrence import next_occurrence
from actions.services import (
    agree_action_words,
    change_due_date,
    publish_plan_and_actions,
    set_leads,
    withdraw_action,
)
from priorities.documents import DocumentError, read_document
from priorities.models import (
    ContentVersion,
    HeldBack,
    Partnership,
    Plan,
    Priority,
    ReadingProblem,
    SourceDocument,
    SourceRow,
    User,
    start_of_day,
)
from priorities.name_forms import HeldWords
from priorities.services import add_priority, agree_priority_words
from priorities.slugs import free_slug

SAME_WORDS = 0.8
"""How alike (0 to 1) the words of two rows must be to count as the same action when their references do not say so."""

MAYBE_SAME_WORDS = 0.5
"""From here on a person is asked whether two rows are the same action."""


class ImportRefused(Exception):
    """The document cannot be imported as asked; str() is one sentence for the person, and nothing was changed."""


@dataclass(slots=True)
class ReadFile:
    """A file and what was read from it."""

    path: Path
    sha256: str
    document_date: date | None
    reading: PlanReading


@dataclass(slots=True)
class Change:
    """An action that the document words differently: for each field, how it stands and what the document says."""

    action: Action
    read: ReadAction
    fields: dict[str, tuple[object, object]]


@dataclass(slots=True)
class Question:
    """A row of which nobody can say by itself whether it is one of the plan's actions or a new one."""

    read: ReadAction
    candidates: list[Action]
    fields: list[str] = field(default_factory=list)
    """Not which action it is, but whose words hold: the document and the office have both changed these fields."""

    @property
    def sentence(self) -> str:
        if self.fields:
            names = ", ".join(_FIELD_WORDS.get(name, name).lower() for name in self.fields)
            slug = self.candidates[0].slug
            return (
                f"{self.read.place}: the document changes the {names} of '{slug}', and so did the office; to take the "
                f'document\'s words say --same "{self.read.place}={slug}", or correct the document.'
            )
        slugs = " or ".join(f"'{action.slug}'" for action in self.candidates)
        return (
            f"{self.read.place}: '{_short(self.read.official_words)}' may be the action {slugs} or a new one; "
            f'say which with --same "{self.read.place}=SLUG" or --same "{self.read.place}=new".'
        )


@dataclass(slots=True)
class Comparison:
    """What a document would change in a plan."""

    added: list[ReadAction] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[tuple[Action, ReadAction]] = field(default_factory=list)
    gone: list[Action] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_file(path: Path, *, document_date: date | None = None, plan: Plan | None = None) -> ReadFile:
    """Read an action plan's file; the plan's stored rating key explains what the document does not.

    Raises DocumentError, one sentence, for a file that cannot be read.
    """
    key = [
        KeyWord(entry.word, entry.meaning, entry.status_now, "the plan's stored key")
        for entry in (plan.rating_words.all() if plan else ())
    ]
    document = read_document(path)
    reading = read_action_plan(document, document_date=document_date, rating_key=key)
    return ReadFile(Path(path), hashlib.sha256(Path(path).read_bytes()).hexdigest(), document_date, reading)


def preview(file: ReadFile, plan: Plan, *, answers: Mapping[str, str] | None = None) -> Comparison:
    """What storing a file would change in a plan; nothing is stored. Raises ImportRefused for a wrong answer."""
    return compare(_masked(file.reading, plan, store=False), plan, answers=answers)


# -- comparing -------------------------------------------------------------------------------------------------------


def compare(reading: PlanReading, plan: Plan, *, answers: Mapping[str, str] | None = None) -> Comparison:
    """What a document adds to a plan, changes in it and leaves out: by reference and priority, then by words.

    `answers` says for a row's place which action (by slug) it is, or "new". Raises ImportRefused for an answer that
    names no row or no action.
    """
    stored = list(
        plan.actions.filter(withdrawn_at=None)
        .select_related("priority", "source_row")
        .prefetch_related("action_leads__lead", "reports")
    )
    pairs = _answered(reading, {action.slug: action for action in stored}, dict(answers or {}))
    answered = {action.pk for action in pairs.values() if action is not None}
    free = dict.fromkeys(action.pk for action in stored if action.pk not in answered)
    comparison = Comparison()
    decided = set(answers or {})
    said = _last_said(plan)
    _pair_by_reference(reading, stored, pairs, free)
    open_rows = [index for index in range(len(reading.actions)) if index not in pairs]
    left = [action for action in stored if action.pk in free]
    alike = sorted(
        (
            (_likeness(reading.actions[index].official_words, action.official_words), index, action)
            for index in open_rows
            for action in left
        ),
        key=lambda item: (-item[0], item[1], item[2].pk),
    )
    for likeness, index, action in alike:
        if likeness >= SAME_WORDS and index not in pairs and action.pk in free:
            pairs[index] = action
            free.pop(action.pk)

    for index, read in enumerate(reading.actions):
        action = pairs.get(index)
        if index not in pairs:
            maybe = [
                other
                for likeness, at, other in alike
                if at == index and likeness >= MAYBE_SAME_WORDS and other.pk in free
            ]
            if maybe:
                comparison.questions.append(Question(read, maybe[:3]))
                continue
        if action is None:
            comparison.added.append(read)
            continue
        base = said.get(action.source_row.place) if action.source_row else None
        fields, both = _differences(action, read, reading, base)
        if both and read.place not in decided:
            comparison.questions.append(Question(read, [action], fields=both))
            continue
        if fields:
            comparison.changed.append(Change(action, read, fields))
        else:
            comparison.same.append((action, read))
    asked = {action.pk for question in comparison.questions for action in question.candidates}
    # What the office added by hand was never in a document, so no document can leave it out.
    comparison.gone = [
        action for action in stored if action.pk in free and action.pk not in asked and action.source_row_id is not None
    ]
    return comparison


def _answered(reading: PlanReading, by_slug: Mapping[str, Action], answers: dict[str, str]) -> dict[int, Action | None]:
    """The rows of which somebody said which action they are; None for a new one."""
    pairs: dict[int, Action | None] = {}
    for index, read in enumerate(reading.actions):
        answer = answers.pop(read.place, None)
        if answer is None:
            continue
        if answer != "new" and answer not in by_slug:
            raise ImportRefused(f"--same names the action '{answer}', which the plan does not have; check its address.")
        pairs[index] = by_slug.get(answer)
    if answers:
        raise ImportRefused(f"--same names '{next(iter(answers))}', which is no row of the document; check the place.")
    return pairs


def _pair_by_reference(
    reading: PlanReading, stored: list[Action], pairs: dict[int, Action | None], free: dict[int, None]
) -> None:
    """Pair rows and actions whose reference and priority are the same and stand once on either side.

    Where the words are quite different the reference alone is not trusted: plans are renumbered.
    """
    mine: dict[tuple[str, str], list[int]] = {}
    theirs: dict[tuple[str, str], list[Action]] = {}
    for index, read in enumerate(reading.actions):
        if read.reference and index not in pairs:
            mine.setdefault((read.reference, _priority_key(reading, read)), []).append(index)
    for action in stored:
        if action.reference and action.pk in free:
            key = _fold(action.priority.number or action.priority.title) if action.priority else ""
            theirs.setdefault((action.reference, key), []).append(action)
    for key, indexes in mine.items():
        actions = theirs.get(key, [])
        if len(indexes) == len(actions) == 1:
            words = reading.actions[indexes[0]].official_words
            better = any(
                _likeness(words, other.official_words) >= SAME_WORDS for other in stored if other is not actions[0]
            )
            if _likeness(words, actions[0].official_words) < MAYBE_SAME_WORDS and better:
                continue
            pairs[indexes[0]] = actions[0]
            free.pop(actions[0].pk)


def _priority_key(reading: PlanReading, read: ReadAction) -> str:
    if read.priority is None:
        return ""
    priority = reading.priorities[read.priority]
    return _fold(priority.number or priority.title)


def _fold(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.lower()).split())


def _likeness(one: str, other: str) -> float:
    one, other = _fold(one), _fold(other)
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.ratio()
        if matcher.real_quick_ratio() >= MAYBE_SAME_WORDS and matcher.quick_ratio() >= MAYBE_SAME_WORDS
        else 0.0
    )


def _differences(
    action: Action, read: ReadAction, reading: PlanReading, base: Mapping[str, object] | None
) -> tuple[dict[str, tuple[object, object]], list[str]]:
    """What a document changes in an action, and the fields that both it and the office have changed.

    `base` is what the last document of the plan said of the action (None: nothing is known of it). What the document
    has not changed since then stays as the office left it.
    """
    report = next((item for item in action.reports.all() if item.document_id is not None), None)
    pairs: dict[str, tuple[object, object]] = {
        "reference": (action.reference, (read.reference or "")[:40]),
        "priority": (
            _fold(action.priority.number or action.priority.title) if action.priority else "",
            _priority_key(reading, read),
        ),
        "official_words": (action.official_words, read.official_words),
        "outcome": (action.outcome, read.outcome),
        "leads": ([item.lead.name for item in action.action_leads.all()], [lead[:300] for lead in read.leads]),
        "timescale": (action.timescale_raw, read.timescale.raw),
    }
    if read.progress or read.rating:
        # A document that no longer reports on an action takes back nothing that was reported.
        pairs["progress"] = (report.done if report else "", read.progress)
        pairs["rating"] = (report.rating if report else "", read.rating[:200])
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if base is None:
        return changed, []
    by_document = {name: pair for name, pair in changed.items() if base.get(name) != pair[1]}
    both = [name for name, pair in by_document.items() if base.get(name) != pair[0] and name in _OFFICE_EDITS]
    return by_document, both


_OFFICE_EDITS = frozenset({"official_words", "outcome", "leads", "timescale"})
"""What officers change in the admin area; a rating or progress in a document is always a report of its own."""


def _last_said(plan: Plan) -> dict[str, dict[str, object]]:
    """What the last document brought into a plan said of each action, by the row's place; masked as it was stored."""
    document = plan.documents.filter(state=SourceDocument.State.APPLIED).order_by("-applied_at", "-pk").first()
    if document is None:
        return {}
    mask = _mask(PlanReading(), plan, store=False)
    said: dict[str, dict[str, object]] = {}
    for item in document.reading["actions"]:
        said[item["place"]] = {
            "reference": mask(item["reference"] or "")[:40],
            "priority": _fold(mask(item["priority"] or item.get("priority_title") or "")),
            "official_words": mask(item["official_words"]),
            "outcome": mask(item["outcome"]),
            "leads": list(dict.fromkeys(mask(lead)[:300] for lead in item["leads"])),
            "timescale": mask(item["timescale"]["raw"]),
            "progress": mask(item["progress"]),
            "rating": mask(item["rating"])[:200],
        }
    return said


# -- storing ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Stored:
    """What became of a stored document: its record, what it changed, and whether that waits for publication."""

    document: SourceDocument
    comparison: Comparison | None
    waits: bool


@transaction.atomic
def store_file(
    file: ReadFile,
    *,
    plan: Plan,
    by: User | None,
    at: datetime,
    answers: Mapping[str, str] | None = None,
) -> Stored:
    """Store a document and what was read from it: in a plan that is still a draft at once, else to wait.

    Raises ImportRefused, with nothing changed, where the plan has the same file already or a question is open.
    """
    known = plan.documents.filter(sha256=file.sha256).first()
    if known is not None:
        raise ImportRefused(
            f"The plan '{plan.slug}' has this very file already, received on {timezone.localtime(known.received_at):%-d %B %Y}; nothing was changed."
        )
    waiting = plan.documents.filter(state=SourceDocument.State.DRAFT).first()
    if plan.state != Plan.State.DRAFT and waiting is not None:
        raise ImportRefused(
            f"The document '{waiting.original_name}' still waits to be published in '{plan.slug}'; publish or set it aside first."
        )
    comparison = preview(file, plan, answers=answers)
    _no_questions(comparison)
    reading = file.reading
    document = SourceDocument(
        plan=plan,
        title=_masked(reading, plan, store=False).title[:300] or plan.title,
        kind="action-plan",
        original_name=file.path.name[:300],
        sha256=file.sha256,
        document_date=file.document_date,
        reading=reading.as_json(),
        received_at=at,
        received_by=by,
    )
    with open(file.path, "rb") as original:
        document.file.save(f"{file.sha256[:16]}{file.path.suffix.lower()}", File(original), save=False)
    try:
        document.save()
        rows = _store_rows(document, reading)
        _store_problems(document, reading, rows)
        if plan.state != Plan.State.DRAFT:
            return Stored(document, comparison, waits=True)
        applied = _apply(file, plan=plan, document=document, by=by, at=at, answers=answers)
        return Stored(document, applied, waits=False)
    except BaseException:
        # The transaction takes the records back; nothing takes a file back.
        document.file.storage.delete(document.file.name)
        raise


def _no_questions(comparison: Comparison) -> None:
    if comparison.questions:
        raise ImportRefused(comparison.questions[0].sentence)


def _store_rows(document: SourceDocument, reading: PlanReading) -> dict[str, SourceRow]:
    mask = _mask(reading, document.plan, store=True)
    rows = SourceRow.objects.bulk_create(
        SourceRow(
            document=document,
            order=order,
            place=mask(row.place)[:200],
            text=row.text,
            imported=row.imported,
            reason=(row.reason or "")[:300],
        )
        for order, row in enumerate(reading.rows)
    )
    return {row.place: row for row in rows}


def _store_problems(document: SourceDocument, reading: PlanReading, rows: Mapping[str, SourceRow]) -> None:
    ReadingProblem.objects.bulk_create(
        ReadingProblem(
            document=document,
            row=rows.get(problem.place),
            place=problem.place[:200],
            field=(problem.field or "")[:40],
            value=problem.value,
            message=problem.message,
        )
        for problem in reading.all_problems()
    )


def _masked(reading: PlanReading, plan: Plan, *, store: bool) -> PlanReading:
    """The reading with every name, email address and telephone number replaced by its role or placeholder."""
    mask = _mask(reading, plan, store=store)
    safe = copy.deepcopy(reading)
    safe.title = mask(safe.title)
    safe.priority_word = mask(safe.priority_word)
    safe.rating_key = [replace(entry, word=mask(entry.word), meaning=mask(entry.meaning)) for entry in safe.rating_key]
    for action in safe.actions:
        action.place = mask(action.place)
        for name in ("official_words", "outcome", "progress", "rating"):
            setattr(action, name, mask(getattr(action, name)))
        action.reference = mask(action.reference) if action.reference else action.reference
        action.leads = list(dict.fromkeys(mask(lead) for lead in action.leads))
        timescale = action.timescale
        action.timescale = replace(
            timescale,
            raw=mask(timescale.raw),
            note=mask(timescale.note) if timescale.note else None,
            problem=mask(timescale.problem) if timescale.problem else None,
        )
    for priority in safe.priorities:
        priority.place = mask(priority.place)
        priority.title = mask(priority.title)
        priority.official_words = mask(priority.official_words)
    return safe


def _mask(reading: PlanReading, plan: Plan, *, store: bool) -> Callable[[str], str]:
    """What replaces each name of a plan by its role or placeholder, however it is written; new names get one.

    What another plan of the partnership holds back and this document says too is held back here as well.
    """
    known = {item.words: item for item in plan.held_back.all()}
    of_partnership = HeldBack.objects.filter(plan__partnership=plan.partnership)
    number = of_partnership.aggregate(last=Max("number"))["last"] or 0
    elsewhere = HeldWords((item.kind, item.words) for item in of_partnership.exclude(plan=plan) if not item.is_released)
    said = {spot.held: spot.kind for row in reading.rows for spot in elsewhere.spots(row.text) if spot.held}
    new = [(person.kind, person.words[:300]) for person in reading.people]
    for kind, words in [*new, *((kind, words) for words, kind in said.items())]:
        if words not in known:
            number += 1
            known[words] = HeldBack(plan=plan, number=number, kind=kind, words=words)
            if store:
                known[words].save()
    if not known:
        return str
    instead = {words: item.public_words or item.placeholder for words, item in known.items()}
    held = HeldWords((item.kind, item.words) for item in known.values() if not item.is_released)
    return lambda text: held.replaced(text, instead.__getitem__)


def _apply(
    file: ReadFile,
    *,
    plan: Plan,
    document: SourceDocument,
    by: User | None,
    at: datetime,
    answers: Mapping[str, str] | None = None,
) -> Comparison:
    """Bring a document's reading into its plan. What was public stays in versions, changes and reports."""
    reading = _masked(file.reading, plan, store=True)
    comparison = compare(reading, plan, answers=answers)
    _no_questions(comparison)
    rows = {row.place: row for row in document.rows.all()}
    if reading.priority_word and plan.state == Plan.State.DRAFT:
        plan.priority_word = reading.priority_word[:60]
        plan.save()
    _store_key(plan, reading)
    priorities = _store_priorities(plan, reading, document=document, rows=rows, by=by, at=at)
    order_of = {read.place: order for order, read in enumerate(reading.actions)}
    taken = set(plan.actions.values_list("slug", flat=True))
    for read in comparison.added:
        _add_action(plan, read, priorities, rows, taken, order_of, document=document, by=by, at=at)
    for change in comparison.changed:
        _change_action(change, priorities, rows, order_of, document=document, by=by, at=at)
    for action, read in comparison.same:
        if action.order != order_of[read.place]:
            Action.objects.filter(pk=action.pk).update(order=order_of[read.place])
    for action in comparison.gone:
        withdraw_action(action=action, reason=f"It is not in '{document.title}' any more.", by=by, at=at)
    document.state = SourceDocument.State.APPLIED
    document.applied_at = at
    document.applied_by = by
    document.save()
    ContentVersion.count_up()
    return comparison


def _store_key(plan: Plan, reading: PlanReading) -> None:
    """Add the document's own key to the plan's; a line that a person has changed since stays as they left it."""
    known = {_fold(entry.word) for entry in plan.rating_words.all()}
    for order, entry in enumerate(reading.rating_key):
        if _fold(entry.word) not in known:
            RatingWord.objects.create(
                plan=plan,
                word=entry.word[:100],
                meaning=entry.meaning[:500],
                status=entry.status.value if entry.status else "",
                order=order,
            )
            known.add(_fold(entry.word))


def _store_priorities(
    plan: Plan,
    reading: PlanReading,
    *,
    document: SourceDocument,
    rows: Mapping[str, SourceRow],
    by: User | None,
    at: datetime,
) -> list[Priority]:
    """The plan's priority for each one read, matched by number, else by title; new ones are added."""
    stored = list(plan.priorities.filter(withdrawn_at=None))
    found: list[Priority] = []
    for order, read in enumerate(reading.priorities):
        title = read.title[:300] or f"{plan.priority_word} {read.number or order + 1}"
        match = next(
            (
                priority
                for priority in stored
                if (read.number and priority.number == read.number)
                or (not read.number and _fold(priority.title) == _fold(title))
            ),
            None,
        )
        if match is None:
            match = add_priority(
                plan=plan,
                number=(read.number or "")[:20],
                title=title,
                official_words=read.official_words,
                by=by,
                at=at,
                order=order,
                source_row=rows.get(read.place),
            )
            stored.append(match)
        else:
            if (match.title, match.order) != (title, order):
                match.title, match.order = title, order
                match.save()
            agree_priority_words(
                priority=match,
                words=read.official_words,
                by=by,
                at=at,
                document=document,
                reason=f"As in '{document.title}'.",
            )
        found.append(match)
    return found


def _add_action(
    plan: Plan,
    read: ReadAction,
    priorities: list[Priority],
    rows: Mapping[str, SourceRow],
    taken: set[str],
    order_of: Mapping[str, int],
    *,
    document: SourceDocument,
    by: User | None,
    at: datetime,
) -> Action:
    action = Action(
        plan=plan,
        priority=priorities[read.priority] if read.priority is not None else None,
        reference=(read.reference or "")[:40],
        outcome=read.outcome,
        order=order_of[read.place],
        source_row=rows.get(read.place),
        recorded_at=at,
    )
    action.slug = free_slug(read.reference or _short(read.official_words), taken=taken, otherwise="action")
    taken.add(action.slug)
    action.set_timescale(read.timescale)
    action.original_due = read.timescale.due
    action.next_due = next_occurrence(due=action.due, recurrence=action.recurrence, after=None)
    action.save()
    agree_action_words(action=action, words=read.official_words, by=by, at=at, document=document)
    set_leads(action=action, names=read.leads, by=by)
    _report(action, read, document=document, at=at)
    return action


def _change_action(
    change: Change,
    priorities: list[Priority],
    rows: Mapping[str, SourceRow],
    order_of: Mapping[str, int],
    *,
    document: SourceDocument,
    by: User | None,
    at: datetime,
) -> None:
    action, read = change.action, change.read
    action.reference = (read.reference or "")[:40]
    action.priority = priorities[read.priority] if read.priority is not None else None
    action.outcome = read.outcome
    action.order = order_of[read.place]
    action.source_row = rows.get(read.place)
    if "timescale" in change.fields and action.public_from is None:
        action.set_timescale(read.timescale)
        action.original_due = read.timescale.due
        action.next_due = next_occurrence(due=action.due, recurrence=action.recurrence, after=None)
    action.save()
    reason = f"As in '{document.title}'."
    if "official_words" in change.fields:
        agree_action_words(action=action, words=read.official_words, by=by, at=at, document=document, reason=reason)
    if "leads" in change.fields:
        set_leads(action=action, names=read.leads, by=by)
    if "timescale" in change.fields and action.public_from is not None:
        change_due_date(
            action=action,
            timescale=read.timescale,
            reason=f"The document '{document.title}' gives another timescale. It gives no reason.",
            agreed_by="",
            changed_on=file_day(document, at),
            by=by,
            at=at,
        )
    if change.fields.keys() & {"progress", "rating"}:
        _report(action, read, document=document, at=at)


def file_day(document: SourceDocument, at: datetime) -> date:
    """The day that a document bears, else the day on which it was stored."""
    return document.document_date or timezone.localtime(at).date()


def _report(action: Action, read: ReadAction, *, document: SourceDocument, at: datetime) -> None:
    """What the document reports on an action, as a draft until the document is published; nothing for nothing."""
    if not read.progress and read.status is None and not any(map(str.isalnum, read.rating)):
        return
    action.reports.filter(state=ProgressReport.State.DRAFT, document__isnull=False).delete()
    ProgressReport.objects.create(
        action=action,
        reported_on=document.document_date,
        status=read.status.value if read.status else "",
        rating=read.rating[:200],
        done=read.progress,
        document=document,
        recorded_at=at,
    )


# -- publishing ------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_document(
    *, document: SourceDocument, by: User, at: datetime, answers: Mapping[str, str] | None = None
) -> Comparison | None:
    """Make a stored document public with its plan; one that waits is brought into the plan first.

    Returns what it changed where it had waited. Raises ImportRefused where a question is open, DocumentError where the
    stored file cannot be read any more.
    """
    plan = document.plan
    comparison = None
    if document.state == SourceDocument.State.DRAFT:
        path = Path(document.file.path)
        file = read_file(path, document_date=document.document_date, plan=plan)
        if file.sha256 != document.sha256:
            raise DocumentError(
                f"The stored file of '{document.original_name}' is not the one that was read; import it again."
            )
        comparison = _apply(file, plan=plan, document=document, by=by, at=at, answers=answers)
    since = start_of_day(document.document_date) if document.document_date else None
    publish_plan_and_actions(plan=plan, by=by, at=at, public_from=since)
    return comparison


_FIELD_WORDS = {
    "leads": "Lead",
    "official_words": "Action",
    "timescale": "Timescale",
    "reference": "Reference",
    "outcome": "Outcome",
    "rating": "Rating",
    "status": "Status",
    "progress": "Progress",
    "priority": "Priority",
}


def problems_in_words(problems: list[Problem]) -> list[str]:
    """Problems for a person to read: "line 24, Lead: …". What is said of many rows in the same words is said once."""
    together: dict[tuple[str | None, str], list[Problem]] = {}
    for problem in problems:
        together.setdefault((problem.field, problem.message), []).append(problem)
    lines = []
    for (field_name, message), group in together.items():
        others = f" and {len(group) - 1} other{'s' if len(group) > 2 else ''}" if len(group) > 1 else ""
        name = f", {_FIELD_WORDS.get(field_name, field_name)}" if field_name else ""
        values = list(dict.fromkeys(_short(problem.value, 60) for problem in group if problem.value))
        shown = f" [{'; '.join(values[:3])}{' …' if len(values) > 3 else ''}]" if values else ""
        lines.append(f"{group[0].place}{others}{name}: {message}{shown}")
    return lines


def _short(text: str, longest: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest + 1].rpartition(" ")[0] + " …"


def partnership_for(slug: str | None) -> tuple[Partnership, bool]:
    """The partnership of that slug, else the host; made when there is none yet. The second value: it was made.

    A new one is named after its slug: an administrator gives it its full name.
    """
    slug = slug or settings.HOST_PARTNERSHIP
    known = Partnership.objects.filter(slug=slug).first() if slug else Partnership.objects.all().host()
    if known is not None:
        return known, False
    slug = slug or "local-area-partnership"
    name = slug.replace("-", " ").capitalize()
    return Partnership.objects.create(slug=slug, name=name), True
