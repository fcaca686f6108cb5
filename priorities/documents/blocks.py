"""What a document holds once it is read: paragraphs, tables, cells, and notices of what was left out.

Nothing here is interpreted. A date is a date only when the file itself says so; a colour is a colour, not a
status.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields


class DocumentError(Exception):
    """The document cannot be read. `str(error)` is one sentence: the place, the value, the remedy."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, as a person sees it.

    `text` has number formats applied, inner line breaks as "\\n", no blanks at its ends. `column` is the
    0-based grid column of the left edge and `columns` how many grid columns it covers. `continues` marks the
    lower part of a cell merged downwards; its text repeats the first part. `date` is "YYYY-MM-DD" when the
    file stores a real date. `fill` is the background as "RRGGBB", None for none, white or automatic. `doubt`
    is one sentence when what the cell says is unsure.
    """

    text: str
    column: int
    columns: int = 1
    continues: bool = False
    date: str | None = None
    fill: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `place` as the person sees it: "line 24", "row 7", "sheet 'Plan', row 7", "table 2, row 5"."""

    place: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. `title` is the sheet's name in a workbook, else None.

    `choices` are the grid columns whose cells drop-down lists of other sheets offer to choose from.
    """

    place: str
    title: str | None
    rows: tuple[Row, ...]
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one physical line of a text file.

    `level` is 0 for a title, 1-9 for a heading, None for plain text. A bullet's mark is not in `text`; a
    number is. `bold` is True where all its words are set bold, as a heading without a heading's style is.
    """

    place: str
    text: str
    level: int | None = None
    bullet: bool = False
    doubt: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in the file that is not content, with its words whole and one sentence about it."""

    place: str
    kind: str
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A read document: `format` is "txt", "csv", "xlsx" or "docx"; `blocks` are in reading order."""

    format: str
    blocks: tuple[Paragraph | Table, ...]
    notices: tuple[Notice, ...] = ()

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))


def _plain(record: Cell | Paragraph | Notice) -> dict[str, object]:
    """The record's fields that differ from their defaults, so that thousands of cells stay small."""
    return {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if getattr(record, field.name) != field.default
    }


def document_to_json(document: Document) -> dict[str, object]:
    """The document as plain dicts, lists and strings that `json.dumps` takes; fields at their default are
    left out.
    """
    blocks: list[dict[str, object]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [{"place": row.place, "cells": [_plain(cell) for cell in row.cells]} for row in block.rows]
            choices = {"choices": list(block.choices)} if block.choices else {}
            blocks.append({"table": {"place": block.place, "title": block.title, "rows": rows, **choices}})
        else:
            blocks.append({"paragraph": _plain(block)})
    return {
        "format": document.format,
        "blocks": blocks,
        "notices": [_plain(notice) for notice in document.notices],
    }


def document_from_json(plain: dict) -> Document:
    """The document that `document_to_json` was given. Raises KeyError or TypeError on any other shape."""
    blocks: list[Paragraph | Table] = []
    for block in plain["blocks"]:
        if "table" in block:
            table = block["table"]
            rows = tuple(Row(row["place"], tuple(Cell(**cell) for cell in row["cells"])) for row in table["rows"])
            blocks.append(Table(table["place"], table["title"], rows, tuple(table.get("choices", ()))))
        else:
            blocks.append(Paragraph(**block["paragraph"]))
    return Document(plain["format"], tuple(blocks), tuple(Notice(**notice) for notice in plain["notices"]))
