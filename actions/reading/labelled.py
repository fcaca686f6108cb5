"""Plans of labelled lines: "Action 1.1: …", "Lead: …", "By when: …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from actions.reading.columns import Meaning, folded, is_exact, meaning_of
from actions.reading.references import glued_reference
from actions.reading.rows import Column, Header, RawRow, joined_words, lines_apart
from priorities.documents import Cell, Document, Paragraph, Table

_LABEL = re.compile(
    r"^\W{0,3}(?P<label>[A-Za-z][A-Za-z '’/&()-]{1,48}?)\s*(?P<reference>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)?\s*[:–]\s*(?P<words>.*)$",
    re.DOTALL,
)
_REFERENCE_ALONE = re.compile(
    r"(?:action|ref(?:erence)?)\.?\s+(?:no\.?\s*)?([A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)", re.IGNORECASE
)


def reference_alone(text: str) -> str | None:
    """The reference of a line that holds nothing else: "Action 1a"; None for other lines."""
    match = _REFERENCE_ALONE.fullmatch(text.strip())
    return match[1] if match else None


def _label(text: str, recurring: Collection[str] = ()) -> tuple[Meaning | None, str, str | None, str] | None:
    """The meaning, label, reference and words of a line "Lead: Head of SEND"; None where it has no label.

    A label is one that we know whole, or one of the `recurring` ones of the document.
    """
    alone = reference_alone(text)
    if alone is not None:
        return Meaning.REFERENCE, "Reference", None, alone
    match = _LABEL.match(text)
    if match is None:
        return None
    label, reference = _label_and_reference(match)
    if not (is_exact(label) or folded(label) in recurring):
        return None
    return meaning_of(label), label, reference, match["words"].strip()


def _label_and_reference(match: re.Match[str]) -> tuple[str, str | None]:
    """ "Action" and "1.1" of "Action 1.1"; a number behind another label is a part of it: "Position at May 2025"."""
    label, reference = match["label"].strip(), match["reference"]
    if reference is None or meaning_of(label) in (Meaning.ACTION, Meaning.REFERENCE):
        return label, reference
    return f"{label} {reference}", None


class Collector:
    """Puts labelled lines together to rows: a new action begins with its label, or with a label that it has already."""

    def __init__(self) -> None:
        self.columns: dict[tuple[Meaning | None, str], Column] = {}
        self.row: RawRow | None = None
        self.last: Column | None = None
        self.first_label: str | None = None

    def column(self, meaning: Meaning | None, label: str) -> Column:
        key = (meaning, label.lower())
        if key not in self.columns:
            self.columns[key] = Column(len(self.columns), label, meaning)
        return self.columns[key]

    def put(self, column: Column, words: str, place: str, cell: Cell | None = None, *, wrapped: bool = False) -> None:
        """Words of the open row; `wrapped` where they go on with a sentence of the line above."""
        row = self.row
        if row is None:
            return
        have = row.cells.get(column.index, "")
        row.cells[column.index] = joined_words(have, words, " " if wrapped else "\n")
        if cell is not None and not have:
            row.raw[column.index] = Cell(words, column.index, date=cell.date, fill=cell.fill, doubt=cell.doubt)
        if cell is not None and cell.doubt:
            row.doubts.append((column.index, cell.doubt))
        if place not in row.places:
            row.places.append(place)
        self.last = column


def labelled_rows(
    document: Document,
    known: Collection[tuple[int, int]],
    is_priority: Callable[[str], bool],
    is_of_page: Callable[[str], object],
) -> tuple[Header, list[tuple[tuple[int, int], RawRow | Paragraph]]] | None:
    """The rows of a plan written as labelled lines, with the paragraphs between them; None where it is no such plan.

    `is_of_page` knows the heads, feet and numbers of pages, which end no row.
    """
    blocks, aside = [], []
    for spot, block in _over_soft_breaks(document):
        said = isinstance(block, Paragraph) and ":" in block.text and _LABEL.match(block.text)
        of_page = isinstance(block, Paragraph) and not said and is_of_page(block.text)
        (aside if of_page else blocks).append((spot, block))
    recurring = _recurring(blocks)
    headed, continued = _heads(blocks, recurring, is_priority)
    labels = Counter(
        found[0]
        for number, (_, block) in enumerate(blocks)
        if isinstance(block, Paragraph)
        and (found := headed[number] if number in headed else _label(block.text, recurring))
    )
    has_action = labels[Meaning.ACTION] + labels[Meaning.REFERENCE] > 0
    if not has_action or sum(labels.values()) < 4 or len(labels) < 2:
        return None
    collector = Collector()
    any_reference = any(head and head[2] for head in headed.values()) or _any_reference(blocks)
    reference = collector.column(Meaning.REFERENCE, "Reference") if any_reference else None
    items: list[tuple[tuple[int, int], RawRow | Paragraph]] = []
    for number, (spot, block) in enumerate(blocks):
        if not isinstance(block, Paragraph) or spot in known:
            continue
        first, *others = _labelled_parts(block.text, recurring)
        found = headed[number] if number in headed else None if is_priority(block.text) else _label(first, recurring)
        if found is None:
            below = blocks[number + 1][1] if number + 1 < len(blocks) else None
            followed = headed.get(number + 1) or (isinstance(below, Paragraph) and _label(below.text, recurring))
            wrapped = number in continued or block.text[:1].islower() or _is_wrapped(blocks, number)
            if (
                collector.row is not None
                and collector.last is not None
                and not is_priority(block.text)
                and _goes_on(block, wrapped, bool(followed))
            ):
                collector.row.labelled = False
                collector.put(collector.last, block.text, block.place, wrapped=wrapped)
            else:
                collector.row = None
                items.append((spot, block))
            continue
        meaning, label, glued, words = found
        column = collector.column(meaning, label)
        begins = collector.row is None or (
            column.index in collector.row.cells
            and (meaning in (Meaning.ACTION, Meaning.REFERENCE) or label.lower() == collector.first_label)
        )
        if begins:
            collector.row = RawRow([block.place], {}, {}, 0, labelled=True)
            collector.first_label = label.lower()
            items.append((spot, collector.row))
        if glued and reference is not None:
            collector.put(reference, glued, block.place)
        collector.put(column, words, block.place)
        for part in others:
            meaning, label, _, words = _label(part, recurring)
            collector.put(collector.column(meaning, label), words, block.place)
    header = Header(tuple(collector.columns.values()))
    rows = [item for _, item in items if isinstance(item, RawRow)]
    for row in rows:
        row.count = len(header.columns)
    if header.first(Meaning.ACTION) is None or not rows:
        return None
    return header, sorted(items + aside, key=lambda item: item[0])


def _labelled_parts(text: str, recurring: Collection[str]) -> list[str]:
    """The parts of a line each of which has a label of its own: "Lead: Head of SEND    By when: May"; else the whole line."""
    for sign in (r"\s{3,}", r"\t+", r"\s+\|\s+", r";\s+"):
        parts = [part for part in re.split(sign, text) if part.strip()]
        if len(parts) > 1 and all(_label(part, recurring) for part in parts):
            return parts
    return [text]


_Blocks = Sequence[tuple[tuple[int, int], Paragraph | Table]]
"""The blocks of a document, each with where it stands."""


def _over_soft_breaks(document: Document) -> _Blocks:
    """The blocks, a paragraph with several labels below each other as the lines that it looks like."""
    blocks: list[tuple[tuple[int, int], Paragraph | Table]] = []
    for number, block in enumerate(document.blocks):
        lines = block.text.split("\n") if isinstance(block, Paragraph) else []
        if sum(1 for line in lines if _LABEL.match(line)) < 2:
            blocks.append(((number, 0), block))
        else:
            blocks += [((number, at), replace(block, text=line)) for at, line in enumerate(lines) if line.strip()]
    return blocks


def _recurring(blocks: _Blocks) -> frozenset[str]:
    """Words before a colon that come again and again, as often as half of those that we know do: labels of the plan's own."""
    found = (
        _label_and_reference(match)
        for _, block in blocks
        if isinstance(block, Paragraph) and (match := _LABEL.match(block.text))
    )
    words = [label for label, reference in found if reference is None]
    counts = Counter(map(folded, words))
    known = max((counts[folded(word)] for word in words if is_exact(word)), default=0)
    return frozenset(word for word, count in counts.items() if count >= 3 and count * 2 >= known > 1)


