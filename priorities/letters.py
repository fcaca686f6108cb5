"""Letters that a scanner made up. Pure.

English plans are written in Latin letters. A scanner that fails on a bold or italic word writes letters of another
script, or mathematical symbols; such a run says nothing and must be reported, not shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Symbols that people do write in plans: ticks, arrows, bullets, stars, degrees.
_WRITTEN_SYMBOLS = frozenset("✓✔✗✘✖☑☐☒★☆●○■□▪▫◦•·▲▼△▽◆◇►▶→←↑↓↔⇒–—…£€$%°©®™+=<>|~^`¬×÷±≤≥½¼¾§¶†‡\u200d\ufe0f")
_RUN = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def is_readable(character: str) -> bool:
    """Whether the character belongs to English writing: Latin letters, digits, punctuation and a few symbols."""
    if character.isascii() or character in _WRITTEN_SYMBOLS:
        return True
    category = unicodedata.category(character)
    if category[0] in "LM":
        return "LATIN" in unicodedata.name(character, "") or (category == "Mn" and ord(character) < 0x370)
    if category in ("Co", "Cn", "Cs") or character == "\ufffd":
        return False
    if category == "So":
        return ord(character) >= 0x1F300  # a picture character, as in a friendly heading
    return category != "Sm"


def has_unreadable(text: str) -> bool:
    """Whether any letter or symbol of the text belongs to no English writing."""
    return not all(map(is_readable, text))


def without_unreadable(text: str) -> str:
    """The text without unreadable letters, and without the single letters that they tore off beside them.

    A scanner that fails in the middle of "Group" leaves letters of another script and "p": neither can be kept.
    """
    if not has_unreadable(text):
        return text
    kept: list[str] = []
    torn = False
    for word in _RUN.findall(text):
        if has_unreadable(word):
            torn = True
            whole = "".join(filter(is_readable, word))
            # "∿Early" keeps "Early"; the "G" that is left of "Group" is no word.
            if len(whole) >= 4 and whole[0].isupper() and whole.isalpha():
                kept.append(whole)
            continue
        if torn and len(word) == 1 and word.isalpha():
            continue
        torn = False
        kept.append(word)
    return " ".join(kept)
