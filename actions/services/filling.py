"""A role in the place of a held-back name, or nothing, in one text. Pure."""

from __future__ import annotations

import re

# Runs of blanks have an end: a search must not read the same blanks again from each of them.
_GAP, _BLANKS, _IN_LINE = r"\s{0,20}", r"\s{1,20}", r"[^\S\n]{0,20}"
_PART_ENDS = rf"(?={_GAP}(?:[,;/()\n.]|$))"


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
            rf"(?<!\w){known}{_GAP}\({_GAP}{name}{_GAP}\)",
            rf"(?<!\w){known}{_GAP},{_GAP}{name}",
            rf"{name}{_GAP}\({_GAP}{known}{_GAP}\)",
            rf"{name}{_GAP},{_GAP}{known}{_PART_ENDS}",
        )
        text = re.sub("|".join(beside), lambda _: role, text, flags=re.IGNORECASE)
    return text.replace(placeholder, role)


def _left_out(text: str, placeholder: str) -> str:
    """The text without the name, and without the brackets, commas and "and" that held only it.

    "Health and [name 1 held back]" gives "Health", "Ask [name 1 held back], SENCO" gives "Ask SENCO".
    """
    name = re.escape(placeholder)
    with_and = rf",?{_BLANKS}(?:and|&)"
    joined = rf"(?:,?{_BLANKS}(?:and|&)|{_GAP}[,;/&]|{_BLANKS}[–—-])"
    patterns = (
        rf"{_IN_LINE}\({_GAP}{name}{_GAP}\)",
        rf"{_IN_LINE}\[{_GAP}{name}{_GAP}\]",
        rf"{with_and}{_BLANKS}{name}",
        rf"{joined}{_GAP}{name}(?={_GAP}(?:[,;/().\n]|and\b|&|[–—-]|$))",
        rf"{name}{joined}{_BLANKS}",
        rf"(?:(?<=\n)|^){_IN_LINE}{name}{_IN_LINE}\n",
        rf"{name}(?:['’]s)?[^\S\n]{{1,20}}(?=\w)|{_IN_LINE}{name}",
    )
    for pattern in patterns:
        text = re.sub(pattern, "", text)
    return text.strip()


def _openings(role: str) -> list[str]:
    """Patterns of the whole role and of its first words, the longest first; one word alone only if it is the role."""
    words = role.split()
    lengths = range(len(words), min(len(words), 2) - 1, -1)
    return [_BLANKS.join(map(re.escape, words[:length])) for length in lengths]
