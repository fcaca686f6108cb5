"""What every reading is checked for: names, small numbers, numbers missing from a list, words beside the content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from actions.outlines.lines import Line
from actions.outlines.marks import value_of
from actions.outlines.result import OutlineReading
from actions.reading import DocumentDate, FoundPerson, Problem, ReadRow
from actions.reading.front import suggested_date, suggested_title
from actions.reading.headings import never_a_priority
from actions.reading.notices import PERSONAL, REPORTED, in_words
from actions.reading.small_numbers import SMALL, small_numbers
from priorities.documents import Document
from priorities.people import people_in_text

_WEB = re.compile(
    r"(?:share this|thank you for your contribution|help us reach out|back to top|print this page|was this page|cookies?\b|skip to|accept all"
    r"|last updated|page last|© |copyright)",
    re.IGNORECASE,
)
_FRONT = 30
"""Lines among which the title stands."""
_IN_WORDS = {
    word: at
    for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
NUMBER_WORD = rf"(?:\d{{1,2}}|{'|'.join(_IN_WORDS)})"


def title_of(document: Document, lines: Sequence[Line], heads: Callable[[int], bool]) -> tuple[str, str]:
    """The document's own title and its place: as for action plans, else its first short line that heads nothing else.

    `heads` says of a line's number whether the reader took it for a heading of something.
    """
    suggested = suggested_title(document)
    first = True
    for at, line in enumerate(lines[:_FRONT]):
        if line.why_not or line.mark or line.in_table:
            continue
        if suggested and line.text == suggested:
            return ("", "") if heads(at) or suggested.endswith(":") else (suggested, line.place)
        short = len(line.text.split()) <= 16 and not line.text.endswith((".", ";", ":", ","))
        if first and not suggested:
            return (line.text, line.place) if short and not (heads(at) or never_a_priority(line.text)) else ("", "")
        first = False
    return "", ""


def beside_the_words(line: Line, dated: DocumentDate | None) -> str:
    """Why a line among points is none: it is the date of the document, or what web pages add; else ""."""
    if line.mark:
        return ""
    if dated is not None and line.place == dated.place and dated.words in line.text:
        return "the date of the document"
    if len(line.text.split()) <= 14 and _WEB.match(line.text):
        return "what a web page adds to its words"
    return ""


def count_in_words(text: str) -> int | None:
    """The number that a word or figure says: 5 for "five" and "5"."""
    return int(text) if text.isdigit() else _IN_WORDS.get(text.lower())


def missing_numbers(lines: Sequence[Line], what: str) -> list[Problem]:
    """Numbers that a numbered list leaves out, as where a line was lost: each once, at the point behind it."""
    problems: list[Problem] = []
    last: int | None = None
    for line in lines:
        value = value_of(line.number) if line.mark == "number" else None
        if value is None:
            last = None
            continue
        if last is not None and value > last + 1:
            gone = f"number {last + 1}" if value == last + 2 else f"numbers {last + 1} to {value - 1}"
            message = (
                f"The list goes from {last} to {value}, so {gone} may be missing: compare the {what} with the document."
            )
            problems.append(Problem(line.place, None, line.source, message))
        last = value
    return problems


def check(reading: OutlineReading, document: Document, texts: Iterable[tuple[str, str, str]]) -> None:
    """Fill what both readers fill alike. `texts` are (place, field, words) of all that may become public."""
    for place, field, words in [*texts, ("the title", "title", reading.title)]:
        for found in people_in_text(words):
            reading.people.append(FoundPerson(found.kind, found.words, place, field))
            reading.problems.append(Problem(place, field, found.words, PERSONAL))
        reading.problems += [Problem(place, field, few, SMALL) for few in small_numbers(words)]
    for notice in document.notices:
        if notice.kind in REPORTED or not notice.text:
            reading.problems.append(Problem(notice.place, None, notice.text, in_words(notice)))
        else:
            reading.rows.append(ReadRow(notice.place, notice.text, notice.message))
    reading.dated = suggested_date(document)
