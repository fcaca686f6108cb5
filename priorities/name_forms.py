"""In how many ways a held-back value can be written, and where it stands in a text. Pure.

"Kim Sample" is also "SAMPLE, Kim", "K. Sample", "Sample K" and "Ms Sample"; accents, hyphens and apostrophes make no
difference, nor do letters that nobody sees, that look like others or that are encoded. In an address of the web and in
a slug it is also "kimsample" and "sample-kim". A telephone number is found however its digits are grouped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from priorities.people import is_everyday_name, is_ordinary_word, makes_a_body
from priorities.readings import WORDS, Reading, Span, folded, overlapping, readings_of, run_together, web_addresses

_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lady|lord|rev|revd|reverend"
_TITLE = re.compile(rf"(?:{_TITLES})\.?\s+")
_APART = r"[\s_.+/‐‑–-]{1,3}"
"""Between the parts of a name: a blank, a hyphen, a full stop, a slash; in an address also "_" and "+"."""
_PERHAPS_APART = r"[\s_.,+/‐‑–-]{0,3}"
_STARTS, _ENDS = r"(?<![^\W_])(?<!@)", r"(?![^\W_])"
"""The edges of a word. "_" is none of its letters: "kim_sample_x" names Kim Sample."""
_INITIAL = r"[b-hj-z]"
"""An initial that nobody knows: "A" and "I" are words."""
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
        self._joined_by_key: dict[str, list[tuple[str, str]]] = {}
        self._surnames: dict[str, set[str]] = {}
        for kind, words in dict.fromkeys(held):
            name = _Name.of(words) if kind == "name" else None
            if name:
                for joined in name.keys_run_together():
                    self._joined_by_key.setdefault(joined, []).append((words, name.run_together()))
                if not is_ordinary_word(name.parts[-1]):
                    self._surnames.setdefault(name.surname[0], set()).add(_APART.join(name.surname))
            key, finder = _finder(kind, words)
            if key:
                self._by_key.setdefault(key, []).append((kind, words, finder))

    def spots(self, text: str) -> list[Spot]:
        """Where held-back values stand in the text, in order; of two that overlap the longer one."""
        if not self._by_key or not text:
            return []
        found: dict[Span, dict[str, str]] = {}
        joined = run_together(text)
        for reading in readings_of(text):
            at, words_here = reading.at, {*WORDS.findall(reading.folded)}
            for key in self._by_key.keys() & {*words_here, _DIGITS}:
                for kind, words, finder in self._by_key[key]:
                    for start, end in finder(reading):
                        found.setdefault((at[start], at[end]), {})[words] = kind
            for words, pattern in self._patterns_run_together(reading, words_here) if joined else ():
                for match in re.finditer(pattern, reading.folded):
                    start, end = at[match.start()], at[match.end()]
                    if any(first <= start and end <= last for first, last in overlapping(joined, start, end)):
                        found.setdefault((start, end), {})[words] = "name"
        kept: list[Spot] = []
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span)):
            place = bisect_left(kept, start, key=lambda spot: spot.start)
            if (place == 0 or kept[place - 1].end <= start) and (place == len(kept) or end <= kept[place].start):
                kept.insert(place, _spot(start, end, text[start:end], found[start, end]))
        return kept

    def _patterns_run_together(self, reading: Reading, words_here: set[str]) -> Iterator[tuple[str, str]]:
        """Names that may stand without a sign between their words, and how they are looked for then."""
        letters = {*re.findall(r"[^\W\d_]+", reading.folded)} | words_here
        for key in self._joined_by_key.keys() & (letters | {word[1:] for word in letters}):
            yield from self._joined_by_key[key]

    def replaced(self, text: str, instead: Callable[[str], str]) -> str:
        """The text with each held-back value replaced by what `instead` gives for its words.

        An address of the web is replaced as a whole: what is left of one leads nowhere and may spell the rest.
        """
        parts, last = [], 0
        for start, end, held in _with_their_addresses(self.spots(text), text):
            parts += [text[last:start], instead(held) if held else UNDECIDED]
            last = end
        return "".join([*parts, text[last:]])

    def surnames(self, text: str) -> list[str]:
        """Surnames of held-back names that stand alone in a text, as written there and in its order: "Sample" of Kim Sample.

        Those that are also ordinary words, and those before a word for a body ("Sample School"), are left.
        """
        if not self._surnames or not text:
            return []
        places: set[Span] = set()
        for reading in readings_of(text):
            for key in self._surnames.keys() & {*WORDS.findall(reading.folded)}:
                for pattern in self._surnames[key]:
                    for match in re.finditer(rf"{_STARTS}{pattern}{_ENDS}", reading.folded):
                        behind = reading.seen[match.end() : match.end() + 60]
                        if reading.is_capital(match.start()) and not makes_a_body(behind):
                            places.add((reading.at[match.start()], reading.at[match.end()]))
        return [text[start:end] for start, end in sorted(places)]


def _spot(start: int, end: int, written: str, values: dict[str, str]) -> Spot:
    """The value that is written just so, else the only one that it can be."""
    exact = [words for words in values if words.casefold() == written.casefold()]
    held = exact[0] if exact else next(iter(values)) if len(values) == 1 else ""
    return Spot(start, end, written, values.get(held, next(iter(values.values()))), held)


def _with_their_addresses(spots: Iterable[Spot], text: str) -> list[tuple[int, int, str]]:
    """Where each value stands (start, end, the value or "" for one of several), widened to the address that holds it."""
    addresses = web_addresses(text)
    found: list[tuple[int, int, str]] = []
    for spot in spots:
        around = overlapping(addresses, spot.start, spot.end)
        start = min([spot.start, *(first for first, _ in around)])
        end = max([spot.end, *(last for _, last in around)])
        if found and start < found[-1][1]:
            first, last, held = found.pop()
            found.append((first, max(last, end), held if held == spot.held else ""))
        else:
            found.append((start, end, spot.held))
    return found


_Finder = Callable[[Reading], Iterable[Span]]
_DIGITS = "0-9"
"""The key under which telephone numbers are looked for: their digits are no words of a text."""


def _finder(kind: str, words: str) -> tuple[str, _Finder]:
    """A word that must stand in a text before it is searched at all, and the search itself."""
    plain = folded(words)
    if kind == "telephone":
        national = re.sub(r"^\D*(?:\+|00)\s?44", "", plain)
        digits = re.sub(r"\D", "", national).lstrip("0")
        apart = r"[\s()./+‐‑–—·_-]{0,3}".join(digits)
        code = r"(?:(?:\+|00\s?)?44[\s()0./+‐‑–—-]{0,5}|\(?0\)?[\s./+‐‑–—·_-]{0,3})?"
        return _DIGITS if digits else "", _plain_finder(rf"(?<!\d){code}{apart}{_ENDS}")
    pieces = WORDS.findall(plain)
    if not pieces:
        return "", _plain_finder(r"(?!)")
    if kind != "name":
        escaped = r"\s+".join(map(re.escape, plain.split()))
        return pieces[0], _plain_finder(rf"(?<![\w+-]){escaped}(?![^\W_]|@)")
    return _name_finder(plain)


def _plain_finder(pattern: str) -> _Finder:
    compiled = re.compile(pattern)
    return lambda reading: (match.span() for match in compiled.finditer(reading.folded))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of two parts or more, or of a title and a surname."""

    parts: list[str]
    """Without the title, the surname last: ["kim", "hart-lowe"]."""

    @classmethod
    def of(cls, words: str) -> _Name | None:
        """None for one word alone."""
        titled, rest = _without_title(folded(words))
        parts = _parts(rest)
        return cls(parts) if len(parts) > 1 or (titled and parts) else None

    @property
    def surname(self) -> list[str]:
        return WORDS.findall(self.parts[-1])

    @property
    def given(self) -> list[str]:
        return [piece for part in self.parts[:-1] for piece in WORDS.findall(part)]

    def keys_run_together(self) -> set[str]:
        """Words one of which must stand in a text, or begin behind the first letter of one: "sample" in "ksample"."""
        surname, given = "".join(self.surname), "".join(self.given)
        known = {surname, self.surname[0]}
        if given:
            known |= {f"{name}{surname}" for name in (given, self.given[0])}
            known |= {f"{surname}{name}" for name in (given, self.given[0])}
        return known

    def run_together(self) -> str:
        """The pattern of the name in an address or a slug: "kimsample", "sample-kim", "/personal/ksample_x"."""
        surname = _PERHAPS_APART.join(self.surname)
        initial = self.given[0][0] if self.given else "[a-z]"
        forms = [rf"(?<=[/=~:]){initial}[._-]?{surname}(?=[_/.?&#@]|$)"]
        for given in dict.fromkeys((_PERHAPS_APART.join(self.given), "".join(self.given[:1]))):
            if given:
                either = rf"{given}{_PERHAPS_APART}{surname}|{surname}{_PERHAPS_APART}{given}"
                with_middle = rf"{given}{_APART}[^\W_]{{1,40}}{_APART}{surname}"
                forms.append(rf"(?<![^\W\d_])(?:{either}|{with_middle})(?![^\W\d_])")
        return "|".join(forms)


