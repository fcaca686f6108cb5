"""A cell cut into tokens: numbers, words and marks, with the damage of scanners repaired and said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .repairs import repaired

DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣⁃", "-")
APOSTROPHES = dict.fromkeys("‘’‚‛′´`ʼ", "'")
OTHER_MARKS = {"“": '"', "”": '"', "„": '"', "″": '"', "⁄": "/", "∕": "/", "⟶": "→", "➔": "→", "➜": "→"}
MARKS = str.maketrans(DASHES | APOSTROPHES | OTHER_MARKS)
RAISED_DIGITS = re.compile("(?<=[0-9])([⁰¹²³⁴-⁹]+)")

TIME_OF_DAY = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:\s?[ap]\.?m\b\.?|Z\b)?"
CLOCK_HOUR = r"[0-9]{1,2}(?:\.[0-9]{2})?\s?[ap]\.?m\b\.?"
PIECE = re.compile(
    rf"(?P<time>(?<![0-9])(?:{TIME_OF_DAY}|{CLOCK_HOUR}))"
    r"|(?P<ordinal>(?<![0-9A-Za-z])[0-9]{1,2}\s?(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<arrow>-+>|=+>)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word, time of day or mark. ``begin`` and ``end`` are offsets in ``Cell.text``."""

    kind: str  # "number", "word", "time", "mark"
    text: str  # lower case; a number's digits only
    begin: int
    end: int
    glued: bool  # nothing stands between this token and the one before it
    ordinal: bool = False

    @property
    def number(self) -> int:
        """The value of a number token."""
        return int(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell made regular: its text (case kept), its tokens, and notes on what was repaired."""

    text: str
    tokens: tuple[Token, ...]
    notes: tuple[str, ...]


def regular(raw: str) -> str:
    """``raw`` with one kind of dash, apostrophe and space, and without characters that cannot be seen."""
    raised_apart = RAISED_DIGITS.sub(r" \1", raw)
    text = unicodedata.normalize("NFKC", raised_apart).translate(MARKS)
    visible = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if unicodedata.category(char) not in {"Cf", "Cs", "Co"}
    )
    return " ".join("".join(visible).split())


def tokenise(raw: str) -> Cell:
    """Cut a cell into tokens. Every visible character belongs to exactly one token."""
    text = regular(raw)
    notes: list[str] = []
    text = repaired(text, notes)
    tokens: list[Token] = []
    for match in PIECE.finditer(text):
        kind = match.lastgroup or "mark"
        shown = match.group().lower()
        ordinal = kind == "ordinal"
        if ordinal:
            kind, shown = "number", re.sub(r"[^0-9]", "", shown)
        elif kind == "arrow":
            kind, shown = "mark", "→"
        glued = bool(tokens) and tokens[-1].end == match.start()
        tokens.append(Token(kind, shown, match.start(), match.end(), glued, ordinal))
    return Cell(text, tuple(tokens), tuple(notes))
