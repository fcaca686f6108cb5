"""Updates of recommendations laid out in other ways, with other labels."""

import pytest

from tests.unit.actions.outlines.making import problems, sections, skipped, text, update, word_of

pytestmark = pytest.mark.reading


def test_several_recommendations_with_the_labels_of_another_year():
    reading = update(
        text(
            "Update on our recommendations, October 2024\n\nRecommendation 1: Leaders work as one team.\n\nWhat we wanted\n• one board\n"
            "What we did\n• merged two boards\n• invited the forum\nThe difference it made\n• decisions take weeks, not months\nPriority 2024-25\n"
            "• publish minutes\n\nRecommendation 2: Waiting times fall.\nWhat we wanted\n• shorter waits\nWhat we did\nWe hired three therapists.\n\n"
            "We opened a clinic in\nLeigh on Saturdays.\nThe difference it made\nWaits fell by a third.\nPriority 2024/25\nKeep going.\n"
        )
    )
    first, second = reading.recommendations
    assert (first.number, first.official_words) == ("1", "Leaders work as one team.")
    assert sections(first) == {
        "wanted": ["one board"],
        "done": ["merged two boards", "invited the forum"],
        "difference": ["decisions take weeks, not months"],
        "next_steps": ["publish minutes"],
    }
    assert first.labels == {
        "wanted": "What we wanted",
        "done": "What we did",
        "difference": "The difference it made",
        "next_steps": "Priority 2024-25",
    }
    assert (second.number, second.official_words) == ("2", "Waiting times fall.")
    assert sections(second) == {
        "wanted": ["shorter waits"],
        "done": ["We hired three therapists.", "We opened a clinic in Leigh on Saturdays."],
        "difference": ["Waits fell by a third."],
        "next_steps": ["Keep going."],
    }
    assert second.labels["next_steps"] == "Priority 2024/25"
    assert [row.text for row in reading.skipped] == ["Update on our recommendations, October 2024"]
    assert reading.as_json()["recommendation"] == reading.as_json()["recommendations"][0]


def test_the_labels_of_a_plan_and_a_hope_that_is_no_result():
    reading = update(
        text(
            "Recommendation 4\nEvery child has a plan that is clear.\nWhat we want:\n- clear plans\nWhat we will do:\n- rewrite templates\n"
            "Where are we now?\n- half are unclear\nWhat we will see:\n- audits show it\nThe difference this will make:\n- families trust plans\n"
        )
    )
    (item,) = reading.recommendations
    assert (item.number, item.official_words) == ("4", "Every child has a plan that is clear.")
    assert sections(item) == {
        "wanted": ["clear plans"],
        "will_do": ["rewrite templates"],
        "now": ["half are unclear"],
        "will_see": ["audits show it"],
        "expected_difference": ["families trust plans"],
    }
    assert item.labels["now"] == "Where are we now?"
    assert "difference" not in item.sections
    assert problems(reading) == []
    assert reading.skipped == []


def test_a_table_with_a_label_beside_its_words():
    rows = [
        ["Recommendation 3", "Schools share what works."],
        ["What we have done so far", "Met each term\nWrote a guide"],
        ["The difference this makes", "Heads feel less alone."],
        ["What we need to develop", ""],
        ["Next steps", "Train governors"],
    ]
    reading = update(word_of(("Title", "Recommendation 3 update"), ("table", rows)))
    (item,) = reading.recommendations
    assert (item.number, item.official_words) == ("3", "Schools share what works.")
    assert sections(item) == {
        "done": ["Met each term", "Wrote a guide"],
        "difference": ["Heads feel less alone."],
        "to_develop": [],
        "next_steps": ["Train governors"],
    }
    assert [reason for *_, reason in skipped(reading)] == ["the title of the document"]
    assert problems(reading) == []


def test_a_table_with_a_row_for_each_recommendation():
    rows = [
        ["Recommendation", "What we did", "The difference it made", "Next steps"],
        ["1. Leaders work together", "• merged boards\n• met monthly", "Faster decisions", "Publish minutes"],
        ["Recommendation 2: Waits fall", "Hired two therapists", "Waits fell", "Hire more"],
    ]
    reading = update(word_of(("Title", "Year two"), ("table", rows)))
    assert [(item.number, item.official_words, sections(item)) for item in reading.recommendations] == [
        (
            "1",
            "Leaders work together",
            {
                "done": ["merged boards", "met monthly"],
                "difference": ["Faster decisions"],
                "next_steps": ["Publish minutes"],
            },
        ),
        (
            "2",
            "Waits fall",
            {"done": ["Hired two therapists"], "difference": ["Waits fell"], "next_steps": ["Hire more"]},
        ),
    ]
    assert reading.recommendations[1].sections["done"][0].place == "table 1, row 3"
    assert problems(reading) == []


def test_a_table_with_a_column_for_each_section():
    rows = [
        ["What we have done so far", "The difference this makes", "What we need to develop", "Next steps"],
        ["Built a dashboard", "Leaders see the same figures", "Health data", "Agree a data deal"],
        ["Trained analysts", "", "", "Publish yearly"],
    ]
    reading = update(word_of(("Heading 1", "Recommendation 5: Good data"), ("table", rows)))
    (item,) = reading.recommendations
    assert sections(item) == {
        "done": ["Built a dashboard", "Trained analysts"],
        "difference": ["Leaders see the same figures"],
        "to_develop": ["Health data"],
        "next_steps": ["Agree a data deal", "Publish yearly"],
    }
    assert problems(reading) == []


