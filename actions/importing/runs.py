"""A document on its way through the office's pages: kept, looked at, decided on, confirmed exactly once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from actions.importing.amending import Amendments
from actions.importing.changes import ImportRefused, Question
from actions.importing.files import ReadFile, in_time, read_in_steps
from actions.importing.looking import Looked, look
from actions.importing.masking import names_in
from actions.importing.promised import ACTION_PLAN
from actions.importing.snapshot import differences, digest, of_plan, shared
from actions.importing.storing import PUT_RIGHT, same_file, statuses_again, store_file, stored_already, waiting_document
from actions.importing.undoing import mark_after
from actions.models import ImportRun
from actions.services import give_public_words, leave_out
from priorities.documents import DocumentError
from priorities.models import EditConflict, Partnership, Plan, SourceDocument, User
from priorities.services import add_plan, keep
from priorities.slugs import free_slug

CHANGED_SINCE = (
    "The plan, its key or something else was changed since the preview was shown, so nothing was saved: look at the "
    "preview again, then confirm."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person decided in the preview: kept with the run, carried out when it is confirmed."""

    questions: Mapping[str, str] = field(default_factory=dict)
    """As `--same` takes them."""
    amendments: Amendments = field(default_factory=Amendments)
    names: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """For held-back words {"role": "SENCO"} or {"out": true}."""
    replace_all: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "questions": dict(self.questions),
            "amendments": self.amendments.as_json(),
            "names": {words: dict(said) for words, said in self.names.items()},
            "replace_all": self.replace_all,
        }

    @classmethod
    def of(cls, run: ImportRun) -> Answers:
        kept = run.answers or {}
        return cls(
            dict(kept.get("questions", {})),
            Amendments.from_json(kept.get("amendments")),
            dict(kept.get("names", {})),
            bool(kept.get("replace_all")),
        )


@dataclass(slots=True)
class LookedAt:
    """What confirming a run would do, and a mark of all that it depends on."""

    file: ReadFile
    looked: Looked
    mark: str
    refusal: str = ""
    """One sentence where it cannot be confirmed as it is."""
    questions: list[Question] = field(default_factory=list)
    """What only a person knows: what was answered as well."""


def free_address(title: str) -> str:
    """The address that a new plan of this title gets."""
    taken = set(Plan.objects.values_list("slug", flat=True))
    return free_slug(title, taken=taken, otherwise="plan")


# -- a run begins --------------------------------------------------------------------------------------------------


@transaction.atomic
def add_run(
    *,
    partnership: Partnership,
    plan: Plan | None,
    new_title: str,
    name: str,
    data: bytes,
    is_pasted: bool,
    document_date: date | None,
    date_precision: str,
    by: User,
    at: datetime,
    kind: str = ACTION_PLAN,
    round_title: str = "",
) -> ImportRun:
    """Keep a file that somebody sent, or a table that somebody pasted, for its way through the pages.

    `kind` is one of KINDS, or "" where the site is to tell; an update of recommendations has a `round_title`.
    Raises ImportRefused while another document waits in the plan. That the plan has this very file already is said when it
    was read, on the preview.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if plan is not None:
        _refuse_waiting(plan)
    run = ImportRun(
        partnership=partnership,
        plan=plan,
        new_plan_title=new_title if plan is None else "",
        new_plan_slug=free_address(new_title) if plan is None else "",
        original_name=name,
        sha256=sha256,
        is_pasted=is_pasted,
        document_date=document_date,
        date_precision=date_precision,
        kind=kind,
        round_title=round_title,
        made_by=by,
        made_at=at,
    )
    run.file.save(f"{sha256[:16]}{Path(name).suffix.lower()[:10]}", ContentFile(data), save=False)
    try:
        keep(run, by=by, at=at)
    except BaseException:
        run.file.storage.delete(run.file.name)
        raise
    return run


def _refuse_waiting(plan: Plan) -> None:
    waiting = waiting_document(plan)
    if waiting is not None:
        raise ImportRefused(
            f"The document '{waiting.original_name}' still waits to be published in '{plan.slug}'; publish it or set it "
            "aside in the admin area first."
        )


# -- it is read and looked at --------------------------------------------------------------------------------------


def read_run(run: ImportRun) -> Generator[str, None, ReadFile]:
    """Read a run's file as its person said, telling the steps. Raises like `read_in_steps`."""
    if not run.file:
        raise DocumentError(
            f"The file of {run.original_name} was removed with words in it that had to go: send one without them."
        )
    path = Path(run.file.path)
    if not path.exists():
        raise DocumentError(f"The file of {run.original_name} is no longer in the store: send it again.")
    return (
        yield from read_in_steps(
            path,
            name=run.original_name,
            document_date=run.document_date,
            date_precision=run.date_precision,
            plan=run.plan,
            columns=run.mapping,
            amendments=Answers.of(run).amendments,
            kind=run.kind,
            round_title=run.round_title,
        )
    )


