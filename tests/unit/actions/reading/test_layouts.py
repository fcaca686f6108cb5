"""Further ways in which areas lay plans out: rows over a page break, quarters, bracketed numbers, wrapped headings."""

from dataclasses import replace
from datetime import date

import pytest

from actions.status import Status
from priorities.documents import Cell, Paragraph, Row, Table
from tests.unit.actions.reading.making import HEADER, lines, one, read, said, skipped, table


def test_a_row_that_goes_on_below_the_headings_of_the_next_page():
    header = (*HEADER, "Progress")
    first = table(header, ("1.1", "Train staff", "ICB", "May 2026", "Two of"))
    second = table(header, ("", "", "", "", "nine teams"), ("1.2", "Ask", "ICB", "June 2026", ""), place="table 2")
    reading = read(first, second)
    assert [(action.reference, action.progress) for action in reading.actions] == [
        ("1.1", "Two of nine teams"),
        ("1.2", ""),
    ]
    assert reading.actions[0].place == "table 1, row 2 to table 2, row 2"
    message = "This row was spread over 2 rows, put together here: check its words."
    assert said(reading.actions[0]) == [(None, "", message)]


def test_a_title_at_the_top_of_the_next_page_does_not_go_on_with_the_row():
    first = table(HEADER, ("1.1", "Train staff", "ICB", "May 2026"))
    second = table(HEADER, (("Priority 2: Voice", 4),), ("2.1", "Ask", "ICB", "June 2026"), place="table 2")
    reading = read(first, second)
    assert [action.reference for action in reading.actions] == ["1.1", "2.1"]
    assert [(item.number, item.title) for item in reading.priorities] == [("2", "Voice")]


@pytest.mark.parametrize("number", ["(i)", "(a)", "(12)"])
def test_a_number_in_brackets_is_a_reference_as_written(number):
    reading = read(table(HEADER, (number, "Train staff", "ICB", "May 2026")))
    assert reading.actions[0].reference == number
    assert said(reading.actions[0]) == []


def test_a_first_column_without_a_heading_holds_the_references():
    header = ("", "Action", "Lead", "By when")
    reading = read(table(header, ("i", "Train staff", "ICB", "May 2026"), ("ii", "Ask", "ICB", "May 2026")))
    assert [action.reference for action in reading.actions] == ["i", "ii"]


def test_marks_in_a_first_column_without_a_heading_are_no_references():
    header = ("", "Action", "Lead", "By when")
    reading = read(table(header, ("x", "Train staff", "ICB", "May 2026"), ("x", "Ask", "ICB", "May 2026")))
    assert [action.reference for action in reading.actions] == [None, None]
    message = (
        "The words under 'a column without a heading' have no field of their own: copy into a field what the public "
        "should read."
    )
    assert said(reading.actions[0]) == [("a column without a heading", "x", message)]


def test_a_word_before_one_reference_only_is_said_and_before_all_it_is_a_label():
    mixed = read(table(HEADER, ("A-1", "Train staff", "ICB", "May 2026"), ("Action 4", "Ask", "ICB", "May 2026")))
    assert [action.reference for action in mixed.actions] == ["A-1", "4"]
    message = (
        "'Action 4' was read as '4', as references elsewhere in the table have no 'Action' before them: write it in full "
        "if that word belongs to it."
    )
    assert said(mixed.actions[1]) == [("reference", "Action 4", message)]
    alike = read(table(HEADER, ("Action 3", "Train staff", "ICB", "May 2026"), ("Action 4", "Ask", "ICB", "May 2026")))
    assert [action.reference for action in alike.actions] == ["3", "4"]
    assert [said(action) for action in alike.actions] == [[], []]


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


def test_a_title_with_a_link_beside_it_names_the_priority_of_a_sheet():
    sheet = table(
        (("Priority 1: Belonging", 4), "Back to contents"),
        ("SRO: Director of Education",),
        HEADER,
        ("1.1", "Train staff", "ICB", "May 2026"),
        title="P1",
    )
    reading = read(sheet, kind="xlsx")
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Belonging")]
    assert [action.priority for action in reading.actions] == [0]


