"""Days in three boxes: the ways in which people write them, and one sentence for what is no day."""

from __future__ import annotations

from datetime import date

import pytest

from routemaps.typed_dates import FIRST, iso_day, typed_day


def typed(*words: str):
    return typed_day(dict(zip(FIRST, words, strict=True)), FIRST, label="Your date")


@pytest.mark.parametrize(
    "words",
    [("2", "3", "2026"), ("02", "03", "2026"), ("2", "March", "2026"), ("2", "mar", "2026"), (" 2 ", "3", "2026")],
)
def test_a_day(words):
    found = typed(*words)
    assert (found.day, found.mistake) == (date(2026, 3, 2), "")
    assert [box.typed for box in found.boxes] == [word.strip() for word in words]


@pytest.mark.parametrize(
    ("words", "sentence", "wrong"),
    [
        (("31", "2", "2026"), "Your date: '31 2 2026' is no day of the calendar: February 2026 has 28 days.", "d"),
        (("1", "13", "2026"), "Your date: '1 13 2026' has the month 13, and there are 12; write the day first", "m"),
        (("1", "3", "26"), "Your date: '1 3 26' has the year 26; write all four figures", "y"),
        (("", "3", "2026"), "Your date: the day is missing; fill in all three boxes.", "d"),
        (("2", "", ""), "Your date: the month and the year are missing; fill in all three boxes.", "my"),
        (("x", "3", "2026"), "Your date: 'x 3 2026' does not begin with the number of a day", "d"),
        (("1 2", "3", "2026"), "Your date: write one number or one month in each box.", "d"),
    ],
)
def test_what_is_no_day_is_said_and_kept(words, sentence, wrong):
    found = typed(*words)
    assert found.day is None
    assert found.mistake.startswith(sentence)
    assert [box.typed for box in found.boxes] == list(words)
    assert "".join(box.name for box in found.boxes if box.wrong) == wrong


def test_empty_boxes_are_no_mistake():
    found = typed("", " ", "")
    assert (found.day, found.mistake, found.is_empty) == (None, "", True)
    assert typed_day({}, FIRST, label="Your date").is_empty


@pytest.mark.parametrize(
    ("value", "day"),
    [("2026-03-02", date(2026, 3, 2)), ("2026-02-31", None), ("20260302", None), ("", None), ("2026-W10-1", None)],
)
def test_the_day_of_a_file(value, day):
    assert iso_day(value) == day