_Labelled = tuple[Meaning | None, str, str | None, str]


def _heads(
    blocks: _Blocks, recurring: Collection[str], is_priority: Callable[[str], bool]
) -> tuple[dict[int, _Labelled | None], Collection[int]]:
    """Lines right above labels that say the action: "1.1 Train staff", "2. Train staff" or "Train staff" above "Lead: …".

    With them the lines over which such a line is wrapped. Labels of actions without words ("Our actions:") are then none,
    and None here. Empty where a label says the actions.
    """
    found = {
        number: _label(block.text, recurring)
        for number, (_, block) in enumerate(blocks)
        if isinstance(block, Paragraph) and not is_priority(block.text)
    }
    empty = {number for number, label in found.items() if label and label[0] is Meaning.ACTION and not any(label[2:])}
    if any(
        label and number not in empty and label[0] in (Meaning.ACTION, Meaning.REFERENCE)
        for number, label in found.items()
    ):
        return {}, ()
    above = [
        number
        for number, below in pairwise(range(len(blocks)))
        if number in found and (not found[number] or number in empty) and found.get(below) and below not in empty
    ]
    bare = [number for number in above if number not in empty]
    for plain in (False, True):
        begins = {end: _head_line(blocks, found, end, plain=plain) for end in bare}
        heads: dict[int, _Labelled | None] = {
            begin: (Meaning.ACTION, "Action", *glued_reference(blocks[begin][1].text, plain=plain))
            for begin in begins.values()
            if begin is not None
        }
        if heads:
            lines = [at for end, begin in begins.items() if begin is not None for at in range(begin + 1, end + 1)]
            return heads | dict.fromkeys(empty), frozenset(lines)
    if len(bare) >= 2 and len(bare) == len(above):
        return {at: (Meaning.ACTION, "Action", None, blocks[at][1].text) for at in bare} | dict.fromkeys(empty), ()
    return {}, ()


