"""Columns parted by blanks, as `pdftotext -layout` prints a table: find them and cut each line at its
gutters.

A gutter is a strip of two or more blanks that runs down through neighbouring lines, with words beginning at
its right edge. A single line is never evidence: prose has double blanks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .blocks import Cell, Row, Table
from .wording import clean, direction_doubt, join_doubts, split_bullet

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_LIST_MARK = re.compile(r"[•▪◦‣●○■□➢*–—·-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}", re.IGNORECASE)
# So many lines without a blank one between every two begin a table.
_SEED = 3
# Blank lines that may stand between two lines of the seed.
_SEED_GAP = 1
# Lines across all gutters (a heading inside the table) that may follow each other before the table has ended.
_LONGEST_ACROSS = 4
# From so many lines on, one line in ten may cross a gutter without ending it.
_TOLERANT_FROM = 10
_WIDEST = 1_000
_CROSSED = "The words of this line run across the columns, so some may stand in the wrong cell."


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    segments: tuple[tuple[int, int], ...]  # start and end of each stretch without two blanks in a row
    gap: int  # blank lines above

    @property
    def divided(self) -> bool:
        return len(self.segments) > 1


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Blank from `left` up to but not including `right`, where the next column's words begin."""

    left: int
    right: int
    strength: int  # lines whose words begin at its right edge

    def crossed_by(self, segment: tuple[int, int]) -> bool:
        return segment[0] < self.left and segment[1] > self.right


@dataclass(slots=True)
class _Profile:
    """How many divided lines have words at each position, and how many begin words there."""

    lines: int = 0
    covered: list[int] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)

    def add(self, line: _Line, times: int = 1) -> None:
        longer = line.segments[-1][1] + 2 - len(self.covered)
        if longer > 0:
            self.covered += [0] * longer
            self.begun += [0] * longer
        self.lines += times
        for start, end in line.segments:
            self.begun[start] += times
            for at in range(start, end):
                self.covered[at] += times

    def gutters(self) -> list[_Gutter]:
        """The gutters, from left to right."""
        allowed = self.lines // 10 if self.lines >= _TOLERANT_FROM else 0
        found, left, seen = [], None, False
        for at, count in enumerate(self.covered):
            if count > allowed:
                if left is not None and seen and at - left >= 2:
                    strength = sum(self.begun[at : at + 2])
                    if strength >= 2:
                        found.append(_Gutter(left, at, strength))
                left, seen = None, True
            elif left is None:
                left = at
        return found


@dataclass(slots=True)
class _Region:
    """Lines that share gutters."""

    members: list[_Line]
    profile: _Profile
    gutters: list[_Gutter]

    def take_divided(self, line: _Line) -> bool:
        """Take in a divided line, unless it would close a gutter that the lines so far have proved."""
        proved = [g for g in self.gutters if g.strength >= 3 and g.strength * 2 > self.profile.lines]
        self.profile.add(line)
        trial = self.profile.gutters()
        kept = all(any(new.left < old.right and old.left < new.right for new in trial) for old in proved)
        if not trial or not kept or not any(_parts(line, gutter) for gutter in trial):
            self.profile.add(line, -1)
            return False
        self.gutters = trial
        return True

    def fits(self, line: _Line) -> bool:
        """Whether a line of one stretch stands within a column and, below a blank line, begins where one
        begins.
        """
        segment = line.segments[0]
        if any(gutter.crossed_by(segment) for gutter in self.gutters):
            return False
        return not line.gap or any(abs(segment[0] - gutter.right) <= 1 for gutter in self.gutters)

    def take_above(self, lines: list[_Line]) -> None:
        """Take in lines above in the same columns, such as a header parted from its rows by a heading."""
        passed: list[_Line] = []
        for line in reversed(lines):
            if line.divided and all(
                any(abs(start - gutter.right) <= 1 for gutter in self.gutters) for start, _ in line.segments[1:]
            ):
                if any(gutter.crossed_by(segment) for gutter in self.gutters for segment in line.segments):
                    return
                self.members[:0] = [line, *passed]
                passed = []
            else:
                passed.insert(0, line)
                if line.divided or len(passed) > _SEED:
                    return


def _parts(line: _Line, gutter: _Gutter) -> bool:
    """Whether the line has words on both sides of the gutter and none across it."""
    return (
        line.segments[0][0] < gutter.left
        and line.segments[-1][0] >= gutter.right - 1
        and not any(gutter.crossed_by(segment) for segment in line.segments)
    )


