"""The title and the date that a document bears: suggestions for the person who imports it, never used unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from actions.reading.columns import header_score
from actions.reading.headings import never_a_priority, priority_heading
from actions.reading.result import DocumentDate
from actions.reading.shapes import PAGE_NUMBER, RULE, lone_text
from actions.timescales import read_timescale
from priorities.documents import Document, Paragraph

# Lines before the first heading row, and at the end, that may bear a date.
_FRONT, _BACK = 25, 8
_DATED = re.compile(
    r"^(?P<what>(?:last|date)\s+(?:updated|revised|reviewed|published|agreed|approved)|(?:updated|published|agreed|approved|revised|version date"
    r"|document date|date of (?:plan|publication|document|issue|last update)|publication date|issue date|date))(?:\s+(?:on|in|at|by [\w ]{3,60}? (?:on|in)))?\s*[:–—-]?\s+(?P<when>.{4,40})$",
    re.IGNORECASE,
)
_DAY_OR_MONTH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d{2}|\d{1,2}[/.]\d{1,2}[/.](?:20)?\d{2}|(?:19|20)\d{2}-\d{2}(?:-\d{2})?"
)
_KEY = re.compile(r"\b(b?rag|ratings?|key|colou?rs?|glossary)\b", re.IGNORECASE)
_PLAN_WORD = re.compile(
    r"\b(plan|strategy|statement|roadmap|programme|improvement|response|framework|report|priorities)\b", re.IGNORECASE
)


def suggested_title(document: Document) -> str:
    """The document's own title: a line set as title, else the first heading or short line about a plan; or ""."""
    lines = list(_front(document))
    for line, level in lines:
        if level == 0 and not _is_furniture(line):
            return line
    for line, level in lines:
        if level == 1 and not _is_furniture(line) and priority_heading(line) is None and not never_a_priority(line):
            return line
    for line, _ in lines[:6]:
        short = len(line.split()) <= 16 and not line.endswith((".", ";"))
        if (
            short
            and priority_heading(line) is None
            and _PLAN_WORD.search(line)
            and not _is_furniture(line)
            and not _is_bare(line)
        ):
            return line
    return ""


def suggested_date(document: Document) -> DocumentDate | None:
    """The date in a line such as "Last updated: 14 October 2025" or "Published in May 2024"; None for none, or for two.

    Only lines at the document's beginning and end count, and only a day, month or year with its year written.
    """
    found: dict[tuple[str, date | None], DocumentDate] = {}
    lines = [(text, place) for text, place in _lines(document)]
    for text, place in [*lines[:_FRONT], *lines[_FRONT:][-_BACK:]]:
        match = _DATED.match(" ".join(text.split()))
        when = _DAY_OR_MONTH.match(match["when"]) if match else None
        if match is None or when is None or re.search(r"\d", match["when"][when.end() :]):
            continue
        reading = read_timescale(when[0])
        if reading.problem or reading.due is None or reading.precision not in ("day", "month", "year"):
            continue
        found.setdefault((when[0].lower(), reading.due), DocumentDate(when[0], reading.due, reading.precision, place))
    return next(iter(found.values())) if len(found) == 1 else None


def _front(document: Document) -> Iterator[tuple[str, int | None]]:
    """The lines above the first heading row of actions, with their level as headings."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip() and not block.bullet:
                yield " ".join(block.text.split()), block.level
            continue
        for row in block.rows[:12]:
            if header_score([cell.text for cell in row.cells]):
                return
            lone = lone_text(row)
            if lone:
                yield " ".join(lone.split()), None


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """Paragraphs and the rows of one or two cells, with their places: "Last updated" beside its date is one line."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place
            continue
        for row in block.rows:
            texts = [cell.text for cell in row.cells if cell.text and not cell.continues]
            if 1 <= len(texts) <= 2:
                yield ": ".join(text.rstrip(" :") for text in texts), row.place


def _is_furniture(line: str) -> bool:
    """Page numbers, rules, dates and lines such as "OFFICIAL" are no title."""
    return bool(
        len(line) < 6
        or len(line) > 200
        or PAGE_NUMBER.match(line)
        or RULE.match(line)
        or _KEY.search(line)
        or _DATED.match(line)
        or re.match(r"official\b|appendix\b|annex\b|draft\b|version\b|v\d|contents\b", line, re.IGNORECASE)
    )


def _is_bare(line: str) -> bool:
    """ "Action plan" or "Improvement plan" alone names no plan."""
    return never_a_priority(line) and len(line.split()) <= 2
