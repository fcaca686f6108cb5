"""Further ways in which areas lay plans out: cards side by side, rows over a page break, quarters, bracketed numbers."""

from datetime import date

import pytest

from actions.reading import read_action_plan
from actions.status import Status
from priorities.documents import Cell, Document, Notice, Paragraph, Row, Table

HEADER = ("Ref", "Action", "Lead", "By when")


def table(*rows, place="table 1", title=None):
    """Rows of texts; a pair of a text and a number is a merged cell over so many columns."""
    made = []
    for at, row in enumerate(rows, start=1):
        cells, column = [], 0
        for cell in row:
            text, columns = cell if isinstance(cell, tuple) else (cell, 1)
            cells.append(Cell(text, column, columns))
            column += columns
        made.append(Row(f"{place}, row {at}", tuple(cells)))
    return Table(place, title, tuple(made))


def lines(*texts, bullets=()):
    return tuple(Paragraph(f"line {at}", text, bullet=at in bullets) for at, text in enumerate(texts, start=1))


def read(*blocks, kind="docx"):
    return read_action_plan(Document(kind, tuple(blocks)))


def said(action):
    return [(item.field, item.value, item.message) for item in action.problems]


def skipped(reading):
    return [(row.text, row.reason) for row in reading.skipped]


def test_a_card_with_two_labels_in_a_row():
    card = table(
        ("Action A1", ("Train bus crews", 3)),
        ("Lead", "Transport Manager", "Deadline", "May 2026"),
        ("Outcome", ("Journeys are calm", 3)),
        ("Progress", "", "Status", "On track"),
    )
    [action] = read(card).actions
    assert (action.reference, action.official_words, action.outcome) == ("A1", "Train bus crews", "Journeys are calm")
    assert (action.leads, action.timescale.due) == (["Transport Manager"], date(2026, 5, 31))
    assert (action.status, action.progress) == (Status.ON_TRACK, "")
    assert said(action) == []


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


def test_actions_headed_by_their_references_above_labelled_lines():
    text = (
        "1. Leadership",
        "1.1 Train staff",
        "Owner: ICB",
        "Due: May 2026",
        "1.2 Ask parents",
        "Owner: PCF",
        "Due: 2026",
    )
    reading = read(*lines(*text), kind="txt")
    assert [(action.reference, action.official_words, action.leads) for action in reading.actions] == [
        ("1.1", "Train staff", ["ICB"]),
        ("1.2", "Ask parents", ["PCF"]),
    ]
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Leadership")]
    assert [said(action) for action in reading.actions] == [[], []]


NUMBERED = (
    "Priority 1: Getting about",
    "Our actions:",
    "1. Train bus crews",
    "Lead: Transport Manager",
    "By: May 2026",
    "2. Ask drivers",
    "Lead: Headteachers",
    "By: June 2026",
    "Priority 2: Places to go",
    "Our actions:",
    "3. Open a hall",
    "Lead: Sport England",
    "By: July 2026",
)


@pytest.mark.parametrize("numbered", [True, False])
def test_actions_above_labelled_lines_with_plain_numbers_or_none(numbered):
    text = NUMBERED if numbered else tuple(line.partition(". ")[2] or line for line in NUMBERED)
    reading = read(*lines(*text), kind="txt")
    references = ("1", "2", "3") if numbered else (None, None, None)
    words = ("Train bus crews", "Ask drivers", "Open a hall")
    assert [(action.reference, action.official_words) for action in reading.actions] == list(
        zip(references, words, strict=True)
    )
    assert [(action.priority, action.leads) for action in reading.actions] == [
        (0, ["Transport Manager"]),
        (0, ["Headteachers"]),
        (1, ["Sport England"]),
    ]


def test_labelled_lines_that_name_their_action_need_none_above_them():
    text = ("Our list", "Action: Train bus crews", "Lead: ICB", "By: May 2026", "More", "Action: Ask", "Lead: PCF")
    reading = read(*lines(*text), kind="txt")
    assert [action.official_words for action in reading.actions] == ["Train bus crews", "Ask"]


