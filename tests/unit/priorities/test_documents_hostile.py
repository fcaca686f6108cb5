"""Files made to do harm. Each is refused in one sentence, or read as far as it is harmless.

The sizes are real: without the limits such files take minutes or gigabytes.
"""

import dataclasses
import io
import re
import struct
import zipfile

import pytest

from priorities.documents import LIMITS, DocumentError, Table, read_document

pytestmark = pytest.mark.reading

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" '
    'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
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
    return zipped([*word_parts(document), *extra])


def word_parts(document):
    """The members of a Word document with these bytes as its main part."""
    types = CONTENT_TYPES.format(part="word/document.xml", kind="wordprocessingml.document")
    return [
        ("[Content_Types].xml", types),
        ("_rels/.rels", RELATIONS.format(relation("rId1", "officeDocument", "word/document.xml"))),
        ("word/document.xml", document),
    ]


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

DAMAGED = "The file {} is damaged or cut short: open it, save it again and send the new copy."
DECLARED = (
    "The file {} declares a document type or entities in its part {}, which Office never does: copy "
    "its content into a new document."
)
NOT_HONEST = (
    "The file {} unpacks to more than 200 times its size, as no honest document "
    "does: copy its content into a new document."
)
OUTSIDE_ITSELF = "The file {} names a part outside itself ({!r}): make a new document and copy the content into it."
TOO_MANY_ROWS = (
    "At {} the document passes 5,000 table rows, which is the most that is read: split it into several files."
)
TOO_WIDE = (
    "At {} there is something in column 61 and the most that is read is 60 columns: remove what stands "
    "far to the right or split the table."
)
NUL = "There is a NUL character in line {} of {}, which text cannot hold: delete it and save the file again."
NOT_TEXT = (
    "The file {} is not text, whatever its name says: open it in the program that made it and save it "
    "as .txt, .csv, .xlsx or .docx."
)
SHEET_PART, WORD_PART = "xl/worksheets/sheet1.xml", "word/document.xml"
PADDING = [("x", scrambled(300_000))]  # keeps the ratio honest, so that another limit must hold


def one_cell(text, **more):
    return workbook(f"<sheetData><row r='1'>{text_cell('A1', text)}</row></sheetData>", **more)


