"""Bytes of a text file to text, without guessing silently."""

from __future__ import annotations

import codecs
import re

from .blocks import DocumentError, Notice

# A character above ASCII written in UTF-8. In Windows text the same bytes would be nonsense such as "â€™".
_UTF8_CHARACTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}")
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1f\x7f]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """The file's text with line ends as they are, and a notice when it was read as Windows text.

    UTF-8, with or without a byte order mark; UTF-16 with one; else Windows-1252. Raises DocumentError for
    binary data, NUL characters, and a mixture of encodings, naming the line.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return _sound(data.decode("utf-16"), name), ()
        except UnicodeDecodeError:
            raise _not_text(name) from None
    if b"\0" in data:
        if len(_BINARY.findall(data)) > len(data) // 100:
            raise _not_text(name)
        line = _line(data, data.index(b"\0"))
        raise DocumentError(
            f"There is a NUL character in line {line} of {name}, which text cannot hold: delete it and save "
            "the file again."
        )
    try:
        return _sound(data.decode("utf-8-sig"), name), ()
    except UnicodeDecodeError as error:
        at = error.start
    try:
        text = _sound(data.decode("cp1252"), name)
    except UnicodeDecodeError:
        raise _not_text(name) from None
    if _UTF8_CHARACTER.search(data):
        raise DocumentError(
            f"Line {_line(data, at)} of {name} is written in another encoding than the lines around it: "
            "open the file, correct that line and save it as UTF-8."
        )
    line = _line(data, at)
    notice = Notice(
        f"line {line}",
        "encoding",
        text[at : at + 1],
        f"The file is not UTF-8 and was read as Windows text (first at line {line}), so check its quotes, "
        "dashes and pound signs.",
    )
    return text, (notice,)


def _sound(text: str, name: str) -> str:
    """The text, unless so much of it is control characters that it is no text, or it holds a NUL."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DocumentError(
            f"There is a NUL character in line {line} of {name}, which text cannot hold: delete it and save "
            "the file again."
        )
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise _not_text(name)
    return text


def _line(data: bytes, at: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:at])) + 1


def _not_text(name: str) -> DocumentError:
    return DocumentError(
        f"The file {name} is not text, whatever its name says: open it in the program that made it and save "
        "it as .txt, .csv, .xlsx or .docx."
    )
