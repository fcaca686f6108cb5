"""Plans without a table of actions: a table for each action, labelled lines, or bullets under priorities."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.cards import sideways_rows
from actions.reading.chosen import CARDS, LINES, with_chosen
from actions.reading.columns import Meaning, is_exact, meaning_of
from actions.reading.headers import set_up_rows
from actions.reading.headings import priority_heading
from actions.reading.labelled import labelled_rows, reference_alone
from actions.reading.openings import carry_priority, priority_before_table
from actions.reading.paragraphs import read_paragraph
from actions.reading.rows import Column, Header, RawRow
from actions.reading.settling import settled
from actions.reading.walk import Walk
from priorities.documents import Cell, Paragraph, Row, Table


def read_sideways(walk: Walk, number: int, table: Table) -> bool:
    """A table for each action, with the headings down its first column."""
    found = sideways_rows(table)
    if found is None:
        return False
    walk.flush()
    header, raws = found
    header = _with_reference_above(walk, header, raws)
    walk.set_up = set_up_rows(_settled_cards(walk, header), raws, walk.around)
    priority_before_table(walk, None)
    for offset, raw in enumerate(raws):
        carry_priority(walk, _row_of(raw))
        walk.open_row, walk.open_spot = raw, (number, offset)
        walk.flush()
    return True


def _row_of(raw: RawRow) -> Row:
    return Row(raw.place, tuple(Cell(text, index) for index, text in raw.cells.items()))


def _with_reference_above(walk: Walk, header: Header, raws: list[RawRow]) -> Header:
    """The headings of a card, with its reference where that is a line of its own right above: "Action 1a"."""
    if len(raws) != 1 or header.first(Meaning.REFERENCE) is not None or not walk.before_table:
        return header
    spot, paragraph = walk.before_table[-1]
    reference = reference_alone(paragraph.text)
    if reference is None:
        return header
    walk.before_table.pop()
    walk.skip(spot, paragraph.place, paragraph.text, "the reference of the action below it")
    column = Column(max(column.index for column in header.columns) + 1, "Reference", Meaning.REFERENCE)
    raws[0].cells[column.index] = reference
    raws[0].count += 1
    return Header((*header.columns, column))


def _settled_cards(walk: Walk, header: Header) -> Header:
    """The headings of a card, settled by what stands beside them on all the cards."""
    if walk.cards is None:
        walk.cards = _all_cards(walk)
    columns = (
        replace(column, meaning=known.meaning, guessed=known.guessed)
        if (known := walk.cards.get(column.heading))
        else column
        for column in header.columns
    )
    return Header(tuple(columns))


def _all_cards(walk: Walk) -> dict[str, Column]:
    """What each label of the document's cards means, by its words or by what stands beside it."""
    labels: dict[str, Column] = {}
    rows: list[Row] = []
    for table in walk.document.tables():
        found = sideways_rows(table)
        for raw in found[1] if found else ():
            cells = []
            for column in found[0].columns:
                own = labels.setdefault(column.heading, Column(len(labels), column.heading, column.meaning))
                cells.append(Cell(raw.cells.get(column.index, ""), own.index))
            rows.append(Row(raw.place, tuple(cells)))
    chosen = walk.chosen_for(CARDS)
    header = with_chosen(Header(tuple(labels.values())), chosen)
    header = with_chosen(settled(header, rows, walk.around.key), chosen)
    walk.tell_columns(CARDS, "cards", header, rows)
    return {column.heading: column for column in header.columns}


def read_labelled(walk: Walk) -> None:
    """Paragraphs "Action 1.1: …", "Lead: …", "By when: …"."""
    found = labelled_rows(walk.document, set(walk.legends.spots), _is_priority_line, walk.why_never)
    if found is None:
        return
    header, items = found
    walk.start_over()
    raws = [item for _, item in items if isinstance(item, RawRow)]
    rows = [_row_of(raw) for raw in raws]
    chosen = walk.chosen_for(LINES)
    header = with_chosen(settled(with_chosen(header, chosen), rows, walk.around.key), chosen)
    walk.tell_columns(LINES, "labelled lines", header, rows)
    walk.set_up = set_up_rows(header, raws, walk.around)
    for spot, item in items:
        if isinstance(item, RawRow):
            column = header.first(Meaning.REFERENCE)
            priority_before_table(walk, item.cells.get(column.index) if column else None)
            carry_priority(walk, _row_of(item))
            walk.open_row, walk.open_spot = item, spot
            walk.flush()
        else:
            read_paragraph(walk, spot, item)
    walk.leftover_paragraphs()


def _is_priority_line(text: str) -> bool:
    heading = priority_heading(text)
    return heading is not None and heading.word.lower() != "action"


def read_bullets(walk: Walk) -> None:
    """A plan of bullets under its priorities, without leads or dates."""
    bullets = [block for block in walk.document.blocks if isinstance(block, Paragraph) and block.bullet]
    if not bullets or not walk.finder.priorities:
        return
    walk.start_over()
    header = Header((Column(0, "Action", Meaning.ACTION),))
    raws = [RawRow([block.place], {0: block.text}, {}, 1) for block in bullets]
    walk.set_up = set_up_rows(header, raws, walk.around)
    following = iter(raws)
    above = ""
    for number, block in enumerate(walk.document.blocks):
        if isinstance(block, Paragraph) and block.bullet:
            walk.leftover_paragraphs()
            raw = next(following)
            if above:
                reason = f"a bullet under '{above}', which names no actions"
                walk.skip((number, 0), block.place, block.text, reason)
                continue
            walk.open_row, walk.open_spot = raw, (number, 0)
            walk.flush()
        elif isinstance(block, Paragraph):
            above = block.text.strip() if _names_no_actions(block.text) else ""
            read_paragraph(walk, (number, 0), block)
    walk.leftover_paragraphs()


def _names_no_actions(text: str) -> bool:
    """Whether a line above bullets says that they are something else: "What will be different", "Where are we now?"."""
    meaning = meaning_of(text)
    return is_exact(text) and meaning not in (Meaning.ACTION, Meaning.PRIORITY, Meaning.AIM, None)
