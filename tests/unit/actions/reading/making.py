"""Documents made in a line, with merged cells, lines and cards, and what is said of what is read from them."""

from actions.reading import read_action_plan
from priorities.documents import Cell, Document, Paragraph, Row, Table

HEADER = ("Ref", "Action", "Lead", "By when")


def table(*rows, place="table 1", title=None):
    """Rows of texts; a pair of a text and a number is a merged cell over so many columns."""
    made = []
    for at, row in enumerate(rows, start=1):
        cells, column = [], 0
        for cell in row:
            text, columns = cell if isinstance(cell, tuple) else (cell, 1)
            cells.append(Cell(text, column, columns))
            column += columns
        made.append(Row(f"{place}, row {at}", tuple(cells)))
    return Table(place, title, tuple(made))


def lines(*texts, bullets=()):
    return tuple(Paragraph(f"line {at}", text, bullet=at in bullets) for at, text in enumerate(texts, start=1))


def read(*blocks, kind="docx"):
    return read_action_plan(Document(kind, tuple(blocks)))


def said(action):
    return [(item.field, item.value, item.message) for item in action.problems]


def skipped(reading):
    return [(row.text, row.reason) for row in reading.skipped]


CARD = (
    ("What we will do", "Train bus crews"),
    ("Led by", "Transport Manager"),
    ("Finish", "May 2026"),
    ("What will be different", "Journeys are calm"),
)


def card(head, *, place="table 1", labels=CARD):
    return table(((head, 2),), *labels, place=place)


def one(*blocks):
    [action] = read(*blocks).actions
    return action


def printed(*rows):
    made = tuple(Row(f"line {n}", table(row).rows[0].cells) for n, row in enumerate(rows, 1) if row)
    return Table("line 1", None, made)
