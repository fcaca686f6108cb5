"""Ratings: the words and colours of a plan, and what the plan's own key makes of them.

Colour means different things in different plans (schedule, impact of slipping, measure against a target): without a
key a colour is no status. See docs/glossary.md, "Rating key".
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from actions.reading.kept import for_one_reading
from actions.reading.result import KeyWord
from actions.reading.status_words import folded, status_named
from actions.status import Status

COLOURS = ("red", "amber", "green", "blue", "grey", "yellow", "purple", "orange", "black", "white", "pink", "brown")
_SAME_COLOUR = {"gray": "grey"}
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow", "p": "purple", "o": "orange"}

# "Complete – Jan 24", "Completed (12/03/2025)": a status with the day or month when it came about.
_DATED = re.compile(
    r"(?P<words>[A-Za-z][A-Za-z ]*?)\s*[-–—:,(]*\s*(?:in |on |from |since )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+)?(?:\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[\s/.'’-]*\d{2}(?:\d{2})?\)?",
    re.IGNORECASE,
)


# What parts a rating from words beside it: "A – two vacancies", "Slipping (crew ill)".
_BESIDE = re.compile(r"\s*[(:;,]\s*|\s[–—-]\s*")


def _says_no_more(part: str) -> bool:
    """Whether words say only that an action is not over: "In progress - on track" is on track."""
    return bool(re.fullmatch(r"(work )?in progress|under ?way|started|begun|on ?going|open|live|current", folded(part)))


def only_delayed(meaning: str) -> bool:
    """Whether a key's explanation says no more than "delayed": late already, but not how badly."""
    text = folded(meaning)
    return (
        bool(re.search(r"\bdelay(ed|s)?\b|\boverdue\b|\bslipp(ed|ing|age)\b", text))
        and not re.search(
            r"\b(some|minor|slight|small|possible|potential|moderate|medium|low|significant|serious|major|severe|substantial|risk|off|not)\w*\b",
            text,
        )
        and len(text.split()) <= 6
    )


@for_one_reading
def colour_of(words: str) -> str | None:
    """The one colour that a rating word names: "Amber", "RED", "G"; None for none or for two ("Amber/Green")."""
    text = folded(words)
    if text in _LETTERS:
        return _LETTERS[text]
    found = {colour for colour in COLOURS if re.search(rf"\b{colour}\b", text)}
    found |= {_SAME_COLOUR[word] for word in _SAME_COLOUR if re.search(rf"\b{word}\b", text)}
    return found.pop() if len(found) == 1 else None


def colour_of_fill(fill: str) -> str | None:
    """The name of a cell's background, "RRGGBB": red, amber, green, blue or grey; None for pale or unclear shades."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    hue *= 360
    if saturation < 0.12:
        return "grey" if 0.35 <= lightness <= 0.88 else None
    if saturation < 0.25 or lightness > 0.94 or lightness < 0.12:
        return None
    for limit, name in ((16, "red"), (70, "amber"), (165, "green"), (260, "blue"), (330, "purple"), (361, "red")):
        if hue < limit:
            return name
    return None


@for_one_reading
def looks_like_rating(cell: str) -> bool:
    """A short cell that names a colour, a letter of a colour, or a status."""
    text = folded(cell)
    return (
        bool(text)
        and len(text.split()) <= 5
        and (text in _LETTERS or colour_of(text) is not None or status_named(text) is not None)
    )


class RatingKey:
    """A plan's own key: from its document, or stored with the plan."""

    def __init__(self, words: Iterable[KeyWord] = (), fills: Mapping[str, str] = MappingProxyType({})) -> None:
        """`fills` are the key's words by the fills with which its lines are coloured, as six hexadecimal digits."""
        self.words = list(words)
        self._fills = fills
        self._by_word: dict[str, KeyWord] = {}
        for entry in self.words:
            for form in {folded(entry.word), colour_of(entry.word) or folded(entry.word)}:
                self._by_word.setdefault(form, entry)
        off_track = any(entry.status is Status.OFF_TRACK and not only_delayed(entry.meaning) for entry in self.words)
        if not off_track:
            # "Delayed" beside a line for "off track" is the milder one; alone it could be either.
            self.words = [
                replace(entry, status=None)
                if only_delayed(entry.meaning) and status_named(entry.meaning) is None
                else entry
                for entry in self.words
            ]
            for entry in self.words:
                for form in {folded(entry.word), colour_of(entry.word) or folded(entry.word)}:
                    self._by_word[form] = entry
        initials = [form[0] for form in {folded(entry.word) for entry in self.words} if form]
        self._letters_are_clear = len(initials) == len(set(initials))

    def entry(self, rating: str) -> KeyWord | None:
        """The key's line for a rating as written, by word, by colour, or by first letter where that is clear."""
        text = folded(rating)
        entry = self._by_word.get(text)
        colour = colour_of(rating)
        if entry is None and colour is not None:
            entry = self._by_word.get(colour)
        if entry is None:
            entry = self._by_word.get(folded(_BESIDE.split(rating, maxsplit=1)[0]))
        if entry is None and len(text) == 1 and self._letters_are_clear:
            entry = next((word for form, word in self._by_word.items() if form[:1] == text), None)
        return entry

    def word_of_fill(self, fill: str) -> str | None:
        """The word for a fill: that of the key's line with this very fill, else its word for the colour, else the colour."""
        colour = colour_of_fill(fill)
        if fill in self._fills:
            return self._fills[fill]
        entry = self._by_word.get(colour or "")
        return entry.word if entry is not None and colour_of(entry.word) == colour else colour

    def status(self, rating: str) -> tuple[Status | None, str | None]:
        """What the key makes of a rating as written, and one sentence where it makes nothing of it."""
        entry = self.entry(rating)
        if entry is not None and entry.status is not None:
            beside = re.sub(rf"^{re.escape(entry.word)}\b[\s:,(–-]*", "", rating, flags=re.IGNORECASE).strip(" )")
            also = status_named(beside) if beside and beside != rating else None
            if also is not None and also is not entry.status:
                return (
                    None,
                    f"'{rating}' names one status and the plan's key another, so none was given: choose the status.",
                )
            return entry.status, None
        if entry is not None:
            message = f"The plan's key explains '{entry.word}' as '{entry.meaning}', which names no single status: choose one."
            return None, message
        named = status_named(rating)
        if named is not None:
            return named, None
        parts = [part for part in re.split(r"\s*[(–:,/-]\s*|\)", rating) if part.strip()]
        names = {status for part in parts if (status := status_named(part)) is not None}
        if len(names) == 1 and len(parts) == 2:
            [status] = names
            goes_on = status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
            if any(colour_of(part) or (goes_on and _says_no_more(part)) for part in parts):
                return status, None
        dated = _DATED.match(rating.strip())
        if dated is not None and dated.end() == len(rating.strip()):
            named = status_named(dated["words"])
            if named is not None:
                return named, f"'{rating}' holds a date as well, and the status is that of its first words: check it."
        where = "The plan's key does not explain" if self.words else "The document has no key that explains"
        return None, f"{where} '{rating}', so no status was given: choose one, or add the word to the plan's key."
