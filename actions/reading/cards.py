"""Cards: tables whose first column holds labels, one action a table or several below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.reading.columns import Meaning, is_exact, meaning_of
from actions.reading.headings import priority_heading
from actions.reading.labelled import Collector, reference_alone
from actions.reading.references import glued_reference, reference_in_column
from actions.reading.rows import Header, RawRow
from actions.reading.shapes import are_levels
from priorities.documents import Cell, Row, Table


def _pairs(row: Row) -> list[list[Cell]] | None:
    """The labels of a row, each with its words where it has any; None where the row is none of a table with labels.

    One label stands in the first cell, or two or three with their words side by side: "Lead", "EP", "By when", "May".
    """
    cells = [cell for cell in row.cells if not cell.continues]
    if len(cells) in (4, 6) and all(is_exact(cell.text) for cell in cells[::2]):
        return [[label, words] if words.text else [label] for label, words in zip(cells[::2], cells[1::2], strict=True)]
    filled = [cell for cell in cells if cell.text]
    if len(filled) > 2 or (len(filled) == 2 and filled[0].column != 0):
        return None
    return [filled] if filled else []


@dataclass
class _Line:
    """A label of a card with its words, or words across the card (`is_head`); `begins` where a card begins with it."""

    place: str
    meaning: Meaning | None
    label: str
    words: Cell | None = None
    reference: str | None = None
    is_head: bool = False
    begins: bool = False


def _lines_of(table: Table) -> list[_Line] | None:
    """The labels of a table with labels down its first column and the heads of its cards; None for other tables."""
    lines: list[_Line] = []
    for row in table.rows:
        pairs = _pairs(row)
        if pairs is None:
            return None
        across = len(row.cells) == 1
        for cells in pairs:
            label = cells[0].text.rstrip(": ")
            alone = len(cells) == 1
            before = lines[-1] if lines else None
            if alone and across and not is_exact(label) and before and is_exact(before.label) and before.words is None:
                before.words = cells[0]  # a label across the card, and its words below it
            elif alone and not is_exact(label) and (not lines or across or reference_alone(label)):
                lines.append(_head(row.place, cells[0]))
            else:
                glued = re.fullmatch(r"(?i:action)\s+([A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)", label)
                words = None if alone else cells[1]
                meaning = meaning_of("action" if glued else label)
                if meaning is Meaning.PRIORITY and words is not None and are_levels([words.text]):
                    meaning = Meaning.OTHER  # how urgent it is: "High"
                lines.append(
                    _Line(row.place, meaning, "Action" if glued else label, words, glued[1] if glued else None)
                )
    _mark_beginnings(lines)
    return lines


def _mark_beginnings(lines: Sequence[_Line]) -> None:
    """A card begins with the first words across it, and with others where a label of it comes again below them."""
    labels: set[str] = set()
    for at, line in enumerate(lines):
        if line.is_head:
            below = next((other for other in lines[at:] if not other.is_head), None)
            line.begins = at == 0 or (lines[0].is_head and below is not None and below.label in labels)
            if line.begins:
                labels = set()
            elif line.label == "Title":
                line.label = "Words across the card"
        else:
            labels.add(line.label)


def _head(place: str, cell: Cell) -> _Line:
    """What stands across a card: its reference ("Action A1", "1.1"), a title with or without one, or its priority."""
    priority = priority_heading(cell.text)
    if priority is not None and priority.word.lower() != "action":
        return _Line(place, Meaning.PRIORITY, "Priority", cell, is_head=True)
    alone = reference_alone(cell.text) or reference_in_column(cell.text)
    if alone is not None:
        return _Line(place, Meaning.REFERENCE, "Reference", replace(cell, text=alone), is_head=True)
    glued = glued_reference(cell.text, plain=True)
    if glued is None:
        return _Line(place, Meaning.OTHER, "Title", cell, is_head=True)
    return _Line(place, Meaning.OTHER, "Title", replace(cell, text=glued[1]), glued[0], is_head=True)


def sideways_rows(table: Table) -> tuple[Header, list[RawRow]] | None:
    """The actions of a table whose first column holds the headings, one or more below each other; None for others."""
    lines = _lines_of(table)
    if lines is None or len(lines) < 3:
        return None
    if not any(line.meaning is Meaning.ACTION for line in lines):
        for line in lines:
            if line.begins and line.label == "Title" and line.reference:
                line.meaning, line.label = Meaning.ACTION, "Action"
    known = sum(1 for line in lines if line.meaning is not None)
    kinds = {line.meaning for line in lines if line.meaning is not None}
    if known * 2 < len(lines) or Meaning.ACTION not in kinds or len(kinds) < 3:
        return None
    if not kinds & {Meaning.LEAD, Meaning.DUE}:
        return None
    collector = Collector()
    reference = collector.column(Meaning.REFERENCE, "Reference") if any(line.reference for line in lines) else None
    raws: list[RawRow] = []
    for line in lines:
        column = collector.column(line.meaning, line.label)
        again = collector.row is not None and column.index in collector.row.cells and not line.is_head
        if collector.row is None or line.begins or again:
            collector.row = RawRow([line.place], {}, {}, 0, labelled=True)
            raws.append(collector.row)
        if line.reference and reference is not None:
            collector.put(reference, line.reference, line.place)
        if line.words is not None:
            collector.put(column, line.words.text, line.place, line.words)
        else:
            collector.put(column, "", line.place)
    header = Header(tuple(collector.columns.values()))
    for raw in raws:
        raw.count = len(header.columns)
        raw.places = raw.places[:1] if len(raw.places) == 1 else [raw.places[0], raw.places[-1]]
    return header, raws