def test_roman_numbers_number_priorities():
    header = ("Objective", "No.", "Action", "Lead", "By when")
    reading = read(
        table(
            header,
            ("I. Help early", "1", "Train staff", "ICB", "May 2026"),
            ("", "2", "Share what works", "ICB", "May 2026"),
            ("II. Listen", "3", "Ask", "ICB", "May 2026"),
            ("", "4", "Publish", "ICB", "May 2026"),
        )
    )
    assert [(item.number, item.title) for item in reading.priorities] == [("I", "Help early"), ("II", "Listen")]


def test_bullets_under_another_heading_than_actions_are_none():
    text = ("Priority 1 - Early help", "What we will do", "Train staff", "What will be different", "Children wait less")
    reading = read(*lines(*text, bullets=(3, 5)), kind="txt")
    assert [action.official_words for action in reading.actions] == ["Train staff"]
    assert ("Children wait less", "a bullet under 'What will be different', which names no actions") in skipped(reading)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Buy equip-", "ment", "Buy equip-ment"),
        ("Plan for short-", "and long-term need", "Plan for short- and long-term need"),
        ("Open 2025-", "2026 places", "Open 2025- 2026 places"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_not_torn_apart(first, second, whole):
    rows = (HEADER, ("1.1", first, "ICB", "May 2026"), ("", second, "", ""), ("1.2", "Ask", "ICB", "May 2026"))
    made = Table("line 1", None, tuple(Row(f"line {n}", table(row).rows[0].cells) for n, row in enumerate(rows, 1)))
    assert read(made, kind="txt").actions[0].official_words == whole


def printed(*rows):
    made = tuple(Row(f"line {n}", table(row).rows[0].cells) for n, row in enumerate(rows, 1) if row)
    return Table("line 1", None, made)


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


def test_titles_with_letters_above_each_part_of_a_table_name_priorities():
    header, date = ("", "Action", "Lead", "By when"), "May 2026"
    reading = read(
        table(
            ("SEND plan",),
            ("A. Schools",),
            header,
            ("A1", "Train staff", "ICB", date),
            ("B. Health",),
            header,
            ("B1", "Ask parents", "ICB", date),
        ),
        kind="csv",
    )
    assert [(item.number, item.title) for item in reading.priorities] == [("A", "Schools"), ("B", "Health")]
    assert [(action.reference, action.priority) for action in reading.actions] == [("A1", 0), ("B1", 1)]


def test_a_row_goes_on_below_headings_that_a_page_repeats():
    header = ("Action", "Outcome", "Lead", "By when", "Progress")
    whole = (
        ("1.1Train staff", "Staff know", "ICB", "May 2026", "Begun"),
        ("1.3Write it", "It is read", "ICB", "May 2026", "Done"),
    )
    above = ("1.2Agree which advice", "Advice comes", "ICB", "June 2026", "A draft went")
    below = ("is due in week six", "", "", "", "to both boards")
    reading = read(table(header, whole[0], above, header, below, whole[1]))
    assert [action.reference for action in reading.actions] == ["1.1", "1.2", "1.3"]
    assert reading.actions[1].official_words == "Agree which advice is due in week six"
    assert reading.actions[1].progress == "A draft went to both boards"
    assert [said(action) for action in reading.actions] == [
        [],
        [(None, "", "This row was spread over 2 rows, put together here: check its words.")],
        [],
    ]


def test_a_whole_row_without_a_reference_below_repeated_headings_is_its_own():
    header = ("Ref", "Action", "Lead", "By when")
    reading = read(
        table(header, ("1.1", "Train staff", "ICB", "May 2026"), header, ("", "use one form", "Council", "June 2026"))
    )
    assert [action.official_words for action in reading.actions] == ["Train staff", "use one form"]


def test_titles_above_headings_that_come_again_name_priorities():
    rows = (
        ("Monitoring of our plan",),
        ("Early help",),
        HEADER,
        ("A1", "Train staff", "ICB", "May 2026"),
        ("Moving on",),
        HEADER,
        ("B1", "Open a hub", "ICB", "June 2026"),
    )
    reading = read(table(*rows), kind="xlsx")
    assert [(item.number, item.title) for item in reading.priorities] == [(None, "Early help"), (None, "Moving on")]
    assert [action.priority for action in reading.actions] == [0, 1]


def test_the_same_title_above_repeated_headings_names_nothing():
    rows = (("Our plan",), HEADER, ("A1", "Train staff", "ICB", "May 2026"))
    assert read(table(*rows, *rows), kind="xlsx").priorities == []


def test_references_glued_under_a_heading_that_names_both():
    header = ("Action reference and description", "Benefits", "Responsible person", "Date")
    rows = (
        ("1.1 – Train staff", "Staff know", "ICB", "May 2026"),
        ("1.2 – Ask parents", "We know", "ICB", "June 2026"),
    )
    found = [(action.reference, action.official_words, action.outcome) for action in read(table(header, *rows)).actions]
    assert found == [("1.1", "Train staff", "Staff know"), ("1.2", "Ask parents", "We know")]


def test_names_beside_a_column_of_leads_are_leads():
    header = ("Ref", "Action", "Organisation", "Name", "By when")
    rows = (("1.1", "Train staff", "ICB", "Head of Finance", "May 2026"), ("1.2", "Ask", "ICB", "", "May 2026"))
    reading = read(table(header, *rows))
    assert [(action.leads, said(action)) for action in reading.actions] == [
        (["ICB", "Head of Finance"], []),
        (["ICB"], []),
    ]


def test_references_and_words_under_one_heading():
    header = ("Ref & action", "Impact", "Responsible person", "Date")
    rows = (("A.1 Train staff", "Staff know", "ICB", "May 2026"), ("A.2 Ask parents", "We know", "ICB", "June 2026"))
    found = [(action.reference, action.official_words, action.outcome) for action in read(table(header, *rows)).actions]
    assert found == [("A.1", "Train staff", "Staff know"), ("A.2", "Ask parents", "We know")]


def test_sentences_under_a_heading_of_references_are_the_actions():
    header = ("Reference description", "Impact", "Responsible person", "Date")
    rows = (("Train all staff in schools", "Staff know", "ICB", "May 2026"),) * 2
    assert [action.official_words for action in read(table(header, *rows)).actions] == [
        "Train all staff in schools"
    ] * 2


def test_references_under_an_unknown_first_heading():
    header = ("Zing", "Action", "Lead", "Date")
    rows = (("1.1", "Train staff", "ICB", "May 2026"), ("1.2", "Ask parents", "ICB", "June 2026"))
    assert [action.reference for action in read(table(header, *rows)).actions] == ["1.1", "1.2"]


def test_references_leads_and_dates_head_a_table_whose_actions_no_heading_names():
    header = ("ID", "Bright idea", "Owner", "Due date")
    rows = (
        ("1.1", "Train all staff in schools", "ICB", "May 2026"),
        ("1.2", "Ask parents what they need", "ICB", "June 2026"),
    )
    reading = read(table(header, *rows))
    assert [action.official_words for action in reading.actions] == [rows[0][1], rows[1][1]]
    assert [[item[0] for item in said(action)] for action in reading.actions] == [["official_words"]] * 2


def test_a_numbered_outcome_that_comes_again_names_the_priorities():
    header = ("Outcome", "Ref", "Our pledge", "Owner", "Milestones", "Due")
    aims = ("1: Help sooner", "1: Help sooner", "2: Growing up", "2: Growing up")
    rows = [(aim, f"1.{at}", f"Do thing {at}", "ICB", f"Half by {at}", "May 2026") for at, aim in enumerate(aims)]
    reading = read(table(header, *rows))
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Help sooner"), ("2", "Growing up")]
    assert [(item.official_words, item.priority) for item in reading.actions] == [
        ("Do thing 0", 0),
        ("Do thing 1", 0),
        ("Do thing 2", 1),
        ("Do thing 3", 1),
    ]


def test_the_title_of_a_priority_stands_in_the_row_below_its_number():
    rows = (("Priority 1",), ("Help sooner",), HEADER, ("1.1", "Train staff", "ICB", "May 2026"))
    more = (("Priority 2",), ("Growing up",), HEADER, ("2.1", "Open a hub", "ICB", "May 2026"))
    reading = read(table(*rows, *more), kind="csv")
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Help sooner"), ("2", "Growing up")]
    assert [action.priority for action in reading.actions] == [0, 1]


def test_an_aim_left_of_a_column_that_nobody_knows_is_the_action():
    header = ("Ref", "Commitment", "Lead", "Due", "Strange heading")
    rows = (("1.1", "Train all staff in schools", "ICB", "May 2026", "Bread is baked on most days"),) * 2
    assert [action.official_words for action in read(table(header, *rows)).actions] == [
        "Train all staff in schools"
    ] * 2


def test_words_of_the_key_under_an_unknown_heading_are_ratings():
    header = (*HEADER, "Zing")
    rows = [(f"1.{at}", f"Do thing {at}", "ICB", "May 2026", word) for at, word in enumerate(("Slow", "Fast", "Slow"))]
    key = (("Key",), ("Slow", "at risk"), ("Fast", "on track"))
    found = [action.status for action in read(table(header, *rows, (), *key)).actions]
    assert found == [Status.AT_RISK, Status.ON_TRACK, Status.AT_RISK]


@pytest.mark.parametrize(("other", "found"), [("Wider team", [None, None]), ("Actions", ["Staff", "Parents"])])
def test_priority_actions_are_the_actions_where_no_other_column_holds_them(other, found):
    header = ("No.", "Priority action", other, "Lead", "Date")
    rows = (("1", "Staff", "Train them", "ICB", "May 2026"), ("2", "Parents", "Ask them", "ICB", "May 2026"))
    reading = read(table(header, *rows))
    titles = [
        reading.priorities[item.priority].title if item.priority is not None else None for item in reading.actions
    ]
    assert titles == found


def test_titles_across_the_table_stand_above_priority_actions():
    header = ("No.", "Priority action", "Lead", "Date")
    rows = ((("Theme 1: Help", 4),), ("1", "Train staff", "ICB", "May 2026"), (("Theme 2: Work", 4),))
    reading = read(table(header, *rows, ("2", "Find jobs", "ICB", "May 2026")))
    assert [item.title for item in reading.priorities] == ["Help", "Work"]
    assert [(item.official_words, item.priority) for item in reading.actions] == [("Train staff", 0), ("Find jobs", 1)]


def test_titles_across_the_table_say_nothing_of_what_its_columns_hold():
    header = (*HEADER, "Performance")
    rows = [((f"Theme {at}: Help", 5),) for at in (1, 2)]
    whole = [(f"{at}.1", "Train staff", "ICB", "May 2026", "On track") for at in (1, 2)]
    reading = read(table(header, rows[0], whole[0], rows[1], whole[1]))
    guessed = "The heading 'Performance' is not one that we know, and its words were taken for the rating: check it."
    assert [(item.rating, item.status, said(item)) for item in reading.actions] == [
        ("On track", Status.ON_TRACK, [("rating", "Performance", guessed)])
    ] * 2


def test_the_ends_of_rows_above_the_headings_of_printed_pages_name_nothing():
    header = ("Ref", "Action", "Lead", "By when")
    rows = (("Our plan",), header, ("1.1", "Train all", "ICB", "May 2026"), ("", "Staff well"), header)
    more = (("1.2", "Ask", "ICB", "June 2026"), ("", "Parents often"), header, ("1.3", "Write", "ICB", "July 2026"))
    reading = read(table(*rows, *more, place="line"), kind="text")
    assert reading.priorities == []
    assert [item.official_words for item in reading.actions] == ["Train all Staff well", "Ask Parents often", "Write"]


@pytest.mark.parametrize("heading", ["What we heard", "Zig"])
def test_titles_across_the_table_name_the_priorities_and_no_unknown_column_does(heading):
    things = ("Print a card of names", "Open a second clinic", "Teach staff to sign", "Ask pupils what helps")
    heard = ("We rang five numbers", "We rang five numbers", "Nobody wrote", "Nobody wrote")
    rows = [(words, thing, "ICB") for words, thing in zip(heard, things, strict=True)]
    reading = read(
        table(
            (heading, "What we will do", "Who will do it"),
            (("Help sooner", 3),),
            *rows[:2],
            (("Being heard", 3),),
            *rows[2:],
        )
    )
    assert [item.title for item in reading.priorities] == ["Help sooner", "Being heard"]
    assert [action.priority for action in reading.actions] == [0, 0, 1, 1]


def test_headings_above_several_tables_name_the_priorities_and_no_unknown_column_does():
    header = ("Zig", "What we will do", "Who will do it", "When")

    def under(title, number, *words):
        rows = ((heard, f"Open club {at} of {number}", "ICB", "May 2026") for at, heard in enumerate(words))
        return Paragraph(f"paragraph {number}", title, level=1), table(header, *rows, place=f"table {number}")

    heard = ("Nobody wrote",) * 2 + ("We wait too long",) * 2
    reading = read(*under("Help sooner", 1, *heard), *under("Being heard", 2, *heard))
    assert [item.title for item in reading.priorities] == ["Help sooner", "Being heard"]
    assert [action.priority for action in reading.actions] == [0] * 4 + [1] * 4


def test_a_pasted_line_of_one_cell_goes_on_with_the_last_cell_of_a_whole_row():
    rows = (HEADER, ("1.1", "Train crews", "ICB", "May 2026"), ("1.2", "Ask", "PCF", "June 2026"))
    told = (*rows[0], "Progress"), (*rows[1], "Two were trained."), ("Others wait for a date.",), (*rows[2], "Begun.")
    reading = read(table(*told, place="line"), kind="txt")
    assert [(action.official_words, action.progress) for action in reading.actions] == [
        ("Train crews", "Two were trained. Others wait for a date."),
        ("Ask", "Begun."),
    ]


def test_short_headings_of_which_none_is_usual_head_a_plan_where_four_kinds_are_known():
    header = ("JCP ref", "Commissioning intention", "Council commissioner", "Go-live date", "What families will notice")
    row = ("JC1.1", "Buy therapy as one service", "Head of Contracts", "May 2026", "One therapist stays")
    action = one(table(header, row))
    assert (action.reference, action.official_words, action.leads) == ("JC1.1", row[1], ["Head of Contracts"])
    assert (action.timescale.due, action.outcome) == (date(2026, 5, 31), row[4])


def test_headings_of_a_database_name_number_and_title_of_the_priority():
    header = ("ObjectId", "priority_number", "priority_name", "action_reference", "action_description", "lead_officer")
    rows = (("1", "1", "Right places", "A-1", "Build a hall", "ICB"), ("2", "2", "Good health", "A-2", "Ask", "PCF"))
    reading = read(table(header, *rows, place="row"), kind="csv")
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Right places"), ("2", "Good health")]
    assert [(a.reference, a.official_words) for a in reading.actions] == [("A-1", "Build a hall"), ("A-2", "Ask")]


@pytest.mark.parametrize("headings", [("objective_no", "objective"), ("Aim number", "Aim"), ("Theme no.", "Theme")])
def test_numbers_and_titles_of_aims_stand_side_by_side_in_an_export(headings):
    rows = (
        ("1", "Right places", "Build a hall", "ICB"),
        ("1", "Right places", "Ask", "PCF"),
        ("2", "Money", "Buy", "ICB"),
    )
    reading = read(table((*headings, "Action", "Lead"), *rows, place="row"), kind="csv")
    assert reading.priority_word == headings[1].capitalize()
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Right places"), ("2", "Money")]
    assert [action.priority for action in reading.actions] == [0, 0, 1]
    assert not any(value in headings for action in reading.actions for value, *_ in said(action))


def test_the_buttons_of_a_web_page_are_no_action():
    rows = (HEADER, ("1.1", "Train crews", "ICB", "May 2026"))
    buttons = Table("lines 9 to 9", None, (Row("line 9", (Cell("Yes", 0), Cell("No", 1))),))
    reading = read(table(*rows, place="line"), Paragraph("line 8", "Was this page helpful?"), buttons, kind="txt")
    assert [action.reference for action in reading.actions] == ["1.1"]
    assert ("Yes | No", "a row of a single word") in skipped(reading)


def test_one_word_at_the_end_of_a_wrapped_cell_is_no_repeated_title():
    title = Paragraph("line 1", "Alternative provision and inclusion plan")
    rows = (HEADER, ("1.1", "Track pupils after alternative", "ICB", "May 2026"), ("", "provision", "", ""))
    reading = read(title, table(*rows, place="line"), kind="txt")
    assert [action.official_words for action in reading.actions] == ["Track pupils after alternative provision"]


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


def test_two_leads_on_two_lines_of_a_pasted_cell():
    rows = (
        HEADER,
        ("1.1", "Train crews", "Head of Inclusion"),
        ("Behaviour Adviser", "May 2026"),
        ("1.2", "Ask", "PCF", "June 2026"),
    )
    reading = read(table(*rows, place="line"), kind="txt")
    assert [action.leads for action in reading.actions] == [["Head of Inclusion", "Behaviour Adviser"], ["PCF"]]


def test_one_heading_may_be_a_long_question():
    question = "What will be better for children, young people and their families here?"
    action = one(table(("What we will do", "Who will lead", "When by", question), ("Ask", "ICB", "May 2026", "Calm")))
    assert (action.official_words, action.outcome) == ("Ask", "Calm")


def test_a_sheet_that_explains_the_states_names_no_priority():
    plan = table(HEADER, ("1.1", "Train crews", "ICB", "May 2026"), place="sheet 'Early help'", title="Early help")
    other = table(HEADER, ("2.1", "Ask", "PCF", "May 2026"), place="sheet 'Voice'", title="Voice")
    key = table(("State", "What it means"), ("Live", "On track"), place="sheet 'Status key'", title="Status key")
    reading = read(plan, other, key, kind="xlsx")
    assert [item.title for item in reading.priorities] == ["Early help", "Voice"]


def test_a_code_before_a_title_in_a_column_is_the_number_of_the_priority():
    header = ("Workstream", "Ref", "Action", "Lead")
    reading = read(
        table(header, ("WS1 Getting about", "1.1", "Train crews", "ICB"), ("KS4 Pupils", "2.1", "Ask", "PCF"))
    )
    assert [(item.number, item.title) for item in reading.priorities] == [
        ("WS1", "Getting about"),
        (None, "KS4 Pupils"),
    ]


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


def test_a_forecast_date_holds_and_the_baseline_is_the_first():
    heads = ("Ref", "Deliverable", "Delivery lead", "Baseline date", "Forecast date", "Actual date")
    rows = (
        ("T-01", "Move clinics", "ICB", "31 Dec 2025", "31 Mar 2026", ""),
        ("T-02", "Ask", "ICB", "30 Apr 2026", "", ""),
    )
    moved, kept = read(table(heads, *rows), kind="xlsx").actions
    assert (moved.timescale.raw, moved.first_timescale.raw) == ("31 Mar 2026", "31 Dec 2025")
    assert (kept.timescale.raw, kept.first_timescale) == ("30 Apr 2026", None)
    assert said(moved) == said(kept) == []


SUMMED = ("WBS", "Task Name", "Finish", "% Complete", "Resource Names", "Benefit", "Task Status", "Notes")


def test_rows_in_which_project_software_sums_up_are_priorities():
    rows = (
        ("1", "Workstream 1 – Early help", "26/06/26", "44%", "", "", "", ""),
        ("1.1", "Map the offer", "25/07/25", "100%", "Early Years Manager", "Help is found", "Complete", "Live"),
        ("2", "Workforce", "18/12/26", "10%", "", "", "", ""),
        ("2.1", "Recruit four", "30/09/25", "0%", "Principal EP", "Advice in time", "Not started", "Advert"),
    )
    reading = read(table(SUMMED, *rows), kind="xlsx")
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Early help"), ("2", "Workforce")]
    assert [(action.reference, action.priority, action.leads) for action in reading.actions] == [
        ("1.1", 0, ["Early Years Manager"]),
        ("2.1", 1, ["Principal EP"]),
    ]
    reason = "the title of a priority with other words beside it"
    assert [text for text, why in skipped(reading) if why == reason] == [
        "1 | Workstream 1 – Early help | 26/06/26 | 44%",
        "2 | Workforce | 18/12/26 | 10%",
    ]


def test_a_task_without_a_lead_above_its_parts_is_an_action():
    rows = (
        ("1", "Map the offer", "25/07/25", "100%", "Early Years Manager", "Help is found", "Complete", "Live"),
        ("1.1", "Print the map", "25/07/25", "100%", "Early Years Manager", "Help is found", "Complete", "Live"),
    )
    assert [action.reference for action in read(table(SUMMED, *rows), kind="xlsx").actions] == ["1", "1.1"]