_MOST_LINES = 6
"""Over how many printed lines the words of an action may go."""


def _head_line(blocks: _Blocks, found: Mapping[int, object], end: int, *, plain: bool) -> int | None:
    """The line with a reference that begins the action whose last line is at `end`; None where none does."""
    for at in range(end, max(-1, end - _MOST_LINES), -1):
        if at not in found or found[at] or (at < end and not _is_next_line(blocks, at)):
            return None
        if glued_reference(blocks[at][1].text, plain=plain) is not None:
            return at
    return None


def _is_next_line(blocks: _Blocks, at: int) -> bool:
    """Whether the block behind another stands in the very next line of a printed text."""
    before, after = blocks[at][1].place, blocks[at + 1][1].place
    return before.startswith("line ") and lines_apart(before, after) == 1


def _is_wrapped(blocks: _Blocks, at: int) -> bool:
    """Whether a printed line goes on with the one above it, which is long and ends no sentence."""
    above = blocks[at - 1][1] if at else None
    if not isinstance(above, Paragraph) or not _is_next_line(blocks, at - 1):
        return False
    return len(above.text) >= _LONG_LINE and not above.text.rstrip().endswith((".", "!", "?", ":"))


_LONG_LINE = 45
"""How many letters a printed line has at least that goes on in the next."""


def _any_reference(blocks: _Blocks) -> bool:
    return any(found[2] for _, block in blocks if isinstance(block, Paragraph) and (found := _label(block.text)))


def _goes_on(block: Paragraph, wrapped: bool, followed: bool) -> bool:
    """A line that goes on with the words of the label above it: a bullet, a wrapped line, or a sentence among labels.

    `followed` where the next line has a label or begins the next action.
    """
    if block.level is not None:
        return False
    return block.bullet or wrapped or (followed and block.text.rstrip().endswith((".", "!", "?")))
