"""A rating key that does not call itself one: lines or rows whose words the cells of the plan use as ratings.

"Going well = on track for the date shown" explains a rating where "Going well" stands in the plan's cells; elsewhere it
is a sentence like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.columns import Meaning, meaning_of
from actions.reading.headings import priority_heading
from actions.reading.ratings import folded, status_meant
from priorities.documents import Document, Paragraph, Row, Table

_LINE = re.compile(r"^\W{0,3}(?P<word>[^:=\t]{1,40}?)\s*(?:=|:|\s[–—-]\s|\t|\bmeans\b)\s*(?P<meaning>\S.*)$", re.DOTALL)
# The second heading of a key; the first is that of the ratings.
_HEADS = re.compile(
    r"^(?:the )?(?:meanings?|definition|explanation|description)$|\b(?:means?|tells?|says?)\b", re.IGNORECASE
)
_WORDS = 5
"""How many words a rating may have: "Started but behind the plan"."""

Line = tuple[tuple[int, int], str, str, str]
"""Where a line of a key stands (block, row), its place in words, its word and its meaning."""


def keys_in_use(document: Document) -> list[Line]:
    """The lines of keys whose words the cells of the tables use, in their order; [] where there is none.

    Two lines or more stand together, two of their words are ratings of the plan, and two and half of their meanings
    name a status; below "Open or closed?" and "Meaning", the first a heading of the plan, any meanings will do.
    """
    used = _ratings_used(document)
    found: list[Line] = []
    for lines in _runs(document):
        headed = [line for line in lines if folded(line[2]) in used and _HEADS.search(line[3])]
        run = [line for line in lines if line not in headed]
        words = [folded(word) for _, _, word, _ in run]
        said = sum(status_meant(meaning) is not None for _, _, _, meaning in run)
        if len(set(words)) < len(words) or sum(word in used for word in words) < 2:
            continue
        if headed or (said >= 2 and said * 2 >= len(run)):
            found += [line for line, word in zip(run, words, strict=True) if word in used or status_meant(line[3])]
    return found


def _ratings_used(document: Document) -> set[str]:
    """The short words that stand in cells beside at least two others, or beside the label of a rating on a card."""
    used: set[str] = set()
    for row in (row for table in document.tables() for row in table.rows):
        texts = [cell.text for cell in row.cells if cell.text]
        if len(texts) >= 3 or (len(texts) == 2 and meaning_of(texts[0]) is Meaning.RATING):
            used.update(folded(text) for text in texts if len(text.split()) <= _WORDS)
    return used


def _runs(document: Document) -> Iterator[list[Line]]:
    """Lines one below another that part a word from its meaning, such parts of one line, and rows of two cells."""
    run: list[Line] = []
    for number, block in enumerate(document.blocks):
        line = _line(number, block.place, block.text) if isinstance(block, Paragraph) else None
        if line is None:
            yield run
            run = []
        else:
            run.append(line)
        if isinstance(block, Paragraph):
            yield _parts(number, block)
        if isinstance(block, Table):
            for lines_of in (_pair, _lone):
                yield [line for at, row in enumerate(block.rows) if (line := lines_of(number, at, row)) is not None]
    yield run


def _parts(number: int, paragraph: Paragraph) -> list[Line]:
    """The words and meanings that one line parts with semicolons, strokes, full stops or commas."""
    text = re.sub(r"^[\w ]{1,30}:\s+", "", paragraph.text.strip()).rstrip(". ")
    for sign in (";", r"\|", r"\.", ","):
        found = [
            line for part in re.split(rf"{sign}\s+", text) if (line := _line(number, paragraph.place, part)) is not None
        ]
        if len(found) >= 2:
            return found
    return []


def _line(number: int, place: str, text: str) -> Line | None:
    match = _LINE.match(text.strip())
    if match is None or len(match["word"].split()) > _WORDS or len(text.split()) > 25 or priority_heading(text):
        return None
    return (number, 0), place, match["word"].strip(), match["meaning"].strip()


def _pair(number: int, at: int, row: Row) -> Line | None:
    texts = [cell.text for cell in row.cells if cell.text and not cell.continues]
    if len(texts) != 2 or len(texts[0].split()) > _WORDS or len(texts[1].split()) > 25:
        return None
    return (number, at), row.place, texts[0], texts[1]


def _lone(number: int, at: int, row: Row) -> Line | None:
    texts = [cell.text for cell in row.cells if cell.text and not cell.continues]
    line = _line(number, row.place, texts[0]) if len(texts) == 1 else None
    return None if line is None else ((number, at), *line[1:])
