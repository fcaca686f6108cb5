"""Files made to do harm. Each is refused in one sentence, or read as far as it is harmless.

The sizes are real: every file here went over a limit of time or memory in some reader of Office files.
"""

import io
import os
import re
import struct
import zipfile

import pytest

from priorities.documents import DocumentError, read_document

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def relation(key, kind, target):
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def zipped(members, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def workbook(sheet, strings=None, prolog="", extra=()):
    """The bytes of a workbook with one sheet, "Plan", of this XML (everything inside <worksheet>)."""
    book = f'<sheets><sheet name="Plan" sheetId="1" xmlns:r="{OFFICE}" r:id="rId1"/></sheets>'
    relations = relation("rId1", "worksheet", "worksheets/sheet1.xml")
    members = [
        ("[Content_Types].xml", CONTENT_TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet")),
        ("_rels/.rels", RELATIONS.format(relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", f'<workbook xmlns="{SHEET_NS}">{book}</workbook>'),
        ("xl/worksheets/sheet1.xml", f'{prolog}<worksheet xmlns="{SHEET_NS}">{sheet}</worksheet>'),
    ]
    if strings is not None:
        relations += relation("rId2", "sharedStrings", "sharedStrings.xml")
        members.append(("xl/sharedStrings.xml", f'<sst xmlns="{SHEET_NS}">{strings}</sst>'))
    members.append(("xl/_rels/workbook.xml.rels", RELATIONS.format(relations)))
    return zipped([*members, *extra])


def word(body, prolog="", extra=()):
    """The bytes of a Word document with this body XML."""
    document = f'{prolog}<w:document xmlns:w="{WORD_NS}"><w:body>{body}</w:body></w:document>'
    return zipped(
        [
            ("[Content_Types].xml", CONTENT_TYPES.format(part="word/document.xml", kind="wordprocessingml.document")),
            ("_rels/.rels", RELATIONS.format(relation("rId1", "officeDocument", "word/document.xml"))),
            ("word/document.xml", document),
            *extra,
        ]
    )


def text_cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows(count, cell="<c r='A{0}'><v>{0}</v></c>"):
    return "<sheetData>" + "".join(f"<row r='{n}'>{cell.format(n)}</row>" for n in range(1, count + 1)) + "</sheetData>"


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(depth):
    begin = "<w:tbl><w:tr><w:tc>" + paragraph("a") * 2
    return begin * depth + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * depth


def scrambled(count):
    """Bytes that hardly compress, the same each time."""
    state, out = 1, bytearray()
    while len(out) < count:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out += struct.pack("<Q", state)
    return bytes(out[:count])


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ONE_ROW = f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}{text_cell('B1', 'Action')}</row></sheetData>"

REFUSED = {
    "bomb.xlsx": lambda: workbook(ONE_ROW, extra=[("xl/media/bomb.bin", b"\0" * 60_000_000)]),
    "ratio.docx": lambda: word(paragraph("a"), extra=[("word/media/a.bin", b"\0" * 8_000_000)]),
    "large.xlsx": lambda: workbook(ONE_ROW, extra=[("xl/media/a.bin", (scrambled(60_000) + b"a" * 2_000_000) * 28)]),
    "outside.xlsx": lambda: workbook(ONE_ROW, extra=[("../../etc/cron.d/x", b"x")]),
    "absolute.docx": lambda: word(paragraph("a"), extra=[("/etc/passwd", b"x")]),
    "backslash.docx": lambda: word(paragraph("a"), extra=[("word\\..\\..\\x", b"x")]),
    "twice.docx": lambda: word(paragraph("a"), extra=[("word/DOCUMENT.xml", b"<a/>")]),
    "many.docx": lambda: word(paragraph("a"), extra=[(f"word/{n}.xml", b"") for n in range(3000)]),
    "cut.xlsx": lambda: workbook(ONE_ROW)[:-400],
    "half.docx": lambda: word(paragraph("a"))[:200],
    "changed.docx": lambda: word(paragraph("a" * 5000)).replace(b"\x0b\xb8", b"\x0b\xb9").replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:100] + b"\xff" * 60 + word(paragraph("a" * 5000))[160:],
    "lzma.docx": lambda: zipped([("[Content_Types].xml", "x"), ("word/document.xml", "x")], zipfile.ZIP_LZMA),
    "entities.xlsx": lambda: workbook(f"<sheetData><row r='1'>{text_cell('A1', '&c;')}</row></sheetData>", prolog=ENTITIES),
    "outside-entity.xlsx": lambda: workbook(f"<sheetData><row r='1'>{text_cell('A1', '&a;')}</row></sheetData>", prolog=OUTSIDE),
    "entities.docx": lambda: word(paragraph("&c;"), prolog=ENTITIES),
    "outside-entity.docx": lambda: word(paragraph("&a;"), prolog=OUTSIDE),
    "dtd.docx": lambda: word(paragraph("a"), prolog='<!DOCTYPE x SYSTEM "http://203.0.113.9/x.dtd">'),
    "utf16-entities.docx": lambda: zipped(
        [
            ("[Content_Types].xml", CONTENT_TYPES.format(part="word/document.xml", kind="wordprocessingml.document")),
            ("_rels/.rels", RELATIONS.format(relation("rId1", "officeDocument", "word/document.xml"))),
            ("word/document.xml", f'<?xml version="1.0" encoding="UTF-16"?>{OUTSIDE}<x>&a;</x>'.encode("utf-16")),
        ]
    ),
    "nested.docx": lambda: word(nested(120)),
    "overlapping.xlsx": lambda: workbook(
        rows(20) + "<mergeCells><mergeCell ref='A1:B5'/><mergeCell ref='B5:C6'/></mergeCells>"
    ),
    "merges.xlsx": lambda: workbook(
        rows(4000) + "<mergeCells>" + "<mergeCell ref='A1:BH1048576'/>" * 10_000 + "</mergeCells>"
    ),
    "rows.xlsx": lambda: workbook(rows(5001)),
    "million-rows.xlsx": lambda: workbook(rows(400_000)),
    "columns.xlsx": lambda: workbook(f"<sheetData><row r='1'>{text_cell('BI1', 'far')}</row></sheetData>"),
    "backwards.xlsx": lambda: workbook("<sheetData><row r='5'/><row r='2'/></sheetData>"),
    "long-cell.xlsx": lambda: workbook(f"<sheetData><row r='1'>{text_cell('A1', 'ab ' * 1_700_000)}</row></sheetData>", extra=[("x", scrambled(200_000))]),
    "strings.xlsx": lambda: workbook(ONE_ROW, strings="<si><t>Lead officer</t></si>" * 1_400_000, extra=[("x", scrambled(300_000))]),
    "one-string.xlsx": lambda: workbook(
        rows(4000, "<c r='A{0}' t='s'><v>0</v></c>"), strings="<si><t>" + "Lead " * 3900 + "</t></si>"
    ),
    "no-string.xlsx": lambda: workbook("<sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData>"),
    "nul.csv": lambda: b"\0" * 5000,
    "nul.txt": lambda: b"Ref\tAction\n1.1\tTrain" + b"\0" + b"staff\n" + b"2.1\tWrite a guide for families\n" * 20,
    "garbage.txt": lambda: scrambled(50_000),
    "utf16-nul.csv": lambda: "Ref,Action\n1.1,Tra\0in\n".encode("utf-16"),
    "wide.csv": lambda: b"a" + b"," * 60 + b"b\n",
    "rows.csv": lambda: b"1.1,Train staff\n" * 5001,
    "lines.txt": lambda: b"a\n" * 30_000,
    "gutters.txt": lambda: b"a  b  c  d\n" * 20_000,
    "spans.docx": lambda: word(
        "<w:tbl><w:tr>"
        + f"<w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc>"
        + "</w:tr></w:tbl>"
    ),
    "rows.docx": lambda: word("<w:tbl>" + f"<w:tr><w:tc>{paragraph('a')}</w:tc></w:tr>" * 5001 + "</w:tbl>"),
    "runs.docx": lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 1_500_000 + "</w:p>", extra=[("x", scrambled(400_000))]),
    "elements.docx": lambda: word("<w:a/>" * 7_000_000, extra=[("x", scrambled(400_000))]),
    "cells.xlsx": lambda: workbook("<sheetData><row r='1'>" + "<c/>" * 11_000_000 + "</row></sheetData>", extra=[("x", scrambled(400_000))]),
}
