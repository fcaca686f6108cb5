"""Which columns of a workbook's sheets are the choices of drop-down lists on other sheets.

A cell with a drop-down list names its choices by a range ("=Lists!$A$2:$A$6") or by a name that the workbook gives to
such a range (ECMA-376 part 1, 18.3.1.33 and 18.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from .grid import parse_reference
from .package import local

_RANGE = re.compile(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[\w.]+))!(?P<first>\$?[A-Z]{1,3}\$?\d*)(?::(?P<last>\S+))?"
)
_WIDEST = 50


def formula_of_choices(validation: etree._Element) -> str:
    """The formula by which a cell's rule names its choices; "" for a rule of another kind or a list written out."""
    if validation.get("type") != "list":
        return ""
    first = next((child for child in validation if local(child) == "formula1"), None)
    formula = "" if first is None else "".join(first.itertext()).strip()
    return "" if formula.startswith('"') else formula


def names_of_ranges(root: etree._Element) -> dict[str, str]:
    """The ranges that the workbook gives names to, by name in small letters."""
    return {
        (entry.get("name") or "").lower(): (entry.text or "").strip()
        for entry in root.iterfind(".//{*}definedNames/{*}definedName")
    }


def columns_of_choices(formulas: Iterable[tuple[str, str]], names: Mapping[str, str]) -> dict[str, set[int]]:
    """By a sheet's title in small letters, the 0-based columns that hold choices for cells of other sheets.

    `formulas` are pairs of the title of the sheet with the cell and the formula. What is worked out by a function, or
    stands on the cell's own sheet, is left out.
    """
    found: dict[str, set[int]] = {}
    for title, formula in formulas:
        match = _RANGE.fullmatch(names.get(formula.lstrip("=").lower(), formula))
        if match is None:
            continue
        sheet = (match["quoted"] or match["plain"]).replace("''", "'").lower()
        ends = [_column(match["first"]), _column(match["last"] or match["first"])]
        if sheet == title.lower() or None in ends or not 0 <= ends[1] - ends[0] < _WIDEST:
            continue
        found.setdefault(sheet, set()).update(range(ends[0], ends[1] + 1))
    return found


def _column(reference: str) -> int | None:
    """The 0-based column of "$B$2" or of "$B", None for anything else."""
    at = parse_reference(reference) or parse_reference(f"{reference}1")
    return at[1] if at else None
