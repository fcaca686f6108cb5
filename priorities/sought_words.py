"""Words that must be found wherever they stand, so that they can be taken out: a name in all its forms, or a sentence. Pure.

A name is found as `name_forms` finds it, and also run together or in an email address. Other words are found as they
are, whatever their case, accents and blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from priorities.given_names import GIVEN_NAMES
from priorities.name_forms import HeldWords
from priorities.ordinary_words import ALSO_SHORT_NAMES, COMMON_WORDS, NEVER_IN_A_NAME
from priorities.people import is_everyday_name, is_ordinary_word
from priorities.readings import WORDS, Reading, Span, folded, overlapping, readings_of, web_addresses
from priorities.role_words import is_role_word

WITHDRAWN = "[words withdrawn]"
"""What the public reads while a second person has not decided."""

REMOVED = "[removed]"
"""What stands there for ever after the decision."""

LONGEST = 2000
_TITLES = frozenset("mr mrs ms miss mx dr prof professor cllr councillor sir dame lady lord rev revd reverend".split())
_PARTICLES = frozenset("de van von der den la el al bin ibn du da".split())
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'’‐‑-][^\W\d_]*)*")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_NUMBER = re.compile(r"[\d\s()+./‐‑–-]+")
_ENCODED = re.compile(r"%[0-9a-f]{2}|&#?\w{1,31};", re.IGNORECASE)
_UNLIKE_LATIN = re.compile(r"[^\x00-\u024f\u0300-\u036f\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff]")
"""Letters that may look like Latin ones: a text with them is read slowly."""
_GAP = r"[\W_]{0,3}"
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
"""Of a child whom nobody wanted to name: "K.S.", "K S", "KS"."""


class SoughtWords:
    """Words that somebody wants taken out, ready to be looked for in any number of texts."""

    def __init__(self, words: str) -> None:
        self.words = " ".join(words.split())
        ways = [(kind_of(self.words), self.words), ("detail", self.words)]
        self._held = HeldWords([] if are_initials(self.words) else ways)

    def spots(self, text: str) -> list[Span]:
        """Where the words stand, in order and apart from each other."""
        if not text or not self._may_stand_in(text):
            return []
        found = [(spot.start, spot.end) for spot in self._held.spots(text)]
        for reading in readings_of(text) if self._run_together or self._initials else ():
            if self._run_together is not None:
                found += [_span(reading, match) for match in self._run_together.finditer(reading.folded)]
            if self._initials is not None:
                found += [_span(reading, match) for match in self._initials.finditer(reading.seen)]
        apart: list[Span] = []
        for start, end in sorted(found):
            if apart and start <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
            else:
                apart.append((start, end))
        return apart

    def stand_in(self, text: str) -> bool:
        return bool(self.spots(text))

    def surnames(self, text: str) -> list[str]:
        """The surname alone, where the words are a name: nobody knows whether it is the same person."""
        return self._held.surnames(text)

    def written(self, text: str) -> list[str]:
        """How the words are written in a text, each way once."""
        return list(dict.fromkeys(" ".join(text[start:end].split()) for start, end in self.spots(text)))

    def replaced(self, text: str, instead: str) -> str:
        """The text with something else in the place of the words; an address of the web that holds them goes as a whole."""
        addresses = web_addresses(text)
        parts, last = [], 0
        for start, end in self.spots(text):
            around = overlapping(addresses, start, end)
            start = min([start, *(first for first, _ in around)])
            end = max([end, *(behind for _, behind in around)])
            if start >= last:
                parts += [text[last:start], instead]
            last = max(last, end)
        return "".join([*parts, text[last:]])

    def stand_in_any(self, value: object) -> bool:
        """Whether the words stand in a value of JSON, however deep, also in the name of a key."""
        return any(self.stand_in(text) for text in _texts(value))

    def replaced_in(self, value: object, instead: str) -> object:
        """A value of JSON without the words, however deep."""
        if isinstance(value, str):
            return self.replaced(value, instead)
        if isinstance(value, list | tuple):
            return [self.replaced_in(item, instead) for item in value]
        if isinstance(value, dict):
            made: dict[str, object] = {}
            for key, item in value.items():
                base, number = self.replaced(str(key), instead), 2
                name = base
                while name != key and (name in made or name in value):
                    name, number = f"{base} {number}", number + 1
                made[name] = self.replaced_in(item, instead)
            return made
        return value

    @cached_property
    def _name(self) -> list[str]:
        """The given name and the surname, folded; empty for what is no name of two words."""
        if kind_of(self.words) != "name":
            return []
        before, comma, behind = folded(self.words).partition(",")
        pieces = WORDS.findall(f"{behind} {before}" if comma else before)
        pieces = pieces[1:] if pieces and pieces[0] in _TITLES else pieces
        return [pieces[0], pieces[-1]] if len(pieces) > 1 else []

    @cached_property
    def _run_together(self) -> re.Pattern[str] | None:
        """ "kimsample", "sample_kim" and "k.sample@example.org"; None for what is no name."""
        if not self._name or len("".join(self._name)) < 5:
            return None
        given, surname = map(re.escape, self._name)
        either = rf"{given}{_GAP}{surname}|{surname}{_GAP}{given}"
        in_email = rf"{given[0]}[._-]?{surname}(?=[\w.+-]{{0,20}}@)"
        return re.compile(rf"(?<![^\W\d_])(?:(?:{either})(?![^\W\d_])|{in_email})")

    @cached_property
    def _initials(self) -> re.Pattern[str] | None:
        """ "K.S.", "K. S.", "K S" and "KS", in capitals alone: not "KS2" or "task", nor "IT" for "I.T."; None for other words."""
        if not are_initials(self.words):
            return None
        apart = r"(?:\.\s?|\s)" if _are_a_word(self.words) else r"\.?\s?"
        letters = apart.join(filter(str.isalpha, self.words))
        return re.compile(rf"(?<![^\W_])(?<![A-Z]\.){letters}(?![^\W_]|\.[A-Z])\.?")

    @cached_property
    def _quick(self) -> re.Pattern[str]:
        """The letters of one word that stands in every form, in a row or spelt: without it a text need not be read slowly."""
        pieces = WORDS.findall(folded(self.words)) or [folded(self.words)]
        word = self._name[-1] if self._name else max(pieces, key=len)
        if kind_of(self.words) == "telephone":
            word = re.sub(r"\D", "", self.words)[-6:]
        elif are_initials(self.words):
            word = "".join(pieces)
        return re.compile(_GAP.join(map(re.escape, word)))

    def _may_stand_in(self, text: str) -> bool:
        if not text.isascii():
            if _UNLIKE_LATIN.search(text):
                return True
            text = unicodedata.normalize("NFKD", text)
        if ("%" in text or "&" in text) and _ENCODED.search(text):
            return True
        return self._quick.search(text.casefold()) is not None


def _span(reading: Reading, match: re.Match[str]) -> Span:
    return reading.at[match.start()], reading.at[match.end()]


def kind_of(words: str) -> str:
    """How words are looked for: as a "name", an "email", a "telephone" number, or a "detail" that stands just so.

    One to five words that all begin with capital letters are a name.
    """
    plain = words.strip()
    if _EMAIL.fullmatch(plain):
        return "email"
    if _NUMBER.fullmatch(plain) and sum(map(str.isdigit, plain)) >= 7:
        return "telephone"
    pieces = plain.replace(",", " ").split()
    named = [piece for piece in pieces if piece.casefold() not in _PARTICLES]
    if 1 <= len(pieces) <= 5 and named and all(_NAME_WORD.fullmatch(piece) and piece[0].isupper() for piece in named):
        return "name"
    return "detail"


def are_initials(words: str) -> bool:
    """Whether words are the initials of somebody: "K.S." or "KS", but not "NHS" or "KIM"."""
    apart = any(not letter.isalpha() for letter in words)
    return _INITIALS.fullmatch(words) is not None and (apart or not _are_a_word(words))


def _are_a_word(initials: str) -> bool:
    """Whether letters without what stands between them are a word of plans or a name: "I.T.", "KIM"."""
    letters = "".join(filter(str.isalpha, initials)).lower()
    return letters in COMMON_WORDS or letters in GIVEN_NAMES or is_ordinary_word(letters)


def too_common(words: str) -> str:
    """One sentence on why words cannot be taken out wherever they stand; "" where they can.

    Refused is only what names nobody: years and short numbers, and a few ordinary words. How often the words stand
    somewhere is never asked: a name must go from 30 places as fast as from one.
    """
    shown = " ".join(words.split())
    pieces = WORDS.findall(folded(shown))
    if len(shown) > LONGEST:
        return f"The words have {len(shown)} characters and {LONGEST} fit; give the part that must go."
    if are_initials(shown):
        return ""
    if _is_short_number(pieces):
        return f"'{shown}' is a year or a short number, which names nobody; give it with the words around it."
    if len("".join(pieces)) < 3 and not (shown[:1].isupper() and pieces and pieces[0] in GIVEN_NAMES):
        return f"'{shown}' is too short: it stands in many words. Give the whole name or the whole sentence."
    if (len(pieces) == 1 and _is_ordinary_alone(shown, pieces[0])) or SoughtWords(shown).stand_in(
        f"{REMOVED} {WITHDRAWN}"
    ):
        return f"'{shown}' is an ordinary word too. Give the whole name or the whole sentence."
    if 1 < len(pieces) <= _FEW and _names_nobody(shown, pieces):
        return (
            f"'{shown}' is made of ordinary words alone, which name nobody; give the whole name, or the whole sentence with "
            "its full stop."
        )
    return ""


_FEW = 6
"""So many ordinary words may stand in many texts; more of them in this order are somebody's sentence."""
_SENTENCE = re.compile(r"[^a-z].*[.!?]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october "
    "november december"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(_MONTHS.split())})\.?,? (?:19|20)?\d\d\b|\d[./-]\d\d?[./-]\d\d"
)
"""A whole date may be somebody's birthday."""


