"""A file and what is read from it, with the plan's stored rating key and the columns' lengths in mind."""

from __future__ import annotations

import hashlib
import signal
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actions.importing.amending import Amendments
from actions.importing.changes import ImportRefused
from actions.importing.lengths import shorten
from actions.importing.promised import ACTION_PLAN, KINDS, RECOMMENDATION_UPDATE, read_promises
from actions.outlines import MEANINGS, KindGuess, tell_kind
from actions.reading import NoActions, PlanReading, Problem, WrongChoice, column_choices, read_action_plan
from actions.services import stored_key
from actions.wording import counted
from priorities.documents import LIMITS, Document, DocumentError, Paragraph, read_document
from priorities.models import Plan, SourceDocument


@dataclass(slots=True)
class ReadFile:
    """A file and what was read from it."""

    path: Path
    sha256: str
    document_date: date | None
    reading: PlanReading
    date_precision: str = SourceDocument.DatePrecision.DAY
    columns: Mapping[str, str] = field(default_factory=dict)
    """What a person said that columns hold, by their places: {"table 1, column 4": "progress"}; in an update of
    recommendations what labels mean: {"Our journey so far": "done"}."""
    amendments: Amendments = field(default_factory=Amendments)
    """What a person decided on words that say two things."""
    name: str = ""
    """What the file was called by who brought it."""
    kind: str = ACTION_PLAN
    """One of KINDS: what it was read as."""
    guess: KindGuess | None = None
    """What it was taken for, and why, where nobody said what it is."""


def read_file(path: Path, **options) -> ReadFile:
    """Read a plan's file; the options are those of `read_in_steps`, which does the work."""
    steps = read_in_steps(path, **options)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def read_in_steps(
    path: Path,
    *,
    name: str = "",
    document_date: date | None = None,
    date_precision: str = SourceDocument.DatePrecision.DAY,
    plan: Plan | None = None,
    columns: Mapping[str, str] | None = None,
    amendments: Amendments | None = None,
    kind: str = ACTION_PLAN,
    round_title: str = "",
) -> Generator[str, None, ReadFile]:
    """Read a plan's file; the plan's stored rating key explains what the document does not.

    Says in words what is done next, and returns the file. `document_date` is the last day of a month or a year where
    `date_precision` says so. `name` is what the file was called where it is kept under another name. `kind` is one of
    KINDS; "" takes it for what it looks like. An update of recommendations has a `round_title`. Raises DocumentError,
    one sentence, for a file that cannot be read, and ImportRefused for columns that it has not, for a document that looks
    like no kind, and for an update without a round.
    """
    named = Path(path).with_name(name) if name else Path(path)
    yield f"Opening {named.name} …"
    key = stored_key(plan) if plan else []
    document = read_document(path, name=name)
    guess = None
    with in_time(f"Finding the plan in {named.name}"):
        if not kind:
            yield "Finding out what kind of document it is …"
            guess = tell_kind(document)
            kind = _told(guess, named.name)
        if kind == RECOMMENDATION_UPDATE and not round_title.strip():
            raise ImportRefused(NO_ROUND)
        yield f"Finding {_SOUGHT[kind]} in {_size(document)} …"
        reading: PlanReading
        try:
            if kind == ACTION_PLAN:
                reading = _read_actions(document, document_date, key, columns or {})
            else:
                reading = read_promises(kind, document, round_title=round_title, meanings=_meanings(columns or {}))
        except WrongChoice as refusal:
            raise ImportRefused(str(refusal)) from None
    reading.problems += shorten(reading, keep_words=True)
    sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return ReadFile(
        Path(path),
        sha256,
        document_date,
        reading,
        date_precision,
        columns or {},
        amendments or Amendments(),
        named.name,
        kind,
        guess,
    )


def _read_actions(document: Document, document_date: date | None, key: list, columns: Mapping[str, str]) -> PlanReading:
    """Read an action plan. Where it has no action, or none with a lead or a date, what it looks like instead is said."""
    try:
        reading = read_action_plan(
            document, document_date=document_date, rating_key=key, columns=column_choices(columns)
        )
    except NoActions as none:
        other = _looks_like(document)
        raise (NoActions(f"{none} {other}", none.tables) if other else none) from None
    if not any(action.leads or action.timescale.raw.strip() for action in reading.actions):
        other = _looks_like(document)
        reading.problems[:0] = [Problem("the document", None, "", other)] if other else []
    return reading


def _looks_like(document: Document) -> str:
    """One sentence about the kind of document that it seems to be, "" for an action plan or none."""
    guess = tell_kind(document)
    if guess.kind is None or guess.kind == ACTION_PLAN or guess.kind not in KINDS:
        return ""
    what = KINDS[guess.kind].partition(":")[0].lower()
    return f"It looks like another kind of document, '{what}': {guess.why}"


NO_ROUND = (
    "An update of recommendations belongs to a round: say what the partnership calls it, such as 'Year one', with --round or "
    "under 'Round'."
)

_SOUGHT = {
    ACTION_PLAN: "the actions",
    "strategy": "the commitments",
    RECOMMENDATION_UPDATE: "the sections",
    "roadmap": "the milestones",
}


def _told(guess: KindGuess, name: str) -> str:
    """The kind that a document looks like. Raises ImportRefused where it is none that is brought into a plan."""
    if guess.kind in KINDS:
        return guess.kind
    if guess.kind is None:
        raise ImportRefused(f"{name}: {guess.why}")
    raise ImportRefused(
        f"{name} looks like the story of how something was made, which is no plan: {guess.why} Choose the kind if it is one; "
        f"a history is brought in with import_document --kind {guess.kind}."
    )


def _meanings(columns: Mapping[str, str]) -> Mapping[str, str]:
    """What labels mean, of what was said of columns. Raises WrongChoice for a meaning that there is not."""
    for label, meaning in columns.items():
        if meaning not in MEANINGS:
            raise WrongChoice(f"'{label}' is said to mean '{meaning}'; a section means one of {', '.join(MEANINGS)}.")
    return columns


def _size(document: Document) -> str:
    """ "240 rows and 12 paragraphs": how much there is to read."""
    rows = sum(len(table.rows) for table in document.tables())
    lines = sum(isinstance(block, Paragraph) for block in document.blocks)
    said = [counted(rows, "row")] if rows else []
    return " and ".join([*said, *([counted(lines, "paragraph")] if lines or not rows else [])])


@contextmanager
def in_time(doing: str, *, seconds: float = LIMITS.plan_seconds, wait: float = LIMITS.plan_wait) -> Iterator[None]:
    """Raise DocumentError where the work takes more than so many seconds of processor time, or `wait` by the clock.

    `doing` begins the sentence: "Finding the plan in plan.docx". Only the main thread can be stopped like this: commands
    and the site's own workers are nothing else. What is stopped may stand anywhere, so it must not write.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _) -> None:
        most = wait if number == signal.SIGALRM else seconds
        raise DocumentError(
            f"{doing} took more than {most} seconds, which is the most that is allowed: split it or save a simpler copy."
        )

    timers = ((signal.SIGVTALRM, signal.ITIMER_VIRTUAL, seconds), (signal.SIGALRM, signal.ITIMER_REAL, wait))
    before = {number: signal.signal(number, stop) for number, _, _ in timers}
    try:
        for _, timer, most in timers:
            signal.setitimer(timer, most)
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
