"""Roadmaps laid out in other ways: terms and quarters, numbered lists, tables by column and by row, wrapped and tight text."""

import pytest

from actions.roadmap_reading import ReadMilestone
from tests.unit.actions.roadmap_reading.making import (
    of_blocks,
    of_text,
    of_word,
    paragraph,
    said,
    shape,
    skipped,
    table,
)

AUTUMN = ("Autumn term 2025", "2025-09-01", "2025-12-31")
SPRING = ("Spring term 2026", "2026-01-01", "2026-04-02")


def themes(reading):
    return [(item.theme, item.said, item.words) for item in reading.milestones]


def test_word_headings_for_terms_with_bullets():
    reading = of_word(
        "Title: Linden Vale SEND roadmap",
        "Normal: Last updated: 14 October 2025",
        "Heading 1: Autumn term 2025",
        "List Bullet: Survey of parents",
        "List Bullet: Guide for schools",
        "Heading 1: Spring term 2026",
        "List Bullet: Hub opened",
        "Heading 1: Glossary",
        "List Bullet: EHC: education, health and care",
    )
    assert shape(reading) == [(*AUTUMN, ["Survey of parents", "Guide for schools"]), (*SPRING, ["Hub opened"])]
    assert (reading.title, reading.published.day.isoformat()) == ("Linden Vale SEND roadmap", "2025-10-14")
    assert reading.periods[0].note == "Term dates differ between areas, so this date is approximate."
    assert skipped(reading) == [
        ("paragraph 8", "Glossary", "A title or heading that names no month, quarter or term."),
        (
            "paragraph 9",
            "EHC: education, health and care",
            "It stands under 'Glossary', which is another part of the document.",
        ),
    ]
    assert said(reading) == []


@pytest.mark.parametrize(
    "label",
    [
        "Next year",
        "Sometime next year",
        "Some time in 2027",
        "In due course",
        "In the longer term",
        "This term",
        "The coming academic year",
        "At a later date",
        "Date TBC",
        "Next 6 months",
        "Year 2",
    ],
)
def test_a_heading_that_names_no_day_is_a_heading_without_days(label):
    reading = of_word(
        "Heading 1: Autumn term 2025", "List Bullet: Survey", f"Heading 1: {label}", "List Bullet: Hub opened"
    )
    assert shape(reading) == [(*AUTUMN, ["Survey"]), (label, None, None, ["Hub opened"])]
    ((place, field, _),) = said(reading)
    assert (place, field) == ("paragraph 3", "label")


def test_bold_headings_for_quarters_with_numbered_lists():
    reading = of_word(
        "Bold: Q3 2024/25",
        "List Number: Survey of parents",
        "List Number: Guide for schools",
        "Bold: Q4 2024/25",
        "List Number: Charter agreed",
    )
    assert shape(reading) == [
        ("Q3 2024/25", "2024-10-01", "2024-12-31", ["Survey of parents", "Guide for schools"]),
        ("Q4 2024/25", "2025-01-01", "2025-03-31", ["Charter agreed"]),
    ]


def test_a_table_of_word_with_a_column_for_each_period():
    reading = of_word(
        "Heading 1: What we will do",
        [
            ["Theme", "January to March 2024", "April 2024"],
            ["Voice", "• Survey of parents\n• Drop-in for\nfamilies", "Charter agreed\nTalks begin"],
            ["Health", "", "• Pilot clinic"],
        ],
    )
    assert shape(reading) == [
        ("January to March 2024", "2024-01-01", "2024-03-31", ["Survey of parents", "Drop-in for families"]),
        ("April 2024", "2024-04-01", "2024-04-30", ["Charter agreed", "Talks begin", "Pilot clinic"]),
    ]
    assert [theme for theme, _, _ in themes(reading)] == ["Voice", "Voice", "Voice", "Voice", "Health"]
    assert said(reading) == []


