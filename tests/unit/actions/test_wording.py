"""Dates, counts and what is missing, in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.wording import (
    as_in,
    counted,
    cut_at_word,
    day_as_known,
    day_in_words,
    days_ago,
    document_in_words,
    due_in_words,
    leads_in_words,
    long_ago,
    on_day,
    period_in_words,
    rating_in_words,
    recurrence_in_words,
    shares_in_words,
    silence_in_words,
    start_in_words,
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


def test_a_document_is_named_with_its_date_where_it_has_one():
    assert document_in_words("Action plan", date(2026, 6, 1)) == "'Action plan' of 1 June 2026"
    assert document_in_words("Action plan", None) == "'Action plan'"
    assert document_in_words("a" * 201, None) == f"'{'a' * 199}…'"


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
            "on": date(2026, 9, 1),
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
        (
            {"due": date(2025, 3, 31), "precision": "month", "recurrence": "yearly", "next_due": date(2026, 3, 31)},
            "End of March 2025, then every year. Was due next: end of March 2026",
        ),
        ({"due": DUE, "ongoing": True}, "31 July 2026, then ongoing"),
        ({"recurrence": "termly"}, "Every term. No end date set"),
        ({"recurrence": "every 6 weeks", "ongoing": True}, "Every 6 weeks, ongoing. No end date set"),
        ({"ongoing": True}, "Ongoing. No end date set"),
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


@pytest.mark.parametrize(
    ("start", "due", "precision", "words"),
    [
        (None, DUE, "day", ""),
        (date(2026, 1, 1), None, "month", ""),
        (DUE, DUE, "day", ""),
        (date(2026, 7, 1), DUE, "month", ""),
        (date(2026, 1, 1), DUE, "month", "January 2026"),
        (date(2026, 3, 14), DUE, "day", "14 March 2026"),
        (date(2025, 10, 1), date(2025, 12, 31), "quarter", ""),
        (date(2025, 9, 1), date(2025, 12, 31), "term", ""),
        (date(2025, 9, 1), date(2026, 7, 31), "term", "about September 2025"),
        (date(2026, 9, 1), date(2027, 8, 31), "year", ""),
        (date(2025, 9, 1), date(2027, 8, 31), "year", "September 2025"),
    ],
)
def test_a_start_is_said_where_the_words_give_one(start, due, precision, words):
    assert start_in_words(start, due, precision) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ""),
        ({"is_newest": False}, "Rated on 3 May 2025. The newest report gives no rating."),
        (
            {"is_newest": False, "rated_on": None},
            "The day of the rating is not stated. The newest report gives no rating.",
        ),
        ({"status": "", "word": "Purple"}, "The plan’s rating is “Purple”, and what that means is not known."),
        (
            {"status": "", "word": "Purple", "is_newest": False},
            "The plan’s rating is “Purple”, and what that means is not known. Rated on 3 May 2025."
            " The newest report gives no rating.",
        ),
    ],
)
def test_where_a_status_comes_from(given, words):
    known = {"status": "complete", "word": "", "rated_on": date(2025, 5, 3), "is_newest": True}
    assert rating_in_words(**known | given) == words


@pytest.mark.parametrize(("precision", "words"), [("day", "31 July 2026"), ("month", "July 2026"), ("year", "2026")])
def test_a_day_is_no_more_exact_than_it_is_known(precision, words):
    assert day_as_known(DUE, precision) == words


@pytest.mark.parametrize(
    ("numbers", "shares"),
    [
        ([0, 0], ["0%", "0%"]),
        ([3, 1], ["75%", "25%"]),
        ([1, 1, 1], ["33%", "33%", "33%"]),
        ([1, 399], ["under 1%", "over 99%"]),
        ([1, 199], ["1%", "over 99%"]),
        # 37.5 is rounded up, so these are 101 in all; each is right by itself.
        ([3, 3, 2], ["38%", "38%", "25%"]),
        ([3, 32], ["9%", "91%"]),
        ([7, 0], ["100%", "0%"]),
    ],
)
def test_shares(numbers, shares):
    assert shares_in_words(numbers) == shares


@given(st.lists(st.integers(min_value=0, max_value=500), min_size=1, max_size=8))
def test_shares_never_deny_what_is_there_and_are_within_half_a_per_cent(numbers):
    total = sum(numbers)
    for number, share in zip(numbers, shares_in_words(numbers), strict=True):
        assert (share == "0%") is (number == 0)
        assert (share == "100%") is (number == total and number > 0)
        if total and share[0].isdigit():
            assert abs(int(share.rstrip("%")) * total - 100 * number) * 2 <= total


def test_a_document_is_named_by_200_characters_of_its_title_at_most():
    assert as_in("SEND plan 2026") == "As in 'SEND plan 2026'."
    assert as_in("a" * 200) == f"As in '{'a' * 200}'."
    assert as_in("a" * 201) == f"As in '{'a' * 199}…'."


@pytest.mark.parametrize(
    ("vague", "words"),
    [({}, "on 1 May 2024"), ({date(2024, 5, 1): "month"}, "in May 2024"), ({date(2024, 5, 1): "year"}, "in 2024")],
)
def test_a_day_with_its_preposition(vague, words):
    assert on_day(date(2024, 5, 1), vague) == words


def test_silence_is_counted_only_from_a_known_day():
    assert silence_in_words(93) == "No update for 93 days"
    assert silence_in_words(93, since="May 2024") == "No update since May 2024"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (55, "7 weeks ago"),
        (56, "about 2 months ago"),
        (224, "about 7 months ago"),
        (715, "about 23 months ago"),
        (716, "about 2 years ago"),
        (13373, "about 37 years ago"),
    ],
)
def test_how_long_ago_can_be_pictured(days, words):
    assert long_ago(days) == words
