"""Searches through what anybody can type or send: a text of twice the length takes about twice the work, not four times."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from actions.reading.small_numbers import small_numbers
from actions.services.filling import filled_in
from priorities.invisible import as_read, without_invisible

NAME = "[name 1 held back]"


def left_out(text: str) -> str:
    return filled_in(text, NAME, "")


def given_a_role(text: str) -> str:
    return filled_in(text, NAME, "Head of Health")


@pytest.mark.parametrize(
    ("search", "before", "piece", "after"),
    [
        (without_invisible, "!", "\u200d", ""),
        (without_invisible, "", "\u200d!", ""),
        (as_read, "!", "\u200d", ""),
        (left_out, f"x {NAME} y", " ", "y"),
        (left_out, f"x {NAME}", " and", ""),
        (left_out, f"{NAME}", ",", "y"),
        (given_a_role, f"{NAME} Head of", " ", "Health"),
        (given_a_role, f"{NAME}", "Head of Health (", ""),
        (small_numbers, "", "Aa'", ""),
        (small_numbers, "", "4 our ", ""),
        (small_numbers, "<", " ", ""),
        (small_numbers, "", "word-", ""),
    ],
)
def test_twice_as_long_a_text_takes_no_more_than_twice_the_work(
    search: Callable[[str], object], before: str, piece: str, after: str
):
    def taken(length: int) -> float:
        text = before + (piece * length)[:length] + after
        start = process_time()
        search(text)
        return process_time() - start

    assert taken(40_000) < 3 * taken(20_000) + 0.5
