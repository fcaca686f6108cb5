"""How alike the words of two rows are. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME_WORDS = 0.8
"""How alike (0 to 1) the words of two rows must be to count as the same action when their references do not say so."""

MAYBE_SAME_WORDS = 0.5
"""From here on a person is asked whether two rows are the same action."""


@dataclass(slots=True)
class Folded:
    """A text folded once, however often it is compared: without case, punctuation and doubled blanks."""

    text: str
    words: list[str] = field(init=False)
    counts: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.text = fold(self.text)
        self.words = self.text.split()
        self.counts = Counter(self.words)


def fold(text: str) -> str:
    """ "Ask  parents, please!" gives "ask parents please"."""
    return " ".join(re.sub(r"\W+", " ", text.lower()).split())


def likeness(one: Folded, other: Folded) -> float:
    """The share of words that two texts have in common in the same order, 0 to 1; 0 below MAYBE_SAME_WORDS."""
    if one.text == other.text:
        return 1.0
    total = len(one.words) + len(other.words)
    # What they share in any order is the most that they can share in the same order, and is quickly counted.
    if 2 * min(len(one.words), len(other.words)) < MAYBE_SAME_WORDS * total:
        return 0.0
    few, many = sorted((one.counts, other.counts), key=len)
    shared = sum(min(count, many[word]) for word, count in few.items() if word in many)
    if 2 * shared < MAYBE_SAME_WORDS * total:
        return 0.0
    found = SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()
    return found if found >= MAYBE_SAME_WORDS else 0.0


def alike(ones: Iterable[tuple[int, Folded]], others: list[tuple[int, Folded]]) -> Iterator[tuple[float, int, int]]:
    """The likeness and the keys of every pair that may be the same, the most alike first."""
    identical: dict[str, list[int]] = {}
    for key, text in others:
        identical.setdefault(text.text, []).append(key)
    found: list[tuple[float, int, int]] = []
    for key, text in ones:
        if text.text in identical:
            # Nothing is more alike than the same words; the rest need not be asked.
            found += [(1.0, key, other) for other in identical[text.text]]
            continue
        for other, other_text in others:
            how = likeness(text, other_text)
            if how:
                found.append((how, key, other))
    return iter(sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])))
