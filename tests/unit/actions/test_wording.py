"""Dates, counts and what is missing, in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.wording import (
    counted,
    cut_at_word,
    day_in_words,
    days_ago,
    due_in_words,
    leads_in_words,
    period_in_words,
    recurrence_in_words,
    timescale_in_words,
)

DUE = date(2026, 7, 31)


def test_day():
    assert day_in_words(date(2023, 5, 1)) == "1 May 2023"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (1200, "1,200 actions")]
)
def test_counted(number, words):
    assert counted(number, "action") == words


def test_counted_with_another_plural():
    assert counted(2, "child", "children") == "2 children"


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day ago"), (3, "3 days ago")])
def test_days_ago(days, words):
    assert days_ago(days) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("day", "31 July 2026"),
        ("", "31 July 2026"),
        ("month", "end of July 2026"),
        ("quarter", "end of July 2026"),
        ("year", "end of July 2026"),
        ("term", "about July 2026"),
        ("half-term", "about July 2026"),
        ("season", "about July 2026"),
    ],
)
def test_due_is_no_more_exact_than_it_was_written(precision, words):
    assert due_in_words(DUE, precision) == words


def line(**given) -> str:
    return timescale_in_words(
        **{
            "raw": "",
            "start": None,
            "due": None,
            "next_due": given.get("due"),
            "precision": "day" if given.get("due") or given.get("start") else "",
            "recurrence": "",
            "ongoing": False,
            "problem": "",
        }
        | given
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "No date set"),
        ({"due": DUE}, "31 July 2026"),
        ({"due": DUE, "precision": "term"}, "About July 2026"),
        ({"due": DUE, "recurrence": "yearly"}, "31 July 2026, then every year"),
        (
            {"due": DUE, "recurrence": "yearly", "next_due": date(2027, 7, 31)},
            "31 July 2026, then every year. Next: 31 July 2027",
        ),
        ({"due": DUE, "ongoing": True}, "31 July 2026, then ongoing"),
        ({"recurrence": "termly"}, "Every term. No date set"),
        ({"recurrence": "every 6 weeks", "ongoing": True}, "Every 6 weeks, ongoing. No date set"),
        ({"ongoing": True}, "Ongoing. No date set"),
        ({"start": date(2025, 9, 1)}, "From 1 September 2025. No date set"),
        ({"start": date(2025, 9, 1), "precision": "month"}, "From September 2025. No date set"),
        ({"start": date(2025, 9, 1), "precision": "term"}, "From about September 2025. No date set"),
        ({"raw": "bi-monthly", "problem": "Which?"}, "Date not clear: “bi-monthly”"),
        ({"raw": "TBC", "problem": "None.", "recurrence": "monthly"}, "Date not clear: “TBC”"),
    ],
)
def test_timescale(given, words):
    assert line(**given) == words


def test_recurrence_without_a_word_of_its_own_stays():
    assert recurrence_in_words("every 10 weeks") == "every 10 weeks"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "No lead named"),
        (["A"], "A"),
        (["A", "B", "C"], "A; B; C"),
        (["A", "B", "C", "D"], "A; B; C; and 1 more"),
    ],
)
def test_leads(names, words):
    assert leads_in_words(names) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "Dates not stated"),
        (date(2025, 1, 1), None, "From 1 January 2025; end date not stated"),
        (None, date(2025, 1, 1), "Until 1 January 2025; start date not stated"),
        (date(2025, 1, 1), date(2026, 1, 1), "1 January 2025 to 1 January 2026"),
    ],
)
def test_period(start, end, words):
    assert period_in_words(start, end) == words


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("Short words.", "Short words."),
        ("  two \n lines ", "two lines"),
        ("one two three four five", "one two three…"),
        ("Do this now. Then that and more", "Do this now …"),
        ("e.g. some of the long words", "e.g. some of the…"),
        ("x" * 30, "x" * 17 + "…"),
    ],
)
def test_cut_at_word(words, cut):
    assert cut_at_word(words, 18) == cut


@given(st.text(), st.integers(min_value=9, max_value=200))
def test_cut_is_short_and_a_beginning(words, longest):
    flat = " ".join(words.split())
    cut = cut_at_word(words, longest)
    assert len(cut) <= longest + 2
    assert cut == flat or flat.startswith(cut.removesuffix("…").removesuffix(" "))
