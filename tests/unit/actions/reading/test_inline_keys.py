"""Keys written as running words, whatever parts their words and meanings."""

import pytest

from actions.reading.inline_keys import inline_key, key_line

THREE = {"g": "on track", "a": "at risk", "r": "off track"}


@pytest.mark.parametrize(
    "text",
    [
        "Key: Green on track, Amber at risk, Red off track",
        "RAG: G on track; A at risk; R off track",
        "RAG key Green (on track) Amber (at risk) Red (off track)",
        "Rating key – GREEN on track AMBER at risk RED off track",
        "Key to RAG ratings: green on track, amber at risk and red off track.",
        "Key: Green on track, Amber at risk, and Red off track",
        "Our key: Green (G) on track / Amber (A) at risk / Red (R) off track",
        "Key: on track (green), at risk (amber), off track (red)",
        "Colour key: on track = green; at risk = amber; off track = red",
        "Key: | Green on track | Amber at risk | Red off track",
    ],
)
def test_a_key_in_running_words(text):
    assert {word[0].lower(): meaning for word, meaning in inline_key(text)} == THREE


@pytest.mark.parametrize(
    "text",
    [
        "RAG: Green 4 actions, Red 2",
        "Key: Green, Amber, Red",
        "Key messages: Green spaces are on track, and Red Cross is off track",
        "Key actions: Green on track, Amber at risk",
        "Key: Green on track, Green at risk",
        "Green on track, Amber at risk",
        "Key: green on track, amber at risk red off track",
        "Most of our actions are Green on track, Amber at risk",
    ],
)
def test_words_that_are_no_key(text):
    assert inline_key(text) == []


def test_a_colour_within_a_meaning_begins_no_part():
    assert inline_key("Key: Green on track, Amber at risk of going red, Red late") == [
        ("Green", "on track"),
        ("Amber", "at risk of going red"),
        ("Red", "late"),
    ]


def test_what_no_colour_means_ends_the_meaning_before_it():
    assert inline_key("Key: Green – on track, Red – off track and told to the board. No colour – not yet started") == [
        ("Green", "on track"),
        ("Red", "off track and told to the board"),
        ("No colour", "not yet started"),
    ]


def test_a_line_below_the_title_of_a_key():
    assert key_line("On track: ready by its date") == ("On track", "ready by its date")
    assert key_line("Green on track") == ("Green", "on track")
    assert key_line("Green spaces") is None
    assert key_line("We are on track") is None


def test_a_letter_with_its_colour_behind_it_is_the_word():
    assert key_line("R (red) – off track") == ("R", "off track")
    assert key_line("Amber (A): at risk of being late") == ("Amber", "at risk of being late")
