"""Answers that were given when a document was stored are kept with it, and used when it is published.

An answer counts as long as the same would be asked of records that nobody has changed since; else it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from actions.importing.changes import Comparison

ANSWERS = "answers"
"""Where, in a document's stored reading, the answers stand: for each key the answer and the mark of its question."""

Kept = Mapping[str, tuple[str, str]]
"""The mark is "" where nobody had asked: somebody said of their own accord which action a row is."""


class Compared(Protocol):
    comparison: Comparison


Found = TypeVar("Found", bound=Compared)
Compare = Callable[[Mapping[str, str]], Found]


def answers_to_keep(compare: Compare, given: Mapping[str, str]) -> Kept:
    """The answers, each with the mark of the question that it answers. Some are asked only once others are answered."""
    kept: dict[str, tuple[str, str]] = {}
    asked = True
    while asked and given:
        found = compare({key: answer for key, (answer, _) in kept.items()})
        asked = [item for item in found.comparison.questions if item.key in given and item.key not in kept]
        kept |= {item.key: (given[item.key], item.mark) for item in asked}
    return {key: (answer, "") for key, answer in given.items()} | kept


def compare_with_kept(compare: Compare, given: Mapping[str, str], kept: Kept, known: set[str]) -> Found:
    """Compare with the answers that are given now, and with those of `kept` that still count.

    `known` are the addresses of what the plan has now. What somebody said without being asked counts as long as the
    plan has the record that it names.
    """
    unasked = {key: answer for key, (answer, mark) in kept.items() if not mark and answer in known}
    used = unasked | dict(given)
    answered = []
    while True:
        found = compare(used)
        asked = [
            (item, kept[item.key][0])
            for item in found.comparison.questions
            if item.key not in used and item.key in kept and kept[item.key][1] == item.mark
        ]
        if not asked:
            found.comparison.answered = answered
            return found
        answered += asked
        used |= {item.key: answer for item, answer in asked}
