"""Whole documents in small: each test is one way in which areas lay their plans out."""

from datetime import date

import pytest

from actions.reading import KeyWord
from actions.status import Status
from priorities.documents import Cell, DocumentError, Notice, Paragraph, Row, Table
from tests.unit.actions.reading.conftest import HEADER, places, read, table


def test_a_plain_table():
    reading = read(table(HEADER, ("1.1", "Review the offer", "Head of SEND / ICB", "Mar-26")))
    [action] = reading.actions
    assert (action.reference, action.official_words, action.leads) == (
        "1.1",
        "Review the offer",
        ["Head of SEND", "ICB"],
    )
    assert action.timescale.due == date(2026, 3, 31)
    assert action.problems == []
    assert places(reading) == [("row 1", "the heading row"), ("row 2", None)]


def test_priorities_as_headings_over_tables_with_their_aims():
    reading = read(
        Paragraph("line 1", "Priority 1: Early help", level=1),
        Paragraph("line 2", "Every child is helped at once."),
        table(HEADER, ("1.1", "Review the offer", "ICB", "2026"), first=3, word="line"),
        Paragraph("line 6", "Priority 2: Moving on", level=1),
        table(("2.1", "Plan the move", "ICB", "2026"), first=7, word="line"),
        kind="docx",
    )
    assert [(item.number, item.title, item.official_words) for item in reading.priorities] == [
        ("1", "Early help", "Every child is helped at once."),
        ("2", "Moving on", "Moving on"),
    ]
    assert [action.priority for action in reading.actions] == [0, 1]


def test_priorities_as_rows_across_the_table():
    reading = read(
        table(
            HEADER,
            ("Theme A: Voice", "", "", ""),
            ("1", "Ask parents", "Forum", "2026"),
            ("Theme B: Health", "", "", ""),
            ("1", "Ask nurses", "ICB", "2026"),
        )
    )
    assert [(item.number, item.title) for item in reading.priorities] == [("A", "Voice"), ("B", "Health")]
    assert [(action.priority, action.reference) for action in reading.actions] == [(0, "1"), (1, "1")]
    assert reading.priority_word == "Theme"


def test_a_priority_column_with_blank_cells_below():
    reading = read(
        table(
            ("Workstream", "Action", "Lead"),
            ("1. Early help", "Ask parents", "Forum"),
            ("", "Ask nurses", "ICB"),
            ("2. Plans", "Read plans", "LA"),
        )
    )
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Early help"), ("2", "Plans")]
    assert [action.priority for action in reading.actions] == [0, 0, 1]


def test_high_and_low_under_priority_are_no_priorities():
    reading = read(
        table(("Action", "Lead", "Priority"), ("Ask parents", "Forum", "High"), ("Ask nurses", "ICB", "Low"))
    )
    assert reading.priorities == []
    assert [problem.value for problem in reading.actions[0].problems if problem.field == "Priority"] == ["High"]


def test_a_missing_reference_is_a_problem_only_beside_siblings_that_have_one():
    without = read(table(("Action", "Lead", "By when"), ("Ask parents", "Forum", "2026")))
    assert [problem.field for problem in without.actions[0].problems] == []
    beside = read(table(HEADER, ("1.1", "Ask parents", "Forum", "2026"), ("", "Ask nurses", "ICB", "2026")))
    assert [problem.field for problem in beside.actions[1].problems] == ["reference"]


def test_a_row_wrapped_over_lines_is_one_row():
    reading = read(
        table(
            ("Action", "Lead", "By when"),
            ("1.1 Provide training for", "Early Years /", "Sep-26"),
            ("schools in the area", "SEN Adviser", ""),
            ("1.2 Ask parents", "Forum", "Oct-26"),
            word="line",
        ),
        kind="txt",
    )
    first, second = reading.actions
    assert (first.place, first.reference, first.official_words) == (
        "lines 2 to 3",
        "1.1",
        "Provide training for schools in the area",
    )
    assert first.leads == ["Early Years", "SEN Adviser"]
    assert [problem.message for problem in first.problems] == [
        "This row was spread over 2 lines, put together here: check its words."
    ]
    assert second.reference == "1.2"


