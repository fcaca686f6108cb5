"""What a document would change in a plan, as data: what is new, changed, the same, gone, and what only a person knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from actions.models import Action
from actions.reading import KeyWord, Problem, ReadAction, ReadPriority
from priorities.models import Priority, Versioned
from priorities.services import NotAllowed

FieldChanges = dict[str, tuple[object, object]]
"""For each field how it stands and what the document says."""

FIELD_WORDS = {
    "leads": "Lead",
    "official_words": "Official words",
    "timescale": "Timescale",
    "reference": "Reference",
    "outcome": "Outcome",
    "rating": "Rating",
    "status": "Status",
    "progress": "Progress",
    "priority": "Priority",
    "number": "Number",
    "title": "Title",
    "order": "Place in the plan",
    "priority_word": "Word for a priority",
}


class ImportRefused(NotAllowed):
    """The document cannot be imported as asked; str() is one sentence for the person, and nothing was changed."""


@dataclass(slots=True)
class Change:
    """An action that the document words differently."""

    action: Action
    read: ReadAction
    fields: FieldChanges


@dataclass(slots=True)
class PriorityChange:
    """A priority that the document words, numbers or places differently."""

    priority: Priority
    read: ReadPriority
    fields: FieldChanges


@dataclass(slots=True)
class Question:
    """What only a person can decide. `choices` are the answers, each with what it means."""

    key: str
    """What the answer is given for: the place of a row, or "priority 3"."""
    unclear: str
    remedy: str
    """How to answer with the command."""
    choices: list[tuple[str, str]]
    about: frozenset[tuple[str, int]] = frozenset()
    """The stored records in question, as ("action", id): they are not gone as long as it is open."""
    suggested: str = ""
    """The answer that the office page has chosen beforehand; the command still asks."""
    records: tuple[Versioned, ...] = ()
    """The stored records in question, as they were when it was asked."""

    @property
    def sentence(self) -> str:
        return f"{self.unclear}; {self.remedy}"

    @property
    def mark(self) -> str:
        """The same as long as the same is asked of the same records, and nobody has changed them."""
        records = [(record._meta.label_lower, record.pk, record.version) for record in self.records]
        return sha256(repr((self.unclear, [value for value, _ in self.choices], records)).encode()).hexdigest()

    def in_words(self, answer: str) -> str:
        """What an answer means."""
        return dict(self.choices).get(answer, answer)


@dataclass(slots=True)
class Comparison:
    """What a document would change in a plan."""

    added: list[ReadAction] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[tuple[Action, ReadAction]] = field(default_factory=list)
    reported_again: list[tuple[Action, ReadAction]] = field(default_factory=list)
    """Actions, changed or the same, on which a newer document repeats the last report: an update of its own day."""
    gone: list[Action] = field(default_factory=list)
    returned: list[Action] = field(default_factory=list)
    """Withdrawn actions that somebody wants back; they stand among the changed or the same as well."""
    stays_withdrawn: list[tuple[Action, ReadAction]] = field(default_factory=list)
    """Withdrawn actions that the document still has, and that nobody wants back."""
    questions: list[Question] = field(default_factory=list)
    answered: list[tuple[Question, str]] = field(default_factory=list)
    """Questions that were answered when the document was stored, each with the answer."""
    priorities_added: list[ReadPriority] = field(default_factory=list)
    priorities_changed: list[PriorityChange] = field(default_factory=list)
    priorities_same: list[tuple[Priority, ReadPriority]] = field(default_factory=list)
    priorities_gone: list[Priority] = field(default_factory=list)
    plan_fields: FieldChanges = field(default_factory=dict)
    key_added: list[KeyWord] = field(default_factory=list)
    shared: int = 0
    """How many of the `known` actions stand in the document too, by their words or because somebody said so."""
    known: int = 0
    """How many live actions of the plan came from a document."""
    problems: list[Problem] = field(default_factory=list)
    """What the reader could not know: words that do not fit after names were held back, organisations not sure."""

    @property
    def shares_too_little(self) -> bool:
        """The document has under a quarter of the plan's actions: it may be that of another plan."""
        return 4 * self.shared < self.known

    @property
    def how_little(self) -> str:
        """The sentence about it, without a remedy and a full stop."""
        return (
            f"This document shares {self.shared} of {self.known} actions with the plan: check that it is the right plan"
        )

    @property
    def gives_statuses_alone(self) -> bool:
        """The ratings are the same and mean other statuses now, because the plan's rating key was given or changed."""
        others = (
            self.added,
            self.gone,
            self.questions,
            self.priorities_added,
            self.priorities_changed,
            self.priorities_gone,
            self.plan_fields,
            self.key_added,
        )
        return (
            bool(self.changed) and not any(others) and all(set(change.fields) == {"status"} for change in self.changed)
        )

    @property
    def is_empty(self) -> bool:
        """The document says what the plan says."""
        return not any(
            (
                self.added,
                self.changed,
                self.reported_again,
                self.gone,
                self.returned,
                self.questions,
                self.priorities_added,
                self.priorities_changed,
                self.priorities_gone,
                self.plan_fields,
                self.key_added,
            )
        )


def field_names(fields: Mapping[str, object] | list[str]) -> str:
    """ "official words, lead": the fields as a sentence names them."""
    return ", ".join(FIELD_WORDS.get(name, name).lower() for name in fields)


def short(text: str, longest: int = 60) -> str:
    """The text on one line, cut at a word's end."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest + 1].rpartition(" ")[0] + " …"
