"""What stands around a table of actions: keys beside it, meetings, blank rows of a form, page feet, title and date."""

from datetime import date

import pytest

from actions.reading import DocumentDate, read_action_plan
from actions.status import Status
from priorities.documents import Cell, Document, DocumentError, Notice, Paragraph, Row, Table

HEADER = ("Ref", "Action", "Lead", "By when")


def table(*rows, kind="row", fills=(), title=None):
    """Rows of texts; `fills` holds (row, column) -> background."""
    fills = dict(fills)
    return Table(
        f"{kind} 1",
        title,
        tuple(
            Row(
                f"{kind} {at}",
                tuple(Cell(text, column, fill=fills.get((at, column))) for column, text in enumerate(row)),
            )
            for at, row in enumerate(rows, start=1)
        ),
    )


def read(*blocks, kind="xlsx", notices=(), **options):
    return read_action_plan(Document(kind, tuple(blocks), tuple(notices)), **options)


def skipped(reading):
    return [(row.place, row.text, row.reason) for row in reading.skipped]


def test_a_key_at_the_right_is_the_plans_key_and_no_column():
    reading = read(
        table(
            ("Ref", "Action", "Lead", "RAG", "", "Key"),
            ("1.1", "Ask parents", "Forum", "Green", "", "Green", "On track"),
            ("1.2", "Train staff", "Forum", "Blue", "", "Blue", "Complete"),
        )
    )
    assert [action.status for action in reading.actions] == [Status.ON_TRACK, Status.COMPLETE]
    assert [(entry.word, entry.meaning) for entry in reading.rating_key] == [
        ("Green", "On track"),
        ("Blue", "Complete"),
    ]
    assert [problem.field for problem in reading.all_problems()] == ["timescale"]


def test_a_key_of_coloured_cells_in_one_row_above_the_headings():
    fills = {(1, 1): "0070C0", (1, 2): "FF0000", (3, 3): "FF0000", (4, 3): "0070C0"}
    reading = read(
        table(
            ("Key", "Complete", "Off track"),
            ("Ref", "Action", "Lead", "RAG"),
            ("1.1", "Ask parents", "Forum", ""),
            ("1.2", "Train staff", "Forum", ""),
            fills=fills,
        )
    )
    assert [(action.rating, action.status) for action in reading.actions] == [
        ("red", Status.OFF_TRACK),
        ("blue", Status.COMPLETE),
    ]


def test_a_sheet_that_counts_ratings_is_no_key_and_no_plan():
    reading = read(
        table(
            ("RAG", "Number of actions", "Share"), ("Green", "1", "50%"), ("Red", "1", "50%"), kind="sheet 'Sum', row"
        ),
        table(("Rating", "Meaning"), ("Green", "On track"), ("Red", "Off track"), kind="sheet 'Key', row"),
        table(("Ref", "Action", "Lead", "RAG"), ("1", "Ask", "Forum", "Green"), kind="sheet 'Plan', row"),
    )
    assert [(action.official_words, action.status) for action in reading.actions] == [("Ask", Status.ON_TRACK)]


def test_a_list_of_meetings_beside_the_actions_is_skipped_whole():
    reading = read(
        table(
            (*HEADER, "", "Board meeting", "Where"),
            ("1.1", "Ask parents", "Forum", "May 2026", "", "12 January 2026", "Town Hall"),
            ("1.2", "Train staff", "Forum", "May 2026", "", "", ""),
        )
    )
    assert [action.leads for action in reading.actions] == [["Forum"], ["Forum"]]
    assert skipped(reading) == [
        ("row 1", "Ref | Action | Lead | By when", "the heading row"),
        ("row 1", "Board meeting | Where", "words beside the table of actions"),
        ("row 2", "12 January 2026 | Town Hall", "words beside the table of actions"),
    ]


def test_a_column_behind_an_empty_one_stays_a_column_when_it_belongs_to_the_rows():
    reading = read(
        table(
            (*HEADER, "", "RAG"),
            ("1.1", "Ask parents", "Forum", "May 2026", "", "On track"),
            ("1.2", "Train staff", "Forum", "May 2026", "", ""),
        )
    )
    assert [action.status for action in reading.actions] == [Status.ON_TRACK, None]