def test_a_reference_on_a_line_of_its_own_belongs_to_the_lines_below_it():
    text = ("Action B2", "What we will do: Train staff", "Lead: ICB", "By when: May 2026", "Progress: Begun")
    [action] = read(*lines(*text), kind="txt").actions
    assert (action.reference, action.official_words) == ("B2", "Train staff")


def test_a_line_below_labelled_ones_makes_the_row_one_to_check():
    text = ("Action 1: Train staff", "in all schools", "Lead: ICB", "By when: May 2026", "Progress: Begun")
    [action] = read(*lines(*text), kind="txt").actions
    assert action.official_words == "Train staff in all schools"
    message = "This row was spread over 5 lines, put together here: check its words."
    assert said(action) == [(None, "", message)]


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


CARD = (
    ("What we will do", "Train bus crews"),
    ("Led by", "Transport Manager"),
    ("Finish", "May 2026"),
    ("What will be different", "Journeys are calm"),
)


def card(head, *, place="table 1", labels=CARD):
    return table(((head, 2),), *labels, place=place)


def one(*blocks):
    [action] = read(*blocks).actions
    return action


@pytest.mark.parametrize(
    ("head", "reference", "title"),
    [
        ("Action A1", "A1", None),
        ("A1", "A1", None),
        ("1.1", "1.1", None),
        ("Action 1.1: Better journeys", "1.1", "Better journeys"),
        ("A1 Better journeys", "A1", "Better journeys"),
        ("Better outcomes for travellers", None, "Better outcomes for travellers"),
    ],
)
def test_what_stands_across_the_top_of_a_card_is_its_reference_or_title(head, reference, title):
    action = one(card(head))
    assert (action.reference, action.official_words, action.outcome) == (
        reference,
        "Train bus crews",
        "Journeys are calm",
    )
    assert (action.leads, action.timescale.due) == (["Transport Manager"], date(2026, 5, 31))
    unplaced = "The words under 'Title' have no field of their own: copy into a field what the public should read."
    assert said(action) == ([("Title", title, unplaced)] if title else [])


def test_a_title_with_a_reference_is_the_action_where_a_card_has_no_other():
    action = one(card("Action 1.1: Train bus crews", labels=CARD[1:]))
    assert (action.reference, action.official_words, action.outcome) == ("1.1", "Train bus crews", "Journeys are calm")
    assert said(action) == []


def test_a_table_with_a_title_and_no_action_is_no_card():
    about = card("Plan for the north", labels=(("Owner", "Board"), ("Date", "May 2026"), ("Status", "Final")))
    reading = read(about, card("A1", place="table 2"))
    assert [action.reference for action in reading.actions] == ["A1"]
    why = "a row of a table that has no heading for actions"
    assert skipped(reading) == [
        ("Plan for the north", why),
        ("Owner | Board", why),
        ("Date | May 2026", why),
        ("Status | Final", why),
    ]


def test_a_card_names_its_priority_beside_a_label():
    first = card("A1", labels=(("Priority", "Ways to school"), *CARD))
    second = card("A2", place="table 2", labels=(("Priority", "Ways to school"), *CARD))
    third = card("A3", place="table 3", labels=(("Priority", "Places to go"), *CARD))
    reading = read(first, second, third)
    assert [(item.number, item.title) for item in reading.priorities] == [
        (None, "Ways to school"),
        (None, "Places to go"),
    ]
    assert [action.priority for action in reading.actions] == [0, 0, 1]


def test_how_urgent_a_card_is_names_no_priority():
    reading = read(card("A1", labels=(("Priority", "High"), *CARD)))
    assert reading.priorities == []
    [action] = reading.actions
    assert [(field, value) for field, value, _ in said(action)] == [("Priority", "High")]


def test_a_card_that_begins_with_its_priority():
    reading = read(card("Priority 2: Ways to school"), card("Priority 3: Places to go", place="table 2"))
    assert [(action.priority, action.official_words) for action in reading.actions] == [
        (0, "Train bus crews"),
        (1, "Train bus crews"),
    ]
    assert [(item.number, item.title) for item in reading.priorities] == [
        ("2", "Ways to school"),
        ("3", "Places to go"),
    ]


