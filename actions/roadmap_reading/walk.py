"""The walk through a roadmap's lines: which are headings of time, milestones, groups, and words about the roadmap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from actions.reading import Problem
from actions.roadmap_reading.blocks import Block, Heading, Item
from actions.roadmap_reading.cells import FromTable
from actions.roadmap_reading.labels import Dates, Label, dated_line, dates_of, labels_in, titled_label
from actions.roadmap_reading.lines import Line, Spot
from actions.roadmap_reading.tables import heading_row, read_table

_NO_ROADMAP = re.compile(
    r"\b(?:glossary|contacts?|find out more|further information|feedback|key|legend|notes?|about|governance|appendix|annex"
    r"|acknowledgements?|contents|abbreviations|acronyms|useful links|more information|have your say|get involved|terms|how to)\b",
    re.IGNORECASE,
)
_TITLE = "A title or heading that names no month, quarter or term."
_CONTENTS = "A line of the list of contents: the heading stands again below."
_ANOTHER_PART = "It stands under '{}', which is another part of the document."
_AS_MILESTONE = "This line has no bullet, but stands among milestones and was taken for one: check it."


@dataclass(slots=True)
class Walk:
    """What a walk through the lines found, in the document's order."""

    parts: list[Block | FromTable] = field(default_factory=list)
    about: list[Line] = field(default_factory=list)
    unplaced: list[Item] = field(default_factory=list)
    skipped: dict[Spot, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sections: dict[str, list[Spot]] = field(default_factory=dict)
    """Headings that name no time, and where they stand."""

    def skip(self, line: Line, reason: str) -> None:
        for spot in line.spots:
            self.skipped[spot] = reason


def walk(lines: Sequence[Line]) -> Walk:
    """Find blocks of headings and milestones, tables, and words about the roadmap."""
    return _Walker(lines).walk()


class _Walker:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.found = Walk()
        self.block: Block | None = None
        self.body: list[Line] = []
        self.level: int | None = None
        self.section = ""
        self.closed = ""
        self.year: Label | None = None
        self.heads = self._headings()

    def walk(self) -> Walk:
        for at, line in enumerate(self.lines):
            if line.table is not None and at not in self.heads:
                self._end()
                self.found.parts.append(self._table(line))
            elif at in self.heads:
                self._heading(at, line)
            elif self._closes(line):
                self._end()
                self._open_section(line)
                self.closed = line.text if self.heads else ""
                self.found.skip(line, _TITLE)
            elif self.block is not None:
                self.body.append(line)
            else:
                self._outside(line)
        self._end()
        return self.found

    def _open_section(self, line: Line) -> None:
        self.section = line.text
        self.found.sections.setdefault(line.text, []).extend(line.spots)

    # Headings

    def _headings(self) -> dict[int, list[Label]]:
        """The lines that are headings of time."""
        heads: dict[int, list[Label]] = {}
        for at, line in enumerate(self.lines):
            if labels := self._labels(at, line):
                heads[at] = labels
        if not heads:
            heads = self._dated_lines()
        self._drop_groups(heads)
        self._drop_contents(heads)
        return heads

    def _labels(self, at: int, line: Line) -> list[Label]:
        if line.table is not None:
            words = heading_row(line.table)
            return labels_in(words) if words else []
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        followed = after is not None and after.item and not labels_in(after.text)
        labels = labels_in(line.text)
        if line.item:
            return labels if followed and labels and not labels[0].vague and len(labels) == 1 else []
        if labels and labels[0].vague:
            return labels if followed or line.level is not None else []
        if labels:
            return labels
        titled = titled_label(line.text) if line.level is not None or followed else None
        return [titled] if titled else []

    def _dated_lines(self) -> dict[int, list[Label]]:
        """Lines that begin with their own time, where nothing else is a heading: "July 2024: Survey of parents"."""
        found = {at: [label] for at, line in enumerate(self.lines) if (label := dated_line(line.text))}
        return found if len(found) > 1 else {}

    def _drop_groups(self, heads: dict[int, list[Label]]) -> None:
        """ "Ongoing" or "Next" right below a heading of time, or below several, parts its list and is no time of its own."""
        counts = Counter(labels[0].words.lower() for labels in heads.values() if labels[0].vague)
        above: int | None = None
        for at, labels in list(heads.items()):
            if not labels[0].vague:
                above = at
                continue
            level = self.lines[at].level
            deeper = above is not None and (level or 99) > (self.lines[above].level or 99)
            if above is not None and (above == at - 1 or deeper or counts[labels[0].words.lower()] > 1):
                del heads[at]

    def _drop_contents(self, heads: dict[int, list[Label]]) -> None:
        """Headings that stand close together and all come again with their lists are a list of contents."""
        last = {label.words.lower(): at for at, labels in heads.items() for label in labels}
        run: list[int] = []
        for at in [*heads, -1]:
            if run and at == run[-1] + 1:
                run.append(at)
                continue
            again = all(last[label.words.lower()] > run[-1] for head in run for label in heads[head])
            if len(run) > 1 and again:
                for head in run:
                    self.found.skip(self.lines[head], _CONTENTS)
                    del heads[head]
            run = [at]

    def _heading(self, at: int, line: Line) -> None:
        if self.block is not None and self.body:
            self._end()
        labels = self.heads[at]
        if labels[0].title and dated_line(line.text) and self._is_dated_line(at):
            self._end()
            heading = Heading(replace(labels[0], title=""), line)
            self.found.parts.append(Block([heading], self.section, [Item(line, words=labels[0].title)]))
            return
        if self._is_over(at, labels):
            self._end()
            if labels[0].vague:
                self._open_section(line)
            elif labels[0].only_a_year:
                self.year = labels[0]
            return
        if self.block is None:
            self.block = Block([], self.section)
        shared = line.text if len(labels) > 1 else ""
        if line.table is not None:
            shared = heading_row(line.table)
        self.block.headings += [Heading(label, line, shared, self.year) for label in labels]
        self.level, self.closed = line.level, ""

    def _is_dated_line(self, at: int) -> bool:
        """Whether a line's own words are its milestone: it is no heading, and no list follows."""
        line = self.lines[at]
        after = self.lines[at + 1] if at + 1 < len(self.lines) else None
        followed = not line.item and after is not None and after.item and at + 1 not in self.heads
        return line.level is None and not followed

    def _is_over(self, at: int, labels: Sequence[Label]) -> bool:
        """Whether a heading stands over the next, which lies within its time: "2025" above "January"."""
        below = self.heads.get(at + 1)
        if below is None or len(labels) != 1:
            return False
        one, next_one = labels[0], below[0]
        if one.vague:
            return not next_one.vague
        if one.only_a_year and not next_one.has_year and not next_one.vague:
            return True
        outer, inner = dates_of(one), dates_of(next_one)
        return _within(inner, outer)

    # Lines that are no headings of time

    def _closes(self, line: Line) -> bool:
        """Whether a heading of another kind ends what stands under a heading of time."""
        if line.level is None or line.item:
            return False
        return self.block is None or self.level is None or line.level <= self.level

    def _outside(self, line: Line) -> None:
        """A line under no heading of time: about the roadmap, or of a list that has lost its heading."""
        if not self.closed or not (self.found.parts or not self.heads):
            if line.item and not self.heads:
                self.found.unplaced.append(Item(line))
            else:
                self.found.about.append(line)
            return
        if _NO_ROADMAP.search(self.closed):
            self.found.skip(line, _ANOTHER_PART.format(self.closed))
        elif line.item:
            self.found.unplaced.append(Item(line, section=self.closed))
        else:
            self.found.about.append(line)

    def _table(self, line: Line) -> FromTable:
        made = read_table(line.table) if line.table else FromTable()
        block = line.spots[0][0]
        for number, reason in enumerate(made.reasons):
            if reason is not None:
                self.found.skipped[(block, number)] = reason
        return made

    def _end(self) -> None:
        """Close the block of headings: its lines become milestones, groups, or words about the roadmap."""
        if self.block is None:
            return
        body, block = self.body, self.block
        self.block, self.body, self.level = None, [], None
        self.found.parts.append(block)
        last = max((at for at, line in enumerate(body) if line.item), default=-1)
        group = ""
        for at, line in enumerate(body):
            after = body[at + 1] if at + 1 < len(body) else None
            if line.swallowed:
                message = f"'{line.swallowed}' was taken for the end of these words: if it is a heading, put a blank line above it."
                self.found.problems.append(Problem(line.place, "words", line.text, message))
            if line.item or last < 0:
                block.items.append(Item(line, group))
            elif after is not None and after.item and _is_group(line):
                group = line.text.rstrip(" :")
            elif at < last:
                block.items.append(Item(line, group))
                self.found.problems.append(Problem(line.place, "words", line.text, _AS_MILESTONE))
            else:
                self.found.about.append(line)
        if last < 0 and body:
            message = "The lines under this heading have no bullets: each was taken for a milestone. Check them."
            self.found.problems.append(Problem(body[0].place, "milestones", block.headings[0].label.words, message))


def _is_group(line: Line) -> bool:
    """Whether a line between lists names what follows: "Education", "We will have:"."""
    return (
        line.level is not None
        or line.text.endswith(":")
        or (len(line.text.split()) <= 8 and line.text[-1:] not in ".;,")
    )


def _within(inner: Dates, outer: Dates) -> bool:
    if inner.end is None or outer.start is None or outer.end is None:
        return False
    longer = inner.start is None or inner.start > outer.start or inner.end < outer.end
    return longer and (inner.start or inner.end) >= outer.start and inner.end <= outer.end


def dates(heading: Heading, document_date: date | None) -> Dates:
    """The days of a heading; relative words count from the day that the document bears."""
    return dates_of(heading.label, heading.year, document_date)
