"""Hostile and odd files through the pages: one sentence, no row changed; an error in row 299 of 300 leaves nothing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db.models import Model
from django.urls import reverse

from actions.models import Action
from priorities.models import SourceDocument
from tests.factories import office as make
from tests.factories.odd_files import ODD_FILES
from tests.integration.actions.office.importing_pages import Pages
from tests.integration.actions.office.test_imports import HEAD, own_store
from tests.integration.actions.office.whole_state import whole_state
from tests.unit.priorities.test_documents_hostile import REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
__all__ = ["own_store"]

KINDS = sorted({odd.kind for odd in ODD_FILES if not odd.heavy}, key=lambda kind: int(kind.split()[0]))


@pytest.fixture
def pages(client, officer):
    return Pages(client, officer)


def said_of(pages, response) -> str:
    """The one sentence of the page that follows an upload; "" where the document was read."""
    page = response.content.decode() if response.status_code == 200 else _read(pages)
    at_the_field = r'<ul class="errorlist"[^>]*><li>(.*?)</li>'
    return unescape(
        "\n".join(re.findall(r'<p class="errornote" role="alert">(.*?)</p>', page) or re.findall(at_the_field, page))
    )


def _read(pages) -> str:
    return b"".join(pages.get("read").streaming_content).decode()


def test_the_list_has_24_kinds():
    assert sorted({int(odd.kind.split()[0]) for odd in ODD_FILES}) == list(range(1, 25))


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_or_odd_file_gets_one_sentence_and_no_row_or_is_read(kind, pages):
    before = whole_state()
    for odd in (odd for odd in ODD_FILES if odd.kind == kind and not odd.heavy):
        response = pages.upload(odd.name, odd.make(), title="Early help plan")
        assert said_of(pages, response) == odd.sentence, odd.name
        if not odd.sentence:
            assert len(pages.get("preview").context["at"].file.reading.actions) == odd.actions, odd.name
    assert whole_state() == before


@pytest.mark.parametrize("name", ["bomb.xlsx", "entities.xlsx"])
def test_the_readers_own_process_says_the_same(name, pages):
    make_bytes, sentence = REFUSED[name]
    assert said_of(pages, pages.upload(name, make_bytes(), title="Early help plan")) == sentence
    assert pages.get("preview").context["refusal"] == sentence


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        (
            "Ref\tAction\n1.1\tTrain\0staff\n",
            "There is a NUL character in the pasted table, which text cannot hold: copy the table again, or send its file, and the line is named.",
        ),
        (
            "Zag\tZog\nBlue\t7\n",
            "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'.",
        ),
        (
            "Action\n" + "a" * 20_001,
            "The text at line 2 that begins 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' has 20,001 characters and the most that is read is 20,000: shorten it or split it.",
        ),
        ("a" * 500_001, "Or a table, pasted from Word or Excel: 500001 letters are too many; shorten it to 500000."),
        (
            "Ref\tAction\n" + "1\tTrain staff\n" * 5_000,
            "At line 5001 the document passes 5,000 table rows, which is the most that is read: split it into several files.",
        ),
    ],
    ids=["nul", "headings", "long-cell", "too-long", "rows"],
)
def test_an_odd_table_that_is_pasted_gets_one_sentence_too(pasted, sentence, pages):
    before = whole_state()
    assert said_of(pages, pages.upload(pasted=pasted, title="Early help plan")) == sentence
    assert whole_state() == before


@pytest.mark.usefixtures("read_here")
def test_an_error_in_row_299_of_300_leaves_everything_as_it_was(pages, partnership, monkeypatch):
    plan = make.PlanFactory(partnership=partnership)
    rows = [
        f"{number}\tHold meeting number {number} of the reading circle\tTeam leader\tMay 2026\tOne"
        for number in range(1, 301)
    ]
    pages.upload(pasted="\n".join([HEAD, *rows]), plan=plan)
    pages.map()
    typed = {**pages.typed("preview"), "do": "confirm"}
    before = whole_state(histories=True, but=frozenset())
    count = 0
    cleaned = Model.__init__

    def failing(self, *args, **kwargs):
        nonlocal count
        cleaned(self, *args, **kwargs)
        count += type(self) is Action and self.pk is None
        if count == 299:
            raise RuntimeError("row 299")

    monkeypatch.setattr(Model, "__init__", failing)
    pages.client.raise_request_exception = False
    response = pages.client.post(pages.at("preview"), typed)
    monkeypatch.undo()
    assert (response.status_code, count >= 299) == (500, True)
    assert whole_state(histories=True, but=frozenset()) == before
    assert SourceDocument.objects.count() == 0

    assert pages.client.post(pages.at("preview"), typed)["Location"] == pages.at("done")
    assert plan.actions.count() == 300


@pytest.mark.usefixtures("read_here")
def test_three_hundred_rows_stay_usable(pages, partnership):
    rows = [
        f"{number}\tHold meeting number {number} of the reading circle\tTeam leader\tMay 2026\tOne"
        for number in range(1, 301)
    ]
    pages.upload(pasted="\n".join([HEAD, *rows]), title="Circle")
    pages.map()
    first = pages.get("preview")
    assert [len(first.context["page"].object_list), first.context["page"].paginator.num_pages] == [50, 7]
    assert len(first.content) < 150_000
    last = pages.client.get(f"{pages.at('preview')}?page=7")
    assert [block.row.place for block in last.context["page"].object_list] == ["line 301"]
    skipped = pages.client.get(f"{pages.at('preview')}?show=skipped")
    assert [(block.row.place, block.row.reason) for block in skipped.context["page"].object_list] == [
        ("line 1", "the heading row")
    ]


@pytest.mark.usefixtures("read_here")
def test_unreadable_signs_are_shown_as_such(pages):
    pages.upload(pasted=f"{HEAD}\n1\tTrain every SENCO of the ∿ẞжж area\tTeam leader\tMay 2026\tOne\n", title="Circle")
    pages.map()
    assert "<mark>[unreadable]</mark>" in pages.get("preview").content.decode()


def test_a_document_without_known_headings_is_mapped_by_its_person(pages):
    pages.upload("plan.csv", b"Zag,Zog\nBlue,7\nGreen,9\n", title="Circle")
    shown = pages.get("map")
    assert shown.context["refusal"].startswith("No actions were found in the document")
    assert [row["column"].heading for row in shown.context["shown"][0]["rows"]] == ["Zag", "Zog"]
    pages.map(column_0_1="action", column_0_2="reference")
    assert pages.confirm()["Location"] == pages.at("done")
    assert list(Action.objects.values_list("reference", "official_words")) == [("7", "Blue"), ("9", "Green")]


def test_an_import_may_be_dropped_and_its_file_goes(pages):
    pages.upload("plan.csv", b"Zag,Zog\nBlue,7\n", title="Circle")
    run = pages.run()
    storage, name = run.file.storage, run.file.name
    assert storage.exists(name)
    pages.client.post(pages.at("drop"))
    run.refresh_from_db()
    assert (run.state, run.file.name) == ("dropped", "")
    assert pages.client.post(reverse("office:import-drop", args=[run.pk])).status_code == 302