def test_a_table_with_a_row_for_each_milestone():
    reading = of_blocks(
        table(
            ("Period", "Milestone", "Type", "Status", "Lead"),
            ("Q1 2025/26", "Survey of parents", "Event", "Complete", "Forum"),
            (None, "Guide for schools", "Product", "On track", "Council"),
            ("By March 2026", "Sensory work", "Service", "Planned", ""),
            ("Soon after", "Talks", "Song", "Ongoing", ""),
        )
    )
    assert shape(reading) == [
        ("Q1 2025/26", "2025-04-01", "2025-06-30", ["Survey of parents", "Guide for schools"]),
        ("By March 2026", None, "2026-03-31", ["Sensory work"]),
        ("Soon after", None, None, ["Talks"]),
    ]
    assert [
        (item.type, item.said, item.planned, item.ongoing, item.said_done, item.other) for item in reading.milestones
    ] == [
        ("event", "Complete", False, False, False, [("Lead", "Forum")]),
        ("product", "On track", False, False, False, [("Lead", "Council")]),
        ("service", "Planned", True, False, False, []),
        ("", "Ongoing", False, True, False, [("Type", "Song")]),
    ]
    assert said(reading) == [
        (
            "table 1, row 2",
            "Lead",
            "A roadmap has no field for 'Lead': its words are kept beside each milestone.",
        ),
        (
            "table 1, row 5",
            "label",
            "No month, quarter or term was read in 'Soon after': write one, such as 'March 2026'.",
        ),
        ("table 1, row 5", "Type", "A roadmap has no field for 'Type': its words are kept beside each milestone."),
    ]


def test_a_pasted_table_where_a_row_names_no_time():
    reading = of_text("When\tWhat\nJuly 2026\tSurvey of parents\n\tGuide for schools\n")
    assert shape(reading) == [("July 2026", "2026-07-01", "2026-07-31", ["Survey of parents", "Guide for schools"])]
    assert said(reading) == [
        ("line 3", "label", "This row names no time and was read as going on with 'July 2026': check it.")
    ]


def test_columns_of_a_page_that_blanks_hold_apart():
    reading = of_text(
        "   Jan 2025               April 2025              July 2025\n"
        "   • Survey of parents    • Guide for schools     • Conference with\n"
        "   • Charter agreed         published               young people\n"
        "   • Drop-in opened       • Base opened           • Framework in\n"
        "                                                    place\n"
    )
    assert shape(reading) == [
        ("Jan 2025", "2025-01-01", "2025-01-31", ["Survey of parents", "Charter agreed", "Drop-in opened"]),
        ("April 2025", "2025-04-01", "2025-04-30", ["Guide for schools published", "Base opened"]),
        ("July 2025", "2025-07-01", "2025-07-31", ["Conference with young people", "Framework in place"]),
    ]
    assert [item.place for item in reading.periods[2].milestones] == ["lines 2 to 3", "lines 4 to 5"]


def test_years_above_the_quarters_of_a_table():
    reading = of_blocks(
        table(
            ("", ("Financial year 2025-26", 2), ("Financial year 2026-27", 1)),
            ("Theme", "Q3", "Q4", "Q1"),
            ("Voice", "Survey", "Charter", "Talks"),
        )
    )
    assert [(label, start, words) for label, start, _, words in shape(reading)] == [
        ("Q3", "2025-10-01", ["Survey"]),
        ("Q4", "2026-01-01", ["Charter"]),
        ("Q1", "2026-04-01", ["Talks"]),
    ]


def test_a_cell_over_several_periods_goes_to_the_first_and_is_said():
    reading = of_blocks(
        table(("Jan 2026", "April 2026", "July 2026"), (("Pilot of the hub", 2), "Talks"), ("", "", "Survey"))
    )
    assert [words for *_, words in shape(reading)] == [["Pilot of the hub"], [], ["Talks", "Survey"]]
    assert said(reading) == [
        (
            "table 1, row 2",
            None,
            "This cell goes over 2 periods, 'Jan 2026' to 'April 2026': it was put at the first.",
        ),
        (
            "table 1, row 1",
            "milestones",
            "No milestone stands under this heading: check whether its list is elsewhere in the document.",
        ),
    ]


def test_boxes_with_heading_and_list_in_one_cell():
    reading = of_blocks(
        table(("Jan 2026\n• Survey\n• Talks", "April 2026\n• Charter"), ("July 2026\n• Guide", "Our aim"))
    )
    assert [(label, words) for label, _, _, words in shape(reading)] == [
        ("Jan 2026", ["Survey", "Talks"]),
        ("April 2026", ["Charter"]),
        ("July 2026", ["Guide"]),
        ("", ["Our aim"]),
    ]
    assert [message for _, _, message in said(reading)] == [
        "These words have no heading of time, so they were put under no period: check them.",
        "These milestones stand under no heading of time: choose the period of each.",
    ]


def test_tight_text_with_an_ambiguous_heading():
    reading = of_text(
        "Roadmap of Cranmere\n\nJanuary to March 2025\n• Charter agreed.\n• Talks.\nOngoing\n• Weekly drop-in.\n"
        "2025-26\n• Strategy published.\nBy March 2026\n• Framework in place.\n"
    )
    assert shape(reading) == [
        ("January to March 2025", "2025-01-01", "2025-03-31", ["Charter agreed.", "Talks."]),
        ("Ongoing", None, None, ["Weekly drop-in."]),
        ("2025-26", None, None, ["Strategy published."]),
        ("By March 2026", None, "2026-03-31", ["Framework in place."]),
    ]
    assert reading.periods[1].milestones[0].ongoing
    assert said(reading) == [
        (
            "line 8",
            "label",
            "'2025-26' could be the financial year to March 2026 or the academic year to August 2026: say which.",
        )
    ]


