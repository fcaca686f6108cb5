"""What single words mean: headings of time, types, ongoing, planned and done."""

import pytest

from actions.roadmap_reading.kinds import type_of
from actions.roadmap_reading.labels import dates_of, labels_in, titled_label
from actions.roadmap_reading.signs import is_ongoing, is_planned, repeat_key, says_done
from tests.unit.actions.roadmap_reading.making import of_text


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("Jan 2024", "Jan 2024", "2024-01-01", "2024-01-31"),
        ("September 2025:", "September 2025", "2025-09-01", "2025-09-30"),
        ("Sep-25", "Sep-25", "2025-09-01", "2025-09-30"),
        ("Q3 2024/25", "Q3 2024/25", "2024-10-01", "2024-12-31"),
        ("Q1 (April to June 2025)", "Q1 (April to June 2025)", "2025-04-01", "2025-06-30"),
        ("Autumn term 2025", "Autumn term 2025", "2025-09-01", "2025-12-31"),
        ("Term 1 (September to October 2025)", "Term 1 (September to October 2025)", "2025-09-01", "2025-10-31"),
        ("January to March 2024", "January to March 2024", "2024-01-01", "2024-03-31"),
        ("2026", "2026", "2026-01-01", "2026-12-31"),
        ("Academic year 2025/26", "Academic year 2025/26", "2025-09-01", "2026-08-31"),
        ("8 January 2024", "8 January 2024", "2024-01-08", "2024-01-08"),
        ("July 2024 (continued)", "July 2024", "2024-07-01", "2024-07-31"),
        ("Milestones for July 2025", "Milestones for July 2025", "2025-07-01", "2025-07-31"),
        ("By March 2026", "By March 2026", None, "2026-03-31"),
        ("End of 2025", "End of 2025", None, "2025-12-31"),
        ("Short term (by March 2026)", "Short term (by March 2026)", None, "2026-03-31"),
        ("From September 2025", "From September 2025", "2025-09-01", None),
        ("Easter 2026", "Easter 2026", None, "2026-04-05"),
        ("Ongoing", "Ongoing", None, None),
    ],
)
def test_a_heading_and_its_days(text, label, start, end):
    [found] = labels_in(text)
    days = dates_of(found)
    assert (found.words, days.problem) == (label, "")
    assert (days.start and days.start.isoformat(), days.end and days.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "2025-26",
            "'2025-26' could be the financial year to March 2026 or the academic year to August 2026: say which.",
        ),
        ("Q1 2025", "'Q1 2025' could be a quarter of the calendar year or of the financial year: say which."),
        ("July", "'July' has no year: add the year."),
        ("Year 2", "'2' was not understood in 'Year 2': write the date alone."),
        ("Jan/April 2025", "'Jan', 'April 2025' are several dates: say which one is the due date."),
    ],
)
def test_a_heading_with_two_meanings_or_none_gives_a_problem_and_no_days(text, problem):
    [found] = labels_in(text)
    days = dates_of(found)
    assert (days.start, days.end, days.problem) == (None, None, problem)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Jan 2024 April 2024", ["Jan 2024", "April 2024"]),
        ("Jan 2024 | April 2024", ["Jan 2024", "April 2024"]),
        ("Q1 Q2 Q3 Q4", ["Q1", "Q2", "Q3", "Q4"]),
        ("Spring 2025  Summer 2025", ["Spring 2025", "Summer 2025"]),
        ("Jan 2024 - April 2024 - July 2024", ["Jan 2024", "April 2024", "July 2024"]),
        ("Jan 2024 - April 2024", ["Jan 2024 - April 2024"]),
        ("January March 2024", []),
        ("167", []),
        ("Published May 2024", []),
        ("may", []),
        ("by March 2026", []),
        ("Better Together 2025", []),
        ("Survey in May 2025", []),
        ("Review of May 2024", []),
        ("", []),
    ],
)
def test_one_heading_several_or_none_on_a_line(text, labels):
    assert [label.words for label in labels_in(text)] == labels


