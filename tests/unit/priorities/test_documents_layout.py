"""Columns parted by blanks: found where they line up, and nowhere else."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from priorities.documents import Table
from priorities.documents.layout import aligned_rows


def found(text):
    """Each piece short: a table as rows of texts, a line as itself."""
    lines = list(enumerate(text.splitlines(), 1))
    return [
        [(row.place, [cell.text for cell in row.cells]) for row in piece.rows] if isinstance(piece, Table) else piece[1]
        for piece in aligned_rows(lines)
        if isinstance(piece, Table) or piece[1].strip()
    ]


PLAN = """\
                 Plan for 2025

This is what we will do.  It is read each term.

Ref    Action                       Lead            By when     RAG
1.1    Train all early years staff  Head of SEND    Mar 2026    Green
       in the new pathway and
       check that it is used        with partners
1.2    Publish waiting times        ICB lead        Ongoing     Amber

Priority 2: families know where to turn and are heard in every decision about them
2.1    Open a drop-in session       Parent carer    Sept 2025   Red
       in each locality             forum

                              3

Below the table there is prose that goes on over the whole width of the page
"""


def test_a_printed_table_is_cut_at_its_gutters():
    assert found(PLAN) == [
        "                 Plan for 2025",
        "This is what we will do.  It is read each term.",
        [
            ("line 5", ["Ref", "Action", "Lead", "By when", "RAG"]),
            ("line 6", ["1.1", "Train all early years staff", "Head of SEND", "Mar 2026", "Green"]),
            ("line 7", ["", "in the new pathway and", "", "", ""]),
            ("line 8", ["", "check that it is used", "with partners", "", ""]),
            ("line 9", ["1.2", "Publish waiting times", "ICB lead", "Ongoing", "Amber"]),
            (
                "line 11",
                ["Priority 2: families know where to turn and are heard in every decision about them"],
            ),
            ("line 12", ["2.1", "Open a drop-in session", "Parent carer", "Sept 2025", "Red"]),
            ("line 13", ["", "in each locality", "forum", "", ""]),
        ],
        "                              3",
        "Below the table there is prose that goes on over the whole width of the page",
    ]


def test_a_line_across_the_gutters_covers_their_columns():
    (across,) = [
        row.cells
        for piece in aligned_rows(list(enumerate(PLAN.splitlines(), 1)))
        if isinstance(piece, Table)
        for row in piece.rows
        if row.place == "line 11"
    ]
    assert [(cell.column, cell.columns) for cell in across] == [(0, 5)]


def test_words_that_run_across_a_gutter_are_in_doubt():
    lines = ["Ref   Action        Lead"] + ["1.1   Train staff   Head"] * 10 + ["1.2   Train every member  Head"]
    (grid,) = aligned_rows(list(enumerate(lines, 1)))
    said = "The words of this line run across the columns, so some may stand in the wrong cell."
    assert [cell.doubt for cell in grid.rows[-1].cells] == [None, said, said]
    assert {cell.doubt for row in grid.rows[:-1] for cell in row.cells} == {None}


def test_lists_and_prose_are_no_tables():
    for text in (
        "1.   Train all staff\n2.   Publish the times\n3.   Open the session",
        "•    widen the offer\n•    hold  events\n•    listen",
        "One sentence.  Another one.\nAlso here.  A second sentence stands.\nNo double blank in this one",
        "Ref    Action\n1.1    Train",
        "One line\nanother line\na third line",
    ):
        assert found(text) == text.splitlines()


def test_a_header_parted_from_its_rows_by_a_heading_is_in_the_table():
    text = """\
Ref   Action               Lead

Priority 1: a heading that runs over the whole width of the table and further
1.1   Train the staff      SENCO
1.2   Publish the times    ICB
1.3   Open the session     Forum
"""
    (grid,) = found(text)
    assert [row[0] for row in grid] == ["line 1", "line 3", "line 4", "line 5", "line 6"]


WORDS = st.sampled_from(("train", "publish", "meeting", "school", "waiting", "board", "guide", "pathway", "early"))


@st.composite
def printed(draw):
    """A table as a PDF tool prints it, and the texts of its rows."""
    widths = [8, *draw(st.lists(st.integers(14, 30), min_size=2, max_size=5))]
    starts = [sum(width + 2 for width in widths[:i]) for i in range(len(widths))]
    lines, truth = [], []

    def put(cells):
        line = ""
        for start, cell in zip(starts, cells, strict=True):
            line = line.ljust(start) + cell if cell else line
        lines.append(line)
        truth.append(list(cells))

    put(["Ref", "Action", "Lead", "By when", "RAG", "Note"][: len(widths)])
    for number in range(draw(st.integers(3, 8))):
        texts = [" ".join(draw(st.lists(WORDS, min_size=1, max_size=8))) for _ in widths[1:]]
        columns = [
            [f"1.{number}"],
            *(textwrap.wrap(text, width) for text, width in zip(texts, widths[1:], strict=True)),
        ]
        for depth in range(max(map(len, columns))):
            put([column[depth] if depth < len(column) else "" for column in columns])
    return lines, truth


@settings(max_examples=100)
@given(printed())
def test_every_cell_of_a_printed_table_is_found(case):
    lines, truth = case
    (grid,) = aligned_rows(list(enumerate(lines, 1)))
    assert [[cell.text for cell in row.cells] for row in grid.rows] == truth


@given(st.lists(st.text(alphabet="ab •1.\u00a0", max_size=30), max_size=12))
def test_no_word_is_lost_or_doubled(lines):
    kept = []
    for piece in aligned_rows(list(enumerate(lines, 1))):
        kept += [cell.text for row in piece.rows for cell in row.cells] if isinstance(piece, Table) else [piece[1]]
    assert " ".join(kept).split() == " ".join(lines).split()
