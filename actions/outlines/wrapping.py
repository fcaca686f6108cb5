"""Lines that a text file breaks at its margin, put together to whole points, titles and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from actions.outlines.lines import Line, joined
from actions.outlines.vocabulary import Vocabulary
from actions.reading.columns import Meaning
from actions.reading.sentence_kinds import likeness

UNSURE_END = "No mark and no blank line shows whether this goes on from the line above: check where it ends."
UNSURE_ITEMS = "These lines have no bullets or numbers, so it is not sure where each ends: check that each is whole."
# What a mark and an indent may take of a line; neither is kept.
_INDENT = 8
_NARROWEST, _WIDEST = 30, 160
_LINES_OF_A_HEADING = 4
_LONG = 40


def whole_lines(lines: Sequence[Line], known: Vocabulary, *, is_text: bool) -> list[Line]:
    """The lines with those joined that go on with the one above.

    `is_text` says that each line of a file is a line here, so that its margin tells where one was broken; else only
    what cannot begin anew is joined, such as small letters below a point that has no end.
    """
    margin = Margin(_width(lines, known), _longest(lines)) if is_text else Margin(None, None)
    whole: list[Line] = []
    parts: list[Line] = []
    above: Line | None = None
    bare = False
    for physical in lines:
        line = physical
        if above is not None:
            if known.opens_list(above.text):
                bare = not line.mark
            elif line.mark or line.gap or _begins_anew(line, known):
                bare = False
            answer = _Step(above, parts[-1], line, margin, bare, is_text).goes_on(known)
            if answer is not None:
                parts.append(line.with_doubt(answer) if answer else line)
                # What goes over many lines is no heading, and is put together once, at its end.
                above = joined([above, line]) if len(parts) <= _LINES_OF_A_HEADING else above
                continue
            whole.append(joined(parts))
            if bare and not known.opens_list(above.text) and not _is_to_do(line.text):
                line = line.with_doubt(UNSURE_ITEMS)
        parts, above = [line], line
    return [*whole, joined(parts)] if parts else whole


def _begins_anew(line: Line, known: Vocabulary) -> bool:
    return bool(line.mark or line.is_set_apart or line.why_not or (known.heads(line.text) and not line.begins_small))


class Margin(NamedTuple):
    """Where the lines of a text end: `width` where broken lines show it, `longest` the longest of all; None if unknown."""

    width: int | None
    longest: int | None


class _Step:
    """One line below another: does it go on?"""

    def __init__(self, above: Line, physical: Line, line: Line, margin: Margin, bare: bool, is_text: bool) -> None:
        """`above` is the whole line so far and `physical` its last part; `bare`: points without marks stand here."""
        self.above, self.physical, self.line = above, physical, line
        self.bare, self.is_text = bare, is_text
        self.margin = margin

    def goes_on(self, known: Vocabulary) -> str | None:
        """None where the line begins anew; where it goes on, a doubt of that or ""."""
        above, line = self.above, self.line
        if above.why_not or line.why_not:
            return None
        if not above.text and above.mark:
            return None if line.mark else ""
        if _begins_anew(line, known) and not (above.bold and line.bold and line.begins_small):
            return None
        if above.level is not None or (above.bold and not line.bold) or known.ends(above.text):
            return None
        small = line.begins_small and not self.physical.is_finished
        if line.over_page or line.gap:
            return "" if line.over_page and small and (above.mark or self.physical.hangs) else None
        if self.physical.hangs:
            return ""
        if self.is_text and self.physical.may_hang and not self.bare:
            return "" if small else UNSURE_END
        if self.bare:
            return self._goes_on_bare()
        if not self.is_text:
            return "" if small and above.mark else None
        return self._goes_on_by_margin(small)

    def _goes_on_by_margin(self, small: bool) -> str | None:
        if self.margin.width is None:
            return "" if small else self._may_go_on()
        if small and (self.above.mark or self._is_long()):
            return ""
        if not self._is_full():
            return None
        return UNSURE_END if self.physical.is_finished and self.above.mark else ""

    def _may_go_on(self) -> str | None:
        """A line below a point that has no end and is as long as any, in a text of which nothing else shows its margin."""
        long = len(self.physical.source) >= _LONG
        unfinished = bool(self.above.mark) and not self.physical.is_finished
        return UNSURE_END if long and unfinished and self._fills(self.margin.longest) else None

    def _goes_on_bare(self) -> str | None:
        """Below "We will:" every line may be a point; one that begins as things to do begin is one."""
        begins = _is_to_do(self.line.text)
        if self.margin.width is not None:
            return UNSURE_ITEMS if self._is_full() and not begins else None
        if self.line.begins_in_the_middle:
            return UNSURE_ITEMS
        small = self.line.begins_small and not self.physical.is_finished
        return UNSURE_ITEMS if small and not begins and _is_to_do(self.above.text) else None

    def _is_full(self) -> bool:
        """Whether the first word of the line had no room behind the one above."""
        return self._fills(self.margin.width)

    def _fills(self, width: int | None) -> bool:
        word = self.line.text.split(" ")[0]
        return width is not None and len(self.physical.source) + 1 + len(word) + _INDENT > width

    def _is_long(self) -> bool:
        return self.margin.width is not None and len(self.physical.source) * 2 > self.margin.width


def _is_to_do(text: str) -> bool:
    return likeness(text)[Meaning.ACTION] >= 1


def _width(lines: Sequence[Line], known: Vocabulary) -> int | None:
    """The margin of a text, from lines that are broken for sure; None where it has none, or is not wrapped."""
    broken: list[int] = []
    in_point = False
    for above, line in pairwise(lines):
        in_point = bool(above.mark) or (in_point and not (above.gap or _begins_anew(above, known)))
        if line.gap or _begins_anew(line, known) or above.is_finished or known.ends(above.text):
            continue
        if line.begins_small and (in_point or above.hangs):
            broken.append(len(above.source))
    width = max(broken, default=0)
    return width if _NARROWEST <= width <= _WIDEST else None


def _longest(lines: Sequence[Line]) -> int | None:
    longest = max((len(line.source) for line in lines if not line.why_not), default=0)
    return longest if longest <= _WIDEST else None
