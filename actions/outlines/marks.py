"""What stands before a point of a list: a bullet of any kind, or a number such as "1.", "2)", "(a)", "iv."."""

from __future__ import annotations

import re
from typing import NamedTuple

from priorities.documents.wording import split_bullet

_SIGNS = r"[•▪◦‣●○■□➢✓✔✅☑✗☐➔➜➤►▶▸▹»❖◆◊★☆✦∙⁃‒−⦁◾◼→⇒·\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0e8\ufffd]"
_SIGN = re.compile(rf"{_SIGNS}\ufe0f?[ \t]*(?=\S)")
_ALONE = re.compile(rf"{_SIGNS}\ufe0f?|[-–—*o]")
_NUMBER = re.compile(
    r"(?:\((?P<bracketed>\d{1,2}|[a-z]|[A-Z]|[ivx]{1,5})\)|(?P<closed>\d{1,2}|[a-z]|[A-Z]|[ivx]{1,5})\)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=\s|$)|(?P<plain>\d{1,2})\.(?!\d)|(?P<letter>[a-z]|[ivx]{1,5})\.(?=\s|$))"
    r"\s*"
)
_NUMBER_IN_A_CELL = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})[.)]*", re.IGNORECASE)
_SIGN_WITHIN = re.compile(r"\s+[•▪●■➢✓✔\uf0b7]\s*(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10}


class Mark(NamedTuple):
    """How a line is marked: kind "bullet", "number" or "", the number as printed without its dot, the words behind."""

    kind: str
    number: str
    words: str


def mark_of(text: str) -> Mark:
    """The mark at the front of a line, and the words behind it. A mark alone on its line has no words."""
    text = text.strip()
    sign = _SIGN.match(text)
    if sign is not None:
        return Mark("bullet", "", text[sign.end() :])
    bullet, words = split_bullet(text)
    if bullet or _ALONE.fullmatch(text):
        return Mark("bullet", "", words if bullet else "")
    number = _NUMBER.match(text)
    if number is not None:
        return Mark("number", next(group for group in number.groups() if group), text[number.end() :].strip())
    return Mark("", "", text)


def mark_in_a_cell(text: str) -> Mark | None:
    """The mark that a whole cell is, as where the numbers of a list stand in a column of their own; else None."""
    if _ALONE.fullmatch(text):
        return Mark("bullet", "", "")
    number = _NUMBER_IN_A_CELL.fullmatch(text)
    return Mark("number", number[1], "") if number else None


def bullets_within(text: str) -> list[str]:
    """The points of one line that holds several, each behind a sign that stands nowhere else: "• train • listen"."""
    return [part for part in _SIGN_WITHIN.split(text) if part.strip()] or [text]


def numbers_within(number: str, words: str) -> list[tuple[str, str]]:
    """The points of a numbered line into which the next numbers run: "1. train 2. listen" gives two.

    Each number must be the last one and 1, with the same end, and stand before a word: else the line is one point.
    """
    points = [(number, words)]
    while points[-1][0].isdigit():
        last, rest = points[-1]
        following = str(int(last) + 1)
        found = re.search(rf"(?<=[^\s\d])\s+\(?{following}[.)]\s*(?=[A-Za-z])", rest)
        if found is None:
            break
        points[-1] = (last, rest[: found.start()].strip())
        points.append((following, rest[found.end() :].strip()))
    return points


def value_of(number: str) -> int | None:
    """How a list counts this number: 3 for "3", "c" and "iii"; None for "1.2". Letters that may be either are letters."""
    if number.isdigit():
        return int(number)
    if len(number) == 1 and number.isascii() and number.isalpha():
        return ord(number.lower()) - ord("a") + 1
    if number and set(number) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number]
        return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return None
