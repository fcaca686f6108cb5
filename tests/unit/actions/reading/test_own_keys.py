"""A key in a plan's own words, letters and signs: "Slipping = at risk", "W = Not started", "✔ = complete"."""

import pytest

from actions.reading.inline_keys import own_words
from actions.reading.result import KeyWord
from actions.status import Status
from priorities.documents import Cell, Paragraph, Row, Table
from tests.unit.actions.reading.conftest import read, table

HEADER = ("Ref", "Action", "Lead", "By when", "Status")


def rated(*ratings, below=()):
    rows = [(f"1.{at}", f"Do a thing {at}", "ICB", "May 2026", word) for at, word in enumerate(ratings, start=1)]
    return table(HEADER, *rows, *below)


def statuses(reading):
    return [action.status for action in reading.actions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("W = Not started", [("W", "Not started")]),
        ("✔ = complete", [("✔", "complete")]),
        (
            "Status words: Slipping = at risk; Under way = on track",
            [("Slipping", "at risk"), ("Under way", "on track")],
        ),
        ("Slipping = at risk", []),
        ("W = wellbeing", []),
        ("Cost = high; Time = short", []),
        ("1.1 Finish the guide", []),
    ],
)
def test_words_of_a_plans_own(text, found):
    assert own_words(text) == found


def test_rows_under_the_title_of_a_key_explain_words_of_the_plans_own():
    reading = read(
        rated("Slipping", "Under way", below=((), ("Key",), ("Slipping", "at risk"), ("Under way", "on track")))
    )
    assert statuses(reading) == [Status.AT_RISK, Status.ON_TRACK]
    assert [row.reason for row in reading.skipped][1:] == [
        "the heading of the rating key",
        "read as the plan's rating key",
        "read as the plan's rating key",
    ]


def test_rows_of_two_cells_without_a_title_explain_the_words_that_the_cells_use():
    reading = read(rated("Slipping", "Under way", below=((), ("Slipping", "at risk"), ("Under way", "on track"))))
    assert statuses(reading)[:2] == [Status.AT_RISK, Status.ON_TRACK]


def test_rows_of_two_cells_explain_nothing_where_no_cell_uses_their_words():
    reading = read(rated("Amber", "Green", below=((), ("Slipping", "at risk"), ("Under way", "on track"))))
    assert statuses(reading)[:2] == [None, None]


def test_lines_under_the_title_of_a_key():
    lines = ("Key to status", "Slipping: at risk", "Under way: on track")
    key = [Paragraph(f"paragraph {at}", text) for at, text in enumerate(lines, start=1)]
    assert statuses(read(rated("Slipping", "Under way"), *key, kind="docx")) == [Status.AT_RISK, Status.ON_TRACK]


@pytest.mark.parametrize("title", ["How we rate our actions:", "How progress is rated", "Our ratings explained"])
def test_lines_under_a_sentence_that_announces_a_key(title):
    key = [
        Paragraph("paragraph 1", title),
        Paragraph("paragraph 2", "Slipping: at risk of missing its date"),
        Paragraph("paragraph 3", "On track: will be ready by its date"),
    ]
    reading = read(*key, rated("Slipping", "On track"))
    assert statuses(reading) == [Status.AT_RISK, Status.ON_TRACK]
    assert [row.reason for row in reading.skipped][:3] == [
        "the heading of the rating key",
        "read as the plan's rating key",
        "read as the plan's rating key",
    ]


def test_a_letter_among_the_lines_of_a_key_below_the_table_is_no_row_of_it():
    key = (("G = On track",), ("W = Not started",), ("R = Off track",))
    reading = read(rated("W", "G", "R", below=((), *key)))
    assert statuses(reading) == [Status.NOT_STARTED, Status.ON_TRACK, Status.OFF_TRACK]
    assert [action.place for action in reading.actions] == ["row 2", "row 3", "row 4"]


@pytest.mark.parametrize("heading", ["Status", "How is it going?"])
def test_signs_that_the_key_explains_are_ratings(heading):
    rows = [(f"1.{at}", f"Do a thing {at}", "ICB", "May 2026", sign) for at, sign in enumerate("▲✔▲✔✖", start=1)]
    key = (("✔ = complete",), ("▲ = on track",), ("✖ = off track",))
    reading = read(table((*HEADER[:4], heading), *rows, (), *key))
    assert statuses(reading) == [
        Status.ON_TRACK,
        Status.COMPLETE,
        Status.ON_TRACK,
        Status.COMPLETE,
        Status.OFF_TRACK,
    ]
    assert [action.rating for action in reading.actions] == list("▲✔▲✔✖")
    assert [action.problems for action in reading.actions] == [[]] * 5


