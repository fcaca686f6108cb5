"""What the pages of an import share: the run that a person may know of, its reading, and how words are shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from actions.importing import KINDS
from actions.importing.files import ReadFile
from actions.importing.runs import Answers, read_run
from actions.models import ImportRun
from actions.services import stored_key
from actions.wording import day_in_words
from priorities.letters import has_unreadable
from priorities.models import SourceDocument
from priorities.office_forms import Difference, differences
from priorities.permissions import may_edit, rows_read_by

MESSAGES = {
    "changed": "Your answers are kept. Look at what they change, then confirm.",
    "kept": "Your answers are kept.",
    "columns": "What you said of the columns is kept.",
}

_last: dict[str, ReadFile] = {}
"""The last reading of this process, so that the pages of one import need not read its file again and again."""


def run_or_404(request: HttpRequest, pk: int, *, to_change: bool = True) -> ImportRun:
    """The run, for those who read all of its partnership; to change it one must prepare plans, else PermissionDenied."""
    runs = ImportRun.objects.select_related("plan", "partnership", "document", "made_by")
    run = rows_read_by(request.user, runs, path="partnership").filter(pk=pk).first()
    if run is None:
        raise Http404
    if to_change and not may_edit(request.user, run.partnership_id):
        raise PermissionDenied
    return run


def reading_of(run: ImportRun) -> ReadFile:
    """What was read of a run's file, as its person said; read again only where something that it depends on changed.

    Raises DocumentError and ImportRefused.
    """
    steps = reading_steps(run)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def reading_steps(run: ImportRun):
    """The same, telling its steps in words."""
    key = _key_of(run)
    if not run.file or not Path(run.file.path).exists():
        _last.pop(key, None)
    if key in _last:
        return replace(
            _last[key],
            path=Path(run.file.path),
            name=run.original_name,
            columns=dict(run.mapping),
            amendments=Answers.of(run).amendments,
        )
    file = yield from read_run(run)
    _last.clear()
    _last[key] = file
    return file


def _key_of(run: ImportRun) -> str:
    key = stored_key(run.plan) if run.plan is not None else []
    said = (
        run.sha256,
        Path(run.original_name).suffix.lower(),
        sorted(run.mapping.items()),
        run.document_date,
        run.date_precision,
        run.kind,
        run.round_title,
        key,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


_PARTS = re.compile(r"(\s+)")


def in_parts(text: str) -> list[tuple[str, bool]]:
    """The text in parts; True for words that cannot be read: "[unreadable]" stands for them on the page."""
    if not has_unreadable(text):
        return [(text, False)]
    parts: list[tuple[str, bool]] = []
    for word in _PARTS.split(text):
        unreadable = has_unreadable(word)
        if parts and parts[-1][1] and (unreadable or not word.strip()):
            if not unreadable:
                continue
            parts[-1] = (f"{parts[-1][0]} {word}", True)
        elif parts and not parts[-1][1] and not unreadable:
            parts[-1] = (parts[-1][0] + word, False)
        else:
            parts.append((word, unreadable))
    return parts


def differing(form: forms.Form) -> list[Difference]:
    """What was typed otherwise than it is stored, without what nobody types."""
    hidden = {str(field.label) for field in form.hidden_fields()}
    return [item for item in differences(form) if item.label not in hidden]


def field_key(words: str) -> str:
    """A short name for a field that asks about these words: the same on every page, whatever else is asked."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def date_said(day: date | None, precision: str) -> str:
    """The date that a document bears in words: "31 March 2024", "March 2024" or "2024"."""
    if day is None:
        return "none given"
    if precision == SourceDocument.DatePrecision.YEAR:
        return str(day.year)
    return f"{day:%B %Y}" if precision == SourceDocument.DatePrecision.MONTH else day_in_words(day)


STEPS = (("upload", "The document"), ("map", "Columns"), ("preview", "Preview"), ("done", "Done"))


def frame(run: ImportRun | None, step: str, **more: object) -> Mapping[str, object]:
    """What every page of an import shows: the file, its plan, its date, and how far it is."""
    context: dict[str, object] = {"run": run, "step": step, "steps": STEPS, **more}
    if run is not None:
        context["dated"] = date_said(run.document_date, run.date_precision)
        context["kind"] = KINDS.get(run.kind, "as the site tells").partition(":")[0].lower()
        context["goes_into"] = run.plan or run.new_plan_title
    return context
