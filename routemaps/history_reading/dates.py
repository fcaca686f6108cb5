"""The date of an event, found in its sentence and read. What a date means is `actions.timescales`' to say."""

from __future__ import annotations

import re
from datetime import date

from actions.timescales import read_timescale
from routemaps.history_reading.result import When

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:19|20)\d\d"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_SCHOOL = r"(?:academic|school|financial)"
_SEASON = r"(?:spring|summer|autumn|winter)"

_PHRASES = (
    # 2023/24 academic year; the academic year 2023 to 2024
    rf"(?:the\s+)?{_YEAR}\s*(?:[/–-]|to)\s*(?:{_YEAR}|\d\d)\s+{_SCHOOL}\s+year",
    rf"(?:the\s+)?{_SCHOOL}\s+year\s+(?:of\s+)?{_YEAR}(?:\s*(?:[/–-]|to)\s*(?:{_YEAR}|\d\d)\b)?",
    # 3 and 4 May 2024; 3 May to 6 June 2024; March to June 2024; between March 2024 and June 2024
    rf"(?:(?:between|from)\s+)?(?:{_NTH}\s+)?{_MONTH}(?:\s+{_YEAR})?\s*(?:[–-]|to|and|until)\s*(?:{_NTH}\s+)?{_MONTH}\s+{_YEAR}",
    rf"{_NTH}\s*(?:[–-]|to|and|&)\s*{_NTH}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    # 3 October 2024; October 3, 2024; October 2024; the week of 3 June 2024
    rf"(?:(?:the\s+)?week\s+(?:of|beginning)\s+)?{_NTH}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_NTH},?\s+{_YEAR}",
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\b",
    rf"(?:(?:early|mid|late)[ -]|(?:the\s+)?(?:beginning|start|end|middle)\s+of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_SEASON}(?:\s+term)?(?:\s+of)?,?\s+{_YEAR}(?:[/–-]\d\d)?",
    # September 24: a month with the last two figures of a year, where "in" stands before it
    rf"(?<=\bin ){_MONTH}\s+['’]?\d\d(?!\d|st|nd|rd|th)",
    rf"(?:(?:early|mid|late)[ -]|(?:the\s+)?(?:beginning|start|end|middle)\s+of\s+)?\b{_YEAR}(?:\s*[/–-]\s*(?:{_YEAR}|\d\d)\b)?",
    # a day or a month without its year: nothing is counted from it, and the page says so
    rf"(?<=\b[io]n ){_NTH}\s+{_MONTH}",
    rf"(?<=\bin ){_MONTH}",
)
_ANY = [re.compile(phrase, re.IGNORECASE) for phrase in _PHRASES]
_BEFORE = r"(?:(?:back\s+)?(?:in|on|during|from|since|by|around|between|throughout|at|as of)\s+)?"
_LED = re.compile(rf"\W*{_BEFORE}(?:the\s+)?$", re.IGNORECASE)
_TWO_FIGURES = re.compile(rf"({_MONTH})\s+['’]?(\d\d)", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[:–—]|-\s)\s*(?=\S)")
"""What parts a date that stands as a label from the words behind it: "March 2024: …", "2023 – …"."""


_NO_YEAR = "It has no year: add the year, or leave the event without a date."
_SEVERAL = "It was not read as one date: write one day, month or year, or 'from … to …'."


def date_in(sentence: str) -> tuple[When, int, int]:
    """The date that a sentence names, and from where to where its words stand; none: an empty When at 0.

    A date at the front ("In March 2024, …") goes before others. Otherwise the one that stands first. A year that is
    missing is said in `problem`, and nothing is made up for it.
    """
    found = _all(sentence)
    if not found:
        return When(), 0, 0
    start, end = next(((start, end) for start, end in found if _LED.match(sentence[:start])), found[0])
    return read(sentence[start:end]), start, end


def dates_of(sentence: str) -> list[str]:
    """The words of every date in a sentence, in order."""
    return [sentence[start:end] for start, end in _all(sentence)]


def label_of(line: str) -> tuple[When, str]:
    """A line that begins with a date as its label, and the words behind it; no date: an empty When and the line."""
    when, start, end = date_in(line)
    closed = _CLOSED.match(line, end) if when.words and not line[:start].strip() else None
    return (when, line[closed.end() :]) if closed else (When(), line)


def is_date_alone(line: str) -> When | None:
    """A line, such as a heading, that is nothing but a date; else None."""
    when, start, end = date_in(line)
    rest = (line[:start] + line[end:]).strip(" :–—-.()")
    return when if when.words and not rest else None


def _all(sentence: str) -> list[tuple[int, int]]:
    """Where dates stand, none inside another."""
    taken: list[tuple[int, int]] = []
    for phrase in _ANY:
        for match in phrase.finditer(sentence):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
    return sorted(taken)


def read(words: str) -> When:
    """What the words of a date mean."""
    words = re.sub(
        r"^the\s+(?!week|end|start|beginning|middle)", "", " ".join(words.split()), flags=re.IGNORECASE
    ).strip(" ,")
    meant = read_timescale(_with_whole_year(words))
    start = meant.start or _first_day(meant.due, meant.precision)
    if start is None:
        return When(words, problem=_NO_YEAR if meant.problem and meant.problem.endswith("add the year.") else _SEVERAL)
    doubt = ""
    if _TWO_FIGURES.fullmatch(words):
        doubt = f"'{words}' was read as a month of {start.year}, and not as a day without its year: check it."
    return When(words, _precision(words, start, meant.due, meant.precision), start, meant.due, doubt)


def _with_whole_year(words: str) -> str:
    """ "September 24" as "September 2024", so that nothing else can be read into it."""
    match = _TWO_FIGURES.fullmatch(words)
    return f"{match[1]} 20{match[2]}" if match else words


def _precision(words: str, start: date, end: date | None, precision: str | None) -> str:
    named = re.search(rf"\b{_SCHOOL}\b", words, re.IGNORECASE)
    if named:
        return "financial year" if named[0].lower() == "financial" else "academic year"
    if precision in ("month", "day") and end is not None and _spans(start, end, precision):
        return "span"
    return precision or "none"


def _spans(start: date, end: date, precision: str) -> bool:
    return start != end if precision == "day" else (start.year, start.month) != (end.year, end.month)


def _first_day(due: date | None, precision: str | None) -> date | None:
    if due is None:
        return None
    if precision == "month":
        return due.replace(day=1)
    if precision == "year":
        return date(due.year, 1, 1)
    return due
