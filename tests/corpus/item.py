"""One invented promise, before it is given a number, a date and a place in some plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """The words of an action: what is done, what will be different, who leads, how far it is, how it is
    measured."""

    action: str
    outcome: str
    leads: tuple[str, ...]
    progress: str
    measure: str
