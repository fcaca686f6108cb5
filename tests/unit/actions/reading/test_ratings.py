import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.ratings import (
    RatingKey,
    colour_of,
    colour_of_fill,
    looks_like_rating,
)
from actions.reading.result import KeyWord
from actions.reading.status_words import status_meant
from actions.status import Status


def key(**words: str) -> RatingKey:
    return RatingKey([KeyWord(word, meaning, status_meant(meaning), "row 1") for word, meaning in words.items()])


def test_the_plans_own_key_decides_even_against_habit():
    own = key(Blue="Not started", Green="Completed", Amber="On track", Red="Off track")
    assert own.status("GREEN") == (Status.COMPLETE, None)
    assert own.status("blue") == (Status.NOT_STARTED, None)
    assert own.status("R") == (Status.OFF_TRACK, None)


def test_a_colour_without_a_key_is_no_status():
    status, message = RatingKey().status("Amber")
    assert status is None
    assert (
        message
        == "The document has no key that explains 'Amber', so no status was given: choose one, or add the word to the plan's key."
    )


def test_a_key_that_is_silent_on_a_word():
    status, message = key(Green="On track", Red="Off track").status("Purple")
    assert status is None
    assert (
        message
        == "The plan's key does not explain 'Purple', so no status was given: choose one, or add the word to the plan's key."
    )


def test_a_key_that_gives_a_word_two_meanings():
    status, message = key(Red="Not yet started or significantly delayed", Green="On track").status("Red")
    assert status is None
    assert message == (
        "The plan's key explains 'Red' as 'Not yet started or significantly delayed', which names no single status: choose one."
    )


def test_a_word_that_names_a_status_needs_no_key():
    assert RatingKey().status("Not yet started") == (Status.NOT_STARTED, None)
    assert RatingKey().status("Amber (at risk)") == (Status.AT_RISK, None)


def test_words_that_contradict_the_key_are_no_status():
    own = key(Green="Completed", Red="Off track")
    assert own.status("Green - on track")[0] is None


def test_delayed_is_the_milder_beside_off_track_and_unclear_alone():
    assert key(Amber="Delayed", Red="Off track").status("Amber")[0] is Status.AT_RISK
    assert key(Amber="Delayed", Green="On track").status("Amber")[0] is None


def test_two_colours_are_no_colour():
    assert colour_of("Amber") == "amber"
    assert colour_of("g") == "green"
    assert colour_of("Amber/Green") is None


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("92D050", "green"),
        ("00B050", "green"),
        ("0070C0", "blue"),
        ("808080", "grey"),
        ("F2F2F2", None),
        ("FFFFFF", None),
    ],
)
def test_the_name_of_a_fill(fill, name):
    assert colour_of_fill(fill) == name


def test_what_looks_like_a_rating():
    assert looks_like_rating("G")
    assert looks_like_rating("On track")
    assert not looks_like_rating("The green paper was read by the board and by families")


@given(st.text(max_size=200))
def test_no_text_raises(text):
    status, message = RatingKey().status(text)
    assert (status is None) == (message is not None)


def test_a_stage_and_a_status_are_the_status():
    assert RatingKey().status("In progress - on track") == (Status.ON_TRACK, None)
    assert RatingKey().status("In progress - delayed")[0] is None


def test_a_fill_has_the_word_of_the_line_that_the_key_colours_with_it():
    words = [
        KeyWord("Yellow", "At risk", Status.AT_RISK, "row 1"),
        KeyWord("Green", "On track", Status.ON_TRACK, "row 2"),
    ]
    shaded = RatingKey(words, {"FFE699": "Yellow"})
    assert shaded.word_of_fill("FFE699") == "Yellow"
    assert shaded.word_of_fill("00B050") == "Green"
    assert RatingKey(words).word_of_fill("FFE699") == "amber"


@pytest.mark.parametrize("rating", ["A – two vacancies", "A (waiting for finance)", "A; see minutes"])
def test_words_beside_a_rating_leave_its_status(rating):
    assert key(A="At risk", R="Off track").status(rating) == (Status.AT_RISK, None)
