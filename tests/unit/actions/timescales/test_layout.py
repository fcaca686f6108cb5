"""Several lines, marks that cannot be seen, and other scripts."""

from __future__ import annotations

from datetime import date

import pytest

from actions.timescales import read_timescale


@pytest.mark.parametrize(
    ("raw", "start", "due"),
    [
        ("Start: Sept 2024\nRev: Jan 2025\nEnd: July 2025", date(2024, 9, 1), date(2025, 7, 31)),
        ("by the end of\nMarch\n2025", None, date(2025, 3, 31)),
        ("Ma\u00adrch\u00a02025", None, date(2025, 3, 31)),
        ("\uff2d\uff41\uff52\uff43\uff48\u3000\uff12\uff10\uff12\uff15", None, date(2025, 3, 31)),
        ("Sept 2024 \u2013 July 2025", date(2024, 9, 1), date(2025, 7, 31)),
        ("Sept \u201914", None, date(2014, 9, 30)),
    ],
)
def test_layout_does_not_change_a_reading(raw: str, start: date | None, due: date) -> None:
    found = read_timescale(raw)
    assert (found.raw, found.start, found.due, found.problem) == (raw, start, due, None)


@pytest.mark.parametrize(
    "raw",
    [
        "Sept 2024\nJan 2025\nJuly 2025",
        "1 Sept 2024\n31 Aug 2025",
        "March 2025\u00b2",
        "\u0663\u0661 March 2025",
    ],
)
def test_what_layout_leaves_unclear_is_a_problem(raw: str) -> None:
    found = read_timescale(raw)
    assert found.problem
    assert (found.start, found.due, found.precision) == (None, None, None)


@pytest.mark.parametrize("raw", ["", " ", "\n\t", "\u200b", "\u00a0"])
def test_nothing_written(raw: str) -> None:
    assert read_timescale(raw).problem == "No date was written: write a month and a year, or 'ongoing'."


@pytest.mark.parametrize(
    "raw",
    ["x" * 10_000, "March 2025 " * 909, "1/" * 5_000, "1-" * 149, "1 and " * 49, "March " * 49, "(" * 299],
    ids=["letters", "dates", "strokes", "hyphens", "lists", "months", "brackets"],
)
def test_long_text_is_a_problem(raw: str) -> None:
    assert read_timescale(raw).problem
