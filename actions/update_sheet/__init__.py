"""Update sheets: which columns they have, and what a sheet that comes back says. Pure: no Django, no database.

A sheet is a workbook that a lead fills in. `columns` names its columns, `reading` finds them in a document that
`priorities.documents` read, `understanding` turns a row's words into statuses and days.
"""

from actions.update_sheet.columns import (
    COLUMNS,
    FILLED_IN,
    MARK_SHEET,
    NO,
    NO_RATING_CHOICE,
    PREFILLED,
    SHEET_SIGN,
    UPDATES_SHEET,
    YES,
    Column,
)
from actions.update_sheet.reading import Read, Row, Skipped, find_rows, rows_from_plain, rows_to_plain
from actions.update_sheet.understanding import Problem, Understood, at_row, understand

__all__ = [
    "COLUMNS",
    "FILLED_IN",
    "MARK_SHEET",
    "NO",
    "NO_RATING_CHOICE",
    "PREFILLED",
    "SHEET_SIGN",
    "UPDATES_SHEET",
    "YES",
    "Column",
    "Problem",
    "Read",
    "Row",
    "Skipped",
    "Understood",
    "at_row",
    "find_rows",
    "rows_from_plain",
    "rows_to_plain",
    "understand",
]
