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
from actions.reading import PlanReading, WrongChoice, column_choices, read_action_plan
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
    """What a person said that columns hold, by their places: {"table 1, column 4": "progress"}."""
    amendments: Amendments = field(default_factory=Amendments)
    """What a person decided on words that say two things."""
    name: str = ""
    """What the file was called by who brought it."""


def read_file(path: Path, **options) -> ReadFile:
    """Read an action plan's file; the options are those of `read_in_steps`, which does the work."""
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
) -> Generator[str, None, ReadFile]:
    """Read an action plan's file; the plan's stored rating key explains what the document does not.

    Says in words what is done next, and returns the file. `document_date` is the last day of a month or a year where
    `date_precision` says so. `name` is what the file was called where it is kept under another name. Raises
    DocumentError, one sentence, for a file that cannot be read, and ImportRefused for columns that it has not.
    """
    named = Path(path).with_name(name) if name else Path(path)
    yield f"Opening {named.name} …"
    key = stored_key(plan) if plan else []
    document = read_document(path, name=name)
    yield f"Finding the actions in {_size(document)} …"
    try:
        with in_time(f"Finding the plan in {named.name}"):
            reading = read_action_plan(
                document, document_date=document_date, rating_key=key, columns=column_choices(columns or {})
            )
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
    )


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