def test_cards_below_each_other_in_one_table_each_begin_with_their_head():
    second = (("What we will do", "Ask drivers"), ("Led by", "Headteachers"), ("Finish", "June 2026"))
    reading = read(table((("A1", 2),), *CARD, (("A2", 2),), *second))
    assert [(action.reference, action.official_words, action.leads) for action in reading.actions] == [
        ("A1", "Train bus crews", ["Transport Manager"]),
        ("A2", "Ask drivers", ["Headteachers"]),
    ]


def test_a_label_across_a_card_has_its_words_below():
    action = one(
        table(
            (("A1", 2),),
            (("What we will do", 2),),
            (("Train bus crews", 2),),
            ("Led by", "Transport Manager"),
            ("Finish", "May 2026"),
            (("Progress", 2),),
            (("Two of nine crews were trained", 2),),
        )
    )
    assert (action.reference, action.official_words, action.progress) == (
        "A1",
        "Train bus crews",
        "Two of nine crews were trained",
    )
    assert said(action) == []


def test_words_across_a_card_that_no_label_stands_above_are_reported():
    action = one(table((("A1", 2),), *CARD, (("Checked by the board in May", 2),)))
    assert action.official_words == "Train bus crews"
    assert [item for item in said(action) if "Checked" in item[1]] == [
        (
            "Words across the card",
            "Checked by the board in May",
            "The words under 'Words across the card' have no field of their own: copy into a field what the public should read.",
        )
    ]


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


def test_a_sentence_between_labelled_lines_goes_on_with_the_one_above_it():
    text = (
        "1.1 Train bus crews",
        "Lead: ICB",
        "Update: Two crews were trained.",
        "Others wait for a date.",
        "By: May 2026",
        "1.2 Ask drivers",
        "Lead: PCF",
        "Update: None yet.",
        "Tell us what you think.",
    )
    reading = read(*lines(*text), kind="txt")
    assert [action.progress for action in reading.actions] == [
        "Two crews were trained.\nOthers wait for a date.",
        "None yet.",
    ]
    assert said(reading.actions[0]) == [
        (None, "", "This row was spread over 5 lines, put together here: check its words.")
    ]
    assert skipped(reading) == [("Tell us what you think.", "a paragraph outside the tables of actions")]


def test_a_pasted_line_of_one_cell_goes_on_with_the_last_cell_of_a_whole_row():
    rows = (HEADER, ("1.1", "Train crews", "ICB", "May 2026"), ("1.2", "Ask", "PCF", "June 2026"))
    told = (*rows[0], "Progress"), (*rows[1], "Two were trained."), ("Others wait for a date.",), (*rows[2], "Begun.")
    reading = read(table(*told, place="line"), kind="txt")
    assert [(action.official_words, action.progress) for action in reading.actions] == [
        ("Train crews", "Two were trained. Others wait for a date."),
        ("Ask", "Begun."),
    ]


