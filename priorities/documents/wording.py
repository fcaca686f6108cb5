"""Make text from any format plain: one kind of blank, one kind of line break, nothing invisible."""

from __future__ import annotations

import re

from priorities.invisible import without_idle_letters

from .blocks import DocumentError

# Blanks of a fixed width that a person reads as a space.
_BLANKS = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
_LINE_ENDS = dict.fromkeys((0x0B, 0x85, 0x2028, 0x2029), "\n")
_CONTROLS = dict.fromkeys(
    [c for c in range(1, 0x20) if c not in (0x09, 0x0A, 0x0B)] + [c for c in range(0x7F, 0xA0) if c != 0x85]
)
# Half a character (an escape in a damaged file): no database or page can hold it.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_PLAIN = {**_BLANKS, **_LINE_ENDS, **_CONTROLS, **_HALVES}
_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")

DIRECTION_DOUBT = (
    "The text holds marks that turn the reading direction, so what is seen may differ from what is stored."
)


def clean(text: str, place: str) -> str:
    """The text as a person sees it, without blanks at the ends of its lines.

    No-break spaces become spaces; soft hyphens and other invisible characters go; line breaks become "\\n".
    Raises DocumentError when the text holds a NUL character, naming `place`.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    if "\0" in text:
        raise DocumentError(
            f"There is a NUL character at {place}, which text cannot hold: type that part again and save the file."
        )
    plain = without_idle_letters(text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN))
    return "\n".join(line.strip(" ") for line in plain.split("\n")).strip()


def direction_doubt(text: str) -> str | None:
    """A sentence when the text holds characters that reverse what is shown, else None."""
    return DIRECTION_DOUBT if _TURNS_DIRECTION.search(text) else None


def join_doubts(*doubts: str | None) -> str | None:
    """The doubts, each once, in order, as one text; None when there is none."""
    return " ".join(dict.fromkeys(doubt for doubt in doubts if doubt)) or None


_BULLET = re.compile(r"(?:[•▪◦‣●○■□➢\uf0b7\uf0a7\uf0d8][ \t]*|[-*–—·o][ \t]+)(?=\S)")


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether the line begins with a bullet mark, and the line without it."""
    found = _BULLET.match(text)
    return (True, text[found.end() :]) if found else (False, text)
