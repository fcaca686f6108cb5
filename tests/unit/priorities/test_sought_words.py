"""Words that must go are found however they are written, and nothing else goes with them."""

from __future__ import annotations

import pytest

from priorities.sought_words import REMOVED, SoughtWords, kind_of, too_common


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kim Sample", "[removed]"),
        ("KIM  SAMPLE", "[removed]"),
        ("Ask Kim\nSample, please.", "Ask [removed], please."),
        ("SAMPLE, Kim said", "[removed] said"),
        ("sample kim plans", "[removed] plans"),
        ("Kim J. Sample’s plan", "[removed]’s plan"),
        ("Kím Sámple", "[removed]"),
        ("Kіm Sample", "[removed]"),
        ("Kim\u200b Sample", "[removed]"),
        ("K-i-m S-a-m-p-l-e", "[removed]"),
        ("Kim%20Sample", "[removed]"),
        ("Kim&nbsp;Sample", "[removed]"),
        ("K Sample and K. Sample", "[removed] and [removed]"),
        ("kim_sample_x", "[removed]_x"),
        ("kimsample@example.org", "[removed]@example.org"),
        ("k.sample@example.org", "[removed]@example.org"),
        ("See https://example.org/people/kim-sample/?a=1.", "See [removed]."),
        ("Read example.org/a/kim-sample and Kim Sample", "Read [removed] and [removed]"),
        ("kim-sample-2", "[removed]-2"),
        ("Kim Samples", "Kim Samples"),
        ("Kim and Sample", "Kim and Sample"),
        ("a sample kimono", "a sample kimono"),
        ("", ""),
    ],
)
def test_a_name_goes_in_every_form(text, left):
    assert SoughtWords("Kim  Sample").replaced(text, REMOVED) == left
    assert SoughtWords("Sample, Kim").replaced(text, REMOVED) == left


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("the boy  in Year 4", "It was The Boy in\nyear 4.", "It was X."),
        ("the boy in Year 4", "the boy in Year 40", "the boy in Year 40"),
        ("07700 900123", "Ring +447700900123 or 07700-900-123.", "Ring X or X."),
        ("ada@example.org", "Write to ADA@example.org, not bada@example.org.", "Write to X, not bada@example.org."),
        ("12 Elm Road", "At 12 ELM ROAD, not 112 Elm Road.", "At X, not 112 Elm Road."),
        ("Zanfirra", "Ask Zanfirra.", "Ask X."),
    ],
)
def test_other_words_go_as_they_are_written(words, text, left):
    assert SoughtWords(words).replaced(text, "X") == left


def test_values_of_json_are_searched_to_the_ground():
    sought = SoughtWords("Kim Sample")
    value = {"Kim Sample": ["K Sample", {"x": 1, "y": None}], "[removed]": True}
    assert sought.stand_in_any(value)
    assert sought.replaced_in(value, REMOVED) == {"[removed] 2": [REMOVED, {"x": 1, "y": None}], "[removed]": True}
    assert not sought.stand_in_any({"a": [1, 2.5, None, "Kim"]})


def test_the_ways_in_which_words_are_written_are_told_once():
    assert SoughtWords("Kim Sample").written("Kim  Sample, K Sample and Kim\nSample") == ["Kim Sample", "K Sample"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Kim Sample", "name"),
        ("Sample, Kim", "name"),
        ("Ms O'Neill-Hart", "name"),
        ("Vincent van Gogh", "name"),
        ("kim sample", "detail"),
        ("The boy in Year 4", "detail"),
        ("ada@example.org", "email"),
        ("07700 900123", "telephone"),
        ("2019", "detail"),
    ],
)
def test_how_words_are_looked_for(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    "words",
    ["the", "Mark", "Green", "ann", "ab", "a b", "...", "Removed", "words withdrawn", "", "published", "NHS", "IT"],
)
def test_what_stands_in_many_texts_is_refused(words):
    assert too_common(words)


@pytest.mark.parametrize("words", ["7", "2024", "1.2", "2024 to 2027", "2024/25", "2024-2027", "2024 2027"])
def test_years_and_short_numbers_are_refused(words):
    said = f"'{words}' is a year or a short number, which names nobody; give it with the words around it."
    assert too_common(words) == said


@pytest.mark.parametrize(
    "words",
    [
        "We have",
        "we will",
        "and the",
        "young people",
        "Young People",
        "Children and Young People",
        "YOUNG PEOPLE",
        "the Local Area Partnership",
        "by March 2027",
        "May 2026",
        "in May 2026",
        "1.2 of the plan",
        "Year 4",
        "was delayed",
        "Red and Green",
        "We will have a plan",
    ],
)
def test_a_few_ordinary_words_name_nobody(words):
    said = (
        f"'{words}' is made of ordinary words alone, which name nobody; give the whole name, or the whole sentence with "
        "its full stop."
    )
    assert too_common(words) == said


@pytest.mark.parametrize(
    "words",
    [
        "Kim Sample",
        "Zanfirra",
        "Ann",
        "K.S.",
        "K S",
        "KST",
        "I.T.",
        "K. S.",
        "JB",
        "Kim S.",
        "Mark Green",
        "Will May",
        "An Do",
        "Kim at Elm School",
        "Mark at Park School",
        "Grace, Year 4",
        "the boy in Year 4",
        "She is a young carer.",
        "We will work with schools and families",
        "ada@example.org",
        "07700 900123",
        "020 7946 0958",
        "Tel: 020 7946 0958",
        "555 0123",
        "12 March 2014",
        "12th of March 2014",
        "12/03/2014",
        "12 Elm Road",
        "10456",
    ],
)
def test_what_stands_for_somebody_is_not_refused(words):
    assert too_common(words) == ""


@pytest.mark.parametrize("words", ["K.S.", "K S", "KS", "K. S."])
def test_initials_are_found_in_capitals_alone(words):
    text = "K.S., K. S. and K S (KS) came. In KS2 tasks, ks, K.S.T. and J.K.S. stay; SK too."
    left = "X, X and X (X) came. In KS2 tasks, ks, K.S.T. and J.K.S. stay; SK too."
    assert SoughtWords(words).replaced(text, "X") == left


def test_initials_that_are_a_word_of_plans_are_found_with_what_stands_between_them():
    assert SoughtWords("I.T.").replaced("I.T., I. T. and I T, but IT and it.", "X") == "X, X and X, but IT and it."