def test_a_row_that_lost_a_column_is_put_right_and_reported():
    reading = read(
        table(
            ("Action", "Outcome", "Lead", "By when", "Progress"),
            ("1.1 Ask parents", "Parents are heard", "Parent Carer Forum Chair", "Jan-26", "They were asked twice."),
            ("1.2 Ask nurses", "ICB Chief Nurse", "Feb-26", "The nurses were asked."),
            word="line",
        ),
        kind="txt",
    )
    action = reading.actions[1]
    assert (action.outcome, action.leads, action.progress) == ("", ["ICB Chief Nurse"], "The nurses were asked.")
    assert action.timescale.due == date(2026, 2, 28)
    assert [(problem.field, problem.message) for problem in action.problems] == [
        ("outcome", "This row has 4 cells under 5 headings, so the column 'Outcome' seems lost: check this row."),
    ]


def test_unreadable_letters_in_a_lead_are_reported_and_the_rest_is_kept():
    reading = read(table(HEADER, ("1.1", "Ask parents", "\u0b95\u0bb2\u0bcd p Manager SEN / ICB", "2026")))
    [action] = reading.actions
    assert action.leads == ["Manager SEN", "ICB"]
    [problem] = action.problems
    assert (problem.field, problem.value) == ("leads", "\u0b95\u0bb2\u0bcd p Manager SEN / ICB")


def test_the_key_in_the_document_goes_before_the_stored_one():
    stored = [
        KeyWord("Green", "On track", Status.ON_TRACK, "stored"),
        KeyWord("Red", "Off track", Status.OFF_TRACK, "stored"),
    ]
    reading = read(
        table(("Green", "Completed"), ("Amber", "On track"), word="sheet 'Key', row"),
        table(
            ("Action", "Lead", "RAG"),
            ("Ask parents", "Forum", "Green"),
            ("Ask nurses", "ICB", "Red"),
            ("Ask schools", "LA", "Purple"),
        ),
        rating_key=stored,
    )
    assert [action.status for action in reading.actions] == [Status.COMPLETE, Status.OFF_TRACK, None]
    assert [action.rating for action in reading.actions] == ["Green", "Red", "Purple"]
    assert [problem.field for problem in reading.actions[2].problems] == ["status"]


def test_a_colour_of_a_cell_without_words_is_the_rating():
    rows = (
        Row("row 1", (Cell("Action", 0), Cell("Lead", 1), Cell("RAG", 2))),
        Row("row 2", (Cell("Ask parents", 0), Cell("Forum", 1), Cell("", 2, fill="FF0000"))),
    )
    reading = read(Table("row 1", None, rows), kind="xlsx")
    assert (reading.actions[0].rating, reading.actions[0].status) == ("red", None)


def test_a_real_date_is_the_day_that_the_file_stores():
    rows = (
        Row("row 1", (Cell("Action", 0), Cell("Lead", 1), Cell("Due", 2))),
        Row("row 2", (Cell("Ask parents", 0), Cell("Forum", 1), Cell("9/30/2026", 2, date="2026-09-30"))),
        Row("row 3", (Cell("Ask nurses", 0), Cell("ICB", 1), Cell("Sep-26", 2, date="2026-09-01"))),
        Row(
            "row 4",
            (Cell("Ask schools", 0), Cell("LA", 1), Cell("14-Sep", 2, date="2026-09-14", doubt="No year is shown.")),
        ),
    )
    first, second, third = read(Table("row 1", None, rows), kind="xlsx").actions
    assert (first.timescale.raw, first.timescale.due, first.timescale.precision) == (
        "9/30/2026",
        date(2026, 9, 30),
        "day",
    )
    assert (second.timescale.due, second.timescale.precision) == (date(2026, 9, 30), "month")
    assert third.timescale.due is None
    assert "No year is shown: check it against the document." in [problem.message for problem in third.problems]


def test_a_start_and_an_end_in_two_columns_are_a_span():
    reading = read(table(("Action", "Lead", "Start date", "Finish"), ("Ask parents", "Forum", "Sep-24", "Jul-25")))
    timescale = reading.actions[0].timescale
    assert (timescale.raw, timescale.start, timescale.due) == (
        "Sep-24 – Jul-25",
        date(2024, 9, 1),
        date(2025, 7, 31),
    )


