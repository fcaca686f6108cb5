"""A row stays in its place, whatever its cells say."""

import pytest

from tests.unit.actions.reading.conftest import read, table

WIDE = ("Ref", "Action", "Lead", "Timescale", "Success measures", "Progress", "RAG")
PLAIN = ("1.0", "Train staff", "Head of SEND", "March 2026", "More staff trained", "Begun", "G")
IN_PLACE = (
    "1.1",
    "Write the guide for families",
    "Comms & PCF",
    "Complete",
    "Guide online",
    "Out 12 January 2026",
    "B",
)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("docx", IN_PLACE),
        ("csv", IN_PLACE),
        ("xlsx", IN_PLACE),
        ("xlsx", IN_PLACE[:-1]),  # a sheet may leave out the blank cells at the end of a row
        ("docx", (*IN_PLACE[:3], "Complete", "12/01/2026", "12/01/2026", "B")),
        ("csv", (*IN_PLACE[:3], "On track", "", "Reported in May 2026", "")),
    ],
)
def test_a_row_with_as_many_cells_as_headings_is_never_shifted(kind, row):
    reading = read(table(WIDE, PLAIN, row), kind=kind)
    _, action = reading.actions
    given = [*row, ""][:7]
    assert [
        action.reference,
        action.official_words,
        " & ".join(action.leads),
        action.timescale.raw,
        action.outcome,
        action.progress,
        action.rating,
    ] == given
    assert action.timescale.due is None
    found = [problem for problem in action.problems if problem.field not in ("status", "rating")]
    message = f"'{row[3]}' is a status, not a date: move it, and write a month and a year, or 'ongoing'."
    assert [(problem.field, problem.value, problem.message) for problem in found] == [("timescale", row[3], message)]


def test_a_row_that_contradicts_its_headings_stays_in_place_and_says_so():
    row = ("1.1", "Recruit two", "January 2026", "Green", "Head of SEND", "Out now", "31/03/2026")
    _, action = read(table(WIDE, PLAIN, row), kind="docx").actions
    assert (action.leads, action.timescale.raw, action.rating) == (["January 2026"], "Green", "31/03/2026")
    assert [problem.field for problem in action.problems if "that no cell of this row slipped" in problem.message] == [
        "leads",
        "timescale",
        "rating",
    ]
