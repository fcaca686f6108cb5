"""What names priorities without a word for them: titles between rows and above tables, columns, summaries of project software."""

import pytest

from actions.status import Status
from priorities.documents import Paragraph
from tests.unit.actions.reading.making import HEADER, read, said, skipped, table


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
