"""The calendar file, by the letters of RFC 5545; another library reads it in tests/integration/routemaps/test_views.py."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from routemaps.calendar_file import Entry, calendar_file

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def made(*entries: Entry, name: str = "Ask") -> bytes:
    return calendar_file(entries, host="send.example", name=name, made_at=AT)


def test_a_whole_day():
    entry = Entry(
        "ask-a1-20260302", date(2026, 4, 13), "By today: answer", "Source: reg. 5(1).", "https://send.example/"
    )
    assert made(entry).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//send.example//sendplan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Ask",
        "BEGIN:VEVENT",
        "UID:ask-a1-20260302@send.example",
        "DTSTAMP:20260302T093000Z",
        "DTSTART;VALUE=DATE:20260413",
        "DTEND;VALUE=DATE:20260414",
        "SUMMARY:By today: answer",
        "DESCRIPTION:Source: reg. 5(1).",
        "URL:https://send.example/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_end_of_a_year_and_of_february():
    for day, end in (
        (date(2026, 12, 31), "20270101"),
        (date(2028, 2, 28), "20280229"),
        (date(2026, 2, 28), "20260301"),
    ):
        assert f"DTEND;VALUE=DATE:{end}".encode() in made(Entry("key", day, "x"))


def test_signs_of_the_format_are_marked():
    assert b"SUMMARY:One\\, two\\; a\\\\b\\nthree\r\n" in made(Entry("key", date(2026, 4, 13), "One, two; a\\b\nthree"))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(words):
    file = made(Entry("key", date(2026, 4, 13), words))
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert file.count(b"\n") == file.count(b"\r\n")


def test_made_again_it_is_the_same():
    entry = Entry("key", date(2026, 4, 13), "x")
    assert made(entry) == made(entry)
