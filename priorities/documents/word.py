"""Word documents (.docx): the body in reading order, with lists numbered as Word numbers them.

The XML is read directly (ECMA-376 part 1, chapter 17), because python-docx passes over content controls,
tracked changes, automatic numbers and text boxes, and parses a document type declaration.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .blocks import Cell, Document, Notice, Paragraph, Row, Table
from .colours import plain_colour
from .limits import Limits, check_cell, check_rows
from .package import Package, attribute, local
from .word_styles import Label, Numbering, Styles, switched, value_of
from .word_text import ADDED, ADDITION, REMOVAL, REMOVED, TextReader, Words, plain_words
from .wording import clean, direction_doubt, join_doubts, split_bullet

_TRACKED = "Tracked changes here are not settled, and neither the added nor the removed words are content."
_SYMBOL_LOST = "A symbol here could not be read and stands as \ufffd."

# What a notice of each kind says about its place; {} is the place.
_MESSAGES = {
    ADDITION: "At {} somebody added words and nobody accepted or rejected them, so they are not content.",
    REMOVAL: "At {} somebody removed words and nobody accepted or rejected that, so they are not content.",
    "hidden text": "At {} there is hidden text, which is not content.",
    "strikethrough": "At {} words are struck through, and are kept as content.",
    "text box": "At {} there is a text box, whose words are not read as content.",
    "picture": "At {} there is a picture, which cannot be read.",
    "placeholder": "At {} a form field is not filled in and shows only its prompt.",
    "footnote": "At {} there is a footnote, which is not content.",
    "endnote": "At {} there is an endnote, which is not content.",
    "comment": "At {} there is a comment, which is not content.",
    "nested table": "At {} a table stands inside a cell; its rows are read as lines of that cell.",
    "hidden row": "The row at {} is hidden, so its words were not read as content.",
    "header": "The document has a page {}, which is not content.",
    "footer": "The document has a page {}, which is not content.",
    "inserted file": "At {} another file is inserted, which is not read.",
}


def read_word(package: Package, limits: Limits) -> Document:
    """The document's paragraphs and tables in order; what is hidden, tracked or beside them as notices."""
    return _Reader(package, limits).read()


