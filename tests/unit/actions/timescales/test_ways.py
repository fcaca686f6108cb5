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
        ("TBC", []),
        ("Spring", []),
        ("March 2026", []),
        ("", []),
    ],
)
def test_ways_to_read(raw, ways):
    assert ways_to_read(raw) == ways
