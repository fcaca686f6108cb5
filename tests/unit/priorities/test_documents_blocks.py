"""Documents as plain JSON and back; text made plain."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.documents import (
    Cell,
    Document,
    DocumentError,
    Notice,
    Paragraph,
    Row,
    Table,
    document_from_json,
    document_to_json,
)
from priorities.documents.wording import clean, direction_doubt, join_doubts, split_bullet

words = st.text(max_size=20)
perhaps = st.none() | words
cells = st.builds(
    Cell,
    words,
    st.integers(0, 60),
    columns=st.integers(1, 60),
    continues=st.booleans(),
    date=perhaps,
    fill=perhaps,
    doubt=perhaps,
)
rows = st.builds(Row, words, st.lists(cells, max_size=4).map(tuple))
choices = st.lists(st.integers(0, 60), max_size=3).map(tuple)
tables = st.builds(Table, words, perhaps, st.lists(rows, max_size=4).map(tuple), choices)
paragraphs = st.builds(
    Paragraph,
    words,
    words,
    level=st.none() | st.integers(0, 9),
    bullet=st.booleans(),
    doubt=perhaps,
    bold=st.booleans(),
)
documents = st.builds(
    Document,
    st.sampled_from(["txt", "csv", "xlsx", "docx"]),
    st.lists(tables | paragraphs, max_size=4).map(tuple),
    st.lists(st.builds(Notice, words, words, words, words), max_size=3).map(tuple),
)


@given(documents)
def test_a_document_survives_json(document):
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


def test_json_leaves_out_what_is_as_usual():
    document = Document("csv", (Table("row 1", None, (Row("row 1", (Cell("Ref", 0),)),)),))
    assert document_to_json(document) == {
        "format": "csv",
        "blocks": [
            {
                "table": {
                    "place": "row 1",
                    "title": None,
                    "rows": [{"place": "row 1", "cells": [{"text": "Ref", "column": 0}]}],
                }
            }
        ],
        "notices": [],
    }


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a\u00a0b\u202fc", "a b c"),
        ("co\u00adordinated", "coordinated"),
        ("1.1\u200b", "1.1"),
        ("a \r\n b\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("\ufeff  a\n\nb  ", "a\n\nb"),
        ("a\x02b\x85c", "ab\nc"),
        ("half \ud800", "half \ufffd"),
        ("செயல் 👩\u200d🏫", "செயல் 👩\u200d🏫"),
    ],
)
def test_text_is_made_plain(raw, plain):
    assert clean(raw, "line 1") == plain


def test_a_nul_is_refused_with_its_place():
    with pytest.raises(DocumentError) as caught:
        clean("a\0b", "table 1, row 2")
    assert str(caught.value) == (
        "There is a NUL character at table 1, row 2, which text cannot hold: type that part again and save the file."
    )


@given(st.text(alphabet=st.characters(blacklist_characters="\0")))
def test_plain_text_stays_as_it_is_and_can_be_stored(raw):
    plain = clean(raw, "line 1")
    assert clean(plain, "line 1") == plain
    assert plain.encode("utf-8").decode("utf-8") == plain


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("• one", (True, "one")),
        ("•one", (True, "one")),
        ("- one", (True, "one")),
        ("* one", (True, "one")),
        ("o one", (True, "one")),
        ("– one", (True, "one")),
        ("·\tone", (True, "one")),
        ("-one", (False, "-one")),
        ("-", (False, "-")),
        ("·", (False, "·")),
        ("on time", (False, "on time")),
        ("1. one", (False, "1. one")),
    ],
)
def test_bullets_are_told_from_words(line, expected):
    assert split_bullet(line) == expected


def test_turned_text_is_in_doubt_and_doubts_join_once():
    turned = direction_doubt("due 21/\u202e10")
    assert turned == (
        "The text holds marks that turn the reading direction, so what is seen may differ from what is stored."
    )
    assert direction_doubt("due 21/10") is None
    assert join_doubts(None, "One.", "Two.", "One.") == "One. Two."
    assert join_doubts(None, None) is None
