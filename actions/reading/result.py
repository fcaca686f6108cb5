"""What was read from an action plan. Pure data, in the shape that `import_document --json` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from actions.status import Status
from actions.timescales import Timescale


@dataclass(slots=True)
class Problem:
    """Something that could not be read, or that a person must decide.

    `field` is a key of the action's JSON object, or the document's own heading for a column that has no field, or
    None for the whole place. `value` holds the document's words.
    """

    place: str
    field: str | None
    value: str
    message: str

    def as_json(self) -> dict[str, object]:
        return {"place": self.place, "field": self.field, "value": self.value, "message": self.message}


@dataclass(slots=True)
class ReadPriority:
    """A priority as the document gives it. `number` is None where it has none."""

    number: str | None
    title: str
    official_words: str
    place: str
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"number": self.number, "title": self.title, "official_words": self.official_words}


@dataclass(slots=True)
class ReadAction:
    """An action as the document gives it. `priority` is an index into the reading's priorities."""

    reference: str | None
    priority: int | None
    official_words: str
    outcome: str
    leads: list[str]
    timescale: Timescale
    rating: str
    status: Status | None
    progress: str
    place: str
    problems: list[Problem] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)
    """Of leads in two columns, body and role: for each role in `leads` the body that it belongs to, where the row says
    so without doubt. The body stands in `leads`, too, in the document's words."""
    without_organisation: frozenset[str] = frozenset()
    """Roles in `leads` of which the plan's document does not say the organisation that others give them."""
    cells: tuple[tuple[str, str], ...] = ()
    """Its cells as the document has them: heading and words, for a person to compare with what was understood."""
    first_timescale: Timescale | None = None
    """The one before `timescale`, where the row gives a first and a revised date and both are sure."""


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """A date that the document bears. `day` is the last of a month or a year where it names no more.

    `words` are the document's, `precision` is "day", "month" or "year", `place` is where they stand.
    """

    words: str
    day: date
    precision: str
    place: str


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column as it was read: its number from 1, its heading, what it was taken for ("" unknown), first cells."""

    number: int
    heading: str
    meaning: str
    guessed: bool = False
    """No heading says so: the cells look like it."""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of the document and its columns. `key` is "table 2", "cards" or "lines", as a choice names it."""

    key: str
    place: str
    columns: tuple[ReadColumn, ...]
    is_read: bool = True
    """Actions were looked for in it; False where it has no heading for actions."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row or paragraph of the source: imported, or skipped with a reason."""

    place: str
    text: str
    reason: str | None = None

    @property
    def imported(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class KeyWord:
    """One line of the document's own rating key. `status` is None where its meaning names none, or two."""

    word: str
    meaning: str
    status: Status | None
    place: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A name, email address or telephone number that must not reach the public. `kind`: name, email, telephone."""

    kind: str
    words: str
    place: str
    field: str


@dataclass(slots=True)
class PlanReading:
    """All that was read of an action plan; every row of the source stands in `rows`."""

    title: str = ""
    """The document's own title, a suggestion; "" where it shows none."""
    dated: DocumentDate | None = None
    """The date that the document bears, a suggestion; None where it shows none or two."""
    priority_word: str = ""
    priorities: list[ReadPriority] = field(default_factory=list)
    actions: list[ReadAction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    rating_key: list[KeyWord] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)
    tables: list[ReadTable] = field(default_factory=list)
    """What each column was taken for, in the document's order."""

    @property
    def skipped(self) -> list[ReadRow]:
        return [row for row in self.rows if not row.imported]

    def all_problems(self) -> list[Problem]:
        """Those of the document and priorities, then those of each action, in the document's order."""
        return [
            *self.problems,
            *(problem for priority in self.priorities for problem in priority.problems),
            *(problem for action in self.actions for problem in action.problems),
        ]

    def as_json(self) -> dict[str, object]:
        """The object that `import_document --json` prints. Top-level problems include those of the actions."""
        return {
            "kind": "action-plan",
            "priority_word": self.priority_word or None,
            "priorities": [priority.as_json() for priority in self.priorities],
            "actions": [self._action_as_json(action) for action in self.actions],
            "problems": [problem.as_json() for problem in self.all_problems()],
            "rows": {
                "read": len(self.rows),
                "imported": len(self.rows) - len(self.skipped),
                "skipped": [{"place": row.place, "text": row.text, "reason": row.reason} for row in self.skipped],
            },
        }

    def _action_as_json(self, action: ReadAction) -> dict[str, object]:
        priority = None if action.priority is None else self.priorities[action.priority]
        return {
            "reference": action.reference,
            "priority": priority.number if priority else None,
            "priority_title": priority.title if priority else None,
            "official_words": action.official_words,
            "outcome": action.outcome,
            "leads": action.leads,
            "timescale": action.timescale.as_json(),
            "first_timescale": action.first_timescale.as_json() if action.first_timescale else None,
            "rating": action.rating,
            "status": action.status.value if action.status else None,
            "progress": action.progress,
            "place": action.place,
            "problems": [problem.as_json() for problem in action.problems],
        }
