"""Rows that head columns: wrapped, merged over parts, quarters, long questions, words that nobody lists."""

from dataclasses import replace
from datetime import date

from priorities.documents import Cell, Row
from tests.unit.actions.reading.making import one, printed, read, said, table


def test_quarters_are_columns_of_a_plan_and_their_words_are_kept():
    header = ("Action", "Lead", "Q1 (Apr-Jun)", "Q2 (Jul-Sep)", "Q3 (Oct-Dec)", "Q4 (Jan-Mar)")
    [action] = read(table(header, ("Train staff", "ICB", "Agree scope", "", "", "Report"))).actions
    message = "The words under '{}' have no field of their own: copy into a field what the public should read."
    assert said(action) == [
        ("Q1 (Apr-Jun)", "Agree scope", message.format("Q1 (Apr-Jun)")),
        ("Q4 (Jan-Mar)", "Report", message.format("Q4 (Jan-Mar)")),
    ]


def test_quarters_below_a_merged_heading_are_part_of_it():
    upper = ("Action", ("Milestones", 2), "Lead")
    reading = read(table(upper, ("", "Q1", "Q2", ""), ("Train staff", "Agree scope", "Report", "ICB")))
    assert [action.official_words for action in reading.actions] == ["Train staff"]
    assert [item.field for item in reading.actions[0].problems] == ["Q1", "Q2"]


def test_headings_over_two_lines_on_every_page_of_a_printed_table():
    upper, lower = ("No.", "What will we do?", "Who is", "By"), ("", "", "responsible?", "when?")
    one = ("1", "Publish a letter on what", "Head of SEND", "May 2026"), ("", "families asked for", "", "")
    two, three = ("2", "Train staff", "ICB", "June 2026"), ("3", "Ask parents", "PCF", "June 2026")
    page = ("", "Page 1 of 2", "", "")
    reading = read(printed(upper, lower, *one, (), two, (), page, (), upper, lower, three), kind="txt")
    assert [(action.reference, action.leads, action.timescale.raw) for action in reading.actions] == [
        ("1", ["Head of SEND"], "May 2026"),
        ("2", ["ICB"], "June 2026"),
        ("3", ["PCF"], "June 2026"),
    ]
    assert reading.actions[0].official_words == "Publish a letter on what families asked for"


def test_references_leads_and_dates_head_a_table_whose_actions_no_heading_names():
    header = ("ID", "Bright idea", "Owner", "Due date")
    rows = (
        ("1.1", "Train all staff in schools", "ICB", "May 2026"),
        ("1.2", "Ask parents what they need", "ICB", "June 2026"),
    )
    reading = read(table(header, *rows))
    assert [action.official_words for action in reading.actions] == [rows[0][1], rows[1][1]]
    assert [[item[0] for item in said(action)] for action in reading.actions] == [["official_words"]] * 2


def test_short_headings_of_which_none_is_usual_head_a_plan_where_four_kinds_are_known():
    header = ("JCP ref", "Commissioning intention", "Council commissioner", "Go-live date", "What families will notice")
    row = ("JC1.1", "Buy therapy as one service", "Head of Contracts", "May 2026", "One therapist stays")
    action = one(table(header, row))
    assert (action.reference, action.official_words, action.leads) == ("JC1.1", row[1], ["Head of Contracts"])
    assert (action.timescale.due, action.outcome) == (date(2026, 5, 31), row[4])


def test_headings_beyond_a_hidden_column_belong_to_the_same_table():
    rows = (
        ("What will we do?", "Who is responsible?", "", "When will it be finished?", "How far have we got?"),
        ("Train bus crews", "ICB", "", "May 2026", ""),
        ("Ask drivers", "PCF", "", "June 2026", "Two answered."),
    )
    reading = read(table(*rows, place="sheet 'P2'", title="P2"), kind="xlsx")
    assert [(action.timescale.raw, action.progress) for action in reading.actions] == [
        ("May 2026", ""),
        ("June 2026", "Two answered."),
    ]


def test_one_heading_may_be_a_long_question():
    question = "What will be better for children, young people and their families here?"
    action = one(table(("What we will do", "Who will lead", "When by", question), ("Ask", "ICB", "May 2026", "Calm")))
    assert (action.official_words, action.outcome) == ("Ask", "Calm")


def test_headings_below_a_merged_one_are_parts_of_it():
    upper = ("No", "Step", ("Leads", 2), "When")
    lower = Row(
        "table 1, row 2",
        (
            Cell("No", 0, continues=True),
            Cell("Step", 1, continues=True),
            Cell("Council", 2),
            Cell("NHS", 3),
            Cell("When", 4, continues=True),
        ),
    )
    rows = (
        ("1", "Print a card", "Inclusion Adviser", "ICB Data Lead", "May 2026"),
        ("2", "Ask", "SEND Officer", "–", "June 2026"),
    )
    made = table(upper, ("",), *rows)
    reading = read(replace(made, rows=(made.rows[0], lower, *made.rows[2:])), kind="xlsx")
    assert [action.leads for action in reading.actions] == [["Inclusion Adviser", "ICB Data Lead"], ["SEND Officer"]]
    assert [said(action) for action in reading.actions] == [[], []]


def test_the_rest_of_a_row_below_repeated_headings_is_no_heading():
    heads = ("Ref", "Key tasks", "Result", "Responsibility", "When")
    rows = (
        heads,
        ("1.1", "Give every school eight days to be used as it", "Pupils make progress from where", "ICB", "May 2026"),
        heads,
        ("", "thinks best.", "they began.", "", ""),
        ("1.2", "Run a course", "Suspensions fall", "ICB", "June 2026"),
    )
    first = read(table(*rows, place="page 1"), kind="csv").actions[0]
    assert first.official_words == "Give every school eight days to be used as it thinks best."
    assert first.outcome == "Pupils make progress from where they began."
