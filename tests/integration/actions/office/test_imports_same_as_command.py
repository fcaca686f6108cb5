"""What the pages of an import store is what the command stores, to the last column, for documents of every kind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from priorities.models import SourceDocument
from tests.corpus.samples import samples
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.whole_state import WHO, whole_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here", "today")]

FIXTURES = sorted((Path(__file__).parents[4] / "fixtures" / "documents").iterdir())
HOW_MANY = {".csv": 8, ".xlsx": 8, ".txt": 7, ".tsv": 4, ".docx": 3}
"""The lightest samples of each format: the others are read by the same code and take a second each."""
SAMPLES = [
    path
    for suffix, many in HOW_MANY.items()
    for path in sorted(
        (sample.path for sample in samples() if sample.path.suffix == suffix),
        key=lambda path: (path.stat().st_size, path.name),
    )[:many]
]


BUT = WHO | {"file"}
"""The name in the store has letters of its own where one of the name is there already; the bytes are compared."""


def test_the_spread_holds_all_formats_and_thirty_samples():
    assert len(SAMPLES) >= 30
    assert {path.suffix for path in (*SAMPLES, *FIXTURES)} == {".txt", ".tsv", ".csv", ".xlsx", ".docx"}


@pytest.mark.parametrize("path", [*FIXTURES, *SAMPLES], ids=lambda path: path.name)
def test_the_pages_store_what_the_command_stores(path, client, officer, partnership, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with transaction.atomic():
        run = Pages(client, officer).whole_way(path.name, path.read_bytes(), title="Plan in hand", day="2025-11-30")
        by_pages = whole_state(but=BUT), _file()
        assert run.state == "confirmed"
        transaction.set_rollback(True)
    with transaction.atomic():
        call_command(
            "import_document",
            str(path),
            kind="action-plan",
            plan="plan-in-hand",
            title="Plan in hand",
            partnership=partnership.slug,
            document_date="2025-11-30",
            commit=True,
            stdout=io.StringIO(),
        )
        by_command = whole_state(but=BUT), _file()
        transaction.set_rollback(True)
    assert by_pages[0].keys() == by_command[0].keys()
    for kind, rows in by_pages[0].items():
        assert rows == by_command[0][kind], kind
    assert by_pages[1] == by_command[1]


def _file() -> bytes:
    with default_storage.open(SourceDocument.objects.get().file.name) as file:
        return file.read()