REFUSED = {
    "bomb.xlsx": (
        lambda: workbook(ONE_ROW, extra=[("xl/media/bomb.bin", b"\0" * 60_000_000)]),
        NOT_HONEST.format("bomb.xlsx"),
    ),
    "ratio.docx": (
        lambda: word(paragraph("a"), extra=[("word/media/a.bin", b"\0" * 8_000_000)]),
        NOT_HONEST.format("ratio.docx"),
    ),
    "large.xlsx": (
        lambda: workbook(ONE_ROW, extra=[("xl/media/a.bin", (scrambled(60_000) + b"a" * 2_000_000) * 28)]),
        "The file large.xlsx unpacks to more than 50 MB, which is the most that is read: remove its "
        "pictures and empty rows, or split it.",
    ),
    "outside.xlsx": (
        lambda: workbook(ONE_ROW, extra=[("../../etc/cron.d/x", b"x")]),
        OUTSIDE_ITSELF.format("outside.xlsx", "../../etc/cron.d/x"),
    ),
    "absolute.docx": (
        lambda: word(paragraph("a"), extra=[("/etc/passwd", b"x")]),
        OUTSIDE_ITSELF.format("absolute.docx", "/etc/passwd"),
    ),
    "backslash.docx": (
        lambda: word(paragraph("a"), extra=[("word\\..\\..\\x", b"x")]),
        OUTSIDE_ITSELF.format("backslash.docx", "word\\..\\..\\x"),
    ),
    "twice.docx": (
        lambda: word(paragraph("a"), extra=[("word/DOCUMENT.xml", b"<a/>")]),
        DAMAGED.format("twice.docx"),
    ),
    "many.docx": (
        lambda: word(paragraph("a"), extra=[(f"word/{n}.xml", b"") for n in range(3000)]),
        "The file many.docx has 3,003 parts inside and the most that is read is 2,000: remove its "
        "pictures and save it again.",
    ),
    "cut.xlsx": (lambda: workbook(ONE_ROW)[:-400], DAMAGED.format("cut.xlsx")),
    "half.docx": (lambda: word(paragraph("a"))[:200], DAMAGED.format("half.docx")),
    "changed.docx": (
        lambda: zipped(word_parts("<a/>"), zipfile.ZIP_STORED).replace(b"<a/>", b"<b/>"),
        DAMAGED.format("changed.docx"),
    ),
    "bzip.docx": (
        lambda: packed_otherwise("<a/>"),
        DAMAGED.format("bzip.docx"),
    ),
    "not-xml.docx": (lambda: zipped(word_parts("<a><b></a>")), DAMAGED.format("not-xml.docx")),
    "entities.xlsx": (lambda: one_cell("&c;", prolog=ENTITIES), DECLARED.format("entities.xlsx", SHEET_PART)),
    "outside-entity.xlsx": (
        lambda: one_cell("&a;", prolog=OUTSIDE),
        DECLARED.format("outside-entity.xlsx", SHEET_PART),
    ),
    "entities.docx": (
        lambda: word(paragraph("&c;"), prolog=ENTITIES),
        DECLARED.format("entities.docx", WORD_PART),
    ),
    "outside-entity.docx": (
        lambda: word(paragraph("&a;"), prolog=OUTSIDE),
        DECLARED.format("outside-entity.docx", WORD_PART),
    ),
    "dtd.docx": (
        lambda: word(paragraph("a"), prolog='<!DOCTYPE x SYSTEM "http://203.0.113.9/x.dtd">'),
        DECLARED.format("dtd.docx", WORD_PART),
    ),
    "utf16-entities.docx": (
        lambda: zipped(word_parts(f'<?xml version="1.0" encoding="UTF-16"?>{OUTSIDE}<x>&a;</x>'.encode("utf-16"))),
        DECLARED.format("utf16-entities.docx", WORD_PART),
    ),
    "nested.docx": (
        lambda: word(nested(120)),
        "The file nested.docx is nested too deeply to read (part word/document.xml): copy its tables "
        "into a new, flat document.",
    ),
    "overlapping.xlsx": (
        lambda: workbook(rows(20) + "<mergeCells><mergeCell ref='A1:B5'/><mergeCell ref='B5:C6'/></mergeCells>"),
        "In sheet 'Plan' two merged ranges overlap at B5: unmerge them and save the file again.",
    ),
    "merges.xlsx": (
        lambda: workbook(rows(4000) + "<mergeCells>" + "<mergeCell ref='A1:BH1048576'/>" * 10_000 + "</mergeCells>"),
        "In sheet 'Plan' two merged ranges overlap at A1: unmerge them and save the file again.",
    ),
    "rows.xlsx": (lambda: workbook(rows(5001)), TOO_MANY_ROWS.format("sheet 'Plan', row 5001")),
    "columns.xlsx": (
        lambda: workbook(f"<sheetData><row r='1'>{text_cell('BI1', 'far')}</row></sheetData>"),
        TOO_WIDE.format("sheet 'Plan', row 1"),
    ),
    "backwards.xlsx": (
        lambda: workbook("<sheetData><row r='5'/><row r='2'/></sheetData>"),
        "In sheet 'Plan' row 5 is followed by a row numbered '2': open the file in Excel and save it again.",
    ),
    "long-cell.xlsx": (
        lambda: one_cell("ab " * 1_700_000, extra=PADDING),
        "In sheet 'Plan', row 1, column A a text that begins 'ab ab ab ab ab ab ab ab ab ab ' is "
        "longer than the 20,000 characters that are read in one cell: shorten it or split it.",
    ),
    "strings.xlsx": (
        lambda: workbook(ONE_ROW, strings="<si><t>EP</t></si>" * 310_000, extra=PADDING),
        "The file strings.xlsx stores more than 300,000 texts, which is more than its cells may hold: "
        "copy its content into a new workbook.",
    ),
    "one-string.xlsx": (
        lambda: workbook(rows(4000, "<c r='A{0}' t='s'><v>0</v></c>"), strings=f"<si><t>{'Lead ' * 3900}</t></si>"),
        (
            "The document holds 77,996,000 characters and the most that is read is "
            "3,000,000: split it into several files."
        ),
    ),
    "no-string.xlsx": (
        lambda: workbook("<sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData>"),
        "The cell at sheet 'Plan', row 1, column A points to a text ('7') that is not in the file: "
        "open it in Excel and save it again.",
    ),
    "no-sheet.xlsx": (
        lambda: workbook(ONE_ROW).replace(b"sheet1.xml", b"sheet2.xml", 1),
        DAMAGED.format("no-sheet.xlsx"),
    ),
    "nul.csv": (lambda: b"\0" * 5000, NOT_TEXT.format("nul.csv")),
    "nul.txt": (
        lambda: b"Ref\tAction\n1.1\tTrain\0staff\n" + b"2.1\tWrite a guide for families\n" * 20,
        NUL.format(2, "nul.txt"),
    ),
    "garbage.txt": (lambda: scrambled(50_000), NOT_TEXT.format("garbage.txt")),
    "utf16-nul.csv": (lambda: "Ref,Action\n1.1,Tra\0in\n".encode("utf-16"), NUL.format(2, "utf16-nul.csv")),
    "gutters.txt": (lambda: b"a  b  c  d\n" * 5_001, TOO_MANY_ROWS.format("line 5001")),
    "spans.docx": (
        lambda: word(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>"
            f"{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
        ),
        TOO_WIDE.format("table 1, row 1"),
    ),
    "rows.docx": (
        lambda: word("<w:tbl>" + f"<w:tr><w:tc>{paragraph('a')}</w:tc></w:tr>" * 5001 + "</w:tbl>"),
        TOO_MANY_ROWS.format("table 1, row 5001"),
    ),
    "comments.xlsx": (
        lambda: workbook(
            "<sheetData>"
            + f"<row r='1'>{text_cell('A1', 'a')}</row>"
            + "".join(f"<row r='{n}' hidden='1'>{text_cell(f'A{n}', 'a')}</row>" for n in range(2, 4000))
            + "</sheetData><headerFooter>"
            + "<oddHeader>a</oddHeader>" * 2000
            + "</headerFooter>"
        ),
        "The document has 5,998 comments, changes and hidden parts and the most that can be listed is "
        "5,000: accept or remove them and save it again.",
    ),
}


