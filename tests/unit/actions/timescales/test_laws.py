"""Laws that hold for every text."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions.timescales import Timescale, read_timescale
from actions.timescales.periods import MONTH_NAMES, month_end
from actions.timescales.value import PRECISIONS

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
DAY_FORMATS = (
    "{0.day}/{0.month}/{0.year}", "{0.day:02}/{0.month:02}/{0.year}", "{0.day:02}.{0.month:02}.{0.year}",
    "{0.day:02}-{0.month:02}-{0.year}", "{0:%Y-%m-%d}", "{0:%Y-%m-%d}T00:00:00", "{0:%Y-%m-%d} 00:00:00",
    "{0.day} {month} {0.year}", "{0.day}{ordinal} {month} {0.year}",
    "the {0.day}{ordinal} of {month}, {0.year}",
    "{0.day}-{short}-{0.year}", "{short} {0.day}, {0.year}", "{month} {0.day} {0.year}",
    "{weekday} {0.day} {month} {0.year}", "{0.day}{short}{0.year}", "{0.year}/{0.month}/{0.day:02}",
)  # fmt: skip
MONTH_FORMATS = (
    "{month} {year}", "{short} {year}", "{short}. {year}", "{short}-{year}", "{month}{year}",
    "{short}/{year}",
    "{month}, {year}", "{upper} {year}", "{number:02}/{year}", "{number}/{year}", "{year}-{number:02}",
    "{year} {month}", "end of {month} {year}", "By end of {short} {year}", "the month of {month} {year}",
)  # fmt: skip
SHORT_YEAR_FORMATS = (
    "{short}-{yy:02}", "{short} {yy:02}", "{month} '{yy:02}", "{short}{yy:02}", "{short} \u2019{yy:02}",
)  # fmt: skip
WORDS_OF_CELLS = """
March Sept 2025 2024/25 31 1 12 '25 - \u2013 / , ( ) and or to by from until before after Q3 Spring term half
Autumn 2 every 6 weeks months twice year monthly termly bi-monthly annual review next this 31/03/2025 Monday
1st of FY early end ongoing TBC not if revised was completed Easter 00:00 \u2192 ? % foo w/c week start
"""
FRAGMENTS = st.sampled_from(WORDS_OF_CELLS.split())
ANY_TEXT = (
    st.text(max_size=60) | st.lists(FRAGMENTS, max_size=9).map(" ".join) | st.lists(FRAGMENTS, max_size=6).map("".join)
)
DATED = (
    "March 2025",
    "31/03/2025",
    "27-Oct-17",
    "Sept '14",
    "30 June 2026",
    "Q3 2024/25",
    "Autumn term 2025",
)
AROUND = (
    "{}",
    " {} ",
    "\n{}\n",
    "({})",
    "[{}]",
    "by {}",
    "By {}.",
    "by: {}",
    "\u201c{}\u201d",
    "- {}",
    "\u2022 {}",
)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def ordinal(number: int) -> str:
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@given(DAYS, st.sampled_from(DAY_FORMATS))
def test_every_way_of_writing_a_day(exact: date, written: str) -> None:
    month = MONTH_NAMES[exact.month - 1]
    raw = written.format(exact, month=month, short=month[:3], weekday=exact.strftime("%A"), ordinal=ordinal(exact.day))
    found = read_timescale(raw)
    assert (found.start, found.due, found.precision) == (None, exact, "day")
    assert (found.note, found.problem) == (None, None)


@given(st.integers(1995, 2060), st.integers(1, 12), st.sampled_from(MONTH_FORMATS))
def test_every_way_of_writing_a_month(year: int, month: int, written: str) -> None:
    name = MONTH_NAMES[month - 1]
    raw = written.format(year=year, month=name, short=name[:3], upper=name.upper(), number=month)
    found = read_timescale(raw)
    if written == "{year}-{number:02}" and year % 100 < month:
        # Two readings: 2005-10 is October 2005, or the years from 2005 to 2010.
        assert found.due is None
        assert found.problem
        return
    assert (found.start, found.due, found.precision) == (None, month_end(year, month), "month")
    assert (found.note, found.problem) == (None, None)


@given(st.integers(2000, 2060), st.integers(1, 12), st.sampled_from(SHORT_YEAR_FORMATS))
def test_every_way_of_writing_a_month_with_a_short_year(year: int, month: int, written: str) -> None:
    name = MONTH_NAMES[month - 1]
    found = read_timescale(written.format(yy=year % 100, month=name, short=name[:3]))
    assert (found.start, found.due, found.precision) == (None, month_end(year, month), "month")
    assert found.problem is None


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.none() | st.dates())
@example("\x00", None)
@example("2025" * 60, date.max)
def test_every_text_has_an_honest_reading(raw: str, document_date: date | None) -> None:
    found = read_timescale(raw, document_date=document_date)
    assert found.raw == raw
    assert found.problem is None or found.due is None
    assert found.start is None or found.due is None or found.start <= found.due
    assert (found.precision in PRECISIONS) == (found.start is not None or found.due is not None)
    if found.problem is None:
        assert found.start or found.due or found.recurrence or found.ongoing
    for sentence in (found.note, found.problem):
        assert sentence is None or (sentence.strip() == sentence and 0 < len(sentence) <= 400)
    assert found.problem is None or len(found.problem.split()) <= 25


@given(ANY_TEXT)
def test_json_holds_the_whole_value(raw: str) -> None:
    found = read_timescale(raw)
    back = json.loads(json.dumps(found.as_json()))
    back["start"], back["due"] = day(back["start"] or ""), day(back["due"] or "")
    assert Timescale(**back) == found


@given(st.sampled_from(DATED), st.sampled_from(AROUND))
def test_what_stands_around_a_date_does_not_move_it(raw: str, around: str) -> None:
    assert read_timescale(around.format(raw)).due == read_timescale(raw).due


@given(st.integers(2000, 2060), st.integers(1, 12), st.integers(2000, 2060), st.integers(1, 12))
def test_a_span_is_read_or_refused(year: int, month: int, last_year: int, last_month: int) -> None:
    raw = f"{MONTH_NAMES[month - 1]} {year} to {MONTH_NAMES[last_month - 1]} {last_year}"
    found = read_timescale(raw)
    if (year, month) <= (last_year, last_month):
        assert (found.start, found.due) == (date(year, month, 1), month_end(last_year, last_month))
    else:
        assert (found.start, found.due) == (None, None)
        assert found.problem == f"'{raw}' ends before it starts: correct one of the dates."