class _Reader:
    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._main = package.main_part()
        self._styles = Styles(self._related_tree("styles"))
        self._numbering = Numbering(self._related_tree("numbering"))
        self._text = TextReader(self._styles)
        self._notes = {
            "footnote": self._by_id("footnotes", "footnote"),
            "endnote": self._by_id("endnotes", "endnote"),
            "comment": self._by_id("comments", "comment"),
        }
        self._blocks: list[Paragraph | Table] = []
        self._notices: list[Notice] = []
        self._paragraphs = self._tables = self._rows = 0

    def _related_tree(self, kind: str) -> etree._Element | None:
        parts = self._package.related(self._main, kind)
        return self._package.tree(parts[0]) if parts else None

    def _by_id(self, kind: str, name: str) -> dict[str, str]:
        """The words of the notes or comments by their id; separators between notes are no notes."""
        root = self._related_tree(kind)
        if root is None:
            return {}
        return {
            attribute(note, "id") or "": plain_words(note)
            for note in root.iterfind(f"{{*}}{name}")
            if attribute(note, "type") in (None, "normal")
        }

    def read(self) -> Document:
        body = self._package.tree(self._main).find("{*}body")
        if body is not None:
            self._read_blocks(body)
        for text in self._notes["comment"].values():
            # Comments whose mark is not in the text: the reading above takes out the others.
            self._notice("the document", "comment", text)
        for kind in ("header", "footer"):
            texts = [plain_words(self._package.tree(part)) for part in self._package.related(self._main, kind)]
            for text in dict.fromkeys(texts):
                if text.strip():
                    self._notice(kind, kind, text)
        return Document("docx", tuple(self._blocks), tuple(self._notices))

    def _notice(self, place: str, kind: str, text: str) -> None:
        message = _MESSAGES[kind].format(place)
        shown = "tracked change" if kind in (ADDITION, REMOVAL) else kind
        self._notices.append(Notice(place, shown, clean(text, place), message))

    def _read_blocks(self, parent: etree._Element) -> None:
        for element in _block_children(parent):
            name = local(element)
            if name == "p":
                self._read_paragraph(element)
            elif name == "tbl":
                self._read_table(element)
            else:
                place = f"paragraph {self._paragraphs + 1}"
                self._outside(element, place)

    def _outside(self, element: etree._Element, place: str) -> None:
        """A block that is no paragraph or table: an inserted file, or blocks under a tracked change."""
        if local(element) == "altChunk":
            self._notice(place, "inserted file", "")
        elif text := plain_words(element):
            self._notice(place, ADDITION if local(element) in ADDED else REMOVAL, text)

    def _words_and_label(self, element: etree._Element) -> tuple[Words, Label | None]:
        words = self._text.read(element)
        properties = element.find("{*}pPr")
        mark = properties.find("{*}rPr") if properties is not None else None
        tracked = mark is not None and any(mark.find(f"{{*}}{name}") is not None for name in (*ADDED, *REMOVED))
        number_id, level, style = self._styles.list_place(properties)
        label = self._numbering.label(number_id, level, style, tracked=tracked) if number_id else None
        return words, label

    def _beside(self, words: Words, place: str) -> str | None:
        """Report what stands beside the content; the doubt that it casts on the content."""
        for kind, text in words.beside:
            self._notice(place, kind, text)
        for kind, key in words.footnotes:
            if text := self._notes[kind].get(key):
                self._notice(place, kind, text)
        for key in words.comments:
            if text := self._notes["comment"].pop(key, ""):
                self._notice(place, "comment", text)
        return join_doubts(_TRACKED if words.tracked else None, _SYMBOL_LOST if words.symbol_lost else None)

    def _read_paragraph(self, element: etree._Element) -> None:
        words, label = self._words_and_label(element)
        place = f"paragraph {self._paragraphs + 1}"
        text = clean(words.text, place)
        bullet = label is not None and label.bullet
        number = label.number if label else ""
        if text or number or any(kind != "picture" for kind, _ in words.beside):
            self._paragraphs += 1
        doubt = join_doubts(self._beside(words, place), label.doubt if label else None, direction_doubt(text))
        if not text and (not number or words.beside):
            return
        if not bullet and not number:
            bullet, text = split_bullet(text)
        text = f"{number} {text}".strip()
        check_cell(text, place, self._limits)
        level = self._styles.level(element.find("{*}pPr"))
        self._blocks.append(Paragraph(place, text, level, bullet, doubt, level is None and words.all_bold))

    def _read_table(self, element: etree._Element) -> None:
        rows = list(_row_children(element))
        for boxed in (cells := _layout_cells(rows)):
            self._read_blocks(boxed)
        if cells:
            return
        self._tables += 1
        place = f"table {self._tables}"
        found: list[Row] = []
        # Cells that go on downwards, by the grid column of their left edge.
        above: dict[int, Cell] = {}
        for number, element_row in enumerate(rows, 1):
            row_place = f"{place}, row {number}"
            properties = element_row.find("{*}trPr")
            if kind := _row_apart(properties):
                self._notice(row_place, kind, _row_words(element_row))
                continue
            cells = self._read_row(element_row, properties, row_place, above)
            if any(cell.text or cell.doubt for cell in cells if not cell.continues):
                found.append(Row(row_place, tuple(cells)))
                self._rows += 1
                check_rows(self._rows, row_place, self._limits)
        if found:
            self._blocks.append(Table(place, None, tuple(found)))

    def _read_row(
        self, row: etree._Element, properties: etree._Element | None, place: str, above: dict[int, Cell]
    ) -> list[Cell]:
        cells: list[Cell] = []
        column = _count(value_of(properties, "gridBefore"), 0)
        merged: dict[int, Cell] = {}
        for element in _cell_children(row):
            properties = element.find("{*}tcPr")
            columns = min(_count(value_of(properties, "gridSpan"), 1), self._limits.columns)
            sideways = properties.find("{*}hMerge") if properties is not None else None
            if sideways is not None and attribute(sideways, "val") in (None, "continue") and cells:
                cells[-1] = _wider(cells[-1], columns)
                column += columns
                continue
            downwards = properties.find("{*}vMerge") if properties is not None else None
            goes_on = downwards is not None and attribute(downwards, "val") in (None, "continue")
            text, doubt = self._read_cell(element, place)
            fill = _fill(properties)
            if properties is not None and any(
                properties.find(f"{{*}}{name}") is not None for name in ("cellIns", "cellDel", "cellMerge")
            ):
                doubt = join_doubts(doubt, _TRACKED)
            first = above.get(column)
            if goes_on and first is not None:
                if text and text != first.text:
                    self._notice(place, "hidden text", text)
                cell = Cell(first.text, column, columns, True, None, fill or first.fill, first.doubt)
                merged[column] = first
            else:
                cell = Cell(text, column, columns, False, None, fill, doubt)
                if downwards is not None:
                    merged[column] = cell
            cells.append(cell)
            column += columns
        above.clear()
        above.update(merged)
        return cells

    def _read_cell(self, element: etree._Element, place: str) -> tuple[str, str | None]:
        """A cell's text, one line a paragraph, and its doubt."""
        lines: list[str] = []
        doubts: list[str | None] = []
        for block in _block_children(element):
            if local(block) == "p":
                words, label = self._words_and_label(block)
                doubts += [self._beside(words, place), label.doubt if label else None]
                text = words.text.strip()
                if label and (text or label.number):
                    text = f"{'•' if label.bullet else label.number} {text}".strip()
                lines.append(text)
            elif local(block) == "tbl":
                self._notice(place, "nested table", plain_words(block))
                for row in _row_children(block):
                    cells = []
                    for cell in _cell_children(row):
                        text, doubt = self._read_cell(cell, place)
                        cells.append(text)
                        doubts.append(doubt)
                    lines.append(" | ".join(cells))
            else:
                self._outside(block, place)
                doubts.append(_TRACKED)
        text = clean("\n".join(lines), place)
        check_cell(text, place, self._limits)
        return text, join_doubts(*doubts, direction_doubt(text))


