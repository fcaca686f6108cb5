"""Cells of the office's flat lists: how a text leaves in a file so that no spreadsheet runs it, and how it comes back. Pure.

A spreadsheet runs what begins with = + - @ or with a tab or a line break, full-width signs included. Such a text leaves with
an apostrophe before it. A text that has apostrophes before such a sign gets one more, so that exactly one always comes off again.
"""

from __future__ import annotations

import re
import unicodedata

from priorities.documents.wording import clean
from priorities.invisible import without_invisible

_RUNS = frozenset("=+-@")
_BREAKS = ("\t", "\r", "\n")
_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd", 0: "\ufffd"}
"""What no file of a spreadsheet can hold."""

_BEFORE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def as_seen(text: str) -> str:
    """The text as a person reads it in a cell, and as it is compared: nothing invisible, no blanks at the ends of its lines."""
    return "\n".join(line.strip() for line in clean(without_invisible(text.translate(_NO_CHARACTERS)), "").split("\n"))


def leaving(text: str) -> str:
    """The text as it stands in a file: without what nobody sees and no file can hold, and guarded."""
    return guarded(without_invisible(text.translate(_NO_CHARACTERS)))


def guarded(text: str) -> str:
    """The text with ' before it where a spreadsheet would run it."""
    return f"'{text}" if _needs_guard(text) else text


def unguarded(text: str) -> str:
    """The text of a cell without the apostrophe that `guarded` put there; one that a person wrote stays."""
    return text[1:] if text.startswith("'") and _needs_guard(text[1:]) else text


def for_xlsx(text: str) -> str:
    """The text with what Excel would take for its own escapes ("_x0041_") escaped."""
    return _BEFORE_ESCAPE.sub("_x005F_", text)


def _needs_guard(text: str) -> bool:
    seen = as_seen(text)
    return bool(seen) and (_is_run(text) or _is_run(seen))


def _is_run(text: str) -> bool:
    text = text.lstrip("'")
    if text.startswith(_BREAKS):
        return True
    first = text.lstrip()[:1]
    return bool(first) and unicodedata.normalize("NFKC", first)[:1] in _RUNS
