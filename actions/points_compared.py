"""What two rounds say of one recommendation, point by point: added, gone, kept, said in other words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def not_mentioned_since(steps: Sequence[str], later: Iterable[Iterable[str]]) -> list[str]:
    """Of the next steps that a round named those that no later round mentions, in their order.

    `later` are the points of the later rounds, of all their sections; none at all means that nothing can be said, and
    gives none. A step is mentioned where a point has half of its words in the same order: a report on a step says more
    than the step. What is only so alike is taken for a mention, so that nobody is accused wrongly.
    """
    said = [Folded(words) for points in later for words in points]
    return not_mentioned_in(steps, said) if said else []


def not_mentioned_in(steps: Sequence[str], said: Sequence[Folded]) -> list[str]:
    """The steps that none of these points mentions, as `not_mentioned_since` judges it; all of them where there is no point.

    The points come folded, because those of one round are looked through for the steps of all rounds before it.
    """
    return [step for step, folded in zip(steps, map(Folded, steps), strict=True) if not _is_mentioned(folded, said)]


def _is_mentioned(step: Folded, said: Sequence[Folded]) -> bool:
    return not step.words or any(_mentions(point, step) for point in said)  # signs alone promise nothing


def _mentions(point: Folded, step: Folded) -> bool:
    # What they share in any order is the most that they can share in the same order, and is quickly counted.
    shared = sum(min(count, point.counts[word]) for word, count in step.counts.items() if word in point.counts)
    if shared < MAYBE_SAME_WORDS * len(step.words):
        return False
    matched = SequenceMatcher(None, step.words, point.words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) >= MAYBE_SAME_WORDS * len(step.words)
