"""A document's paragraphs as lines: bullets and numbers off, wrapped lines together, and what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from actions.reading.rows import joined_words
from actions.reading.shapes import PAGE_NUMBER, RULE, folded_line, is_contents_line
from actions.roadmap_reading.labels import dated_line, flat, labels_in
from priorities.documents import Document, Paragraph, Table

Spot = tuple[int, int]
"""The number of a block in its document, and of the row in it."""

_MARK = re.compile(r"(?:[•▪◦‣●○■□➢►▶▸▹»›→➔➤⁃‒∙⦁❖◆◇✦★]|[-*–—·o+~>](?=\s))\s*(?=\S)")
_TICK = re.compile(r"(?P<tick>[✓✔☑✅☐☒✗✘✖])\s*(?=\S)")
_NUMBER = re.compile(
    r"(?P<number>\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)]|\([ivxa-z]\)|\d{1,2}(?:\.\d{1,3}){1,3}\.?(?=\s+[A-Z]))\s+(?=\S)"
)
_HANGING = re.compile(
    r"(?:[,&/–-]|\b(?:in|by|from|to|until|till|of|and|or|since|before|after|for|the|a|an|on|with|during|between|end|early|late|mid))$",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or the lines of one that was wrapped. `gap` counts blank lines above; None where the file shows none."""

    spots: tuple[Spot, ...]
    places: tuple[str, ...]
    text: str
    level: int | None = None
    item: bool = False
    number: str = ""
    tick: str = ""
    gap: int | None = None
    page_above: bool = False
    table: Table | None = None
    swallowed: str = ""
    """A line with nothing but a time, which was taken for the end of these words."""

    @property
    def place(self) -> str:
        first, last = self.places[0], self.places[-1]
        if first == last:
            return first
        if first.startswith("line ") and last.startswith("line "):
            return f"lines {first[5:]} to {last[5:]}"
        number = _LAST_NUMBER.search(last)
        return f"{first} to {number[1]}" if number else first


@dataclass(slots=True)
class Lines:
    """All lines of a document in order; a table stands as one line. `skipped` says why a spot is no content."""

    lines: list[Line] = field(default_factory=list)
    skipped: dict[Spot, str] = field(default_factory=dict)


def lines_of(document: Document) -> Lines:
    """The lines of a document: page numbers and rules taken out with their reason, wrapped lines put together."""
    found = Lines()
    running = _page_heads(document)
    below_page = False
    last: int | None = None
    for at, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found.lines.append(Line(((at, 0),), (block.place,), "", table=block, page_above=below_page))
            below_page, last = False, None
            continue
        here = _line_number(block.place)
        reason = "" if labels_in(block.text) else _furniture(block, running)
        if reason:
            found.skipped[(at, 0)] = reason
            below_page = below_page or reason in (_PAGE_NUMBER, _PAGE_HEAD)
            continue
        gap = None if here is None else max(0, here - last - 1) if last is not None else 1
        made = _split(block, (at, 0), gap)
        made[0] = replace(made[0], page_above=below_page)
        found.lines += made
        below_page, last = False, here
    found.lines = _unwrapped(found.lines)
    return found


def marked(text: str) -> tuple[str, str, str, bool]:
    """A line without its bullet, tick and number: its words, number, tick, and whether it has any of them."""
    rest, item, number, tick = text.strip(), False, "", ""
    for pattern in (_MARK, _TICK, _NUMBER):
        match = pattern.match(rest)
        if match is None or (pattern is _NUMBER and labels_in(rest)):
            continue
        item = True
        number = match.groupdict().get("number") or number
        tick = match.groupdict().get("tick") or tick
        rest = rest[match.end() :]
    return rest, number, tick, item


_PAGE_NUMBER = "A page number."
_PAGE_HEAD = "The head or foot of a page."


def _furniture(paragraph: Paragraph, running: frozenset[str]) -> str:
    """Why a paragraph is no content, or ""."""
    text = flat(paragraph.text)
    if not text or RULE.match(text):
        return "A rule or an empty line."
    if PAGE_NUMBER.match(text) and not paragraph.bullet:
        return _PAGE_NUMBER
    if is_contents_line(paragraph.text):
        return "A line of the list of contents."
    return _PAGE_HEAD if folded_line(text) in running else ""


def _page_heads(document: Document) -> frozenset[str]:
    """Short lines right beside a page number, the same twice or more."""
    if document.format != "txt":
        return frozenset()
    texts = [flat(block.text) if isinstance(block, Paragraph) and not block.bullet else "" for block in document.blocks]
    beside: Counter[str] = Counter()
    for first, second in pairwise(texts):
        for number, other in ((first, second), (second, first)):
            if PAGE_NUMBER.match(number) and not PAGE_NUMBER.match(other) and 0 < len(other.split()) <= 12:
                beside[folded_line(other)] += 1
    return frozenset(line for line, count in beside.items() if count >= 2 and line)


