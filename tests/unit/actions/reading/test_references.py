import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.references import glued_reference, priority_number, reference_in_column, shape


@pytest.mark.parametrize(
    ("cell", "reference"),
    [
        ("1.1", "1.1"),
        ("1.10", "1.10"),
        ("3.1.3", "3.1.3"),
        ("A2", "A2"),
        ("PA1.3", "PA1.3"),
        ("1a)", "1a"),
        ("7.", "7"),
        ("Action 1.1", "1.1"),
        ("SEND/01", "SEND/01"),
        ("", None),
        ("Review the offer", None),
        ("Council", None),
    ],
)
def test_a_cell_of_a_reference_column(cell, reference):
    assert reference_in_column(cell) == reference


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1.1 Further develop the offer", ("1.1", "Further develop the offer")),
        ("1.1Further develop", ("1.1", "Further develop")),
        ("1.3Create a network", ("1.3", "Create a network")),
        ("1.1. Further develop", ("1.1", "Further develop")),
        ("3.1.3 – Write it down", ("3.1.3", "Write it down")),
        ("A2: Train staff", ("A2", "Train staff")),
        ("A.2 Train staff", ("A.2", "Train staff")),
        ("St.2 Train staff", None),
        ("Action 4.2 Train staff", ("4.2", "Train staff")),
        ("14-19 offer is published", None),
        ("1.5 million is spent", None),
        ("KS4 pupils are heard", None),
        ("2 parents join each meeting", None),
        ("Further develop 1.1", None),
    ],
)
def test_a_reference_glued_to_the_action(words, found):
    assert glued_reference(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1. Review the offer", ("1", "Review the offer")),
        ("Action 3: Review", ("3", "Review")),
        ("1cCommission a service", ("1c", "Commission a service")),
        ("b) Review", ("b", "Review")),
    ],
)
def test_whole_numbers_count_only_where_asked_for(words, found):
    assert glued_reference(words) is None
    assert glued_reference(words, plain=True) == found


def test_the_shape_is_what_siblings_share():
    assert shape("3.4") == shape("1.10") == "9.9"
    assert shape("PA1.3") == "A9.9"


def test_the_priority_in_a_dotted_reference():
    assert priority_number("3.4") == "3"
    assert priority_number("A2") is None


@given(st.text(max_size=100))
def test_words_behind_a_reference_are_never_lost(text):
    found = glued_reference(text, plain=True)
    if found is not None:
        assert found[1] == text[len(text) - len(found[1].strip()) :].strip() or found[1] in text


@pytest.mark.parametrize("text", ["N/A", "and/or", "on-going", "co-op", "to-do", "May-26", "Sept 25"])
def test_words_and_months_are_no_references(text):
    assert reference_in_column(text) is None


@pytest.mark.parametrize("text", ["IA1/2", "WS-1", "W1/01", "PA/SEN/3", "SW1-a", "II.iii", "1A"])
def test_codes_of_a_plans_own_are_references(text):
    assert reference_in_column(text) == text


@pytest.mark.parametrize("text", ["1.5 posts funded", "10.30 start on Mondays", "2.5% of pupils", "1.5 million spent"])
def test_figures_at_the_front_of_words_are_no_references(text):
    assert glued_reference(text) is None


def test_an_action_may_begin_with_a_word_that_is_also_counted():
    assert glued_reference("1.2 Start a weekly bulletin") == ("1.2", "Start a weekly bulletin")
