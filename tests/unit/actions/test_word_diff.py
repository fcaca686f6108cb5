"""Texts compared word by word: what a person reads as added and removed, and nothing lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.word_diff import MOST_WORDS, Kind, Piece, shortened, word_diff

SIGN = {Kind.SAME: "", Kind.ADDED: "+", Kind.REMOVED: "-"}


def read(pieces: list[Piece]) -> list[str]:
    return [f"{SIGN[piece.kind]}{piece.words}" for piece in pieces]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("We met.", "We met.", ["We met."]),
        ("", "We met.", ["+We met."]),
        ("We met.", "", ["-We met."]),
        ("We met twice in May.", "We met three times in May.", ["We met", "-twice", "+three times", "in May."]),
        ("We met.", "We met. Nobody came.", ["We met.", "+Nobody came."]),
        ("40 places", "14 places", ["-40", "+14", "places"]),
        ("a  b\tc", "a b c", ["a b c"]),
        ("One.\r\nTwo.", "One.\nTwo.", ["One.\nTwo."]),
        ("One. Two.", "One.\nTwo.", ["-One.", "+One.\n", "Two."]),
        ("<b>bold</b>", "<b>bolder</b>", ["-<b>bold</b>", "+<b>bolder</b>"]),
    ],
)
def test_what_is_added_and_removed(before, after, expected):
    assert read(word_diff(before, after)) == expected


TEXTS = st.lists(st.sampled_from(["we", "met", "twice.", "40", "pupils", "\n", "Ende!", "…"]), max_size=30).map(
    " ".join
)


def squeezed(pieces: list[Piece], *kinds: Kind) -> list[str]:
    return " ".join(piece.words for piece in pieces if piece.kind in kinds).split()


@given(TEXTS, TEXTS)
def test_no_word_is_lost_or_invented(before, after):
    pieces = word_diff(before, after)
    assert squeezed(pieces, Kind.SAME, Kind.REMOVED) == before.split()
    assert squeezed(pieces, Kind.SAME, Kind.ADDED) == after.split()


@given(st.text(), st.text())
def test_any_letters_are_kept(before, after):
    pieces = word_diff(before, after)
    assert squeezed(pieces, Kind.SAME, Kind.REMOVED) == before.split()
    assert squeezed(pieces, Kind.SAME, Kind.ADDED) == after.split()


def test_long_texts_are_compared_by_sentences_and_quickly():
    before = " ".join(f"Sentence {number} has five words." for number in range(150))
    after = before.replace("Sentence 3 has five words.", "Sentence 3 has changed.")
    assert len(before.split()) > MOST_WORDS
    began = time.process_time()
    pieces = word_diff(before, after)
    assert time.process_time() - began < 1
    assert read(pieces)[1:3] == ["-Sentence 3 has five words.", "+Sentence 3 has changed."]


def test_thousands_of_short_sentences_are_compared_as_a_whole_and_quickly():
    before, after = "a. " * 6000, "b. a. " * 3000
    began = time.process_time()
    assert read(word_diff(before, after)) == [f"-{before.strip()}", f"+{after.strip()}"]
    assert time.process_time() - began < 1


def test_what_stayed_far_from_a_change_is_left_out():
    words = [f"w{number}" for number in range(40)]
    pieces = word_diff(" ".join(words), " ".join([*words[:20], "new", *words[21:]]))
    assert read(shortened(pieces, kept=2)) == ["… w18 w19", "-w20", "+new", "w21 w22 …"]
    twice = word_diff(" ".join(words), " ".join(["first", *words, "last"]))
    assert read(shortened(twice, kept=2)) == ["+first", "w0 w1 … w38 w39", "+last"]
    same = word_diff("a b c d e f", "a b c d e f")
    assert shortened(same, kept=1) == same