def started_and_ended(start: Cell, end: Cell):
    """The one action of a workbook with a column for the start and one for the end."""
    rows = (
        Row("row 1", (Cell("Action", 0), Cell("Lead", 1), Cell("Start date", 2), Cell("End date", 3))),
        Row("row 2", (Cell("Ask parents", 0), Cell("Forum", 1), start, end)),
    )
    return read(Table("row 1", None, rows), kind="xlsx").actions[0]


def test_a_start_shown_the_american_way_is_the_day_that_the_file_stores():
    action = started_and_ended(Cell("5/3/2025", 2, date="2025-05-03"), Cell("4/6/2026", 3, date="2026-04-06"))
    timescale = action.timescale
    assert (timescale.raw, timescale.start, timescale.due, timescale.precision) == (
        "5/3/2025 – 4/6/2026",
        date(2025, 5, 3),
        date(2026, 4, 6),
        "day",
    )
    assert action.problems == []


def test_a_stored_start_is_kept_beside_an_end_that_is_only_words():
    action = started_and_ended(Cell("5/3/2025", 2, date="2025-05-03"), Cell("", 3))
    assert (action.timescale.start, action.timescale.due) == (date(2025, 5, 3), None)


def test_short_dates_that_are_read_month_first_do_not_end_before_they_start():
    action = started_and_ended(Cell("1/4/2025", 2, date="2025-01-04"), Cell("2/10/2025", 3, date="2025-02-10"))
    assert (action.timescale.start, action.timescale.due) == (date(2025, 1, 4), date(2025, 2, 10))


def test_an_end_before_its_start_is_a_problem_and_gives_no_due_date():
    action = started_and_ended(Cell("3/10/2025", 2, date="2025-03-10"), Cell("2/10/2025", 3, date="2025-02-10"))
    assert (action.timescale.start, action.timescale.due) == (None, None)
    assert [problem.message for problem in action.problems] == [
        "'End: 10 February 2025' comes before '10 March 2025': correct one of the dates."
    ]


def test_words_under_headings_without_a_field_are_kept_as_problems():
    reading = read(table(("Action", "Lead", "By when", "Budget"), ("Ask parents", "Forum", "2026", "£2,000")))
    assert [(problem.field, problem.value) for problem in reading.actions[0].problems] == [("Budget", "£2,000")]


def test_persons_are_reported_and_collected():
    reading = read(table(HEADER, ("1.1", "Ask parents", "Priya Natarajan, Head of SEND", "2026")))
    assert [(person.kind, person.words, person.field) for person in reading.people] == [
        ("name", "Priya Natarajan", "leads")
    ]
    assert [problem.value for problem in reading.actions[0].problems] == ["Priya Natarajan"]


def test_hidden_content_is_reported_and_never_read():
    notice = Notice("sheet 'Old'", "hidden sheet", "Old words", "The sheet 'Old' is hidden and was not read.")
    reading = read(table(HEADER, ("1.1", "Ask parents", "Forum", "2026")), kind="xlsx", notices=[notice])
    assert [(problem.place, problem.value) for problem in reading.problems] == [("sheet 'Old'", "Old words")]
    assert len(reading.actions) == 1


def test_lines_with_labels():
    reading = read(
        Paragraph("line 1", "Priority 1: Early help"),
        Paragraph("line 3", "Action 1.1: Ask parents"),
        Paragraph("line 4", "Outcome: Parents are heard"),
        Paragraph("line 5", "Lead: Parent Carer Forum"),
        Paragraph("line 6", "By when: March 2026"),
        Paragraph("line 8", "Action 1.2: Ask nurses"),
        Paragraph("line 9", "Outcome: Nurses are heard"),
        Paragraph("line 10", "Lead: ICB"),
        Paragraph("line 11", "By when: April 2026"),
        kind="txt",
    )
    assert [(a.reference, a.official_words, a.outcome, a.leads, a.timescale.raw) for a in reading.actions] == [
        ("1.1", "Ask parents", "Parents are heard", ["Parent Carer Forum"], "March 2026"),
        ("1.2", "Ask nurses", "Nurses are heard", ["ICB"], "April 2026"),
    ]
    assert [action.priority for action in reading.actions] == [0, 0]


