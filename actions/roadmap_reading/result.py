"""What was read from a roadmap. Pure data, in the shape that `import_document --json` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from actions.reading import DocumentDate, FoundPerson, Problem, ReadRow


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence or paragraph of the document, with its place."""

    words: str
    place: str

    def as_json(self) -> dict[str, object]:
        return {"words": self.words, "place": self.place}


@dataclass(frozen=True, slots=True)
class Covers:
    """The time that the roadmap says it covers; no dates where its words have two meanings."""

    words: str
    place: str
    start: date | None
    end: date | None

    def as_json(self) -> dict[str, object]:
        return {"words": self.words, "place": self.place, "start": _day(self.start), "end": _day(self.end)}


@dataclass(frozen=True, slots=True)
class PreparesFor:
    """The visit that the roadmap prepares for. `when` keeps the document's words with their "around".

    `month` is "YYYY-MM" where the document names a month with its year, else None.
    """

    words: str
    place: str
    when: str = ""
    month: str | None = None

    def as_json(self) -> dict[str, object]:
        return {"words": self.words, "place": self.place, "when": self.when or None, "month": self.month}


@dataclass(frozen=True, slots=True)
class Review:
    """How often the roadmap says that it is reviewed; `recurrence` as a timescale has it ("quarterly")."""

    words: str
    place: str
    recurrence: str | None

    def as_json(self) -> dict[str, object]:
        return {"words": self.words, "place": self.place, "recurrence": self.recurrence}


@dataclass(slots=True)
class ReadMilestone:
    """One milestone in the document's words.

    `type` is "event", "product", "change", "service" or "" where unsure. `repeats` is a key that the same milestone has in
    every period, "" where it stands in one alone. `said_done` means that the document says in words that it was done and
    its period was over when the document was published; it is never a state. `said` are words of a status column, of a
    line above the list ("Delivered:") or a tick; `theme` is the heading of its group; `number` that of a numbered list.
    """

    words: str
    place: str
    type: str = ""
    repeats: str = ""
    ongoing: bool = False
    planned: bool = False
    said_done: bool = False
    said: str = ""
    theme: str = ""
    number: str = ""
    other: list[tuple[str, str]] = field(default_factory=list)
    """Headings and words of columns that a milestone has no field for."""

    def as_json(self) -> dict[str, object]:
        return {
            "words": self.words,
            "place": self.place,
            "type": self.type,
            "repeats": self.repeats or None,
            "ongoing": self.ongoing,
            "planned": self.planned,
            "said_done": self.said_done,
            "said": self.said,
            "theme": self.theme,
            "number": self.number,
            "other": [{"heading": heading, "words": words} for heading, words in self.other],
        }


@dataclass(slots=True)
class ReadPeriod:
    """A period as the document heads it. `label` "" holds what could be put under no heading.

    `start` is None where the heading names only an end ("By March 2026"), both where it cannot be read or is ambiguous.
    """

    label: str
    place: str
    start: date | None = None
    end: date | None = None
    note: str = ""
    """What was assumed about its dates."""
    milestones: list[ReadMilestone] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "label": self.label,
            "place": self.place,
            "start": _day(self.start),
            "end": _day(self.end),
            "note": self.note,
            "milestones": [milestone.as_json() for milestone in self.milestones],
        }


@dataclass(slots=True)
class RoadmapReading:
    """All that was read of a roadmap; every row of the source stands in `rows`."""

    title: str = ""
    published: DocumentDate | None = None
    """The date that the document bears; None where it shows none or two."""
    covers: Covers | None = None
    answers: Stated | None = None
    """The inspection that it answers."""
    prepares_for: PreparesFor | None = None
    review: Review | None = None
    limits: list[Stated] = field(default_factory=list)
    """What it says it leaves out."""
    about: list[Stated] = field(default_factory=list)
    """What it says of itself, whole: the paragraphs that stand under no period."""
    periods: list[ReadPeriod] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)

    @property
    def milestones(self) -> list[ReadMilestone]:
        return [milestone for period in self.periods for milestone in period.milestones]

    @property
    def skipped(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.imported]

    def as_json(self) -> dict[str, object]:
        """The object that `import_document --kind roadmap --json` prints."""
        published = self.published
        return {
            "kind": "roadmap",
            "title": self.title,
            "published": published
            and {
                "words": published.words,
                "day": published.day.isoformat(),
                "precision": published.precision,
                "place": published.place,
            },
            "covers": self.covers and self.covers.as_json(),
            "answers": self.answers and self.answers.as_json(),
            "prepares_for": self.prepares_for and self.prepares_for.as_json(),
            "review": self.review and self.review.as_json(),
            "limits": [item.as_json() for item in self.limits],
            "about": [item.as_json() for item in self.about],
            "periods": [period.as_json() for period in self.periods],
            "problems": [problem.as_json() for problem in self.problems],
            "rows": {
                "read": len(self.rows),
                "imported": len(self.rows) - len(self.skipped),
                "skipped": [{"place": row.place, "text": row.text, "reason": row.reason} for row in self.skipped],
            },
        }
