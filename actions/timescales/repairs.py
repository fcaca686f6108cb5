"""What scanners and spreadsheets do to dates, put right before a cell is cut into tokens.

A repair that needs an assumption (a letter read as a digit) comes with a note; one that only sets apart what
was glued together does not.
"""

from __future__ import annotations

import re

from .months import FULL_NAMES, MONTHS

MIXED = re.compile(r"(?<![0-9A-Za-z'])(?=[0-9A-Za-z|]*[0-9])(?=[0-9A-Za-z|]*[A-Za-z|])[0-9A-Za-z|]+")
AS_LETTERS = str.maketrans({"0": "o", "1": "l", "5": "s", "|": "l"})
AS_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})

MONTH_NAME = "|".join(sorted((*FULL_NAMES, "sept", *(name[:3] for name in FULL_NAMES)), key=len, reverse=True))
FIRST_OF_MONTH = re.compile(r"(?<![\w'])(?:[lI|]|[23][lI|])(?=\s?st\b)")
DAY_OF_MONTH = re.compile(
    r"(?<![\w'/])(?P<day>[lI|]|l[lI|]|Il|[0-3][lIOo|]|[lIO|o][0-9])"
    rf"(?=(?:\s?(?:st|nd|rd|th))?[\s./-]+(?:of\s+)?(?i:{MONTH_NAME})(?i:[a-z]*)\b)"
)
DAY_IN_FIGURES = re.compile(
    r"(?<![\w/])(?=\S*[lIOo|])[0-9lIOo|]{1,2}(?P<sign>[/.-])[0-9lIOo|]{1,2}(?P=sign)"
    r"(?:[0-9lIOo|]{4}|[0-9lIOo|]{2})(?!\w)"
)
BEFORE_A_MONTH = "by|end|start|beginning|from|until|before|after|since|mid|early|late"
GLUED_WORDS = re.compile(
    rf"(?<![^\W_])(?:{BEFORE_A_MONTH})(?:{BEFORE_A_MONTH}|of|the|{MONTH_NAME})+(?![^\W\d_])", re.IGNORECASE
)
GLUED_WORD = re.compile(rf"{MONTH_NAME}|{BEFORE_A_MONTH}|of|the", re.IGNORECASE)
APART = (
    (re.compile(r"(?<=[0-9])[Tt](?=[0-9]{2}:[0-9]{2})"), " "),  # 2025-03-31T00:00
    (re.compile(r"(?<=[0-9A-Za-z])_+(?=[0-9A-Za-z])"), " "),  # Sept_2025
    (re.compile(r"(?<=[a-z])I(?=[a-z])"), "l"),  # JuIy: a capital inside a word is a misread l
    (re.compile(r"(?<=[a-z])(?=[A-Z][a-z])"), " "),  # bySeptember
    (re.compile(r"(?i)\b(by|on|from|until|before)(?=[0-9]{1,2}(?:st|nd|rd|th)\b)"), r"\1 "),
    (re.compile(r"(?i)(?<![0-9/])1/2[ -]?(?=term)"), "half "),
    (re.compile(r"(?i)\b([af])/y\b"), r"\1y"),  # A/Y, F/Y
    (re.compile(r"(?<=[0-9][/.-])'(?=[0-9]{2}\b)|(?<![0-9A-Za-z])'(?=20[0-9]{2}\b)"), ""),  # 31/12/'25
)


def repaired(text: str, notes: list[str]) -> str:
    """``text`` with the damage put right; every assumption is added to ``notes``."""
    for damage, instead in APART:
        text = damage.sub(instead, text)
    text = GLUED_WORDS.sub(lambda match: " ".join(GLUED_WORD.findall(match.group())), text)
    for figures in (FIRST_OF_MONTH, DAY_OF_MONTH, DAY_IN_FIGURES):
        text = figures.sub(lambda match: _as_figures(match.group(), notes), text)
    return MIXED.sub(lambda match: _month_or_year(match.group(), notes), text)


def _as_figures(piece: str, notes: list[str]) -> str:
    """A day in which letters were taken for digits; the piece itself where hardly a digit is left."""
    read = piece.translate(AS_DIGITS)
    if len(piece) > 2 and sum(char.isdigit() for char in piece) < 3:
        return piece
    if read != piece:
        notes.append(f"'{piece}' was read as {read}.")
    return read


def _month_or_year(piece: str, notes: list[str]) -> str:
    """A month or a year in which the scanner took a letter for a digit, or a digit for a letter."""
    if len(piece) == 4 and piece[0] in "12" and sum(char.isdigit() for char in piece) >= 2:
        year = piece.translate(AS_DIGITS)
        if year.isdigit() and year.startswith(("19", "20")):
            notes.append(f"'{piece}' was read as {year}.")
            return year
    letters = re.match(r"(?i)([0-9a-z|]*?[a-z][0-9a-z|]*?)((?:19|20)?[0-9]{2})?$", piece)
    if letters and any(char.isdigit() for char in letters.group(1)):
        name = letters.group(1).lower().translate(AS_LETTERS)
        if name in MONTHS:
            notes.append(f"'{letters.group(1)}' was read as {name.capitalize()}.")
            return name.capitalize() + (letters.group(2) or "")
    return piece
