"""The words of each page of a PDF that Chromium printed. Knows no more of the format than Chromium writes."""

from __future__ import annotations

import re
import unicodedata
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)endstream", re.DOTALL)


def words_of_pages(pdf: bytes) -> list[str]:
    """One string a page, in the order of drawing, without any white space, ligatures taken apart."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {
        number: _glyphs(_unpacked(objects[int(found.group(1))]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_words(page, objects, fonts) for page in pages]


def _unpacked(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(_STREAM.search(body).group(1))


def _glyphs(table: bytes) -> dict[int, str]:
    """What each glyph of a font stands for, by its number."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(rb"<(\w+)> <(\w+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<(\w+)> <(\w+)> <(\w+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(int(text, 16) + offset)
    return found


def _words(page: bytes, objects: dict[int, bytes], fonts: dict[int, dict[int, str]]) -> str:
    named = {
        name.decode(): fonts[int(number)]
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)
        if int(number) in fonts
    }
    content = _unpacked(objects[int(re.search(rb"/Contents (\d+) 0 R", page).group(1))]).decode("latin-1")
    said: list[str] = []
    glyphs: dict[int, str] = {}
    for font, text in re.findall(r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", content):
        if font:
            glyphs = named.get(font, {})
        else:
            said += [glyphs.get(int(text[at : at + 4], 16), "") for at in range(0, len(text), 4)]
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(said)))
