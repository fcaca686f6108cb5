"""A co-production history into events, with every row accounted for.

A line is an event where it is a sentence or has a date; points below it are its items. Lines that are neither, such as the
thanks and the buttons of a web page, are left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actions.outlines.lines import Line
from actions.outlines.outline import outline
from actions.outlines.vocabulary import Vocabulary
from actions.reading import FoundPerson, Problem, ReadRow
from actions.reading.kept import forget
from priorities.documents import Document, Row, Table
from priorities.people import people_in_text
from routemaps.history_reading.dates import date_in, dates_of, is_date_alone, label_of, read
from routemaps.history_reading.result import HistoryReading, ReadEvent, When
from routemaps.history_reading.topics import gather_topics

NOTHING = "No line tells what was done and when: check that this is the history of how something was made."
NOT_AN_EVENT = "It is neither a sentence nor dated, so it was not read as something that happened."
TITLE = "The title of the document."
TITLE_AGAIN = "The title, once more."
HEADING = "A heading."
DATE_HEADING = "A heading with a date, which dates what stands below it."
COLUMNS = "The headings of a table."

_SENTENCE = re.compile(r"[.:;]$")
_INVITES = re.compile(
    r"(?:thank(?:s| you)\b|help us\b|share (?:this|on|with)\b|(?:click here|follow us|like us|print this|download the|sign up|subscribe|contact us|back to|return to|read more|find out more|was this page|last updated)\b)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
"""What looks like the number of a page and is a heading: no history has two thousand pages."""
_WHEN = {"when", "date", "dates", "month", "year", "time", "timeline", "period"}
_WHAT = {
    "what happened", "what", "event", "events", "activity", "activities", "what we did", "details", "description",
    "step", "action", "milestone",
}  # fmt: skip
_WHO = {"who took part", "who", "took part", "attendance", "attendees", "number of people", "how many", "involved"}
_ASKED = {
    "what families asked for",
    "what was asked for",
    "you said",
    "feedback",
    "what parents said",
    "what we heard",
    "what parents told us",
}
_CHANGED = {"what changed", "what we changed", "we did", "outcome", "result", "impact", "difference"}
_MEANINGS = [("when", _WHEN), ("words", _WHAT), ("took_part", _WHO), ("asked_for", _ASKED), ("changed", _CHANGED)]
_KNOWN = Vocabulary(lambda line: False, lambda line: False, lambda line: line.endswith(":"), lambda line: "")


def read_history(document: Document) -> HistoryReading:
    """Read the events of a history, in the document's order, with the topics and the sessions in their lists.

    Never raises. A document without any event gives a problem that says so.
    """
    try:
        return _History(document).read()
    finally:
        forget()


class _History:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.reading = HistoryReading()
        self.heading = When()
        self.event: ReadEvent | None = None

    def read(self) -> HistoryReading:
        tables = {number: block for number, block in enumerate(self.document.blocks) if isinstance(block, Table)}
        told: set[int] = set()
        for line in outline(self.document, _KNOWN):
            number = line.spot[0]
            if number in tables:
                if number not in told:
                    self._table(tables[number])
                    told.add(number)
                continue
            self._line(line)
        reading = self.reading
        for notice in self.document.notices:
            reading.problems.append(Problem(notice.place, None, notice.text, notice.message))
        gather_topics(reading)
        reading.problems += list(_problems(reading))
        reading.people = list(_people(reading))
        return reading

    # -- lines ---------------------------------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        reason = self._why_left_out(line)
        if reason:
            self.reading.rows.append(ReadRow(line.place, line.source, reason))
            return
        self.reading.rows.append(ReadRow(line.place, line.source))
        if line.mark and self.event is not None:
            self.event.items.append(line.text)
            self.event.item_places.append(line.place)
        else:
            self._event(line)

    def _why_left_out(self, line: Line) -> str:
        """Why a line is no event and no point of one; "" where it is. Titles and headings are remembered."""
        reading = self.reading
        if line.why_not and not _YEAR_ALONE.fullmatch(line.text):
            return line.why_not
        if not reading.title and not reading.events and not line.mark and not _tells(line.text):
            reading.title = line.text
            return TITLE
        if line.text == reading.title:
            return TITLE_AGAIN
        if line.mark and self.event is not None:
            return ""
        alone = is_date_alone(line.text)
        if alone is not None:
            self.heading, self.event = alone, None
            return DATE_HEADING
        if line.is_set_apart and not _tells(line.text):
            self.event = None
            return HEADING
        return NOT_AN_EVENT if _INVITES.match(line.text) or not (_tells(line.text) or line.mark) else ""

    def _event(self, line: Line) -> None:
        when, words = label_of(line.text)
        if not when.words:
            when, words = date_in(line.text)[0], line.text
        self.event = self._dated(ReadEvent(words, line.place, when))

    def _dated(self, event: ReadEvent) -> ReadEvent:
        if not event.when.words and self.heading.words:
            event.when, event.inherited = self.heading, True
        self.reading.events.append(event)
        return event

    # -- tables --------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        columns: dict[int, str] = {}
        for row in table.rows:
            if not any(cell.text.strip() for cell in row.cells):
                continue
            if not columns and (meant := _columns(row)):
                columns = meant
                self._told(row, COLUMNS)
            elif (event := _from_row(row, columns)) is not None:
                self._dated(event)
                self._told(row, None)
            else:
                self._told(row, NOT_AN_EVENT)
                message = "This row was not read as an event: it does not say what happened, or when."
                self.reading.problems.append(Problem(row.place, None, _said(row), message))
        self.event = None

    def _told(self, row: Row, reason: str | None) -> None:
        self.reading.rows.append(ReadRow(row.place, _said(row), reason))


def _said(row: Row) -> str:
    return " | ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip())


def _tells(text: str) -> bool:
    """The line is a sentence, or says when something was."""
    return bool(_SENTENCE.search(text)) or bool(dates_of(text))


def _columns(row: Row) -> dict[int, str]:
    """What the columns of a table hold, by their place; empty where none has dates and none tells what happened."""
    found = {}
    for cell in row.cells:
        folded = " ".join(re.sub(r"[^\w\s]", " ", cell.text.casefold()).split())
        found[cell.column] = next((name for name, words in _MEANINGS if folded in words), "")
    return found if {"when", "words"} <= set(found.values()) else {}


def _from_row(row: Row, columns: Mapping[int, str]) -> ReadEvent | None:
    """The event of a row. Without known columns the first cell must be a date, and the others are what happened."""
    event = ReadEvent("", row.place)
    for place, cell in enumerate(row.cells):
        text = " ".join(cell.text.split())
        name = columns.get(cell.column, "") if columns else ("when" if place == 0 else "words")
        if name == "when" and text:
            event.when = is_date_alone(text) or read(text)
        elif name and text:
            setattr(event, name, " ".join(filter(None, [getattr(event, name), text])))
        elif text:
            event.items.append(text)
            event.item_places.append(row.place)
    return event if event.words and (columns or event.when.start) else None


# What a person looks at


def _problems(reading: HistoryReading) -> Iterator[Problem]:
    if not reading.events:
        yield Problem("the document", None, "", NOTHING)
    latest: ReadEvent | None = None
    for event in reading.events:
        when = event.when
        if when.problem and not event.inherited:
            yield Problem(event.place, "when", when.words, when.problem)
        others = [words for words in dates_of(event.words) if words != when.words]
        if others and not event.inherited and when.words and not event.words.startswith(_front(event)):
            yield Problem(
                event.place,
                "when",
                when.words,
                f"More than one date stands here, also '{others[0]}': check that '{when.words}' is the day of the event.",
            )
        if latest is not None and when.end and latest.when.start and when.end < latest.when.start:
            yield Problem(
                event.place,
                "when",
                when.words,
                f"It is before '{latest.when.words}', which stands above it: check both dates.",
            )
        if when.start and (latest is None or latest.when.start is None or when.start >= latest.when.start):
            latest = event


def _front(event: ReadEvent) -> str:
    """The words up to the end of the date, where the sentence begins with it."""
    _, start, end = date_in(event.words)
    return event.words[:end] if start < 12 else "\0"


def _people(reading: HistoryReading) -> Iterator[FoundPerson]:
    for event in reading.events:
        for name in ("words", "took_part", "asked_for", "changed"):
            for found in people_in_text(getattr(event, name)):
                yield FoundPerson(found.kind, found.words, event.place, name)
        for item, place in zip(event.items, event.item_places, strict=True):
            for found in people_in_text(item):
                yield FoundPerson(found.kind, found.words, place, "items")