def _unwrapped(parent: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """The parent's children of these names, looked for inside content controls and other wrappers too."""
    for child in parent:
        name = local(child)
        if name in wanted:
            yield child
        elif name == "sdt":
            content = child.find("{*}sdtContent")
            if content is not None:
                yield from _unwrapped(content, wanted)
        elif name in ("customXml", "smartTag"):
            yield from _unwrapped(child, wanted)
        elif name == "AlternateContent":
            first = next((one for one in child if local(one) == "Choice"), None)
            if first is not None:
                yield from _unwrapped(first, wanted)


def _block_children(parent: etree._Element) -> Iterator[etree._Element]:
    return _unwrapped(parent, ("p", "tbl", "altChunk", *ADDED, *REMOVED))


def _row_children(table: etree._Element) -> Iterator[etree._Element]:
    return _unwrapped(table, ("tr",))


def _cell_children(row: etree._Element) -> Iterator[etree._Element]:
    return _unwrapped(row, ("tc",))


def _layout_cells(rows: list[etree._Element]) -> list[etree._Element]:
    """The cells of a table that does nothing but frame other tables, one or several side by side, else none."""
    cells = [cell for row in rows for cell in _cell_children(row)]
    if (
        len(rows) == 1
        and cells
        and all(any(local(block) == "tbl" for block in _block_children(cell)) for cell in cells)
    ):
        return cells
    return []


def _row_apart(properties: etree._Element | None) -> str:
    """Why a whole row is no content (the kind of its notice), or "" when it is content."""
    if properties is None:
        return ""
    for name, kind in (("ins", ADDITION), ("del", REMOVAL)):
        if properties.find(f"{{*}}{name}") is not None:
            return kind
    return "hidden row" if switched(properties, "hidden") else ""


def _row_words(row: etree._Element) -> str:
    return " | ".join(plain_words(cell) for cell in _cell_children(row))


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 6 else otherwise


def _wider(cell: Cell, columns: int) -> Cell:
    return Cell(cell.text, cell.column, cell.columns + columns, cell.continues, cell.date, cell.fill, cell.doubt)


def _fill(properties: etree._Element | None) -> str | None:
    """The cell's own shading. A solid pattern shows its front colour, any other its background."""
    shading = properties.find("{*}shd") if properties is not None else None
    if shading is None:
        return None
    return plain_colour(attribute(shading, "color" if attribute(shading, "val") == "solid" else "fill"))
