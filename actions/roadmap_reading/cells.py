"""Cells of a roadmap's tables: the time that one names, and the milestones in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.reading import Problem
from actions.reading.shapes import RULE
from actions.roadmap_reading.labels import Label, flat, labels_in
from actions.roadmap_reading.lines import joined, marked
from actions.roadmap_reading.result import ReadMilestone
from priorities.documents import Cell, Row

NO_HEADING = "These words have no heading of time, so they were put under no period: check them."


@dataclass(slots=True)
class FromTable:
    """What a table gives: (label, the heading's place, milestones) in order; for each row None or why it was skipped."""

    periods: list[tuple[Label | None, str, str, list[ReadMilestone]]] = field(default_factory=list)
    """Label (None where the cell names no time), its words, its place, its milestones."""
    reasons: list[str | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def label_of_cell(text: str) -> Label | None:
    """The one label that a cell is."""
    found = labels_in(text)
    return found[0] if len(found) == 1 else None


def own_cells(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text and not cell.continues]


def milestones_in(lines: Sequence[str], place: str, *, theme: str = "") -> list[ReadMilestone]:
    """The lines of a cell as milestones: each bullet or number one; without any, each line that begins no small letter."""
    lines = [line for line in lines if line.strip() and not RULE.match(line)]
    has_marks = any(marked(line)[3] for line in lines)
    made: list[ReadMilestone] = []
    for line in lines:
        words, number, tick, item = marked(line)
        if made and not item and (has_marks or words[:1].islower()):
            made[-1].words = joined([made[-1].words, flat(words)])
            continue
        made.append(ReadMilestone(flat(words), place, theme=theme, number=number, said=tick))
    return made


def join_words_of(milestone: ReadMilestone, more: ReadMilestone) -> None:
    milestone.words = joined([milestone.words, more.words])
    first = milestone.place.removeprefix("lines ").removeprefix("line ").split(" to ")[0]
    if milestone.place.startswith("line"):
        milestone.place = f"lines {first} to {more.place.removeprefix('line ')}"
