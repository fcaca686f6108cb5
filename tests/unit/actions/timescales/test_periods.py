"""The calendar beneath: Easter and terms."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.timescales.periods import easter_sunday, term


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2014, date(2014, 4, 20)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_sunday(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@given(st.integers(1990, 2100))
def test_terms_follow_one_another(year: int) -> None:
    spring, summer, autumn = (term(year, name) for name in ("spring", "summer", "autumn"))
    assert spring.first < spring.last < summer.first < summer.last < autumn.first < autumn.last
