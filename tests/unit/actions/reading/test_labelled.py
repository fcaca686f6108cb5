"""Labelled lines ("Lead: …", "By when: …") and the lines above and among them."""

import pytest

from tests.unit.actions.reading.making import lines, read, said, skipped


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
