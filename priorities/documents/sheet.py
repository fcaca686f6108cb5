"""One sheet of a workbook: its visible cells as a table, everything hidden or beside the cells as notices."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from lxml import etree

from .blocks import DocumentError, Notice, Table
from .book import Book, Style, item_text, unescaped
from .choices import formula_of_choices
from .grid import Grid, Merge, Value, column_letters, parse_reference, visible
from .limits import check_cell, check_columns, check_rows
from .numberformat import date_of, is_date_format, plain_number, serial_of, shown_number, shown_text
from .package import child, local
from .sheet_extras import extras
from .wording import clean, direction_doubt, join_doubts

_PLAIN = Style()


def read_sheet(book: Book, part: str, title: str) -> tuple[Table, list[Notice]]:
    """The sheet's visible cells, and notices of the rest. Raises DocumentError at a limit or for overlapping
    merges.
    """
    place = f"sheet '{title}'"
    grid, notices = Grid(), []
    number = 0
    hidden_by_default = False
    rules = 0
    drawings = False
    for element in book.package.elements(
        part,
        "sheetFormatPr",
        "col",
        "row",
        "autoFilter",
        "mergeCell",
        "cfRule",
        "headerFooter",
        "drawing",
        "dataValidation",
    ):
        name = local(element)
        if name == "row" and not len(element):
            # A row of nothing but a format; a sheet may have a million of them.
            number = _row_number(element, number, place)
        elif name == "row":
            number = _row_number(element, number, place)
            _read_row(book, grid, element, number, place, hidden_by_default)
        elif name == "sheetFormatPr":
            hidden_by_default = element.get("zeroHeight") in ("1", "true")
        elif name == "col":
            _read_column(grid, element, book.limits.columns)
        elif name == "mergeCell":
            _read_merge(grid, element.get("ref") or "", book.limits.columns)
        elif name == "autoFilter":
            grid.filtered = element.find("{*}filterColumn") is not None
        elif name == "cfRule":
            rules += _colours_cells(element)
        elif name == "headerFooter":
            notices.extend(_margins(element, place))
        elif name == "dataValidation":
            book.choices.append((title, formula_of_choices(element)))
        else:
            drawings = True
    if rules:
        notices.append(
            Notice(
                place,
                "conditional formatting",
                "",
                f"The {place} has colours set by rules, which are not read.",
            )
        )
    table, hidden = visible(grid, title, place)
    return table, [*hidden, *notices, *extras(book.package, book.people, part, place, drawings=drawings)]


def _row_number(element: etree._Element, before: int, place: str) -> int:
    """The row's number; a row without one follows the row before it."""
    text = element.get("r")
    if text is None:
        return before + 1
    number = int(text) if text.isdigit() and len(text) < 8 else 0
    if number <= before:
        raise DocumentError(
            f"In {place} row {before} is followed by a row numbered {text[:20]!r}: open the file in Excel "
            "and save it again."
        )
    return number


def _colours_cells(rule: etree._Element) -> bool:
    return rule.get("dxfId") is not None or rule.get("type") in ("colorScale", "dataBar", "iconSet")


def _read_column(grid: Grid, element: etree._Element, columns: int) -> None:
    width = element.get("width")
    hidden = element.get("hidden") in ("1", "true") or (width is not None and _number(width) == 0)
    first, last = _number(element.get("min")), _number(element.get("max"))
    if hidden and first and last and first <= last:
        # What lies beyond the columns that are read is refused, hidden or not.
        grid.hidden_columns.update(range(int(first) - 1, min(int(last), columns)))