def aligned_rows(lines: list[tuple[int, str]]) -> Iterator[Table | tuple[int, str]]:
    """The lines (number, text) in order, with runs whose gutters line up put together as tables.

    Each physical line is one row, wrapped lines too: putting those together is the reader's of the table.
    """
    prepared = _prepared(lines)
    done = 0  # index into `lines`
    at = free = 0  # indices into `prepared`: the line to look at, and the first that no table holds
    where = {number: index for index, (number, _) in enumerate(lines)}
    while at < len(prepared):
        region = _region(prepared, at)
        if region is None:
            at += 1
            continue
        end = at + len(region.members)
        region.take_above(prepared[free:at])
        first, last = where[region.members[0].number], where[region.members[-1].number]
        yield from lines[done:first]
        rows = tuple(_row(line, region.gutters) for line in region.members)
        yield Table(rows[0].place, None, rows)
        done = last + 1
        at = free = end
    yield from lines[done:]


def _prepared(lines: list[tuple[int, str]]) -> list[_Line]:
    """The lines that are not blank, divided where two blanks stand."""
    prepared: list[_Line] = []
    gap = 0
    for number, text in lines:
        shown = text.replace("\u00a0", " ")
        segments = [found.span() for found in _SEGMENT.finditer(shown)]
        if not segments:
            gap += 1
            continue
        # The mark of a bullet belongs to the words behind it, however far they stand.
        if len(segments) > 1 and split_bullet(f"{shown[segments[0][0] : segments[0][1]]} x") == (True, "x"):
            segments[:2] = [(segments[0][0], segments[1][1])]
        prepared.append(_Line(number, shown, tuple(segments), gap))
        gap = 0
    return prepared


def _region(lines: list[_Line], at: int) -> _Region | None:
    """The longest table that begins at this line, or None."""
    seed = lines[at : at + _SEED]
    if not _may_begin(seed):
        return None
    region = _begun(seed)
    # A line of prose with two blanks somewhere, above a table, must not spoil it: without it there are more
    # gutters.
    later = lines[at + 1 : at + 1 + _SEED]
    room = 0 if later[0].gap else 1
    if _may_begin(later) and len(_begun(later).gutters) > len(region.gutters) + room:
        return None
    if sum(any(_parts(line, gutter) for gutter in region.gutters) for line in seed) < 2:
        return None
    across: list[_Line] = []
    for line in lines[at + _SEED :]:
        taken = line.segments[-1][1] <= _WIDEST and (
            region.take_divided(line) if line.divided else not across and region.fits(line)
        )
        if taken:
            region.members += [*across, line]
            across = []
        else:
            across.append(line)
            if len(across) > _LONGEST_ACROSS:
                break
    return None if _is_list(region) else region


def _may_begin(seed: list[_Line]) -> bool:
    """Whether these lines stand close enough together, and the first of them is divided."""
    return (
        len(seed) == _SEED
        and seed[0].divided
        and all(line.gap <= _SEED_GAP for line in seed[1:])
        and all(line.segments[-1][1] <= _WIDEST for line in seed)
    )


def _begun(seed: list[_Line]) -> _Region:
    """The region that these lines begin."""
    region = _Region(list(seed), _Profile(), [])
    for line in seed:
        region.profile.add(line)
    region.gutters = region.profile.gutters()
    return region


def _is_list(region: _Region) -> bool:
    """Whether the first of two columns holds nothing but list marks: then it is a list, not a table."""
    if len(region.gutters) != 1:
        return False
    marks = [
        line.text[: region.gutters[0].left].strip()
        for line in region.members
        if line.segments[0][0] < region.gutters[0].left
    ]
    return all(_LIST_MARK.fullmatch(mark) for mark in marks)


def _row(line: _Line, gutters: list[_Gutter]) -> Row:
    """The line cut at the gutters: a cell for every column, the empty ones too, but none under a line
    across.
    """
    place = f"line {line.number}"
    texts: dict[int, list[str]] = {}
    widths: dict[int, int] = {}
    crossed = len(gutters) + 1  # the first column whose words run on into the next
    for start, end in line.segments:
        column = sum((gutter.left + gutter.right) / 2 <= start for gutter in gutters)
        reach = sum(gutter.right < end for gutter in gutters)
        texts.setdefault(column, []).append(line.text[start:end])
        widths[column] = max(widths.get(column, 1), reach - column + 1)
        if reach > column and line.divided:
            crossed = min(crossed, column)
    cells: list[Cell] = []
    column = 0
    while column <= len(gutters):
        text = clean(" ".join(texts.get(column, ())), place)
        # Words of a later column that stand under a stretch across must not be lost: there the widths give
        # way.
        width = widths.get(column, 1)
        width = next((k - column for k in range(column + 1, column + width) if k in texts), width)
        doubt = join_doubts(_CROSSED if text and column >= crossed else None, direction_doubt(text))
        cells.append(Cell(text, column, width, doubt=doubt))
        column += width
    return Row(place, tuple(cells))
