"""Writes plans to files as different hands would: text, comma-separated values, workbooks, Word documents.

Every writer keeps in `source` the visible texts in the order written; what is hidden is never among them.
"""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

FILLS = {
    "red": "FF0000",
    "amber": "FFC000",
    "green": "00B050",
    "blue": "0070C0",
    "grey": "A6A6A6",
    "head": "1F3864",
}


@dataclass(frozen=True)
class Shown:
    """A cell: the stored value, the number format, the text that a person sees, and the colour behind it."""

    value: Any
    format: str = "General"
    text: str = ""
    fill: str = ""


def real_date(day: date, style: str) -> Shown:
    """A real date in one of Excel's formats, with the text that it shows."""
    shown = {
        "mmm-yy": day.strftime("%b-%y"),
        "dd/mm/yyyy": day.strftime("%d/%m/%Y"),
        "mmmm yyyy": day.strftime("%B %Y"),
        "d mmmm yyyy": f"{day.day} {day.strftime('%B %Y')}",
        "dd-mmm-yy": day.strftime("%d-%b-%y"),
    }[style]
    return Shown(day, style, shown)


def seen(cell: Any) -> str:
    """The text that a person sees in a cell."""
    if isinstance(cell, Shown):
        return cell.text or (str(cell.value) if cell.value is not None else "")
    return str(cell)


class TextPage:
    """A plain text file, as pasted from somewhere or printed by a PDF reader."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.lines: list[str] = []
        self.source: list[str] = []
        self.encoding = encoding

    def line(self, text: str = "", *, words: str | None = None) -> None:
        self.lines.append(text)
        self.source.append(text if words is None else words)

    def tabs(self, cells: Sequence[str]) -> None:
        self.lines.append("\t".join(cells))
        self.source.extend(cells)

    def pipes(self, cells: Sequence[str]) -> None:
        self.lines.append("| " + " | ".join(cells) + " |")
        self.source.extend(cells)

    def columns(self, cells: Sequence[str], widths: Sequence[int], *, indent: int = 0, gap: bool = False) -> None:
        """A table row in columns aligned with blanks, each cell wrapped to its width."""
        for text in self.wrapped(cells, widths, indent):
            self.lines.append(text)
        if gap:
            self.lines.append("")
        self.source.extend(cells)

    @staticmethod
    def wrapped(cells: Sequence[str], widths: Sequence[int], indent: int = 0) -> list[str]:
        """The physical lines of a row in aligned columns (three blanks between the columns)."""
        parts = [
            textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) or [""]
            for cell, width in zip(cells, widths, strict=True)
        ]
        lines = []
        for index in range(max(map(len, parts))):
            texts = [part[index] if index < len(part) else "" for part in parts]
            row = "   ".join(text.ljust(width) for text, width in zip(texts, widths, strict=True))
            lines.append(" " * indent + row.rstrip())
        return lines

    def save(self, path: Path) -> None:
        path.write_bytes(("\n".join(self.lines) + "\n").encode(self.encoding))


class Csv:
    """A file of separated values."""

    def __init__(self, delimiter: str = ",", encoding: str = "utf-8", quote_all: bool = False) -> None:
        self.rows: list[list[str]] = []
        self.delimiter, self.encoding, self.quote_all = delimiter, encoding, quote_all

    def row(self, *cells: str) -> None:
        self.rows.append(list(cells))

    @property
    def source(self) -> list[str]:
        return [cell for row in self.rows for cell in row if cell]

    def save(self, path: Path) -> None:
        out = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=self.delimiter, quoting=quoting).writerows(self.rows)
        path.write_bytes(out.getvalue().encode(self.encoding))


class Book:
    """A workbook; rows are appended to the sheet begun last."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.source: list[str] = []
        self.visible = True

    def sheet(self, title: str, *, hidden: str = "") -> None:
        self.page = self.book.create_sheet(title)
        self.next = 1
        self.visible = not hidden
        if hidden:
            self.page.sheet_state = hidden

    def row(self, *cells: Any, hidden: bool = False, first: int = 1) -> int:
        """Write a row from column `first`; returns its number."""
        for column, cell in enumerate(cells, start=first):
            target = self.page.cell(self.next, column)
            if isinstance(cell, Shown):
                target.value, target.number_format = cell.value, cell.format
                if cell.fill:
                    target.fill = PatternFill("solid", fgColor=FILLS[cell.fill])
            elif cell != "":
                target.value = cell
            if self.visible and not hidden and seen(cell):
                self.source.append(seen(cell))
        if hidden:
            self.page.row_dimensions[self.next].hidden = True
        self.next += 1
        return self.next - 1

    def blank(self, count: int = 1) -> None:
        self.next += count

    def merge(self, row: int, first: int, last: int, to_row: int | None = None) -> None:
        self.page.merge_cells(start_row=row, end_row=to_row or row, start_column=first, end_column=last)

    def hide_column(self, letter: str) -> None:
        self.page.column_dimensions[letter].hidden = True

    def comment(self, row: int, column: int, text: str) -> None:
        self.page.cell(row, column).comment = Comment(text, "Reviewer")

    def save(self, path: Path) -> None:
        self.book.save(path)


