"""Which files are read, by their bytes and names, and what is said about the others."""

import io
import zipfile

import docx
import openpyxl
import pytest

from priorities.documents import DocumentError
from priorities.documents.kinds import kind_of, shown_name

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def wide(text):
    return text.encode("utf-16-le")


def saved(thing):
    data = io.BytesIO()
    thing.save(data)
    return data.getvalue()


def zipped(*members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def office(content_type):
    return zipped(("[Content_Types].xml", f'<Types><Override PartName="/a" ContentType="{content_type}"/></Types>'))


XLSX = saved(openpyxl.Workbook())
DOCX = saved(docx.Document())


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Ref\tAction", "plan.txt", "text"),
        (b"Ref\tAction", "PLAN.TSV", "text"),
        (b"Ref,Action", "plan.csv", "csv"),
        (b"<Lead> said", "plan.txt", "text"),
        (XLSX, "plan.xlsx", "xlsx"),
        (DOCX, "my.plan.DOCX", "docx"),
    ],
)
def test_what_is_read(data, name, kind):
    assert kind_of(data, name) == kind


PASTE = "open it, select all, copy, paste into a text file and save that as .txt"
WORD = "open it in Word and save it as .docx"
EXCEL = "open it in Excel and save it as .xlsx"
TAKE_OUT = "take the document out of it and send that"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"%PDF-1.7", "a.pdf", f"The file a.pdf is a PDF, which is not read: {PASTE}."),
        (b"%PDF-1.7", "a.docx", f"The file a.docx is a PDF, which is not read: {PASTE}."),
        (
            b"text",
            "a.pdf",
            "The file a.pdf is named as a PDF but is not one, which is not read: send the original document.",
        ),
        (b"{\\rtf1", "a.doc", f"The file a.doc is a rich text file, which is not read: {WORD}."),
        (
            b"\x89PNG\r\n",
            "a.png",
            "The file a.png is a picture, which is not read: ask for the document that it shows.",
        ),
        (
            b"\xff\xd8\xff\xe0",
            "a.txt",
            "The file a.txt is a picture, which is not read: ask for the document that it shows.",
        ),
        (
            OLE + wide("WordDocument"),
            "a.doc",
            f"The file a.doc is an old Word document (.doc), which is not read: {WORD}.",
        ),
        (
            OLE + wide("Workbook"),
            "a.xls",
            f"The file a.xls is an old Excel workbook (.xls), which is not read: {EXCEL}.",
        ),
        (
            OLE + wide("Workbook"),
            "a.xlsx",
            f"The file a.xlsx is an old Excel workbook (.xls), which is not read: {EXCEL}.",
        ),
        (
            OLE + wide("EncryptedPackage"),
            "a.xlsx",
            (
                "The file a.xlsx is locked with a password, which is not read: open it, remove "
                "the password and save it again."
            ),
        ),
        (
            OLE,
            "a.docx",
            "The file a.docx is an old Office file or is locked with a password, which is not read: "
            "save it as .xlsx or .docx, unlocked.",
        ),
        (b"<html><table>", "a.xls", f"The file a.xls is a web page inside, which is not read: {EXCEL}."),
        (b" <!DOCTYPE html>", "a.csv", f"The file a.csv is a web page inside, which is not read: {EXCEL}."),
        (
            b"<!-- x --><Table border=1>",
            "a.txt",
            f"The file a.txt is a web page inside, which is not read: {PASTE}.",
        ),
        (
            "<html>".encode("utf-16"),
            "a.xlsx",
            f"The file a.xlsx is a web page inside, which is not read: {PASTE}.",
        ),
        (
            b"<?xml version='1.0'?>",
            "a.xls",
            f"The file a.xls is an XML file inside, which is not read: {EXCEL}.",
        ),
        (
            b"Ref,Action",
            "a.xlsx",
            "The file a.xlsx is not what its name says, for no Excel file begins like this: open it in "
            "the program that made it and save it as .xlsx.",
        ),
        (DOCX, "a.xlsx", "The file a.xlsx is a Word document inside: give it a name that ends in .docx."),
        (XLSX, "a.docx", "The file a.docx is an Excel workbook inside: give it a name that ends in .xlsx."),
        (XLSX, "a.zip", "The file a.zip is an Excel workbook inside: give it a name that ends in .xlsx."),
        (
            office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
            "a.xlsx",
            f"The file a.xlsx is an Excel workbook with macros, which is not read: {EXCEL}.",
        ),
        (
            office("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "a.docm",
            f"The file a.docm is a Word document with macros, which is not read: {WORD}.",
        ),
        (
            office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
            "a.xlsb",
            f"The file a.xlsb is a binary Excel workbook, which is not read: {EXCEL}.",
        ),
        (
            office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            "a.pptx",
            f"The file a.pptx is no Word or Excel document inside, which is not read: {PASTE}.",
        ),
        (
            zipped(("mimetype", "application/vnd.oasis.opendocument.text")),
            "a.odt",
            "The file a.odt is an OpenDocument text, which is not read: save it as Word (.docx) in the program that made it.",
        ),
        (
            zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
            "a.xlsx",
            "The file a.xlsx is an OpenDocument file, which is not read: save it as .xlsx or .docx.",
        ),
        (zipped(("plan.txt", "x")), "a.zip", f"The file a.zip is an archive, which is not read: {TAKE_OUT}."),
        (
            zipped(("plan.txt", "x")),
            "a.docx",
            f"The file a.docx is an archive, which is not read: {TAKE_OUT}.",
        ),
        (
            b"PK\x03\x04 cut",
            "a.xlsx",
            "The file a.xlsx is damaged or cut short: open it, save it again and send the new copy.",
        ),
        (
            b"words",
            "a.md",
            "The file a.md is a Markdown file, which is not read: save it with a name that ends in .txt.",
        ),
        (
            b"words",
            "a.ods",
            "The file a.ods is an OpenDocument spreadsheet, which is not read: save it as Excel (.xlsx) in the program that made it.",
        ),
        (
            b"words",
            "plan",
            "The name plan has no ending that tells its kind, and what is read is .txt, .tsv, .csv, "
            ".xlsx or .docx: save it as one of these.",
        ),
        (
            b"words",
            "plan.v2",
            (
                "The name plan.v2 ends in .v2, and what is read is .txt, .tsv, .csv, .xlsx or "
                ".docx: save it as one of these."
            ),
        ),
    ],
)
def test_what_is_not_read_and_what_to_do(data, name, sentence):
    with pytest.raises(DocumentError) as caught:
        kind_of(data, name)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/srv/in/plan.txt", "plan.txt"),
        ("plan\n.txt", "plan?.txt"),
        ("pl\u202ean.txt", "pl?an.txt"),
        (b"caf\xe9.txt", "caf?.txt"),
        ("in/", "in"),
        ("/", "(no name)"),
        ("a" * 100 + ".xlsx", "a" * 50 + "…" + "a" * 24 + ".xlsx"),
    ],
)
def test_a_name_is_shown_without_its_folder_and_safely(path, shown):
    assert shown_name(path) == shown
