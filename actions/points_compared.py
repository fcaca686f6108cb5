"""What two rounds say of one recommendation, point by point: added, gone, kept, said in other words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from actions.likeness import MAYBE_SAME_WORDS, SAME_WORDS, Folded, alike


@dataclass(frozen=True, slots=True)
class Reworded:
    """A point that the later round says in other words."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The points of an earlier and of a later round. Each point stands in one of them, in the order of its round."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    """Points with the same words but for case and signs; as the later round writes them."""
    reworded: tuple[Reworded, ...]


def compare_points(earlier: Sequence[str], later: Sequence[str]) -> Compared:
    """Pair the points of two rounds, the most alike first; a point is used once.

    Points that share less than SAME_WORDS of their words in order are not the same: one is gone, the other added.
    """
    old, new = [Folded(words) for words in earlier], [Folded(words) for words in later]
    now_of: dict[int, int] = {}
    taken: set[int] = set()
    for how, was, now in alike(enumerate(old), list(enumerate(new))):
        if how >= SAME_WORDS and was not in now_of and now not in taken:
            now_of[was] = now
            taken.add(now)
    was_of = {now: was for was, now in now_of.items()}
    same = {now for now, was in was_of.items() if old[was].text == new[now].text}
    return Compared(
        added=tuple(words for number, words in enumerate(later) if number not in was_of),
        gone=tuple(words for number, words in enumerate(earlier) if number not in now_of),
        kept=tuple(words for number, words in enumerate(later) if number in same),
        reworded=tuple(
            Reworded(earlier[was_of[number]], words)
            for number, words in enumerate(later)
            if number in was_of and number not in same
        ),
    )


def not_mentioned_since(steps: Iterable[str], later: Iterable[Iterable[str]]) -> list[str]:
    """Of the next steps that a round named those that no later round mentions, in their order.

    `later` are the points of the later rounds, of all their sections; none at all means that nothing can be said, and
    gives none.
    """
    said = Said(later)
    return said.without_mention(steps) if said else []


class Said:
    """All points of some rounds, folded once and found by their words, however many steps are looked for in them.

    A step is mentioned where a point has half of its words in the same order: a report on a step says more than the
    step. What is only so alike is taken for a mention, so that nobody is accused wrongly.
    """

    def __init__(self, rounds: Iterable[Iterable[str]]) -> None:
        self._points: list[Folded] = []
        self._rounds_of: list[set[int]] = []
        known: dict[str, int] = {}
        self._with: dict[str, list[int]] = {}
        for number, points in enumerate(rounds):
            for words in points:
                point = Folded(words)
                if point.text not in known:
                    known[point.text] = len(self._points)
                    for word in point.counts:
                        self._with.setdefault(word, []).append(len(self._points))
                    self._points.append(point)
                    self._rounds_of.append(set())
                self._rounds_of[known[point.text]].add(number)

    def __bool__(self) -> bool:
        return bool(self._points)

    def without_mention(self, steps: Iterable[str], heard: Container[int] | None = None) -> list[str]:
        """The steps that no point mentions, in their order.

        `heard` are the rounds, by their place among those given, whose points count; all where it is None. Without a
        single point every step is without mention, but for one of signs alone, which promises nothing.
        """
        return [step for step in steps if not self._mentions(Folded(step), heard)]

    def _mentions(self, step: Folded, heard: Container[int] | None) -> bool:
        if not step.words:
            return True
        least = MAYBE_SAME_WORDS * len(step.words)
        # What they share in any order is the most that they can share in the same order, and is quickly counted.
        shared: Counter[int] = Counter()
        for word, count in step.counts.items():
            for at in self._with.get(word, ()):
                shared[at] += min(count, self._points[at].counts[word])
        return any(
            _in_order(self._points[at], step) >= least
            for at, number in shared.items()
            if number >= least and (heard is None or any(one in heard for one in self._rounds_of[at]))
        )


def _in_order(point: Folded, step: Folded) -> int:
    """How many words they share in the same order."""
    matched = SequenceMatcher(None, step.words, point.words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched)
