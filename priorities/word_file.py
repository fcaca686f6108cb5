"""Word documents (.docx) that the office sends out: headings, sentences and tables, readable by screen readers. Pure.

Only what such a document needs of ECMA-376 part 1. The same words give the same bytes. Nothing in it is live: it has no fields,
links or macros, and every text is escaped.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from priorities.list_cells import as_seen

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that every part of the archive bears, so that the same words give the same file."""

_PAGE_WIDTH = 15_398
"""Twentieths of a point between the margins of lying A4."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2, in one line."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph, or several: one for each line."""

    text: str


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table whose first row holds the headings, repeated on every page. `widths` are shares of the page's width."""

    caption: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]


Block = Heading | Sentence | WordTable


def word_file(*, title: str, blocks: Iterable[Block]) -> bytes:
    """The document on lying A4 in British English. Texts stand in it as a person sees them; a line break begins a paragraph."""
    body = "".join(map(_block, blocks))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _rels(("officeDocument", "word/document.xml"), ("core", "docProps/core.xml")),
        "docProps/core.xml": _CORE.format(title=escape(one_line(title))),
        "word/_rels/document.xml.rels": _rels(("styles", "styles.xml")),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{body}{_SECTION}</w:body></w:document>',
        "word/styles.xml": _STYLES,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def one_line(text: str) -> str:
    """The text as a person sees it, its line breaks and tabs as blanks."""
    return " ".join(as_seen(text).split())


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return _paragraph(one_line(block.text), f"Heading{block.level}")
    if isinstance(block, Sentence):
        return _paragraphs(block.text, "Sentence")
    return _table(block)


def _paragraphs(text: str, style: str = "") -> str:
    return "".join(_paragraph(line, style) for line in as_seen(text).split("\n"))


def _paragraph(line: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    words = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
    return f"<w:p>{properties}<w:r>{words}</w:r></w:p>" if line else f"<w:p>{properties}</w:p>"


def _table(table: WordTable) -> str:
    whole = sum(table.widths)
    widths = [_PAGE_WIDTH * width // whole for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = escape(one_line(table.caption), {'"': "&quot;"})
    head = _row(table.headings, widths, "TableHeading", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    rows = "".join(_row(row, widths, "", "") for row in table.rows)
    # A paragraph parts the table from one that follows: Word draws two tables without anything between as one.
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{caption}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p/>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], style: str, properties: str) -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraphs(text, style)}</w:tc>'
        for text, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{filled}</w:tr>"


def _rels(*relations: tuple[str, str]) -> str:
    kinds = {"core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"}
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds.get(kind, f"{_OFFICE_RELATIONS}/{kind}")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>en-GB</dc:language>'
    "<dc:creator>sendplan</dc:creator></cp:coreProperties>"
)
_SECTION = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
)


def _heading_style(level: int, halves: int) -> str:
    """A heading's style; its letters' height in half points."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{halves}"/></w:rPr></w:style>'
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="595959"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    f"{_heading_style(1, 36)}{_heading_style(2, 28)}"
    '<w:style w:type="paragraph" w:styleId="Sentence"><w:name w:val="Sentence"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TableHeading"><w:name w:val="Table Heading"/><w:basedOn w:val="Normal"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>"
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
)
