"""Files of the flat lists: rows written as CSV or XLSX, and an uploaded file read into headed rows.

Files are read by `priorities.documents`, in a child process with limits, and never by the library that writes them.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from difflib import get_close_matches

from django.core.files.uploadedfile import UploadedFile

from priorities.documents import LIMITS, Cell, Document, DocumentError, Row, read_document
from priorities.documents.kinds import shown_name
from priorities.list_cells import as_seen, for_xlsx, leaving, unguarded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_LIMITS = replace(LIMITS, cell_characters=LIMITS.cell_characters + 1)
"""A guarded text has one letter more."""
_WIDTH = 30
_SHOWN = 60

Value = str | int | date | None


# -- written ---------------------------------------------------------------------------------------------------------


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV with the mark by which Excel knows UTF-8, in which no cell is a live formula. Days as 2026-03-31."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([leaving(heading) for heading in headings])
    for row in rows:
        writer.writerow([leaving(_text(value)) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook with one sheet, whose cells are texts, numbers and days, and none a formula."""
    # Of 9 MB; loaded by those workers alone that write a workbook.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(1, len(headings) + 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = _WIDTH
        # What somebody types below is text too: otherwise Excel makes a number of "1.10" and a day of "Sep-14".
        column.number_format = "@"

    wrapped, plain, heavy = Alignment(wrap_text=True, vertical="top"), Font(), Font(bold=True)

    def cell(value: Value, *, bold: bool = False) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet)
        if isinstance(value, date | int):
            made.value = value
            made.number_format = "yyyy-mm-dd" if isinstance(value, date) else "0"
        else:
            made.value = for_xlsx(leaving(value or ""))
            made.data_type, made.number_format = "s", "@"
        made.alignment, made.font = wrapped, heavy if bold else plain
        return made

    sheet.append([cell(heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([cell(value) for value in row])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _text(value: Value) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


# -- read ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read: the headings that the columns have in this service, rows with their places, and remarks."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, plain: dict) -> ReadList:
        rows = tuple((place, tuple(cells)) for place, cells in plain["rows"])
        return cls(tuple(plain["headings"]), rows, tuple(plain["remarks"]))


def read_list(upload: UploadedFile, *, known: Sequence[str]) -> ReadList:
    """The rows of an uploaded CSV or workbook whose headings are among `known`. Raises DocumentError, one sentence."""
    name = shown_name(upload.name or "")
    stem, ending = os.path.splitext(name)
    if ending.lower() in (".txt", ".tsv"):
        name = f"{stem}.csv"  # Excel's "Unicode text": values divided by tabs
    with tempfile.TemporaryDirectory(prefix="sendplan-list-") as folder:
        path = os.path.join(folder, _short(name))
        with open(path, "wb") as copy:
            for part in upload.chunks():
                copy.write(part)
        document = read_document(path, limits=_LIMITS)
    if document.format not in ("csv", "xlsx"):
        raise DocumentError(f"The file {name} is no list of rows: save it as .xlsx or .csv and choose it again.")
    return _headed(document, name, known)


def _short(name: str) -> str:
    """A name that every file system takes: at most 200 bytes."""
    stem, ending = os.path.splitext(name)
    return stem.encode()[: 200 - len(ending)].decode(errors="ignore") + ending


def _headed(document: Document, name: str, known: Sequence[str]) -> ReadList:
    tables = [table for table in document.tables() if table.rows]
    if not tables:
        raise DocumentError(f"The file {name} has no rows: write one heading row and one row for each record.")
    if len(tables) > 1:
        titles = ", ".join(f"'{table.title}'" for table in tables)
        raise DocumentError(
            f"The file {name} has {len(tables)} sheets with something in them ({titles}): keep the one with the list."
        )
    for notice in document.notices:
        if notice.kind in ("hidden column", "hidden sheet"):
            raise DocumentError(f"{notice.message} Show it again in {name}, or delete it, and save the file.")
    first, *others = tables[0].rows
    headings = _headings(first, known)
    if not others:
        raise DocumentError(f"The file {name} has a heading row and no row below it: write one row for each record.")
    rows = tuple((row.place, _cells(row, headings)) for row in others)
    remarks = tuple(dict.fromkeys(notice.message for notice in document.notices))
    return ReadList(tuple(headings.values()), rows, remarks)


def _headings(row: Row, known: Sequence[str]) -> dict[int, str]:
    """The known heading of each column. Raises DocumentError for one that is not known or stands there twice."""
    by_words = {_plain(heading): heading for heading in known}
    found: dict[int, str] = {}
    for cell in row.cells:
        words = unguarded(cell.text)
        if not words:
            continue
        heading = by_words.get(_plain(words))
        place = f"{row.place}, column {cell.column + 1}"
        if heading is None:
            near = get_close_matches(_plain(words), by_words, n=1)
            meant = f"did you mean '{by_words[near[0]]}'? Rename it" if near else "rename it"
            raise DocumentError(
                f"At {place} the heading '{_shown(words)}' is no column of this list: {meant}, or delete the column."
            )
        if heading in found.values():
            raise DocumentError(
                f"At {place} the heading '{heading}' stands a second time: delete one of the two columns."
            )
        if cell.columns > 1:
            raise DocumentError(f"At {place} the heading '{heading}' is merged over other columns: unmerge it.")
        found[cell.column] = heading
    return found


def _cells(row: Row, headings: dict[int, str]) -> tuple[str, ...]:
    cells = {cell.column: cell for cell in row.cells}
    for cell in row.cells:
        where = f"{row.place}, {headings.get(cell.column, f'column {cell.column + 1}')}"
        if cell.text and cell.column not in headings:
            raise DocumentError(
                f"At {where} stands '{_shown(cell.text)}' without a heading above it: give it one or delete it."
            )
        if cell.columns > 1 or cell.continues:
            raise DocumentError(f"At {where} cells are merged ('{_shown(cell.text)}'): unmerge them and fill in each.")
        if cell.doubt:
            raise DocumentError(f"At {where} '{_shown(cell.text)}' is unsure. {cell.doubt} Type that cell anew.")
    empty = Cell("", 0)
    return tuple(unguarded(cells.get(column, empty).text) for column in headings)


def _plain(words: str) -> str:
    return " ".join(as_seen(words).casefold().split())


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
