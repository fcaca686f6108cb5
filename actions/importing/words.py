"""What an import found, in words for a person and as JSON for a program."""

from __future__ import annotations

from actions.importing.changes import FIELD_WORDS, Comparison, FieldChanges, short
from actions.importing.promise_words import (
    promise_changes_as_json,
    promise_changes_in_words,
    promise_sums_in_words,
    promises_in_words,
)
from actions.importing.promised import PromisedReading
from actions.models import Action
from actions.reading import PlanReading, Problem
from actions.wording import counted
from priorities.models import Priority


def reading_in_words(reading: PlanReading) -> tuple[str, list[str]]:
    """What was read: how much of what in one phrase, then a line for each part."""
    if isinstance(reading, PromisedReading):
        what = {"strategy": "commitment", "roadmap": "milestone"}.get(reading.kind, "recommendation")
        some = [f"{len(reading.priorities)} priorities"] if reading.kind == "strategy" else []
        return ", ".join([*some, counted(len(reading.promises), what)]), promises_in_words(reading)
    lines = []
    for entry in reading.rating_key:
        status = entry.status.label if entry.status else "no single status"
        lines.append(f"Key: {entry.word} = {entry.meaning} ({status})")
    for index, priority in enumerate(reading.priorities):
        own = sum(1 for action in reading.actions if action.priority == index)
        word = reading.priority_word or "Priority"
        lines.append(f"{word} {priority.number or '(no number)'}: {priority.title} ({own} actions)")
    return f"{len(reading.priorities)} priorities, {len(reading.actions)} actions", lines


def problems_in_words(problems: list[Problem]) -> list[str]:
    """Problems for a person to read: "line 24, Lead: …". What is said of many rows in the same words is said once."""
    together: dict[tuple[str | None, str], list[Problem]] = {}
    for problem in problems:
        together.setdefault((problem.field, problem.message), []).append(problem)
    lines = []
    for (field_name, message), group in together.items():
        others = f" and {len(group) - 1} other{'s' if len(group) > 2 else ''}" if len(group) > 1 else ""
        name = f", {_PROBLEM_FIELDS.get(field_name, field_name)}" if field_name else ""
        values = list(dict.fromkeys(short(problem.value, 60) for problem in group if problem.value))
        shown = f" [{'; '.join(values[:3])}{' …' if len(values) > 3 else ''}]" if values else ""
        lines.append(f"{group[0].place}{others}{name}: {message}{shown}")
    return lines


_PROBLEM_FIELDS = {**FIELD_WORDS, "official_words": "Action"}


def sums_in_words(comparison: Comparison) -> list[str]:
    """How much a document adds to a stored plan, changes in it, leaves out and leaves the same."""
    promises = comparison.promises
    priorities = (
        f"Its priorities: {len(comparison.priorities_added)} added, {len(comparison.priorities_changed)} changed, "
        f"{len(comparison.priorities_gone)} gone, {len(comparison.priorities_same)} the same."
    )
    if promises.kind:
        sums = f"Against the stored plan: {promise_sums_in_words(promises)}"
        return [sums, priorities] if promises.kind == "commitment" else [sums]
    return [
        f"Against the stored plan: {len(comparison.added)} added, {len(comparison.changed)} changed, "
        f"{len(comparison.gone)} gone, {len(comparison.same)} the same.",
        priorities,
    ]