def test_years_as_headings_above_months():
    reading = of_text("SEND roadmap\n\n2025\n\nJanuary\n- Survey\n\nApril\n- Charter\n\n2026\n\nJanuary\n- Talks\n")
    assert shape(reading) == [
        ("January", "2025-01-01", "2025-01-31", ["Survey"]),
        ("April", "2025-04-01", "2025-04-30", ["Charter"]),
        ("January", "2026-01-01", "2026-01-31", ["Talks"]),
    ]
    assert reading.periods[2].note == "The year was taken from the heading '2026' above."


def test_months_without_a_year_keep_their_words_and_no_dates():
    reading = of_text("January:\n- Survey\n\nApril:\n- Charter\n")
    assert shape(reading) == [("January", None, None, ["Survey"]), ("April", None, None, ["Charter"])]
    assert [message for _, _, message in said(reading)] == [
        "'January' has no year: add the year.",
        "'April' has no year: add the year.",
    ]


def test_lines_that_begin_with_their_own_time():
    reading = of_text(
        "SEND roadmap 2025\n\nJuly 2025: Survey of parents\nSeptember 2025: Guide for schools\nJanuary 2026: Base opens\n"
    )
    assert shape(reading) == [
        ("July 2025", "2025-07-01", "2025-07-31", ["Survey of parents"]),
        ("September 2025", "2025-09-01", "2025-09-30", ["Guide for schools"]),
        ("January 2026", "2026-01-01", "2026-01-31", ["Base opens"]),
    ]


def test_headings_with_a_time_and_other_words():
    reading = of_text(
        "## Phase 1: Foundations (January to March 2024)\n- Survey\n\n## April 2024 – Building\n- Charter\n\n"
        "## Review of May 2024\n- Lessons\n"
    )
    assert shape(reading) == [
        ("Phase 1: Foundations (January to March 2024)", "2024-01-01", "2024-03-31", ["Survey"]),
        ("April 2024 – Building", "2024-04-01", "2024-04-30", ["Charter"]),
        ("", None, None, ["Lessons"]),
    ]