def packed_otherwise(document):
    """A Word document whose main part is packed by a method that Office never uses."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in word_parts(document):
            method = zipfile.ZIP_BZIP2 if name == WORD_PART else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, method)
    return data.getvalue()


def refusal(path, limits=LIMITS):
    with pytest.raises(DocumentError) as caught:
        read_document(path, limits=limits)
    return str(caught.value)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence(tmp_path, name):
    make, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    said = refusal(path)
    assert said == sentence
    assert re.fullmatch(r"[A-Z](?:(?![.!?] ).)*\.", said)


def test_a_file_that_fills_the_memory_is_refused(tmp_path):
    path = tmp_path / "elements.docx"
    path.write_bytes(word("<w:a/>" * 2_000_000, extra=PADDING))
    assert refusal(path, dataclasses.replace(LIMITS, memory_bytes=160 * 2**20)) == (
        "The file elements.docx needs too much memory to read or is damaged: open it, copy what "
        "matters into a new file and send that."
    )


READ = {
    "styled-rows.xlsx": lambda: workbook(
        f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}</row>"
        + "".join(f"<row r='{n}' s='1' customFormat='1'/>" for n in range(2, 150_000))
        + "</sheetData>",
        extra=PADDING,
    ),
    "styled-cells.xlsx": lambda: workbook(
        f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}</row>"
        + "".join(f"<row r='{n}'><c r='A{n}' s='1'/><c r='XFD{n}' s='1'/></row>" for n in range(2, 60_000))
        + "</sheetData>",
        extra=PADDING,
    ),
    "dimension.xlsx": lambda: workbook(
        f"<dimension ref='A1:XFD1048576'/><sheetData><row r='1'>{text_cell('A1', 'Ref')}</row></sheetData>"
    ),
    "merged-all.xlsx": lambda: workbook(
        f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}</row></sheetData>"
        "<mergeCells><mergeCell ref='A2:XFD1048576'/></mergeCells>"
    ),
    "many-merges.xlsx": lambda: workbook(
        f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}</row></sheetData><mergeCells>"
        + "".join(f"<mergeCell ref='A{n}:B{n}'/>" for n in range(2, 10_002))
        + "</mergeCells>"
    ),
    "columns-hidden.xlsx": lambda: workbook(
        "<cols>" + "<col min='2' max='16384' hidden='1'/>" * 20_000 + "</cols>"
        f"<sheetData><row r='1'>{text_cell('A1', 'Ref')}</row></sheetData>",
        extra=PADDING,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_file_that_claims_to_be_huge_is_read_for_what_it_holds(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(READ[name]())
    document = read_document(path)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Ref"]]
    assert document.notices == ()


def test_tables_nested_a_little_are_read(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(word(nested(20)))
    (*_, table) = read_document(path).blocks
    assert "deep" in table.rows[0].cells[0].text


def test_nothing_outside_the_file_is_ever_read(tmp_path):
    """A relation that leads to a file of the machine is not followed."""
    path = tmp_path / "plan.docx"
    secret = tmp_path / "secret.xml"
    secret.write_text(f'<w:hdr xmlns:w="{WORD_NS}">{paragraph("secret")}</w:hdr>')
    relations = relation("r1", "header", secret.as_uri()) + relation("r2", "header", f"../../../../..{secret}")
    path.write_bytes(word(paragraph("a"), extra=[("word/_rels/document.xml.rels", RELATIONS.format(relations))]))
    document = read_document(path)
    assert [block.text for block in document.blocks] == ["a"]
    assert document.notices == ()
