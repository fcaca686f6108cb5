"""Cells that say nothing themselves and point to another row: "As above", "ditto", a mark, "See 1.4"."""

from __future__ import annotations

import re

_WORDS = r"(?:the )?(?:same|above|below|ditto|do\.|row above|action above)"
_REFERENCE = r"(?:(?:action|ref\.?|row|no\.?|point)\s+)?(?:[A-Z]{1,3}[. -]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?"
_POINTER = re.compile(
    rf"(?:(?:see|as|as per|as for|as in|same as|the same as|see also|as with)\s+)*(?:{_WORDS}\s*)+(?:lead|leads|date)?"
    rf"|(?:see|as|as per|as for|as in|same as|see also|as with)\s+{_REFERENCE}"
    r"|(?:[\"“”〃″]|''|’’|,,)+(?:\s+(?:[\"“”〃″]|''|’’|,,)+)*",
    re.IGNORECASE,
)


def points_elsewhere(text: str) -> bool:
    """Whether a whole cell only points to another row; its words are nothing that the row itself says."""
    return bool(_POINTER.fullmatch(" ".join(text.split()).strip(" .()-–")))
