"""Words at which no reader begins are passed over unread: that changes no reading."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

import actions.timescales
from actions.timescales import read_timescale
from actions.timescales.elements import Scanner
from tests.unit.actions.timescales.test_laws import ANY_TEXT, DAYS


def words_in_the_code() -> list[str]:
    """Every word that stands in quotes anywhere in the reader, so that a word which a reader asks for is among them."""
    found: set[str] = set()
    for path in Path(actions.timescales.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(re.findall(r"[^\W\d_]+", node.value.lower()))
    return sorted(found)


OTHERS = ["2025", "24/25", "3", "14", "1st", "-", "/", ",", "(", ")", "Marsh 2025", "Sep tember", "x15", "Ⅳ", "school"]
CELLS = st.lists(st.sampled_from([*words_in_the_code(), *OTHERS * 20]), min_size=1, max_size=6).map(" ".join) | ANY_TEXT


@settings(max_examples=1000)
@given(CELLS, st.none() | DAYS)
def test_a_word_that_is_passed_over_would_have_been_read_as_nothing(cell, document_date):
    found = read_timescale(cell, document_date=document_date)
    with mock.patch.object(Scanner, "_may_open", return_value=True):
        assert read_timescale(cell, document_date=document_date) == found


def test_no_reader_is_tried_at_words_that_open_nothing():
    with mock.patch.object(Scanner, "_length", side_effect=AssertionError):
        assert "No date could be read" in read_timescale("Ramps, hoists, Anna Smith").problem
