"""How often, in the words of the reader."""

from __future__ import annotations

import pytest

from actions.timescales.recurrences import interval, rate


@pytest.mark.parametrize(
    ("number", "unit", "phrase"),
    [
        (2, "week", "fortnightly"),
        (5, "week", "every 5 weeks"),
        (2, "fortnight", "every 4 weeks"),
        (3, "month", "quarterly"),
        (6, "month", "six-monthly"),
        (12, "month", "yearly"),
        (36, "month", "every 3 years"),
        (2, "year", "every 2 years"),
    ],
)
def test_interval(number: int, unit: str, phrase: str) -> None:
    assert interval(number, unit) == phrase


@pytest.mark.parametrize(
    ("times", "unit", "phrase"),
    [
        (1, "term", "termly"),
        (2, "term", "twice a term"),
        (2, "year", "six-monthly"),
        (3, "year", "every 4 months"),
        (5, "year", "5 times a year"),
        (4, "month", "4 times a month"),
    ],
)
def test_rate(times: int, unit: str, phrase: str) -> None:
    assert rate(times, unit) == phrase
