"""A strategy's document into priorities and commitments, with every line accounted for.

The flow: the document becomes lines; the lines that head priorities are found; every other heading parts the lines into
sections; each section's role says whether its points are commitments, an aim, or something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.outlines.checks import NUMBER_WORD, beside_the_words, check, count_in_words, missing_numbers, title_of
from actions.outlines.commitments import VOCABULARY, Role, head_of, is_to_do, promises, stated_count
from actions.outlines.lines import Line
from actions.outlines.outline import outline
from actions.outlines.priority_lines import find_priorities
from actions.outlines.result import Point, PromisedPriority, StrategyReading
from actions.outlines.sections import Block, Section, only_listed, parted
from actions.outlines.strategy_sentences import (
    EMPTY,
    LONG_AIM,
    LOOSE,
    NO_COMMITMENTS,
    NO_PRIORITY,
    NO_TITLE,
    OUTSIDE,
    SAME_NUMBER,
    TAKEN_UNMARKED,
    UNKNOWN,
    UNMARKED,
    WITHIN,
)
from actions.reading import Problem, ReadRow
from actions.reading.front import suggested_date
from actions.reading.kept import forget
from priorities.documents import Document, DocumentError

_COUNTED = re.compile(
    rf"\b({NUMBER_WORD})\s+(?:(?:key|main|strategic|shared|clear|agreed|new|big|overarching)\s+){{0,2}}(priorities|themes|ambitions|pillars|goals|aims)\b",
    re.IGNORECASE,
)


def read_strategy(document: Document) -> StrategyReading:
    """Read the priorities, their commitments and the core commitments of a strategy.

    The official words of a priority are its aim. Every line of the document is in `rows`: imported, or skipped with a
    reason. Raises DocumentError, one sentence, where the document holds no commitments.
    """
    try:
        return _Strategy(document).read()
    finally:
        forget()


class _Strategy:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = outline(document, VOCABULARY)
        self.found = find_priorities(self.lines)
        self.dated = suggested_date(document)
        self.reading = StrategyReading(priority_word=self.found.word)
        self._rows: list[tuple[tuple[int, int, int], ReadRow]] = []
        self._known: dict[tuple[str, str], PromisedPriority] = {}
        """Priorities by number and title, by number alone, and by title alone."""

    def read(self) -> StrategyReading:
        for line in self.lines:
            if line.why_not:
                self._skip(line, line.why_not)
        blocks = parted(self.lines, self.found)
        listed = only_listed(blocks)
        self.title, self.title_place = title_of(self.document, self.lines, self._is_no_title)
        self.reading.title = self.title
        for block in blocks:
            if block.heading is None:
                self._outside(block)
            elif id(block) in listed:
                self._list_of_priorities(block)
            else:
                self._priority(block)
        if not self.reading.core_commitments and not any(item.commitments for item in self.reading.priorities):
            raise DocumentError(NO_COMMITMENTS)
        self._check_counts()
        for priority in self.reading.priorities:
            if not priority.commitments:
                priority.problems.append(Problem(priority.place, "commitments", priority.title, EMPTY))
        self.reading.rows = [row for _, row in sorted(self._rows, key=lambda item: item[0])]
        check(self.reading, self.document, self._texts())
        return self.reading

    def _is_no_title(self, at: int) -> bool:
        head = head_of(self.lines[at].text)
        return at in self.found.headings or (head is not None and head.role in (Role.WE_WILL, Role.AIM))

    # Rows.

    def _skip(self, line: Line, reason: str) -> None:
        if not line.repeated:
            self._rows.append((line.spot, ReadRow(line.place, line.source, reason)))

    def _take(self, line: Line) -> None:
        if not line.repeated:
            self._rows.append((line.spot, ReadRow(line.place, line.source)))

    def _point(self, line: Line, *problems: str) -> Point:
        self._take(line)
        messages = dict.fromkeys((*line.doubts, *problems))
        return Point(line.text, line.place, [Problem(line.place, "words", line.text, message) for message in messages])

    def _tell(self, line: Line, message: str) -> None:
        self.reading.problems.append(Problem(line.place, None, line.source, message))

    # What stands outside priorities.

    def _outside(self, block: Block) -> None:
        for section in block.sections:
            if section.role is Role.CORE:
                self._core(section)
            elif section.role is Role.WE_WILL:
                self._skip_head(section, "the heading of a list of commitments")
                if points := self._points(section):
                    points[0].problems.append(Problem(points[0].place, None, points[0].words, NO_PRIORITY))
                    self.reading.core_commitments += points
            else:
                self._skip_head(section, "a heading outside the priorities")
                self._skip_lines(section, "words outside the priorities")

    def _core(self, section: Section) -> None:
        self._skip_head(section, "the heading of the core commitments")
        points = self._points(section)
        self.reading.core_commitments += points
        said = stated_count(section.head.text)
        count = count_in_words(said) if said else None
        if count is not None and count != len(points):
            message = f"The document says {said} commitments, and {len(points)} were read: compare them."
            self.reading.problems.append(Problem(section.head.place, "core_commitments", section.head.text, message))

    def _skip_head(self, section: Section, reason: str) -> None:
        if section.head is None:
            return
        if any(line.spot == section.head.spot for line in section.lines):
            self._take(section.head)  # words of its own line were read
        else:
            is_title = bool(self.title) and section.head.text == self.title
            self._skip(section.head, "the title of the document" if is_title else reason)

    def _skip_lines(self, section: Section, reason: str) -> None:
        """Words that are no commitments; where one reads like a promise, it is told."""
        for line in section.lines:
            if line.place == self.title_place and line.text == self.title:
                self._skip(line, "the title of the document")
            else:
                self._skip(line, reason)
                if promises(line.text):
                    self._tell(line, OUTSIDE)

    def _list_of_priorities(self, block: Block) -> None:
        self._skip(block.head, "a line of a list of the priorities")
        for section in block.sections:
            if section.head is not block.head:
                self._skip_head(section, "a heading outside the priorities")
            self._skip_lines(section, "words outside the priorities")

    # A priority.

    def _priority(self, block: Block) -> None:
        priority = self._opened(block)
        own, *others = block.sections
        aim = [line for line in own.lines if not line.mark]
        loose = [line for line in own.lines if line.mark]
        if not priority.title and aim and len(aim[0].text.split()) <= 16:
            priority.title = aim[0].text.rstrip(" :")
            self._take(aim.pop(0))
        for section in others:
            if section.role is Role.WE_WILL:
                self._skip_head(section, "the heading of a list of commitments")
                priority.commitments += self._points(section)
            elif section.role is Role.AIM:
                aim = self._stated_aim(section, aim)
            elif section.role is Role.ASIDE:
                self._skip_head(section, "a heading within a priority")
                self._skip_lines(section, f"words under '{section.head.text}', which holds no commitments")
        if not priority.commitments:
            promised = [line for line in aim if promises(line.text)]
            aim = [line for line in aim if not promises(line.text)]
            priority.commitments += [
                self._point(line) for line in sorted((*loose, *promised), key=lambda one: one.spot)
            ]
            self.reading.problems += missing_numbers(loose, "commitments")
            loose = []
        for section in others:
            if section.role is None:
                self._unknown(section, priority)
        for line in loose:
            self._skip(line, "a point that stands before the commitments")
        if loose:
            self._tell(loose[0], LOOSE)
        self._aim(priority, aim)

    def _opened(self, block: Block) -> PromisedPriority:
        """The priority that the block's heading names: a new one, or one that goes on."""
        number, title = block.heading.number, block.heading.title
        self._take(block.head)
        folded = title.casefold()
        known = self._known.get((number or "", folded if title or not number else ""))
        if known is not None:
            return known
        priority = PromisedPriority(number, title, "", block.head.place)
        if number and (number, "") in self._known:
            priority.problems.append(Problem(block.head.place, "number", block.head.text, SAME_NUMBER))
        for key in ((number or "", folded), (number or "", ""), ("", folded)):
            self._known.setdefault(key, priority)
        priority.problems += [Problem(block.head.place, "title", title, doubt) for doubt in block.head.doubts]
        self.reading.priorities.append(priority)
        return priority

    def _stated_aim(self, section: Section, before: list[Line]) -> list[Line]:
        """The words under "Our aim"; what stood above it is none then."""
        self._skip_head(section, "the heading of an aim")
        for line in before:
            self._skip(line, "words above the aim of a priority")
            self._tell(
                line, "These words stand between a priority and its aim, and were not taken for either: check them."
            )
        return section.lines

    def _aim(self, priority: PromisedPriority, lines: Sequence[Line]) -> None:
        for line in lines:
            self._take(line)
            priority.problems += [Problem(line.place, "official_words", line.text, doubt) for doubt in line.doubts]
        if not lines:
            return
        words = "\n".join(line.text for line in lines)
        priority.official_words = f"{priority.official_words}\n{words}".strip()
        priority.aim_place = priority.aim_place or lines[0].place
        if sum(not line.mark for line in lines) > 1:
            priority.problems.append(Problem(lines[0].place, "official_words", words, LONG_AIM))
        if not priority.title:
            priority.problems.append(Problem(priority.place, "title", "", NO_TITLE))

    def _unknown(self, section: Section, priority: PromisedPriority) -> None:
        """Words under a heading that nobody knows: its points are commitments where the priority has no others."""
        marked = [line for line in section.lines if line.mark]
        if priority.commitments or not marked:
            self._skip_head(section, "a heading within a priority")
            for line in section.lines:
                self._skip(line, f"words under '{section.head.text}', which nobody knows")
            if section.lines:
                self._tell(section.head, UNKNOWN)
            return
        self._skip_head(section, "the heading of a list of commitments")
        message = "Nobody knows this heading, and the points below it were taken for commitments: check them."
        self._tell(section.head, message)
        priority.commitments += self._points(section)

    # Points.

    def _points(self, section: Section) -> list[Point]:
        """The commitments of a section: its marked lines, or each of its lines where none is marked."""
        for line in section.within:
            self._skip(line, "words that introduce commitments")
            if line.is_set_apart or head_of(line.text) is None:
                self._tell(line, WITHIN.format(section.head.text))
        lines = [line for line in section.lines if not self._is_furniture(line)]
        self.reading.problems += missing_numbers([line for line in lines if line.mark], "commitments")
        if any(line.mark for line in lines) and not self._is_rest(section):
            return self._marked(lines)
        return self._bare(lines)

    def _is_rest(self, section: Section) -> bool:
        """Whether the first point stands behind its heading on the same line: "We will: train staff"."""
        return bool(
            section.lines and section.head and section.lines[0].spot == section.head.spot and not section.lines[0].mark
        )

    def _is_furniture(self, line: Line) -> bool:
        reason = beside_the_words(line, self.dated)
        if reason:
            self._skip(line, reason)
        return bool(reason)

    def _marked(self, lines: Sequence[Line]) -> list[Point]:
        points: list[Point] = []
        for line in lines:
            if line.mark:
                points.append(self._point(line))
            elif promises(line.text):
                points.append(self._point(line, TAKEN_UNMARKED))
            elif not points:
                self._skip(line, "words that introduce commitments")
                if not line.text.endswith(":"):
                    self._tell(
                        line,
                        "These words stand between a heading and its commitments, and were not taken for one: check them.",
                    )
            else:
                self._skip(line, "a line without a mark among commitments")
                self._tell(line, UNMARKED)
        for point in points:
            if point.words.endswith(":"):
                message = "This commitment ends with a colon, so the points below it may belong to it: check them."
                point.problems.append(Problem(point.place, "words", point.words, message))
        return points

    def _bare(self, lines: Sequence[Line]) -> list[Point]:
        """Lines without marks: a commitment each; one that does not read like things to do, as the first does, is told."""
        points: list[Point] = []
        for line in lines:
            odd = bool(points) and _says_what(lines[0]) and not _says_what(line) and not line.mark
            if odd and (line.gap or self.document.format != "txt") and line.text[:1].isupper():
                self._skip(line, "a line below commitments that does not say what will be done")
                self._tell(line, UNMARKED)
            else:
                doubt = (
                    "This line does not read like something to do, as those above it do: check that it is a commitment.",
                )
                points.append(self._point(line, *(doubt if odd else ())))
        return points

    # The whole.

    def _check_counts(self) -> None:
        """Whether the document names another number of priorities than were read."""
        for line in self.lines:
            for said, what in _COUNTED.findall("" if line.mark else line.text):
                count = count_in_words(said)
                if count is not None and count > 1 and count != len(self.reading.priorities):
                    message = f"The document speaks of {said} {what}, and {len(self.reading.priorities)} were read: compare them."
                    self.reading.problems.append(Problem(line.place, "priorities", line.text, message))

    def _texts(self) -> list[tuple[str, str, str]]:
        texts: list[tuple[str, str, str]] = []
        for priority in self.reading.priorities:
            texts.append((priority.place, "title", priority.title))
            texts.append((priority.aim_place or priority.place, "official_words", priority.official_words))
            texts += [(point.place, "words", point.words) for point in priority.commitments]
        return texts + [(point.place, "words", point.words) for point in self.reading.core_commitments]


def _says_what(line: Line) -> bool:
    return is_to_do(line.text) or promises(line.text)
