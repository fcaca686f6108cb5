"""What the pages of an import store is what the command stores, to the last column, for documents of every kind.

`python -m tests.corpus.same` compares all samples; here are the fixtures and the lightest of each format.
"""

from __future__ import annotations

import pytest
from django.test import Client

from tests.corpus.both_ways import apart, by_command, by_pages, kind_of
from tests.corpus.same import documents
from tests.integration.actions.office.test_imports_promises import ROADMAP, STRATEGY, UPDATE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

HOW_MANY = {".csv": 2, ".xlsx": 2, ".txt": 2, ".tsv": 1, ".docx": 2}
ALL = documents([], None)
FIXTURES = [path for path in ALL if path.parent.name == "documents"]
SAMPLES = [
    path
    for suffix, many in HOW_MANY.items()
    for path in sorted(
        (path for path in ALL if path.suffix == suffix and path not in FIXTURES),
        key=lambda path: (path.stat().st_size, path.name),
    )[:many]
]


def test_the_script_has_every_sample_and_the_spread_every_format():
    assert len(ALL) >= 386
    assert {path.suffix for path in SAMPLES} == {".txt", ".tsv", ".csv", ".xlsx", ".docx"}


@pytest.mark.parametrize("path", [*FIXTURES, *SAMPLES], ids=lambda path: path.name)
def test_the_pages_store_what_the_command_stores(path, officer, partnership, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    what = kind_of(path)
    pages = by_pages(path, client=Client(), officer=officer, **what)
    assert (pages.refusal, bool(pages.rows["priorities.sourcerow"])) == ("", True)
    assert apart(pages, by_command(path, partnership=partnership, **what)) == []


@pytest.mark.parametrize(
    ("kind", "round_title", "words"),
    [("strategy", "", STRATEGY), ("recommendation-update", "Year one", UPDATE), ("roadmap", "", ROADMAP)],
)
def test_they_store_the_same_of_the_other_kinds(kind, round_title, words, officer, partnership, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    path = tmp_path / "document.txt"
    path.write_text(words)
    what = {"kind": kind, "round_title": round_title}
    pages = by_pages(path, client=Client(), officer=officer, **what)
    assert pages.refusal == ""
    assert bool(pages.rows["priorities.sourcerow"]) is True
    assert apart(pages, by_command(path, partnership=partnership, **what)) == []
