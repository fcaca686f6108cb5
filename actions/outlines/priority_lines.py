"""Which lines of a strategy head its priorities: those that say so, else those that stand where a priority's heading must.

A strategy that has no word for its priorities shows them by their place: every "We will:" stands below one, and all are set
alike – as Word headings of one level, in bold, numbered, or as the first line behind the list before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.outlines.commitments import VOCABULARY, Role, head_of, heading_in, promises
from actions.outlines.lines import Line
from actions.outlines.marks import follows, values_of
from actions.reading.headings import Heading, never_a_priority, plain_heading

# Words that head parts of a document, or single promises; they name priorities only where nothing else does.
_WEAK = frozenset(
    "part|section|chapter|commitment|promise|standard|principle|finding|condition|question|recommendation|outcome|aim|objective|action area".split(
        "|"
    )
)
_BOLD, _NUMBERED, _PLAIN = 10, 11, 12
_WORDS_OF_A_TITLE = 14
_LINES_OF_AN_AIM = 4


@dataclass(slots=True)
class PriorityLines:
    """The headings of priorities by the number of their line; the document's word for one; how they are set."""

    word: str = ""
    headings: dict[int, Heading] = field(default_factory=dict)
    rank: int | None = None
    """Headings of this rank or a higher one (a smaller number) end a priority."""


def find_priorities(lines: Sequence[Line]) -> PriorityLines:
    """The lines that head priorities; none where the strategy shows none."""
    announced = _announced(lines)
    strong = {word: found for word, found in announced.items() if word.lower() not in _WEAK}
    for groups in (strong, announced):
        best = _best(groups, lines)
        if best is not None:
            return best
        if groups is strong and (placed := _by_place(lines)) is not None:
            return placed
    word = next(iter(strong), None)
    return PriorityLines(word, dict(strong[word])) if word is not None else PriorityLines()


def rank_of(line: Line) -> int | None:
    """How a line is set as a heading: the level of a heading, else bold; None for other lines."""
    if line.level is not None:
        return line.level
    return _BOLD if line.bold and not line.mark else None


def _announced(lines: Sequence[Line]) -> dict[str, dict[int, Heading]]:
    """Headings with a word for it, by that word. Those in a list are only taken where none stands outside one."""
    outside: dict[str, dict[int, Heading]] = {}
    in_lists: dict[str, dict[int, Heading]] = {}
    spelt: dict[str, str] = {}
    for at, line in enumerate(lines):
        head = None if line.why_not else head_of(line.text)
        heading = heading_in(line.text) if head is not None and head.role is Role.PRIORITY else None
        if heading is not None:
            word = spelt.setdefault(heading.word.lower(), heading.word)
            (in_lists if line.mark == "bullet" else outside).setdefault(word, {})[at] = heading
    return outside or in_lists


def _best(groups: dict[str, dict[int, Heading]], lines: Sequence[Line]) -> PriorityLines | None:
    """The word below whose headings most commitments stand; None where none stand below any."""
    scores: dict[str, int] = {}
    for word, headings in groups.items():
        begins = sorted(headings)
        ends = [*begins[1:], len(lines)]
        scores[word] = sum(
            any(_may_commit(line) for line in lines[begin + 1 : end]) for begin, end in zip(begins, ends, strict=True)
        )
    word = max(scores, key=lambda one: scores[one], default=None)
    if word is None or not scores[word]:
        return None
    ranks = {rank for at in groups[word] if (rank := rank_of(lines[at])) is not None}
    return PriorityLines(word, groups[word], max(ranks) if ranks else None)


def _may_commit(line: Line) -> bool:
    return not line.why_not and bool(line.mark or promises(line.text) or _opens(line))


def _opens(line: Line) -> bool:
    head = None if line.why_not else head_of(line.text)
    return head is not None and head.role is Role.WE_WILL


def _is_core(line: Line) -> bool:
    head = None if line.why_not else head_of(line.text)
    return head is not None and head.role is Role.CORE


def _by_place(lines: Sequence[Line]) -> PriorityLines | None:
    """Headings without a word for it: above each "We will:", else above the lists of commitments themselves."""
    under_column = _under_columns(lines)
    if under_column is not None:
        return under_column
    openers = [at for at, line in enumerate(lines) if _opens(line) and not _of_the_core(lines, at)]
    if not openers:
        return _over_lists(lines)
    regions = []
    before = -1
    for at in openers:
        regions.append(range(_end_of_list(lines, before, at), at))
        before = at
    ranks = _ranks(lines, regions)
    if (not ranks or ranks[0] > _BOLD) and (numbered := _counted_titles(lines, openers)) is not None:
        return numbered
    for rank in ranks:
        # The first region holds the front of the document, too, so that its last such line is the one.
        headings = {at: _heading(lines[at]) for region in regions if (at := _last(lines, region, rank)) is not None}
        if headings:
            ends = rank if rank <= _BOLD else None
            return PriorityLines("", headings, ends)
    return _plain_titles(lines, regions)


def _of_the_core(lines: Sequence[Line], at: int) -> bool:
    """Whether a line "We will:" stands right below the heading of core commitments."""
    above = next((lines[before] for before in range(at - 1, -1, -1) if not lines[before].why_not), None)
    return above is not None and _is_core(above)


