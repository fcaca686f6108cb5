"""Searches through what anybody can type or send: a text of twice the length takes about twice the work, not four times."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from actions.outlines import read_recommendation_update, read_strategy, tell_kind
from actions.reading import read_action_plan
from actions.reading.leads import split_leads
from actions.reading.small_numbers import small_numbers
from actions.services.filling import filled_in
from priorities.documents import Cell, Document, DocumentError, Paragraph, Row, Table
from priorities.invisible import as_read, without_invisible

pytestmark = pytest.mark.reading

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
        (split_leads, "", "& ", ""),
        (split_leads, "Head of SEND", " and ICB", ""),
        (split_leads, "", "Lead, ", ""),
        (split_leads, "", "a / ", ""),
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


HEADINGS = ("Action", "Lead", "By when")
OTHERS = ("Action", "Lead", "Deadline")


def titles_above_headings(at: int) -> list[tuple[str, ...]]:
    return [(f"Part {at} of life",), (HEADINGS, OTHERS)[at % 2], (f"Do thing {at}", "SENCO", "May 2026")]


def headings_that_change(at: int) -> list[tuple[str, ...]]:
    return [(HEADINGS, OTHERS)[at % 2], (f"Do thing {at}", "SENCO", "May 2026")]


def priorities_beside_a_column(at: int) -> list[tuple[str, ...]]:
    return [(f"Priority {at % 99}: Aim {at}",), ("Theme", *HEADINGS), ("x y", f"Do thing {at}", "SENCO", "May 2026")]


def words_that_head_nothing(at: int) -> list[tuple[str, ...]]:
    return [(f"word{at} here", f"thing{at} there", f"place{at} now")]


@pytest.mark.parametrize(
    "part", [titles_above_headings, headings_that_change, priorities_beside_a_column, words_that_head_nothing]
)
def test_twice_as_long_a_table_takes_no_more_than_twice_the_work(part: Callable[[int], list[tuple[str, ...]]]):
    def taken(parts: int) -> float:
        rows = [row for at in range(parts) for row in part(at)] + [HEADINGS, ("Ask parents", "ICB", "May 2026")]
        cells = (tuple(Cell(text, column) for column, text in enumerate(row)) for row in rows)
        table = Table("table 1", None, tuple(Row(f"table 1, row {at}", row) for at, row in enumerate(cells, start=1)))
        start = process_time()
        read_action_plan(Document("docx", (table,)))
        return process_time() - start

    half = taken(300)  # first, so that what is kept of short texts helps the longer table no less
    assert taken(600) < 3 * half + 0.5


def read_update(document: Document) -> object:
    return read_recommendation_update(document, round="Year one")


@pytest.mark.parametrize("read", [read_strategy, read_update, tell_kind])
@pytest.mark.parametrize(
    ("first", "again"),
    [
        (("We will:", "- train staff"), ("and more words go on",)),
        ((), ("Priority 1: Early help", "We will:", "1. train staff")),
        ((), ("Core commitments:", "1. be kind")),
        ((), ("Recommendation 1 - Leaders act", "What we did", "1. met")),
        (("Recommendation 1 - Leaders act", "What we did"), ("What nobody knows:", "1. met")),
        (("Priority 1: Early help", "We will:"), ("A line here",)),
    ],
    ids=["one point", "priorities", "core", "recommendations", "unknown", "plain"],
)
def test_twice_as_many_lines_take_no_more_than_twice_the_work(
    read: Callable[[Document], object], first: tuple[str, ...], again: tuple[str, ...]
):
    def taken(lines: int) -> float:
        texts = [*first, *(f"{again[at % len(again)]} {at}" for at in range(lines))]
        document = Document("txt", tuple(Paragraph(f"line {at}", text) for at, text in enumerate(texts, start=1)))
        start = process_time()
        with suppress(DocumentError):
            read(document)
        return process_time() - start

    half = taken(2_000)
    assert taken(4_000) < 3 * half + 0.5