@pytest.mark.parametrize(
    "text", ["Version 2, March 2025", "Updated: May 2024", "Roadmap – May 2024", "Jan 2024: May 2024"]
)
def test_lines_that_are_no_heading_with_other_words(text):
    assert titled_label(text) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Parent conference 2026", "event"),
        ("Survey of practitioners", "event"),
        ("Consultation on the funding strategy", "event"),
        ("Summer picnic event", "event"),
        ("Charter agreed", "product"),
        ("Inclusion strategy, with a survey of schools", "product"),
        ("Launch of the data dashboard", "product"),
        ("Larch Road School opened", "service"),
        ("Planned opening of ten places at the base", "service"),
        ("Speech pathway pilot", "service"),
        ("Special in-reach (staff in schools) begins", "service"),
        ("Improved letters to families", "change"),
        ("Agreed ways of working", "change"),
        ("Practice is embedded", "change"),
        ("Review of the dashboard", ""),
        ("Survey strategy", ""),
        ("Partners work as one", ""),
        ("Transfer of resource bases to schools", ""),
    ],
)
def test_types(words, kind):
    assert type_of(words) == kind


@pytest.mark.parametrize(
    ("words", "ongoing"),
    [
        ("Ongoing pilot", True),
        ("Pilot (on-going)", True),
        ("The pilot continues", True),
        ("Continuing healthcare protocol", False),
        ("Continuous training", False),
        ("No longer ongoing", False),
    ],
)
def test_ongoing(words, ongoing):
    assert is_ongoing(words) is ongoing


@pytest.mark.parametrize(
    ("words", "planned"),
    [
        ("Planned opening of a base", True),
        ("The base is due in May", True),
        ("Schools will open their doors", True),
        ("Charter to be agreed", True),
        ("Base (planned)", True),
        ("Charter agreed", False),
        ("A guide that will help families", False),
        ("Voices to be heard", False),
        ("Will Smith House", False),
    ],
)
def test_planned(words, planned):
    assert is_planned(words) is planned


@pytest.mark.parametrize(
    ("words", "said", "done"),
    [
        ("Larch Road School opened.", "", True),
        ("Charter agreed", "", True),
        ("Implemented the new board", "", True),
        ("Unit opened with eight places", "", True),
        ("Strategy written. Charter agreed. Events began.", "", True),
        ("Guide", "Delivered", True),
        ("Guide", "Complete – in May", True),
        ("Guide", "On track", False),
        ("Guide", "Partly complete", False),
        ("Guide", "To be completed", False),
        ("Charter to be agreed", "", False),
        ("Charter not yet agreed", "", False),
        ("Phased update, with the first part completed", "", False),
        ("The agreed plan", "", False),
        ("Evaluate training delivered by partners", "", False),
        ("Improved timeliness", "", False),
        ("Once published, the guide goes to schools", "", False),
        ("Planned opening, agreed by all", "", False),
        ("Survey of parents", "", False),
    ],
)
def test_done_is_said_in_the_past_tense_alone(words, said, done):
    assert says_done(words, said) is done


def test_repeats_are_the_same_but_for_years_and_events():
    assert {
        repeat_key(words) for words in ("Town Talks.", "Town Talks events", "Town talks 2031", "TOWN TALKS 2031/32")
    } == {"town-talks"}
    assert repeat_key("Events 2025") == ""
    assert repeat_key("Baseline survey") != repeat_key("Follow-up survey")


DOCUMENT = "{}\n\nMay 2031\n\n- Charter agreed\n\nJune 2031\n\n- Guide published\n"


@pytest.mark.parametrize(
    ("dated", "done"),
    [
        ("Published June 2031", [True, False]),
        ("Published July 2031", [True, True]),
        ("Published May 2031", [False, False]),
        ("Published 30 June 2031", [True, False]),
        ("Published 2031", [False, False]),
        ("Our roadmap", [False, False]),
    ],
)
def test_done_needs_a_period_that_was_over_before_the_month_of_publication(dated, done):
    reading = of_text(DOCUMENT.format(dated))
    assert [item.said_done for item in reading.milestones] == done


