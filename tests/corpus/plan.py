"""A plan of the corpus: its file, how it is written, and what must be read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from .expect import Action, Expected, Priority, words


class Paper(Protocol):
    """Anything that can be saved as a file."""

    source: list[str]

    def save(self, path: Path) -> None: ...


@dataclass(frozen=True)
class Plan:
    """`filename` gives the format; `about` says what is unusual; `document_date` is passed to the reader."""

    name: str
    filename: str
    about: str
    paper: Any
    expected: Expected
    document_date: str = ""

    def write(self, folder: Path) -> Path:
        """Write the file into the folder and return its path."""
        path = folder / self.filename
        self.paper.save(path)
        return path


def plan(
    filename: str,
    about: str,
    paper: Paper,
    actions: Sequence[Action],
    priorities: Sequence[Priority] = (),
    *,
    labels: str = "",
    reports: Sequence[tuple[str, ...]] = (),
    never: Sequence[str] = (),
    document_date: str = "",
) -> Plan:
    """Put a plan together; `labels` are words that a reader may drop because they only name a thing."""
    expected = Expected(
        tuple(actions),
        tuple(priorities),
        tuple(paper.source),
        frozenset(words(labels)),
        tuple(reports),
        tuple(never),
    )
    return Plan(filename.replace(".", "-"), filename, about, paper, expected, document_date)