def _split(paragraph: Paragraph, spot: Spot, gap: int | None) -> list[Line]:
    """The lines of a paragraph: one, or one for each bullet where line breaks stand inside it."""
    parts = [part for part in paragraph.text.split("\n") if part.strip()] or [paragraph.text]
    if len(parts) > 1 and (paragraph.level is not None or not any(marked(part)[3] for part in parts[1:])):
        whole = flat(paragraph.text)
        if not labels_in(whole):
            whole = joined([flat(part) for part in parts])
        parts = [whole]
    made: list[Line] = []
    for index, part in enumerate(parts):
        words, number, tick, item = marked(part)
        if index and not item and made:
            made[-1] = replace(made[-1], text=joined([made[-1].text, flat(words)]))
            continue
        is_item = (item or (paragraph.bullet and not index)) and paragraph.level is None
        level = paragraph.level
        if paragraph.level is not None and item:
            words = part.strip()  # a numbered heading keeps its number
        made.append(
            Line(
                (spot,),
                (paragraph.place,),
                flat(words),
                level,
                is_item,
                number if is_item else "",
                tick,
                gap if not index else 0,
            )
        )
    return made


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines with those put together that a text file wraps. A heading of time stays alone where headings stand apart."""
    width = max((len(line.text) for line in lines), default=0)
    apart = _headings_stand_apart(lines)
    dotted = _items_end_with_stops(lines)
    made: list[list[Line]] = []
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if made and _goes_on(made[-1], line, after, width, apart=apart, dotted=dotted):
            made[-1].append(line)
        else:
            made.append([line])
    return [group[0] if len(group) == 1 else _joined(group) for group in made]


def _joined(group: Sequence[Line]) -> Line:
    """The lines of one paragraph as one."""
    swallowed = (line.text for before, line in pairwise(group) if _is_doubtful(before, line))
    return replace(
        group[0],
        spots=tuple(spot for line in group for spot in line.spots),
        places=tuple(place for line in group for place in line.places),
        text=joined([line.text for line in group]),
        swallowed=next(swallowed, ""),
    )


def joined(texts: Sequence[str]) -> str:
    """Words that were wrapped, without a blank where a hyphen at the end of a line breaks a word."""
    pieces = list(texts[:1])
    for before, after in pairwise(texts):
        last = before[-40:]
        pieces.append(joined_words(last, after)[len(last.lstrip()) :])
    return "".join(pieces).strip()


def _goes_on(group: Sequence[Line], line: Line, after: Line | None, width: int, *, apart: bool, dotted: bool) -> bool:
    """Whether a line goes on with the lines before it, which are one paragraph or milestone so far."""
    first, last = group[0], group[-1]
    if line.item or line.level is not None or line.table or first.table or first.level is not None:
        return False
    small = line.text[:1].islower()
    if not small and dated_line(line.text):
        return False
    if line.gap is None or line.gap or line.page_above:
        # A page or a paragraph of a converted file breaks a sentence: it goes on with a small letter.
        breaks = line.page_above or line.gap is None
        return breaks and small and first.item and not last.text.endswith((".", "!", "?", ":", ";"))
    if len(group) == 1 and labels_in(last.text) and not first.item:
        return False
    hangs = bool(_HANGING.search(last.text))
    if labels_in(line.text):
        return first.item and (hangs or (apart and not last.text.endswith(".")))
    if small or hangs:
        return True
    full = len(last.text) + 1 + len(line.text.split()[0] if line.text else "") > width * 0.9 and width >= 40
    if not first.item:
        return full and not last.text.endswith(":")
    if line.text.endswith(":") or (last.text.endswith((".", "!", "?")) and not full):
        return False
    followed = after is not None and after.item
    complete = last.text.endswith((".", "!", "?", ":")) if dotted else not full
    return not (followed and complete and len(line.text.split()) <= 6 and not line.text.endswith("."))


def _is_doubtful(before: Line, line: Line) -> bool:
    return bool(labels_in(line.text)) and not _HANGING.search(before.text)


def _headings_stand_apart(lines: Sequence[Line]) -> bool:
    """Whether most headings of time have a blank line above, or are set as headings."""
    heads = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if not (line.item or line.table) and labels_in(line.text) and not (before and _HANGING.search(before.text))
    ]
    clear = sum(1 for line in heads if line.level is not None or line.gap)
    return clear * 2 > len(heads) and clear >= 2


def _items_end_with_stops(lines: Sequence[Line]) -> bool:
    """Whether the last lines of list items mostly end with a full stop."""
    ends = [
        line.text.endswith(".")
        for line, after in zip(lines, [*lines[1:], None], strict=False)
        if not line.table and (after is None or after.item or after.gap or after.table)
    ]
    return sum(ends) * 2 > len(ends)


def _line_number(place: str) -> int | None:
    """The number of a line of a text file; None in other formats, which keep no blank lines."""
    return int(place[5:]) if re.fullmatch(r"line \d+", place) else None
