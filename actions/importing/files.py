"""A file and what is read from it, with the plan's stored rating key and the columns' lengths in mind."""

from __future__ import annotations

import hashlib
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actions.importing.lengths import shorten
from actions.reading import PlanReading, read_action_plan
from actions.services import stored_key
from priorities.documents import LIMITS, DocumentError, read_document
from priorities.models import Plan, SourceDocument


@dataclass(slots=True)
class ReadFile:
    """A file and what was read from it."""

    path: Path
    sha256: str
    document_date: date | None
    reading: PlanReading
    date_precision: str = SourceDocument.DatePrecision.DAY


def read_file(
    path: Path,
    *,
    document_date: date | None = None,
    date_precision: str = SourceDocument.DatePrecision.DAY,
    plan: Plan | None = None,
) -> ReadFile:
    """Read an action plan's file; the plan's stored rating key explains what the document does not.

    `document_date` is the last day of a month or a year where `date_precision` says so.
    Raises DocumentError, one sentence, for a file that cannot be read.
    """
    key = stored_key(plan) if plan else []
    document = read_document(path)
    with _in_time(Path(path).name, LIMITS.plan_seconds):
        reading = read_action_plan(document, document_date=document_date, rating_key=key)
    reading.problems += shorten(reading, keep_words=True)
    return ReadFile(
        Path(path), hashlib.sha256(Path(path).read_bytes()).hexdigest(), document_date, reading, date_precision
    )


@contextmanager
def _in_time(name: str, seconds: float) -> Iterator[None]:
    """Raise DocumentError where the work takes more than so many seconds of processor time.

    Only the main thread can be stopped like this: commands and the site's own workers are nothing else.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_) -> None:
        raise DocumentError(
            f"Finding the plan in {name} took more than {seconds} seconds, which is the most that is allowed: "
            "split it or save a simpler copy."
        )

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
