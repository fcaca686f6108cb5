"""A document as an outline: its lines in order, whole, each with what marks it. Nothing is understood yet.

A text file gives one paragraph for each physical line, so lines that its margin broke are joined again. Words in tables
become lines where the reader knows a heading of the table; else the row is one line that says that it was not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.outlines.lines import Line, line_of
from actions.outlines.marks import bullets_within, mark_of, numbers_within
from actions.outlines.tables import table_lines
from actions.outlines.vocabulary import Vocabulary
from actions.outlines.wrapping import whole_lines
from actions.reading.rows import lines_apart
from actions.reading.shapes import PAGE_NUMBER, RULE, folded_line, is_contents_line, running_lines
from priorities.documents import Document, Paragraph

GLUED = "Several numbered points stood in one line and were taken apart at their numbers: check where each ends."


def outline(document: Document, known: Vocabulary) -> list[Line]:
    """The lines of a document in reading order; every paragraph and every row of a table is in one or more of them."""
    running = running_lines(document)
    lines: list[Line] = []
    paragraphs: list[tuple[int, Paragraph]] = []
    for number, block in enumerate([*document.blocks, None]):
        if isinstance(block, Paragraph):
            paragraphs.append((number, block))
            continue
        lines += _prose(paragraphs, known, running, is_text=document.format == "txt")
        paragraphs = []
        if block is not None:
            lines += table_lines(block, number, known, is_text=document.format == "txt")
    return [part for line in lines for part in _unglued(line)]


def _prose(
    paragraphs: Sequence[tuple[int, Paragraph]], known: Vocabulary, running: set[str], *, is_text: bool
) -> list[Line]:
    """Paragraphs that follow each other, as whole lines; page furniture among them is told and does not part them."""
    physical = list(_physical(paragraphs))
    physical = [replace(line, why_not=_furniture(physical, at, known, running)) for at, line in enumerate(physical)]
    words: list[Line] = []
    aside: list[Line] = []
    over_page = False
    for line in physical:
        if line.why_not:
            aside.append(line)
            over_page = over_page or line.why_not != _CONTENTS
            continue
        words.append(replace(line, over_page=over_page))
        over_page = False
    return sorted([*whole_lines(words, known, is_text=is_text), *aside], key=lambda line: line.spot)


def _physical(paragraphs: Sequence[tuple[int, Paragraph]]) -> Iterator[Line]:
    before = ""
    for number, paragraph in paragraphs:
        gap = bool(before) and lines_apart(before, paragraph.place) > 1
        before = paragraph.place
        for at, text in enumerate(paragraph.text.split("\n")):
            if not text.strip():
                gap = True
                continue
            yield line_of(
                text,
                paragraph.place,
                (number, 0, at),
                bullet=paragraph.bullet and at == 0,
                level=paragraph.level,
                bold=paragraph.bold,
                gap=gap,
                doubt=paragraph.doubt,
            )
            gap = False


# So much of a line tells whether it ends in dots and a page number.
_END = 200
_CONTENTS = "a line of the list of contents"


def _furniture(lines: Sequence[Line], at: int, known: Vocabulary, running: set[str]) -> str:
    """Why a line is none of the document's words, or ""."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if line.mark and not line.text:
        if below is not None and not (below.mark or below.gap or below.level is not None):
            return ""
        return "a mark without words"
    if PAGE_NUMBER.match(line.source) and not (line.mark and line.text):
        return "a page number"
    if RULE.match(line.source):
        return "a ruled line"
    if is_contents_line(line.source[-_END:]):
        return _CONTENTS
    if folded_line(line.source) in running and not known.heads(line.text) and not line.mark:
        beside = [lines[other].source for other in (at - 1, at + 1) if 0 <= other < len(lines)]
        if any(PAGE_NUMBER.match(text) for text in beside):
            return "a line that every page repeats"
    return ""


def behind(line: Line, words: str) -> list[Line]:
    """The words that stand behind a heading on its line, as lines: one, or each point where they are a list."""
    mark = mark_of(words)
    rest = replace(line, text=mark.words, source=words, mark=mark.kind, number=mark.number, heads=False, repeated=True)
    return _unglued(rest)


def _unglued(line: Line) -> list[Line]:
    """The points of a line that holds several, each behind its own sign or number."""
    if line.why_not or not line.mark:
        return [line]
    if line.mark == "number":
        points = numbers_within(line.number, line.text)
        if len(points) == 1:
            return [line]
        return [
            replace(line, text=words, source=f"{number}. {words}", number=number).with_doubt(GLUED)
            for number, words in points
        ]
    parts = bullets_within(line.text)
    return [line] if len(parts) == 1 else [replace(line, text=part, source=part) for part in parts]