def _number(text: str | None) -> float | None:
    """A finite number, or None."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e308 else None


def _read_merge(grid: Grid, reference: str, columns: int) -> None:
    ends = [parse_reference(end) for end in reference.split(":")]
    if len(ends) == 2 and all(ends):
        (top, left), (bottom, right) = ends
        if top <= bottom and left <= min(right, columns - 1):
            grid.merges.append(Merge(top, left, bottom, min(right, columns - 1)))


def _read_row(book: Book, grid: Grid, element: etree._Element, number: int, place: str, hidden: bool) -> None:
    flag = element.get("hidden")
    if flag in ("1", "true") or (flag is None and hidden) or _number(element.get("ht")) == 0:
        grid.hidden_rows.add(number)
    values: dict[int, Value] = {}
    column = -1
    filled = False
    before_column = f"{place}, row {number}, column "
    for cell in element.iterchildren("{*}c"):
        at = parse_reference(cell.get("r") or "")
        column = at[1] if at else column + 1
        if not len(cell) and column >= book.limits.columns:
            continue
        value = _value(book, cell, before_column + column_letters(column))
        if value is None:
            continue
        if value.text or value.concealed or value.doubt:
            filled = True
            if column >= book.limits.columns:
                check_columns(column + 1, f"{place}, row {number}", book.limits)
        if column < book.limits.columns:
            values[column] = value
    # A row of colours without words shows nothing to read, and a sheet may have a million of them.
    if filled:
        grid.rows[number] = values
        book.rows_read += 1
        check_rows(book.rows_read, f"{place}, row {number}", book.limits)


def _value(book: Book, cell: etree._Element, place: str) -> Value | None:
    """What the cell shows; None when it has neither content nor colour."""
    index = cell.get("s")
    style = book.styles[int(index)] if index and index.isdigit() and int(index) < len(book.styles) else _PLAIN
    kind = cell.get("t") or "n"
    stored = child(cell, "v")
    raw = stored.text if stored is not None else None
    if raw is None and kind != "inlineStr":
        if child(cell, "f") is not None and kind != "str":
            said = f"The cell at {place} holds a formula whose result is not stored in the file."
            return Value("", fill=style.fill, doubt=said)
        return Value("", fill=style.fill) if style.fill else None
    struck = ""
    if kind in ("s", "inlineStr"):
        text, struck = _string(book, cell, kind, raw, place)
        value = _text_value(text, style)
    elif kind == "str":
        value = _text_value(clean(unescaped(raw), place), style)
    elif kind == "b":
        value = Value("TRUE" if raw.strip() in ("1", "true") else "FALSE")
    elif kind == "e":
        value = Value(clean(raw, place), doubt=f"The cell at {place} holds the error {raw.strip()[:20]}.")
    elif kind == "d":
        value = _iso_value(raw, style, book.base_1904, place)
    else:
        value = _number_value(raw, style, book.base_1904, place)
    check_cell(value.text, place, book.limits)
    value.fill = style.fill
    value.struck = (value.text if style.struck else struck) or ""
    value.doubt = join_doubts(value.doubt, direction_doubt(value.text))
    return value if value.text or value.fill or value.doubt or value.concealed else None


def _string(book: Book, cell: etree._Element, kind: str, raw: str | None, place: str) -> tuple[str, str]:
    if kind == "inlineStr":
        item = child(cell, "is")
        return item_text(item, place, book.limits) if item is not None else ("", "")
    try:
        index = int(raw or "")
        if index < 0:
            raise IndexError(index)
        return book.strings[index]
    except (ValueError, IndexError):
        raise DocumentError(
            f"The cell at {place} points to a text ({(raw or '')[:20]!r}) that is not in the file: open it "
            "in Excel and save it again."
        ) from None


def _text_value(text: str, style: Style) -> Value:
    shown = text if style.code == "General" else shown_text(text, style.code).strip()
    return Value(shown, concealed=text if text and not shown else "")


def _number_value(raw: str, style: Style, base_1904: bool, place: str) -> Value:
    number = _number(raw)
    if number is None:
        return Value(clean(raw, place), doubt=f"The cell at {place} is stored as a number but holds {raw[:20]!r}.")
    shown = shown_number(number, style.code, base_1904=base_1904)
    concealed = "" if shown.text else plain_number(number)
    return Value(shown.text, date=shown.date, doubt=shown.doubt, concealed=concealed)


def _iso_value(raw: str, style: Style, base_1904: bool, place: str) -> Value:
    """A date that the file writes out (ISO 8601) instead of counting its days."""
    found = date_of(raw)
    if found is None:
        return Value(clean(raw, place), doubt=f"The cell at {place} is stored as a date but holds {raw[:20]!r}.")
    if isinstance(found, time):
        return Value(clean(raw, place))
    moment = found if isinstance(found, datetime) else datetime.combine(found, time())
    if not is_date_format(style.code) or moment.tzinfo:
        day = date(moment.year, moment.month, moment.day)
        return Value(clean(raw, place), date=day.isoformat())
    shown = shown_number(serial_of(moment, base_1904=base_1904), style.code, base_1904=base_1904)
    return Value(shown.text, date=shown.date, doubt=shown.doubt)


_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d+|[A-Za-z])')


def _margins(element: etree._Element, place: str) -> list[Notice]:
    """Notices of the sheet's printed headers and footers, without their formatting codes."""
    notices = []
    for margin in element:
        kind = "header" if local(margin).endswith("Header") else "footer"
        text = _MARGIN_CODE.sub(" ", (margin.text or "").replace("&&", "\ue000")).replace("\ue000", "&")
        text = re.sub(" {2,}", " ", clean(text, f"{kind} of {place}"))
        if text:
            notices.append(Notice(place, kind, text, f"The {place} has a printed {kind}, which is not content."))
    return notices