def _end_of_list(lines: Sequence[Line], opener: int, at: int) -> int:
    """The line behind the points below `opener` (-1: none), looking as far as line `at`."""
    if opener < 0:
        return 0
    first = opener + 1
    if first < at and lines[first].mark:
        end = first
        last: Line | None = None
        while end < at and lines[end].mark and not (last is not None and _counts_anew(last, lines[end])):
            last = lines[end]
            end += 1
        return end
    end = first + 1
    while end < at and not lines[end].gap and not lines[end].is_set_apart and not lines[end].mark:
        end += 1
    return min(end, at)


def _counts_anew(last: Line, line: Line) -> bool:
    """Whether a number does not go on from the one before, as that of the next heading."""
    if last.mark != "number" or line.mark != "number":
        return last.mark != line.mark
    if _style(last) != _style(line):
        return True
    return bool(values_of(last.number) and values_of(line.number)) and not follows(line.number, last.number)


def _ranks(lines: Sequence[Line], regions: Sequence[range]) -> list[int]:
    """Ranks that a line of every region has, the shallowest first."""
    found = [{rank for at in region if (rank := _heading_rank(lines[at])) is not None} for region in regions]
    shared = set.intersection(*found) if found else set()
    return sorted(shared)


def _heading_rank(line: Line) -> int | None:
    head = head_of(line.text)
    if line.why_not or not line.text or (head is not None and head.role is not Role.PRIORITY) or line.repeated:
        return None
    rank = rank_of(line)
    if rank is not None:
        return None if rank == 0 else rank
    if line.mark == "number" and _is_title(line):
        return _NUMBERED
    return None


def _is_title(line: Line) -> bool:
    return len(line.text.split()) <= _WORDS_OF_A_TITLE and not line.text.endswith((".", ";", ",", "?"))


def _counted_titles(lines: Sequence[Line], openers: Sequence[int]) -> PriorityLines | None:
    """The numbered titles right above each "We will:", where they count on from one to the next: 1, 2, 3."""
    headings: dict[int, Heading] = {}
    last: Line | None = None
    before = 0
    for opener in openers:
        at = next((at for at in range(opener - 1, before - 1, -1) if lines[at].mark and not lines[at].why_not), None)
        if at is None or opener - at > _LINES_OF_AN_AIM or _heading_rank(lines[at]) != _NUMBERED:
            return None
        line = lines[at]
        if last is not None and (_counts_anew(last, line) or _style(last) != _style(line)):
            return None
        headings[at], last, before = _heading(line), line, opener
    return PriorityLines("", headings) if len(headings) > 1 else None


def _style(line: Line) -> str:
    """How a number is written: "1.", "1)" and "(1)" are three styles."""
    return re.sub(r"\w", "", line.source[: len(line.source) - len(line.text)]).strip()


def _last(lines: Sequence[Line], region: range, rank: int) -> int | None:
    return next((at for at in reversed(region) if _heading_rank(lines[at]) == rank), None)


def _heading(line: Line) -> Heading:
    number = line.number if line.mark == "number" else None
    return Heading("", number, line.text.rstrip(" :"))


def _plain_titles(lines: Sequence[Line], regions: Sequence[range]) -> PriorityLines | None:
    """The first line behind each list, set like any other; that of the first region as far from its "We will:"."""
    headings: dict[int, Heading] = {}
    distances: set[int] = set()
    for region in regions[1:]:
        words = [at for at in region if not lines[at].why_not and not lines[at].mark]
        if not words or not _is_plain_title(lines[words[0]]):
            return None
        headings[words[0]] = _heading(lines[words[0]])
        distances.add(len(words))
    words = [at for at in regions[0] if not lines[at].why_not and not lines[at].mark]
    likely = [*sorted(distances), 2, 1] if distances else [2, 1]
    at = next((words[-back] for back in likely if back <= len(words) and _is_plain_title(lines[words[-back]])), None)
    if at is not None:
        headings[at] = _heading(lines[at])
    return PriorityLines("", dict(sorted(headings.items()))) if headings else None


def _is_plain_title(line: Line) -> bool:
    return plain_heading(line.text) is not None and not never_a_priority(line.text) and _heading_rank(line) is None


def _over_lists(lines: Sequence[Line]) -> PriorityLines | None:
    """Headings of the level that has the most lists of points right below it, where nothing says "We will"."""
    over: dict[int, dict[int, Heading]] = {}
    last: int | None = None
    for at, line in enumerate(lines):
        if _is_core(line):
            last = None
            continue
        head = head_of(line.text)
        rank = rank_of(line)
        if rank is not None and not line.why_not:
            last = at if rank and head is None and not never_a_priority(line.text) else None
        elif line.mark and not line.why_not and last is not None:
            over.setdefault(rank_of(lines[last]) or 0, {})[last] = _heading(lines[last])
    rank = max(over, key=lambda one: (len(over[one]), -one), default=None)
    return PriorityLines("", over[rank], rank) if rank is not None else None


def _under_columns(lines: Sequence[Line]) -> PriorityLines | None:
    """The cells of a column that says by its heading that it holds priorities."""
    headings: dict[int, Heading] = {}
    word = ""
    for at, line in enumerate(lines):
        if line.repeated and VOCABULARY.column(line.text) == "subject" and at + 1 < len(lines):
            headings[at + 1] = heading_in(lines[at + 1].text) or _heading(lines[at + 1])
            word = line.text
    return PriorityLines(word, headings) if headings else None
