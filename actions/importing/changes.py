"""What a document would change in a plan, as data: what is new, changed, the same, gone, and what only a person knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from actions.importing.promised import ReadPromise
from actions.models import Action, Milestone
from actions.reading import KeyWord, Problem, ReadAction, ReadPriority
from priorities.models import (
    SECTIONS,
    Commitment,
    Priority,
    Recommendation,
    RecommendationUpdate,
    UpdateRound,
    Versioned,
)
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
    "period": "Period",
    "kind": "Type",
    "ongoing": "Ongoing",
    "repeats": "Repeats",
    "starts_on": "Starts on",
    "ends_on": "Ends on",
    "answers": "The inspection that it answers",
    "prepares_for": "The visit that it prepares for",
    "limits": "What it leaves out",
    "review_cycle": "How often it is reviewed",
    "labels": "Headings of the round",
    **SECTIONS,
}

Promise = Commitment | Recommendation | Milestone


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
class PromiseChange:
    """A commitment, a recommendation or a milestone that the document words or places differently."""

    record: Promise
    read: ReadPromise
    fields: FieldChanges


@dataclass(slots=True)
class UpdateChange:
    """What a round says of a recommendation, where the plan has other points or none. `before` is None for a new one."""

    read: ReadPromise
    recommendation: Recommendation | None
    before: RecommendationUpdate | None
    fields: FieldChanges

    @property
    def corrects(self) -> bool:
        """What it changes was published, so it becomes a new version that corrects it."""
        return self.before is not None and self.before.state == RecommendationUpdate.State.PUBLISHED


@dataclass(slots=True)
class PromiseChanges:
    """What a strategy, an update of recommendations or a roadmap would change in a plan."""

    kind: str = ""
    """The model of its promises ("commitment"); "" for an action plan."""
    pairs: list[tuple[ReadPromise, Promise | None]] = field(default_factory=list)
    """Every promise of the document with the plan's record; None for a new one."""
    added: list[ReadPromise] = field(default_factory=list)
    changed: list[PromiseChange] = field(default_factory=list)
    same: list[tuple[Promise, ReadPromise]] = field(default_factory=list)
    gone: list[Promise] = field(default_factory=list)
    returned: list[Promise] = field(default_factory=list)
    stays_withdrawn: list[tuple[Promise, ReadPromise]] = field(default_factory=list)
    update_round: UpdateRound | None = None
    """The round that the plan has already; None for a new one."""
    round_title: str = ""
    labels: FieldChanges = field(default_factory=dict)
    """The headings of a round that the plan has, where the document prints others."""
    updates: list[UpdateChange] = field(default_factory=list)
    updates_same: list[ReadPromise] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return any((self.added, self.changed, self.gone, self.returned, self.labels, self.updates))


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
    promises: PromiseChanges = field(default_factory=PromiseChanges)
    """Of a document that is no action plan; it says nothing of actions, so it changes none."""
    problems: list[Problem] = field(default_factory=list)
    """What the reader could not know: words that do not fit after names were held back, organisations not sure."""

    @property
    def shares_too_little(self) -> bool:
        """The document has under a quarter of the plan's actions: it may be that of another plan."""
        return 4 * self.shared < self.known

    @property
    def how_little(self) -> str:
        """The sentence about it, without a remedy and a full stop."""
        what = f"{self.what}s"
        return (
            f"This document shares {self.shared} of {self.known} {what} with the plan: check that it is the right plan"
        )

    @property
    def what(self) -> str:
        """What the document has many of: "action", "commitment", "recommendation" or "milestone"."""
        return self.promises.kind or "action"

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
            self.promises,
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
                self.promises,
            )
        )


def field_names(fields: Mapping[str, object] | list[str]) -> str:
    """ "official words, lead": the fields as a sentence names them."""
    return ", ".join(FIELD_WORDS.get(name, name).lower() for name in fields)


def short(text: str, longest: int = 60) -> str:
    """The text on one line, cut at a word's end."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest + 1].rpartition(" ")[0] + " …"
