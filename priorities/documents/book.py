"""What the sheets of a workbook share: its texts, its styles, its calendar, the people who comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .blocks import DocumentError
from .colours import cell_colour, theme_colours
from .limits import Limits
from .numberformat import BUILT_IN
from .package import Package, local
from .wording import clean


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says: its number format code, its background, whether its font is struck."""

    code: str = "General"
    fill: str | None = None
    struck: bool = False


@dataclass(slots=True)
class Book:
    """What all sheets of a workbook share."""

    package: Package
    limits: Limits
    base_1904: bool = False
    strings: list[tuple[str, str]] = field(default_factory=list)  # the text, and the part of it struck through
    styles: list[Style] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    rows_read: int = 0
    choices: list[tuple[str, str]] = field(default_factory=list)  # a sheet's title, where its drop-down lists point


def shared(package: Package, main: str, root: etree._Element, limits: Limits) -> Book:
    """Read what `main`, the workbook part with this root, shares with its sheets."""
    book = Book(package, limits)
    properties = root.find("{*}workbookPr")
    book.base_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
    theme: list[str] = []
    for part in package.related(main, "theme"):
        theme = theme_colours(package.tree(part))
    for part in package.related(main, "styles"):
        book.styles = _styles(package.tree(part), theme)
    for part in package.related(main, "sharedStrings"):
        for item in package.elements(part, "si"):
            book.strings.append(item_text(item, "the shared strings", limits))
            if len(book.strings) > limits.rows * limits.columns:
                raise DocumentError(
                    f"The file {package.name} stores more than {limits.rows * limits.columns:,} texts, "
                    "which is more than its cells may hold: copy its content into a new workbook."
                )
    for part in package.related(main, "person"):
        for person in package.elements(part, "person"):
            book.people[person.get("id") or ""] = person.get("displayName") or ""
    return book


# Excel writes characters that XML cannot hold as "_x000D_"; "_x005F_" keeps a real "_x" apart.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """The text with Excel's own escapes replaced by the characters that they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def item_text(item: etree._Element, place: str, limits: Limits) -> tuple[str, str]:
    """A string item's text, and the part of it that is struck through; pronunciation guides are left out."""
    whole: list[str] = []
    struck: list[str] = []
    size = 0
    for child in item:
        name = local(child)
        if name == "t":
            texts, crossed = [child], False
        elif name == "r":
            texts = child.findall("{*}t")
            strike = child.find("{*}rPr/{*}strike")
            crossed = strike is not None and strike.get("val") not in ("0", "false")
        else:
            continue
        for text in texts:
            piece = unescaped(text.text or "")
            size += len(piece)
            if size > 2 * limits.cell_characters:
                raise DocumentError(
                    f"In {place} a text that begins {piece[:30]!r} is longer than the "
                    f"{limits.cell_characters:,} characters that are read in one cell: shorten it or "
                    "split it."
                )
            whole.append(piece)
            if crossed:
                struck.append(piece)
    return clean("".join(whole), place), clean("".join(struck), place)


def _styles(root: etree._Element, theme: list[str]) -> list[Style]:
    """The styles that cells name by their order in cellXfs."""
    codes = {
        int(entry.get("numFmtId")): entry.get("formatCode") or "General"
        for entry in root.iterfind("{*}numFmts/{*}numFmt")
        if (entry.get("numFmtId") or "").isdigit()
    }
    palette = [entry.get("rgb", "")[-6:] for entry in root.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")]
    fills = [_fill(entry, theme, palette) for entry in root.iterfind("{*}fills/{*}fill")]
    struck = [_is_struck(entry) for entry in root.iterfind("{*}fonts/{*}font")]
    styles = []
    for entry in root.iterfind("{*}cellXfs/{*}xf"):
        number = _index(entry.get("numFmtId"))
        styles.append(
            Style(
                codes.get(number) or BUILT_IN.get(number, "General"),
                _at(fills, entry.get("fillId"), None),
                _at(struck, entry.get("fontId"), False),
            )
        )
    return styles


def _index(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _at(values: list, text: str | None, otherwise: object) -> object:
    index = _index(text)
    return values[index] if index < len(values) else otherwise


def _is_struck(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val") not in ("0", "false")


def _fill(entry: etree._Element, theme: list[str], palette: list[str]) -> str | None:
    pattern = entry.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    return cell_colour(pattern.find("{*}fgColor"), theme, palette)