def test_rows_in_are_rows_out_and_rows_skipped():
    reading = read(
        Paragraph("line 1", "Our plan", level=0),
        Paragraph("line 2", "7"),
        table(HEADER, ("1.1", "Ask parents", "Forum", "2026"), HEADER, ("1.2", "Ask nurses", "ICB", "2026"), first=3),
        kind="docx",
    )
    assert places(reading) == [
        ("line 1", "a heading or title"),
        ("line 2", "a page number"),
        ("row 3", "the heading row"),
        ("row 4", None),
        ("row 5", "the heading row, repeated"),
        ("row 6", None),
    ]
    plain = reading.as_json()
    assert plain["rows"]["read"] == 6
    assert plain["rows"]["imported"] == 2
    assert len(plain["rows"]["skipped"]) == 4


def test_a_document_without_actions_is_refused_with_a_remedy():
    with pytest.raises(DocumentError) as refusal:
        read(Paragraph("line 1", "We met and talked."), kind="txt")
    assert str(refusal.value) == (
        "No actions were found in the document; give its table a heading row such as 'Action', 'Lead' and 'By when'."
    )


@pytest.mark.parametrize(
    ("kind", "said", "message"),
    [
        (
            "comment",
            "There is a comment on cell F6 of sheet 'Plan', which is not content.",
            "This is a comment, so it was not read: write its words into the plan if they belong there.",
        ),
        (
            "hidden row",
            "In sheet 'Plan', row 3 the row is hidden, so its words were not read as content.",
            "This row is hidden or filtered out, so its words were not read: unhide it and import the file again if "
            "they belong to the plan.",
        ),
        (
            "hidden text",
            "At sheet 'Plan', row 3 there is hidden text, which is not content.",
            "There is hidden text, which is not content: show it in the file and import it again if it belongs to the "
            "plan.",
        ),
        (
            "strikethrough",
            "Words in cell B1 are struck through, and are kept as content.",
            "Words in cell B1 are struck through, and are kept as content: say whether they still hold.",
        ),
    ],
)
def test_what_lies_beside_the_content_is_said_with_a_remedy_and_without_its_place(kind, said, message):
    notice = Notice("sheet 'Plan', row 3", kind, "some words", said)
    reading = read(table(HEADER, ("1", "Do it", "ICB", "May 2026")), kind="xlsx", notices=[notice])
    assert [(item.place, item.value, item.message) for item in reading.problems] == [
        ("sheet 'Plan', row 3", "some words", message)
    ]


def test_a_small_number_of_children_is_reported_wherever_it_stands():
    reading = read(
        Paragraph("line 1", "Priority 1: Early help", level=1),
        Paragraph("line 2", "We met 3 families.", level=None),
        table(
            ("Ref", "Action", "Lead", "Outcome", "Progress"),
            ("1.1", "Move 2 pupils", "ICB", "Year 4 pupils settle", "1 child waits"),
            first=3,
        ),
        kind="docx",
    )
    message = "A number under 5 that counts children or families may identify a child: check it before it is public."
    found = [item for item in reading.all_problems() if item.message == message]
    assert [(item.field, item.value) for item in found] == [
        ("official_words", "3 families"),
        ("official_words", "2 pupils"),
        ("progress", "1 child"),
    ]


def test_a_document_that_holds_only_a_picture_says_so():
    picture = Notice("paragraph 1", "picture", "", "At paragraph 1 there is a picture, which cannot be read.")
    with pytest.raises(DocumentError) as refusal:
        read(kind="docx", notices=[picture])
    assert str(refusal.value) == (
        "At paragraph 1 the document's words are a picture, which cannot be read: ask for the file in which they were typed."
    )
    with pytest.raises(DocumentError, match=r"^No actions were found in the document; "):
        read(Paragraph("paragraph 1", "We met and talked."), kind="docx", notices=[picture])
