"""A text leaves in a cell so that no spreadsheet runs it, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from priorities.documents.wording import clean
from priorities.list_cells import as_seen, for_xlsx, guarded, leaving, unguarded

RUNS = [
    "=1+1",
    "==1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
]
RUNS += [" =1", "\u00a0=1", "\u200b=1", "\u207a1", "\ufe62x", "'=1", "''+1"]


@pytest.mark.parametrize("text", RUNS)
def test_what_a_spreadsheet_would_run_leaves_with_an_apostrophe(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["", " ", "'", "''", "'Tis the season", "''quoted''", "a=b", "1-2", "\t", "x\t=1", "\u2212x"]
)
def test_any_other_text_leaves_as_it_is_and_keeps_its_own_apostrophe(text):
    assert guarded(text) == text
    assert unguarded(text) == text


NASTY = st.text(
    st.one_of(
        st.sampled_from("'=+-@\t\r\n \u00a0\u200b\u00ad\x01\x0b\x85\u2028\uff1d\uff20\ufffe\uffff_x0041\u202e"),
        st.characters(exclude_characters="\0", exclude_categories=("Cs",)),
    ),
    max_size=40,
)


@settings(max_examples=500, deadline=None)
@given(NASTY)
def test_one_apostrophe_comes_off_again(text):
    assert unguarded(guarded(text)) == text
    # A reader of files drops what nobody sees before the apostrophe is looked for.
    assert as_seen(unguarded(clean(leaving(text).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}), ""))) == as_seen(text)
    assert guarded(text).lstrip()[:1] not in set("=+-@\t\r")


@pytest.mark.parametrize(
    ("text", "seen"), [("a \n\t b", "a\nb"), ("a\t\nb\tc", "a\nb\tc"), ("\t a \u2003", "a"), ("a\n\nb", "a\n\nb")]
)
def test_blanks_at_the_ends_of_lines_are_not_seen(text, seen):
    assert as_seen(text) == seen


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("_x0041_", "_x005F_x0041_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("a_b", "a_b"),
    ],
)
def test_a_workbook_gets_nothing_that_excel_would_read_otherwise(text, written):
    assert for_xlsx(text) == written


def test_what_nobody_sees_and_no_file_can_hold_does_not_leave():
    assert leaving("a\x01b\x0bc\x9fd\u202ee\u200bf\uffff\0") == "ab\ncdef\ufffd\ufffd"
    assert leaving("\x01=1") == "'=1"
