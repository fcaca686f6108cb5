"""One document brought in twice into an empty office: through the pages, and by the command; what each of them stored."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import time_machine
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from priorities.models import Partnership, SourceDocument, User
from sendplan.demo.content import read_demo
from tests.factories.pages import NOON
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.whole_state import WHO, whole_state

BUT = WHO | {"file"}
"""The name in the store has letters of its own where one of the name is there already; the bytes are compared."""
DAY = "2025-11-30"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every row of every table of plans and the stored file; or the one sentence why nothing was stored."""

    rows: dict[str, list[dict[str, object]]]
    file: bytes = b""
    refusal: str = ""


def kind_of(path: Path) -> dict[str, str]:
    """What a document is brought in as: the demonstration says it of its own, the rest are action plans."""
    named = {
        document.file: {"kind": document.kind, "round_title": document.round_title}
        for plan in read_demo(settings.BASE_DIR / "fixtures").plans
        for document in plan.documents
    }
    return named.get(path.name, {"kind": "action-plan", "round_title": ""})


def by_pages(path: Path, *, client: Client, officer: User, kind: str = "action-plan", round_title: str = "") -> Outcome:
    """What a person stores who sends the file and takes every page as it is shown. The database is left as it was."""
    with time_machine.travel(NOON, tick=False), transaction.atomic():
        pages = Pages(client, officer)
        said = {"kind": kind, "round_title": round_title}
        sent = pages.upload(path.name, path.read_bytes(), title="Plan in hand", day=DAY, **said)
        assert sent.status_code == 302, f"{path.name} was not taken: {sent.status_code}"
        pages.client.post(pages.at("map"), {"version": pages.run().version})
        shown = pages.get("preview").context
        refusal = shown["refusal"] or shown["at"].refusal
        if not refusal:
            answer = pages.confirm()
            assert (answer.status_code, pages.run().state) == (302, "confirmed"), f"{path.name}: {answer.status_code}"
        found = _outcome(refusal)
        transaction.set_rollback(True)
    return found


def by_command(path: Path, *, partnership: Partnership, kind: str = "action-plan", round_title: str = "") -> Outcome:
    """What the command stores, in a preview made true. The database is left as it was."""
    refusal = ""
    with time_machine.travel(NOON, tick=False), transaction.atomic():
        try:
            with transaction.atomic():
                call_command(
                    "import_document",
                    str(path),
                    kind=kind,
                    round=round_title,
                    plan="plan-in-hand",
                    title="Plan in hand",
                    partnership=partnership.slug,
                    document_date=DAY,
                    commit=True,
                    stdout=io.StringIO(),
                )
        except CommandError as error:
            refusal = str(error)
        found = _outcome(refusal)
        transaction.set_rollback(True)
    return found


def _outcome(refusal: str) -> Outcome:
    if refusal:
        return Outcome(whole_state(but=BUT), refusal=refusal)
    with default_storage.open(SourceDocument.objects.get().file.name) as file:
        return Outcome(whole_state(but=BUT), file.read())


def apart(pages: Outcome, command: Outcome) -> list[str]:
    """What differs between the two, in words; nothing where they are the same to the last column."""
    found = []
    if pages.refusal != command.refusal:
        found.append(f"refused otherwise: {pages.refusal!r} and {command.refusal!r}")
    if pages.file != command.file:
        found.append("the stored file differs")
    for kind in sorted({*pages.rows, *command.rows}):
        one, other = pages.rows.get(kind, []), command.rows.get(kind, [])
        if one != other:
            found.append(f"{kind}: {len(one)} and {len(other)} rows{_first_difference(one, other)}")
    return found


def _first_difference(one: list[dict[str, object]], other: list[dict[str, object]]) -> str:
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        columns = [name for name in left if left[name] != right.get(name)]
        if columns:
            return f"; row {number}, {columns[0]}: {left[columns[0]]!r} and {right.get(columns[0])!r}"
    return ""
