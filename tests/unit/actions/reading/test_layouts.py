"""Further ways in which areas lay plans out: rows over a page break, bracketed numbers, pasted lines, references glued to words."""

import pytest

from actions.status import Status
from priorities.documents import Cell, Paragraph, Row, Table
from tests.unit.actions.reading.making import HEADER, lines, read, said, skipped, table


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


def test_a_pasted_line_of_one_cell_goes_on_with_the_last_cell_of_a_whole_row():
    rows = (HEADER, ("1.1", "Train crews", "ICB", "May 2026"), ("1.2", "Ask", "PCF", "June 2026"))
    told = (*rows[0], "Progress"), (*rows[1], "Two were trained."), ("Others wait for a date.",), (*rows[2], "Begun.")
    reading = read(table(*told, place="line"), kind="txt")
    assert [(action.official_words, action.progress) for action in reading.actions] == [
        ("Train crews", "Two were trained. Others wait for a date."),
        ("Ask", "Begun."),
    ]


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


def test_two_leads_on_two_lines_of_a_pasted_cell():
    rows = (
        HEADER,
        ("1.1", "Train crews", "Head of Inclusion"),
        ("Behaviour Adviser", "May 2026"),
        ("1.2", "Ask", "PCF", "June 2026"),
    )
    reading = read(table(*rows, place="line"), kind="txt")
    assert [action.leads for action in reading.actions] == [["Head of Inclusion", "Behaviour Adviser"], ["PCF"]]


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