def read_whole(run: ImportRun) -> ReadFile:
    """The same without the steps."""
    steps = read_run(run)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def look_at(run: ImportRun, file: ReadFile | None = None) -> LookedAt:
    """What confirming a run would do. Nothing is stored and nobody is kept waiting: there is no transaction.

    The mark is taken first, so what is changed while this looks refuses the confirmation. Raises ImportRefused, and
    DocumentError where the file cannot be read or comparing takes too long.
    """
    file = file or read_whole(run)
    plan = run.plan or Plan(pk=NO_PLAN, partnership=run.partnership, slug=run.new_plan_slug, title=run.new_plan_title)
    mark = _mark(run)
    with in_time(f"Comparing {run.original_name} with the plan"):
        known = same_file(file, plan)
        answers = Answers.of(run)
        given = _still_asked(answers, file, plan)
        found = look(file, plan, given)
        asked = {item.key: item for item in (look(file, plan) if given else found).comparison.questions}
        asked |= {item.key: item for item in found.comparison.questions}
        refusal = _why_not(found, answers, plan) if known is None else _why_not_again(file, known)
    return LookedAt(file, found, mark, refusal, list(asked.values()))


def _still_asked(answers: Answers, file: ReadFile, plan: Plan) -> dict[str, str]:
    """The answers that still name a row of the document or a record of the plan: what it is asked of may be gone."""
    given = dict(answers.questions)
    while given:
        try:
            look(file, plan, given)
        except ImportRefused as refusal:
            wrong = [
                key for key, answer in given.items() if f"'{key}'" in str(refusal) or f"'{answer}'" in str(refusal)
            ]
            if not wrong:
                raise
            for key in wrong:
                del given[key]
        else:
            break
    return given


def _why_not(found: Looked, answers: Answers, plan: Plan) -> str:
    if found.comparison.shares_too_little and not answers.replace_all:
        return f"{found.comparison.how_little}, or say below that it replaces them all."
    if found.comparison.questions:
        count = len(found.comparison.questions)
        return (
            "One question below is not answered yet."
            if count == 1
            else f"{count} questions below are not answered yet."
        )
    waiting = waiting_document(plan)
    if waiting is None:
        return ""
    return (
        f"The document '{waiting.original_name}' still waits to be published in '{plan.slug}'; publish it or set it "
        "aside in the admin area first."
    )


def _why_not_again(file: ReadFile, known: SourceDocument) -> str:
    if statuses_again(file, known) is not None:
        return ""
    return f"{stored_already(known)} Nothing needs doing, unless you changed the plan's key. {PUT_RIGHT}"


NO_PLAN = 0
"""The id of a plan that is not made yet: no record belongs to it."""


def _mark(run: ImportRun) -> str:
    """A mark of everything that the preview of a run depends on."""
    said = json.dumps(
        [
            run.sha256,
            run.mapping,
            run.answers,
            str(run.document_date),
            run.date_precision,
            run.kind,
            run.round_title,
        ],
        sort_keys=True,
    )
    both = shared(run.partnership)
    if run.plan_id is not None:
        parts = (said, digest(of_plan(run.plan), both))
    else:
        taken = Plan.objects.filter(slug=run.new_plan_slug).exists()
        parts = (said, run.new_plan_title, run.new_plan_slug, str(taken), digest(both))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _plan_and_mark(run: ImportRun, *, by: User, at: datetime) -> tuple[Plan, str]:
    """The plan of a run, locked, or made where it is to be new, and the mark before that."""
    if run.plan_id is not None:
        plans = Plan.objects.select_for_update(of=("self",)).select_related("partnership")
        run.plan = plans.get(pk=run.plan_id)
        return run.plan, _mark(run)
    mark = _mark(run)
    taken = Plan.objects.filter(slug=run.new_plan_slug).exists()
    slug = free_address(run.new_plan_title) if taken else run.new_plan_slug
    return add_plan(partnership=run.partnership, slug=slug, title=run.new_plan_title, by=by, at=at), mark


# -- what a person says --------------------------------------------------------------------------------------------


def _locked(run: ImportRun) -> ImportRun:
    """The run as it is stored. Raises EditConflict where somebody else went on with it since it was read."""
    stored = ImportRun.objects.select_for_update().get(pk=run.pk)
    if stored.version != run.version:
        raise EditConflict(
            f"Somebody else went on with the import of {stored.original_name} since you opened this page."
        )
    return stored


OPEN = frozenset({ImportRun.State.UPLOADED, ImportRun.State.READ})
"""States in which a run may still be changed, confirmed or dropped."""


def _open(run: ImportRun) -> ImportRun:
    stored = _locked(run)
    if stored.state not in OPEN:
        raise ImportRefused(f"The import of {stored.original_name} is {stored.get_state_display().lower()} already.")
    return stored


@transaction.atomic
def map_run(*, run: ImportRun, mapping: Mapping[str, str], by: User, at: datetime) -> ImportRun:
    """Keep what a person said that columns hold. Raises EditConflict and ImportRefused."""
    stored = _open(run)
    stored.mapping, stored.state = dict(mapping), ImportRun.State.READ
    keep(stored, by=by, at=at)
    return stored