def test_dates_under_a_heading_for_leads_are_no_leads():
    reading = read(
        table(("Action", "Lead", "Board"), ("Ask", "Forum", "12 May 2026"), ("Train", "Head of SEND", "14 July 2026"))
    )
    assert [action.leads for action in reading.actions] == [["Forum"], ["Head of SEND"]]
    mixed = read(table(("Action", "Lead"), ("Ask", "Forum"), ("Train", "Forum"), ("Write", "May 2026")))
    assert ("leads", "May 2026", "'May 2026' under 'Lead' looks like a date, not like a lead: check both.") in [
        (problem.field, problem.value, problem.message) for problem in mixed.all_problems()
    ]


def test_names_beside_roles_are_reported_and_the_roles_are_the_leads():
    reading = read(
        table(
            ("Action", "Lead name", "Job title", "By when"),
            ("Ask parents", "Joanna Whitfield", "Head of SEND", "May 2026"),
            ("Train staff", "Priya Nair", "", "May 2026"),
        )
    )
    assert [action.leads for action in reading.actions] == [["Head of SEND"], ["Priya Nair"]]
    assert [(problem.field, problem.value) for problem in reading.actions[0].problems] == [
        ("leads", "Joanna Whitfield")
    ]
    assert [(person.words, person.field) for person in reading.people] == [("Priya Nair", "leads")]


def test_a_role_knows_the_body_that_the_next_column_names():
    reading = read(
        table(
            ("Action", "Lead agency", "Lead role", "By when"),
            ("Ask parents", "Westmoor Council", "Head of SEND", "May 2026"),
            ("Train staff", "Westmoor Council / NHS Westmoor ICB", "Head of SEND", "May 2026"),
        )
    )
    assert [action.organisations for action in reading.actions] == [{"Head of SEND": "Westmoor Council"}, {}]
    assert reading.actions[0].leads == ["Westmoor Council", "Head of SEND"]
    assert "organisations" not in reading.as_json()["actions"][0]


def test_of_two_columns_like_actions_the_one_called_action_is_read():
    reading = read(table(("What we need to improve", "Action", "Lead"), ("Waits are long", "Open a clinic", "ICB")))
    assert reading.actions[0].official_words == "Open a clinic"
    assert ("What we need to improve", "Waits are long") in [
        (problem.field, problem.value) for problem in reading.actions[0].problems
    ]


def test_an_aim_written_once_groups_the_rows_below_it():
    reading = read(
        table(
            ("Objective", "Action", "Lead", "By when"),
            ("Families know where to go", "Print a guide", "Forum", "May 2026"),
            ("", "Open a line", "Forum", "May 2026"),
            ("Children feel safe", "Train staff", "Forum", "May 2026"),
            ("", "Calm rooms", "Forum", "May 2026"),
        ),
        kind="docx",
    )
    assert [priority.title for priority in reading.priorities] == ["Families know where to go", "Children feel safe"]
    assert [action.priority for action in reading.actions] == [0, 0, 1, 1]


def test_blank_rows_of_a_form_are_skipped_and_kept_in_words():
    reading = read(
        table(HEADER, ("1.1", "Ask parents", "Forum", "May 2026"), ("1.2", "", "", ""), ("1.3", "", "ICB", ""))
    )
    assert [action.reference for action in reading.actions] == ["1.1", "1.3"]
    assert skipped(reading)[-1] == ("row 3", "1.2", "a row with only a reference")


def test_titles_in_small_letters_open_priorities_where_the_table_begins_with_one():
    reading = read(
        table(
            ("action", "lead", "when"),
            ("waiting times", "", ""),
            ("Open a clinic", "ICB", "May 2026"),
            ("quality of plans", "", ""),
            ("Audit plans", "Head of SEND", "May 2026"),
            kind="line",
        ),
        kind="txt",
    )
    assert [priority.title for priority in reading.priorities] == ["waiting times", "quality of plans"]
    assert [action.priority for action in reading.actions] == [0, 1]


def across(*rows):
    made = table(*rows)
    return Table(
        made.place,
        None,
        tuple(
            Row(row.place, (Cell(row.cells[0].text, 0, len(HEADER)),)) if len(row.cells) == 1 else row
            for row in made.rows
        ),
    )


