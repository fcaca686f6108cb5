"""Words of a timescale that have two meanings, with each of them in their place."""

import pytest

from actions.timescales import ways_to_read


@pytest.mark.parametrize(
    ("raw", "ways"),
    [
        ("bi-monthly", ["every two months", "twice a month"]),
        ("Bimonthly", ["every two months", "twice a month"]),
        ("Bi-monthly from May 2026", ["every two months from May 2026", "twice a month from May 2026"]),
        ("bi weekly", ["every two weeks", "twice a week"]),
        ("Biannual", ["every two years", "twice a year"]),
        ("biennial", []),
        ("Q3 2025", ["Q3 of the calendar year 2025", "Q3 2025/26"]),
        ("by end of Quarter 1 2026", ["by end of Q1 of the calendar year 2026", "by end of Q1 2026/27"]),
        ("2026-27", ["financial year 2026-27", "academic year 2026-27"]),
        ("2026/2027", ["financial year 2026/2027", "academic year 2026/2027"]),
        ("Q3 2025/26", []),
        ("academic year 2026/27", []),
        ("TBC", []),
        ("Spring", []),
        ("March 2026", []),
        ("", []),
    ],
)
def test_ways_to_read(raw, ways):
    assert ways_to_read(raw) == ways
