"""A row stays in its place, whatever its cells say."""

import pytest

from priorities.documents import Paragraph
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


PASTED = ("Ref", "Action", "Lead", "By when", "Outcome", "Progress")
FULL = ("1.1", "Train staff", "ICB", "May 2026", "Staff know", "Some know it now")
LAST = ("1.3", "Ask parents", "ICB", "June 2026", "We know", "Most have answered")


def pasted(*rows):
    return read(table(*rows, word="line"), kind="text")


@pytest.mark.parametrize(
    "lines",
    [
        (("1.2", "Report"), ("spend by need", "ICB", "May 2026", "It is known", "Some know it now")),
        (("1.2", "Report", "ICB"), ("", "May 2026", "It is known", "Some know it now")),
        (("1.2", "Report the spend of"), ("2026", "ICB", "May 2026", "It is known", "Some know it now")),
        (("1.2 ",), ("", "Report spend"), ("by need", "ICB", "May 2026", "It is"), ("known", "Some know it now")),
    ],
)
def test_a_pasted_row_whose_cells_hold_line_breaks_is_one(lines):
    actions = pasted(PASTED, FULL, *lines, LAST).actions
    assert [action.reference for action in actions] == ["1.1", "1.2", "1.3"]
    row = actions[1]
    assert row.official_words.startswith("Report")
    assert (row.leads, row.timescale.raw, row.outcome, row.progress) == (
        ["ICB"],
        "May 2026",
        "It is known",
        "Some know it now",
    )
    assert [item.message for item in row.problems] == [
        f"This row was spread over {len(lines)} lines, put together here: check its words."
    ]


def test_lines_that_do_not_make_the_row_whole_are_not_counted_on():
    actions = pasted(PASTED, FULL, ("1.2", "Report", "ICB"), ("by need",), LAST).actions
    assert [action.place for action in actions] == ["line 2", "lines 3 to 4", "line 5"]
    assert "This row was spread over 2 lines, put together here: check its words." in [
        item.message for item in actions[1].problems
    ]


def test_a_pasted_row_with_a_cell_too_few_is_reported_among_titles_and_page_numbers():
    short = ("1.2", "Report", "ICB", "May 2026", "Half is written")
    page = ("Page 2 of 4",)
    rows = (PASTED, ("Aim 1: Help",), FULL, short, page, ("Aim 2: Money",), LAST, ("Page 3 of 4",))
    [_, lost, _] = pasted(*rows).actions
    assert [item.message for item in lost.problems] == [
        "This row has 5 cells under 6 headings, so a column may be lost: check them all."
    ]


def test_words_that_go_on_before_the_other_cells_of_a_pasted_row():
    rows = (("1.2 Train twenty parents to sit on",), ("interview panels for",), ("senior posts", "Forum", "May 2026"))
    actions = pasted(("Action", "Lead", "By when"), ("1.1 Ask", "ICB", "June 2026"), *rows).actions
    assert [action.place for action in actions] == ["line 2", "lines 3 to 5"]
    last = actions[1]
    assert (last.reference, last.official_words) == (
        "1.2",
        "Train twenty parents to sit on interview panels for senior posts",
    )
    assert (last.leads, last.timescale.raw) == (["Forum"], "May 2026")
    assert [item.message for item in last.problems] == [
        "This row was spread over 3 lines, put together here: check its words."
    ]


GOING_ON = (
    ("Ref", "Action", "Lead", "By when"),
    ("1.1", "Give each family a worker", "SEN Team Manager", "May 2026"),
    ("", "and share their number", "", ""),
    ("1.2", "Open a hub at the former", "Head of Places", "June 2026"),
    ("", "Moorside site", "", ""),
    ("1.3", "Run a club.", "Youth Manager", "July 2026"),
    ("", "Open a second one", "", ""),
)


def test_a_name_alone_goes_on_with_the_row_above_where_rows_are_seen_to_go_on():
    actions = read(table(*GOING_ON), kind="csv").actions
    assert [(action.place, action.official_words) for action in actions] == [
        ("row 2 to 3", "Give each family a worker and share their number"),
        ("row 4 to 5", "Open a hub at the former Moorside site"),
        ("row 6", "Run a club."),
        ("row 7", "Open a second one"),
    ]
    assert [item.message for item in actions[1].problems] == [
        "This row was spread over 2 rows, put together here: check its words."
    ]


def test_words_alone_in_a_row_are_an_action_where_no_row_is_seen_to_go_on():
    actions = read(table(GOING_ON[0], *GOING_ON[3:5], GOING_ON[1]), kind="csv").actions
    assert [action.official_words for action in actions] == [
        "Open a hub at the former",
        "Moorside site",
        "Give each family a worker",
    ]


def test_a_row_whose_first_line_stands_alone_behind_a_pages_number():
    first = table(
        ("Action", "Lead", "By when"),
        ("A1 Ask families", "ICB", "May 2026"),
        ("A2 Train", "PCF", "June 2026"),
        word="line",
    )
    page = Paragraph("line 5", "4")
    alone = Paragraph("line 7", "A3 Answer complaints and publish")
    rest = table(("what we have learned", "PCF", "July 2026"), ("A4 Check", "ICB", "May 2026"), first=8, word="line")
    actions = read(first, page, alone, rest, kind="txt").actions
    assert [(action.place, action.reference, action.official_words) for action in actions] == [
        ("line 2", "A1", "Ask families"),
        ("line 3", "A2", "Train"),
        ("lines 7 to 8", "A3", "Answer complaints and publish what we have learned"),
        ("line 9", "A4", "Check"),
    ]
    assert (actions[2].leads, actions[2].timescale.raw) == (["PCF"], "July 2026")


def test_a_line_above_whole_rows_is_no_row():
    first = table(
        ("Action", "Lead", "By when"),
        ("A1 Ask families", "ICB", "May 2026"),
        ("A2 Train", "PCF", "June 2026"),
        word="line",
    )
    alone = Paragraph("line 7", "A3 Answer complaints and publish")
    rest = table(("A4 Check", "ICB", "May 2026"), ("A5 Tell", "ICB", "May 2026"), first=8, word="line")
    reading = read(first, alone, rest, kind="txt")
    assert [action.reference for action in reading.actions] == ["A1", "A2", "A4", "A5"]
    assert [(row.place, row.text) for row in reading.skipped][1:] == [("line 7", "A3 Answer complaints and publish")]
