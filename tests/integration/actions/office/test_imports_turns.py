"""Reading and comparing are limited, and one reading of a person goes on at a time: others are answered meanwhile."""

from __future__ import annotations

import stat
from functools import partial

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.importing.files import in_time
from actions.models import Action
from actions.office import imports_turns
from actions.office.imports_turns import OTHER, OWN, Busy, turn
from priorities.models import Plan
from tests.factories import office as make
from tests.integration.actions.office.importing_pages import Pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

PLAN = "Ref\tAction\tLead\tBy when\n1.1\tTrain every SENCO\tHead of SEND\tMarch 2026\n"


@pytest.fixture
def pages(client, officer):
    found = Pages(client, officer)
    found.upload(pasted=PLAN, title="Early help plan")
    return found


def words(response) -> str:
    return " ".join(response.content.decode().split())


def read(pages: Pages) -> str:
    return b"".join(pages.get("read").streaming_content).decode()


def test_a_second_reading_of_the_same_person_says_so_and_how_to_go_on(pages, officer):
    with turn(pages.run(), officer):
        said = read(pages)
        assert f'<p class="errornote" role="alert">{OWN}</p>' in said
        assert f'<a class="button" href="{pages.at("read")}">Load this page again</a>' in said
        assert "refresh" not in said
        for page in ("map", "preview"):
            shown = pages.get(page)
            assert (shown.status_code, OWN in words(shown)) == (409, True)
            assert f'<a class="button" href="{pages.at(page)}">Load this page again</a>' in words(shown)
            assert "<title>Error: " in words(shown)
    assert "Go on to the columns" in read(pages)
    assert pages.get("preview").status_code == 200


def test_what_was_typed_waits_in_the_page_and_is_sent_again(pages, officer):
    sent = {**pages.typed("preview"), "do": "confirm", "ticked": ["1", "2"]}
    with turn(pages.run(), officer):
        refused = pages.client.post(pages.at("preview"), sent)
    assert (refused.status_code, Plan.objects.count()) == (409, 0)
    assert refused.context["typed"] == [
        ("version", str(sent["version"])),
        ("seen", sent["seen"]),
        ("do", "confirm"),
        ("ticked", "1"),
        ("ticked", "2"),
    ]
    assert f'<input type="hidden" name="seen" value="{sent["seen"]}">' in words(refused)
    again = pages.client.post(pages.at("preview"), dict(refused.context["typed"]))
    assert (again.status_code, Action.objects.count()) == (302, 1)


def test_other_people_read_short_documents_meanwhile_and_long_ones_in_turn(pages, partnership, officer, monkeypatch):
    other, run = make.MembershipFactory(partnership=partnership).user, pages.run()
    with turn(run, officer), turn(run, other):
        pass
    monkeypatch.setattr(imports_turns, "LONG", 10)
    with turn(run, officer):
        with pytest.raises(Busy) as busy, turn(run, other):
            pass
        assert str(busy.value) == OTHER
    with turn(run, other):
        pass


def test_a_turn_ends_where_the_work_fails_and_its_folder_is_nobody_elses(pages, officer):
    with pytest.raises(ZeroDivisionError), turn(pages.run(), officer):
        raise ZeroDivisionError
    with turn(pages.run(), officer):
        pass
    assert stat.S_IMODE((settings.VAR_DIR / "turns").stat().st_mode) == 0o700


def test_a_comparison_that_takes_too_long_ends_in_one_sentence_and_loses_nothing_that_was_read(pages, monkeypatch):
    def without_end(*args):
        while True:
            pass

    with monkeypatch.context() as slow:
        slow.setattr("actions.importing.runs.in_time", partial(in_time, seconds=5, wait=0.05))
        slow.setattr("actions.importing.runs.look", without_end)
        sentence = (
            "Comparing pasted table.tsv with the plan took more than 0.05 seconds, which is the most that is allowed: split "
            "it or save a simpler copy."
        )
        assert sentence in read(pages)
        assert sentence in words(pages.get("preview"))
    monkeypatch.setattr("actions.office.imports_common.read_run", without_end)
    assert pages.get("preview").context["counts"][0] == ("New actions", 1)


@pytest.mark.parametrize("into", ["a new plan", "a plan"])
def test_a_look_at_the_preview_keeps_nobody_from_saving(client, officer, plan, into):
    pages = Pages(client, officer)
    pages.upload(pasted=PLAN, **({"plan": plan} if into == "a plan" else {"title": "Early help plan"}))
    pages.map()
    with CaptureQueriesContext(connection) as asked:
        assert pages.get("preview").status_code == 200
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