def _without_title(plain: str) -> tuple[bool, str]:
    """Whether a name has a title, and the rest of it with the surname last."""
    titled = _TITLE.match(plain)
    rest = plain[titled.end() :] if titled else plain
    surname_first = re.fullmatch(r"([^,]+),\s*([^,]+)", rest)
    return bool(titled), f"{surname_first[2]} {surname_first[1]}" if surname_first else rest


def _parts(rest: str) -> list[str]:
    return [part for part in rest.replace(".", " ").split() if WORDS.search(part)]


def _name_finder(plain: str) -> tuple[str, _Finder]:
    titled, rest = _without_title(plain)
    parts = _parts(rest)
    whole = _APART.join(WORDS.findall(plain))
    if not parts or (len(parts) == 1 and not titled):
        return WORDS.findall(plain)[0], _single_name_finder(rest, whole)
    surname = _APART.join(WORDS.findall(parts[-1]))
    key = WORDS.findall(parts[-1])[0]
    title = rf"(?:(?:{_TITLES})\.?\s+)?"
    exact = [rf"{title}{whole}"]
    capitals: list[str] = [rf"(?:{_TITLES})\.?\s+(?:\w\.?\s+)?{surname}"]
    if len(parts) > 1:
        given = _APART.join(piece for part in parts[:-1] for piece in WORDS.findall(part))
        first = WORDS.findall(parts[0])[0]
        middle = rf"(?:{_APART}[^\W_]{{1,40}}\.?){{0,2}}?" if len(parts) == 2 else ""
        exact += [
            rf"{title}{given}{_APART}{surname}",
            rf"{title}{first}{_APART}(?:\w\.?{_APART})?{surname}",
            rf"{surname}\s*,\s*{given}",
            rf"{surname}\s*,\s*{first}",
        ]
        initial = first[0]
        bare = rf"{initial}\s+(?:\w\.?\s*)?{surname}"
        if initial in _AMBIGUOUS_INITIALS:
            bare = rf"{initial}\s+{surname}{_AFTER_A_NAME}"
        capitals += [
            rf"{title}{initial}\.\s?(?:\w\.\s?){{0,2}}{surname}",
            bare,
            rf"{surname}\s*,\s*{initial}(?:\.(?:\s?\w\.)*)?",
            rf"{surname}\s+{initial}(?:\.(?:\s?\w\.)*)?",
            rf"{surname}\s+{given}",
        ]
        if len(first) > 1 and middle:
            capitals.append(rf"{first}{middle}{_APART}{surname}")
    elif not is_ordinary_word(parts[-1]):
        # Of "Ms Bloggs" nobody knows the initial: "J Bloggs" may be she. "Hall B" and "Plan B Green" are nobody.
        capitals += [
            rf"[a-z]\.\s?(?:\w\.\s?){{0,2}}{surname}",
            rf"{_INITIAL}\s+{surname}",
            rf"[ai]\s+{surname}{_AFTER_A_NAME}",
            rf"{surname}\s*,?\s+{_INITIAL}\b\.?",
        ]
    written_anyhow = re.compile(rf"{_STARTS}(?:{'|'.join(exact)}){_ENDS}")
    written_in_capitals = re.compile(rf"{_STARTS}(?:{'|'.join(capitals)}){_ENDS}")

    def search(reading: Reading) -> Iterable[Span]:
        yield from (match.span() for match in written_anyhow.finditer(reading.folded))
        for match in written_in_capitals.finditer(reading.folded):
            # "a green space" is not A. Green: every word of a short form begins with a capital letter.
            starts = [match.start() + word.start() for word in WORDS.finditer(match[0])]
            if all(map(reading.is_capital, starts)):
                yield match.span()

    return key, search


def _single_name_finder(name: str, whole: str) -> _Finder:
    """One name alone. A number behind it makes it a month ("Jan 2026"); "to mark" is not Mark."""
    date = r"(?![\s.-]{0,2}\d)" if name.strip(" .") in _MONTHS else ""
    pattern = re.compile(rf"{_STARTS}{whole}{_ENDS}{date}")
    capital = is_everyday_name(name.strip(" ."))
    return lambda reading: (
        match.span() for match in pattern.finditer(reading.folded) if not capital or reading.is_capital(match.start())
    )
