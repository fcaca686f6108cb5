"""Notes on an update's words: they advise, so they name what could be plainer and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.plain_words import notes


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(
    ("count", "parts"), [(23, None), (24, 2), (31, 2), (39, 2), (40, 2), (41, 3), (48, 3), (64, 4)]
)
def test_a_long_sentence_is_worth_dividing(count, parts):
    said = f"{count} words: consider {parts} sentences. It begins “word word word word word …”."
    assert notes(f"{words(count)}.") == ([said] if parts else [])


def test_each_sentence_and_each_line_counts_by_itself():
    assert notes(f"{words(20)}. {words(20)}! {words(20)}?") == []
    assert notes(f"{words(20)}\n{words(20)}") == []
    assert [note[:8] for note in notes(f"{words(30)}. Short. {words(25)}.")] == ["30 words", "25 words"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "CAMHS has seen them.",
            ["CAMHS is not explained. It means: Child and adolescent mental health services of the NHS."],
        ),
        ("The JCB met.", ["JCB is not explained."]),
        ("The JCB met. The JCB agreed.", ["JCB is not explained."]),
        ("Two MATs joined.", ["MAT is not explained."]),
        ("The Joint Commissioning Board (JCB) met. The JCB agreed.", []),
        ("The JCB (Joint Commissioning Board) met.", []),
        ("The JCB (2) met.", ["JCB is not explained."]),
        ("SEND, EHC plans, the NHS and the ICB are explained.", []),
        ("Families wait. I wait. A plan.", []),
        ("WE HAVE DONE THIS NOW", []),
        ("See https://example.org/JCB/notes and JCB-12.", []),
        ("", []),
    ],
)
def test_an_acronym_is_explained_or_named(text, said):
    assert notes(text) == said


def test_a_small_number_of_children_is_pointed_out_once():
    said = "“3 pupils” counts fewer than 5: a child might be recognised. An approver must agree that it may be read."
    assert notes("We saw 3 pupils. The 3 pupils came back.") == [said]
    assert notes("We saw 30 pupils in 3 schools.") == []


@given(st.text(max_size=400))
def test_any_text_has_notes_that_are_sentences(text):
    assert all(note.endswith(".") or "…" in note for note in notes(text))