def test_two_dates_of_publication_are_none():
    reading = of_text("Published June 2031\nUpdated May 2032\n\nMay 2031\n\n- Charter agreed\n")
    assert reading.published is None
    assert [(item.field, item.message) for item in reading.problems] == [
        (
            "published",
            "The document bears 2 dates, 'June 2031' (line 1), 'May 2032' (line 2): say when this version was published.",
        )
    ]


def test_a_tick_is_kept_and_not_taken_for_a_status():
    reading = of_text("Published July 2031\n\nMay 2031\n\n✓ Survey\n✓ Guide\n")
    assert [(item.words, item.said, item.said_done) for item in reading.milestones] == [
        ("Survey", "✓", False),
        ("Guide", "✓", False),
    ]
    assert [item.message for item in reading.problems] == [
        "2 milestones bear a tick or a box, which was not taken for a status: say what it means."
    ]


def test_persons_and_small_numbers_are_reported():
    reading = of_text("May 2031\n\n- Talk with Jane Smith for 3 children, write to hub@example.org\n")
    assert [(item.kind, item.words, item.place, item.field) for item in reading.people] == [
        ("email", "hub@example.org", "line 3", "words"),
        ("name", "Jane Smith", "line 3", "words"),
    ]
    assert [(item.field, item.value) for item in reading.problems] == [
        ("words", "hub@example.org"),
        ("words", "Jane Smith"),
        ("words", "3 children"),
    ]


@pytest.mark.parametrize(
    ("sentence", "when", "month"),
    [
        ("We prepare for the next visit in March 2032.", "in March 2032", "2032-03"),
        ("The follow-up visit is due around February.", "around February", None),
        ("The next inspection is expected in autumn 2032.", "in autumn 2032", None),
        ("We look ahead to the monitoring visit.", "", None),
    ],
)
def test_the_month_of_a_visit_stands_only_where_it_is_stated(sentence, when, month):
    reading = of_text(f"{sentence}\n\nMay 2031\n\n- Guide\n")
    assert (reading.prepares_for.when, reading.prepares_for.month) == (when, month)
    assert reading.answers is None


@pytest.mark.parametrize(
    ("sentence", "often"),
    [
        ("The roadmap is reviewed every term.", "termly"),
        ("It will be updated every six months.", "six-monthly"),
        ("We review this plan twice a year.", "six-monthly"),
    ],
)
def test_how_often_it_is_reviewed(sentence, often):
    assert of_text(f"{sentence}\n\nMay 2031\n\n- Guide\n").review.recurrence == often


def test_what_a_roadmap_does_not_say_is_none():
    data = of_text("May 2031\n\n- Guide\n").as_json()
    assert {
        key: data[key] for key in ("title", "published", "covers", "answers", "prepares_for", "review", "limits")
    } == {
        "title": "",
        "published": None,
        "covers": None,
        "answers": None,
        "prepares_for": None,
        "review": None,
        "limits": [],
    }


def test_an_ambiguous_span_gives_its_words_and_no_dates():
    reading = of_text("This roadmap covers Q1 2031 to Q4 2031.\n\nMay 2031\n\n- Guide\n")
    assert (reading.covers.words, reading.covers.start, reading.covers.end) == ("Q1 2031 to Q4 2031", None, None)
    assert [(item.place, item.field) for item in reading.problems] == [("line 1", "covers")]


def test_a_day_in_the_month_of_publication_was_not_over_before_it():
    reading = of_text("Published 30 June 2031\n\n8 June 2031\n\n- Charter agreed\n\n31 May 2031\n\n- Guide published\n")
    assert [item.said_done for item in reading.milestones] == [False, True]