def test_word_headings_with_questions_and_groups_within_a_section():
    reading = update(
        word_of(
            ("Title", "SEND update 2025"),
            ("", "Last updated: 14 October 2025"),
            ("Heading 1", "Recommendation 1"),
            ("", "Leaders act as one."),
            ("Heading 2", "What have we done so far?"),
            ("List Bullet", "Met"),
            ("Heading 3", "In schools"),
            ("List Bullet", "Trained"),
            ("Heading 2", "What difference has this made?"),
            ("", "Calmer schools."),
            ("Heading 2", "What still needs to improve"),
            ("Heading 2", "What next?"),
            ("List Bullet", "Keep on"),
        )
    )
    (item,) = reading.recommendations
    assert item.official_words == "Leaders act as one."
    assert sections(item) == {
        "done": ["Met", "Trained"],
        "difference": ["Calmer schools."],
        "to_develop": [],
        "next_steps": ["Keep on"],
    }
    assert reading.dated.words == "14 October 2025"
    assert skipped(reading)[-1] == ("paragraph 7", "In schools", "a heading within a section")


def test_labels_in_bold_and_in_lists():
    reading = update(
        word_of(
            ("bold", "Recommendation 2 – Join up services"),
            ("List Bullet", "What we did: merged the teams"),
            ("List Bullet", "The difference it made: one telephone number"),
        )
    )
    (item,) = reading.recommendations
    assert sections(item) == {"done": ["merged the teams"], "difference": ["one telephone number"]}


def test_words_on_the_line_of_their_label():
    reading = update(
        text(
            "Recommendation 1: Leaders act.\nWhat we did: We met. We wrote a plan.\nThe difference it made - calmer meetings\nNext steps: • train • publish\n"
        )
    )
    (item,) = reading.recommendations
    assert sections(item) == {
        "done": ["We met. We wrote a plan."],
        "difference": ["calmer meetings"],
        "next_steps": ["train", "publish"],
    }
    assert reading.skipped == []
    assert len(reading.rows) == 4


def test_points_and_paragraphs_broken_at_the_margin():
    reading = update(
        text(
            "Recommendation 6 - Children who are educated otherwise than at school are\nknown to services and get help that is right for them.\n"
            "What we have done so far:\n* Wrote to every family that teaches at home, with the help of the parent\ncarer forum\n* Appointed an officer\n"
            "The difference this will make:\nChildren will be seen sooner, and their families will know whom they can\nask for help.\n"
            "What we need to develop:\nWe do not yet know how many children wait. We will ask schools each\nterm.\nNext steps:\no count them\n"
        )
    )
    (item,) = reading.recommendations
    assert item.official_words == (
        "Children who are educated otherwise than at school are known to services and get help that is right for them."
    )
    assert sections(item) == {
        "done": [
            "Wrote to every family that teaches at home, with the help of the parent carer forum",
            "Appointed an officer",
        ],
        "expected_difference": [
            "Children will be seen sooner, and their families will know whom they can ask for help."
        ],
        "to_develop": ["We do not yet know how many children wait. We will ask schools each term."],
        "next_steps": ["count them"],
    }
    assert item.sections["done"][0].place == "lines 4 to 5"
    assert problems(reading) == []


def test_the_number_stands_in_the_title_alone_and_a_web_page_ends():
    reading = update(
        text(
            "Recommendation 1 update\n\nLeaders act as one.\n\nWhat we have done so far\n- Met\nNext steps\n- Meet again\n"
            "Thank you for your contribution!\nShare this with family and friends\n"
        )
    )
    (item,) = reading.recommendations
    assert (item.number, item.official_words, item.place) == ("1", "Leaders act as one.", "line 3")
    assert sections(item) == {"done": ["Met"], "next_steps": ["Meet again"]}
    assert [reason for *_, reason in skipped(reading)] == [
        "the title of the document",
        "what a web page adds to its words",
        "what a web page adds to its words",
    ]
    assert problems(reading) == [
        (
            "line 3",
            "official_words",
            "Leaders act as one.",
            "These words stand above the sections and were taken for the recommendation's own: check them.",
        )
    ]


def test_a_recommendation_that_is_listed_before_its_sections():
    reading = update(
        text(
            "Recommendation 1: Leaders act.\nRecommendation 2: Waits fall.\n\nRecommendation 1: Leaders act.\nWhat we did\n- met\n"
            "Recommendation 2: Waits fall.\nWhat we did\n- hired\n"
        )
    )
    assert [(item.number, item.place, sections(item)) for item in reading.recommendations] == [
        ("1", "line 4", {"done": ["met"]}),
        ("2", "line 7", {"done": ["hired"]}),
    ]
    assert problems(reading) == []


def test_a_line_set_as_the_known_labels_are_is_a_label_that_nobody_knows():
    reading = update(
        text(
            "Recommendation 1: Leaders should listen.\n\nWhat we will do\n\n• Meet families\n\nThe difference this will make\n\n"
            "• Families will be heard\n\nOur journey\n\n• We began in four towns\n"
        )
    )
    [item] = reading.recommendations
    assert [point.words for point in item.sections["expected_difference"]] == ["Families will be heard"]
    assert [(other.label, [point.words for point in other.points]) for other in item.others] == [
        ("Our journey", ["We began in four towns"])
    ]
