"""The plain sentences in which a reading says what it assumed or could not read."""

from __future__ import annotations

from collections.abc import Sequence

from .periods import Period

MOST_WORDS, MOST_CHARACTERS = 7, 50
LONGEST_NOTE = 390  # characters


class NotRead(Exception):
    """Why a cell has no reading; ``start`` is what is certain all the same."""

    def __init__(self, problem: str, start: Period | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.start = start


def quoted(words: str) -> str:
    """Words of the cell in quotation marks, cut short where they are many."""
    pieces = words.split()
    shown = " ".join(pieces[:MOST_WORDS])
    if len(shown) > MOST_CHARACTERS:
        shown = shown[:MOST_CHARACTERS].rstrip() + "…"
    elif len(pieces) > MOST_WORDS:
        shown += "…"
    return f"'{shown}'"


def join_notes(notes: Sequence[str]) -> str | None:
    """The different notes one after the other; None if there are none."""
    joined = ""
    for note in dict.fromkeys(notes):
        if len(joined) + len(note) + 1 > LONGEST_NOTE:
            return joined + " …"
        joined = f"{joined} {note}".strip()
    return joined or None
