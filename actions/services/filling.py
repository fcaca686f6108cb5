"""A role in the place of a held-back name, or nothing, in one text. Pure."""

from __future__ import annotations

import re

_PART_ENDS = r"(?=\s*(?:[,;/()\n.]|$))"


def filled_in(text: str, placeholder: str, role: str) -> str:
    """The text with the role for the placeholder; where the role stands beside it already it is said once.

    "[name 1 held back], Director" with the role "Director of Health" gives "Director of Health"; so do brackets around
    either. Only words that the role itself begins with are taken away. Without a role the name is left out.
    """
    if not role:
        return _left_out(text, placeholder)
    name = re.escape(placeholder)
    for known in _openings(role):
        beside = (
            rf"(?<!\w){known}\s*\(\s*{name}\s*\)",
            rf"(?<!\w){known}\s*,\s*{name}",
            rf"{name}\s*\(\s*{known}\s*\)",
            rf"{name}\s*,\s*{known}{_PART_ENDS}",
        )
        text = re.sub("|".join(beside), lambda _: role, text, flags=re.IGNORECASE)
    return text.replace(placeholder, role)


def _left_out(text: str, placeholder: str) -> str:
    """The text without the name, and without the brackets, commas and "and" that held only it.

    "Health and [name 1 held back]" gives "Health", "Ask [name 1 held back], SENCO" gives "Ask SENCO".
    """
    name = re.escape(placeholder)
    with_and, joined = r",?\s+(?:and|&)", r"(?:,?\s+(?:and|&)|\s*[,;/&]|\s+[–—-])"
    patterns = (
        rf"[^\S\n]*\(\s*{name}\s*\)",
        rf"[^\S\n]*\[\s*{name}\s*\]",
        rf"{with_and}\s+{name}",
        rf"{joined}\s*{name}(?=\s*(?:[,;/().\n]|and\b|&|[–—-]|$))",
        rf"{name}{joined}\s+",
        rf"(?:(?<=\n)|^)[^\S\n]*{name}[^\S\n]*\n",
        rf"{name}(?:['’]s)?[^\S\n]+(?=\w)|[^\S\n]*{name}",
    )
    for pattern in patterns:
        text = re.sub(pattern, "", text)
    return text.strip()


def _openings(role: str) -> list[str]:
    """Patterns of the whole role and of its first words, the longest first; one word alone only if it is the role."""
    words = role.split()
    lengths = range(len(words), min(len(words), 2) - 1, -1)
    return [r"\s+".join(map(re.escape, words[:length])) for length in lengths]
