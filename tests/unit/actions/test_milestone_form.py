"""How a typed period is read: its days, or a clear sentence and no days."""

from __future__ import annotations

from datetime import date

import pytest

from actions.milestone_form import read_period


@pytest.mark.parametrize(
    ("words", "start", "end", "said"),
    [
        ("June 2026", date(2026, 6, 1), date(2026, 6, 30), "The period was read as 1 June 2026 to 30 June 2026."),
        ("june 2026", date(2026, 6, 1), date(2026, 6, 30), "It stands in April to June 2026."),
        ("April to June 2026", date(2026, 4, 1), date(2026, 6, 30), "read as 1 April 2026 to 30 June 2026."),
        ("Q3 2026/27", date(2026, 10, 1), date(2026, 12, 31), "It stands in October to December 2026."),
        ("By March 2026", date(2026, 3, 31), date(2026, 3, 31), "The period was read as 31 March 2026."),
        ("2 March 2026", date(2026, 3, 2), date(2026, 3, 2), "The period was read as 2 March 2026."),
        ("  Autumn  term 2026 ", date(2026, 9, 1), date(2026, 12, 31), "It stands in October to December 2026."),
    ],
)
def test_a_period_is_read_and_said(words, start, end, said):
    read = read_period(words)
    assert (read.period.words, read.period.start, read.period.end) == (" ".join(words.split()), start, end)
    assert read.problem == ""
    assert said in read.in_words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "when the builder comes",
            "The period 'when the builder comes' was not read as a time. Write it as 'June 2026'",
        ),
        ("June", "The period 'June' was not read as a time."),
        ("Next", "The period 'Next' was not read as a time."),
        ("January 2026 March 2026", "The period 'January 2026 March 2026' names more than one time."),
        ("31 2 2026", "was not read as a time."),
    ],
)
def test_what_is_no_time_gets_a_sentence_and_no_day(words, said):
    read = read_period(words)
    assert (read.period.words, read.period.start, read.period.end) == (words, None, None)
    assert said in read.problem
    assert read.in_words == read.problem


def test_nothing_typed_is_no_time():
    assert read_period(" ").period.words == ""
    assert read_period("").in_words == "No time is given, so the public reads that none is set."
