"""The rows of a document beside what was understood of each, for the preview of an import."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.importing.changes import FIELD_WORDS
from actions.importing.looking import Looked
from actions.importing.promised import PromisedReading
from actions.importing.runs import LookedAt
from actions.office.imports_common import in_parts
from actions.office.imports_promises import rows_understood
from actions.reading import Problem, ReadAction, ReadRow
from actions.timescales import Timescale
from actions.wording import day_in_words

Parts = list[tuple[str, bool]]

FATES = {
    "new": "New",
    "changed": "Changed",
    "same": "The same",
    "asked": "A question is open",
    "withdrawn": "Stays withdrawn",
    "part": "Part of the plan: a heading, a priority, or what the plan says of itself",
    "skipped": "Skipped",
}
SHOWN = {
    "": "All rows",
    "new": "New",
    "changed": "Changed",
    "same": "The same",
    "problem": "With something to look at",
    "skipped": "Skipped",
}
"""What the list of rows can be narrowed to."""


@dataclass(slots=True)
class Block:
    """One row of the document: what stands there, what was understood, what becomes of it."""

    row: ReadRow
    fate: str
    cells: list[tuple[str, Parts]] = field(default_factory=list)
    understood: list[tuple[str, Parts]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def fate_in_words(self) -> str:
        return FATES[self.fate]


def blocks(at: LookedAt) -> list[Block]:
    """A block for every row, in the document's order: none is left out."""
    reading, looked = at.file.reading, at.looked
    index = {action.place: number for number, action in enumerate(reading.actions)}
    promised = rows_understood(reading, looked) if isinstance(reading, PromisedReading) else {}
    fates, changes = _fates(looked)
    problems: dict[str, list[Problem]] = {}
    for problem in reading.all_problems():
        problems.setdefault(problem.place, []).append(problem)
    found = []
    for row in reading.rows:
        said = [_in_words(problem) for problem in problems.get(row.place, ())]
        number = index.get(row.place) if row.imported else None
        if row.imported and row.place in promised:
            fate, values, read = promised[row.place]
            understood = [(label, in_parts(words)) for label, words in values]
            block = Block(row, fate, [("", in_parts(row.text))], understood, changes.get(id(read), []))
        elif number is None:
            block = Block(row, "part" if row.imported else "skipped", [("", in_parts(row.text))])
        else:
            understood = looked.reading.actions[number]
            fate = fates.get(id(understood), "asked")
            cells = [(heading, in_parts(text)) for heading, text in reading.actions[number].cells]
            block = Block(row, fate, cells, _understood(understood, looked), changes.get(id(understood), []))
        block.problems = said
        found.append(block)
    return found


def narrowed(found: list[Block], to: str) -> list[Block]:
    """Those that `to` of SHOWN names."""
    if to == "problem":
        return [block for block in found if block.problems]
    return [block for block in found if block.fate == to] if to else found


def counts(found: list[Block], at: LookedAt, *, unanswered: int) -> list[tuple[str, int]]:
    """The sums above the rows; `unanswered` is how many of the questions below them are."""
    comparison, promises = at.looked.comparison, at.looked.comparison.promises
    if promises.kind:
        what = f"{promises.kind}s"
        return [
            (f"New {what}", len(promises.added)),
            (f"Changed {what}", len(promises.changed)),
            ("The same", len(promises.same)),
            *([("What the round says that is new", len(promises.updates))] if what == "recommendations" else []),
            ("Gone from the document", len(promises.gone)),
            ("Things to look at", len(at.file.reading.all_problems()) + len(comparison.problems)),
            ("Open questions", unanswered),
        ]
    return [
        ("New actions", len(comparison.added)),
        ("Changed actions", len(comparison.changed)),
        ("The same", len(comparison.same)),
        ("Gone from the document", len(comparison.gone)),
        ("Things to look at", len(at.file.reading.all_problems()) + len(comparison.problems)),
        ("Open questions", unanswered),
    ]


def _fates(looked: Looked) -> tuple[dict[int, str], dict[int, list[tuple[str, str, str]]]]:
    comparison = looked.comparison
    fates = {id(read): "new" for read in comparison.added}
    fates |= {id(change.read): "changed" for change in comparison.changed}
    fates |= {id(read): "same" for _, read in comparison.same}
    fates |= {id(read): "withdrawn" for _, read in comparison.stays_withdrawn}
    changes = {
        id(change.read): [
            (FIELD_WORDS.get(name, name), _value(old), _value(new)) for name, (old, new) in change.fields.items()
        ]
        for change in (*comparison.changed, *comparison.promises.changed)
    }
    return fates, changes


def _value(value: object) -> str:
    words = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return {"True": "yes", "": "nothing"}.get(words, words)


def _understood(action: ReadAction, looked: Looked) -> list[tuple[str, Parts]]:
    priority = looked.reading.priorities[action.priority] if action.priority is not None else None
    values = [
        ("Reference", action.reference or ""),
        ("Priority", f"{priority.number or ''} {priority.title}".strip() if priority else ""),
        ("Official words", action.official_words),
        ("Outcome", action.outcome),
        ("Leads", "\n".join(action.leads) or "No lead named"),
        ("Timescale", timescale_in_words(action.timescale)),
        ("Rating", _rating(action)),
        ("Progress", action.progress),
    ]
    return [(label, in_parts(words)) for label, words in values if words]


def _rating(action: ReadAction) -> str:
    if action.status is not None:
        return f"{action.rating or 'No word'}: {action.status.label}"
    return f"{action.rating}: no status" if action.rating else ""


def timescale_in_words(timescale: Timescale) -> str:
    """What was made of a timescale: "from 1 May 2026, due 31 March 2027 (to the month)", or why nothing was."""
    if timescale.problem is not None:
        return f"Not read as a date. {timescale.problem}"
    parts = []
    if timescale.start:
        parts.append(f"from {day_in_words(timescale.start)}")
    if timescale.due:
        parts.append(f"due {day_in_words(timescale.due)}")
    if timescale.precision and timescale.precision != "day":
        parts.append(f"to the {timescale.precision}")
    if timescale.recurrence:
        parts.append(f"again {timescale.recurrence}")
    if timescale.ongoing:
        parts.append("ongoing")
    return " ".join(filter(None, [", ".join(parts) or "No date set", f"({timescale.note})" if timescale.note else ""]))


def _in_words(problem: Problem) -> str:
    name = FIELD_WORDS.get(problem.field, problem.field) if problem.field else ""
    value = " ".join(problem.value.split())
    shown = f" [{value[:120]}{' …' if len(value) > 120 else ''}]" if value else ""
    return f"{name}: {problem.message}{shown}" if name else f"{problem.message}{shown}"
