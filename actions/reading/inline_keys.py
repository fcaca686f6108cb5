"""A rating key written as running words: "Key: Green on track, Amber at risk, Red off track"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.ratings import COLOURS, status_meant

_COLOUR = "|".join([*COLOURS, "gray"])
_WORD = rf"(?:(?i:{_COLOUR})|[BRAGYP](?![\w'’]))"
# A colour begins a part behind a comma or the like; behind a mere blank only in capitals: "going red" is no new part.
_PART = re.compile(
    rf"(?:^|(?<=[,;|/\n.):•·–—-])|(?<=\s)(?=[A-Z]|and\s))\s*(?:and\s+|&\s*)?(?P<word>{_WORD})(?![\w-])(?:\s*\([A-Z]\))?"
)
_BACKWARDS = re.compile(rf"^(?P<meaning>[^()=:]+?)\s*[(=:–—-]+\s*(?P<word>{_WORD})\s*\)?$")
_INTRODUCES = re.compile(
    r"^\W*(?:(?:the|our|plan|b?rag|ratings?|status|colou?rs?)\s+){0,3}(?:key|legend|b?rag)\b"
    r"(?:\s+(?:to|for|of|the|our|plan|b?rag|ratings?|status|colou?rs?|key)){0,5}\W*$"
    r"|^\W*what the (?:colou?rs|ratings) mean\W*$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"^\W*(?:[A-Za-z]+\s+){0,5}?[A-Za-z]+\s*[:–—-]")
_EDGES = " \t\n,;.|/()=:–—-•·&"


def inline_key(text: str) -> list[tuple[str, str]]:
    """The words and meanings of a key in one text that calls itself a key; [] where it is none.

    At least two different colours or their letters, each with a meaning, and half of the meanings name a status:
    "RAG: Green 4 actions, Red 2" counts and explains nothing.
    """
    for pairs in (_forwards(text), _backwards(text)):
        words = {word.lower() for word, _ in pairs}
        named = sum(status_meant(meaning) is not None for _, meaning in pairs)
        short = all(len(meaning.split()) <= 30 for _, meaning in pairs)
        if len(words) == len(pairs) >= 2 and named * 2 >= len(pairs) and short and not _swallowed(pairs, words):
            return pairs
    return []


def _swallowed(pairs: list[tuple[str, str]], words: set[str]) -> bool:
    """Whether a meaning names a colour that no part explains: "at risk red off track" may be two parts."""
    named = {colour.lower() for _, meaning in pairs for colour in re.findall(rf"(?i)\b(?:{_COLOUR})\b", meaning)}
    return any(colour not in words and colour[0] not in words for colour in named)


def key_line(text: str) -> tuple[str, str] | None:
    """One line below the title of a key: "Green on track"; None for other words."""
    part = _PART.match(text)
    meaning = text[part.end() :].strip(_EDGES) if part else ""
    return (part["word"], meaning) if part and status_meant(meaning) is not None and len(text.split()) <= 20 else None


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
