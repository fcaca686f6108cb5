"""Small documents, made in a line, and what is read from them."""

from actions.reading import read_action_plan
from priorities.documents import Cell, Document, Row, Table

HEADER = ("Ref", "Action", "Lead", "By when")


def table(*rows, first=1, title=None, word="row"):
    return Table(
        f"{word} {first}",
        title,
        tuple(
            Row(f"{word} {number}", tuple(Cell(text, column) for column, text in enumerate(row)))
            for number, row in enumerate(rows, start=first)
        ),
    )


def read(*blocks, kind="csv", notices=(), **options):
    return read_action_plan(Document(kind, tuple(blocks), tuple(notices)), **options)


def places(reading):
    return [(row.place, row.reason) for row in reading.rows]