def test_a_sign_that_nothing_explains_is_a_rating_without_a_status():
    [action] = read(rated("▲")).actions
    assert (action.rating, action.status) == ("▲", None)
    assert [(item.field, item.value) for item in action.problems] == [("status", "▲")]


@pytest.mark.parametrize("sign", ["-", "·", "'", "…"])
def test_a_stray_point_is_no_rating(sign):
    [action] = read(rated(sign)).actions
    assert [(item.field, item.message) for item in action.problems] == [
        ("rating", "No rating is given: add one when the next progress report is made.")
    ]


def test_rows_of_a_key_do_not_count_when_an_aim_is_asked_whether_it_groups_the_rows():
    header = ("Objective", "Ref", "Task", "Lead", "By when", "RAG")
    rows = [
        (("Early help", "Moving on")[at > 2], f"1.{at}", f"Do a thing {at}", "ICB", "May 2026", "G")
        for at in range(1, 5)
    ]
    key = [(f"{word} = {meaning}",) for word, meaning in (("G", "On track"), ("R", "Off track"), ("A", "At risk"))]
    reading = read(table(header, *rows, (), *key))
    assert [reading.priorities[action.priority].title for action in reading.actions] == ["Early help"] * 2 + [
        "Moving on"
    ] * 2


def test_a_ruled_line_below_the_headings_hides_no_titles_among_the_rows():
    rows = (
        ("Ref", "Action", "Lead", "By when"),
        ("---", "---", "---", "---"),
        ("Early help", "", "", ""),
        ("A1", "Train staff", "ICB", "May 2026"),
        ("A2", "Ask parents", "ICB", "June 2026"),
        ("Moving on", "", "", ""),
        ("B1", "Open a hub", "ICB", "July 2026"),
    )
    made = tuple(
        Row(f"line {at}", tuple(Cell(text, column) for column, text in enumerate(row)))
        for at, row in enumerate(rows, 1)
    )
    reading = read(Table("line 1", None, made), kind="text")
    assert [(item.title, item.number) for item in reading.priorities] == [("Early help", None), ("Moving on", None)]
    assert [(action.reference, action.priority) for action in reading.actions] == [("A1", 0), ("A2", 0), ("B1", 1)]


@pytest.mark.parametrize("title", ["Key", "Self-assessment key"])
def test_a_key_in_single_cells_below_its_title_is_no_part_of_the_last_row(title):
    key = ((title,), ("Green: on track",), ("Red: off track",))
    reading = read(rated("Green", "Red", below=key), kind="text")
    assert [(action.reference, action.status) for action in reading.actions] == [
        ("1.1", Status.ON_TRACK),
        ("1.2", Status.OFF_TRACK),
    ]
    assert [row.reason for row in reading.skipped][1] == "the heading of the rating key"


def test_the_words_of_a_key_are_no_persons_and_a_name_in_its_meaning_is():
    key = ((), ("Key",), ("Sunny", "on track"), ("Cloudy", "at risk, not yet Sunny, says Mrs Sample"))
    reading = read(rated("Sunny", "Cloudy", below=key))
    assert [entry.word for entry in reading.rating_key] == ["Sunny", "Cloudy"]
    assert [(person.words, person.field) for person in reading.people] == [("Mrs Sample", "rating")]


def test_a_line_of_the_key_that_calls_no_status_by_its_name_is_said_once():
    key = ((), ("Key",), ("Sunny", "on track"), ("Cloudy", "will not be done on time"))
    reading = read(rated("Sunny", "Cloudy", below=key))
    assert [action.status for action in reading.actions] == [Status.ON_TRACK, Status.OFF_TRACK]
    message = (
        "This line of the key was taken for 'Off track': check it, as it gives that status to every action so rated."
    )
    assert [(item.field, item.value, item.message) for item in reading.problems] == [
        ("rating", "Cloudy = will not be done on time", message)
    ]


def test_what_the_plan_knows_of_its_key_is_not_asked_again():
    key = ((), ("Key",), ("Sunny", "on track"), ("Cloudy", "will not be done on time"))
    stored = [KeyWord("cloudy", "late", Status.OFF_TRACK, "")]
    assert read(rated("Sunny", "Cloudy", below=key), rating_key=stored).problems == []
