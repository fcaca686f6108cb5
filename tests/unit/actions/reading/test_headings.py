import pytest

from actions.reading.headings import (
    Heading,
    never_a_priority,
    numbered_heading,
    plain_heading,
    priority_heading,
    title_of_aim,
)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Priority 1: Early help", Heading("Priority", "1", "Early help")),
        ("PROPOSAL 2:", Heading("Proposal", "2", "")),
        ("Area for improvement 3 – Better plans", Heading("Area for improvement", "3", "Better plans")),
        ("Focus area 2: Plans on time", Heading("Focus area", "2", "Plans on time")),
        ("Focus 3: Voice", Heading("Focus", "3", "Voice")),
        ("Theme A: Voice", Heading("Theme", "A", "Voice")),
        ("Weakness Two - Waiting times", Heading("Weakness", "2", "Waiting times")),
        ("Priority 4 Moving on well", Heading("Priority", "4", "Moving on well")),
        ("Priority - Transitions:", Heading("Priority", None, "Transitions")),
        ("Priority 1 actions are reviewed each month", None),
        ("Priority areas were agreed by the board", None),
        ("Outcome: More families are heard", None),
        ("Objective 1.2: Reduce waits", None),
        ("Outcomes for children", None),
        ("Review the offer", None),
    ],
)
def test_headings_with_a_word_for_a_priority(text, heading):
    assert priority_heading(text) == heading


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1. Early help", Heading("", "1", "Early help")),
        ("2 Moving on well", Heading("", "2", "Moving on well")),
        ("1. This is a sentence.", None),
        ("2024/25", None),
    ],
)
def test_headings_with_a_number_only(text, heading):
    assert numbered_heading(text) == heading


def test_plain_headings_are_short_titles():
    assert plain_heading("Early help:") == Heading("", None, "Early help")
    assert plain_heading("Action plan") is None
    assert plain_heading("We will do what we said.") is None
    assert plain_heading("lower case") is None


def test_headings_that_every_plan_has():
    assert never_a_priority("Glossary")
    assert never_a_priority("SEND Improvement Plan 2024")
    assert not never_a_priority("Early help")


@pytest.mark.parametrize(
    ("aim", "title"),
    [
        ("Early help - We act at once", "Early help"),
        ("“Nothing about us without us”- We plan together", "Nothing about us without us"),
        ("We will act at once for every child", ""),
    ],
)
def test_a_title_at_the_front_of_an_aim(aim, title):
    assert title_of_aim(aim) == title
