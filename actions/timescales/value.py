"""The value that a read timescale becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

PRECISIONS = ("day", "month", "quarter", "half-term", "term", "season", "year")


@dataclass(frozen=True, slots=True)
class Timescale:
    """What the "timescale" cell of an action says, and how sure that is.

    ``raw`` is the cell, character for character. ``start`` and ``due`` are whole days, the first and the last
    of what was promised. ``precision`` is one of ``PRECISIONS`` and belongs to ``due``, or to ``start`` where
    there is no due date. ``recurrence`` is a phrase such as "termly" or "every 6 weeks". ``note`` says what
    was assumed. ``problem`` says why the cell was not read; a timescale with a problem never has a due date.
    """

    raw: str
    start: date | None = None
    due: date | None = None
    precision: str | None = None
    recurrence: str | None = None
    ongoing: bool = False
    note: str | None = None
    problem: str | None = None

    def __post_init__(self) -> None:
        if self.problem is not None and self.due is not None:
            raise ValueError("A timescale with a problem must not have a due date.")
        if self.start is not None and self.due is not None and self.due < self.start:
            raise ValueError("A timescale must not end before it starts.")
        if (self.precision is None) != (self.start is None and self.due is None):
            raise ValueError("A timescale has a precision exactly when it has a date.")

    def as_json(self) -> dict[str, Any]:
        """The timescale as plain JSON values: dates as "YYYY-MM-DD" or None."""
        return {
            "raw": self.raw,
            "start": self.start.isoformat() if self.start else None,
            "due": self.due.isoformat() if self.due else None,
            "precision": self.precision,
            "recurrence": self.recurrence,
            "ongoing": self.ongoing,
            "note": self.note,
            "problem": self.problem,
        }