def test_labelled_words_between_actions_open_no_priority():
    reading = read(
        across(
            HEADER,
            ("Priority 1: Fair",),
            ("1.1", "Ask parents", "Forum", "May 2026"),
            ("What we want to achieve: decisions are open",),
            ("1.2", "Train staff", "Forum", "May 2026"),
        )
    )
    assert [(priority.number, priority.title) for priority in reading.priorities] == [("1", "Fair")]
    assert [action.priority for action in reading.actions] == [0, 0]


def test_a_row_across_that_may_name_a_priority_is_asked_about_at_each_action_below_it():
    quote = "What inspectors said: leaders know too little about waits."
    reading = read(
        across(
            HEADER,
            ("Priority 1: Fair",),
            ("1.1", "Ask", "Forum", "May 2026"),
            (quote.replace("What inspectors said: ", ""),),
            ("1.2", "Train", "Forum", "May 2026"),
        )
    )
    assert [problem.field for problem in reading.actions[0].problems] == []
    assert [(problem.field, problem.message) for problem in reading.actions[1].problems] == [
        (
            "priority",
            "The row 'leaders know too little about waits.' above this action may name another priority: choose the priority it belongs to.",
        )
    ]


def printed(*rows):
    return table(*rows, kind="line")


def test_a_reference_in_the_middle_of_its_row_takes_the_lines_above_and_below():
    reading = read(
        printed(
            HEADER,
            ("", "Hold a meeting of all", "", ""),
            ("1.1", "managers to clear old", "Head of SEND", "May 2026"),
            ("", "requests", "", ""),
            ("1.2", "Put a name on every", "ICB", "July 2026"),
            ("", "letter", "", ""),
            ("", "Buy more hours of", "", ""),
            ("1.3", "speech advice for each", "Forum", "May 2026"),
            ("", "class", "", ""),
        ),
        kind="txt",
    )
    assert [(action.reference, action.official_words) for action in reading.actions] == [
        ("1.1", "Hold a meeting of all managers to clear old requests"),
        ("1.2", "Put a name on every letter"),
        ("1.3", "Buy more hours of speech advice for each class"),
    ]
    assert all(any("spread over" in problem.message for problem in action.problems) for action in reading.actions)


def test_the_foot_of_a_page_between_rows_is_no_row():
    reading = read(
        printed(
            HEADER,
            ("1.1", "Ask parents", "Forum", "May 2026"),
            ("Fairmoor plan, final", "", "", "Page 1 of 2"),
            ("1.2", "Train staff", "Forum", "May 2026"),
        ),
        kind="txt",
    )
    assert [action.reference for action in reading.actions] == ["1.1", "1.2"]
    assert ("line 3", "Fairmoor plan, final | Page 1 of 2", "a line that every page repeats") in skipped(reading)


@pytest.mark.parametrize(
    ("rating", "status"),
    [
        ("Complete – Jan 24", Status.COMPLETE),
        ("Completed (12/03/2025)", Status.COMPLETE),
        ("Delayed to March 26", None),
        ("Complete by March 2026", None),
    ],
)
def test_a_date_beside_a_rating_is_said(rating, status):
    reading = read(table(("Action", "Lead", "Status"), ("Ask", "Forum", rating)))
    action = reading.actions[0]
    assert (action.rating, action.status) == (rating, status)
    assert "status" in [problem.field for problem in action.problems]


def test_one_cell_per_line_is_refused_with_the_line_and_the_remedy():
    lines = [
        Paragraph(f"line {at}", text) for at, text in enumerate(("Ref", "Action", "Lead", "1.1", "Ask", "Forum"), 1)
    ]
    with pytest.raises(DocumentError) as caught:
        read(*lines, kind="txt")
    assert str(caught.value) == (
        "From line 1 on, headings and cells stand one below another, so rows cannot be told apart: "
        "save the table as .docx, .xlsx or .csv."
    )