def changes_in_words(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """What a document changes in a stored plan: what is gone, then each change with its details."""
    lines: list[tuple[str, list[str]]] = []
    lines += [
        (f"gone: priority {_named(priority)} ({_fate(priority, 'address')})", [])
        for priority in comparison.priorities_gone
    ]
    lines += [(f"gone: {_named(action)} ({_fate(action, 'page')})", []) for action in comparison.gone]
    lines += promise_changes_in_words(comparison.promises) if comparison.promises.kind else []
    lines += [
        (f"answered when it was stored: {question.unclear}: {question.in_words(answer)}", [])
        for question, answer in comparison.answered
    ]
    if comparison.plan_fields:
        lines.append(("changed: the plan", _fields(comparison.plan_fields)))
    lines += [(f"added: the rating '{entry.word}' = {entry.meaning}", []) for entry in comparison.key_added]
    lines += [
        (f"added: priority {read.number or ''} {short(read.title or read.place)}".replace("  ", " "), [])
        for read in comparison.priorities_added
    ]
    lines += [
        (f"changed: priority {_named(change.priority)}", _fields(change.fields))
        for change in comparison.priorities_changed
    ]
    lines += [(f"added: {read.reference or read.place} {short(read.official_words)}", []) for read in comparison.added]
    lines += [(f"returns: {_named(action)} (it was withdrawn)", []) for action in comparison.returned]
    lines += [
        (f"stays withdrawn: {_named(action)} ({read.place} is not taken)", [])
        for action, read in comparison.stays_withdrawn
    ]
    lines += [(f"changed: {_named(change.action)}", _fields(change.fields)) for change in comparison.changed]
    if comparison.reported_again:
        number = len(comparison.reported_again)
        sentence = "reported again: 1 action is" if number == 1 else f"reported again: {number} actions are"
        lines.append(
            (
                f"{sentence} reported on in the same words; the last update becomes the date of this document",
                [_named(action) for action, _ in comparison.reported_again],
            )
        )
    return lines


def comparison_in_words(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """The sums, then what changes."""
    return [*((line, []) for line in sums_in_words(comparison)), *changes_in_words(comparison)]


def _named(record: Action | Priority) -> str:
    """The address, which `--same` takes, and the first words: "1-3 'Write the guide'"."""
    words = short(record.official_words if isinstance(record, Action) else record.title)
    return f"{record.slug} '{words}'" if words else record.slug


def _fate(record: Action | Priority, what: str) -> str:
    if record.public_from is None:
        return "nobody outside has read it; it is kept and marked as withdrawn"
    return f"its {what} will say that it was withdrawn"


def _fields(fields: FieldChanges) -> list[str]:
    return [f"{name}: {old!r} becomes {new!r}" for name, (old, new) in fields.items()]


def comparison_as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison as plain JSON values; `changed` gives for each field how it stands and what the document says."""

    def fields(changes: FieldChanges) -> dict[str, dict[str, object]]:
        return {name: {"from": old, "to": new} for name, (old, new) in changes.items()}

    found: dict[str, object] = {
        "plan": fields(comparison.plan_fields),
        "rating_key": {"added": [{"word": item.word, "meaning": item.meaning} for item in comparison.key_added]},
        "priorities": {
            "added": [item.as_json() for item in comparison.priorities_added],
            "changed": [
                {"priority": item.priority.slug, "fields": fields(item.fields)}
                for item in comparison.priorities_changed
            ],
            "gone": [item.slug for item in comparison.priorities_gone],
            "same": [item.slug for item, _ in comparison.priorities_same],
        },
        "actions": {
            "added": [
                {"place": item.place, "reference": item.reference, "official_words": item.official_words}
                for item in comparison.added
            ],
            "changed": [{"action": item.action.slug, "fields": fields(item.fields)} for item in comparison.changed],
            "reported_again": [action.slug for action, _ in comparison.reported_again],
            "gone": [item.slug for item in comparison.gone],
            "same": [item.slug for item, _ in comparison.same],
            "returned": [item.slug for item in comparison.returned],
            "stays_withdrawn": [item.slug for item, _ in comparison.stays_withdrawn],
        },
        "questions": [
            {"key": item.key, "sentence": item.sentence, "answers": [value for value, _ in item.choices]}
            for item in comparison.questions
        ],
    }
    if comparison.promises.kind:
        found |= promise_changes_as_json(comparison.promises)
    return found
