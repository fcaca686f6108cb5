"""Headings of time and what stands below them: which heading has which lines, and which lines have none.

A block is a run of headings and all lines up to the next heading. With one heading the lines are its own. Several
headings that stand one after another, as columns of a page come out of a PDF, go with the lists below them by order,
where there are as many lists as headings; else nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from actions.reading import Problem
from actions.roadmap_reading.labels import Label
from actions.roadmap_reading.lines import Line

_WAY_OUT = "Put each heading right above its own list and import the file again if that is wrong."
UNPLACED = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A label in its place. `shared` is the whole line where two labels or more stand on it."""

    label: Label
    line: Line
    shared: str = ""
    year: Label | None = None
    """The heading of a year above, which counts where the label names none."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is a milestone, with the group and the section under which it stands."""

    line: Line
    group: str = ""
    section: str = ""
    words: str = ""
    """The part of the line that is the milestone, where another part is its time."""


@dataclass(slots=True)
class Block:
    """Headings, and the lines below them in order: milestones, and lines between them."""

    headings: list[Heading]
    section: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Placed:
    """A heading with its milestones; without a heading, what could not be placed."""

    heading: Heading | None
    items: list[Item]
    settled: bool = True
    """Nothing more needs saying where it is empty."""


def place_all(blocks: Sequence[Block]) -> tuple[list[Placed], list[Problem]]:
    """Each heading with its milestones, in order; what has no sure place comes under None. Problems say what was assumed."""
    problems: list[Problem] = []
    placed: list[Placed] = []
    rest: list[Item] = []
    loose = _is_loose(blocks)
    in_columns = any(len(block.headings) > 1 for block in blocks)
    for block in blocks:
        headings = block.headings
        lists = _lists(block.items, loose)
        if len(headings) == 1 and not (in_columns and len(lists) > 1 and not _has_groups(block.items)):
            placed.append(Placed(headings[0], block.items))
            problems += _parted(headings[0], lists, in_columns=in_columns)
            continue
        if len(lists) != len(headings) and block.items:
            lists = _without_page_breaks(block.items, loose, len(headings)) or lists
        if len(lists) == len(headings):
            placed += [Placed(heading, items) for heading, items in zip(headings, lists, strict=True)]
            problems += _by_order(headings, lists)
        else:
            placed += [Placed(heading, [], settled=bool(block.items)) for heading in headings]
            rest += block.items
            problems += _no_order(headings, lists)
    if rest:
        placed.append(Placed(None, rest))
    return placed, problems


def _is_loose(blocks: Sequence[Block]) -> bool:
    """Whether blank lines stand between all items of all lists, so that one blank line parts no lists."""
    pairs = [pair for block in blocks for pair in pairwise(block.items)]
    return bool(pairs) and all(after.line.gap for _, after in pairs)


def _lists(items: Sequence[Item], loose: bool) -> list[list[Item]]:
    """The items as lists, parted by blank lines, or where numbers begin anew."""
    if not items:
        return []
    least = min((item.line.gap or 0 for item in items[1:]), default=0) if loose else 0
    lists = [[items[0]]]
    for before, item in pairwise(items):
        if (item.line.gap or 0) > least or _begins_anew(before, item):
            lists.append([])
        lists[-1].append(item)
    return lists


def _without_page_breaks(items: Sequence[Item], loose: bool, count: int) -> list[list[Item]]:
    """The lists where a page's end parts none of them, if that makes them as many as headings."""
    lists: list[list[Item]] = []
    for one in _lists(items, loose):
        if lists and one[0].line.page_above:
            lists[-1] += one
        else:
            lists.append(list(one))
    return lists if len(lists) == count else []


def _begins_anew(before: Item, item: Item) -> bool:
    first = item.line.number.strip("().").lower() in ("1", "a", "i")
    return first and before.line.number != item.line.number and bool(before.line.number)


def _has_groups(items: Sequence[Item]) -> bool:
    return len({item.group for item in items}) > 1


def _parted(heading: Heading, lists: Sequence[Sequence[Item]], *, in_columns: bool) -> list[Problem]:
    """One heading over several lists: a heading may be missing above the later ones."""
    later = [one for before, one in pairwise(lists) if before[-1].group == one[0].group]
    if not later or in_columns:
        return []
    places = ", ".join(one[0].line.place for one in later)
    message = (
        f"A blank line or a new count parts the list under '{heading.label.words}', and all of it was put there: check "
        f"that no heading is missing above {places}."
    )
    return [Problem(heading.line.place, "label", heading.label.words, message)]


def _by_order(headings: Sequence[Heading], lists: Sequence[Sequence[Item]]) -> list[Problem]:
    """What was assumed where headings went with lists by order: once for each line that held several, else once."""
    said = ", ".join(
        f"'{heading.label.words}' with {len(items)} from {items[0].line.place} on"
        for heading, items in zip(headings, lists, strict=True)
    )
    shared = list(dict.fromkeys((heading.line.place, heading.shared) for heading in headings if heading.shared))
    if not shared:
        message = (
            f"{len(headings)} headings stand above {len(lists)} lists, which were matched by order: {said}. {_WAY_OUT}"
        )
        return [Problem(headings[0].line.place, "label", _all(headings), message)]
    return [
        Problem(
            place,
            "label",
            words,
            f"{sum(heading.line.place == place for heading in headings)} headings are merged on this line. The {len(headings)} "
            f"headings and {len(lists)} lists here were matched by order: {said}. {_WAY_OUT}",
        )
        for place, words in shared
    ]


def _no_order(headings: Sequence[Heading], lists: Sequence[Sequence[Item]]) -> list[Problem]:
    """Headings and lists that do not go together."""
    if not lists:
        return []
    count = "1 heading stands" if len(headings) == 1 else f"{len(headings)} headings stand"
    what = "1 list" if len(lists) == 1 else f"{len(lists)} lists"
    message = (
        f"{count} above {what}, so nobody can tell which list is whose: the lines from {lists[0][0].line.place} on were "
        "put under no period. Put each heading right above its own list and import the file again."
    )
    return [Problem(headings[0].line.place, "label", _all(headings), message)]


def _all(headings: Sequence[Heading]) -> str:
    """The headings' lines as the document has them."""
    return " / ".join(dict.fromkeys(heading.shared or heading.label.words for heading in headings))
