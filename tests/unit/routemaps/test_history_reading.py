"""Histories of how something was made with families: every event, every point, every line that was left out."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.documents import LIMITS, read_document
from priorities.documents.child import read
from routemaps.history_reading import read_history
from routemaps.history_reading.dates import date_in

SEED = Path(__file__).parents[4] / "shared/seeds/routemaps-development-process.txt"


def of(words: str):
    return read_history(read(words.encode(), "paper.txt", LIMITS))


def dated(reading) -> list[tuple]:
    return [
        (event.when.words, event.when.precision, str(event.when.start or ""), event.words) for event in reading.events
    ]


@pytest.mark.skipif(not SEED.exists(), reason="The published document is not here.")
def test_the_published_history_gives_every_event_the_seminars_and_the_topics():
    reading = read_history(read_document(SEED))
    assert [(event.when.words, event.when.precision, event.when.start) for event in reading.events] == [
        ("2023", "year", date(2023, 1, 1)),
        ("October 2023", "month", date(2023, 10, 1)),
        ("2023/24 academic year", "academic year", date(2023, 9, 1)),
        ("", "none", None),
        ("June 2024", "month", date(2024, 6, 1)),
        ("July 2024", "month", date(2024, 7, 1)),
        ("", "none", None),
        ("August 2024", "month", date(2024, 8, 1)),
        ("September 24", "month", date(2024, 9, 1)),
        ("October 3, 2024", "day", date(2024, 10, 3)),
    ]
    assert [len(event.items) for event in reading.events] == [0, 4, 3, 0, 0, 0, 4, 0, 0, 0]
    assert [(one.kind, one.number, one.when.start, len(one.words.split())) for one in reading.sessions] == [
        ("seminar", "1", date(2024, 3, 1), 8),
        ("seminar", "2", date(2024, 5, 1), 2),
        ("seminar", "3", date(2024, 6, 1), 1),
    ]
    assert [topic.asked for topic in reading.topics] == [None] * 9
    assert [topic.places for topic in reading.topics if topic.was_asked_for] == [
        ["line 6"],
        ["line 7", "line 13", "line 19"],
        ["line 8"],
        ["line 9"],
    ]
    drafted = [topic.places[-1] for topic in reading.topics if topic.stage == "drafted"]
    assert drafted == ["line 19", "line 18", "line 20", "line 21"]
    assert [row.place for row in reading.skipped] == ["line 1", "line 3", "line 26", "line 27", "line 28"]
    assert len(reading.rows) == 26
    assert [(problem.place, problem.value) for problem in reading.problems] == [("line 23", "September 24")]
    assert reading.people == []


HISTORY = """How we made the Belmere routemap