def test_lines_between_lists_name_a_group_or_a_state():
    reading = of_text(
        "**Winter 2024/25**\n\nDelivered:\n- Charter agreed.\n\nPlanned:\n- Survey.\n\nEducation\n- Guide.\n\n"
        "**Summer term 2025:**\n\nOngoing:\n- Pilot of the hub.\n\nCall the office for more.\n"
    )
    assert themes(reading) == [
        ("", "Delivered", "Charter agreed."),
        ("", "Planned", "Survey."),
        ("Education", "", "Guide."),
        ("", "Ongoing", "Pilot of the hub."),
    ]
    assert [(item.planned, item.ongoing) for item in reading.milestones] == [
        (False, False),
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [item.words for item in reading.about] == ["Call the office for more."]
    assert said(reading) == []


def test_the_same_times_under_several_themes():
    reading = of_text(
        "# Early help\n## Autumn term 2025\n- Survey\n## Spring term 2026\n- Guide\n# Health\n## Autumn term 2025\n- Charter\n"
    )
    assert shape(reading) == [(*AUTUMN, ["Survey", "Charter"]), (*SPRING, ["Guide"])]
    assert [theme for theme, _, _ in themes(reading)] == ["Early help", "Health", "Early help"]
    assert (said(reading), skipped(reading)) == ([], [])


def test_lines_without_bullets_are_milestones_and_that_is_said():
    reading = of_text("May 2026\nWe publish a guide\nWe open the hub\n\nJune 2026\nWe hold a fair\n")
    assert [words for *_, words in shape(reading)] == [["We publish a guide", "We open the hub"], ["We hold a fair"]]
    message = "The lines under this heading have no bullets: each was taken for a milestone. Check them."
    assert said(reading) == [("line 2", "milestones", message), ("line 6", "milestones", message)]


def test_a_line_that_lost_its_bullet_among_others_is_said():
    reading = of_text("May 2026\n\n- Guide\n\nA talk in the town hall for all parents and schools.\n\n- Survey\n")
    assert [words for *_, words in shape(reading)] == [
        ["Guide", "A talk in the town hall for all parents and schools.", "Survey"]
    ]
    assert said(reading)[0] == (
        "line 5",
        "words",
        "This line has no bullet, but stands among milestones and was taken for one: check it.",
    )


def test_a_list_of_contents_gives_no_periods():
    reading = of_text(
        "Jan 2026\nApril 2026\n\nWelcome to the roadmap.\n\nJan 2026\n\n- Survey\n\nApril 2026\n\n- Talks\n"
    )
    assert [(label, words) for label, _, _, words in shape(reading)] == [
        ("Jan 2026", ["Survey"]),
        ("April 2026", ["Talks"]),
    ]
    reason = "A line of the list of contents: the heading stands again below."
    assert skipped(reading) == [("line 1", "Jan 2026", reason), ("line 2", "April 2026", reason)]


def test_numbers_that_begin_anew_part_lists_where_a_file_keeps_no_blank_lines():
    reading = of_blocks(
        paragraph(1, "Jan 2026 April 2026"),
        paragraph(2, "1. Survey"),
        paragraph(3, "2. Talks"),
        paragraph(4, "1. Charter"),
    )
    assert [(label, words) for label, _, _, words in shape(reading)] == [
        ("Jan 2026", ["Survey", "Talks"]),
        ("April 2026", ["Charter"]),
    ]
    assert [item.number for item in reading.milestones] == ["1.", "2.", "1."]


def test_bullets_of_word_below_merged_headings_cannot_be_placed():
    reading = of_word("Normal: Jan 2026 April 2026", "List Bullet: Survey", "List Bullet: Charter")
    assert [(label, words) for label, _, _, words in shape(reading)] == [
        ("Jan 2026", []),
        ("April 2026", []),
        ("", ["Survey", "Charter"]),
    ]


def test_a_heading_that_stands_alone_on_a_wrapped_line_is_words():
    text = "Jan 2026\n\n- Better days for all in\n  April 2026\n- Survey for the whole area\n  2026\n\nJuly 2026\n\n- Talks\n"
    reading = of_text(text)
    assert [words for *_, words in shape(reading)] == [
        ["Better days for all in April 2026", "Survey for the whole area 2026"],
        ["Talks"],
    ]
    assert said(reading) == [
        (
            "lines 5 to 6",
            "words",
            "'2026' was taken for the end of these words: if it is a heading, put a blank line above it.",
        )
    ]


def test_a_list_parted_under_one_heading_is_said():
    reading = of_text("Jan 2026\n\n- Survey\n- Talks\n\n- Charter\n\nJuly 2026\n\n- Guide\n")
    assert [words for *_, words in shape(reading)] == [["Survey", "Talks", "Charter"], ["Guide"]]
    assert said(reading) == [
        (
            "line 1",
            "label",
            "A blank line or a new count parts the list under 'Jan 2026', and all of it was put there: check that no "
            "heading is missing above line 6.",
        )
    ]


def test_a_document_without_times():
    reading = of_text("Our hopes\n\n- Survey\n- Charter\n")
    assert shape(reading) == [("", None, None, ["Survey", "Charter"])]
    assert said(reading) == [
        (
            "the whole document",
            "periods",
            "No heading names a month, a quarter or a term: put one above each list and import the file again.",
        ),
        ("line 3", "periods", "These milestones stand under no heading of time: choose the period of each."),
    ]


def test_the_milestone_as_json():
    assert ReadMilestone("Survey", "line 3").as_json() == {
        "words": "Survey",
        "place": "line 3",
        "type": "",
        "repeats": None,
        "ongoing": False,
        "planned": False,
        "said_done": False,
        "said": "",
        "theme": "",
        "number": "",
        "other": [],
    }


def test_two_columns_before_the_periods_are_one_theme():
    reading = of_blocks(
        table(
            ("Strand", "Aim", "Jan 2026", "April 2026"),
            ("Voice", "Be heard", "Survey", "Talks"),
            ("Health", "", "", ""),
        )
    )
    assert [(item.theme, item.words) for item in reading.milestones] == [
        ("Voice – Be heard", "Survey"),
        ("Voice – Be heard", "Talks"),
    ]
    assert skipped(reading) == [
        ("table 1, row 3", "Health", "A heading inside the table, without milestones below it.")
    ]


def test_a_heading_with_other_words_for_a_time_that_stands_already_is_said():
    reading = of_text("## Jan 2026\n- Survey\n\n## January 2026: Voice\n- Talks\n")
    assert [(label, words) for label, _, _, words in shape(reading)] == [("Jan 2026", ["Survey", "Talks"])]
    assert [(item.place, item.field, item.value) for item in reading.problems] == [
        ("line 4", "label", "January 2026: Voice")
    ]
