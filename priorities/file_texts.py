"""The texts inside a stored file, to look for words in it: a text as it is, a document of Word or Excel unpacked. Pure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

_PARTS_END = re.compile(r"</(?:\w+:)?(?:p|c|si|row|tr|tc|t|v|comment|title)\s*>|<(?:\w+:)?(?:br|tab|cr)\b[^>]*>")
_RUNS = re.compile(r"</(?:\w+:)?t>(?:(?!</(?:\w+:)?(?:p|si)>).){0,4000}?<(?:\w+:)?t(?:\s[^>]*)?>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LONGEST = 60_000_000
"""Characters of one part that are looked at; no file that was accepted has more."""


class Unreadable(Exception):
    """The file is packed and cannot be opened, so nobody knows what it holds."""


def texts_in(data: bytes, *, depth: int = 2) -> Iterator[str]:
    """Every text of a file. Raises Unreadable where it cannot be opened."""
    if not data.startswith(b"PK\x03\x04"):
        yield from _as_text(data)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for part in packed.infolist():
                yield part.filename
                with packed.open(part) as opened:
                    inside = opened.read(_LONGEST)
                if inside.startswith(b"PK\x03\x04") and depth:
                    yield from texts_in(inside, depth=depth - 1)
                else:
                    for text in _as_text(inside):
                        yield text
                        yield _without_tags(text)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error) as refusal:
        raise Unreadable(str(refusal)) from None


def _as_text(data: bytes) -> Iterator[str]:
    """A text in the ways in which its bytes can be meant."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data.decode(encoding, "replace")
    yield data.decode("utf-8", "replace")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("cp1252", "replace")


def _without_tags(text: str) -> str:
    """The words of a part as a person reads them: runs of one paragraph joined, paragraphs and cells apart."""
    joined = _RUNS.sub("", text)
    return _TAG.sub("", _PARTS_END.sub("\n", joined))
