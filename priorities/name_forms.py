"""In how many ways a held-back value can be written, and where it stands in a text. Pure.

"Kim Sample" is also "SAMPLE, Kim", "K. Sample", "Sample K" and "Ms Sample"; accents, hyphens and apostrophes make no
difference, nor do letters that nobody sees or that look like others. A telephone number is found however its digits
are grouped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from priorities.invisible import as_read
from priorities.people import is_everyday_name

_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lady|lord|rev|revd|reverend"
_TITLE = re.compile(rf"(?:{_TITLES})\.?\s+")
_APART = r"[\s_.‐‑–-]{1,3}"
"""Between the parts of a name: a blank, a hyphen, a full stop; in an address a hyphen."""
_WORDS = re.compile(r"\w+")
_MONTHS = frozenset("jan january april may june august".split())
_AMBIGUOUS_INITIALS = frozenset("ai")
_AFTER_A_NAME = r"(?=\s*(?:$|[.,;:/&()]|(?:and|or|to|will)\b))"
"""After "A Green": without a full stop behind the "A" it is a name only where no noun follows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A held-back value in a text: from where to where, as it is written there, and which value it is.

    `held` is "" where it may be one of several, such as "J Smith" of John and Jane Smith.
    """

    start: int
    end: int
    written: str
    kind: str
    held: str


UNDECIDED = "[name held back]"
"""What stands in the place of a value that may be one of several."""


class HeldWords:
    """Values that are held back, each with its kind ("name", "email", "telephone", "detail"), ready to be looked for."""

    def __init__(self, held: Iterable[tuple[str, str]]) -> None:
        """`held` gives (kind, words); the same words twice count once."""
        self._by_key: dict[str, list[tuple[str, str, _Finder]]] = {}
        for kind, words in dict.fromkeys(held):
            key, finder = _finder(kind, words)
            if key:
                self._by_key.setdefault(key, []).append((kind, words, finder))

    def spots(self, text: str) -> list[Spot]:
        """Where held-back values stand in the text, in order; of two that overlap the longer one."""
        if not self._by_key or not text:
            return []
        folded, at = _fold(text)
        keys = {*_WORDS.findall(folded), _DIGITS}
        found: dict[tuple[int, int], dict[str, str]] = {}
        for key in self._by_key.keys() & keys:
            for kind, words, finder in self._by_key[key]:
                for start, end in finder(folded, text, at):
                    found.setdefault((at[start], at[end]), {})[words] = kind
        kept: list[Spot] = []
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
            if all(end <= other.start or start >= other.end for other in kept):
                kept.append(_spot(start, end, text[start:end], found[start, end]))
        return sorted(kept, key=lambda spot: spot.start)

    def replaced(self, text: str, instead: Callable[[str], str]) -> str:
        """The text with each held-back value replaced by what `instead` gives for its words."""
        parts, last = [], 0
        for spot in self.spots(text):
            parts += [text[last : spot.start], instead(spot.held) if spot.held else UNDECIDED]
            last = spot.end
        return "".join([*parts, text[last:]])


def _spot(start: int, end: int, written: str, values: dict[str, str]) -> Spot:
    """The value that is written just so, else the only one that it can be."""
    exact = [words for words in values if words.casefold() == written.casefold()]
    held = exact[0] if exact else next(iter(values)) if len(values) == 1 else ""
    return Spot(start, end, written, values.get(held, next(iter(values.values()))), held)


_Finder = Callable[[str, str, list[int]], Iterable[tuple[int, int]]]
_DIGITS = "0-9"
"""The key under which telephone numbers are looked for: their digits are no words of a text."""


def _finder(kind: str, words: str) -> tuple[str, _Finder]:
    """A word that must stand in a text before it is searched at all, and the search itself."""
    folded = _fold(words)[0]
    if kind == "telephone":
        national = re.sub(r"^\D*(?:\+|00)\s?44", "", folded)
        digits = re.sub(r"\D", "", national).lstrip("0")
        apart = r"[\s()./‐‑–—·_-]{0,3}".join(digits)
        code = r"(?:\+|00\s?)44[\s()0./‐‑–—-]{0,5}"
        return _DIGITS if digits else "", _plain_finder(rf"(?<!\w)(?:{code}|\(?0){apart}(?!\w)")
    pieces = _WORDS.findall(folded)
    if not pieces:
        return "", _plain_finder(r"(?!)")
    if kind != "name":
        escaped = r"\s+".join(map(re.escape, folded.split()))
        return pieces[0], _plain_finder(rf"(?<![\w+-]){escaped}(?![\w@])")
    return _name_finder(folded)


def _plain_finder(pattern: str) -> _Finder:
    compiled = re.compile(pattern)
    return lambda folded, text, at: (match.span() for match in compiled.finditer(folded))


def _name_finder(folded: str) -> tuple[str, _Finder]:
    titled = _TITLE.match(folded)
    rest = folded[titled.end() :] if titled else folded
    surname_first = re.fullmatch(r"([^,]+),\s*([^,]+)", rest)
    if surname_first:
        rest = f"{surname_first[2]} {surname_first[1]}"
    parts = [part for part in rest.replace(".", " ").split() if _WORDS.search(part)]
    whole = _APART.join(re.escape(piece) for piece in _WORDS.findall(folded))
    if not parts or (len(parts) == 1 and not titled):
        return _WORDS.findall(folded)[0], _single_name_finder(rest, whole)
    surname = _APART.join(_WORDS.findall(parts[-1]))
    key = _WORDS.findall(parts[-1])[0]
    title = rf"(?:(?:{_TITLES})\.?\s+)?"
    exact = [rf"{title}{whole}"]
    capitals: list[str] = [rf"(?:{_TITLES})\.?\s+(?:\w\.?\s+)?{surname}"]
    if len(parts) > 1:
        given = _APART.join(piece for part in parts[:-1] for piece in _WORDS.findall(part))
        first = _WORDS.findall(parts[0])[0]
        middle = rf"(?:{_APART}\w{{1,40}}\.?){{0,2}}?" if len(parts) == 2 else ""
        exact += [
            rf"{title}{given}{_APART}{surname}",
            rf"{title}{re.escape(first)}{_APART}(?:\w\.?{_APART})?{surname}",
            rf"{surname}\s*,\s*{given}",
            rf"{surname}\s*,\s*{re.escape(first)}",
        ]
        initial = re.escape(first[0])
        bare = rf"{initial}\s+(?:\w\.?\s*)?{surname}"
        if first[0] in _AMBIGUOUS_INITIALS:
            bare = rf"{initial}\s+{surname}{_AFTER_A_NAME}"
        capitals += [
            rf"{title}{initial}\.\s?(?:\w\.\s?){{0,2}}{surname}",
            bare,
            rf"{surname}\s*,\s*{initial}(?:\.(?:\s?\w\.)*)?",
            rf"{surname}\s+{initial}(?:\.(?:\s?\w\.)*)?",
            rf"{surname}\s+{given}",
        ]
        if len(first) > 1 and middle:
            capitals.append(rf"{re.escape(first)}{middle}{_APART}{surname}")
    written_anyhow = re.compile(rf"(?<![\w@])(?:{'|'.join(exact)})(?!\w)")
    written_in_capitals = re.compile(rf"(?<![\w@])(?:{'|'.join(capitals)})(?!\w)")

    def search(folded: str, text: str, at: list[int]) -> Iterable[tuple[int, int]]:
        yield from (match.span() for match in written_anyhow.finditer(folded))
        for match in written_in_capitals.finditer(folded):
            # "a green space" is not A. Green: every word of a short form begins with a capital letter.
            starts = [match.start() + word.start() for word in _WORDS.finditer(match[0])]
            if all(text[at[start]].isupper() for start in starts):
                yield match.span()

    return key, search


def _single_name_finder(name: str, whole: str) -> _Finder:
    """One name alone. A number behind it makes it a month ("Jan 2026"); "to mark" is not Mark."""
    date = r"|[\s.-]{0,2}\d" if name.strip(" .") in _MONTHS else ""
    pattern = re.compile(rf"(?<![\w@]){whole}(?!\w{date})")
    capital = is_everyday_name(name.strip(" ."))
    return lambda folded, text, at: (
        match.span() for match in pattern.finditer(folded) if not capital or text[at[match.start()]].isupper()
    )


def _fold(text: str) -> tuple[str, list[int]]:
    """A text in lower case without accents and without apostrophes inside words, and where each letter stood.

    The second value has one entry more than the first has letters: the end of the text. The apostrophe of a
    possessive stays, so that "Sample's" holds "sample".
    """
    letters: list[str] = []
    at: list[int] = []
    seen, stands = as_read(text)
    for index, character in enumerate(seen):
        if character in "'’ʼ" and _inside_a_word(seen, index):
            continue
        for letter in unicodedata.normalize("NFKD", character):
            if unicodedata.combining(letter):
                continue
            for folded in letter.casefold():
                letters.append(folded)
                at.append(stands[index])
    at.append(len(text))
    # An end is the place behind its last letter, so that accents written as letters of their own go with it.
    return "".join(letters), at


def _inside_a_word(text: str, index: int) -> bool:
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 3]
    if not (before.isalpha() and after[:1].isalpha()):
        return False
    return not (after[:1].lower() == "s" and not after[1:2].isalpha())
