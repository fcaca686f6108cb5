"""A paragraph of the document: a heading that opens a priority, the end of a row, or words that wait for a table."""

from __future__ import annotations

import re

from actions.reading.headings import priority_heading
from actions.reading.legends import Spot
from actions.reading.openings import naming_column, why_only_a_title
from actions.reading.shapes import is_contents_line, one_cell
from actions.reading.walk import Walk
from priorities.documents import Paragraph, Row, Table


def read_paragraph(walk: Walk, spot: Spot, paragraph: Paragraph) -> None:
    text = paragraph.text.strip()
    if not text:
        return
    reason = walk.legends.spots.get(spot) or walk.why_never(text)
    if reason:
        walk.skip(spot, paragraph.place, text, reason)
        return
    if walk.set_up is not None and not walk.around.structured and _goes_on(walk, paragraph):
        walk.set_up.unwrapper.go_on(walk.open_row, Row(paragraph.place, one_cell(text, walk.set_up.unwrapper.action)))
        return
    walk.flush()
    heading = priority_heading(text)
    if heading is not None and not paragraph.bullet and not is_contents_line(paragraph.text):
        walk.leftover_paragraphs()
        below = next((block for block in walk.document.blocks[spot[0] :] if isinstance(block, Table)), None)
        column = naming_column(below, -1, heading) if below is not None else None
        if column is not None:
            walk.skip(spot, paragraph.place, text, why_only_a_title(column))
            return
        walk.open_priority(heading, spot, paragraph.place, text)
        return
    walk.before_table.append((spot, paragraph))


def _goes_on(walk: Walk, paragraph: Paragraph) -> bool:
    """A line without a tab right below a row of a text file, beginning in the middle of a sentence."""
    if walk.open_row is None or paragraph.level is not None or paragraph.bullet:
        return False
    last, here = (re.search(r"(\d+)$", place) for place in (walk.open_row.places[-1], paragraph.place))
    return bool(last and here and int(here[1]) - int(last[1]) == 1 and paragraph.text[:1].islower())
