"""In how many ways a text can be read when a name is looked for in it: as it stands, decoded, spelt out. Pure.

An address of the web writes "Kim Sample" as "Kim%20Sample", a page's source as "Kim&nbsp;Sample", and "K-i-m" reads as
"Kim".
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from priorities.invisible import as_read

Span = tuple[int, int]
_Letters = Iterator[tuple[str, int]]

WORDS = re.compile(r"[^\W_]+")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|(?<![\w@.-])(?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,24}/[^\s<>\"”]*", re.IGNORECASE
)
_BEHIND_AN_ADDRESS = ".,;:!?'’)]}"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENCODED = re.compile(
    r"(?:%(?:25)*[0-9a-f]{2})+|&(?:amp;){0,9}(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE
)
_BYTE = re.compile(r"%(?:25)*([0-9a-f]{2})", re.IGNORECASE)
_SPELT = re.compile(
    r"(?<![^\W_])(?!(?:e\.g|i\.e|a\.m|p\.m)\b)[^\W\d_]([\s._+/*·‐‑–-])[^\W\d_](?:\1[^\W\d_])*(?![^\W_])"
)
"""Letters one by one with the same sign between all of them; "e.g." is none."""
_APOSTROPHE_INSIDE = re.compile(r"(?<=[a-z])'(?=[a-z])(?!s(?![a-z]))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is searched: in lower case without accents, and without apostrophes inside words.

    `seen` has the letter behind each of `folded` before its case was folded; `at` says where it stands in the text that
    was given, with one entry more: the end of the text. The apostrophe of a possessive stays, so that "Sample's" holds
    "sample".
    """

    folded: str
    seen: str
    at: Sequence[int]

    def is_capital(self, index: int) -> bool:
        return self.seen[index].isupper()


def readings_of(text: str) -> list[Reading]:
    """The text as it stands and, where it reads otherwise, with its encoded letters decoded and its spelt words joined."""
    plain, places = text, range(len(text) + 1)
    found = [_folded(plain, places)]
    for rewrite, pattern in ((_decoded, _ENCODED), (_joined, _SPELT)):
        if pattern.search(plain):
            plain, places = _rewritten(plain, places, rewrite)
            found.append(_folded(plain, places))
    return found


def folded(text: str) -> str:
    """A text in lower case without accents and without apostrophes inside words."""
    return _folded(text, range(len(text) + 1)).folded


def web_addresses(text: str) -> list[Span]:
    """Where addresses of the web stand in a text, in order, without the full stop or bracket behind them."""
    if "/" not in text and "." not in text:
        return []
    spans = (match.span() for match in _WEB.finditer(text))
    return [(start, start + len(text[start:end].rstrip(_BEHIND_AN_ADDRESS))) for start, end in spans]


def run_together(text: str) -> list[Span]:
    """Where words may stand without a sign between them: in addresses of the web, in a slug, in spelt words. In order."""
    if _SLUG.fullmatch(text):
        return [(0, len(text))]
    places: list[Span] = []
    for start, end in sorted(web_addresses(text) + [match.span() for match in _SPELT.finditer(text)]):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def overlapping(places: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of some places, in order and apart from each other, that share a letter with start to end."""
    first = bisect_right(places, start, key=lambda place: place[1])
    return places[first : bisect_left(places, end, lo=first, key=lambda place: place[0])]


# -- as it reads -----------------------------------------------------------------------------------------------------


def _rewritten(text: str, places: Sequence[int], rewrite: Callable[[str], _Letters]) -> tuple[str, Sequence[int]]:
    letters, at = [], []
    for letter, index in rewrite(text):
        letters.append(letter)
        at.append(places[index])
    at.append(places[len(text)])
    return "".join(letters), at


def _decoded(text: str) -> _Letters:
    last = 0
    for match in _ENCODED.finditer(text):
        yield from zip(text[last : match.start()], range(last, match.start()), strict=True)
        last = match.end()
        if match[0].startswith("&"):
            entity = html.unescape(f"&{match[1]};")
            yield from ((letter, match.start()) for letter in entity)
            continue
        signs = list(_BYTE.finditer(match[0]))
        octets = bytes(int(sign[1], 16) for sign in signs)
        number = 0
        for letter in octets.decode("utf-8", "surrogateescape"):
            stray = "\udc80" <= letter <= "\udcff"
            yield chr(octets[number]) if stray else letter, match.start() + signs[number].start()
            number += 1 if stray else len(letter.encode())
    yield from zip(text[last:], range(last, len(text)), strict=True)


def _joined(text: str) -> _Letters:
    last = 0
    for match in _SPELT.finditer(text):
        yield from zip(text[last : match.start()], range(last, match.start()), strict=True)
        yield from ((text[index], index) for index in range(match.start(), match.end(), 2))
        last = match.end()
    yield from zip(text[last:], range(last, len(text)), strict=True)


def _folded(text: str, places: Sequence[int]) -> Reading:
    seen, stands = as_read(text)
    if seen.isascii() and not _APOSTROPHE_INSIDE.search(seen):
        return Reading(seen.lower(), seen, [places[index] for index in stands])
    folded: list[str] = []
    shown: list[str] = []
    at: list[int] = []
    for index, character in enumerate(seen):
        if character in "'’ʼ" and _inside_a_word(seen, index):
            continue
        for letter in unicodedata.normalize("NFKD", character):
            if unicodedata.combining(letter):
                continue
            for part in letter.casefold():
                folded.append(part)
                shown.append(character)
                at.append(places[stands[index]])
    # An end is the place behind its last letter, so that accents written as letters of their own go with it.
    at.append(places[len(text)])
    return Reading("".join(folded), "".join(shown), at)


def _inside_a_word(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 3]
    if not (before.isalpha() and after[:1].isalpha()):
        return False
    return not (after[:1].lower() == "s" and not after[1:2].isalpha())