2022
We asked 40 families what they needed.
• speech therapy – 12 votes
• waiting lists (9 families)
Spring term 2023: a workshop with the forum. Twelve parents came.
3-4 May 2023 – two drop-in sessions in Westmarch
In October, we showed the draft to schools.
A survey was held between June and August 2023, and 118 people answered:
1. Transport 30 people
2. Respite
On 5 January 2022 the plan was published.
During autumn 2023 we changed the page. In November 2023 it was tested.
Contact us
Last updated 3 May 2024
"""


def test_labels_headings_and_spans():
    reading = of(HISTORY)
    assert reading.title == "How we made the Belmere routemap"
    assert dated(reading) == [
        ("2022", "year", "2022-01-01", "We asked 40 families what they needed."),
        ("Spring term 2023", "term", "2023-01-01", "a workshop with the forum. Twelve parents came."),
        ("3-4 May 2023", "span", "2023-05-03", "two drop-in sessions in Westmarch"),
        ("October", "none", "", "In October, we showed the draft to schools."),
        (
            "between June and August 2023",
            "span",
            "2023-06-01",
            "A survey was held between June and August 2023, and 118 people answered:",
        ),
        ("5 January 2022", "day", "2022-01-05", "On 5 January 2022 the plan was published."),
        (
            "autumn 2023",
            "season",
            "2023-09-01",
            "During autumn 2023 we changed the page. In November 2023 it was tested.",
        ),
    ]
    assert reading.events[0].inherited
    assert [(topic.words, topic.asked, topic.was_asked_for) for topic in reading.topics] == [
        ("speech therapy", 12, True),
        ("waiting lists", 9, True),
        ("Transport", 30, True),
        ("Respite", None, True),
    ]
    assert [(problem.value, problem.message) for problem in reading.problems] == [
        ("October", "It has no year: add the year, or leave the event without a date."),
        ("5 January 2022", "It is before 'between June and August 2023', which stands above it: check both dates."),
    ]
    assert [row.text for row in reading.skipped] == [
        "How we made the Belmere routemap",
        "2022",
        "Contact us",
        "Last updated 3 May 2024",
    ]


def test_a_date_in_the_middle_beside_another_is_asked_of():
    reading = of("Our story\n\nWe wrote to families in March 2024 after the launch of January 2024.\n")
    assert reading.events[0].when.start == date(2024, 3, 1)
    assert [problem.message for problem in reading.problems] == [
        "More than one date stands here, also 'January 2024': check that 'March 2024' is the day of the event."
    ]


def test_a_document_that_tells_nothing_says_so():
    reading = of("Our story\n\nHelp us\nShare this with friends\n")
    assert reading.events == []
    assert [problem.message for problem in reading.problems] == [
        "No line tells what was done and when: check that this is the history of how something was made."
    ]
    assert len(reading.rows) == 3


def test_names_are_found_in_events_and_in_points():
    reading = of("Our story\n\nIn May 2024 Sarah Thompson led a session.\n- ring 01632 960123\n")
    assert [(found.words, found.place, found.field) for found in reading.people] == [
        ("Sarah Thompson", "line 3", "words"),
        ("01632 960123", "line 4", "items"),
    ]


def test_a_table_with_what_families_said_and_what_changed():
    made = docx.Document()
    made.add_heading("How we made it", 0)
    rows = [
        ("When", "What happened", "Who took part", "You said", "What changed", "Room"),
        ("March 2024", "A workshop on travel", "14 parents", "Say who pays.", "Stage 2 names who pays.", "Hall 2"),
        ("", "Calls with six families", "", "", "", ""),
        ("soon", "A visit", "", "", "", ""),
        ("", "", "", "nobody", "", ""),
    ]
    table = made.add_table(len(rows), 6)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    reading = read_history(read(file.getvalue(), "paper.docx", LIMITS))
    first, second, third = reading.events
    assert (first.when.start, first.words, first.took_part) == (date(2024, 3, 1), "A workshop on travel", "14 parents")
    assert (first.asked_for, first.changed, first.items) == ("Say who pays.", "Stage 2 names who pays.", ["Hall 2"])
    assert (second.when.precision, second.words) == ("none", "Calls with six families")
    assert (third.when.words, third.when.start) == ("soon", None)
    assert [problem.value for problem in reading.problems] == ["nobody", "soon"]
    assert [row.imported for row in reading.rows] == [False, False, True, True, True, False]


@pytest.mark.parametrize(
    ("sentence", "words", "precision", "start"),
    [
        ("In the academic year 2022/23 we met.", "academic year 2022/23", "academic year", date(2022, 9, 1)),
        ("In the 2023-24 financial year it was paid.", "2023-24 financial year", "financial year", date(2023, 4, 1)),
        ("On the 3rd of October 2024 we met.", "3rd of October 2024", "day", date(2024, 10, 3)),
        ("We met on 03/10/2024.", "03/10/2024", "day", date(2024, 10, 3)),
        ("In early 2024 we met.", "early 2024", "year", date(2024, 1, 1)),
        ("In Sept 2024 we met.", "Sept 2024", "month", date(2024, 9, 1)),
        ("From March to June 2024 we met.", "From March to June 2024", "span", date(2024, 3, 1)),
        ("In May '24 we met.", "May '24", "month", date(2024, 5, 1)),
        ("In 2023/24 we met.", "2023/24", "none", None),
        ("We may meet in a while, and march on.", "", "none", None),
        ("Room 2024 is free for 1900 people.", "2024", "year", date(2024, 1, 1)),
    ],
)
def test_dates_as_people_write_them(sentence, words, precision, start):
    when, _, _ = date_in(sentence)
    assert (when.words, when.precision, when.start) == (words, precision, start)


LINES = st.lists(
    st.one_of(
        st.text("ab 2024.:-•", max_size=20),
        st.sampled_from(
            ["In May 2024 we met.", "- a point", "2023", "March 2024: a day", "Help us", "On 3 May we met.", "1. One"]
        ),
    ),
    max_size=12,
)


@given(LINES.filter(lambda lines: any(line.strip() for line in lines)))
def test_no_line_is_lost_and_none_is_told_twice(lines):
    document = read("\n".join(lines).encode(), "paper.txt", LIMITS)
    reading = read_history(document)
    # Marks of points, and what stands between the cells of a row, are no words.
    marks = str.maketrans("", "", "•-|")
    source = "".join("".join(line.split()) for line in lines).translate(marks)
    told = "".join("".join(row.text.split()) for row in reading.rows).translate(marks)
    assert sorted(told) == sorted(source)
    points = sum(len(event.items) for event in reading.events)
    assert len(reading.events) + points == sum(row.imported for row in reading.rows)
