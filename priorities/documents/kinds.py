"""Which kind of file it is, by its bytes and by its name; a sentence with a remedy for each kind that is not
read.
"""

from __future__ import annotations

import os
import re
import unicodedata

from .blocks import Document, DocumentError
from .limits import Limits

TEXT_ENDINGS = (".txt", ".tsv", ".csv")
_READ = ".txt, .tsv, .csv, .xlsx or .docx"

_PASTE = "open it, select all, copy, paste into a text file and save that as .txt"
_SAVE_WORD = "open it in Word and save it as .docx"
_SAVE_EXCEL = "open it in Excel and save it as .xlsx"

# The first bytes of files that are not read, whatever their names say.
_MAGIC = (
    (b"%PDF-", "is a PDF", _PASTE),
    (b"{\\rtf", "is a rich text file", _SAVE_WORD),
    (b"\x89PNG", "is a picture", "ask for the document that it shows"),
    (b"\xff\xd8\xff", "is a picture", "ask for the document that it shows"),
    (b"GIF8", "is a picture", "ask for the document that it shows"),
    (b"II*\0", "is a picture", "ask for the document that it shows"),
    (b"MM\0*", "is a picture", "ask for the document that it shows"),
    (b"7z\xbc\xaf", "is an archive", "take the document out of it and send that"),
    (b"Rar!", "is an archive", "take the document out of it and send that"),
    (b"\x1f\x8b", "is an archive", "take the document out of it and send that"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|style)\b", re.I | re.S)
_XML = re.compile(rb"\s*<\?xml\b")

_BY_ENDING = {
    ".pdf": ("is named as a PDF but is not one", "send the original document"),
    ".doc": ("is named as an old Word document", _SAVE_WORD),
    ".dot": ("is named as an old Word template", _SAVE_WORD),
    ".docm": ("is a Word document with macros", _SAVE_WORD),
    ".dotx": ("is a Word template", _SAVE_WORD),
    ".rtf": ("is a rich text file", _SAVE_WORD),
    ".odt": ("is an OpenDocument text", "save it as Word (.docx) in the program that made it"),
    ".pages": ("is a Pages document", _SAVE_WORD.replace("in Word", "in Pages")),
    ".xls": ("is named as an old Excel workbook", _SAVE_EXCEL),
    ".xlsm": ("is an Excel workbook with macros", _SAVE_EXCEL),
    ".xlsb": ("is a binary Excel workbook", _SAVE_EXCEL),
    ".xltx": ("is an Excel template", _SAVE_EXCEL),
    ".ods": ("is an OpenDocument spreadsheet", "save it as Excel (.xlsx) in the program that made it"),
    ".numbers": ("is a Numbers spreadsheet", _SAVE_EXCEL.replace("in Excel", "in Numbers")),
    ".html": ("is a web page", _PASTE),
    ".htm": ("is a web page", _PASTE),
    ".zip": ("is an archive", "take the document out of it and send that"),
    ".md": ("is a Markdown file", "save it with a name that ends in .txt"),
    ".xml": ("is an XML file", _PASTE),
    ".json": ("is a JSON file", "export it as .csv"),
}


def shown_name(path: str | bytes) -> str:
    """The file's own name, without its folder, safe to show: no control characters, at most 80 characters."""
    base = os.path.basename(os.fsdecode(path).rstrip("/")) or "(no name)"
    shown = "".join("?" if unicodedata.category(letter)[0] == "C" else letter for letter in base)
    return shown if len(shown) <= 80 else f"{shown[:50]}…{shown[-29:]}"


def ending_of(name: str) -> str:
    """The name's ending in lower case with its dot, or ""."""
    return os.path.splitext(name)[1].lower()


def kind_of(data: bytes, name: str) -> str:
    """ "text", "csv", "xlsx" or "docx". Raises DocumentError for every other file, and for a name that
    misleads.
    """
    ending = ending_of(name)
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise _refusal(name, what, remedy)
    if data.startswith(_OLE):
        raise _old_office(data, name)
    if data.startswith(_ZIP):
        return _office_kind(data, name, ending)
    if _HTML.match(data[:4096]) or _HTML.match(_ascii_of_utf16(data[:4096])):
        raise _refusal(name, "is a web page inside", _SAVE_EXCEL if ending in (".xls", ".csv") else _PASTE)
    if _XML.match(data[:256]):
        raise _refusal(name, "is an XML file inside", _SAVE_WORD if "doc" in ending else _SAVE_EXCEL)
    if ending in (".xlsx", ".docx"):
        program = "Excel" if ending == ".xlsx" else "Word"
        raise DocumentError(
            f"The file {name} is not what its name says, for no {program} file begins like this: open it in "
            f"the program that made it and save it as {ending}."
        )
    if ending in TEXT_ENDINGS:
        return "csv" if ending == ".csv" else "text"
    if ending in _BY_ENDING:
        raise _refusal(name, *_BY_ENDING[ending])
    said = f"ends in {ending}" if ending else "has no ending that tells its kind"
    raise DocumentError(f"The name {name} {said}, and what is read is {_READ}: save it as one of these.")


def read_as(kind: str, data: bytes, name: str, limits: Limits) -> Document:
    """Read `data` as the kind that `kind_of` found. Imports only what that kind needs."""
    if kind == "text":
        from .text import read_text

        return read_text(data, name, limits)
    if kind == "csv":
        from .separated import read_csv

        return read_csv(data, name, limits)
    from .package import Package

    package = Package(data, name, limits)
    if kind == "xlsx":
        from .workbook import read_workbook

        return read_workbook(package, limits)
    from .word import read_word

    return read_word(package, limits)


def _refusal(name: str, what: str, remedy: str) -> DocumentError:
    return DocumentError(f"The file {name} {what}, which is not read: {remedy}.")


def _ascii_of_utf16(data: bytes) -> bytes:
    return data[2:].replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else b""


def _old_office(data: bytes, name: str) -> DocumentError:
    """An OLE container: a document with a password, or one of before 2007. Stream names in it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        return _refusal(name, "is locked with a password", "open it, remove the password and save it again")
    if "WordDocument".encode("utf-16-le") in data:
        return _refusal(name, "is an old Word document (.doc)", _SAVE_WORD)
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return _refusal(name, "is an old Excel workbook (.xls)", _SAVE_EXCEL)
    return _refusal(name, "is an old Office file or is locked with a password", "save it as .xlsx or .docx, unlocked")


_MAIN_PARTS = (
    (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"application/vnd.ms-word.document.macroEnabled.main+xml", "docm"),
    (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
    (b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xltx"),
    (b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "docx"),
    (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "dotx"),
    (b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "pptx"),
)


def _office_kind(data: bytes, name: str, ending: str) -> str:
    """ "xlsx" or "docx" for an Office package whose name agrees; DocumentError for any other archive."""
    from .package import peek

    names, types = peek(data, name)
    if "mimetype" in names:
        what, remedy = _BY_ENDING.get(ending, ("is an OpenDocument file", "save it as .xlsx or .docx"))
        raise _refusal(name, what if ending in (".odt", ".ods") else "is an OpenDocument file", remedy)
    if not types:
        raise _refusal(name, *_BY_ENDING[".zip"])
    inside = next((kind for main, kind in _MAIN_PARTS if main in types), "")
    if any(part.lower().endswith("vbaproject.bin") for part in names) and inside in ("xlsx", "docx", ""):
        inside = "docm" if any(part.startswith("word/") for part in names) else "xlsm"
    if inside == "pptx" or not inside:
        raise _refusal(name, "is no Word or Excel document inside", _PASTE)
    if inside not in ("xlsx", "docx"):
        raise _refusal(name, *_BY_ENDING["." + inside])
    if ending != "." + inside:
        program = "an Excel workbook" if inside == "xlsx" else "a Word document"
        raise DocumentError(f"The file {name} is {program} inside: give it a name that ends in .{inside}.")
    return inside
