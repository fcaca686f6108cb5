"""Two texts compared word by word, as a person reads them. Pure: words in, pieces out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

MOST_WORDS = 400
"""Texts with more words, both together, are compared sentence by sentence, with more sentences as a whole: it would take seconds."""

_KEPT = 8
"""How many unchanged words stay on each side of a change, where a text is cut."""


class Kind(Enum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that stayed, were added or were removed. Line breaks stay in them; spaces between pieces do not."""

    kind: Kind
    words: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of which both texts are made, in reading order; what was removed stands before what took its place.

    The same pieces and added ones give `after`, the same and removed ones `before`, apart from spaces.
    """
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = _sentences(before), _sentences(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = [before.strip()], [after.strip()]
    pieces: list[Piece] = []
    for what, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces += _piece(Kind.SAME, new[from_new:to_new])
        else:
            pieces += _piece(Kind.REMOVED, old[from_old:to_old])
            pieces += _piece(Kind.ADDED, new[from_new:to_new])
    return pieces


def shortened(pieces: list[Piece], *, kept: int = _KEPT) -> list[Piece]:
    """The same with "…" for what stayed far from any change; whole where nothing changed or everything is near."""
    return list(_shortened(pieces, kept))


def _shortened(pieces: list[Piece], kept: int) -> Iterator[Piece]:
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        words = piece.words.split()
        before, after = (kept if at > 0 else 0), (kept if at < last else 0)
        if piece.kind is not Kind.SAME or last == 0 or len(words) <= before + after + 1:
            yield piece
            continue
        head, tail = words[:before], words[len(words) - after :] if after else []
        yield Piece(Kind.SAME, " ".join([*head, "…", *tail]))


def _words(text: str) -> list[str]:
    """Each word with the line breaks behind it, so that a new line is a change and a space is none."""
    return [re.sub(r"[^\S\n]+", "", found) for found in re.findall(r"\S+[^\S\n]*(?:\n\s*)?", _plain_line_ends(text))]


def _sentences(text: str) -> list[str]:
    parts = re.findall(r"\S.*?(?:[.!?]+(?=\s|$)|\n|$)[^\S\n]*\n*", _plain_line_ends(text))
    return [re.sub(r"[^\S\n]+", " ", part).strip(" ") for part in parts]


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _piece(kind: Kind, words: list[str]) -> list[Piece]:
    joined = re.sub(r"\n ", "\n", " ".join(words))
    return [Piece(kind, joined)] if joined else []
