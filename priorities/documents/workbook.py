"""Excel workbooks (.xlsx), read as a person sees them: what is hidden is a notice, not content.

The XML is read directly (ECMA-376 part 1, chapter 18), in a stream: openpyxl either holds a whole workbook of
cell objects in memory or, in its lean mode, forgets merged and hidden cells; it cannot tell a formula without
a stored value from an empty cell, and it drops threaded comments and theme colours.
"""

from __future__ import annotations

from dataclasses import replace

from .blocks import Document, DocumentError, Notice, Table
from .book import shared
from .choices import columns_of_choices, names_of_ranges
from .limits import Limits
from .package import Package, attribute
from .sheet import read_sheet


def read_workbook(package: Package, limits: Limits) -> Document:
    """The visible sheets as tables titled by their names, in the workbook's order; the rest as notices."""
    main = package.main_part()
    root = package.tree(main)
    book = shared(package, main, root, limits)
    relations = package.relations(main)
    blocks: list[Table] = []
    notices: list[Notice] = []
    for entry in root.iterfind(".//{*}sheets/{*}sheet"):
        title = entry.get("name") or ""
        relation = relations.get(attribute(entry, "id") or "")
        if relation is None or not package.has(relation.target):
            raise DocumentError(
                f"The sheet {title!r} of {package.name} is missing from the file: open it, save it again "
                "and send the new copy."
            )
        place = f"sheet '{title}'"
        if relation.kind != "worksheet":
            kind = "chart" if relation.kind == "chartsheet" else relation.kind
            notices.append(Notice(place, kind, "", f"The {place} is a {kind} sheet, which is not read as a table."))
            continue
        table, found = read_sheet(book, relation.target, title)
        if entry.get("state") in ("hidden", "veryHidden"):
            notices.append(_hidden_sheet(place, table, found))
            continue
        notices.extend(found)
        if table.rows:
            blocks.append(table)
    choices = columns_of_choices(book.choices, names_of_ranges(root))
    blocks = [replace(table, choices=tuple(sorted(choices.get((table.title or "").lower(), ())))) for table in blocks]
    return Document("xlsx", tuple(blocks), tuple(notices))


def _hidden_sheet(place: str, table: Table, found: list[Notice]) -> Notice:
    """One notice with all the words of a hidden sheet, its own notices' words included."""
    lines = [" | ".join(cell.text for cell in row.cells if cell.text and not cell.continues) for row in table.rows]
    lines += [notice.text for notice in found if notice.text]
    return Notice(
        place,
        "hidden sheet",
        "\n".join(lines),
        f"The {place} is hidden, so its words were not read as content.",
    )
