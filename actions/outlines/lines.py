"""A line of an outline: its words, where they stand, and what marks them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actions.outlines.marks import mark_of
from actions.reading.rows import joined_words

# Behind one of these a sentence goes on; words that may also end one ("for all", "join in") are not among them.
_HANGING = re.compile(
    r"(?:[,(/&]|\s[–-]|\b(?:and|or|of|the|a|an|to|for|with|from|into|our|their|its|that|which|is|are|between|including|than|as|every))$"
)
_IN_THE_MIDDLE = re.compile(
    r"(?:and|or|of|the|to|for|in|on|at|by|with|from|that|which|who|as|so|including|than|through|across|within)\b"
)
_FINISHED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_LINE = re.compile(r"lines? (?:\d+ to )?(\d+)")

Spot = tuple[int, int, int]
"""Where a line stands among the others: block, row of a table, line within."""


_MAY_HANG = re.compile(r"\b(?:in|on|at|by|through|across|within|all|each|this|these|not|both|so|also|who|when|where)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, joined from the physical ones over which it goes.

    `text` is without the mark, `source` with it. `mark` is "bullet", "number" or "", `number` as printed, without its
    dot. `level` is that of a heading (0 title, 1-9).
    """

    text: str
    source: str
    place: str
    spot: Spot
    mark: str = ""
    number: str = ""
    level: int | None = None
    bold: bool = False
    gap: bool = False
    """A blank line stands above it."""
    over_page: bool = False
    """The end of a page stands above it."""
    heads: bool = False
    """It stands in the first cell of a row, or above a column, and says what the words beside or below it are."""
    repeated: bool = False
    """The heading of a column, given again before the words below it: no row of its own."""
    in_table: bool = False
    why_not: str = ""
    """Why it holds no words of the document's: a page's number, say."""
    last_place: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_set_apart(self) -> bool:
        """Set as a heading, or in bold."""
        return self.level is not None or (self.bold and not self.mark)

    @property
    def is_finished(self) -> bool:
        return bool(_FINISHED.search(self.text))

    @property
    def hangs(self) -> bool:
        """Whether it ends in the middle of a sentence for sure."""
        return bool(_HANGING.search(self.text))

    @property
    def may_hang(self) -> bool:
        """Is no short title and ends in a word behind which a sentence mostly goes on."""
        return len(self.text.split()) > 4 and bool(_MAY_HANG.search(self.text))

    @property
    def begins_in_the_middle(self) -> bool:
        return bool(_IN_THE_MIDDLE.match(self.text))

    @property
    def begins_small(self) -> bool:
        return self.text[:1].islower() or self.text[:1] in ")],;&"

    def with_doubt(self, doubt: str) -> Line:
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, doubt))))


def line_of(
    text: str, place: str, spot: Spot, *, bullet: bool = False, doubt: str | None = None, **how: object
) -> Line:
    """A line whose mark is read from its text; `bullet` where the mark was taken off already."""
    found = mark_of(text)
    if bullet and found.kind != "bullet":
        found = found._replace(kind="bullet", number="", words=text.strip())
    doubts = (doubt,) if doubt else ()
    return Line(found.words, text, place, spot, found.kind, found.number, doubts=doubts, **how)


def joined(parts: Sequence[Line]) -> Line:
    """One line of several of which each goes on with the one before."""
    first, last = parts[0], parts[-1]
    if first is last:
        return first
    end = last.last_place or last.place
    return replace(
        first,
        text=_joined_words([part.text for part in parts]),
        source=_joined_words([part.source for part in parts]),
        place=_place(first, end),
        last_place=end,
        doubts=tuple(dict.fromkeys(doubt for part in parts for doubt in part.doubts)),
    )


def _joined_words(texts: Sequence[str]) -> str:
    """The texts as one, without a blank where a hyphen at the end of a line breaks a word."""
    pieces = [texts[0]]
    for before, after in pairwise(texts):
        tail, head = before[-40:], after[:40]
        pieces.append(after if joined_words(tail, head) == f"{tail}{head}".strip() else f" {after}")
    return "".join(pieces).strip()


def _place(first: Line, end: str) -> str:
    """Where a line stands that begins with `first` and ends at the place `end`."""
    if end == (first.last_place or first.place):
        return first.place
    begun = first.place.removeprefix("lines ").removeprefix("line ").split(" to ")[0]
    line = _LINE.fullmatch(end)
    return f"lines {begun} to {line[1]}" if line else f"{begun} to {end.split()[-1]}"
