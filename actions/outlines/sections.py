"""A strategy's lines parted at its headings: a block for each priority, in it a section for each heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actions.outlines.commitments import (
    Head,
    Role,
    aim_in,
    ends_priorities,
    head_of,
    heading_in,
    promises,
    speaks_of_promises,
)
from actions.outlines.lines import Line
from actions.outlines.outline import behind
from actions.outlines.priority_lines import PriorityLines, rank_of
from actions.reading.columns import folded
from actions.reading.headings import Heading

_POINTS = frozenset({"commitment", "promise", "pledge", "our commitment", "our promise"})
_CONTINUED = re.compile(r"\s*[(–-]?\s*\bcont(?:inued|'?d)?\.?\)?$", re.IGNORECASE)
_LONGEST_HEADING = 16


@dataclass(slots=True)
class Section:
    """A heading and the lines below it. `role` is None under a heading that nobody knows, or under none."""

    role: Role | None
    head: Line | None
    lines: list[Line] = field(default_factory=list)
    within: list[Line] = field(default_factory=list)
    """Headings within the section that part its points and say nothing else."""

    @property
    def rank(self) -> int | None:
        return rank_of(self.head) if self.head is not None else None


@dataclass(slots=True)
class Block:
    """What stands under one heading of a priority, or outside all of them (`heading` is None)."""

    heading: Heading | None
    head: Line | None
    sections: list[Section]

    @property
    def has_points(self) -> bool:
        return any(
            line.mark or promises(line.text) or section.role is Role.WE_WILL
            for section in self.sections
            for line in section.lines
        )


def parted(lines: Sequence[Line], found: PriorityLines) -> list[Block]:
    """The blocks of a strategy in order. Lines that are no words (`why_not`) are in none."""
    return _Parting(lines, found).blocks()


class _Parting:
    def __init__(self, lines: Sequence[Line], found: PriorityLines) -> None:
        self.lines, self.found = lines, found
        self.block = Block(None, None, [Section(None, None)])
        self.done = [self.block]
        self.first = next((at for at, line in enumerate(lines) if not line.why_not), 0)

    @property
    def section(self) -> Section:
        return self.block.sections[-1]

    def blocks(self) -> list[Block]:
        for at, line in enumerate(self.lines):
            if line.why_not:
                continue
            if at in self.found.headings:
                heading = self.found.headings[at]
                self._open_block(replace_title(heading), line)
                continue
            head = self._head(at, line)
            if head is not None:
                self._open(head, line)
            elif (point := _as_point(line)) is not None:
                self.section.lines.append(point)
            elif self._is_other_heading(line):
                self._other(line)
            else:
                self.section.lines.append(line)
        return self.done

    def _open_block(self, heading: Heading | None, line: Line | None, role: Role | None = None) -> None:
        self.block = Block(heading, line if heading is not None else None, [Section(role, line)])
        self.done.append(self.block)

    def _head(self, at: int, line: Line) -> Head | None:
        """The heading that a line is, where its place allows that it is one."""
        if line.mark == "bullet":
            return None
        head = head_of(line.text)
        if head is not None and head.role is Role.PRIORITY and (aim := aim_in(line.text)) is not None:
            return Head(Role.AIM, aim) if self.block.heading is not None else None
        if head is None or head.role is Role.PRIORITY or (head.role is Role.CORE and not self._may_be_core(at, line)):
            return None
        if head.role is Role.AIM and self.block.heading is None:
            return None
        return head

    def _may_be_core(self, at: int, line: Line) -> bool:
        """A title that speaks of core commitments heads none, unless points follow it at once."""
        behind_it = (self.lines[other] for other in range(at + 1, len(self.lines)))
        below = next((other for other in behind_it if not other.why_not), None)
        if below is None:
            return False
        if below.mark or line.repeated or line.heads:
            return True
        if at == self.first:
            return False
        return line.text.rstrip().endswith(":") or line.is_set_apart or len(line.text.split()) <= 6

    def _open(self, head: Head, line: Line) -> None:
        if (
            head.role is Role.CORE
            or (head.role is Role.ASIDE and self._ends_block(line))
            or (head.role is Role.WE_WILL and self._is_of_no_priority(line))
        ):
            self._open_block(None, line, head.role)
        elif self.section.role is Role.CORE and head.role is Role.WE_WILL and not self.section.lines:
            self.section.within.append(line)
        elif (head.role is Role.ASIDE and self.block.heading is None) and self.section.role is Role.CORE:
            self._open_block(None, line, head.role)
        else:
            self.block.sections.append(Section(head.role, line))
        if head.rest:
            self.section.lines += behind(line, head.rest)

    def _ends_block(self, line: Line) -> bool:
        rank = rank_of(line)
        if self.found.rank is not None and rank is not None and rank < self.found.rank:
            return True
        return ends_priorities(line.text)

    def _is_of_no_priority(self, line: Line) -> bool:
        """A heading of commitments that stands above priorities in rank; or beside them, where it stands only once."""
        rank = rank_of(line)
        if self.block.heading is None or self.found.rank is None or rank is None:
            return False
        once = [folded(other.text) for other in self.lines].count(folded(line.text)) == 1
        return rank < self.found.rank or (rank == self.found.rank and once and speaks_of_promises(line.text))

    def _is_other_heading(self, line: Line) -> bool:
        if line.mark:
            return False
        words = len(line.text.split())
        if line.level is not None or line.heads or line.repeated:
            return True
        if line.bold:
            return words <= _LONGEST_HEADING
        if heading_in(line.text) is not None and words <= _LONGEST_HEADING:
            return True
        return line.text.rstrip().endswith(":") and line.text[:1].isupper() and words <= _LONGEST_HEADING

    def _other(self, line: Line) -> None:
        """A heading that nobody knows: the end of the priorities, one within a section, or a section of its own."""
        section, rank = self.section, rank_of(line)
        takes_points = section.role in (Role.WE_WILL, Role.CORE)
        if self.found.rank is not None and rank is not None and rank <= self.found.rank:
            self._open_block(None, line)
        elif takes_points and self._is_within(section, line, rank):
            section.within.append(line)
        elif self.block.heading is None and takes_points:
            self._open_block(None, line)
        else:
            self.block.sections.append(Section(None, line))

    def _is_within(self, section: Section, line: Line, rank: int | None) -> bool:
        if not section.lines:
            return True
        if rank is not None and section.within and rank_of(section.within[-1]) == rank:
            return True
        return rank is not None and section.rank is not None and rank > section.rank


def replace_title(heading: Heading) -> Heading:
    """A heading without "(continued)"."""
    return Heading(heading.word, heading.number, _CONTINUED.sub("", heading.title).strip())


def _as_point(line: Line) -> Line | None:
    """ "Commitment 2: train staff" as the second point of a list; None for other lines."""
    heading = None if line.mark else heading_in(line.text)
    if heading is None or heading.word.lower() not in _POINTS or not heading.title or not heading.number:
        return None
    return replace(line, text=heading.title, mark="number", number=heading.number)


def only_listed(blocks: Sequence[Block]) -> set[int]:
    """Blocks of priorities that only name them, before each comes with its points: a list of contents."""
    listed: set[int] = set()
    later: set[tuple[str, str, str]] = set()
    for block in reversed(blocks):
        if block.heading is None:
            continue
        number, title = block.heading.number or "", " ".join(block.heading.title.casefold().split())
        alike = {("both", number, title), ("number alone", number, ""), ("title alone", "", title)}
        alike |= {("numbered", number, "")} if not title else set()
        alike |= {("titled", "", title)} if not number else set()
        if not block.has_points and alike & later:
            listed.add(id(block))
        later |= {("both", number, title)}
        later |= {("numbered", number, "")} if number else {("titled", "", title)}
        later |= {("number alone", number, "")} if number and not title else set()
        later |= {("title alone", "", title)} if title and not number else set()
    return listed
