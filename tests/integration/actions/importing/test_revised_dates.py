"""A document with a first and a revised date: the first stays the promise, and the move to the other is kept."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import preview_document
from actions.models import Action, DueDateChange
from actions.services import correct_draft_timescale
from actions.timescales import read_timescale
from tests.integration.actions.importing.conftest import AT, LATER

HEADER = "Ref\tAction\tLead\tOriginal due date\tRevised due date\n"
ROWS = "1.1\tTrain every school\tSEN team\t31 March 2025\t30 September 2026\n1.2\tWrite the guide\tHealth\tJul-26\t\n"
TEXT = f"{HEADER}{ROWS}"
DAY = date(2026, 3, 1)
REASON = "The document gives no reason. It does not say on which day the date was moved."
MOVED = [(date(2025, 3, 31), "31 March 2025", date(2026, 9, 30), "30 September 2026", REASON, DAY)]


def dates() -> list[tuple]:
    actions = Action.objects.filter(withdrawn_at=None).order_by("reference")
    return list(actions.values_list("reference", "original_due", "due", "timescale_raw"))


def moves(action: str = "1.1") -> list[tuple]:
    found = DueDateChange.objects.filter(action__reference=action).order_by("pk")
    return list(found.values_list("from_due", "from_raw", "to_due", "to_raw", "reason", "changed_on"))


BOTH = [
    ("1.1", date(2025, 3, 31), date(2026, 9, 30), "30 September 2026"),
    ("1.2", date(2026, 7, 31), date(2026, 7, 31), "Jul-26"),
]


def test_both_dates_are_kept_and_public_with_the_action(importing, client, time_machine):
    stored = importing.publish(TEXT, day=DAY)
    assert (dates(), moves(), moves("1.2")) == (BOTH, MOVED, [])
    assert stored.document.problems.filter(field="timescale").count() == 0
    assert DueDateChange.objects.public().count() == 1
    time_machine.move_to(LATER)
    said = " ".join(client.get("/plans/early-help/actions/1-1/").content.decode().split())
    assert "First date: 31 March 2025. " in said
    assert f'From 31 March 2025 to 30 September 2026.</p><p class="words">Reason: {REASON}</p>' in said


def test_the_same_document_again_moves_nothing(importing):
    importing.publish(TEXT, day=DAY)
    again = importing.store(f"{TEXT}\n", at=LATER, day=DAY)
    assert preview_document(again.document).is_empty
    assert moves() == MOVED


@pytest.mark.parametrize(
    ("headings", "kept"),
    [
        ("Due date\tRevised due date", True),
        ("Initial target date\tRevised target date", True),
        ("Milestone date\tRevised due date", False),
    ],
)
def test_only_a_heading_that_names_the_date_before_is_the_first(importing, headings, kept):
    importing.store(TEXT.replace("Original due date\tRevised due date", headings), day=DAY)
    assert moves() == (MOVED if kept else [])
    assert dates()[0][1] == (date(2025, 3, 31) if kept else date(2026, 9, 30))


@pytest.mark.parametrize(("first", "revised"), [("Soon", "30 September 2026"), ("31 March 2025", "Soon")])
def test_where_either_date_is_not_sure_nothing_is_moved_and_it_is_said(importing, first, revised):
    text = TEXT.replace("31 March 2025\t30 September 2026", f"{first}\t{revised}").replace("Jul-26\t", "Jul-26\tAug-26")
    stored = importing.store(text, day=DAY)
    assert moves() == []
    said = stored.document.problems.filter(message__startswith="A second date stands under 'Original due date'")
    assert said.get(place="line 2").value == first


def test_the_same_date_twice_is_no_move(importing):
    importing.store(TEXT.replace("31 March 2025", "30 September 2026"), day=DAY)
    assert moves() == []
    assert dates()[0][1] == date(2026, 9, 30)


def test_a_draft_takes_the_dates_of_the_next_document(importing):
    importing.store(TEXT, day=DAY)
    importing.store(TEXT.replace("30 September", "31 October"), at=LATER, day=DAY)
    (_, words, due, *_), *others = moves()
    assert (words, due, others) == ("31 March 2025", date(2026, 10, 31), [])
    assert dates()[0] == ("1.1", date(2025, 3, 31), date(2026, 10, 31), "31 October 2026")


def test_who_corrects_the_date_of_a_draft_keeps_the_first_one(importing):
    importing.store(TEXT, day=DAY)
    action = Action.objects.get(reference="1.1")
    correct_draft_timescale(action=action, timescale=read_timescale("31 October 2026"), by=importing.by, at=AT)
    assert [(old, new) for old, _, new, *_ in moves()] == [(date(2025, 3, 31), date(2026, 10, 31))]
    assert dates()[0][1:3] == (date(2025, 3, 31), date(2026, 10, 31))


def test_a_public_action_that_a_newer_document_moves_keeps_every_date(importing):
    importing.publish(TEXT, day=DAY)
    importing.publish(TEXT.replace("30 September", "31 October"), at=LATER, day=date(2026, 6, 1))
    assert [(old, new) for old, _, new, *_ in moves()] == [
        (date(2025, 3, 31), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 10, 31)),
    ]
    assert dates()[0][1] == date(2025, 3, 31)
