"""Priorities named by a column, beside headings and sheets."""

import pytest

from actions.reading.headings import Heading
from actions.reading.priority_finder import PriorityFinder
from priorities.documents import Paragraph
from tests.unit.actions.reading.conftest import HEADER, places, read, table

GROUPED = ("Priority", "Ref", "Action", "Lead", "By when")


def grouped(first, *groups):
    return tuple((group, f"{first}.{number}", "Do it", "ICB", "May 2026") for number, group in enumerate(groups, 1))


def test_a_priority_column_names_the_priorities_in_place_of_sheets_and_title_rows():
    title = ("Workstream 1 – Inclusion in mainstream", "", "", "", "")
    first = table(title, GROUPED, *grouped(1, "Ordinary offer", "", "Alternative provision"), title="Workstream 1 - In")
    second = table(GROUPED, *grouped(2, "Co-production", ""), title="Workstream 2 - Voice", first=9)
    reading = read(first, second, kind="xlsx")
    assert [(item.number, item.title) for item in reading.priorities] == [
        (None, "Ordinary offer"),
        (None, "Alternative provision"),
        (None, "Co-production"),
    ]
    assert [action.priority for action in reading.actions] == [0, 0, 1, 2, 2]
    reason = "a title; the column 'Priority' names the priorities"
    assert [(row.place, row.text) for row in reading.skipped if row.reason == reason] == [
        ("row 1", "Workstream 1 - In"),
        ("row 1", "Workstream 1 – Inclusion in mainstream"),
        ("row 9", "Workstream 2 - Voice"),
    ]
    assert reading.all_problems() == []


def test_a_heading_above_a_table_whose_column_names_the_priorities_is_a_title():
    heading = Paragraph("paragraph 1", "Workstream 1: Inclusion", level=1)
    reading = read(heading, table(GROUPED, *grouped(1, "Ordinary offer", "Co-production")), kind="docx")
    assert [item.title for item in reading.priorities] == ["Ordinary offer", "Co-production"]
    assert places(reading)[0] == ("paragraph 1", "a title; the column 'Priority' names the priorities")


@pytest.mark.parametrize("cells", [("1", "1"), ("High", "Low"), ("Priority 1: Early help", "")])
def test_a_sheet_that_its_column_names_as_well_is_that_priority(cells):
    reading = read(table(GROUPED, *grouped(1, *cells), title="Priority 1: Early help"), kind="xlsx")
    assert [(item.number, item.title) for item in reading.priorities] == [("1", "Early help")]
    assert [action.priority for action in reading.actions] == [0, 0]


def test_a_priority_without_an_action_is_reported():
    reading = read(
        Paragraph("line 1", "Priority 1: Early help", level=1),
        Paragraph("line 2", "Priority 2: Moving on", level=1),
        table(HEADER, ("2.1", "Plan the move", "ICB", "2026"), first=3),
        kind="docx",
    )
    first, second = reading.priorities
    message = "No action stands under this priority: add its actions, or leave the priority out."
    assert [(item.place, item.value, item.message) for item in first.problems] == [("line 1", "1 Early help", message)]
    assert second.problems == []


def titled(*titles):
    finder = PriorityFinder()
    for at, title in enumerate(titles, start=1):
        finder.open(Heading("", None, title), f"row {at}")
    priorities = finder.finish()
    return finder.word, [(priority.number, priority.title) for priority in priorities]


def test_a_word_of_the_plans_own_before_every_title_is_its_word_for_priorities():
    assert titled("Tier 1: Outreach", "Tier 2 – Short places") == ("Tier", [("1", "Outreach"), ("2", "Short places")])


@pytest.mark.parametrize(
    "titles",
    [
        ("Tier 1: Outreach", "Short places"),
        ("Tier 1: Outreach", "Level 2: Short places"),
        ("Tier 1: Outreach", "Tier 1: Short places"),
        ("Tier 1: Outreach",),
    ],
)
def test_titles_that_are_not_all_numbered_with_one_word_stay_whole(titles):
    assert titled(*titles) == ("", [(None, title) for title in titles])


def mixed(*numbers):
    rows = (
        (f"{number} Aim {number}", f"{at}", "Do it", "ICB", "May 2026") for at, number in enumerate(numbers, start=1)
    )
    reading = read(table(GROUPED, *rows))
    return [item.number for item in reading.priorities], [
        reading.priorities[a.priority].number for a in reading.actions
    ]


def test_priorities_that_come_up_again_among_one_another_stand_by_their_numbers():
    assert mixed("1", "3", "2", "3", "1") == (["1", "2", "3"], ["1", "3", "2", "3", "1"])


def test_priorities_one_after_the_other_stay_as_they_stand():
    assert mixed("1", "3", "3", "2") == (["1", "3", "2"], ["1", "3", "3", "2"])