def test_labels_of_cards_say_what_stands_beside_them_on_all_of_them():
    labels = (*CARD[:3], ("Where we’ve got to", "Two crews were trained."), ("How it’s going", "Slipping"))
    others = (*CARD[:3], ("Where we’ve got to", "The hall is open."), ("How it’s going", "On course"))
    key = (
        Paragraph("paragraph 1", "How to read “How it’s going”:"),
        Paragraph("paragraph 2", "On course – on track to finish when we said", bullet=True),
        Paragraph("paragraph 3", "Slipping – at risk of finishing late", bullet=True),
    )
    reading = read(*key, card("2a SENCOs", labels=labels), card("2b SENCOs", place="table 2", labels=others))
    assert [(a.reference, a.progress, a.rating, a.status) for a in reading.actions] == [
        ("2a", "Two crews were trained.", "Slipping", Status.AT_RISK),
        ("2b", "The hall is open.", "On course", Status.ON_TRACK),
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


def test_a_label_with_a_date_in_it_is_a_label_where_it_comes_again():
    lines_of = [
        (f"1.{at} {words}", "Lead: ICB", "By: May 2026", f"Position at May 2025: {done}")
        for at, (words, done) in enumerate(
            (("Train bus crews", "Two of nine."), ("Ask drivers", "Not yet."), ("Open a hall", "Open.")), start=1
        )
    ]
    reading = read(*lines(*(line for action in lines_of for line in action)), kind="txt")
    assert [(action.reference, action.progress, action.leads) for action in reading.actions] == [
        ("1.1", "Two of nine.", ["ICB"]),
        ("1.2", "Not yet.", ["ICB"]),
        ("1.3", "Open.", ["ICB"]),
    ]


def test_labels_below_each_other_in_one_paragraph():
    text = ("1.1 Train bus crews", "Lead: ICB", "By: May 2026", "1.2 Ask drivers\nLead: PCF\nBy: June 2026")
    reading = read(*lines(*text))
    assert [(action.reference, action.official_words, action.leads) for action in reading.actions] == [
        ("1.1", "Train bus crews", ["ICB"]),
        ("1.2", "Ask drivers", ["PCF"]),
    ]


def test_the_head_of_a_page_ends_no_labelled_line():
    action = ("1.1 Train bus crews", "Lead: ICB", "By: May 2026", "Update: Two crews wait for", "Page 2", "a date.")
    reading = read(*lines(*action, "1.2 Ask drivers", "Lead: PCF", "By: June 2026"), kind="txt")
    assert [action.progress for action in reading.actions] == ["Two crews wait for a date.", ""]
    assert ("Page 2", "a page number") in skipped(reading)


@pytest.mark.parametrize("word", ["Pathway 1 – ", ""])
def test_headings_above_cards_name_the_priorities(word):
    def below(title, number):
        return Paragraph(f"paragraph {number}", title, level=1), card(f"{number}.1", place=f"table {number}")

    reading = read(*below(f"{word}Getting about", 1), *below(f"{word.replace('1', '2')}Places to go", 2))
    assert [item.title for item in reading.priorities] == ["Getting about", "Places to go"]
    assert [action.priority for action in reading.actions] == [0, 1]


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


def test_printed_lines_wrap_the_words_of_an_action_and_of_a_label():
    text = (
        "1.1 Publish the waiting time of each service every month on the pages of the",
        "Local Offer, by age",
        "Lead: ICB",
        "Where we are now: The figures have been on these pages each month since",
        "January",
        "1.2 Ask drivers",
        "Lead: PCF",
        "Where we are now: Twelve of them have answered",
    )
    reading = read(*lines(*text), kind="txt")
    assert [(action.reference, action.official_words) for action in reading.actions] == [
        ("1.1", "Publish the waiting time of each service every month on the pages of the Local Offer, by age"),
        ("1.2", "Ask drivers"),
    ]
    assert [action.progress for action in reading.actions] == [
        "The figures have been on these pages each month since January",
        "Twelve of them have answered",
    ]


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


def test_a_date_struck_through_on_a_card_holds_no_more():
    notice = Notice("table 1, row 4", "strikethrough", "May 2026", "Words are struck through, and are kept as content.")
    [action] = read_action_plan(Document("docx", (card("A1"),), (notice,))).actions
    assert (action.timescale.raw, action.timescale.due) == ("May 2026", None)
    assert ("timescale", "May 2026", "The date is struck through: say whether it still holds.") in said(action)


def test_what_somebody_proposed_in_a_row_of_a_card_is_said_of_its_action():
    notice = Notice("table 1, row 3", "tracked change", "Bus Manager", "Somebody added words.")
    reading = read_action_plan(Document("docx", (card("A1"),), (notice,)))
    assert [(problem.place, problem.value) for problem in reading.problems if problem.value == "Bus Manager"] == [
        (reading.actions[0].place, "Bus Manager")
    ]


def test_a_code_before_a_title_in_a_column_is_the_number_of_the_priority():
    header = ("Workstream", "Ref", "Action", "Lead")
    reading = read(
        table(header, ("WS1 Getting about", "1.1", "Train crews", "ICB"), ("KS4 Pupils", "2.1", "Ask", "PCF"))
    )
    assert [(item.number, item.title) for item in reading.priorities] == [
        ("WS1", "Getting about"),
        (None, "KS4 Pupils"),
    ]
