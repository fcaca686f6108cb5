"""What a lead does in LibreOffice, by its Python bridge: `typing_in.py PIPE SHEET FOLDER`, both addresses file://…

Started by `make.py` with Debian's Python, so it imports nothing of this project. Cells are typed into as by keyboard: LibreOffice
decides what becomes a day, a number or a text.
"""

from __future__ import annotations

import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.ValidationType import LIST

FIRST_ROW = 2


def value(name: str, held: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, held
    return made


def connected(pipe: str):
    """The desktop of the LibreOffice that listens at the pipe, and its context; waits for it for a minute."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context), context
    raise SystemExit("LibreOffice did not answer within a minute.")


class Sheet:
    """The sheet 'Updates' under somebody's hands."""

    def __init__(self, book, context) -> None:
        self.book = book
        self.sheet = book.Sheets.getByName("Updates")
        self.frame = book.CurrentController.Frame
        self.press = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        book.CurrentController.setActiveSheet(self.sheet)
        self.columns = {}
        for column in range(60):
            heading = self.sheet.getCellByPosition(column, 0).String
            if heading:
                self.columns[heading] = column

    def cell(self, row: int, heading: str):
        """Rows are counted as on the screen, from 1."""
        return self.sheet.getCellByPosition(self.columns[heading], row - 1)

    def do(self, command: str, **arguments: object) -> None:
        given = tuple(value(name, held) for name, held in arguments.items())
        self.press.executeDispatch(self.frame, f".uno:{command}", "", 0, given)

    def type(self, row: int, **cells: str) -> None:
        """Type into cells and press Enter. Keys are headings with "_" for a blank; a line break is Ctrl+Enter."""
        for key, words in cells.items():
            cell = self.cell(row, HEADINGS.get(key, key.replace("_", " ")))
            if "\n" in words:
                cell.setString(words)
                continue
            self.do("GoToCell", ToPoint=cell.AbsoluteName)
            self.do("EnterString", StringName=words)

    def choose(self, row: int, heading: str, choice: str) -> None:
        """Choose from a cell's own drop-down list; fails where it has none, or none with this choice."""
        cell = self.cell(row, heading)
        rule = cell.Validation
        assert (rule.Type, bool(rule.ShowList)) == (LIST, True), f"{heading} has no list"
        choices = [each.strip('"') for each in rule.getFormula1().split(";")]
        assert choice in choices, (choice, choices)
        self.type(row, **{heading: choice})


HEADINGS = {"done": "What we have done", "difference": "The difference it made", "no_change": "No change?"}


def saved(book, address: str, kind: str) -> None:
    book.storeToURL(address, (value("FilterName", kind),))


XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"


def fill_in(sheet: Sheet) -> None:
    sheet.choose(2, "Status", "On track")
    sheet.type(
        2,
        done="We trained 12 staff:\n• “Ash” school\n• 'Elm' school – \"all of it\" 👍🏽\n\nThe rest in May.",
        difference="Calmer classes; fewer calls.",
        Next_step="- train the governors",
        Date_of_the_next_step="2/5/2026",
    )
    sheet.choose(3, "No change?", "yes")
    sheet.choose(5, "Status", "Complete and embedded")
    sheet.type(
        5,
        done="=1+1 families of 2 said so",
        How_we_know="0012",
        Evidence="-5 complaints, +3 thanks, 1.10, 14-Sep, 1e5, TRUE",
        Date_of_the_evidence="1 November 2025",
        Evidence_link="www.example.org/report",
    )
    sheet.choose(6, "Status", "At risk")
    sheet.type(
        6,
        done="3 of 7 languages: Ж, ש, 漢.",
        New_due_date="March 2027",
        Why_it_changes="The printer is late.",
        Who_agreed_it="SEND board",
        Agreed_on="2026-03-02",
    )
    sheet.choose(7, "Status", "No rating")
    sheet.type(
        7, done="'Tis the season", New_due_date="30/9/2026", Why_it_changes="=", Who_agreed_it="007", Agreed_on="2.3.26"
    )


def rearrange(sheet: Sheet) -> None:
    """The protection taken off, as it has no password; a column of one's own; a wider column; rows the other way round."""
    sheet.sheet.unprotect("")
    notes = len(sheet.columns)
    sheet.sheet.getCellByPosition(notes, 0).setString("My notes")
    sheet.sheet.getCellByPosition(notes, 1).setString("Ask the head")
    sheet.sheet.Columns.getByIndex(sheet.columns["What we have done"]).Width = 12_000
    rows = sheet.sheet.getCellRangeByPosition(0, FIRST_ROW - 1, notes, 6)
    key = uno.createUnoStruct("com.sun.star.table.TableSortField")
    key.Field, key.IsAscending = sheet.columns["Reference"], False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (key,))
    rows.sort((value("SortFields", fields), value("ContainsHeader", False), value("BindFormatsToContent", True)))
    sheet.book.Sheets.insertNewByName("My sums", 2)
    sums = sheet.book.Sheets.getByName("My sums")
    sums.getCellByPosition(0, 0).setFormula("=2+3")


def main(pipe: str, sheet: str, folder: str) -> None:
    desktop, context = connected(pipe)
    book = desktop.loadComponentFromURL(sheet, "_blank", 0, ())
    saved(book, f"{folder}/untouched.xlsx", XLSX)
    hands = Sheet(book, context)
    fill_in(hands)
    saved(book, f"{folder}/filled-in.xlsx", XLSX)
    saved(book, f"{folder}/filled-in.ods", ODS)
    rearrange(hands)
    saved(book, f"{folder}/rearranged.xlsx", XLSX)
    book.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
