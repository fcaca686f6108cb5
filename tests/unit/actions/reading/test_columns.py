from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading import columns
from actions.reading.columns import Meaning, folded, header_score, is_exact, meaning_of


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Ref.", Meaning.REFERENCE),
        ("ACTION\nNO.", Meaning.REFERENCE),
        ("Milestone no.", Meaning.REFERENCE),
        ("Area of weakness", Meaning.PRIORITY),
        ("Promise", Meaning.ACTION),
        ("Our pledge", Meaning.ACTION),
        ("Named officer and post", Meaning.LEAD),
        ("Helped by", Meaning.LEAD),
        ("How will families know?", Meaning.MEASURE),
        ("Target month", Meaning.DUE),
        ("On track?", Meaning.RATING),
        ("How it is rated", Meaning.RATING),
        ("How do we rate this?", Meaning.RATING),
        ("Key focus", Meaning.PRIORITY),
        ("Desired result", Meaning.OUTCOME),
        ("How families will feel the change", Meaning.OUTCOME),
        ("What parents told us", Meaning.OTHER),
        ("What we heard", Meaning.OTHER),
        ("action_reference", Meaning.REFERENCE),
        ("ActionDescription", Meaning.ACTION),
        ("current_status", Meaning.RATING),
        ("JCP ref", Meaning.REFERENCE),
        ("Go-live date", Meaning.DUE),
        ("When do we start?", Meaning.START),
        ("When do we finish?", Meaning.DUE),
        ("Overseen by", Meaning.OTHER),
        ("Delivery partner", Meaning.LEAD),
        ("Progress and next steps", Meaning.PROGRESS),
        ("Next steps", Meaning.OTHER),
        # Cells that are no headings.
        ("Tell families how an annual meeting went", None),
        ("what was looked at, even where the family", None),
        ("Latest news", Meaning.PROGRESS),
        ("What’s happened", Meaning.PROGRESS),
        ("Objective(s)", Meaning.AIM),
        ("What we want to achieve", Meaning.AIM),
        ("What we will do", Meaning.ACTION),
        ("Action/Task", Meaning.ACTION),
        ("  Key  Actions:", Meaning.ACTION),
        ("What does success look like?", Meaning.OUTCOME),
        ("So that…", Meaning.OUTCOME),
        ("What families will notice", Meaning.OUTCOME),
        ("Success Measure (KPI)", Meaning.MEASURE),
        ("Lead agency", Meaning.LEAD),
        ("Roles responsible", Meaning.LEAD),
        ("Who is leading", Meaning.LEAD),
        ("Task & Finish Group", Meaning.LEAD),
        ("By When?", Meaning.DUE),
        ("Start\nRev\nEnd", Meaning.DUE),
        ("Start date", Meaning.START),
        ("Review date", Meaning.REVIEW),
        ("BRAG", Meaning.RATING),
        ("RAG status (Oct 2025)", Meaning.RATING),
        ("Progress to date", Meaning.PROGRESS),
        ("How far have we got?", Meaning.PROGRESS),
        ("Update January 2025", Meaning.PROGRESS),
        ("Where are we now", Meaning.OTHER),
        ("RAG rationale", Meaning.OTHER),
        ("Budget £", Meaning.OTHER),
        ("Favourite colour of cheese", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_column_means(heading, meaning):
    assert meaning_of(heading) == meaning


def test_folding_takes_case_line_breaks_and_end_punctuation():
    assert folded("By  When?\n") == "by when"
    assert folded("Action(s)") == "action s"


def test_an_exact_heading_is_known_as_a_whole():
    assert is_exact("By when?")
    assert not is_exact("By when will this be done by everybody")


def test_a_heading_row_names_an_action_and_something_else():
    assert header_score(["Action", "Lead", "By when"]) == 9
    assert header_score(["Ref", "What we will do"]) == 6


@pytest.mark.parametrize(
    "cells",
    [
        ["Action"],
        ["Name", "Role"],
        ["Risk", "Likelihood", "Impact", "Mitigation", "Owner"],
        ["1.1", "Review the offer", "Head of SEND", "Jan-25"],
        ["", ""],
    ],
)
def test_other_rows_are_no_heading_row(cells):
    assert header_score(cells) == 0


@given(st.text(max_size=200))
def test_no_heading_raises(text):
    assert meaning_of(text) is None or isinstance(meaning_of(text), Meaning)


def test_every_heading_that_is_known_whole_stands_once_as_it_is_looked_for():
    listed = [" ".join(heading.split()) for text in columns._EXACT.values() for heading in text.split("|")]
    assert [heading for heading in listed if folded(heading) != heading] == []
    assert [heading for heading, count in Counter(listed).items() if count > 1] == []
