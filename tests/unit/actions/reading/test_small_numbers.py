"""Small numbers beside children, and the numbers that only look like it."""

import pytest

from actions.reading.small_numbers import small_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Survey of families of children in the unit (4 pupils)", ["4 pupils"]),
        ("Returned by 3 of the 4 families", ["3 of the 4 families"]),
        ("Two autistic young people moved out", ["Two autistic young people"]),
        ("1 child is waiting", ["1 child"]),
        ("One looked-after child.", ["One looked-after child"]),
        ("We met 2 families and 3 boys.", ["2 families", "3 boys"]),
        ("Places for four Year 6 pupils", ["four Year 6 pupils"]),
    ],
)
def test_small_numbers_of_children(text, found):
    assert small_numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "5 pupils",
        "14 children",
        "2.4 children",
        "1,204 children",
        "Year 4 pupils",
        "Key Stage 2 children",
        "fewer than 3 children",
        "two family hubs",
        "three children's centres",
        "one child protection lead",
        "2 schools where pupils are heard",
        "30% of children",
        "3-4 children's homes",
    ],
)
def test_numbers_that_count_no_children(text):
    assert small_numbers(text) == []
