"""What a reading says that it assumed or could not read, and what it is told beside the cell."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actions.timescales import read_timescale


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            "2024/25",
            "'2024/25' could be the financial year to March 2025 or the academic year to August 2025: say which.",
        ),
        ("bi-monthly", "'bi-monthly' could mean every two months or twice a month: say which."),
        (
            "in the next year",
            "'in the next year' needs the document's date: add it, or write the month and year.",
        ),
        ("Spring term", "'Spring term' has no year: add the year."),
        ("31 February 2025", "'31 February 2025' is not a day that exists: correct the date."),
        ("\u00b7", "The mark \u00b7 alone is not a date: write a month and a year, or 'ongoing'."),
        (
            "Sept 2024, Jan 2025, July 2025",
            "'Sept 2024', 'Jan 2025', 'July 2025' are several dates: say which one is the due date.",
        ),
        ("monthly and quarterly", "'monthly' and 'quarterly' were both written: say how often once."),
        ("Done", "'Done' is a status, not a date: move it, and write a month and a year, or 'ongoing'."),
    ],
)
def test_problem_names_the_words_and_the_remedy(raw: str, problem: str) -> None:
    assert read_timescale(raw).problem == problem


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("around March 2025", "'around' was written, so the date is not firm."),
        ("Spring term 2026", "Term dates differ between areas, so this date is approximate."),
        ("Ongoing - review March 2026", "'March 2026' is a date for review, not the due date."),
        ("March 2025 (was June 2024)", "'March 2025' replaces 'June 2024'."),
        ("Tuesday 31 March 2025", "'Tuesday 31 March' names the wrong day of the week, so check the date."),
        ("Marcb 2014", "'Marcb' was read as March."),
        ("early 2025", "'early 2025' was read as the first third, so the date is not firm."),
        ("SEND Board March 2025", "'SEND Board' was also written and was not used."),
    ],
)
def test_note_says_what_was_assumed(raw: str, note: str) -> None:
    assert read_timescale(raw).note == note


def test_an_areas_own_terms_are_exact() -> None:
    own = {(2026, "spring"): (date(2026, 1, 5), date(2026, 3, 27))}
    found = read_timescale("Spring term 2026", term_dates=own)
    assert (found.start, found.due, found.note) == (date(2026, 1, 5), date(2026, 3, 27), None)
    other = read_timescale("Summer term 2026", term_dates=own)
    assert other.note == "Term dates differ between areas, so this date is approximate."


def test_document_date_may_be_a_moment() -> None:
    found = read_timescale("within 2 weeks", document_date=datetime(2025, 1, 1, 9, 30))
    assert found.due == date(2025, 1, 15)
