"""Headings that name a time: "Jan 2024", "Q3 2024/25", "By March 2026", and two of them merged on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.timescales import read_timescale

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?(?![\d/-])"
_SHORT = r"['’]?\d\d(?!\d)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_POINT = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{_MONTH}(?:\s?[-–/.,]?\s?(?:{_YEAR}|{_SHORT}))?"
    rf"|{_YEAR}\s(?:Q\s?[1-4]|quarter\s[1-4]|{_SEASON}(?:\sterm)?)"
    rf"|(?:Q\s?[1-4]|quarter\s(?:[1-4]|one|two|three|four)|(?:first|second|third|fourth|1st|2nd|3rd|4th)\squarter)"
    rf"(?:\s?,?\s?(?:of\s)?(?:the\s)?(?:FY\s?|(?:financial|academic|calendar)\syear\s)?(?:{_YEAR}|{_SHORT}))?"
    rf"|{_SEASON}(?:\sand\s{_SEASON})?(?:\s(?:half[\s-]?)?terms?)?(?:\s[12](?!\d))?(?:\s?,?\s(?:of\s)?(?:{_YEAR}|{_SHORT}))?"
    rf"|terms?\s[1-6](?!\d)(?:\s?,?\s(?:of\s)?{_YEAR})?"
    rf"|(?:academic|school|financial|calendar)\syear\s{_YEAR}|{_YEAR}\s(?:academic|school|financial|calendar)\syear"
    r"|FY\s?\d\d(?:\d\d)?(?:\s?[-/]\s?\d\d(?:\d\d)?)?"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}/20\d\d|20\d\d-\d\d-\d\d"
    rf"|{_YEAR})"
)
_RANGE = rf"{_POINT}(?:\s?(?:\bto\b|\buntil\b|\band\b|[-–—/&])\s?{_POINT})?"
_PREFIX = (
    r"(?:(?:key\s)?(?:milestones?|activit(?:y|ies)|deliverables?)\s(?=(?:for|in|by|from|to)\s))?"
    r"(?:(?P<edge>by|from|before|until|throughout|since|after|beyond|around|circa|in|during|for)\s(?:the\s)?)?"
    r"(?P<part>(?:end|start|beginning|middle)\sof\s(?:the\s)?|(?:early|mid|late|end)[\s-])?"
)
_BACK = r"(?:\s(?:onwards?|and\sbeyond|milestones?|activit(?:y|ies)|deliverables?))?"
_CONTINUED = r"(?:\s?[(–-]?\s?(?P<continued>continued|cont['’]?d|cont\.)\)?)?"
_BARE_PREFIX = re.sub(r"\?P<\w+>", "?:", _PREFIX)
_GLOSS = rf"(?:\s?\({_BARE_PREFIX}{_RANGE}\))?"
_LABEL = re.compile(
    rf"(?P<dated>{_PREFIX}(?P<range>{_RANGE})(?P<gloss>{_GLOSS}){_BACK}){_CONTINUED}\s?:?", re.IGNORECASE
)
_PIECE = re.compile(rf"{_BARE_PREFIX}{_RANGE}{_GLOSS}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?[|,;•·]\s?|\s|$")
_TITLED = re.compile(rf"(?P<dated>{_BARE_PREFIX}{_RANGE}{_GLOSS})(?:\s?[:–—]|\s-)\s(?P<title>\S.*)", re.IGNORECASE)
_AT_THE_END = re.compile(
    rf"(?P<title>\S.{{0,80}}?)(?:\s?[:–—,]\s|\s-\s|\s?\()(?P<dated>{_BARE_PREFIX}{_RANGE}{_BACK})\)?\s?:?",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|nine|twelve)"
_VAGUE = re.compile(
    r"(?:some\s?time(?:\s\w+){0,3}|(?:this|next|the\s(?:following|coming))\s(?:year|term|half[\s-]term|month|quarter"
    r"|spring|summer|autumn|winter|(?:academic|financial|school)\syear)|in\s(?:due\scourse|time|the\s(?:\w+\s)?(?:future|term))"
    r"|at\sa\slater\s(?:date|time|stage)|(?:no\s)?date\s(?:tbc|tba|set)"
    rf"|(?:short|medium|long)(?:er)?[\s-]term|(?:year|phase|stage|month)\s{_NUMBER}|now|next|later|soon|future|ongoing"
    rf"|throughout|continuous|tbc|tba|(?:date\s)?to\sbe\s(?:confirmed|agreed)|(?:the\s)?(?:next|first|last)\s{_NUMBER}\s(?:months|weeks|terms|years)"
    rf"|within\s{_NUMBER}\s(?:months|weeks|terms|years)|{_NUMBER}\s?(?:to|[-–])\s?{_NUMBER}\s(?:months|weeks|terms|years))"
    r"(?:\s?\((?P<gloss>[^()]{1,40})\))?\s?:?",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"20\d\d|\bFY\s?\d|(?:[\s/–-]|['’])\d\d(?!\d)|/\d\d(?!\d)", re.IGNORECASE)
_ONLY_A_YEAR = re.compile(rf"(?:(?:academic|school|financial|calendar)\syear\s)?{_YEAR}|FY.*", re.IGNORECASE)
_OTHER_THINGS = re.compile(
    r"\b(?:published|updated?|dated?|version|review(?:ed)?|revised|agreed|approved|inspect\w*|roadmap|plan|strategy|draft"
    r"|programme|timeline|overview|introduction|last|source|figure|table|page|cover\w*|period|contents|meeting|minutes)\b",
    re.IGNORECASE,
)
_LONGEST = 120
_DASH = re.compile(r"\s[-–—]\s")
_NOT_USED = "was not used"
"""What a timescale notes of words that are no part of a date."""


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of a time: its words, the part of them that is read as dates, and words beside that part."""

    words: str
    dated: str
    title: str = ""
    vague: bool = False
    """It names no time of the calendar: "Next", "Year 1", "Ongoing"."""
    names_whole: bool = False
    """It is a bare month, day or year, which as a heading means all of it."""

    @property
    def has_year(self) -> bool:
        return bool(_HAS_YEAR.search(self.dated))

    @property
    def only_a_year(self) -> bool:
        return bool(_ONLY_A_YEAR.fullmatch(self.dated))


