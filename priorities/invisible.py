"""Letters that cannot be seen, and letters that look like others: how a text reads to a person. Pure.

"Kim" with a soft hyphen in it, "Кim" with a Cyrillic first letter and "Ｋim" in full width all read as "Kim". What is
looked for in a text is looked for in what people read, not in how it is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_DRAWN_AS_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0"
_JOINERS = f"\u200c\u200d{_DRAWN_AS_NOTHING}"
_BESIDE_LATIN = re.compile(rf"(?<=[{_LATIN}\d])[{_JOINERS}]+|(?<![{_JOINERS}])[{_JOINERS}]+(?=[{_LATIN}])")
"""Joiners shape letters of other scripts and pictures; beside a Latin letter they do nothing. A run is read once."""
_TURNS_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_NOT_PLAIN = re.compile(r"[^\x00-\x7f£–—‘’“”•…À-ÖØ-öø-ɏ]|[\u0131\u0261]|\s\s|[^\S\n ]")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WITHOUT_CONTROLS = dict.fromkeys([*range(1, 9), 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]) | {
    0x0B: "\n",
    0x85: "\n",
}
"""Signs for machines, such as those that colour a terminal. Two are how other programs write the end of a line; NUL is
left, so that whoever keeps the text can refuse it in words.
"""
_FILLER = re.compile(f"[{_DRAWN_AS_NOTHING}]")
_SUPERSCRIPTS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјԛԝһԁӏѵкмтвн" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονικρυτγηεϲϳ" + "ɡıɑᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "ABEKMHOPCTYXSIJQWaeopcyxsijqwhdlvkmtbh" + "ABEZHIKMNOPTYXaovikputynecj" + "giaabcdeghijklmnoprstuvwyz",
)
"""Letters of other alphabets, and small capitals, by the Latin letter that people read in their place."""


def without_invisible(text: str) -> str:
    """The text without letters that nobody sees: soft hyphens, zero-width spaces, marks of direction, control characters.

    Line breaks and tabs stay. Joiners stay in pictures and in other scripts, where they change what is seen.
    """
    if _CONTROLS.search(text):
        text = text.translate(_WITHOUT_CONTROLS)
    if text.isascii():
        return text
    kept = _BESIDE_LATIN.sub("", text)
    return "".join(letter for letter in kept if letter in _JOINERS or unicodedata.category(letter) != "Cf")


def without_idle_letters(text: str) -> str:
    """As `without_invisible`, but marks that turn the reading direction stay, for whoever must warn of them."""
    parts = re.split(f"([{_TURNS_DIRECTION}]+)", text)
    return "".join(part if number % 2 else without_invisible(part) for number, part in enumerate(parts))


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """The text as a person reads it, and where each of its letters stands in what was given.

    Case and accents stay; runs of blanks become one. The second value has one entry more than the first has letters:
    the end of the text.
    """
    if not _NOT_PLAIN.search(text):
        return text, range(len(text) + 1)
    letters: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        letter = _as_seen(character)
        if not letter or (letter.isspace() and letters and letters[-1].isspace() and letter != "\n"):
            continue
        letters.append(letter)
        at.append(index)
    at.append(len(text))
    return "".join(letters), at


@lru_cache(maxsize=4096)
def _as_seen(character: str) -> str:
    """The one letter that a person reads, "" for nothing."""
    if character.isascii():
        return " " if character.isspace() and character != "\n" else character
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me") or _FILLER.match(character):
        return ""
    if character.isspace() or character in _SUPERSCRIPTS:
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    seen = unicodedata.normalize("NFKC", character)
    if len(seen) != 1 or not (seen.isalnum() or seen in "@.-+()/[]{}'"):
        seen = character
    return seen.translate(_LOOKALIKES)
