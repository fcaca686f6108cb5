"""A rating key in running words, or in a row of the table."""

import pytest

from actions.status import Status
from priorities.documents import Paragraph
from tests.unit.actions.reading.conftest import read, table

RATED = table(
    ("Ref", "Action", "Lead", "RAG"),
    ("1.1", "Train staff", "ICB", "Green"),
    ("1.2", "Ask families", "Forum", "Amber"),
    ("1.3", "Write the guide", "Forum", "Red"),
    first=6,
    word="line",
)


def lines(*texts, first):
    return tuple(Paragraph(f"line {number}", text) for number, text in enumerate(texts, start=first))


@pytest.mark.parametrize(
    "words",
    [
        ("Key: Green on track, Amber at risk, Red off track",),
        ("RAG: G on track; A at risk; R off track",),
        ("Key: Green on track, Amber at", "risk, Red off track"),
        ("Key: Green on track, Amber at risk,", "Red off track"),
        ("RAG key", "Green on track", "Amber at risk", "Red off track"),
    ],
)
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("kind", ["text", "docx"])
def test_a_key_in_running_words_before_or_after_the_table(words, before, kind):
    key = lines(*words, first=1 if before else 10)
    reading = read(*((*key, RATED) if before else (RATED, *key)), kind=kind)
    assert [action.status for action in reading.actions] == [Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK]
    assert [action.problems for action in reading.actions] == [[], [], []]
    told = {row.place: row.reason for row in reading.skipped}
    assert {told[line.place] for line in key} <= {"read as the plan's rating key", "the heading of the rating key"}


def test_a_key_in_a_row_of_the_table():
    rows = (("Ref", "Action", "Lead", "RAG"), ("1.1", "Train staff", "ICB", "Green"), ("1.2", "Ask", "ICB", "Red"))
    reading = read(table(*rows, ("Key: Green on track, Red off track", "", "", "")))
    assert [action.status for action in reading.actions] == [Status.ON_TRACK, Status.OFF_TRACK]


def test_rows_below_the_key_that_spell_out_initials_are_roles_and_no_words_of_the_key():
    key = table(
        ("Key to RAG letters", ""),
        ("G", "On track"),
        ("A", "At risk"),
        ("Owners", ""),
        ("HoSI", "Head of SEND and Inclusion"),
        ("DCO", "Designated Clinical Officer"),
        first=20,
    )
    plan = table(
        ("Ref", "Action", "Owner", "RAG"),
        ("1.1", "Train staff", "HoSI, Special School Headteachers", "G"),
        ("1.2", "Ask families", "DCO", "A"),
    )
    reading = read(plan, key, kind="xlsx")
    assert [(word.word, word.status) for word in reading.rating_key] == [("G", Status.ON_TRACK), ("A", Status.AT_RISK)]
    assert [action.leads for action in reading.actions] == [
        ["Head of SEND and Inclusion", "Special School Headteachers"],
        ["Designated Clinical Officer"],
    ]
    assert [(item.field, item.value, item.message) for item in reading.actions[0].problems] == [
        (
            "leads",
            "HoSI",
            "Initials were replaced by the roles in the document's list of people: check them.",
        )
    ]
    told = {row.place: row.reason for row in reading.skipped}
    assert [told[place] for place in ("row 24", "row 25")] == ["a list of people, not actions"] * 2
