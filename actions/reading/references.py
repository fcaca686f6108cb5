"""References of actions: "3.4", "A2", "1.1.1", "PA1.3", in a column of their own or glued to the action's words."""

from __future__ import annotations

import re

_SUFFIX = r"(?:(?-i:[a-z])(?![a-z]))?"
_DOTTED = rf"\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}{_SUFFIX}"
_LETTERED = rf"[A-Z]{{1,4}}[ .-]?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_SUFFIX}"
_PLAIN = rf"\d{{1,4}}{_SUFFIX}"

_IN_COLUMN = re.compile(
    rf"(?P<label>(?:action|ref(?:erence)?|no|item)\b[.:]?\s*)?(?P<reference>{_DOTTED}|{_LETTERED}|{_PLAIN}|[A-Z](?:\.\d+)+[a-z]?|[ivx]{{1,5}}(?:\.[ivx]{{1,5}})?|[A-Za-z]"
    rf"|(?=[A-Z/-]*\d)(?-i:[A-Z]{{1,5}})\d{{0,3}}(?:[/-](?-i:[A-Z0-9]{{1,5}}|[a-z](?![a-z]))){{1,3}}(?:\.\d{{1,3}})*|#\d{{1,4}}|\d{{1,3}}/\d{{1,3}}"
    rf"|\d{{1,3}}[A-Z](?:\.\d{{1,3}})*|[A-Z]{{1,3}}\d{{1,2}}\.[A-Z]\d{{1,2}}|\d{{1,3}}(?:\.\d{{1,3}})+\s?\(?[a-z]\)?"
    rf"|\d{{1,3}}[a-z]?\((?:[ivx]{{1,4}}|[a-z]|\d)\)|\((?:[ivx]{{1,5}}|[a-z]|\d{{1,3}})\))\s*[.:)]?",
    re.IGNORECASE,
)
_WORD_BEFORE = r"(?:action|ref|no)\b\.?\s*"
_GLUED_DOTTED = re.compile(
    rf"\s*(?:{_WORD_BEFORE})?({_DOTTED})(?:\s*[.:)–—-]+\s*|\s+|(?=[A-Z“\"(]))(?=\S)", re.IGNORECASE
)
_GLUED_LETTERED = re.compile(
    rf"\s*(?:(?i:{_WORD_BEFORE}))?([A-Z]{{1,4}}(?:-|(?<=\b[A-Z])\.)?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_SUFFIX})(?:\s*[.:)–—-]+\s*|\s+|(?=[A-Z][a-z]))(?=\S)"
)
_GLUED_PLAIN = re.compile(
    r"\s*(?:(?i:(?:action|ref|no)\b\.?)\s*(\d{1,3}[a-z]?)\s*[.:)–—-]*\s*|(\d{1,3}[a-z]?)\s*[.:)]\s+|(\d{1,3}[a-z]?)\s+[–—-]\s+"
    r"|(\d{1,2}[a-z])(?:\s*(?=[A-Z][a-z])|\s+(?=[A-Z]{2})))(?=\S)"
)
_GLUED_BARE = re.compile(r"\s*(\d{1,2})\s+(?=[A-Z][a-z])")
_GLUED_LETTER = re.compile(r"\s*\(?([a-z])\)\s+(?=\S)")

_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ .-]\d", re.IGNORECASE)
# What looks like a lettered reference and is none: "Year 9", "KS4 pupils", "Q3", "T1" would be, a key stage is not.
_NOT_A_REFERENCE = re.compile(r"(?:KS|EYFS|SEN|SEND|EHC|EHCP|COVID|NEET|CYP|Q|FY|AY|Y|Yr)-?\d", re.IGNORECASE)


def reference_in_column(text: str) -> str | None:
    """The reference that a cell of a reference column holds, without end punctuation; None when it holds none."""
    folded = " ".join(text.split())
    match = _IN_COLUMN.fullmatch(folded)
    return match["reference"] if match and not _MONTH.match(folded) else None


def label_of_reference(text: str) -> str:
    """The word that stands before the reference of a cell and is no part of it: "Action 4" gives "Action"; else ""."""
    match = _IN_COLUMN.fullmatch(" ".join(text.split()))
    return (match["label"] or "").strip() if match else ""


def glued_reference(text: str, *, plain: bool = False) -> tuple[str, str] | None:
    """The reference at the front of an action's words and the words behind it: "1.1 Further…" gives ("1.1", "Further…").

    Whole numbers ("1. Review…", "Action 3: …") count only with `plain`: a sentence may begin with a number.
    """
    for pattern in (_GLUED_DOTTED, _GLUED_LETTERED):
        match = pattern.match(text)
        if match and not _NOT_A_REFERENCE.match(match[1]) and not _is_quantity(match[1], text[match.end() :]):
            return match[1], text[match.end() :].strip()
    if plain:
        for pattern in (_GLUED_PLAIN, _GLUED_LETTER):
            match = pattern.match(text)
            if match:
                return next(group for group in match.groups() if group), text[match.end() :].strip()
        match = _GLUED_BARE.match(text)
        if match:
            return match[1], text[match.end() :].strip()
    return None


# What is counted or measured behind a figure.
_COUNTED = re.compile(
    r"\s*(?:%|(?:[Mm]illion|[Bb]illion|[Pp]er ?cent|fte|FTE|wte|WTE|hours?|days?|weeks?|months?|years?|times|posts?|places?|staff|pupils"
    r"|start|finish|am|pm|miles?|metres?|km)\b)"
)


def _is_quantity(reference: str, rest: str) -> bool:
    """ "1.5 million", "2.5% of pupils": a figure, not a reference."""
    return bool(re.fullmatch(r"\d+\.\d+", reference) and _COUNTED.match(rest))


def shape(reference: str) -> str:
    """What siblings have in common: "3.4" and "1.10" are "9.9", "A2" is "A9", "PA1.3" is "A9.9"."""
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", reference))


def priority_number(reference: str) -> str | None:
    """The part of a dotted reference that is usually the priority's number: "3.4" gives "3", "A2" gives None."""
    match = re.match(r"[A-Za-z]*(\d{1,2}[A-Z]?)\.\d", reference)
    return match[1] if match else None