@dataclass(frozen=True, slots=True)
class Dates:
    """What a label gives: a span, or a problem and no dates."""

    start: date | None = None
    end: date | None = None
    note: str = ""
    problem: str = ""


def flat(text: str) -> str:
    return " ".join(text.split())


def labels_in(text: str) -> list[Label]:
    """The headings of time that a whole line is: one, several merged, or none. A label begins with a capital or a number."""
    line = flat(text)
    if not line or len(line) > _LONGEST or line[0].islower():
        return []
    one = _LABEL.fullmatch(line)
    if one:
        whole = not one["part"] and (one["edge"] or "in").lower() in ("in", "for", "during")
        words = line.rstrip(" :")
        if one["continued"]:
            words = one["dated"].strip()
        return [Label(words, one["dated"].strip(), names_whole=whole and not one["gloss"])]
    return _merged(line) or _dashed(line) or _vague(line) or _other_words(line)


def _merged(line: str) -> list[Label]:
    """Two labels or more on one line. They must all have a year, or none: "January March 2024" may be a span."""
    pieces: list[str] = []
    at, line = 0, line.rstrip(" :")
    while at < len(line):
        piece = _PIECE.match(line, at)
        between = _BETWEEN.match(line, piece.end()) if piece and piece.end() > at else None
        if piece is None or between is None:
            return []
        pieces.append(piece[0])
        at = between.end()
    found = [label for piece in pieces for label in labels_in(piece)]
    alike = len({label.has_year for label in found}) == 1
    return found if alike and len(found) == len(pieces) > 1 else []


