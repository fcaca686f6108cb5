"""The last net: words of a row that was read, and of which none stands in what was read of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading import Problem
from actions.roadmap_reading.kinds import TYPE_WORDS
from actions.roadmap_reading.labels import labels_in
from actions.roadmap_reading.result import RoadmapReading
from priorities.documents import Document, Paragraph, Row

_WORD = re.compile(r"[^\W_]{2,}")
_MESSAGE = "Some of these words are in no field of what was read: check whether they belong to a milestone."
_LONGEST_HEADING = 5


def report_leftovers(reading: RoadmapReading, document: Document) -> None:
    """Add a problem for each imported paragraph or cell that has a word which stands nowhere in the reading.

    Short words that head the columns of a table, and headings of time that stand over others, are no leftovers.
    """
    said = set(_words(" ".join(_texts(reading)))) | TYPE_WORDS
    rows = iter(reading.rows)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if next(rows).imported and not labels_in(block.text):
                _report(reading, block.place, block.text, said)
            continue
        for number, row in enumerate(block.rows):
            if not next(rows).imported:
                continue
            heads = number == 0 or _is_heads(row)
            for cell in row.cells:
                short = len(cell.text.split()) <= _LONGEST_HEADING and not labels_in(cell.text)
                if not cell.continues and not (heads and short):
                    _report(reading, row.place, cell.text, said)


def _report(reading: RoadmapReading, place: str, text: str, said: set[str]) -> None:
    if not said.issuperset(_words(text)):
        reading.problems.append(Problem(place, None, text, _MESSAGE))


def _is_heads(row: Row) -> bool:
    return sum(1 for cell in row.cells if labels_in(cell.text)) > 1


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _texts(reading: RoadmapReading) -> Iterator[str]:
    """All that a person can find in the reading."""
    yield reading.title
    for paragraph in reading.about:
        yield paragraph.words
    for period in reading.periods:
        yield f"{period.label} {period.note}"
        for milestone in period.milestones:
            yield " ".join((milestone.words, milestone.number, milestone.said, milestone.theme))
            for heading, words in milestone.other:
                yield f"{heading} {words}"
    for problem in reading.problems:
        yield problem.value
