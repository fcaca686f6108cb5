"""What was read from a co-production history. Pure data, in the shape that `import_document --json` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from actions.reading import FoundPerson, Problem, ReadRow

PRECISIONS = ("day", "month", "season", "term", "academic year", "financial year", "year", "span", "none")
"""How exactly an event is dated. A span goes from one month or day to another; "none" is no date at all."""

ASKED_FOR, SESSION_HELD, DRAFTED = "asked for", "session held", "drafted"
"""How far a topic came by the words of a history; what is published is only known from what was published here."""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class When:
    """The date of an event as the document writes it, and what it means. `end` is the last day of its time."""

    words: str = ""
    precision: str = "none"
    start: date | None = None
    end: date | None = None
    problem: str = ""


@dataclass(slots=True)
class ReadEvent:
    """One thing that happened. `items` are the points of the list below it; `inherited` where a heading dates it."""

    words: str
    place: str
    when: When = field(default_factory=When)
    items: list[str] = field(default_factory=list)
    item_places: list[str] = field(default_factory=list)
    inherited: bool = False
    took_part: str = ""
    asked_for: str = ""
    changed: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "when": self.when.words or None,
            "precision": self.when.precision,
            "start": _day(self.when.start),
            "end": _day(self.when.end),
            "words": self.words,
            "items": list(self.items),
            "took_part": self.took_part,
            "asked_for": self.asked_for,
            "changed": self.changed,
            "place": self.place,
        }


@dataclass(frozen=True, slots=True)
class ReadSession:
    """A seminar, workshop or meeting that stands as a dated point of a list; `kind` is the document's word for it."""

    kind: str
    number: str
    when: When
    words: str
    place: str

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "number": self.number or None,
            "when": self.when.words,
            "precision": self.when.precision,
            "start": _day(self.when.start),
            "words": self.words,
            "place": self.place,
        }


@dataclass(slots=True)
class ReadTopic:
    """What families asked for or worked on. `asked` is how many did, None where the document does not say.

    `stage` is how far it came; `was_asked_for` where families voted for it or asked for it by the document's words.
    """

    words: str
    stage: str
    was_asked_for: bool
    asked: int | None
    places: list[str]

    def as_json(self) -> dict[str, object]:
        return {
            "words": self.words,
            "stage": self.stage,
            "was_asked_for": self.was_asked_for,
            "asked": self.asked,
            "places": list(self.places),
        }


@dataclass(slots=True)
class HistoryReading:
    """All that was read of a history; every row of the source stands in `rows`."""

    title: str = ""
    events: list[ReadEvent] = field(default_factory=list)
    sessions: list[ReadSession] = field(default_factory=list)
    topics: list[ReadTopic] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def skipped(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.imported]

    def as_json(self) -> dict[str, object]:
        """One object of plain values; its keys never change their meaning."""
        return {
            "kind": "coproduction-history",
            "title": self.title,
            "events": [event.as_json() for event in self.events],
            "seminars": [session.as_json() for session in self.sessions],
            "topics": [topic.as_json() for topic in self.topics],
            "problems": [problem.as_json() for problem in self.problems],
            "rows": {
                "read": len(self.rows),
                "imported": len(self.rows) - len(self.skipped),
                "skipped": [{"place": row.place, "text": row.text, "reason": row.reason} for row in self.skipped],
            },
        }
