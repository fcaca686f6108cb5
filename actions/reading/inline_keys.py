"""A rating key written as running words: "Key: Green on track, Amber at risk, Red off track"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.ratings import COLOURS
from actions.reading.status_words import speaks_of_status, status_named

_COLOUR = "|".join([*COLOURS, "gray"])
_WORD = rf"(?:(?i:no colou?r|{_COLOUR})|[BRAGYP](?![\w'’]))"
# A colour begins a part behind a comma or the like; behind a mere blank only in capitals: "going red" is no new part.
_PART = re.compile(
    rf"(?:^|(?<=[,;|/\n.):•·–—-])|(?<=\s)(?=[A-Z]|and\s))\s*(?:and\s+|&\s*)?(?P<word>{_WORD})(?![\w-])(?:\s*\((?:[A-Z]|(?i:{_COLOUR}))\))?"
)
_BACKWARDS = re.compile(rf"^(?P<meaning>[^()=:]+?)\s*[(=:–—-]+\s*(?P<word>{_WORD})\s*\)?$")
_INTRODUCES = re.compile(
    r"^\W*(?:(?:the|our|plan|b?rag|ratings?|status|colou?rs?)\s+){0,3}(?:key|legend|b?rag)\b"
    r"(?:\s+(?:to|for|of|the|our|plan|b?rag|ratings?|status|colou?rs?|key)){0,5}\W*$"
    r"|^\W*what the (?:colou?rs|ratings) mean\W*$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"^\W*(?:[A-Za-z]+\s+){0,5}?[A-Za-z]+\s*[:–—-]")
_OWN_WORD = re.compile(r"^(?P<word>[^:=\t]{1,40}?)\s*(?:[:=]|\s[–—-]\s)\s*(?P<meaning>\S.*)$", re.DOTALL)
_EQUAL = re.compile(r"^(?P<word>[^=]{1,40}?)\s*=\s*(?P<meaning>[^=]+)$", re.DOTALL)
_LETTER = re.compile(r"^(?P<word>[A-Z]|[^\w\s#*.(-]{1,2})\s*[=:–—-]\s*(?P<meaning>[A-Za-z].*)$", re.DOTALL)
_EDGES = " \t\n,;.|/()=:–—-•·&"


def inline_key(text: str) -> list[tuple[str, str]]:
    """The words and meanings of a key in one text that calls itself a key; [] where it is none.

    At least two different colours or their letters, each with a meaning, and half of the meanings name a status:
    "RAG: Green 4 actions, Red 2" counts and explains nothing.
    """
    for pairs in (_forwards(text), _backwards(text)):
        words = {word.lower() for word, _ in pairs}
        named = sum(speaks_of_status(meaning) for _, meaning in pairs)
        short = all(len(meaning.split()) <= 30 for _, meaning in pairs)
        if len(words) == len(pairs) >= 2 and named * 2 >= len(pairs) and short and not _swallowed(pairs, words):
            return pairs
    return []


def _swallowed(pairs: list[tuple[str, str]], words: set[str]) -> bool:
    """Whether a meaning names a colour that no part explains: "at risk red off track" may be two parts."""
    named = {colour.lower() for _, meaning in pairs for colour in re.findall(rf"(?i)\b(?:{_COLOUR})\b", meaning)}
    return any(colour not in words and colour[0] not in words for colour in named)


def key_line(text: str) -> tuple[str, str] | None:
    """One line below the title of a key: "Green on track", "Work in progress: on track", "On track: ready by its date".

    None for other words.
    """
    part = _PART.match(text)
    meaning = text[part.end() :].strip(_EDGES) if part else ""
    if part and speaks_of_status(meaning) and len(text.split()) <= 20:
        return part["word"], meaning
    own = _OWN_WORD.match(text)
    if own is None or len(own["word"].split()) > 5 or len(text.split()) > 25:
        return None
    if not speaks_of_status(own["meaning"]) and status_named(own["word"]) is None:
        return None
    return own["word"].strip(), own["meaning"].strip()


def own_words(text: str) -> list[tuple[str, str]]:
    """The words of a plan's own and their meanings: "Status words: Slipping = at risk; Achieved = complete", "W = Not started".

    Signs of equality part each word from its meaning, at least two, and every meaning names a status; one line is
    enough for a letter or a sign ("✔ = complete"), whose meaning is nothing but a status.
    """
    short = _LETTER.match(text.strip())
    if short is not None and status_named(short["meaning"]) is not None:
        return [(short["word"], short["meaning"].strip())]
    front, equals, _ = text.partition("=")
    if not equals:
        return []
    introduction = front.rpartition(":")[0]
    body = text[len(introduction) + 1 :] if introduction else text
    found = [_EQUAL.match(part.strip()) for part in re.split(r"[;,|\n]", body) if part.strip(" .")]
    if len(found) < 2 or any(part is None or not speaks_of_status(part["meaning"]) for part in found):
        return []
    return [(part["word"].strip(), part["meaning"].strip(" .")) for part in found if part is not None]


def _forwards(text: str) -> list[tuple[str, str]]:
    parts = list(_PART.finditer(text))
    if len(parts) < 2 or not _INTRODUCES.match(text[: parts[0].start()]):
        return []
    ends = [*(part.start() for part in parts[1:]), len(text)]
    pairs = [(part["word"], text[part.end() : end].strip(_EDGES)) for part, end in zip(parts, ends, strict=True)]
    return pairs if all(meaning for _, meaning in pairs) else []


def _backwards(text: str) -> list[tuple[str, str]]:
    """ "Key: on track (green), at risk (amber)"."""
    introduction = _INTRODUCTION.match(text)
    if introduction is None or not _INTRODUCES.match(introduction[0]):
        return []
    return list(_each_backwards(text[introduction.end() :]))


def _each_backwards(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"[,;|\n]", text):
        found = _BACKWARDS.match(part.strip(" .\t"))
        if found is None:
            return
        yield found["word"], found["meaning"].strip(_EDGES)
