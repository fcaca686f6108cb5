"""A rating key that does not call itself one: lines or rows whose words the cells of the plan use as ratings.

"Going well = on track for the date shown" explains a rating where "Going well" stands in the plan's cells; elsewhere it
is a sentence like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from actions.reading.columns import Meaning, meaning_of
from actions.reading.heading_rows import heading_rows
from actions.reading.headings import priority_heading
from actions.reading.leads import looks_like_lead
from actions.reading.shapes import texts_of, values_under
from actions.reading.status_words import folded, speaks_of_status
from priorities.documents import Document, Paragraph, Row, Table

_LINE = re.compile(r"^\W{0,3}(?P<word>[^:=\t]{1,40}?)\s*(?:=|:|\s[–—-]\s|\t|\bmeans\b)\s*(?P<meaning>\S.*)$", re.DOTALL)
# The second heading of a key; the first is that of the ratings.
_HEADS = re.compile(
    r"^(?:the )?(?:meanings?|definition|explanation|description)$|\b(?:means?|tells?|says?)\b", re.IGNORECASE
)
# "Open – 12 actions on track" counts and explains nothing.
_COUNTS = re.compile(r"\W*\d")
_WORDS = 5
"""How many words a rating may have: "Started but behind the plan"."""

Line = tuple[tuple[int, int], str, str, str]
"""Where a line of a key stands (block, row), its place in words, its word and its meaning."""


def keys_in_use(document: Document) -> list[Line]:
    """The lines of keys whose words the cells of the tables use, in their order; [] where there is none.

    Two lines or more stand together, two of their words stand in one column that may hold ratings, half of its cells
    are such words, and two and half of the meanings name a status. Below a heading of the plan and "Meaning" any
    meanings will do.
    """
    columns = list(_columns_of_ratings(document))
    found: list[Line] = []
    for lines in _runs(document):
        run = [line for line in lines if not _HEADS.search(line[3])]
        words = [folded(word) for _, _, word, _ in run]
        used = {
            word for column in columns if _explains(set(words), column.cells) for word in words if word in column.cells
        }
        if len(set(words)) < len(words) or len(used) < 2:
            continue
        headings = {column.heading for column in columns}
        headed = any(folded(word) in headings for _, _, word, meaning in lines if _HEADS.search(meaning))
        said = sum(speaks_of_status(meaning) for _, _, _, meaning in run)
        if headed or (said >= 2 and said * 2 >= len(run)):
            found += [line for line, word in zip(run, words, strict=True) if word in used or speaks_of_status(line[3])]
    return found


@dataclass(frozen=True, slots=True)
class _Ratings:
    """A column that may hold ratings: its heading and its short cells, folded."""

    heading: str
    cells: Counter[str]


def _explains(words: Set[str], cells: Counter[str]) -> bool:
    """Whether two of the words stand in a column, and half of its cells are such words."""
    return len(words & cells.keys()) >= 2 and sum(cells[word] for word in words) * 2 >= cells.total()


def _columns_of_ratings(document: Document) -> Iterator[_Ratings]:
    """The columns of ratings, and those under headings without a field that may be such; the labels of cards likewise."""
    labels: dict[str, Counter[str]] = {}
    for table in document.tables():
        heads = heading_rows(table)
        if heads:
            first = next(iter(heads))
            header, lines = heads[first]
            below = [row for at, row in enumerate(table.rows) if at >= first + lines and at not in heads]
            columns = [(column.heading, column.index, column.meaning) for column in header.columns]
        else:
            below = [row for row in table.rows if len(texts_of(row)) >= 3]
            columns = [(cell.text, cell.column, meaning_of(cell.text)) for cell in below[0].cells] if below else []
            for row in table.rows:
                texts = texts_of(row)
                if len(texts) == 2 and meaning_of(texts[0]) in _MAY_RATE:
                    labels.setdefault(folded(texts[0]), Counter())[folded(texts[1])] += 1
        for heading, index, meaning in columns:
            cells = Counter(map(folded, values_under(below, index)))
            if meaning in _MAY_RATE and not _are_leads(cells):
                yield _Ratings(folded(heading), cells)
    yield from (_Ratings(label, cells) for label, cells in labels.items())


# Headings below which ratings may stand: that of ratings, of progress in a word, one that we do not know or have no field for.
_MAY_RATE = (Meaning.RATING, Meaning.PROGRESS, Meaning.OTHER, None)


def _are_leads(cells: Counter[str]) -> bool:
    return sum(count for text, count in cells.items() if looks_like_lead(text) >= 0.5) * 2 > cells.total()


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
    if _COUNTS.match(match["meaning"]):
        return None
    return (number, 0), place, match["word"].strip(), match["meaning"].strip()


def _pair(number: int, at: int, row: Row) -> Line | None:
    texts = texts_of(row)
    if len(texts) != 2 or len(texts[0].split()) > _WORDS or len(texts[1].split()) > 25 or _COUNTS.match(texts[1]):
        return None
    return (number, at), row.place, texts[0], texts[1]


def _lone(number: int, at: int, row: Row) -> Line | None:
    texts = texts_of(row)
    line = _line(number, row.place, texts[0]) if len(texts) == 1 else None
    return None if line is None else ((number, at), *line[1:])
