"""An update sheet as an XLSX file: how to fill it in, one row for each action, and the hidden marks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap

from actions.status import Status
from actions.update_sheet import (
    COLUMNS,
    MARK_SHEET,
    NO_RATING_CHOICE,
    PREFILLED,
    SHEET_SIGN,
    UPDATES_SHEET,
    Column,
)
from actions.wording import counted, day_in_words
from priorities.list_cells import guarded

_HELP_SHEET = "How to fill this in"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_FORMAT = "d mmmm yyyy"
_FONT = "Calibri"
"""That of the other cells: LibreOffice draws a font without a name with serifs."""

_HELP_WIDTH = 100
_HELP_LETTERS = 110
"""Letters that surely fit into a line of the help, whatever font a program takes for ours."""

_LINE_HEIGHT = 15.5
_PRINT_SCALE = 70
"""Percent at which the columns fill four pages side by side, each with the first three again, and can still be read."""


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows as it is: no formula, no sign that XML cannot hold, nothing that looks like an escape."""
    return _LOOKS_ESCAPED.sub("_x005F_", guarded(_CONTROL.sub("", text)))


def help_lines(*, lead: str, made_on: date, count: int, every: bool) -> list[str]:
    """What the first sheet says, line by line; a line that ends in a colon is a heading."""
    which = "every open action" if every else "what is due within 30 days, or late"
    return [
        f"Updates of {lead}:",
        f"Made on {day_in_words(made_on)}. It holds {counted(count, 'action')}: {which}.",
        f"Go to the sheet '{UPDATES_SHEET}'. Each row is one action. Fill in the white columns; the grey ones are ours.",
        "Write for families: what you have done and what changed. Name roles and teams, never people. Do not name a child.",
        "Nothing has changed? Choose 'yes' under 'No change?' and leave the rest of the row empty.",
        "Leave a row empty if you do not want to send an update of it.",
        "Save the file as .xlsx and send it back to the person who gave it to you. They check it, and somebody else "
        "approves it before the public reads it.",
        "What each status means, and what it needs:",
        *(f"{status.label}: {status.definition}{_NEEDS.get(status, '')}" for status in Status),
        f"{NO_RATING_CHOICE}: You report without rating the action. Its last status stays.",
        "Days:",
        "Write them as 2 March 2026 or 2/3/2026: the day first, then the month, then all four figures of the year.",
        "A new due date needs the reason, who agreed it, and on which day. The public reads these, and the old date too.",
        "Please do not:",
        "Do not copy the rows into another file, and do not change the grey columns: rows are known by what is hidden behind them. "
        "To sort rows or move columns, take the sheet's protection off first; it has no password.",
    ]


_NEEDS = {
    Status.COMPLETE: " Fill in 'How we know'.",
    Status.EMBEDDED: " Fill in 'Evidence' or its link, and its date, which must be more than 3 months ago.",
    Status.STOPPED: " Fill in 'Reason for stopping'.",
}


def make_sheet(rows: Iterable[tuple[dict[str, str], str]], *, lead: str, made_on: date, every: bool = False) -> bytes:
    """The file. `rows` are pairs of prefilled cells, by the keys of the columns, and the row's signed mark."""
    from openpyxl import Workbook  # 9 MB, which no other page needs

    rows = list(rows)
    book = Workbook()
    _write_help(book.active, help_lines(lead=lead, made_on=made_on, count=len(rows), every=every))
    _write_rows(book.create_sheet(UPDATES_SHEET), [cells for cells, _ in rows])
    marks = book.create_sheet(MARK_SHEET)
    marks.append([SHEET_SIGN])
    for cells, mark in rows:
        marks.append([cells["number"], mark])
    marks.sheet_state = "veryHidden"
    book.active = 0
    book.properties.creator = book.properties.lastModifiedBy = "sendplan"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_help(sheet, lines: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = _HELP_SHEET
    sheet.column_dimensions["A"].width = _HELP_WIDTH
    for number, line in enumerate(lines, start=1):
        heading = line.endswith(":")
        cell = sheet.cell(number, 1, safe_cell(line.removesuffix(":") if heading else line))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONT, bold=heading, size=14 if number == 1 else 12 if heading else 11)
        # LibreOffice gives a row that nobody measured the height of one line.
        sheet.row_dimensions[number].height = _LINE_HEIGHT * (len(wrap(line, _HELP_LETTERS)) + heading * 0.5)
    sheet.protection.sheet = True
    _print_on_a4(sheet)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_rows(sheet, rows: Sequence[dict[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    grey, wrapped = PatternFill("solid", fgColor="E9E4DA"), Alignment(wrap_text=True, vertical="top")
    for at, column in enumerate(COLUMNS, start=1):
        heading = sheet.cell(1, at, column.heading)
        heading.font, heading.alignment, heading.fill = Font(name=_FONT, bold=True), wrapped, grey
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        ours = column in PREFILLED
        for number, cells in enumerate(rows, start=2):
            cell = sheet.cell(number, at)
            cell.alignment = wrapped
            if column.key == "number":
                cell.value, cell.fill = int(cells[column.key]), grey
            elif ours:
                cell.value = safe_cell(cells[column.key]) or None
                if cell.value is not None:
                    cell.data_type = "s"  # never a formula, whatever it looks like
                cell.fill = grey
            else:
                cell.protection = Protection(locked=False)
                cell.number_format = _DAY_FORMAT if column.kind == "day" else "@"
        if rows:
            _offer_choices(sheet, column, f"{get_column_letter(at)}2:{get_column_letter(at)}{len(rows) + 1}")
    sheet.freeze_panes = "D2"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter", "formatCells"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden
    sheet.row_dimensions[1].height = 2 * _LINE_HEIGHT
    _print_on_a4(sheet)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:C"
    sheet.print_options.gridLines = True
    sheet.page_setup.scale, sheet.page_setup.pageOrder = _PRINT_SCALE, "overThenDown"


def _print_on_a4(sheet) -> None:
    """Lying A4 with narrow margins: programs take American paper for a sheet that names none."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.4


def _offer_choices(sheet, column: Column, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.kind == "list":
        rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        rule.error, rule.errorTitle = "Choose one from the list, or leave the cell empty.", column.heading
        rule.showErrorMessage = True
    elif column.kind == "day":
        rule = DataValidation(type="none", allow_blank=True)
        rule.prompt, rule.promptTitle, rule.showInputMessage = "Such as 2 March 2026.", column.heading, True
    else:
        return
    sheet.add_data_validation(rule)
    rule.add(cells)