def test_an_encoding_that_was_guessed_is_a_problem_and_no_row():
    notice = Notice("line 2", "encoding", "’", "The file is not UTF-8 and was read as Windows text.")
    reading = read(table(HEADER, ("1.1", "Ask", "Forum", "May 2026"), kind="line"), kind="txt", notices=(notice,))
    assert [(problem.place, problem.message) for problem in reading.problems] == [("line 2", notice.message)]
    assert len(reading.rows) == 2


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Last updated: 14 October 2025", DocumentDate("14 October 2025", date(2025, 10, 14), "day", "line 2")),
        ("Published in May 2024", DocumentDate("May 2024", date(2024, 5, 31), "month", "line 2")),
        ("Date: 03/11/2025", DocumentDate("03/11/2025", date(2025, 11, 3), "day", "line 2")),
        ("Date: to be agreed", None),
        ("Updated each month since 2024", None),
    ],
)
def test_the_title_and_date_that_a_document_bears_are_suggested(line, dated):
    reading = read(
        Paragraph("line 1", "Fairmoor SEND Improvement Plan"),
        Paragraph("line 2", line),
        table(HEADER, ("1.1", "Ask", "Forum", "in the next 6 months"), kind="line"),
        kind="txt",
    )
    assert (reading.title, reading.dated) == ("Fairmoor SEND Improvement Plan", dated)
    assert reading.actions[0].timescale.due is None


def test_two_dates_are_no_suggestion_and_a_heading_of_a_priority_is_no_title():
    reading = read(
        Paragraph("line 1", "Priority 1: Improvement of plans", level=1),
        Paragraph("line 2", "Last updated: 14 October 2025"),
        Paragraph("line 3", "Published: 2 May 2025"),
        table(HEADER, ("1.1", "Ask", "Forum", "May 2026")),
        kind="docx",
    )
    assert (reading.title, reading.dated) == ("", None)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "txt"])
@pytest.mark.parametrize("line", [("2025",), ("Page 1 of 3",), ("", "", "", "1")])
def test_a_number_above_the_headings_is_skipped(kind, line):
    reading = read(table(("SEND action plan",), line, HEADER, ("1.1", "Train staff", "ICB", "May 2026")), kind=kind)
    assert [action.official_words for action in reading.actions] == ["Train staff"]
    assert [row.reason for row in reading.skipped if row.place == "row 2"] == ["a page number"]


def test_a_summary_that_counts_actions_is_no_plan():
    summary = table(
        ("Priority", "Actions", "Complete"), ("Early help", "5", "2"), ("Growing up", "7", "3"), kind="line"
    )
    plan = table(HEADER, ("1.1", "Train staff", "ICB", "May 2026"), ("1.2", "Ask parents", "PCF", "May 2026"))
    reading = read(summary, plan, kind="docx")
    assert [action.official_words for action in reading.actions] == ["Train staff", "Ask parents"]
    assert reading.priorities == []


@pytest.mark.parametrize("words", ["Sub-total: 2 actions", "Total for the plan", "Count: 2"])
def test_totals_between_the_actions_are_neither_actions_nor_priorities(words):
    rows = (("1.1", "Train staff", "ICB", "May 2026"), (words, "", "", ""), ("1.2", "Ask parents", "PCF", "May 2026"))
    reading = read(table(HEADER, *rows))
    assert [action.reference for action in reading.actions] == ["1.1", "1.2"]
    assert reading.priorities == []
    assert [row.reason for row in reading.skipped if row.place == "row 3"] == ["a row of totals"]


def test_a_swatch_beside_a_word_and_its_meaning_is_a_line_of_the_key():
    header = (*HEADER, "RAG")
    rows = (("1.1", "Train staff", "ICB", "May 2026", ""), ("1.2", "Ask parents", "PCF", "May 2026", ""))
    plan = table(header, *rows, fills={(2, 4): "FFFF00", (3, 4): "7030A0"}.items(), title="Plan")
    colours = table(
        ("Colour", "Name", "Meaning"),
        ("", "Purple", "Complete"),
        ("", "Yellow", "At risk"),
        fills={(2, 0): "7030A0", (3, 0): "FFFF00"}.items(),
        title="Key",
    )
    assert [(action.rating, action.status) for action in read(plan, colours).actions] == [
        ("Yellow", Status.AT_RISK),
        ("Purple", Status.COMPLETE),
    ]