def _is_short_number(pieces: list[str]) -> bool:
    """Fewer than 5 digits, or years such as "2024 to 2027" and "2024/25". A telephone number has more."""
    numbers = [piece for piece in pieces if piece.isdigit()]
    if not numbers or any(piece not in ("to", "and") for piece in pieces if not piece.isdigit()):
        return False
    years = _YEAR.fullmatch(numbers[0]) and all(_YEAR.fullmatch(piece) or len(piece) == 2 for piece in numbers[1:])
    return bool(years) or len("".join(numbers)) < 5


def _is_ordinary_alone(shown: str, piece: str) -> bool:
    if piece in COMMON_WORDS or is_ordinary_word(piece) or is_everyday_name(piece):
        return True
    return len(piece) < 4 and not (shown[0].isupper() and piece in GIVEN_NAMES)


def _names_nobody(shown: str, pieces: list[str]) -> bool:
    """Whether a few words are all ordinary, and are neither a name, a date, a number nor a whole sentence."""
    if not all(map(_is_ordinary, pieces)):
        return False
    digits = sum(len(piece) for piece in pieces if piece.isdigit() and not _YEAR.fullmatch(piece))
    if digits >= 5 or _DAY.search(folded(shown)):
        return False
    if len(pieces) > 3 and _SENTENCE.fullmatch(shown):
        return False
    if kind_of(shown) == "name" and all(_may_be_a_name(piece) for piece in pieces):
        return False
    if kind_of(shown) == "name" and any(piece in NEVER_IN_A_NAME for piece in pieces):
        return True
    # "Grace at Church School" names a child; "by May 2027" does not.
    written = _NAME_WORD.findall(shown)
    return not any(word[0].isupper() and _is_given(folded(word), shown) for word in written)


def _is_ordinary(piece: str) -> bool:
    if piece.isdigit():
        return len(piece) < 5
    return len(piece) == 1 or piece in COMMON_WORDS or is_ordinary_word(piece)


def _may_be_a_name(piece: str) -> bool:
    known = piece in ALSO_SHORT_NAMES or piece in GIVEN_NAMES or is_everyday_name(piece)
    return known or (is_ordinary_word(piece) and not is_role_word(piece))


def _is_given(piece: str, shown: str) -> bool:
    """A given name; a month is none where a number stands behind it, nor is "Will" as the first word of a question."""
    if piece in GIVEN_NAMES or is_everyday_name(piece):
        return not re.search(rf"\b{piece} \d", folded(shown)) and piece not in ("will", "may")
    return False


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