def _dashed(line: str) -> list[Label]:
    """Three labels or more with dashes between them; two are a span."""
    parts = [_LABEL.fullmatch(part) for part in _DASH.split(line.rstrip(" :"))]
    if len(parts) < 3 or not all(part and _HAS_YEAR.search(part["dated"]) for part in parts):
        return []
    return [label for part in parts for label in labels_in(part["dated"])]


def _other_words(line: str) -> list[Label]:
    """A line that nothing but a timescale explains: "Easter 2026", "December 2025/January 2026"."""
    if len(line) > 45 or not re.search(r"20\d\d|\d\d/\d\d", line) or _OTHER_THINGS.search(line):
        return []
    words = line.rstrip(" :")
    timescale = read_timescale(words)
    dated = timescale.problem is None and (timescale.start or timescale.due)
    return [Label(words, words)] if dated and _NOT_USED not in (timescale.note or "") else []


def _vague(line: str) -> list[Label]:
    match = _VAGUE.fullmatch(line)
    if match is None:
        return []
    words = line.rstrip(" :")
    gloss = match["gloss"] or ""
    inside = _LABEL.fullmatch(flat(gloss))
    return [Label(words, gloss if inside else words, vague=inside is None, names_whole=False)]


def titled_label(text: str) -> Label | None:
    """A heading with a time and other words: "July 2024: Foundations", "Foundations (January to March 2024)".

    None where it has no year, or where the other words name a plan, a version or an inspection.
    """
    line = flat(text)
    if not line or len(line) > _LONGEST or line[0].islower():
        return None
    for pattern in (_TITLED, _AT_THE_END):
        match = pattern.fullmatch(line)
        if match and _HAS_YEAR.search(match["dated"]) and not _OTHER_THINGS.search(match["title"]):
            if labels_in(_capital(match["title"])):
                return None
            whole = next(iter(labels_in(_capital(match["dated"]))), None)
            if whole is not None:
                title = match["title"].strip(" :")
                return Label(line.rstrip(" :"), match["dated"].strip(), title, names_whole=whole.names_whole)
    return None


def dated_line(text: str) -> Label | None:
    """A line that begins with its own time: "July 2024: Survey of parents"; `title` is what stands behind it."""
    line = flat(text)
    match = _TITLED.fullmatch(line)
    if match is None or line[0].islower() or not _HAS_YEAR.search(match["dated"]):
        return None
    found = labels_in(match["dated"])
    return Label(found[0].words, found[0].dated, match["title"], names_whole=found[0].names_whole) if found else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def read_period(words: str, *, document_date: date | None = None) -> Dates:
    """The days of a period as a person writes it, read as the heading of a roadmap would be: "Q3 2025/26", "May 2026"."""
    found = labels_in(_capital(flat(words)))
    label = found[0] if len(found) == 1 else Label(flat(words), flat(words))
    return dates_of(label, document_date=document_date)


def dates_of(label: Label, year: Label | None = None, document_date: date | None = None) -> Dates:
    """The days of a label. `year` is a heading above, whose year counts where the label names none.

    A bare month is its first and last day, a bare year likewise. What is ambiguous gives a problem and no dates.
    """
    read = label.dated
    note = ""
    if year is not None and not label.has_year and not label.vague:
        read = f"{label.dated} {year.dated}"
        note = f"The year was taken from the heading '{year.words}' above."
    timescale = read_timescale(read, document_date=document_date)
    inside = re.search(r"\(([^()]+)\)", read)
    if timescale.problem and inside and _HAS_YEAR.search(inside[1]):
        timescale = read_timescale(inside[1], document_date=document_date)
        note = f"The dates are those in brackets in '{label.words}'."
    note = " ".join(filter(None, (note, timescale.note)))
    if timescale.problem:
        return Dates(problem=timescale.problem)
    start, end = timescale.start, timescale.due
    if start is None and end is None:
        return Dates(problem="" if timescale.ongoing else f"'{label.words}' names no month, quarter or term.")
    if start is None and end is not None and label.names_whole:
        start = {"day": end, "month": end.replace(day=1), "year": end.replace(month=1, day=1)}.get(
            timescale.precision or ""
        )
    return Dates(start, end, note)