@transaction.atomic
def answer_run(*, run: ImportRun, answers: Answers, by: User, at: datetime) -> ImportRun:
    """Keep what a person decided in the preview. Raises EditConflict and ImportRefused."""
    stored = _open(run)
    stored.answers, stored.state = answers.as_json(), ImportRun.State.READ
    keep(stored, by=by, at=at)
    return stored


@transaction.atomic
def change_run(
    *,
    run: ImportRun,
    plan: Plan | None,
    new_title: str,
    document_date: date | None,
    date_precision: str,
    by: User,
    at: datetime,
    kind: str = ACTION_PLAN,
    round_title: str = "",
) -> ImportRun:
    """Say anew what a document is, into which plan it goes and which date it bears.

    What was said of its columns is forgotten where it is of another kind. Raises EditConflict and ImportRefused.
    """
    stored = _open(run)
    if plan is not None and plan.pk != stored.plan_id:
        _refuse_waiting(plan)
    if plan is None and new_title != stored.new_plan_title:
        stored.new_plan_slug = free_address(new_title)
    stored.plan, stored.new_plan_title = plan, new_title if plan is None else ""
    stored.new_plan_slug = stored.new_plan_slug if plan is None else ""
    stored.document_date, stored.date_precision = document_date, date_precision
    if kind != stored.kind:
        stored.mapping = {}
    stored.kind, stored.round_title = kind, round_title
    keep(stored, by=by, at=at)
    return stored


@transaction.atomic
def drop_run(*, run: ImportRun, by: User, at: datetime) -> None:
    """Give an import up: its file goes, and the list says that it was dropped."""
    stored = _open(run)
    _let_file_go(stored)
    stored.state = ImportRun.State.DROPPED
    keep(stored, by=by, at=at)


def _let_file_go(run: ImportRun) -> None:
    """Delete the run's copy of the file once the transaction has ended; its document keeps its own."""
    if run.file:
        storage, name = run.file.storage, run.file.name
        run.file = ""
        transaction.on_commit(lambda: storage.delete(name))


# -- it is confirmed -----------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_run(*, run: ImportRun, file: ReadFile, seen: str, by: User, at: datetime) -> ImportRun:
    """Bring a run's document into its plan as a draft, once: who confirms it again gets what was done.

    `file` is what was read of it, `seen` the mark of the preview that the person looked at. Raises ImportRefused, with nothing saved, where anything
    that it depends on was changed since, and as `store_file` does.
    """
    stored = ImportRun.objects.select_for_update(of=("self",)).select_related("plan", "partnership").get(pk=run.pk)
    if stored.state == ImportRun.State.CONFIRMED:
        return stored
    if stored.state not in OPEN:
        raise ImportRefused(f"The import of {stored.original_name} is {stored.get_state_display().lower()} already.")
    answers, is_new = Answers.of(stored), stored.plan_id is None
    plan, mark = _plan_and_mark(stored, by=by, at=at)
    if mark != seen or (file.columns, file.amendments) != (stored.mapping, answers.amendments):
        raise ImportRefused(CHANGED_SINCE)
    questions = _still_asked(answers, file, plan)
    elsewhere = plan if names_in(file.reading, plan)[1] else None
    before = ({} if is_new else of_plan(plan), shared(stored.partnership, but=elsewhere))
    done = store_file(file, plan=plan, by=by, at=at, answers=questions, replace_all=answers.replace_all)
    _decide_names(plan, answers.names, by=by, at=at)
    stored.plan, stored.document = plan, done.document
    stored.state, stored.confirmed_at = ImportRun.State.CONFIRMED, at
    if not done.waits:
        after = (of_plan(plan), shared(stored.partnership, but=elsewhere))
        stored.before = _merged(differences(old, new) for old, new in zip(before, after, strict=True))
        stored.before["mark"] = mark_after(plan, stored.before)
    _let_file_go(stored)
    keep(stored, by=by, at=at)
    return stored


def _merged(parts) -> dict[str, dict]:
    found: dict[str, dict] = {"made": {}, "changed": {}, "deleted": {}}
    for part in parts:
        for name, kinds in part.items():
            for kind, rows in kinds.items():
                if kind in found[name] and isinstance(rows, dict):
                    found[name][kind] |= rows
                else:
                    found[name][kind] = [*found[name].get(kind, ()), *rows] if isinstance(rows, list) else rows
    return found


def _decide_names(plan: Plan, names: Mapping[str, Mapping[str, object]], *, by: User, at: datetime) -> None:
    """Give held-back names of the document their roles, or leave them out, in all that was stored just now."""
    for held in list(plan.held_back.filter(words__in=list(names), decided_at=None)):
        said = names[held.words]
        if said.get("out"):
            leave_out(held_back=held, by=by, at=at)
        elif said.get("role"):
            give_public_words(held_back=held, public_words=str(said["role"]), by=by, at=at)


def places_in_words(places: Sequence[str]) -> str:
    """ "line 4, line 9 and 3 others": where words stand."""
    shown = ", ".join(places[:3])
    more = len(places) - 3
    return f"{shown} and {more} other{'s' if more > 1 else ''}" if more > 0 else shown