class Word:
    """A Word document."""

    def __init__(self) -> None:
        self.doc = docx.Document()
        self.source: list[str] = []

    def heading(self, text: str, level: int = 1) -> None:
        self.doc.add_heading(text, level)
        self.source.append(text)

    def para(self, text: str, *, style: str | None = None, words: str | None = None, bold: str = "") -> Any:
        paragraph = self.doc.add_paragraph(style=style)
        if bold:
            paragraph.add_run(bold).bold = True
        paragraph.add_run(text)
        self.source.append((bold + text) if words is None else words)
        return paragraph

    def table(self, rows: Iterable[Sequence[Any]], *, across: Sequence[int] = (), repeat_header: bool = False) -> Any:
        """A table; in the rows named in `across` (0-based) the first cell is merged over all columns."""
        rows = [list(row) for row in rows]
        table = self.doc.add_table(rows=len(rows), cols=max(map(len, rows)))
        table.style = "Table Grid"
        for index, row in enumerate(rows):
            if index in across:
                cell = table.cell(index, 0).merge(table.cell(index, len(table.columns) - 1))
                cell.text = seen(row[0])
                self.source.append(seen(row[0]))
                continue
            for column, value in enumerate(row):
                cell = table.cell(index, column)
                cell.text = seen(value)
                if isinstance(value, Shown) and value.fill:
                    shade(cell, FILLS[value.fill])
                if seen(value):
                    self.source.append(seen(value))
        if repeat_header:
            mark = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
        return table

    def page_break(self) -> None:
        self.doc.add_page_break()

    def running(self, header: str, footer: str) -> None:
        """The running header and footer of the pages: not content."""
        section = self.doc.sections[0]
        section.header.paragraphs[0].text = header
        section.footer.paragraphs[0].text = footer

    def save(self, path: Path) -> None:
        self.doc.save(path)


def shade(cell: Any, colour: str) -> None:
    """Give a Word cell a background colour "RRGGBB"."""
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:color"), "auto")
    mark.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(mark)


def tracked(paragraph: Any, text: str, *, kind: str) -> None:
    """Add words as a tracked insertion ("ins") or deletion ("del") to a Word paragraph."""
    change = OxmlElement(f"w:{kind}")
    for name, value in (("id", "7"), ("author", "Reviewer"), ("date", "2025-01-06T09:00:00Z")):
        change.set(qn(f"w:{name}"), value)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t" if kind == "ins" else "w:delText")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def numbering(doc: Any, formats: Sequence[tuple[str, str]]) -> int:
    """Add an automatic list to a Word document: (number format, level text) for each level; returns its
    id."""
    part = doc.part.numbering_part.element
    ids = [int(node.get(qn("w:abstractNumId"))) for node in part.findall(qn("w:abstractNum"))]
    abstract_id = max(ids, default=0) + 1
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(abstract_id))
    for level, (kind, text) in enumerate(formats):
        lvl = OxmlElement("w:lvl")
        lvl.set(qn("w:ilvl"), str(level))
        for tag, value in (("start", "1"), ("numFmt", kind), ("lvlText", text)):
            child = OxmlElement(f"w:{tag}")
            child.set(qn("w:val"), value)
            lvl.append(child)
        abstract.append(lvl)
    first = part.find(qn("w:num"))
    first.addprevious(abstract) if first is not None else part.append(abstract)
    number_id = max((int(node.get(qn("w:numId"))) for node in part.findall(qn("w:num"))), default=0) + 1
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), str(number_id))
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), str(abstract_id))
    number.append(link)
    part.append(number)
    return number_id


def numbered(paragraph: Any, number_id: int, level: int) -> None:
    """Put a Word paragraph into an automatic list at a level."""
    properties = paragraph._p.get_or_add_pPr()
    node = OxmlElement("w:numPr")
    for tag, value in (("ilvl", level), ("numId", number_id)):
        child = OxmlElement(f"w:{tag}")
        child.set(qn("w:val"), str(value))
        node.append(child)
    properties.append(node)
