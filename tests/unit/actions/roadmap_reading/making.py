"""Roadmaps made in a line or two, and what is read from them."""

import io

import docx

from actions.roadmap_reading import read_roadmap
from priorities.documents import LIMITS, Cell, Document, Paragraph, Row, Table
from priorities.documents.child import read


def of_text(text, name="roadmap.txt"):
    return read_roadmap(read(text.encode(), name, LIMITS))


def of_word(*blocks):
    """A Word file of paragraphs ("style: words") and tables (lists of rows; the lines of a cell are paragraphs)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, list):
            table = document.add_table(rows=0, cols=max(map(len, block)))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            style, _, words = block.partition(": ")
            if style == "Bold":
                document.add_paragraph().add_run(words).bold = True
            else:
                document.add_paragraph(words, style=style)
    out = io.BytesIO()
    document.save(out)
    return read_roadmap(read(out.getvalue(), "roadmap.docx", LIMITS))


def of_blocks(*blocks, kind="docx", notices=()):
    return read_roadmap(Document(kind, tuple(blocks), tuple(notices)))


def paragraph(number, text, **options):
    return Paragraph(f"paragraph {number}", text, **options)


def table(*rows):
    """A table; a pair of a text and a number is a cell over so many columns, None the lower part of a merged one."""
    made, above = [], {}
    for at, row in enumerate(rows, start=1):
        cells, column = [], 0
        for cell in row:
            text, columns = cell if isinstance(cell, tuple) else (cell, 1)
            cells.append(Cell(above.get(column, "") if text is None else text, column, columns, text is None))
            above[column] = cells[-1].text
            column += columns
        made.append(Row(f"table 1, row {at}", tuple(cells)))
    return Table("table 1", None, tuple(made))


def shape(reading):
    """Each period's label, days and words."""
    return [
        (
            period.label,
            period.start and period.start.isoformat(),
            period.end and period.end.isoformat(),
            [milestone.words for milestone in period.milestones],
        )
        for period in reading.periods
    ]


def said(reading):
    return [(item.place, item.field, item.message) for item in reading.problems]


def skipped(reading):
    return [(row.place, row.text, row.reason) for row in reading.skipped]
